"""Dates and stretches of time in running text: the grammar, the mentions, and what they come to."""
