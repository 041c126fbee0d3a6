"""Tables inside documents: cells → facts, by the row's head, the column's header, the unit line and the caption."""
