"""plans in the making with their steps; a person's background work runs beside their talk: one turn of each at a time"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from spotter.store.tables.base import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TALK, WORK = "status = 'running' AND kind <> 'job'", "status = 'running' AND kind = 'job'"


def _one_running(name: str, where: str) -> None:
    op.create_index(name, "turn", ["user_id"], unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    op.create_table(
        "generation",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("turn_id", sa.String(36), nullable=False),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("wishes", JSON, nullable=False),
        sa.Column("outcome", JSON, nullable=True),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.CheckConstraint("status IN ('running', 'paused', 'done', 'refused', 'cancelled')", name=op.f("ck_generation_status_known")),
        sa.ForeignKeyConstraint(["turn_id"], ["turn.id"], name=op.f("fk_generation_turn_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_generation_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_generation")),
    )
    op.create_index(op.f("ix_generation_turn_id"), "generation", ["turn_id"])
    op.create_index(op.f("ix_generation_user_id"), "generation", ["user_id"])
    op.create_table(
        "generation_step",
        sa.Column("generation_id", sa.String(36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(24), nullable=False),
        sa.Column("made_by", sa.String(24), nullable=False),
        sa.Column("model", sa.String(80), nullable=True),
        sa.Column("found", JSON, nullable=False),
        sa.Column("reasons", JSON, nullable=False),
        sa.Column("created_at", UtcDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.CheckConstraint("made_by IN ('rules', 'model')", name=op.f("ck_generation_step_made_by_known")),
        sa.ForeignKeyConstraint(["generation_id"], ["generation.id"], name=op.f("fk_generation_step_generation_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_generation_step_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("generation_id", "position", name=op.f("pk_generation_step")),
    )
    op.create_index(op.f("ix_generation_step_user_id"), "generation_step", ["user_id"])
    op.drop_index("one_running_turn", "turn")
    _one_running("one_running_turn", TALK)
    _one_running("one_running_job", WORK)


def downgrade() -> None:
    op.drop_index("one_running_job", "turn")
    op.drop_index("one_running_turn", "turn")
    _one_running("one_running_turn", "status = 'running'")
    op.drop_table("generation_step")
    op.drop_table("generation")
