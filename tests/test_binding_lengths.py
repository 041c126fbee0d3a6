"""What a length of time is of, what is compared with something else, and shares of what stands behind them."""

from __future__ import annotations

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor


def fact(extractor: Extractor, sentence: str, quote: str) -> Fact:
    """The fact with that quote."""
    (found,) = [fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{sentence}") if fact.quote == quote]
    return found


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("经过七年的努力，全县实现通电。", "七年", "全县实现通电"),
        ("计划在三年内带动10万以上贫困人口增收脱贫。", "三年", "带动贫困人口增收脱贫"),
        ("全市仅用27天实现病例“零新增”。", "27天", "实现病例“零新增”"),
        ("为期40天的2017年春运落下帷幕。", "40天", "春运"),
        ("为期两个月的暑运昨天结束。", "两个月", "暑运"),
        ("工期缩短3个月，节约资金20万元。", "3个月", "工期"),
        ("24小时内的降水量超过100毫米。", "24小时", "降水量"),
    ],
)
def test_a_length_of_time_is_of_what_is_done_in_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert fact(extractor, sentence, quote).indicator == indicator


_POWER = "全市用电量同比增速比全省高2.3个百分点，比上年同期快1个百分点。"


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "action", "direction"),
    [
        (_POWER, "2.3个百分点", "用电量增速", "比全省高", None),
        (_POWER, "1个百分点", "用电量增速", None, "up"),
        ("项目比计划提前4个月完工。", "4个月", "项目", "比计划提前", None),
        ("全市审批时限压缩幅度超过四成。", "四成", "审批时限压缩幅度", "审批时限压缩幅度", "down"),
        ("全市为小微企业办理退税216亿元。", "216亿元", "办理退税", "办理退税", None),
    ],
)
def test_what_is_compared_is_named_without_the_comparison(  # one slot a column
    extractor: Extractor, sentence: str, quote: str, indicator: str, action: str | None, direction: str | None
) -> None:
    found = fact(extractor, sentence, quote)
    assert (found.indicator, found.action, found.change_direction) == (indicator, action, direction)


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "action"),
    [
        ("全省将60%以上的援藏资金用于扶贫开发。", "60%", "援藏资金", "用于扶贫开发"),
        ("仍有近15%的淘汰任务未完成。", "15%", "淘汰任务", "未完成"),
        ("全省随迁子女中80%以上已在公办学校就读。", "80%", "随迁子女中", "在公办学校就读"),
    ],
)
def test_a_share_is_of_the_noun_and_says_what_becomes_of_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str, action: str
) -> None:
    found = fact(extractor, sentence, quote)
    assert (found.indicator, found.action) == (indicator, action)
