from __future__ import annotations

from decimal import Decimal

import pytest

from extractor.figures.text import quantities


def read(text: str) -> list[tuple[str, str | None, str | None, str, str | None]]:
    return [
        (q.quote, q.value if q.value is None else str(q.value + 0), q.unit, q.kind, q.modifier)
        for q in quantities(text)
    ]


FIGURES = [
    # text, quote, value, unit, kind, modifier
    ("惠及80.8万家企业", "80.8万家", "808000", "家", "count", None),
    ("降费267.57万元", "267.57万元", "2675700", "元", "money", None),
    ("已投入700 万元", "700 万元", "7000000", "元", "money", None),
    ("捐款1亿2351.3万元", "1亿2351.3万元", "123513000", "元", "money", None),
    ("单价123元1角1分", "123元1角1分", "123.11", "元", "money", None),
    ("人民币 8千元", "8千元", "8000", "元", "money", None),
    ("新台币 177.1 亿元", "新台币 177.1 亿元", "17710000000", "新台币", "money", None),
    ("摄氏零下20度", "摄氏零下20度", "-20", "摄氏度", "measure", None),
    ("接入80g带宽", "80g带宽", "80", "Gbps", "measure", None),
    ("增速为-5.6%", "-5.6%", "-5.6", "%", "percent", None),
    ("净增客户–45.9万户", "–45.9万户", "-459000", "户", "count", None),
    ("同比为负3.9%", "负3.9%", "-3.9", "%", "percent", None),
    ("为企业减负4800亿元", "4800亿元", "480000000000", "元", "money", None),
    ("提高0.52个百分点", "0.52个百分点", "0.52", "百分点", "point", None),
    ("上调25个基点", "25个基点", "25", "基点", "point", None),
    ("占三成半", "三成半", "35", "%", "percent", None),
    ("打八五折", "八五折", "85", "%", "percent", None),
    ("占三分之二", "三分之二", "66.6666666667", "%", "percent", None),
    ("百分之一百二十点五", "百分之一百二十点五", "120.5", "%", "percent", None),
    ("死亡率为3.5‰", "3.5‰", "3.5", "‰", "percent", None),
    ("占比超过一半", "一半", "50", "%", "percent", "over"),
    ("产值翻了一番", "翻了一番", "2", "倍", "multiple", None),
    ("是上年的1.8倍", "1.8倍", "1.8", "倍", "multiple", None),
    ("人均117746元/人", "117746元/人", "117746", "元/人", "rate", None),
    ("普及率为113.9部/百人", "113.9部/百人", "113.9", "部/百人", "rate", None),
    ("求人倍率为1.23。", "1.23", "1.23", None, "rate", None),
    ("位居全国第3", "第3", "3", "位", "rank", None),
    ("增幅列第二名", "第二名", "2", "位", "rank", None),
    ("发电3.2万千瓦时", "3.2万千瓦时", "32000", "千瓦时", "measure", None),
    ("断网3个半小时", "3个半小时", "3.5", "小时", "measure", None),
    ("用3年时间建成", "3年时间", "3", "年", "measure", None),
    ("为期一周", "一周", "1", "周", "measure", None),
    ("完成400余条提速", "400余条", "400", "条", "count", "over"),
    ("出动1万2千多人", "1万2千多人", "12000", "人", "count", "over"),
    ("安装近4.3万,", "4.3万", "43000", None, "count", "nearly"),
    ("涉案金额50余万，", "50余万", "500000", "元", "money", "over"),
    ("惠及21.8万用户", "21.8万用户", "218000", "用户", "count", None),
    ("产品总量的40%以上", "40%", "40", "%", "percent", "over"),
    ("两周内完成", "两周", "2", "周", "measure", "at_most"),
    ("不少于20人", "20人", "20", "人", "count", "at_least"),
    ("票房破千万元", "千万元", "10000000", "元", "money", "over"),
    ("发放补助款惠及12.3万城乡群众", "12.3万", "123000", None, "count", None),
    ("最多奖励50万元", "50万元", "500000", "元", "money", "at_most"),
    ("该集团百万头生猪出栏", "百万头", "1000000", "头", "count", None),
    ("国内生产总值[2]1401879亿元", "1401879亿元", "140187900000000", "元", "money", None),
]


