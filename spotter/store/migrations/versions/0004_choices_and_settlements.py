"""when a language was chosen, and which turn settled a recommendation"""

from alembic import op
import sqlalchemy as sa

from spotter.store.tables.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("locale_chosen_at", UtcDateTime(timezone=True), nullable=True))
    op.add_column("recommendation", sa.Column("settled_by", sa.String(length=36), nullable=True))


def downgrade() -> None:
    op.drop_column("recommendation", "settled_by")
    op.drop_column("user", "locale_chosen_at")
