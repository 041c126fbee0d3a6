"""How alembic runs the migrations: on the connection that opening the store has made."""

from __future__ import annotations

from alembic import context

from extractor.store.sql.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
