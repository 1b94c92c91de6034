"""what keeps people from training is a fact of its own kind"""

from alembic import op
import sqlalchemy as sa

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BEFORE = "kind IN ('injury', 'equipment', 'preference', 'goal', 'schedule', 'life_event', 'other')"
SINCE = "kind IN ('injury', 'equipment', 'preference', 'goal', 'schedule', 'life_event', 'barrier', 'other')"


def upgrade() -> None:
    with op.batch_alter_table("fact") as batch_op:
        batch_op.add_column(sa.Column("barrier", sa.String(length=24), nullable=True))
        batch_op.drop_constraint(op.f("ck_fact_kind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_fact_kind_known"), SINCE)


def downgrade() -> None:
    op.execute("DELETE FROM fact WHERE kind = 'barrier'")
    with op.batch_alter_table("fact") as batch_op:
        batch_op.drop_constraint(op.f("ck_fact_kind_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_fact_kind_known"), BEFORE)
        batch_op.drop_column("barrier")
