"""What people decide on facts, and what becomes of the facts: values to values, no store and no page."""
