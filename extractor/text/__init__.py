"""Text as characters, sentences and words."""
