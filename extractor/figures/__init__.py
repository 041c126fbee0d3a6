"""How a figure is read: shields, numbers, units, modifiers, ranges, ranks, and the reader that puts them together."""
