"""pain has a history of ratings, and rehab that was given"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from spotter.store.tables.base import Exact

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _owned(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    values = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql")
    op.add_column("injury", sa.Column("provoked_by", values, nullable=True))
    op.create_table(
        "pain_rating",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("injury_id", sa.String(length=36), nullable=False),
        sa.Column("severity", sa.Integer(), nullable=True),
        sa.Column("occurs", sa.String(length=24), nullable=True),
        sa.Column("provoked_by", values, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("severity >= 0 AND severity <= 10", name=op.f("ck_pain_rating_severity_plausible")),
        sa.ForeignKeyConstraint(["injury_id"], ["injury.id"], name=op.f("fk_pain_rating_injury_id"), ondelete="CASCADE"),
        *_owned("pain_rating"),
    )
    op.create_index("ix_pain_rating_injury_id_rated_at", "pain_rating", ["injury_id", "rated_at"])
    op.create_index(op.f("ix_pain_rating_user_id"), "pain_rating", ["user_id"])
    op.create_table(
        "rehab_exercise",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("region", sa.String(length=24), nullable=True),
        sa.Column("exercise_key", sa.String(length=80), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=True),
        sa.Column("duration_s", sa.Integer(), nullable=True),
        sa.Column("load_kg", Exact(precision=7, scale=3), nullable=True),
        sa.Column("per_week", sa.Integer(), nullable=False),
        sa.Column("told_by", sa.String(length=24), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("status IN ('active', 'ended')", name=op.f("ck_rehab_exercise_status_known")),
        sa.CheckConstraint("told_by IN ('physio', 'self')", name=op.f("ck_rehab_exercise_told_by_known")),
        sa.CheckConstraint("sets >= 1 AND sets <= 50", name=op.f("ck_rehab_exercise_sets_plausible")),
        sa.CheckConstraint("reps >= 1 AND reps <= 500", name=op.f("ck_rehab_exercise_reps_plausible")),
        sa.CheckConstraint("duration_s >= 1 AND duration_s <= 86400", name=op.f("ck_rehab_exercise_duration_s_plausible")),
        sa.CheckConstraint("load_kg >= -200 AND load_kg <= 600", name=op.f("ck_rehab_exercise_load_kg_plausible")),
        sa.CheckConstraint("per_week >= 1 AND per_week <= 70", name=op.f("ck_rehab_exercise_per_week_plausible")),
        *_owned("rehab_exercise"),
    )
    op.create_index(op.f("ix_rehab_exercise_user_id"), "rehab_exercise", ["user_id"])
    op.create_table(
        "rehab_done",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("rehab_id", sa.String(length=36), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["rehab_id"], ["rehab_exercise.id"], name=op.f("fk_rehab_done_rehab_id"), ondelete="CASCADE"),
        *_owned("rehab_done"),
    )
    op.create_index("ix_rehab_done_rehab_id_done_on", "rehab_done", ["rehab_id", "done_on"])
    op.create_index(op.f("ix_rehab_done_user_id"), "rehab_done", ["user_id"])
    # What is known of a pain so far is its first rating; the day is that of UTC, since the person's own zone is not at hand here.
    is_postgres = op.get_bind().dialect.name == "postgresql"
    day = "(updated_at AT TIME ZONE 'UTC')::date" if is_postgres else "date(updated_at)"
    op.execute(
        "INSERT INTO pain_rating (id, injury_id, severity, occurs, note, rated_at, rated_on, user_id) "
        f"SELECT id, id, severity, occurs, note, updated_at, {day}, user_id FROM injury WHERE severity IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_table("rehab_done")
    op.drop_table("rehab_exercise")
    op.drop_table("pain_rating")
    op.drop_column("injury", "provoked_by")
