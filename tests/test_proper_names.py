"""Names that a word for a body ends and a proper noun opens."""

from __future__ import annotations

import pytest

from extractor import load_rules
from extractor.matching.proper import ProperNames
from extractor.pipeline import Extractor
from extractor.text.words import words


@pytest.fixture(scope="module")
def names() -> ProperNames:
    return ProperNames(load_rules(), words("jieba"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("截至目前，雷神山医院1500张病床已经全部开放", "雷神山医院"),
        ("中塞友好医院已累计收治患者97例", "中塞友好医院"),
        ("京港地铁所辖各线共运送乘客52万人次", "京港地铁"),
        ("深港穗科技集群连续4年居首", "深港穗科技集群"),
        ("济青高速青岛方向近20个入口封闭", "济青高速"),
        ("溪洛渡水电站装机1386万千瓦", "溪洛渡水电站"),
    ],
)
def test_a_proper_noun_before_a_body_is_a_name(names: ProperNames, text: str, name: str) -> None:
    assert [mention.quote for mention in names.find(text, [])] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "新建公办幼儿园12所",
        "智慧图书馆3座",
        "智能化标杆工厂10家",
        "力争园区规上企业达50家",
        "经济高速增长",
        "各大银行发放贷款3亿元",
        "患者到雷神山医院就诊",  # in the middle of a clause that it does not open
        "公立医院改革",
        "城市公园20个",
        "升级水库12座",
        "国际机场新开通航线12条",
    ],
)
def test_common_words_before_a_body_are_none(names: ProperNames, text: str) -> None:
    assert names.find(text, []) == []


def test_a_name_seen_once_at_the_head_of_a_clause_is_found_wherever_it_stands(names: ProperNames) -> None:
    text = "雷神山医院已开放。患者转入雷神山医院1200人。"
    assert [mention.start for mention in names.find(text, [])] == [0, text.rindex("雷神山")]


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("股票代码：600000 股票简称：临水重工     上市地点：上海证券交易所\n", "临水重工"),
        ("证券代码：600000证券简称：临水重工公告编号：临2009—018\n", "临水重工"),
        ("股 票 代 码 ：600000股 票 简 称 ： 临 水 重 工 编 号 ： 临2009—018\n", "临水重工"),
        ("股票代码与股票简称表\n", "全国"),
    ],
)
def test_a_company_that_announces_has_the_name_it_is_traded_under(
    extractor: Extractor, opening: str, subject: str
) -> None:
    text = f"{opening}重大合同公告\n合同金额3.2亿元，占营业收入的5%。"
    assert {fact.subject for fact in extractor.extract(text) if fact.quote == "3.2亿元"} == {subject}
