"""What time a figure covers: named beside it, carried to it, and never the time it is compared with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from extractor.model import Document
from extractor.pipeline import Extractor

Periods = Callable[[str], list[str]]
NONE = ".."


def shown(start: date | None, end: date | None) -> str:
    return f"{start or ''}..{end or ''}"


@pytest.fixture(scope="module")
def periods(extractor: Extractor) -> Periods:
    """The period of each figure of a text published on 20 December 2022."""

    def read(text: str) -> list[str]:
        facts = extractor.extract(text.replace("¶", "\n\u3000\u3000"), published=date(2022, 12, 20))
        return [shown(fact.period_start, fact.period_end) for fact in facts]

    return read


YEAR_2021, YEAR_2022 = "2021-01-01..2021-12-31", "2022-01-01..2022-12-31"
TO_AUGUST, AUGUST = "2022-01-01..2022-08-31", "2022-08-01..2022-08-31"
HALF, NOVEMBER, TO_NOVEMBER = "2022-01-01..2022-06-30", "2022-11-01..2022-11-30", "2022-01-01..2022-11-30"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2021年，财政收入12亿元。", YEAR_2021),
        ("全市2021年财政收入12亿元。", YEAR_2021),
        ("今年上半年，财政收入12亿元。", HALF),
        ("去年，新增油机3台。", YEAR_2021),
        ("11月，财政收入12亿元。", NOVEMBER),
        ("1-11月，财政收入12亿元。", TO_NOVEMBER),
        ("12月20日，发送短信1200万条。", "2022-12-20..2022-12-20"),
        ("今年以来，新增专线12条。", "2022-01-01..2022-12-20"),
        ("从2016年至今，新增专线12条。", "2016-01-01..2022-12-20"),
        ("12月16日至今（12月19日），新增专线12条。", "2022-12-16..2022-12-20"),
        ("去年以来，新增专线12条。", "2021-01-01..2022-12-20"),
        ("自2016年以来，新增专线12条。", "2016-01-01.."),
        ("2016年以来，新增专线12条。", "2016-01-01.."),
        ("截至2022年11月底，基站2300个。", "..2022-11-30"),
        ("“十三五”期间，新建道路320公里。", "2016-01-01..2020-12-31"),
        ("财政收入12亿元。", NONE),
    ],
)
def test_a_period_in_the_sentence_is_the_figures(periods: Periods, text: str, period: str) -> None:
    assert periods(f"通报\n¶{text}") == [period]


def test_the_words_that_say_the_period_are_kept(extractor: Extractor) -> None:
    (fact,) = extractor.extract("通报\n\n\u3000\u3000截至2022年11月底，基站2300个。")
    assert fact.period_text == "截至2022年11月底"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年，财政收入12亿元，增长3%。", [YEAR_2021] * 2),
        ("2021年，财政收入12亿元。财政支出15亿元。", [YEAR_2021] * 2),
        ("全市2021年财政收入12亿元。¶财政支出15亿元。", [YEAR_2021, NONE]),
        ("11月，财政收入12亿元。¶财政支出15亿元。", [NOVEMBER, NONE]),
        ("2022年1-8月，财政收入12亿元。¶财政支出9亿元。", [TO_AUGUST, NONE]),
        ("2021年，财政收入12亿元。2022年，财政支出15亿元。", [YEAR_2021, YEAR_2022]),
        ("2021年支出15亿元，2020年支出13亿元。", [YEAR_2021, "2020-01-01..2020-12-31"]),
        ("11月，财政收入12亿元。1-11月，财政收入120亿元。", [NOVEMBER, TO_NOVEMBER]),
        ("今年前三季度，新增就业3.2万人。去年同期为3万人。", ["2022-01-01..2022-09-30", "2021-01-01..2021-09-30"]),
        ("财政收入由2021年的12亿元增加到2022年的15亿元。", [YEAR_2021, YEAR_2022]),
    ],
)
def test_a_period_holds_until_the_next_one_or_the_end_of_its_paragraph(
    periods: Periods, text: str, expected: list[str]
) -> None:
    assert periods(f"通报\n¶{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年上半年经济运行情况\n¶财政收入12亿元。¶财政支出15亿元。", [HALF] * 2),
        ("2021年统计公报\n¶财政收入12亿元。全年新增就业3.2万人。", [YEAR_2021] * 2),
        ("2021年统计公报\n¶7月，财政收入12亿元。¶财政支出15亿元。", ["2021-07-01..2021-07-31", YEAR_2021]),
        (
            "通报\n一、2021年情况\n¶财政收入12亿元。¶财政支出15亿元。\n二、2022年上半年情况\n¶财政收入9亿元。",
            [YEAR_2021, YEAR_2021, HALF],
        ),
    ],
)
def test_a_title_and_a_heading_give_their_period_to_what_names_none(
    periods: Periods, text: str, expected: list[str]
) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    "base",
    ["比2019年", "比上年", "较2021年12月", "比去年同期", "较上年末", "与2021年1-11月相比", "比上月", "同比", "较年初"],
)
def test_a_comparison_base_is_never_the_period(periods: Periods, base: str) -> None:
    assert periods(f"通报\n¶财政收入{base}增长3%，财政支出12亿元。住户存款9亿元。") == [NONE] * 3


@pytest.mark.parametrize(
    "text",
    [
        "全市财政收入比上年增加12亿元。",
        "专线资费较2021年12月下降14.2%。",
        "工业增加值比上月回落0.4个百分点。",
        "财政收入比2019年增长3%。",
    ],
)
def test_a_comparison_base_in_the_first_line_is_no_titles_period(periods: Periods, text: str) -> None:
    assert periods(text) == [NONE]


@pytest.mark.parametrize("base", ["比2019年", "比上年同期", "较2021年12月"])
def test_a_comparison_base_leaves_the_period_in_force(periods: Periods, base: str) -> None:
    text = f"通报\n¶2022年上半年，财政收入120亿元，{base}增长3.1%；财政支出190亿元。"
    assert periods(text) == [HALF] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年，财政收入12亿元。¶财政支出15亿元。¶住户存款9亿元。", [YEAR_2021] * 3),
        ("2021年，财政收入12亿元。¶7月，财政支出15亿元。", [YEAR_2021, "2022-07-01..2022-07-31"]),
        ("2021年，财政收入12亿元。¶今年上半年，财政支出15亿元。", [YEAR_2021, HALF]),
        ("2021年，财政收入12亿元。¶2022年，财政支出15亿元。¶住户存款9亿元。", [YEAR_2021, YEAR_2022, YEAR_2022]),
        ("2021年，财政收入12亿元。\n二、2022年上半年情况\n¶财政支出15亿元。", [YEAR_2021, HALF]),
    ],
)
def test_a_year_that_a_paragraph_opens_with_holds_until_something_nearer_is_said(
    periods: Periods, text: str, expected: list[str]
) -> None:
    assert periods(f"通报\n¶{text}") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年1-8月，财政收入12亿元。8月当月，财政收入2亿元。财政支出9亿元。", [TO_AUGUST, AUGUST, TO_AUGUST]),
        ("2022年1-8月，财政收入增长3%；8月当月增长5%。财政支出9亿元。", [TO_AUGUST, AUGUST, TO_AUGUST]),
        ("8月，出口增长3%；当月的融资规模达到9亿元。", [AUGUST, AUGUST]),
        ("2021年，投资5亿元。今年计划投资8亿元，年内完成3亿元。", [YEAR_2021, YEAR_2022, YEAR_2022]),
        ("2021年，投资5亿元。当年计划投资8亿元，年内完成3亿元。", [YEAR_2021, YEAR_2021, YEAR_2021]),
        ("今天，财政部公布了8月份数据，财政收入12亿元。财政支出9亿元。", [AUGUST, AUGUST]),
        ("9月，价格涨幅从上月3.2%回落至2.1%。", [AUGUST, "2022-09-01..2022-09-30"]),
        ("2022年上半年，财政收入12亿元。年初，调拨油机12台。财政支出9亿元。", [HALF, "..2022-01-01", HALF]),
        ("2022年11月，财政收入12亿元。年初调拨油机12台，财政支出9亿元。", [NOVEMBER, "..2022-01-01", NOVEMBER]),
        (
            "截至12月19日，报告病例60例。当日，新增病例2例。现有病例30例。",
            ["..2022-12-19", "2022-12-19..2022-12-19", "..2022-12-19"],
        ),
        (
            "截至12月19日，报告病例60例，当日新增病例2例，现有病例30例。",
            ["..2022-12-19", "2022-12-19..2022-12-19", "..2022-12-19"],
        ),
    ],
)
def test_a_passing_time_is_its_own_figures_only(periods: Periods, text: str, expected: list[str]) -> None:
    assert periods(f"通报\n¶{text}") == expected


def test_a_month_that_does_not_only_pass_takes_over(periods: Periods) -> None:
    text = "通报\n¶2022年1-8月，财政收入12亿元。8月，新增专线2条。新增坐席3个。"
    assert periods(text) == [TO_AUGUST, AUGUST, AUGUST]


def test_since_this_year_has_no_end_without_a_publication_date(extractor: Extractor) -> None:
    text = "通报\n\n\u3000\u3000今年以来，财政收入12亿元。"
    (fact,) = extractor.extract(text)
    assert fact.period_end is None


def test_a_point_in_time_holds_for_stocks_and_not_for_flows_of_later_sentences(periods: Periods) -> None:
    text = "通报\n¶2022年上半年，财政收入12亿元。截至6月底，基站2300个。其中农村基站900个。财政支出15亿元。"
    assert periods(text) == [HALF, "..2022-06-30", "..2022-06-30", HALF]


@pytest.mark.parametrize(
    ("published", "period"),
    [(date(2022, 12, 20), YEAR_2021), (date(2021, 2, 1), "2020-01-01..2020-12-31"), (None, NONE)],
)
def test_last_year_is_the_year_before_publication(published: date | None, period: str, extractor: Extractor) -> None:
    text = "通报\n\n\u3000\u3000去年，财政收入12亿元。"
    (fact,) = extractor.extract(Document(text=text, published=published))
    assert shown(fact.period_start, fact.period_end) == period


def test_the_date_in_the_text_stands_for_a_missing_publication_date(extractor: Extractor) -> None:
    (fact,) = extractor.extract("通报\n2022年12月20日\n\n\u3000\u3000去年，财政收入12亿元。")
    assert shown(fact.period_start, fact.period_end) == YEAR_2021


def test_the_documents_own_date_goes_before_the_one_given(extractor: Extractor) -> None:
    document = Document(text="通报\n\n\u3000\u3000去年，财政收入12亿元。", published=date(2022, 12, 20))
    (fact,) = extractor.extract(document, published=date(2030, 1, 1))
    assert shown(fact.period_start, fact.period_end) == YEAR_2021


def test_a_period_from_an_earlier_sentence_is_flagged(extractor: Extractor) -> None:
    stated, carried = extractor.extract("2021年，全市完成投资3亿元。新建公路20公里。")
    assert "period_inherited" not in stated.flags
    assert "period_inherited" in carried.flags


def test_the_last_years_named_in_passing_hold_in_their_sentence_alone(periods: Periods) -> None:
    text = "2021年，全市城镇化率为60%。近3年累计提高5个百分点，新增城镇人口8万人。新建公路20公里。"
    assert periods(text)[0] == periods(text)[3]
    assert periods(text)[1] == periods(text)[2] != periods(text)[0]


def test_quarters_told_in_passing_are_of_no_later_sentence(extractor: Extractor) -> None:
    """一季度下滑、四季度回升 says how the year went; what follows is of the section's year."""
    text = (
        "政府工作报告\n2021年1月20日在青云市人民代表大会上\n一、2020年工作回顾\n"
        "全市经济在一季度下滑的情况下，二季度由负转正，四季度持续回升。新建厂房12万平方米。"
    )
    fact = extractor.extract(text)[-1]
    assert (str(fact.period_start), str(fact.period_end)) == ("2020-01-01", "2020-12-31")


