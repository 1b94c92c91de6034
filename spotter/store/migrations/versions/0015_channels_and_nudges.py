"""where people are reached, and what is written first"""

from alembic import op
import sqlalchemy as sa
import spotter.store.tables.base
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

STATUS_BEFORE = "status IN ('pending', 'sending', 'sent', 'dead')"
STATUS = "status IN ('pending', 'sending', 'sent', 'dead', 'cancelled')"
KIND = "kind IN ('reply', 'reminder', 'nudge', 'check_in', 'notice', 'code')"
RECEIPT = "receipt IN ('queued', 'sent', 'delivered', 'read', 'failed')"
REMINDER = "kind IN ('custom', 'workout', 'meal', 'check_in', 'weigh_in')"


def upgrade() -> None:
    op.create_table(
        "suppression",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("since", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.CheckConstraint("channel IN ('telegram', 'sms', 'email')", name=op.f("ck_suppression_channel_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suppression")),
    )
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.create_index("one_suppression", ["channel", "address_hash"], unique=True)

    op.create_table(
        "channel_identity",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("verified_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("linked_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("last_in_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("blocked_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("channel IN ('telegram', 'sms', 'email')", name=op.f("ck_channel_identity_channel_known")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_channel_identity_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channel_identity")),
        sa.UniqueConstraint("channel", "address", name=op.f("uq_channel_identity_channel_address")),
    )
    with op.batch_alter_table("channel_identity", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_channel_identity_user_id"), ["user_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=24), nullable=False),
        sa.Column("changed_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("channel IN ('app', 'telegram', 'sms', 'email')", name=op.f("ck_consent_channel_known")),
        sa.CheckConstraint("kind IN ('all', 'reminder', 'check_in', 'nudge')", name=op.f("ck_consent_kind_known")),
        sa.CheckConstraint("source IN ('word', 'preference', 'provider')", name=op.f("ck_consent_source_known")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_consent_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("user_id", "channel", "kind", name=op.f("uq_consent_user_id_channel_kind")),
    )
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consent_user_id"), ["user_id"], unique=False)

    op.create_table(
        "link_code",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("address", sa.String(length=254), nullable=True),
        sa.Column("created_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("used_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_link_code_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_code")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_link_code_code_hash")),
    )
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_code_user_id"), ["user_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("why", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("turn_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("read_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notice_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_user_id"), ["user_id"], unique=False)
        batch_op.create_index("ix_notice_user_id_created_at", ["user_id", "created_at"], unique=False)

    op.create_table(
        "notification_preference",
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("weekly_budget", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=24), nullable=True),
        sa.Column("kinds", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("paused_until", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("updated_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.CheckConstraint("weekly_budget >= 0 AND weekly_budget <= 7", name=op.f("ck_notification_preference_weekly_budget_plausible")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notification_preference_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_notification_preference")),
    )
    op.create_table(
        "nudge",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("due_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("expires_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("why", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(astext_type=Text()), "postgresql"), nullable=False),
        sa.Column("held_out", sa.Boolean(), nullable=False),
        sa.Column("turn_id", sa.String(length=36), nullable=True),
        sa.Column("created_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=False),
        sa.Column("settled_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("skipped_for", sa.String(length=40), nullable=True),
        sa.Column("replied_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.CheckConstraint("status IN ('planned', 'sent', 'skipped', 'cancelled')", name=op.f("ck_nudge_status_known")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_nudge_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nudge")),
        sa.UniqueConstraint("user_id", "kind", "local_date", name=op.f("uq_nudge_user_id_kind_local_date")),
    )
    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nudge_turn_id"), ["turn_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nudge_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "planned_nudges",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(length=254), nullable=False))
        batch_op.add_column(sa.Column("kind", sa.String(length=24), nullable=False))
        batch_op.add_column(sa.Column("dedupe_key", sa.String(length=120), nullable=True))
        batch_op.add_column(sa.Column("parts_sent", sa.Integer(), nullable=False))
        batch_op.add_column(sa.Column("expires_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("lease_until", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("sent_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("provider_id", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("receipt", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("error", sa.String(length=80), nullable=True))
        batch_op.create_index(batch_op.f("ix_outbox_provider_id"), ["provider_id"], unique=False)
        batch_op.create_index(
            "unsent",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("status IN ('pending', 'sending')"),
            postgresql_where=sa.text("status IN ('pending', 'sending')"),
        )
        batch_op.create_unique_constraint(batch_op.f("uq_outbox_dedupe_key"), ["dedupe_key"])
        batch_op.drop_constraint(op.f("ck_outbox_status_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outbox_status_known"), STATUS)
        batch_op.create_check_constraint(op.f("ck_outbox_kind_known"), KIND)
        batch_op.create_check_constraint(op.f("ck_outbox_receipt_known"), RECEIPT)

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kind", sa.String(length=24), nullable=False, server_default="custom"))
        batch_op.add_column(sa.Column("channel", sa.String(length=24), nullable=True))
        batch_op.add_column(sa.Column("told_at", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True))
        batch_op.create_index("ix_reminder_status_due_at", ["status", "due_at"], unique=False)
        batch_op.create_check_constraint(op.f("ck_reminder_kind_known"), REMINDER)
    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(length=24), existing_nullable=False, server_default=None)

    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.add_column(sa.Column("address", sa.String(length=254), nullable=True))
        batch_op.add_column(sa.Column("not_before", spotter.store.tables.base.UtcDateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM outbox")
    with op.batch_alter_table("turn", schema=None) as batch_op:
        batch_op.drop_column("not_before")
        batch_op.drop_column("address")

    with op.batch_alter_table("reminder", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_reminder_kind_known"), type_="check")
        batch_op.drop_index("ix_reminder_status_due_at")
        batch_op.drop_column("told_at")
        batch_op.drop_column("channel")
        batch_op.drop_column("kind")

    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_outbox_receipt_known"), type_="check")
        batch_op.drop_constraint(op.f("ck_outbox_kind_known"), type_="check")
        batch_op.drop_constraint(op.f("ck_outbox_status_known"), type_="check")
        batch_op.create_check_constraint(op.f("ck_outbox_status_known"), STATUS_BEFORE)
        batch_op.drop_constraint(batch_op.f("uq_outbox_dedupe_key"), type_="unique")
        batch_op.drop_index(
            "unsent", sqlite_where=sa.text("status IN ('pending', 'sending')"), postgresql_where=sa.text("status IN ('pending', 'sending')")
        )
        batch_op.drop_index(batch_op.f("ix_outbox_provider_id"))
        batch_op.drop_column("error")
        batch_op.drop_column("receipt")
        batch_op.drop_column("provider_id")
        batch_op.drop_column("sent_at")
        batch_op.drop_column("lease_until")
        batch_op.drop_column("expires_at")
        batch_op.drop_column("parts_sent")
        batch_op.drop_column("dedupe_key")
        batch_op.drop_column("kind")
        batch_op.drop_column("address")

    with op.batch_alter_table("nudge", schema=None) as batch_op:
        batch_op.drop_index("planned_nudges", sqlite_where=sa.text("status = 'planned'"), postgresql_where=sa.text("status = 'planned'"))
        batch_op.drop_index(batch_op.f("ix_nudge_user_id"))
        batch_op.drop_index(batch_op.f("ix_nudge_turn_id"))

    op.drop_table("nudge")
    op.drop_table("notification_preference")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_user_id_created_at")
        batch_op.drop_index(batch_op.f("ix_notice_user_id"))

    op.drop_table("notice")
    with op.batch_alter_table("link_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_code_user_id"))

    op.drop_table("link_code")
    with op.batch_alter_table("consent", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consent_user_id"))

    op.drop_table("consent")
    with op.batch_alter_table("channel_identity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_channel_identity_user_id"))

    op.drop_table("channel_identity")
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.drop_index("one_suppression")

    op.drop_table("suppression")
