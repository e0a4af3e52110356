"""Alembic's entry: runs within the transaction that the store has begun, so that an upgrade is whole or not at all."""

from alembic import context

from enishi.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