def test_a_year_that_a_state_ended_is_not_the_time_of_what_follows(extractor: Extractor) -> None:
    text = "2016年1至5月，工业企业实现利润增长6.4%，改变了去年持续下降的状态，其中制造业利润增长12.5%。"
    fact = extractor.extract(text)[-1]
    assert (str(fact.period_start), str(fact.period_end)) == ("2016-01-01", "2016-05-31")


def test_the_year_whose_prices_are_used_is_not_the_year_of_what_follows(extractor: Extractor) -> None:
    text = (
        "2019年国民经济和社会发展统计公报\n按照每人每年2300元（2010年不变价）的农村贫困标准计算，农村贫困人口551万人。"
        "全年贫困地区农村居民人均可支配收入11567元。"
    )
    fact = extractor.extract(text)[-1]
    assert (str(fact.period_start), str(fact.period_end)) == ("2019-01-01", "2019-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "2021年1-6月，营业收入50亿元，两年平均增长9.9%（以2019年同期数为基数，采用几何平均）。其中工业30亿元。1-8月，利润12亿元。",
        "2021年1-6月，营业收入50亿元（2019年为40亿元），税金9亿元。其中工业30亿元。1-8月，利润12亿元。",
    ],
)
def test_what_a_bracket_behind_a_figure_dates_ends_with_it(extractor: Extractor, text: str) -> None:
    facts = {fact.quote: fact for fact in extractor.extract(f"通报\n\u3000\u3000{text}")}
    assert facts["30亿元"].period_end == date(2021, 6, 30)
    assert facts["12亿元"].period_end == date(2021, 8, 31)
    assert "40亿元" not in facts or facts["40亿元"].period_end == date(2019, 12, 31)


