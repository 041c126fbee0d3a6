"""Sets that are counted and then spoken of: the clauses that count a part of them, and those that do not."""

from __future__ import annotations

import pytest

from extractor import Extractor


def subjects(extractor: Extractor, text: str) -> list[str | None]:
    return [fact.subject for fact in extractor.extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本次参加测评的24家产险机构有17家公司得分较高。", ["24家产险机构"] * 2),
        ("37家重点监测的粮油加工企业已经复工36家。", ["37家重点监测的粮油加工企业"] * 2),
        ("206个国家中有86个接种率不到40%。", ["206个国家"] * 3),
        ("70个大中城市房价下降的城市有1个。", ["70个大中城市"] * 2),
        ("54个大中城市新房价格环比上涨", ["54个大中城市"]),
        ("全市3个贫困村脱贫2个。", ["全市"] * 2),
        ("八家房地产企业违规被罚一千万元。", ["八家房地产企业"] * 2),
        ("目前东部9省市已拨付资金225.61亿元。", ["东部9省市"] * 2),
        ("其中，中部6省份296万人，东部仅涉及21万人。", ["中部6省份", "中部6省份", "东部"]),
        ("今年西部陆海新通道班列开行4883列。", ["全国"]),
    ],
)
def test_a_set_and_its_part_in_one_clause(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert subjects(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("价格下降的城市有15个。", "70个大中城市"),
        ("有15个城市房价出现微涨。", "70个大中城市"),
        ("房价上涨的城市中，涨幅均未超过5.5%。", "70个大中城市"),
        ("宜春市帮助15家企业解决难题。", "宜春市"),
        ("宜春市投诉下降的企业有15家。", "宜春市"),
    ],
)
def test_a_later_sentence_counts_members_of_the_set(extractor: Extractor, text: str, subject: str) -> None:
    before = "70个大中城市中，住宅价格上涨的城市有40个。\n\u3000\u3000"

    assert subjects(extractor, before + text)[-1] == subject


def test_another_item_of_news_ends_the_set(extractor: Extractor) -> None:
    text = "70个大中城市中，住宅价格上涨的城市有40个。\n全国创建文明城市\n\u3000\u3000获奖的城市有15个。"

    assert subjects(extractor, text)[-1] == "全国"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("其中，广州涨幅居首，达1.2%。", "广州"),
        ("其中，石家庄和福州涨幅第二，为0.5%。", "石家庄和福州"),
    ],
)
def test_a_place_with_a_rank_has_what_the_next_clause_says(extractor: Extractor, text: str, subject: str) -> None:
    assert subjects(extractor, "全国房价上涨3%。" + text)[-1] == subject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("强力治理 西安全年收获211个蓝天", ["西安"]),
        ("陕西新增1例确诊 新疆新增2例确诊", ["陕西", "新疆"]),
        ("台湾大规模停电 影响668万用户", ["台湾"]),
        ("国务院安委办 应急部确定18个城市", ["国务院安委办"]),
    ],
)
def test_the_parts_of_a_heading_have_their_own_subjects(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert subjects(extractor, text + "\n全国形势稳定。") == expected
