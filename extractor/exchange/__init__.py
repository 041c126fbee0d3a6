"""Annotations as other tools write them: facts and bytes to values and back, no store and no page."""
