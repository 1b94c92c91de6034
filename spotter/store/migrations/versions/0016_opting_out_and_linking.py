"""answers to opt-out words, edited messages, wrong codes"""

from alembic import op
import sqlalchemy as sa
import spotter.store.tables.base

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KIND_BEFORE = "kind IN ('reply', 'reminder', 'nudge', 'check_in', 'notice', 'code')"
KIND = "kind IN ('reply', 'reminder', 'nudge', 'check_in', 'notice', 'code', 'service')"


def upgrade() -> None:
    op.create_table(
        "link_try",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("tried_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_link_try_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_try")),
    )
    with op.batch_alter_table("link_try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_try_user_id"), ["user_id"], unique=False)
    with op.batch_alter_table("inbound", schema=None) as batch_op:
        batch_op.add_column(sa.Column("provider_ref", sa.String(length=80), nullable=True))
        batch_op.create_index(batch_op.f("ix_inbound_provider_ref"), ["provider_ref"], unique=False)
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_outbox_kind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outbox_kind_known"), KIND)


def downgrade() -> None:
    op.execute("DELETE FROM outbox WHERE kind = 'service'")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_outbox_kind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outbox_kind_known"), KIND_BEFORE)
    with op.batch_alter_table("inbound", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_inbound_provider_ref"))
        batch_op.drop_column("provider_ref")
    with op.batch_alter_table("link_try", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_try_user_id"))
    op.drop_table("link_try")
