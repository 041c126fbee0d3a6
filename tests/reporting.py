"""A report of the tests' own: two bulletins, one of them hostile, with findings, items and series."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from extractor.model import Document, Fact, Finding
from extractor.reconcile.item import Item
from extractor.reports.contents import Report
from extractor.rulebook.load import builtin_rules
from extractor.timeline.build import timeline

PLAIN = (
    "关于降费的通报\n\n一、总体情况\n全省信息通信业让利金额9468.6万元，惠及80.8万家企业。\n"
    "江西电信让利金额4126.5万元，江西移动让利金额3350.8万元，江西联通让利金额1941.2万元。\n力争2023年突破80万户。"
)
HOSTILE = (
    "=cmd|'/c calc'!A1\n<script>window.ran = 1</script><img src=x onerror='window.ran = 1'>{{ 7 * 7 }}\n"
    "让利金额1.5亿元\u202e，@SUM(1)增长21.3%。\x01"
)
ATTACK = '"><script>window.ran = 1</script>=1+1'


def document(text: str, **known: Any) -> Document:  # noqa: ANN401
    return Document(text=text, **known)


def fact(of: Document, quote: str, value: str | None, unit: str = "元", **slots: Any) -> Fact:  # noqa: ANN401
    start = of.text.index(quote)
    defaults: dict[str, Any] = {
        "fact_id": f"{of.doc_id}:{start}",
        "doc_id": of.doc_id,
        "source": of.source,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "kind": "percent" if unit == "%" else "money" if unit == "元" else "count",
        "value": None if value is None else Decimal(value),
        "value_low": None,
        "value_high": None,
        "unit": unit,
        "sentence_start": of.text.rfind("\n", 0, start) + 1,
        "sentence_end": of.text.index("。", start) + 1,
        "rule_id": "head-value",
        "indicator": "让利金额",
        "period_end": date(2022, 11, 30),
    }
    return Fact(**(defaults | slots))


FIRST = document(PLAIN, source="in/通报.txt", title="通报", issuer="某省通信管理局", published=date(2022, 12, 20))
SECOND = document(HOSTILE, source=f"in/{ATTACK}.txt", title=ATTACK, issuer=ATTACK, published=date(2023, 12, 20))
TOTAL = fact(FIRST, "9468.6万元", "94686000", subject="全省信息通信业")
PARTS = (
    fact(FIRST, "4126.5万元", "41265000", subject="江西电信", flags=("subject_inherited",)),
    fact(FIRST, "3350.8万元", "33508000", subject="江西移动"),
    fact(FIRST, "1941.2万元", "19412000", subject="江西联通"),
)
OTHERS = (
    fact(FIRST, "80.8万家", "808000", "家", indicator="企业"),
    fact(FIRST, "80万户", "800000", "户", status="target", indicator="用户"),
)
LATER = fact(SECOND, "1.5亿元", "150000000", subject="全省信息通信业", period_end=date(2023, 11, 30))
GROWTH = fact(SECOND, "21.3%", "21.3", "%", change_direction="up", change_base="yoy", subject=ATTACK, role="attribute")
FACTS = (TOTAL, *OTHERS[:1], *PARTS, *OTHERS[1:], LATER, GROWTH)
DIFFERS = Finding(
    check_id="sum-over-carriers",
    verdict="differs",
    fact_ids=(TOTAL.fact_id, *(part.fact_id for part in PARTS)),
    arithmetic="9468.6万元 ≠ 4126.5万元 + 3350.8万元 + 1941.2万元",
    difference=Decimal(501000),
    tolerance=Decimal(2000),
    source=FIRST.source,
)
ENDLESS = Decimal(1) / Decimal(3)
ACROSS = Finding(
    check_id="claims",
    verdict="undecided",
    fact_ids=(LATER.fact_id, TOTAL.fact_id),
    arithmetic=f"1.5亿元 ? 9468.6万元 {ATTACK}",
    difference=ENDLESS,
    explanation=ATTACK,
    source=SECOND.source,
)
HOLDS = Finding(check_id="sum-of-parts", verdict="holds", fact_ids=(OTHERS[0].fact_id, "gone"), arithmetic="=1+1")


def item(verdict: Any, found: Fact | None, **slots: Any) -> Item:  # noqa: ANN401
    defaults: dict[str, Any] = {
        "source": "in/table.xlsx",
        "sheet": "降费情况",
        "cell": "C7",
        "subject": "江西电信",
        "indicator": "让利金额",
        "population": None,
        "period_start": None,
        "period_end": date(2022, 11, 30),
        "unit": "元",
        "value": Decimal(41263400),
        "submitted": "4126.34",
    }
    return Item(verdict=verdict, fact_id=found.fact_id if found else None, **(defaults | slots))


ITEMS = (
    item("claimed_not_submitted", PARTS[1], sheet=None, cell=None, value=PARTS[1].value, submitted=None),
    item("equal", PARTS[2], value=PARTS[2].value),
    item("differs", PARTS[0], difference=Decimal(-1600), tolerance=Decimal(500), explanation=ATTACK, sheet=ATTACK),
    item("ambiguous", None, candidates=(PARTS[0].fact_id, PARTS[1].fact_id)),
)


def report(**changes: Any) -> Report:  # noqa: ANN401
    book = builtin_rules()
    made = Report(
        documents=(FIRST, SECOND),
        facts=FACTS,
        findings=(HOLDS, ACROSS, DIFFERS),
        items=ITEMS,
        series=timeline(FACTS, (FIRST, SECOND)),
        unreadable=((f"in/{ATTACK}.pdf", "no_reader", ATTACK),),
        rules={file.id: file for file in book.files},
        checks={rule.id: rule for rule in book.checks},
    )
    return replace(made, **changes)