@pytest.mark.parametrize(("text", "quote", "value", "unit", "kind", "modifier"), FIGURES)
def test_a_figure_reads_with_its_unit_kind_and_modifier(
    text: str, quote: str, value: str, unit: str | None, kind: str, modifier: str | None
) -> None:
    [found] = quantities(text)

    assert (found.quote, found.unit, found.kind, found.modifier) == (quote, unit, kind, modifier)
    assert found.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "quote", "low", "high", "unit"),
    [
        ("覆盖3至5万户", "3至5万户", "30000", "50000", "户"),
        ("投资3.5至4亿元", "3.5至4亿元", "350000000", "400000000", "元"),
        ("下调5-20%", "5-20%", "5", "20", "%"),
        ("增长10.5%-12.5%", "10.5%-12.5%", "10.5", "12.5", "%"),
        ("降水量60~100毫米", "60~100毫米", "60", "100", "毫米"),
        ("三五百户受灾", "三五百户", "300", "500", "户"),
        ("从500多米到900多米不等", "500多米到900多米", "500", "900", "米"),
        ("七千到九千亿元", "七千到九千亿元", "7e11", "9e11", "元"),
        ("百分之五至百分之十", "百分之五至百分之十", "5", "10", "%"),
        ("1000元以上、1500元以下", "1000元以上、1500元", "1000", "1500", "元"),
        ("罚款100元至2万元", "100元至2万元", "100", "20000", "元"),
    ],
)
def test_a_range_is_one_figure_with_both_ends(text: str, quote: str, low: str, high: str, unit: str) -> None:
    [found] = quantities(text)

    assert (found.quote, found.value, found.unit) == (quote, None, unit)
    assert (found.value_low, found.value_high) == (Decimal(low), Decimal(high))
    assert "range" in found.flags


def test_members_of_a_list_share_the_unit_of_the_last() -> None:
    assert read("分别快4.1和8.2个百分点") == [
        ("4.1", "4.1", "百分点", "point", None),
        ("8.2个百分点", "8.2", "百分点", "point", None),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("267.57万元", "2675650", "2675750"),
        ("超300万元", "3000000", "4000000"),
        ("近4.3万户", "42000", "43000"),
        ("约68万元", "670000", "690000"),
        ("2200余个", "2200", "2300"),
        ("数百所", "200", "999"),
        ("十几个", "11", "19"),
        ("35项", "35", "35"),
        ("三家", "3", "3"),
        ("7262户", "7262", "7262"),
        ("1万2345人", "12345", "12345"),
        ("21.8万户", "217500", "218500"),
        ("5千户", "4500", "5500"),
        ("35个百分点", "34.5", "35.5"),
        ("400余条", "400", "500"),
        ("近35项", "34", "35"),
        ("占三分之一", "33.3333333333", "33.3333333333"),
        ("至少建成1所", "1", None),
        ("不少于培训20人", "20", None),
        ("20%以上", "20", None),
        ("不超过2%", None, "2"),
    ],
)
def test_the_interval_follows_from_wording_and_rounding(text: str, low: str | None, high: str | None) -> None:
    [found] = quantities(text)

    assert found.value_low == (None if low is None else Decimal(low))
    assert found.value_high == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    "text",
    [
        "5G和4K进入千家万户",
        "“十四五”期间推进一带一路",
        "两会期间关注三农",
        "12345热线接到来电",
        "国发〔2022〕2号文件",
        "电话010-12345678",
        "一批项目、一系列措施、一个重要因素",
        "大陆 收拾 四川 万一 一般 统一",
        "第三产业、第一书记、第十四次会议",
        "上午10点30分，15时许",
        "（一）总体要求",
        "订单号 A202107211363588510367 可用作凭证",
        "每万人口拥有量、万元国内生产总值能耗",
        "三次产业比重为5.7：26.1：68.2",
        "C919和歼-20亮相",
        "住宅（亿元）",
        "8月23起施行",
        "百万头生猪工程和千万口水井行动",
    ],
)
def test_names_ordinals_and_numbers_of_things_are_no_figures(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("提速到1000M专线", "attribute"),
        ("60岁以上老人", "attribute"),
        ("年营业收入2000万元及以上的企业", "attribute"),
        ("三家基础电信企业", "attribute"),
        ("平均预期寿命达78.2岁", "claim"),
        ("实现收入2000万元", "claim"),
    ],
)
def test_a_property_that_only_describes_is_an_attribute(text: str, role: str) -> None:
    [found] = quantities(text)

    assert found.role == role


