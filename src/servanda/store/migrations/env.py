"""What Alembic runs: the migrations, inside the transaction that `bring_up` was given."""

from alembic import context

from servanda.store.migrations import VERSION_TABLE
from servanda.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
