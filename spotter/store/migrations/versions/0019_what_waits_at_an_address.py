"""what waits at an address is found by an index, some of it goes first, and each part that was sent is known"""

from alembic import op
import sqlalchemy as sa

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

UNSENT = sa.text("status IN ('pending', 'sending')")
HELD = sa.text("status = 'sending'")
URGENT = """
UPDATE outbox SET rank = 0 WHERE status IN ('pending', 'sending')
AND (kind = 'service' OR (kind = 'reply' AND turn_id IN (SELECT id FROM turn WHERE safety_level = 'T0')))
"""


def upgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rank", sa.Integer(), server_default="1", nullable=False))
        batch_op.create_index("unsent_of_channel", ["channel", "rank", "due_at"], sqlite_where=UNSENT, postgresql_where=UNSENT)
        batch_op.create_index("unsent_of_address", ["channel", "address", "id"], sqlite_where=UNSENT, postgresql_where=UNSENT)
        batch_op.create_index("held", ["lease_until"], sqlite_where=HELD, postgresql_where=HELD)
    op.execute(URGENT)
    op.create_table(
        "sent_part",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("outbox_id", sa.String(length=36), nullable=False),
        sa.Column("provider_id", sa.String(length=80), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_sent_part_outbox_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sent_part_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sent_part")),
    )
    with op.batch_alter_table("sent_part", schema=None) as batch_op:
        for column in ("outbox_id", "provider_id", "user_id"):
            batch_op.create_index(batch_op.f(f"ix_sent_part_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("sent_part")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("held", sqlite_where=HELD, postgresql_where=HELD)
        batch_op.drop_index("unsent_of_address", sqlite_where=UNSENT, postgresql_where=UNSENT)
        batch_op.drop_index("unsent_of_channel", sqlite_where=UNSENT, postgresql_where=UNSENT)
        batch_op.drop_column("rank")
