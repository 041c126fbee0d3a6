"""Extraction on Apache Spark: the same facts as on one machine, over as many documents as there are machines for.

`extract_frame` turns a DataFrame of texts into one of results; `facts_of`, `documents_of`, `relations_of` and
`quarantine_of` take the tables out of it.  `run` is what `extractor extract --engine spark` does.  Needs the extra
`spark` and Java 17; the package must be installed where the executors run.
"""

from __future__ import annotations

from extractor.engines.spark.frame import documents_of, extract_frame, facts_of, quarantine_of, relations_of

__all__ = ["documents_of", "extract_frame", "facts_of", "quarantine_of", "relations_of"]