def test_a_bracket_behind_a_time_says_it_more_closely(periods: Periods) -> None:
    assert periods("通报\n¶今年以来（1-8月），新增就业3万人，财政收入12亿元。") == [TO_AUGUST, TO_AUGUST]


def test_the_level_that_something_rises_from_has_a_time_of_its_own(periods: Periods) -> None:
    text = "通报\n¶今年拟安排支出16亿元，比重从去年的2.1%提高到2.3%。其中，交通支出9亿元。"
    assert periods(text) == [YEAR_2022, YEAR_2021, YEAR_2022, YEAR_2022]


def test_a_paragraph_that_opens_with_among_goes_on_in_the_time_of_the_one_before(periods: Periods) -> None:
    text = "通报\n¶7月份，有50个县财政收入增长。\n¶其中，增幅最高的为0.7%；下降的县有9个。\n¶全市财政收入12亿元。"
    july = "2022-07-01..2022-07-31"
    assert periods(text) == [july, july, july, NONE]


def test_the_month_of_published_data_holds_until_the_next_heading(periods: Periods) -> None:
    told = "省统计局今天发布了2022年10月份全省70个县财政数据。"
    text = f"全省财政平稳\n¶{told}\n¶收入下降的县有15个。\n公路建成通车\n¶公路全长15公里。"
    october = "2022-10-01..2022-10-31"
    assert periods(text) == [october, october, NONE]


