"""What a figure is a statement about: subject, measure, period, change, status."""
