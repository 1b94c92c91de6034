"""what was settled lately and whose time is over is found by an index"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_nudge_settled_at"), "nudge", ["settled_at"])
    op.create_index(op.f("ix_user_expires_at"), "user", ["expires_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_user_expires_at"), "user")
    op.drop_index(op.f("ix_nudge_settled_at"), "nudge")