def test_the_time_of_what_is_counted_is_not_the_time_of_the_count(periods: Periods) -> None:
    assert periods("通报\n¶截至10月31日，淘汰2005年底前注册的汽车99万辆，新增公交3万辆。") == ["..2022-10-31"] * 2
    assert periods("通报\n¶2005年底前，新增公交3万辆。") == ["..2005-12-31"]


def test_that_day_in_a_bracket_holds_for_the_parts(periods: Periods) -> None:
    day, until = "2022-12-19..2022-12-19", "..2022-12-19"
    text = "通报\n¶截至12月19日，累计收治病例100例，当日新增24例（其中城东6例，城西2例）；现有病例60例（城东40例）。"
    assert periods(text) == [until, day, day, day, until, until]


def test_that_day_with_its_hour_holds_for_the_sentence(periods: Periods) -> None:
    assert (
        periods("通报\n¶12月19日，路面结冰。\n¶当天早上8时，货车侧翻，造成3人受伤、1人死亡。")
        == ["2022-12-19..2022-12-19"] * 2
    )


def test_what_is_done_after_the_event_is_of_its_day(periods: Periods) -> None:
    day = "2022-12-19..2022-12-19"
    after = "消防支队调集城东大队10车66人到场。"
    assert periods(f"通报\n¶12月19日，仓库起火。\n¶事故发生后，{after}") == [day, day]
    assert periods(f"通报\n¶12月19日，仓库起火。\n¶{after}") == [NONE, NONE]
    assert periods(f"通报\n¶仓库起火。\n¶事故发生后，{after}") == [NONE, NONE]


