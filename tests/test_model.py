"""The values every stage passes on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from extractor.model import (
    EVIDENCE_COLUMNS,
    FACT_COLUMNS,
    STATEMENT_COLUMNS,
    Document,
    Fact,
    Finding,
    Mention,
    Period,
    Quantity,
    Relation,
)

OTHER: dict[str, Any] = {
    "kind": "count",
    "value": Decimal(1),
    "value_low": Decimal(1),
    "value_high": Decimal(1),
    "unit": "条",
    "modifier": "over",
    "subject": "江西电信",
    "subject_id": "china-telecom-360000",
    "subject_name": "中国电信江西公司",
    "region": "360000",
    "indicator": "专线",
    "indicator_id": "gdp",
    "action": "提速",
    "object": "专线",
    "population": "民宿",
    "statistic": "cumulative",
    "period_start": date(2021, 1, 1),
    "period_end": date(2021, 12, 31),
    "change_direction": "up",
    "change_base": "yoy",
    "status": "target",
    "role": "attribute",
}
EVIDENCE: dict[str, Any] = {
    "fact_id": "other",
    "doc_id": "other",
    "source": "other.txt",
    "start": 900,
    "end": 909,
    "quote": "２６７．５７万元",
    "sentence_start": 890,
    "sentence_end": 990,
    "rule_id": "from-to",
    "flags": ("subject_inherited",),
    "period_text": "去年",
}


def test_a_document_is_named_by_its_content() -> None:
    document = Document(text="全市通报", source="a.txt", title="通报")
    assert document.sha256 == hashlib.sha256("全市通报".encode()).hexdigest()
    assert document.doc_id == document.sha256[:16]
    assert document.doc_id == Document(text="全市通报", source="b.txt").doc_id
    assert document.doc_id != Document(text="全市通报。").doc_id


def test_a_text_that_no_encoding_has_is_named_too() -> None:
    assert Document(text="全市\ud800").doc_id != Document(text="全市\ud801").doc_id


@pytest.mark.parametrize("column", sorted(OTHER))
def test_facts_that_state_something_else_differ(make_fact: Callable[..., Fact], column: str) -> None:
    assert make_fact() != make_fact(**{column: OTHER[column]})


@pytest.mark.parametrize("column", sorted(EVIDENCE))
def test_where_a_fact_was_read_takes_no_part_in_equality(make_fact: Callable[..., Fact], column: str) -> None:
    fact = make_fact()
    elsewhere = msgspec.structs.replace(fact, **{column: EVIDENCE[column]})
    assert fact == elsewhere
    assert hash(fact) == hash(elsewhere)


def test_every_column_is_either_statement_or_evidence() -> None:
    assert set(OTHER) == set(STATEMENT_COLUMNS)
    assert set(EVIDENCE) == EVIDENCE_COLUMNS
    assert set(STATEMENT_COLUMNS) | EVIDENCE_COLUMNS == set(FACT_COLUMNS)


def test_a_value_is_equal_however_many_zeros_it_was_printed_with(make_fact: Callable[..., Fact]) -> None:
    assert make_fact(value="3.10") == make_fact(value="3.1")
    assert hash(make_fact(value="3.10")) == hash(make_fact(value="3.1"))


def test_a_fact_is_no_other_thing(make_fact: Callable[..., Fact]) -> None:
    assert make_fact() != make_fact().statement
    assert len({make_fact(), make_fact(fact_id="other"), make_fact(unit="户")}) == 2


@pytest.mark.parametrize(
    "value",
    [
        Document(text="通报"),
        Mention(0, 2, "通报", "cue", "target", "status"),
        Quantity(0, 2, "3户", "count", Decimal(3), Decimal(3), Decimal(3), "户"),
        Period(0, 2, "去年", None, None),
        Relation("a", "part_of", "b", "among"),
        Finding(check_id="sum", verdict="holds", fact_ids=("a",), arithmetic="1 = 1"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values_do_not_change(value: msgspec.Struct) -> None:
    with pytest.raises(AttributeError):
        setattr(value, value.__struct_fields__[0], "other")


def test_a_fact_does_not_change(make_fact: Callable[..., Fact]) -> None:
    with pytest.raises(AttributeError):
        make_fact().unit = "户"  # type: ignore[misc]


def test_the_columns_are_in_the_order_of_the_fact_record() -> None:
    assert FACT_COLUMNS[:6] == ("fact_id", "doc_id", "source", "start", "end", "quote")
    assert FACT_COLUMNS[-4:] == ("sentence_start", "sentence_end", "rule_id", "flags")
    assert len(set(FACT_COLUMNS)) == len(FACT_COLUMNS) == 33
