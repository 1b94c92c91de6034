"""the last step of a turn that thinks, on its row; the tables of the library that kept steps before are dropped"""

from alembic import op
import sqlalchemy as sa

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("turn", sa.Column("step", sa.LargeBinary(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA IF EXISTS checkpoints CASCADE")


def downgrade() -> None:
    op.drop_column("turn", "step")
