"""Facts of table cells: row's head, column's header, unit line and caption put together."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.binding.reading import Reading
from extractor.model import Document, Fact
from extractor.pipeline import Extractor

ECONOMY = "浙江省2021年1-6月主要经济指标\n单位：亿元、%\n"


def cells(extractor: Extractor, text: str, published: date | None = date(2022, 7, 20)) -> list[Fact]:
    return list(extractor.extract(Document(text=text, published=published)))


def shown(facts: list[Fact], *slots: str) -> list[tuple[str, ...]]:
    return [
        tuple(f"{value:f}" if slot == "value" else str(value) for slot in slots for value in [getattr(fact, slot)])
        for fact in facts
    ]


def test_header_row_unit_line_and_caption_make_a_fact_of_each_cell(extractor: Extractor) -> None:
    facts = cells(
        extractor, ECONOMY + "指标\t绝对数\t同比增长\n规模以上工业增加值\t120.5\t6.1\n社会消费品零售总额\t310.2\t-1.8\n"
    )

    assert shown(facts, "quote", "value", "unit", "subject", "indicator", "change_direction", "change_base") == [
        ("120.5", "12050000000", "元", "浙江省", "规模以上工业增加值", "None", "None"),
        ("6.1", "6.1", "%", "浙江省", "规模以上工业增加值", "up", "yoy"),
        ("310.2", "31020000000", "元", "浙江省", "社会消费品零售总额", "None", "None"),
        ("-1.8", "-1.8", "%", "浙江省", "社会消费品零售总额", "down", "yoy"),
    ]
    assert {(fact.period_start, fact.period_end) for fact in facts} == {(date(2021, 1, 1), date(2021, 6, 30))}
    assert [fact.indicator_id for fact in facts[::2]] == ["industry-value-added-above-size", "retail-sales"]


@pytest.mark.parametrize(
    "text",
    [
        "| 地区 | 业务量（万件） | 业务收入（亿元） |\n|-|-|-|\n| 杭州市 | 12.5 | 3.7 |\n| 宁波市 | 2.5 | 1.2 |\n",
        "地区\t业务量（万件）\t业务收入（亿元）\n杭州市\t12.5\t3.7\n宁波市\t2.5\t1.2\n",
        "地区\t业务量\t业务收入\n\t（万件）\t（亿元）\n杭州市\t12.5\t3.7\n宁波市\t2.5\t1.2\n",
        "| 地区 | 业务量，万件 | 业务收入/亿元 |\n杭州市\t12.5\t3.7\n宁波市\t2.5\t1.2\n",
    ],
)
def test_bars_and_tabs_say_the_same(extractor: Extractor, text: str) -> None:
    assert shown(cells(extractor, text), "value", "unit", "subject_id", "indicator") == [
        ("125000", "件", "330100", "业务量"),
        ("370000000", "元", "330100", "业务收入"),
        ("25000", "件", "330200", "业务量"),
        ("120000000", "元", "330200", "业务收入"),
    ]


@pytest.mark.parametrize(
    ("table", "units"),
    [
        ("项目\t单位\t数量\n公路\t公里\t12\n旅客\t万人次\t3.4", ["公里", "人次"]),  # a column of units
        ("项目\t数量\n新增就业（人）\t120\n改造小区（个）\t4", ["人", "个"]),  # the row's head
        ("地区\t户数\t人数\n杭州市\t12\t34", ["户", "人"]),  # what is counted
        ("地区\t锁定期\n杭州市\t36个月", ["个月"]),  # the cell itself
        ("地区\t比重\n杭州市\t36.1", ["%"]),
        ("地区\t位次\n杭州市\t3", ["位"]),
        ("地区\t次品\n杭州市\t3", ["None"]),  # nobody says what of
        ("（金额单位：万元）\n地区\t收入\n杭州市\t3", ["元"]),
        ("地区\t发行总额（亿）\n杭州市\t3", ["元"]),  # 亿 of money
    ],
)
def test_the_nearest_unit_holds(extractor: Extractor, table: str, units: list[str]) -> None:
    assert [str(fact.unit) for fact in cells(extractor, table + "\n")] == units


@pytest.mark.parametrize(
    "table",
    [
        "序号\t姓名\n1\t甲\n2\t乙\n",
        "单位名称\t联系电话\t邮政编码\n杭州局\t87654321\t310000\n宁波局\t87654322\t315000\n",
        "年份\t事件\n2019\t开工\n2020\t竣工\n",
        "时间\t安排\n2021年3月5日\t开幕会\n2021年3月6日\t审议\n",
        "股票代码\t简称\n600519\t甲\n000858\t乙\n",
        "杭州市\t12.5\n宁波市\t2.5\n",  # no header says what
    ],
)
def test_what_is_no_figure_gives_no_fact(extractor: Extractor, table: str) -> None:
    assert cells(extractor, table) == []


@pytest.mark.parametrize(
    ("table", "ends"),
    [
        (
            "地区\t2021年（亿元）\t2020年（亿元）\t增速（%）\n杭州市\t5\t4\t25",
            ["2021-12-31", "2020-12-31", "2021-12-31"],
        ),
        ("年份\t出生人口（万人）\n2019\t1465\n2020\t1200", ["2019-12-31", "2020-12-31"]),
        (
            "年份\t1-6月（万件）\t全年（万件）\n2019\t5\t9\n2020\t6\t10",
            ["2019-06-30", "2019-12-31", "2020-06-30", "2020-12-31"],
        ),
        ("指标\t2021年\t2020年\n年末人口（万人）\t5\t4", ["2021-12-31", "2020-12-31"]),
        ("地区\t2022-11\t2022-12\n杭州市\t5\t4", ["2022-11-30", "2022-12-31"]),
        (
            "表102017年进出口情况\n地区\t出口额（亿元）\n杭州市\t5",
            ["2017-12-31"],
        ),  # the table's number runs into the year
        ("截至2021年3月31日，情况如下：\n地区\t户数\n杭州市\t5", ["2021-03-31"]),
    ],
)
def test_times_of_columns_rows_and_captions(extractor: Extractor, table: str, ends: list[str]) -> None:
    assert [str(fact.period_end) for fact in cells(extractor, table + "\n")] == ends


def test_parts_of_a_measure_are_named_after_it(extractor: Extractor) -> None:
    head = "2017年年末人口数\n指标\t年末数（万人）\t比重（%）\n"
    text = head + "全国总人口\t139008\t100.0\n其中：城镇\t81347\t58.52\n乡村\t57661\t41.48\n"

    facts = cells(extractor, text)

    assert [fact.indicator for fact in facts] == [
        "总人口",
        "总人口比重",
        "总人口（城镇）",
        "总人口（城镇）比重",
        "总人口（乡村）",
        "总人口（乡村）比重",
    ]
    assert ["among" in fact.flags for fact in facts[::2]] == [False, True, False]
    assert facts[1].statistic == "share"


def test_a_plan_beside_what_was_done(extractor: Extractor) -> None:
    text = "项目\t年度目标\t实际完成\t完成进度（%）\n新增就业（人）\t12000\t9800\t81.7\n"

    assert [fact.status for fact in cells(extractor, text)] == ["target", "actual", "actual"]


def test_tables_side_by_side_and_below_each_other(extractor: Extractor) -> None:
    text = (
        "单位：万元\n收入\t决算数\t支出\t决算数\n税收收入\t12\t教育支出\t8\n项目\t户数\t项目\t户数\n增加\t3\t减少\t4\n"
    )

    assert shown(cells(extractor, text), "quote", "unit", "indicator")[:2] == [
        ("12", "元", "税收收入"),
        ("8", "元", "教育支出"),
    ]
    assert shown(cells(extractor, text), "quote", "unit")[2:] == [("3", "户"), ("4", "户")]


def test_a_company_that_begins_with_a_place_is_a_company(extractor: Extractor) -> None:
    facts = cells(extractor, "股东名称\t金额（元）\n天津市龙祥建材有限公司\t5\n天津市\t6\n")

    assert [(fact.subject, fact.subject_id) for fact in facts] == [
        ("天津市龙祥建材有限公司", None),
        ("天津市", "120000"),
    ]


def test_a_place_of_another_province_is_not_taken_for_the_registered_one(extractor: Extractor) -> None:
    facts = cells(extractor, "省份\t城市\t病例数\n浙江\t杭州市\t5\n湖北\t杭州市\t6\n")

    assert [fact.subject_id for fact in facts] == ["330100", None]


def test_text_beside_a_table_is_read_as_before_and_no_figure_twice(extractor: Extractor) -> None:
    prose = "2021年，杭州市快递业务量12.5万件，比上年增长3.1%。\n"
    table = "\n地区\t锁定期\t说明\n甲公司\t36个月\t自2021年起36个月内不转让，已缴纳保证金5万元。\n"

    alone, together = cells(extractor, prose), cells(extractor, prose + table + prose)

    starts = [fact.start for fact in together]
    assert [fact.statement for fact in together if fact.start < len(prose)] == [fact.statement for fact in alone]
    assert len(starts) == len(set(starts))
    assert [fact.quote for fact in together if len(prose) <= fact.start < len(prose + table)] == [
        "36个月",
        "36个月",
        "5万元",
    ]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("来源：新华社 | 2021年3月5日 | 阅读5万次\n正文：全市新增就业120人。\n", ["5万次", "120人"]),
        ("一是新增就业120人；\n二是减税5万元。\n", ["120人", "5万元"]),
        ("目录\t1\n第一章\t5\n", []),
    ],
)
def test_lists_and_lines_with_bars_are_no_tables(extractor: Extractor, text: str, quotes: list[str]) -> None:
    facts = cells(extractor, text)

    assert [fact.quote for fact in facts] == quotes
    assert all(fact.rule_id != "table-cells" for fact in facts)


def test_relations_of_totals_parts_and_changes(extractor: Extractor) -> None:
    document = Document(
        text="地区\t收入（亿元）\t增长（%）\n甲市\t3\t1.0\n乙市\t4\t2.0\n其中：丙县\t1\t9.0\n合计\t7\t1.5\n"
    )
    facts = extractor.extract(document)
    quotes = {fact.fact_id: fact.quote for fact in facts}

    related = [(quotes[r.fact_id], r.relation, quotes[r.target_id]) for r in extractor.relations(document, facts)]

    assert [r for r in related if r[1] == "part_of"] == [
        ("1", "part_of", "4"),
        ("3", "part_of", "7"),
        ("4", "part_of", "7"),
    ]
    assert ("2.0", "change_of", "4") in related


def test_a_share_with_a_name_of_its_own_is_not_joined_to_another_column(extractor: Extractor) -> None:
    facts = cells(extractor, "股东名称\t持股比例（%）\t股份数（股）\t占比（%）\n甲公司\t57.7\t120\t3.0\n")

    assert [fact.indicator for fact in facts] == ["持股比例", "股份数", "股份数占比"]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("旅客运输总量\t9\n铁路\t4\n公路\t5", ["旅客运输总量", "旅客运输总量（铁路）", "旅客运输总量（公路）"]),
        ("应付福利费\t9\n应付股利\t4", ["应付福利费", "应付股利"]),
        ("固定资产\t9\n在建工程\t4", ["固定资产", "在建工程"]),
        ("发电量\t9\n其中：火电\t4\n水电\t5\n粗钢产量\t7", ["发电量", "发电量（火电）", "发电量（水电）", "粗钢产量"]),
    ],
)
def test_which_rows_are_parts_of_the_row_above(extractor: Extractor, rows: str, names: list[str]) -> None:
    assert [fact.indicator for fact in cells(extractor, f"指标\t绝对数\n{rows}\n")] == names


def test_a_column_that_repeats_the_row_is_not_said_twice(extractor: Extractor) -> None:
    facts = cells(extractor, "指标\t专利数（万件）\n专利申请授权数\t5\n有效发明专利\t3\n")

    assert [fact.indicator for fact in facts] == ["专利申请授权数", "有效发明专利数"]


def test_an_empty_place_leaves_the_wider_one(extractor: Extractor) -> None:
    facts = cells(extractor, "国家\t城市\t病例数\n日本\tNA\t5\n")

    assert [fact.subject for fact in facts] == ["日本"]


def test_a_place_that_begins_like_a_part_is_none(extractor: Extractor) -> None:
    facts = cells(extractor, "指标\t收入（万元）\n内蒙古\t5\n内江市\t3\n内：出口\t2\n")

    assert [fact.subject for fact in facts[:2]] == ["内蒙古", "内江市"]
    assert ["among" in fact.flags for fact in facts] == [False, False, True]


def test_the_caption_completes_a_name_that_the_register_knows(extractor: Extractor) -> None:
    facts = cells(extractor, "# 2022年各市快递业务情况\n\n| 地区 | 业务量（万件） |\n|--|--|\n| 杭州市 | 5 |\n")

    assert [(fact.indicator, fact.indicator_id) for fact in facts] == [("快递业务量", "express-volume")]


@pytest.mark.parametrize(("digits", "facts"), [(24, 1), (25, 0), (40, 0)])
def test_a_number_of_any_length_stops_no_document(extractor: Extractor, digits: int, facts: int) -> None:
    number = f"{int('1234567890' * 4) // 10 ** (40 - digits):,}"

    found = cells(extractor, f"单位：亿元\n地区\t收入\n杭州市\t{number}\n宁波市\t5\n")

    assert shown(found, "quote", "value") == [
        *[(number, number.replace(",", "") + "0" * 8)] * facts,
        ("5", "500000000"),
    ]


def test_numbered_names_in_a_table_above_another_move_nothing(extractor: Extractor) -> None:
    text = "名称\t页数\n表1收入\t3\n表2支出\t5\n以下为数据。\n指标\t数值\n收入\t12\n支出\t15\n全省完成投资33亿元。"

    facts = cells(extractor, text)

    assert [fact.quote for fact in facts] == ["3", "5", "12", "15", "33亿元"]
    assert all(text[fact.start : fact.end] == fact.quote for fact in facts)


@pytest.mark.parametrize(
    ("cell", "quote", "value", "said"),
    [
        ("增长5.2%", "5.2%", "5.2", ("up", None)),
        ("下降1.2%", "1.2%", "1.2", ("down", None)),
        ("下降约1.2%", "1.2%", "1.2", ("down", "about")),
        ("+5.2个百分点", "5.2个百分点", "5.2", (None, None)),
        ("△5.2%", "△5.2%", "-5.2", (None, None)),
        ("约12.3亿元", "12.3亿元", "1230000000", (None, "about")),
        ("超18亿元", "18亿元", "1800000000", (None, "over")),
        ("12.5 亿元", "12.5 亿元", "1250000000", (None, None)),
        ("12.5 万人", "12.5 万人", "125000", (None, None)),
    ],
)
def test_words_beside_a_number_make_it_no_less_a_figure(
    extractor: Extractor, cell: str, quote: str, value: str, said: tuple[str | None, str | None]
) -> None:
    text = f"地区\t情况\n杭州市\t{cell}\n宁波市\t{cell}\n"

    facts = cells(extractor, text)

    assert shown(facts, "subject_id", "quote", "value") == [("330100", quote, value), ("330200", quote, value)]
    assert {(fact.change_direction, fact.modifier) for fact in facts} == {said}
    assert all(text[fact.start : fact.end] == quote and fact.rule_id == "table-cells" for fact in facts)


def test_figures_that_the_table_cannot_bind_are_left_to_the_text(extractor: Extractor) -> None:
    text = "项目\t金额（亿元）\t进展\n甲项目\t5\t总投资12.5亿元\n乙项目\t6\t已开工\n丙项目\t总投资3亿元\t无\n"

    facts = cells(extractor, text)

    assert [fact.quote for fact in facts] == ["5", "12.5亿元", "6", "3亿元"]
    assert [fact.rule_id == "table-cells" for fact in facts] == [True, False, True, False]


@pytest.mark.parametrize("corner", ["年份", "年度", "时间"])
def test_a_corner_that_speaks_of_the_columns_leaves_the_rows_their_names(extractor: Extractor, corner: str) -> None:
    rows = "粗钢产量（万吨）\t5.5\t6.1\n生铁产量（万吨）\t3.5\t4.1\n"

    facts = cells(extractor, f"{corner}\t2019年\t2020年\n{rows}")

    assert shown(facts, "indicator", "unit", "period_end") == [
        ("粗钢产量", "吨", "2019-12-31"),
        ("粗钢产量", "吨", "2020-12-31"),
        ("生铁产量", "吨", "2019-12-31"),
        ("生铁产量", "吨", "2020-12-31"),
    ]


@pytest.mark.parametrize("cell", ["一季度", "3月", "上半年"])
def test_a_column_of_times_is_one(extractor: Extractor, cell: str) -> None:
    facts = cells(extractor, f"时间\t收入（万元）\n{cell}\t5\n全年\t9\n", date(2021, 12, 31))

    assert [fact.indicator for fact in facts] == ["收入", "收入"]
    assert all(fact.period_end is not None for fact in facts)


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        (
            "收入合计\t9\n税收收入\t6\n非税收入\t3\n支出合计\t8\n教育支出\t5\n",
            [("6", "9"), ("3", "9"), ("5", "8")],
        ),
        ("税收收入\t6\n非税收入\t3\n收入合计\t9\n教育支出\t5\n支出合计\t8\n", [("6", "9"), ("3", "9"), ("5", "8")]),
        ("甲\t1\n乙\t2\n小计\t3\n丙\t4\n合计\t7\n", [("1", "3"), ("2", "3"), ("3", "7"), ("4", "7")]),
        ("投资\t7\n钢产量（吨）\t5\n收入\t2\n合计\t9\n", [("7", "9"), ("2", "9")]),
        (
            "一、税收\t6\n（一）增值税\t4\n1.国内\t3\n（二）契税\t2\n二、非税\t1\n合计\t7\n",
            [("6", "7"), ("1", "7")],
        ),
        ("一般收入\t1\n收入合计\t9\n税收收入\t6\n", []),  # above or below?
        ("合计\t9\n甲\t4\n小计\t5\n乙\t1\n", []),
    ],
)
def test_what_is_part_of_which_total(extractor: Extractor, rows: str, parts: list[tuple[str, str]]) -> None:
    document = Document(text=f"单位：亿元\n项目\t决算数\n{rows}")
    facts = extractor.extract(document)
    quotes = {fact.fact_id: fact.quote for fact in facts}

    related = [r for r in extractor.relations(document, facts) if r.relation == "part_of"]

    assert [(quotes[r.fact_id], quotes[r.target_id]) for r in related] == parts


def test_facts_and_relations_of_one_reading_are_those_of_two(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "地区\t收入（亿元）\t增长（%）\n甲市\t3\t1.0\n乙市\t4\t2.0\n合计\t7\t1.5\n"
    document = Document(text=f"2021年，杭州市快递业务量12.5万件，比上年增长3.1%。\n{table}")
    facts = extractor.extract(document)
    apart = (facts, extractor.relations(document, facts))
    read: list[Document] = []
    reading = extractor.read

    def counted(found: Document) -> Reading:
        read.append(found)
        return reading(found)

    monkeypatch.setattr(extractor, "read", counted)

    assert extractor.extract_related(document) == apart
    assert {relation.relation for relation in apart[1]} == {"part_of", "change_of"}
    assert read == [document]
