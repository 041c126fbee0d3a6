"""Names that no register has and that a text keeps using: found by their openings, and taken as subjects."""

from __future__ import annotations

import pytest

from extractor.matching.lexicon import Lexicon
from extractor.matching.recurring import recurring_names
from extractor.pipeline import Extractor
from extractor.rulebook.load import builtin_rules
from extractor.text.words import words


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(builtin_rules())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("雁栖湖新增客房300间。雁栖湖将扩建。游客都爱雁栖湖。", {"雁栖湖"}),
        ("宏霞公司未付过渡费。住户找宏霞公司，宏霞公司不理。", {"宏霞公司"}),
        ("雁栖湖新增客房300间。雁栖湖将扩建。", set()),
        ("高水平推进建设。高水平推进开放。坚持高水平推进。", set()),
        ("大力发展农业。大力发展工业。要大力发展旅游。", set()),
        ("建筑公司新建厂房。建筑公司招工。找建筑公司。", set()),
        ("王建国说，收入3万元。王建国介绍，社员120人。王建国表示满意。", set()),
        ("北京市新增客房300间。北京市将扩建。到北京市。", set()),
    ],
)
def test_a_proper_noun_that_opens_clauses_is_a_name_and_a_set_phrase_is_none(
    lexicon: Lexicon, text: str, names: set[str]
) -> None:
    found = recurring_names(text, lexicon.find(text), words("jieba"), {"说", "介绍", "表示"})
    assert {mention.quote for mention in found} == names
    assert all(text[mention.start : mention.end] == mention.quote for mention in found)


def test_its_figures_are_about_it(extractor: Extractor) -> None:
    text = "景区见闻\n\n\u3000\u3000雁栖湖今年新增客房300间。雁栖湖将扩建。全国游客都爱雁栖湖。"
    (fact,) = extractor.extract(text)
    assert fact.subject == "雁栖湖"


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("中央下拨冬春救灾资金57亿元。", "中央"),
        ("旅客只能携带香烟19支入境。", "旅客"),
        ("中央补助由户均7500元提高到9000元。", "全国"),
        ("旅客达300万人次。", "全国"),
        ("村民收入达3000元。", "全国"),
        ("政府采购规模30亿元。", "全国"),
    ],
)
def test_a_plain_noun_that_acts_is_the_subject(extractor: Extractor, sentence: str, subject: str) -> None:
    facts = extractor.extract(f"全国要闻\n\n\u3000\u3000{sentence}")
    assert facts[-1].subject == subject


@pytest.mark.parametrize("opening", ["政府工作报告\n\n", "各位代表：\n\n现在，我代表省人民政府向大会报告工作。\n\n"])
def test_in_a_report_a_sector_named_in_passing_does_not_take_what_follows(extractor: Extractor, opening: str) -> None:
    text = f"{opening}重点行业去产能成效显著，全省共压减炼钢产能1624万吨，退出煤矿54处。全省就业稳定。"
    assert {fact.subject for fact in extractor.extract(text)} == {"全省"}


def test_a_bureau_without_a_place_speaks_for_its_place(extractor: Extractor) -> None:
    text = "农业局工作总结\n\n全市粮食丰收，全市农机总动力300万千瓦。抽检合格率98%。全市稳定，全市向好。"
    assert [fact.subject for fact in extractor.extract(text)] == ["全市", "全市"]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("为期4天的2019世界制造业大会在合肥闭幕，大会集中签约项目638个。", "2019世界制造业大会"),
        ("2016年获批撤县设区的西安市鄠邑区面积1282平方公里。", "西安市鄠邑区"),
        ("成立于2000年的无锡青禾电子科技有限公司，主营业务收入3468万元。", "无锡青禾电子科技有限公司"),
        ("记者看到成都市农产品批发中心的白条猪批发价格跌至16元。", "成都市农产品批发中心"),
        ("推进建设的新能源汽车产业，主营业务收入3468万元。", "全国"),
    ],
)
def test_events_described_bodies_and_what_a_reporter_sees_are_topics(
    extractor: Extractor, sentence: str, subject: str
) -> None:
    facts = extractor.extract(f"全国要闻\n\n\u3000\u3000{sentence}")
    assert facts[-1].subject == subject
