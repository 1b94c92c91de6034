"""days on which workouts differ from the plan"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    values = sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql")
    op.create_table(
        "plan_adjustment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("equipment", values, nullable=True),
        sa.Column("missing", values, nullable=True),
        sa.Column("swaps", values, nullable=True),
        sa.Column("is_lighter", sa.Boolean(), nullable=False),
        sa.Column("moved_to", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_plan_adjustment_user_id_user"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_adjustment")),
    )
    op.create_index(op.f("ix_plan_adjustment_user_id"), "plan_adjustment", ["user_id"])
    op.create_index(op.f("ix_plan_adjustment_ends_on"), "plan_adjustment", ["ends_on"])


def downgrade() -> None:
    op.drop_table("plan_adjustment")
