"""who shows a code is asked before two are joined, and how many codes went to an address is known"""

from alembic import op
import sqlalchemy as sa
import spotter.store.tables.base

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.drop_column("attempts")
        batch_op.add_column(sa.Column("shown_by", sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column("shown_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("shown_after", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_link_code_shown_by"), "user", ["shown_by"], ["id"], ondelete="SET NULL")
        batch_op.create_index(batch_op.f("ix_link_code_shown_by"), ["shown_by"], unique=False)
    op.create_table(
        "code_sent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_sent")),
    )
    op.create_index("codes_to_an_address", "code_sent", ["address_hash", "sent_at"], unique=False)
    op.create_index("codes_sent", "code_sent", ["sent_at"], unique=False)


def downgrade() -> None:
    op.drop_table("code_sent")
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_code_shown_by"))
        batch_op.drop_constraint(batch_op.f("fk_link_code_shown_by"), type_="foreignkey")
        batch_op.drop_column("shown_after")
        batch_op.drop_column("shown_at")
        batch_op.drop_column("shown_by")
        batch_op.add_column(sa.Column("attempts", sa.Integer(), server_default="0", nullable=False))
