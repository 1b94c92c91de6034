"""one open workout per person"""

from alembic import op
import sqlalchemy as sa

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    # What nobody ended and another one followed was over by the clock long ago.
    op.execute(
        """
        UPDATE workout_underway SET ended_at = started_at
        WHERE ended_at IS NULL AND EXISTS (
            SELECT 1 FROM workout_underway AS later
            WHERE later.user_id = workout_underway.user_id AND later.ended_at IS NULL
            AND (later.started_at > workout_underway.started_at
                OR (later.started_at = workout_underway.started_at AND later.id > workout_underway.id))
        )
        """
    )
    op.create_index("one_open_workout", "workout_underway", ["user_id"], unique=True, sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("one_open_workout", "workout_underway")
