"""Alembic's entry: runs inside a connection that `spotter.store.migration` hands over."""

from alembic import context

from spotter.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
