"""when people are looked at next for what may be worth a message"""

from alembic import op
import sqlalchemy as sa
import spotter.store.tables.base

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nudge_look",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("look_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_nudge_look_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_nudge_look")),
    )
    with op.batch_alter_table("nudge_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nudge_look_look_at"), ["look_at"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("nudge_look", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_nudge_look_look_at"))

    op.drop_table("nudge_look")