def test_each_first_level_of_a_sentence_is_of_the_year_that_the_first_names(periods: Periods) -> None:
    first, second = "2010-01-01..2010-12-31", "2015-01-01..2015-12-31"
    levels = "全市生产总值由2010年的2万亿元增加到2015年的3万亿元，财政收入由2409亿元增加到4047亿元"
    text = f"通报\n¶{levels}。支出由30亿元增加到40亿元。"
    assert periods(text)[:4] == [first, second, first, second]
    assert periods(text)[4] != first


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("青山公司：1月份生猪销售收入568万元\n青山公司公告，2022年1月完成检修。", "2022-01-01..2022-01-31"),
        ("青山公司：3月份生猪销售收入568万元\n青山公司公告，2022年1月完成检修。", NONE),
    ],
)
def test_a_month_without_a_year_is_that_of_the_year_which_names_it_first(
    extractor: Extractor, text: str, period: str
) -> None:
    """Of a text that has no date of its own."""
    fact = extractor.extract(text)[0]
    assert shown(fact.period_start, fact.period_end) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("专业委员会的190名官兵今天抵达青山。", "2022-12-20..2022-12-20"),
        ("8月，事故5起。3名病患已于12月19日出院。", [AUGUST, "2022-12-19..2022-12-19"]),
        ("8月，指数报0.7%。上次跌穿0.6%关口是在2021年。", [AUGUST, YEAR_2021]),
        ("8月，入选项目3个。12月19日的会议有5项议程。", [AUGUST, "2022-12-19..2022-12-19"]),
        ("8月，完成投资3亿元。3家今天的企业来了。", [AUGUST, AUGUST]),
    ],
)
def test_a_day_behind_those_counted_is_when_they_do_it(periods: Periods, text: str, period: str | list[str]) -> None:
    assert periods(f"通报\n¶{text}") == ([period] if isinstance(period, str) else period)


def test_an_item_of_a_digest_is_not_of_the_year_that_another_items_heading_names(extractor: Extractor) -> None:
    text = (
        "联播快讯\n2030年建成过江通道180座\n发改委印发规划，提出2030年建成过江通道180座。\n"
        "青山港迎来新油轮\n青山港日前迎来油轮3艘。\n"
        "前三季度社会融资规模达11.73万亿元\n央行今天发布的报告显示，前三季度社会融资规模为11.73万亿元。\n"
    )
    found = extractor.extract(text, published=date(2024, 10, 12))
    assert [(fact.period_start, fact.period_end) for fact in found] == [
        (date(2030, 1, 1), date(2030, 12, 31)),
        (date(2030, 1, 1), date(2030, 12, 31)),
        (None, None),
        (date(2024, 1, 1), date(2024, 9, 30)),
        (date(2024, 1, 1), date(2024, 9, 30)),
    ]


def test_a_heading_below_the_one_with_the_year_is_of_that_year(extractor: Extractor) -> None:
    text = "工作报告\n各位代表：\n一、2023年工作回顾\n（一）经济平稳增长\n实现收入50亿元。\n二、今后工作\n"
    [fact] = extractor.extract(text, published=date(2024, 1, 20))
    assert (fact.period_start, fact.period_end) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("截至20日14时，18日发生的地震已造成6人死亡。", "..2022-12-20"),
        ("截至19日晚，目前造成6人死亡。", "..2022-12-19"),
        ("18日发生的地震造成6人死亡。", "2022-12-18..2022-12-18"),
        ("截至19日晚，6人死亡。18日，5人受伤。", "..2022-12-19"),
    ],
)
def test_behind_an_until_when_it_happened_and_now_are_no_times_of_their_own(
    periods: Periods, text: str, period: str
) -> None:
    assert periods(text)[0] == period
