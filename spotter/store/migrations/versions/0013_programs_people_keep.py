"""programs that people keep, share and rest from; loads as they were given"""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.schema import SchemaItem

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NAME = "ck_program_prescription_load_source_known"


def _load_sources(*known: str) -> None:
    with op.batch_alter_table("program_prescription") as batch_op:
        batch_op.drop_constraint(op.f(NAME), type_="check")
        batch_op.create_check_constraint(op.f(NAME), f"load_source IN ({', '.join(repr(one) for one in known)})")


def _table(name: str, *columns: SchemaItem, versions: tuple[str, ...] = ()) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(length=36), nullable=False),
        *columns,
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        *(sa.ForeignKeyConstraint([column], ["program_version.id"], name=op.f(f"fk_{name}_{column}")) for column in versions),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{name}_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_user_id"), name, ["user_id"])


def upgrade() -> None:
    _load_sources("percent", "last", "given", "bodyweight", "rpe", "none")
    _table(
        "plan_pause",
        sa.Column(
            "plan_id",
            sa.String(length=36),
            sa.ForeignKey("plan.id", name=op.f("fk_plan_pause_plan_id"), ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
    )
    op.create_index(op.f("ix_plan_pause_plan_id"), "plan_pause", ["plan_id"])
    _table(
        "saved_program",
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        versions=("version_id",),
    )
    _table(
        "program_share",
        sa.Column("code", sa.String(length=24), nullable=False),
        sa.Column("version_id", sa.String(length=36), nullable=False),
        sa.Column("source_version_id", sa.String(length=36), nullable=False),
        sa.Column("with_loads", sa.Boolean(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint("code", name=op.f("uq_program_share_code")),
        versions=("version_id", "source_version_id"),
    )


def downgrade() -> None:
    for name in ("program_share", "saved_program", "plan_pause"):
        op.drop_table(name)
    op.execute("UPDATE program_prescription SET load_source = 'last' WHERE load_source = 'given'")
    _load_sources("percent", "last", "bodyweight", "rpe", "none")
