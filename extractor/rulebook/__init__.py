"""The rule book: everything the extractor knows, read from `rules/*.yaml` and a user's own folders."""
