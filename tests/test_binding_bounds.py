"""Bounds that only say which are counted, and what money is given for."""

from __future__ import annotations

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor


def fact(extractor: Extractor, sentence: str, quote: str) -> Fact:
    """The fact with that quote."""
    (found,) = [fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{sentence}") if fact.quote == quote]
    return found


_COUNTIES = "地区生产总值超200亿元的县（市、区）77个、超500亿元的18个。"


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        (_COUNTIES, "77个", "地区生产总值超200亿元的县"),
        (_COUNTIES, "500亿元", "地区生产总值"),
        (_COUNTIES, "18个", "地区生产总值超500亿元的县"),
        ("投资额300万美元以下的企业384家。", "384家", "投资额300万美元以下的企业"),
        ("解禁市值在10亿元以上的有7股。", "7股", "解禁市值在10亿元以上"),
        ("引进2亿元以上重大项目197个。", "197个", "2亿元以上重大项目"),
        ("集体经营收益50万元以上的村占比达30%。", "30%", "集体经营收益50万元以上的村占比"),
        ("全市推动新签约20亿元以上项目100个。", "100个", "20亿元以上项目"),
        ("投资8.3亿元的6个救援基地竣工。", "6个", "救援基地"),
        ("全市计划建设500个左右省级样板村镇。", "500个", "省级样板村镇"),
        ("全市培养引进20个左右创新创业团队。", "20个", "创新创业团队"),
        ("全市建设500个，左右两岸均已建成。", "500个", "建设"),
        ("粮食播种面积稳定在730万亩左右、产量稳定在300万吨以上。", "300万吨", "粮食产量"),
        ("新建高标准农田240万亩以上、海绵城市39平方公里。", "39平方公里", "海绵城市"),
        ("首次公开发行A股99只，筹资2062亿元，增加995亿元。", "995亿元", "首次公开发行A股筹资"),
    ],
)
def test_a_bound_belongs_to_the_name_of_what_is_counted(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert fact(extractor, sentence, quote).indicator == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "expected"),
    [
        ("中央财政拨1.1亿元援助新疆抗震救灾。", "1.1亿元", "援助新疆抗震救灾"),
        ("中央财政提前下拨了1030亿元支持夏收。", "1030亿元", "支持夏收"),
        ("全省拿出5000万元，为转企院团注入资本金。", "5000万元", "为转企院团注入资本金"),
        ("全省实施5000万元以上项目2309个。", "5000万元", "项目"),
        ("全省投入167亿元，着力办好民生“十件实事”。", "167亿元", "办好民生“十件实事”"),
        ("全省对毕业生每人给予1000元求职补贴。", "1000元", "求职补贴"),
        ("低保标准提高到351元，惠及239万人。", "239万人", "低保标准"),
        ("全省下拨1030亿元，增长5%。", "1030亿元", None),
        ("全省交易3亿元，创历史新高。", "3亿元", None),
        ("全省投入3亿元达到历史最高。", "3亿元", None),
    ],
)
def test_what_money_is_given_for_is_its_object(
    extractor: Extractor, sentence: str, quote: str, expected: str | None
) -> None:
    assert fact(extractor, sentence, quote).object == expected
