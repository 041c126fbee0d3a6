"""Chinese government bulletins in, checked and traceable fact records out.

The public interface; what is not listed here is private and may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.checks import check
    from extractor.figures.text import quantities
    from extractor.frame import to_frame
    from extractor.model import Document, Evidence, Fact, Finding, Mention, Period, Quantity, Relation
    from extractor.numerals import parse_numeral
    from extractor.pipeline import Extractor
    from extractor.readers import read, read_all
    from extractor.reconciliation import reconcile
    from extractor.rulebook.load import load_rules
    from extractor.timeline import Series, timeline
    from extractor.times.text import periods

__version__ = "0.1.0"
__all__ = [
    "Document",
    "Evidence",
    "Extractor",
    "Fact",
    "Finding",
    "Mention",
    "Period",
    "Quantity",
    "Relation",
    "Series",
    "check",
    "load_rules",
    "parse_numeral",
    "periods",
    "quantities",
    "read",
    "read_all",
    "reconcile",
    "timeline",
    "to_frame",
]

_HOME = {
    **dict.fromkeys(
        ("Document", "Evidence", "Fact", "Finding", "Mention", "Period", "Quantity", "Relation"), "extractor.model"
    ),
    "Extractor": "extractor.pipeline",
    "check": "extractor.checks",
    "load_rules": "extractor.rulebook.load",
    "parse_numeral": "extractor.numerals",
    "periods": "extractor.times.text",
    "quantities": "extractor.figures.text",
    "read": "extractor.readers",
    "read_all": "extractor.readers",
    "reconcile": "extractor.reconciliation",
    "Series": "extractor.timeline.values",
    "timeline": "extractor.timeline.build",
    "to_frame": "extractor.frame",
}


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: `extractor --help` must not pay for pandas and jieba."""
    if name not in _HOME:
        raise AttributeError(f"module 'extractor' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value
