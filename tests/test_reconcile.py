"""Claims against submitted tables: the verdicts of corpus/submitted/verdicts.csv, and what may not be accused."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pandas as pd
import pytest

import extractor as api
from extractor.model import Document, Fact
from extractor.pipeline import Extractor
from extractor.readers import read
from extractor.readers.metadata import load_metadata
from extractor.readers.tables import read_submitted
from extractor.reconcile.candidates import Candidates
from extractor.reconcile.claims import claims_of
from extractor.reconcile.entries import entries_of
from extractor.reconcile.fitter import Fitter
from extractor.reconcile.guess import guess
from extractor.reconcile.item import ITEM_COLUMNS, VERDICTS, Item
from extractor.reconcile.labels import LabelReader
from extractor.reconcile.names import Guards, is_short_form
from extractor.reconciliation import Items, reconcile
from extractor.rulebook.load import builtin_rules

CORPUS = Path(__file__).parent.parent / "corpus"
SUBMITTED = CORPUS / "submitted"
with (SUBMITTED / "verdicts.csv").open(encoding="utf-8") as opened:
    STATED = list(csv.DictReader(opened))
TABLES = {table: list(rows) for table, rows in groupby(STATED, key=lambda row: row["table"])}
Facts = Callable[[str], tuple[Fact, ...]]
Frame = Callable[..., Items]


@pytest.fixture(scope="module")
def facts(extractor: Extractor) -> Facts:
    """The facts of a bulletin, extracted once."""
    metadata = load_metadata(CORPUS / "metadata.csv")
    known: dict[str, tuple[Fact, ...]] = {}

    def of(bulletin: str) -> tuple[Fact, ...]:
        if bulletin not in known:
            known[bulletin] = extractor.extract(metadata.apply(read(CORPUS / "bulletins" / f"{bulletin}.txt")))
        return known[bulletin]

    return of


@pytest.fixture
def table(facts: Facts) -> Frame:
    """The items of a bulletin against a table written out as rows, its header first."""

    def made(bulletin: str, *rows: tuple[object, ...], sheet: str = "") -> Items:
        frame = pd.DataFrame(list(rows[1:]), columns=list(rows[0]))
        frame.attrs["sheet"] = sheet
        return reconcile(facts(bulletin), frame)

    return made


def figures(items: Items) -> list[Item]:
    return [item for item in items if item.cell is not None]


@pytest.mark.parametrize("name", TABLES)
def test_every_table_gets_the_verdicts_that_were_stated_beforehand(name: str, facts: Facts) -> None:
    rows = TABLES[name]
    items = reconcile(facts(rows[0]["bulletin"]), SUBMITTED / name)

    found = {(item.sheet or "", item.cell): item.verdict for item in figures(items)}
    assert found == {(row["sheet"], row["cell"]): row["verdict"] for row in rows}
    assert items.problems == ()


@pytest.mark.parametrize("row", [row for row in STATED if row["verdict"] == "differs"], ids=lambda row: row["cell"])
def test_a_difference_says_what_may_explain_it(row: dict[str, str], facts: Facts) -> None:
    items = reconcile(facts(row["bulletin"]), SUBMITTED / row["table"])
    item = next(item for item in items if (item.sheet or "", item.cell) == (row["sheet"], row["cell"]))

    assert item.difference != 0
    if not row["why"].isascii():
        assert row["why"].partition(" against ")[0] in item.explanation or "off by" in row["why"]


@pytest.mark.parametrize("bulletin", [path.stem for path in sorted((CORPUS / "bulletins").glob("*.txt"))])
def test_a_table_of_the_texts_own_figures_never_differs(bulletin: str, facts: Facts) -> None:
    """Whatever is matched wrongly, nobody may be accused for copying the text."""
    stated = [f for f in facts(bulletin) if f.subject and f.indicator and f.value is not None and f.role == "claim"]
    plain = [fact for fact in stated if fact.status == "actual" and fact.change_direction is None]
    rows = [(fact.subject, fact.indicator, period_of(fact), fact.quote) for fact in plain]

    items = figures(reconcile(facts(bulletin), pd.DataFrame(rows, columns=["企业", "指标", "期间", "数值"])))

    assert [item for item in items if item.verdict == "differs"] == []
    agreed = sum(1 for item in items if item.verdict in ("equal", "within_wording"))
    assert agreed >= 0.6 * len(rows)


def period_of(fact: Fact) -> str | None:
    if fact.period_end is None:
        return None
    days = [day for day in (fact.period_start, fact.period_end) if day is not None]
    written = "至".join(f"{day.year}年{day.month}月{day.day}日" for day in days)
    return written if fact.period_start else f"截至{written}"


def test_every_claim_is_matched_once_or_named_as_not_submitted(facts: Facts) -> None:
    items = reconcile(facts("fee-cuts"), SUBMITTED / "fee-cuts.xlsx")

    named = [item.fact_id for item in items if item.fact_id is not None]
    assert len(named) == len(set(named))
    claims = {fact.fact_id for fact in facts("fee-cuts") if fact.role == "claim"}
    assert set(named) == claims


LAYOUTS = {
    "long, units in a column": [
        ("公司", "统计指标", "数值", "计量单位", "备注"),
        ("甘肃电信", "新建基站", 415, "个", None),
        ("甘肃移动", "完成投资", 1.58, "亿元", "含配套"),
    ],
    "a column a carrier": [("指标", "甘肃电信", "甘肃移动"), ("新建基站（个）", 415, 532)],
    "a column an indicator": [("运营商", "新建基站（个）", "完成投资（万元）"), ("甘肃移动", 532, 15800)],
    "units in the cells": [
        ("公司", "指标", "数值"),
        ("甘肃电信", "新建基站", "415个"),
        ("甘肃联通", "投资额", "5210.5万元"),
    ],
    "numerals in characters": [("公司", "新建基站"), ("甘肃电信", "四百一十五个"), ("甘肃移动", "五百三十二个")],
    "thousands separators": [("公司", "完成投资（万元）"), ("甘肃电信", "12,400.0"), ("甘肃移动", "15,800")],
}


@pytest.mark.parametrize("rows", LAYOUTS.values(), ids=LAYOUTS)
def test_a_layout_is_recognised_without_a_mapping(rows: list[tuple[object, ...]], table: Frame) -> None:
    items = table("universal-service", *rows)

    assert {item.verdict for item in figures(items)} == {"equal"}
    assert items.problems == ()


def test_a_column_a_period_is_matched_by_period(table: Frame) -> None:
    items = table("ministry-month", ("指标", "2022年1—8月", "2023年1—8月"), ("移动短信业务收入（亿元）", 286, 288))

    assert [(item.verdict, item.period_end) for item in figures(items)] == [
        ("equal", date(2022, 8, 31)),
        ("equal", date(2023, 8, 31)),
    ]


def test_figures_of_another_period_are_not_compared_but_named(table: Frame) -> None:
    (item,) = figures(table("ministry-month", ("指标", "2021年1—8月"), ("移动短信业务收入（亿元）", 250)))

    assert item.verdict == "submitted_not_claimed"
    assert "286亿元" in item.explanation


def test_a_slip_of_the_unit_is_named(table: Frame) -> None:
    items = table("fee-cuts", ("公司", "减免费用（亿元）"), ("江西电信", 3905.7), ("江西移动", 3271.3))

    assert [item.verdict for item in figures(items)] == ["differs", "differs"]
    assert all("0.0001" in item.explanation for item in figures(items))


def test_figures_in_exchanged_rows_name_the_other_carrier(table: Frame) -> None:
    items = table("universal-service", ("公司", "新建基站（个）"), ("甘肃电信", 532), ("甘肃移动", 415))

    assert [item.verdict for item in figures(items)] == ["differs", "differs"]
    assert "甘肃移动" in figures(items)[0].explanation
    assert "甘肃电信" in figures(items)[1].explanation


def test_a_wording_that_is_only_close_may_confirm_and_never_accuses(table: Frame) -> None:
    """宽带用户 may or may not be 农村宽带用户."""
    same = figures(table("universal-service", ("地区", "宽带用户（万户）"), ("甘肃", 318.6)))
    other = figures(table("universal-service", ("地区", "宽带用户（万户）"), ("甘肃", 955.2)))

    assert [item.verdict for item in same] == ["equal"]
    assert "农村宽带用户" in same[0].explanation
    assert [item.verdict for item in other] == ["submitted_not_claimed"]
    assert "农村宽带用户" in other[0].explanation


def test_a_figure_that_several_claims_fit_is_ambiguous_and_lists_them(table: Frame) -> None:
    (item,) = figures(table("fee-cuts", ("指标", "数值"), ("企业数", "41.6万家")))

    assert item.verdict == "ambiguous"
    assert len(item.candidates) > 1
    assert "41.6万家" in item.explanation


def test_an_ambiguous_claim_is_not_called_unsubmitted(table: Frame) -> None:
    items = table("fee-cuts", ("指标", "数值"), ("企业数", "41.6万家"))

    (item,) = figures(items)
    assert not {other.fact_id for other in items if other.cell is None} & set(item.candidates)


def test_rounding_works_both_ways(table: Frame) -> None:
    """18.93万家 is what 18.9万家 rounds, and 19万家 rounds 18.9万家."""
    for shown in ("18.93", "19"):
        (item,) = figures(table("fee-cuts", ("公司", "中小微企业（万家）"), ("江西电信", shown)))
        assert item.verdict == "within_rounding"


def test_the_difference_is_submitted_minus_claimed(table: Frame) -> None:
    (item,) = figures(table("fee-cuts", ("公司", "减免费用（万元）"), ("江西联通", 1457.4)))

    assert (item.difference, item.tolerance, item.unit) == (Decimal(-180000), Decimal(1000), "元")


def test_a_second_wrong_column_that_asks_the_same_accuses_nobody(table: Frame) -> None:
    items = figures(table("universal-service", ("公司", "新建基站（个）", "新建基站（个） "), ("甘肃电信", 415, 380)))

    assert [item.verdict for item in items] == ["equal", "ambiguous"]


def test_the_items_are_a_frame_with_every_column(facts: Facts) -> None:
    frame = reconcile(facts("universal-service"), SUBMITTED / "universal-service.csv").to_frame()

    assert tuple(frame.columns) == ITEM_COLUMNS
    assert list(frame["verdict"].cat.categories) == list(VERDICTS)
    assert str(frame["period_end"].dtype) == "datetime64[s]"


def test_several_tables_are_reconciled_together(facts: Facts) -> None:
    frame = pd.DataFrame([("甘肃铁塔", 1038)], columns=["公司", "建成铁塔（座）"])
    items = api.reconcile(facts("universal-service"), [SUBMITTED / "universal-service.csv", frame])

    assert {item.source for item in figures(items)} == {(SUBMITTED / "universal-service.csv").as_posix(), "DataFrame"}


def test_the_public_function_stands_also_after_its_package_was_imported(facts: Facts) -> None:
    assert callable(api.reconcile)
    assert api.reconcile(facts("universal-service"), SUBMITTED / "universal-service.csv")


def test_the_same_call_gives_the_same_items(facts: Facts) -> None:
    first, second = (reconcile(facts("fee-cuts"), SUBMITTED / "fee-cuts.xlsx") for _ in range(2))

    assert first == second


SHORT = [
    ("新建站", "新建基站", True),
    ("降费", "降低资费", True),
    ("投资", "新建基站完成投资", True),
    ("国家发改委", "国家发展和改革委员会", False),
    ("发改委", "国家发展和改革委", True),
    ("收支", "收入", False),
    ("额", "金额", False),
    ("减免费用", "减免宽带和专线费用", True),
]


@pytest.mark.parametrize(("short", "long", "expected"), SHORT)
def test_a_short_form_is_a_subsequence_that_ends_alike(short: str, long: str, *, expected: bool) -> None:
    assert is_short_form(short, long) is expected


def test_twins_and_narrowing_words_part_what_looks_alike() -> None:
    guards = Guards([("城镇", "农村")], ["农村"])
    assert guards.are_twins("城镇居民收入", "农村居民收入")
    assert not guards.are_twins("城镇和农村", "农村居民")
    assert guards.narrower("宽带用户", "农村宽带用户")


CLAIMED = "2022年，江西电信减免费用3905.7万元。2021年，江西电信减免费用3000.1万元。"


@pytest.mark.parametrize(
    "header", ["企业,本年减免费用（万元）,上年减免费用（万元）", "企业,10月减免费用（万元）,11月减免费用（万元）"]
)
def test_a_time_that_the_table_does_not_date_is_no_agreement(tmp_path: Path, header: str, extractor: Extractor) -> None:
    """The two columns may be swapped: only a person can say which year 本年 is."""
    table = tmp_path / "t.csv"
    table.write_text(f"{header}\n江西电信,3000.1,3905.7\n", encoding="utf-8")
    items = reconcile(extractor.extract(CLAIMED), table)

    assert [item.verdict for item in items if item.cell] == ["ambiguous", "ambiguous"]


def test_a_bare_growth_column_is_of_the_column_beside_it(tmp_path: Path, extractor: Extractor) -> None:
    table = tmp_path / "t.csv"
    table.write_text("企业,减免费用（万元）,同比增长（%）\n江西电信,3905.7,12.3\n", encoding="utf-8")
    facts = extractor.extract("2022年，江西电信减免费用3905.7万元，同比增长12.3%。")

    assert [item.verdict for item in reconcile(facts, table)] == ["equal", "equal"]


CARRIERS = "2022年，江西电信减免费用3905.7万元，江西移动减免费用3271.3万元，江西联通减免费用1475.4万元。"


@pytest.fixture
def submitted(tmp_path: Path, extractor: Extractor) -> Callable[..., list[Item]]:
    """The items of the submitted figures of a csv against one sentence."""

    def made(text: str, *lines: str) -> list[Item]:
        (tmp_path / "t.csv").write_text("\n".join(lines), encoding="utf-8")
        stated = extractor.extract(Document(text=text, published=date(2023, 1, 10)))
        return figures(reconcile(stated, tmp_path / "t.csv"))

    return made


@pytest.mark.parametrize(
    "title",
    ["2022年江西省各电信企业减免费用情况表（万元）,", "减免费用（万元）,", "减免费用一览表,\n单位：万元,"],
)
def test_what_a_title_says_is_measured_holds_for_a_column_that_says_nothing(
    title: str, submitted: Callable[..., list[Item]]
) -> None:
    items = submitted(CARRIERS, title, "企业,金额", "江西电信,3905.7", "江西移动,3271.3", "江西联通,1475.9")

    assert [item.verdict for item in items] == ["equal", "equal", "differs"]


@pytest.mark.parametrize(
    ("rows", "verdicts"),
    [
        (("电信,1", "移动,2", "小计,3", "联通,4", "合计,7"), ["submitted_not_claimed"] * 4 + ["equal"]),
        (("电信,1", "移动,2", "小计,7", "联通,4", "合计,11"), ["submitted_not_claimed"] * 4 + ["differs"]),
        (("电信,1", "移动,2", "联通,4", "小计,7"), ["submitted_not_claimed"] * 3 + ["equal"]),  # the only total
    ],
)
def test_a_sum_of_some_rows_is_not_taken_for_the_sum_of_all(
    rows: tuple[str, ...], verdicts: list[str], submitted: Callable[..., list[Item]]
) -> None:
    items = submitted("2022年，江西省减免费用7万元。", "2022年江西省情况,", "企业,减免费用（万元）", *rows)

    assert [item.verdict for item in items] == verdicts


def test_a_total_is_not_explained_by_rows_that_agree(submitted: Callable[..., list[Item]]) -> None:
    """The text prints 7.6 for parts of 7.5: rows and sum agree with each other, so the printed total differs."""
    text = "2022年，江西省减免费用7.6万元，江西电信减免费用4.25万元，江西移动减免费用3.25万元。"
    head = ("2022年江西省情况,", "企业,减免费用（万元）")

    *rows, total = submitted(text, *head, "江西电信,4.251", "江西移动,3.249", "合计,7.50")
    assert [item.verdict for item in rows] == ["within_rounding", "within_rounding"]
    assert total.verdict == "differs"
    assert "原文所印的总数 7.6万元" in total.explanation
    assert "带来" not in total.explanation

    *_, blamed = submitted(text, *head, "江西电信,4.25", "江西移动,3.45", "合计,7.70")
    assert "不一致由 江西移动" in blamed.explanation


def test_the_one_row_that_does_not_agree_under_a_header_that_does_is_a_difference(
    submitted: Callable[..., list[Item]],
) -> None:
    """新增宽带用户 alone may be 新增农村宽带用户 or not; two rows that agree say that it is."""
    text = "2022年，" + "，".join(
        f"江西{name}新增农村宽带用户{number}万户" for name, number in (("电信", 12.1), ("移动", 15.2), ("联通", 7.5))
    )
    head = "企业,新增宽带用户（万户）"

    many = submitted(text, head, "江西电信,12.1", "江西移动,15.2", "江西联通,8.9")
    assert [item.verdict for item in many] == ["equal", "equal", "differs"]
    few = submitted(text, head, "江西电信,12.1", "江西联通,8.9")
    assert [item.verdict for item in few] == ["equal", "submitted_not_claimed"]


def test_units_over_the_names_of_the_rows_are_those_of_the_table(submitted: Callable[..., list[Item]]) -> None:
    items = submitted(
        "2021年，江西省原煤产量1200.5万吨。2022年，江西省原煤产量1300.5万吨。",
        "江西省产量,,",
        "指标（万吨）,2021年,2022年",
        "原煤产量,1200.5,1300.5",
    )

    assert [(item.verdict, item.unit) for item in items] == [("equal", "吨"), ("equal", "吨")]


def test_no_pair_that_fits_is_missed_by_the_index(facts: Facts) -> None:
    """Every claim that the fitter would take for a figure is among its candidates."""
    reader = LabelReader(builtin_rules())
    pairs = 0
    for name, rows in TABLES.items():
        claims = claims_of(facts(rows[0]["bulletin"]), reader)
        entries = [
            e
            for s in read_submitted(SUBMITTED / name)
            for one in guess(s, reader)
            for e in entries_of(s, one, reader, "zh").entries
        ]
        fitter = Fitter(reader, frozenset())
        candidates = Candidates(claims, fitter)
        for entry in entries:
            for any_period in (False, True):
                fits = {n for n, claim in enumerate(claims) if fitter.fit(entry, claim, any_period=any_period)}
                assert fits <= set(candidates.of(entry, any_period=any_period))
                pairs += len(fits)
    assert pairs > 100
