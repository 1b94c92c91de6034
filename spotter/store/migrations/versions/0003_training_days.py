"""the weekdays on which a person trains"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    days = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql")
    op.add_column("profile", sa.Column("weekdays", days, nullable=True))


def downgrade() -> None:
    op.drop_column("profile", "weekdays")