def test_a_figure_keeps_the_full_width_writing_as_its_quote() -> None:
    [found] = quantities("增长２１．３％。")

    assert found.quote == "２１．３％"
    assert found.value == Decimal("21.3")


def test_a_bare_step_counts_only_with_a_modifier_or_a_verb() -> None:
    assert read("推进百城千镇行动，建设万亩示范区") == []
    assert read("吸引超百家企业，销售额达百亿元") == [
        ("百家", "100", "家", "count", "over"),
        ("百亿元", "10000000000", "元", "money", None),
    ]


def test_odd_behind_a_group_belongs_to_that_group_alone() -> None:
    [found] = quantities("出境人次增加到1亿3千多万，")

    assert (found.value, found.value_high) == (Decimal(130000000), Decimal(140000000))


def test_a_list_of_ordinals_is_no_list_of_counts() -> None:
    assert read("公布第二、三批40个示范村") == [("40个", "40", "个", "count", None)]


def test_ranks_and_minutes_are_read_one_by_one() -> None:
    assert read("分别位列第一、第二，用时2小时50分") == [
        ("第一", "1", "位", "rank", None),
        ("第二", "2", "位", "rank", None),
        ("2小时50分", "170", "分钟", "measure", None),
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("套餐最低78元每月。", [("78元每月", "78", "元/月", "rate", None)]),
        ("投资3亿元每年可增收。", [("3亿元", "300000000", "元", "money", None)]),
        ("风速160公里/每小时。", [("160公里/每小时", "160", "公里/小时", "rate", None)]),
        ("风速达每小时180公里。", [("180公里", "180", "公里/小时", "measure", None)]),
        (
            "引进5个亿元以上项目。",
            [("5个", "5", "个", "count", None), ("亿元", "100000000", "元", "money", "over")],
        ),
        ("指数居全省首位，把安全放在首位。", [("首位", "1", "位", "rank", None)]),
        ("交易额实现倍增，企业倍增计划启动。", [("倍增", "2", "倍", "multiple", None)]),
        ("工程提前一年完成，前一年开工。", [("一年", "1", "年", "measure", None)]),
        ("传染病发病率为255.80/10万。", [("255.80/10万", "255.80", "/10万", "rate", None)]),
        ("德国10年期国债，三年期间，05/30年期。", [("10年期", "10", "年", "measure", None)]),
        ("融资15个亿。", [("15个亿", "1500000000", "元", "money", None)]),
        ("年度不超2500元，最多可载客199人，只能带1.8公斤。", None),
        (
            "覆盖率60% 以上，增长5% 内蒙古居首。",
            [("60%", "60", "%", "percent", "over"), ("5%", "5", "%", "percent", None)],
        ),
        (
            "承建20亿的道路，网民9.8亿。",
            [("20亿", "2000000000", "元", "money", None), ("9.8亿", "980000000", None, "count", None)],
        ),
    ],
)
def test_rates_ceilings_and_money_left_unsaid(
    text: str, figures: list[tuple[str, str, str | None, str, str | None]] | None
) -> None:
    if figures is None:
        assert {figure[-1] for figure in read(text)} == {"at_most"}
    else:
        assert read(text) == figures


