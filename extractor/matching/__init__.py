"""Finding registered names and cue words in text."""
