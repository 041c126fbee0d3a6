from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from extractor.model import Document, Fact

TEXT = "通报\n浙江电信累计降费金额267.57万元，惠及80.8万家企业。近九成的企业满意。"


@pytest.fixture
def document() -> Document:
    return Document(text=TEXT, source="notes/通报.txt", title="通报", encoding="utf-8")


@pytest.fixture
def make_fact(document: Document) -> Callable[..., Fact]:
    """A fact on a quote of `document`; any slot can be set."""

    def make(quote: str = "267.57万元", value: str | None = "2675700", **slots: Any) -> Fact:  # noqa: ANN401
        start = document.text.index(quote)
        sentence_start = document.text.rfind("\n", 0, start) + 1
        defaults: dict[str, Any] = {
            "fact_id": f"f{start}",
            "doc_id": document.doc_id,
            "source": document.source,
            "start": start,
            "end": start + len(quote),
            "quote": quote,
            "kind": "money",
            "value": None if value is None else Decimal(value),
            "value_low": None,
            "value_high": None,
            "unit": "元",
            "sentence_start": sentence_start,
            "sentence_end": document.text.index("。", start) + 1,
            "rule_id": "open",
        }
        return Fact(**(defaults | slots))

    return make