def test_money_before_a_figure_of_another_clause_stays_money() -> None:
    assert read("造成损失2.21亿 万名干部坚守") == [
        ("2.21亿", "221000000", "元", "money", None),
        ("万名", "10000", "名", "count", None),
    ]


def test_text_without_numerals_far_from_a_figure_changes_nothing() -> None:
    idle = "坚持稳中求进，附近企业已签约。\n" * 200

    [found] = quantities(f"{idle}近3万户受益\n{idle}")

    assert (found.start, found.quote, found.modifier) == (len(idle) + 1, "3万户", "nearly")


@pytest.mark.parametrize("name", ["quantities", "periods"])
def test_the_public_functions_are_not_hidden_by_their_modules(name: str) -> None:
    import extractor
    import extractor.figures.text
    import extractor.times.text

    assert callable(getattr(extractor, name))


@pytest.mark.parametrize("text", ["百分之5亿亿亿亿亿亿", "三分之2亿亿亿亿亿亿", "1.5亿亿亿亿亿亿", "7亿亿亿亿亿亿元"])
def test_a_number_beyond_the_precision_of_decimals_is_read_all_the_same(text: str) -> None:
    assert [q.quote in text for q in quantities(text)] == [True] * len(quantities(text))


def test_numerals_in_order_are_ordinals_and_a_range_only_before_a_step() -> None:
    assert read("一二层楼板，一二三层通道，五花八门的汽车三包") == []
    (hundreds,) = quantities("来客一二百人")
    assert (hundreds.value_low, hundreds.value_high, hundreds.unit) == (100, 200, "人")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("创新能力由全国27位提升到23位。", [("27位", "rank"), ("23位", "rank")]),
        ("全国27位院士参加会议。", [("27位", "count")]),
        ("产值由全区第四上升到全区第二。", [("第四", "rank"), ("第二", "rank")]),
        ("四上企业增多。", []),
        ("增速高于全国4.2个、11.6个和3个百分点。", [("4.2个", "point"), ("11.6个", "point"), ("3个百分点", "point")]),
        ("新增4个、11个站点。", [("4个", "count"), ("11个", "count")]),
        ("能耗为全国平均水平的1/3、1/5。", [("1/3", "percent"), ("1/5", "percent")]),
        ("会议于1/3召开。", []),
    ],
)
def test_what_stands_around_a_number_says_its_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(quantity.quote, quantity.kind) for quantity in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        ("报销比例分别不低于80%、70%和75%。", ["at_least"] * 3),
        ("失业率分别不超过3%、6%。", ["at_most"] * 2),
        ("增速分别超过3%、6%。", ["over", None]),
        ("不低于80%、5件。", ["at_least", None]),
        ("不低于80%，70%。", ["at_least", None]),
    ],
)
def test_a_bound_before_a_list_is_each_ones(text: str, modifiers: list[str | None]) -> None:
    assert [found.modifier for found in quantities(text)] == modifiers


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("东盟为我国第一大贸易伙伴", ["第一大"]),
        ("美国成为中国第二大出口市场", ["第二大"]),
        ("作为世界第二大经济体", []),  # an epithet
        ("第一大任务是稳增长", []),
    ],
)
def test_being_the_nth_largest_is_a_rank(text: str, quotes: list[str]) -> None:
    assert [quote for quote, *_ in read(text)] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("支出1,2345万元，赤字12,345,67元", []),  # no thousands: nobody knows what is meant
        ("结余1,234万元、12,345.6元", ["1,234万元", "12,345.6元"]),
        ("增长3·5%，投资1'234元", []),
        ("企业3,8家", ["8家"]),
    ],
)
def test_a_numeral_is_never_read_from_its_middle(text: str, quotes: list[str]) -> None:
    assert [quote for quote, *_ in read(text)] == quotes
