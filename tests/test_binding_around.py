"""What the words around a figure say beyond its indicator: what it is of, and what was done."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


def slots(extractor: Extractor, sentence: str, quote: str) -> dict[str, str | None]:
    """The slots of the fact with that quote."""
    facts = [fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{sentence}") if fact.quote == quote]
    (fact,) = facts
    return {name: getattr(fact, name) for name in ("indicator", "action", "object", "population", "rule_id")}


@pytest.mark.parametrize(
    ("sentence", "quote", "thing"),
    [
        ("生产方获得30%的价格补贴。", "30%", "价格补贴"),
        ("该公司承诺设立总额5亿元的各类奖助学金。", "5亿元", "各类奖助学金"),
        ("龙门架压垮附近约200平方米的工棚。", "200平方米", "工棚"),
        ("项目总投资3亿元，设备100台。", "3亿元", None),
        ("贷款余额300亿元居全省首位。", "300亿元", None),
        ("完成投资3亿元占计划的一半。", "3亿元", None),
        ("实现产值3亿元税收达2000万元。", "3亿元", None),
        ("全市完成投资3亿元、建设用地20亩。", "3亿元", None),
    ],
)
def test_what_an_amount_is_of_is_its_object(extractor: Extractor, sentence: str, quote: str, thing: str | None) -> None:
    assert slots(extractor, sentence, quote)["object"] == thing


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "action"),
    [
        ("全市18家企业入选中国制造业榜单。", "18家", "企业", "入选中国制造业榜单"),
        ("全市对437家企业进行了核销。", "437家", "企业", "核销"),
        ("全市资助1237.4万困难群众参加医疗保险。", "1237.4万困难群众", "困难群众", "资助参加医疗保险"),
        ("全市103万贫困人口脱贫。", "103万贫困人口", "贫困人口", "脱贫"),
        ("全市93.3%的企业对未来发展持乐观预期。", "93.3%", "企业", "对未来发展持乐观预期"),
        ("全市90%以上事项实现网上办理。", "90%", "事项", "网上办理"),
        ("全市开工20个乡镇的油路项目和45个村的公路项目。", "20个", "乡镇", "开工油路项目"),
        ("全市8个地区调整了最低工资标准。", "8个", "地区", "调整最低工资标准"),
        ("全国237个城市已启动垃圾分类。", "237个", "城市", "启动垃圾分类"),
    ],
)
def test_the_predicate_behind_a_noun_is_its_action_whole(
    extractor: Extractor, sentence: str, quote: str, indicator: str, action: str
) -> None:
    read = slots(extractor, sentence, quote)
    assert (read["indicator"], read["action"]) == (indicator, action)


@pytest.mark.parametrize(
    ("sentence", "indicators"),
    [
        ("事故导致18死33伤。", ["死", "伤"]),
        ("产业发展基金17支，总规模470亿元。", ["产业发展基金", "产业发展基金总规模"]),
        (
            "风电场16座，容量1734兆瓦，光伏电站51座，容量2952兆瓦。",
            ["风电场", "风电场容量", "光伏电站", "光伏电站容量"],
        ),
        ("高耗能行业[8]增加值增长12.3%。", ["高耗能行业增加值"]),
        ("全市发明专利有效量增长1.38倍。", ["发明专利有效量"]),
        ("投资额:82万元。", ["投资额"]),
        ("党的建设是关键，新增党员300名。", ["新增党员"]),
        ("建筑面积3万平方米，床位500张，卫生技术人员300名。", ["建筑面积", "床位", "卫生技术人员"]),
        ("精炼钴（包括电解钴、钴粉，折金属量）产量12.8万吨。", ["精炼钴产量"]),
        ("粮食（含大豆（油用））面积30万亩。", ["粮食面积"]),
        ("来自物联网的新业务收入，同比上升10.9%至471.35亿元。", ["新业务收入", "新业务收入"]),
        ("其次为违规发放财物的案件，共查处了35件，占22.6%。", ["违规发放财物的案件查处", "违规发放财物的案件查处占比"]),
        ("平均利率为6.87%，已连续6个月下降。", ["平均利率", "平均利率下降"]),
        ("全市诊所（卫生所、医务室）17.4万个，村卫生室65.1万个。", ["诊所", "村卫生室"]),
        (
            "城镇、农村常住居民人均可支配收入分别达29156元、12834元。",
            ["城镇常住居民人均可支配收入", "农村常住居民人均可支配收入"],
        ),
        (
            "本外币存贷款余额分别增长9.1%、14.4%，达到2.2万亿元、2.4万亿元。",
            ["存款余额", "贷款余额", "存款余额", "贷款余额"],
        ),
    ],
)
def test_a_head_is_found_where_the_figure_s_own_words_name_none(
    extractor: Extractor, sentence: str, indicators: list[str]
) -> None:
    facts = extractor.extract(f"通报\n\n\u3000\u3000{sentence}")
    assert [fact.indicator for fact in facts] == indicators


def test_a_rank_says_that_it_ranks(extractor: Extractor) -> None:
    assert slots(extractor, "大荔县排名全省第51位。", "第51位")["action"] == "排名"


def test_what_is_compared_before_it_is_counted_is_what_the_counts_are_of(extractor: Extractor) -> None:
    text = "二手住宅价格与上月相比，下降的城市有15个，持平的城市有9个。与上年同月相比，下降的城市有42个。另有县城8个。"
    facts = extractor.extract(f"通报\n\u3000\u3000{text}")
    assert [fact.object for fact in facts] == ["二手住宅价格"] * 3 + [None]


def test_an_amount_in_another_currency_is_of_the_same_measure(extractor: Extractor) -> None:
    facts = extractor.extract("通报\n\u3000\u3000净亏损达到7650亿日元（约合96亿美元）。")
    assert [(fact.indicator, fact.modifier) for fact in facts] == [("净亏损", None), ("净亏损", "about")]
    facts = extractor.extract("通报\n\u3000\u3000对外直接投资额7598亿元，折1102亿美元，下降0.4%。")
    assert [fact.indicator for fact in facts] == ["对外直接投资额"] * 3
