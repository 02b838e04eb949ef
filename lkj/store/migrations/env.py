"""Run the migrations on the connection, and in the transaction, that `schema` hands over."""

from alembic import context

from lkj.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
)
context.run_migrations()
