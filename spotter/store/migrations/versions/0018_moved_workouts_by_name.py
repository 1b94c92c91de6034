"""a workout that was moved is known by its day of the plan"""

from alembic import op
import sqlalchemy as sa

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("plan_adjustment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("day_id", sa.String(length=36), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("plan_adjustment", schema=None) as batch_op:
        batch_op.drop_column("day_id")
