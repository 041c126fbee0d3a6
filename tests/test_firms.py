from __future__ import annotations

import pytest

from extractor.matching.firms import FirmShapes
from extractor.matching.lexicon import Lexicon
from extractor.pipeline import Extractor
from extractor.rulebook.load import builtin_rules
from extractor.text.words import words


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def names(text: str) -> list[str]:
    rules = builtin_rules()
    found = FirmShapes(rules, words("jieba")).find(text, Lexicon(rules).find(text))
    return [mention.quote for mention in sorted(found, key=lambda mention: mention.start)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("蓝禾科技公告，预计盈利3亿元。", ["蓝禾科技"]),
        ("蓝禾科技增亏。报告称，今年蓝禾科技营收2亿元。", ["蓝禾科技", "蓝禾科技"]),
        ("其中，阳光财险赔付2亿元。", ["阳光财险"]),
        ("得分最高的是天禾保险、大众保险和大地保险。", ["天禾保险", "大众保险", "大地保险"]),
        ("锦州银行盈利8亿元。锦州银行的不良率为1%。", ["锦州银行", "锦州银行"]),
    ],
)
def test_letters_that_are_no_common_word_before_a_trade_are_a_companys_name(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "大众保险意识增强。",
        "社会保险、养老保险参保3万人。",
        "全市发展科技企业36家。",
        "支持科技创新。",
        "以中医药为主。",
        "不含汽车的零售额3亿元。",
        "该公司盈利。各家银行放贷3亿元。",
        "蓝禾科技园开园。",
        "锦州银行业贷款300亿元。",
    ],
)
def test_a_common_word_before_a_trade_names_no_company(text: str) -> None:
    assert names(text) == []


def test_a_company_named_once_is_what_the_company_means_and_what_its_figures_are_about(extractor: Extractor) -> None:
    facts = extractor.extract("蓝禾科技业绩预告显示，净利润3亿元。年初，公司应收账款余额为2.6亿元，一季度末为2.7亿元。")
    assert {fact.subject for fact in facts} == {"蓝禾科技"}


def test_names_of_a_clause_alone_take_the_figures_behind_distributed_to_them(extractor: Extractor) -> None:
    facts = extractor.extract(
        "得分最高的3家公司分别是天禾保险、大众保险、大地保险，分别为49.5、49.5和49分；有2家不及格。"
    )
    found = {(fact.quote, fact.subject) for fact in facts}
    assert {("49.5", "天禾保险"), ("49.5", "大众保险"), ("49分", "大地保险")} <= found
    assert all(fact.indicator == "得分" for fact in facts if fact.quote[0] == "4")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("本次参加测评的24家产险机构有17家得分在40分以上。", "24家产险机构"),
        ("已公布年报的16家上市银行实现净利润1.2万亿元。", "16家上市银行"),
        ("五大上市险企合计实现保费收入2.4万亿元。", "五大上市险企"),
        ("今年，全省对36家养殖场进行检查，补交2万元。", "全省"),
    ],
)
def test_counted_bodies_are_the_topic_behind_what_they_do(extractor: Extractor, text: str, subject: str) -> None:
    assert {fact.subject for fact in extractor.extract(text)} == {subject}


def test_a_list_of_names_before_a_count_is_the_topic_and_not_what_is_counted(extractor: Extractor) -> None:
    facts = extractor.extract("其中，天禾保险、蓝禾保险在两次测评中均进入前五名。")
    assert {fact.subject for fact in facts} == {"天禾保险、蓝禾保险"}


def test_indices_that_are_counted_are_what_moves(extractor: Extractor) -> None:
    assert [fact.subject for fact in extractor.extract("三大指数午后继续走强。")] == ["三大指数"]
