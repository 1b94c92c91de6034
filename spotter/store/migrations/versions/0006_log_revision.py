"""a name for the state of a person's workouts, new with every change to them: what was computed from the log is kept under it"""

from alembic import op
import sqlalchemy as sa

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("log_revision", sa.String(length=36), nullable=True))


def downgrade() -> None:
    op.drop_column("user", "log_revision")
