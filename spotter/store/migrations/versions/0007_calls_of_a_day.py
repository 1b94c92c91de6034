"""a call of a model has its place in the person's day, so that money is put aside in one statement"""

from alembic import op
import sqlalchemy as sa

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("model_call", sa.Column("nth", sa.Integer(), nullable=True))
    op.create_index("nth_call_of_the_day", "model_call", ["user_id", "day", "nth"], unique=True)
    op.drop_index("ix_model_call_user_id_day", table_name="model_call")


def downgrade() -> None:
    op.create_index("ix_model_call_user_id_day", "model_call", ["user_id", "day"])
    op.drop_index("nth_call_of_the_day", table_name="model_call")
    op.drop_column("model_call", "nth")
