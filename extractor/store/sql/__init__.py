"""The store of a run: SQLite beside the run's files, or PostgreSQL.  Needs SQLAlchemy: import only where a store is."""
