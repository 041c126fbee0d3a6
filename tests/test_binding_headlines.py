"""What an item of news is about by its headline, what a meeting decides, and what comes into force later."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.model import Fact
from extractor.pipeline import Extractor

DIGEST = "国内联播快讯\n某台消息：\n全国粮食产量稳定\n全国粮食播种面积稳中有增，达到17亿亩。\n"
DAY = date(2015, 11, 2)


def read(extractor: Extractor, text: str) -> dict[str, Fact]:
    return {fact.quote: fact for fact in extractor.extract(text, published=DAY)}


@pytest.mark.parametrize(
    ("item", "quote", "subject"),
    [
        ("杭州公交新票价下月实施\n新票价分段计费，起步价3元。", "3元", "杭州"),
        ("丝路瓷器文物展今天开展\n丝路瓷器文物展今天在省城开展。参展文物254件。", "254件", "丝路瓷器文物展"),
        ("天问一号着陆器开始巡视\n今天，天问一号着陆器开始巡视，行驶90米。", "90米", "天问一号着陆器"),
        ("中国高端装备走向海外\n新签装备出口合同32份。", "32份", "全国"),  # the country is what all items are of
        ("商务部公布前三季度数据\n商务部今天公布，前三季度新设企业5万家。", "5万家", "全国"),  # who only tells
        ("粮食收购价格平稳运行\n粮食收购价格平稳运行，收购粮食3500万吨。", "3500万吨", "全国"),  # what is measured
    ],
)
def test_an_item_is_of_what_its_headline_names(extractor: Extractor, item: str, quote: str, subject: str) -> None:
    assert read(extractor, DIGEST + item)[quote].subject == subject


def test_the_next_item_has_a_headline_of_its_own(extractor: Extractor) -> None:
    text = f"{DIGEST}杭州公交新票价下月实施\n新票价分段计费，起步价3元。\n夏粮收购进展顺利\n已收购夏粮6000万吨。"
    assert read(extractor, text)["6000万吨"].subject == "全国"


def test_a_meeting_goes_on_deciding(extractor: Extractor) -> None:
    text = (
        "某某主持召开省政府常务会议\n会议认为，简政放权是关键。会议确定了措施：一是取消审批事项108项。"
        "二是取消收费26项。\n会上有人指出，全国取消收费30项。"
    )
    found = read(extractor, text)
    assert (found["108项"].subject, found["26项"].subject) == ("省政府常务会议", "省政府常务会议")
    assert found["30项"].subject == "全国"


def test_what_a_meeting_decides_is_told_of_it(extractor: Extractor) -> None:
    text = (
        "某某主持召开省政府常务会议\n某某今天主持召开省政府常务会议。"
        "会议决定，将小微企业年销售额上限由30万元提高到50万元。"
    )
    assert read(extractor, text)["50万元"].subject == "省政府常务会议"


@pytest.mark.parametrize(
    ("text", "quote", "status"),
    [
        ("新票价将从12月28日起实施。起步价调整为10公里内2元。", "2元", "target"),
        ("新票价从10月28日起实施。起步价调整为10公里内2元。", "2元", "actual"),
        ("新票价将从12月28日起实施。\n上月发送旅客36万人。", "36万人", "actual"),  # to the paragraph's end
        ("2016年末建设用地应控制在145平方公里，其中主城区138平方公里。", "138平方公里", "target"),
        ("建设用地145平方公里，其中主城区138平方公里。", "138平方公里", "actual"),
        ("广义货币增长14.8%，高于年初确定的14%的目标。", "14%", "target"),
        ("全市已完成80%的目标任务。", "80%", "actual"),
        ("该车最高时速可达80公里。", "80公里", "actual"),
        ("项目投产后年产值可达50亿元。", "50亿元", "target"),
        ("园区规划建设加快，入驻企业44家。", "44家", "actual"),
        ("园区规划建设厂房，引进企业44家。", "44家", "target"),
        ("其中要求各市抽调干部3680名。", "3680名", "target"),
    ],
)
def test_what_is_still_to_come_is_a_target(extractor: Extractor, text: str, quote: str, status: str) -> None:
    assert read(extractor, f"全省经济运行简况\n{text}")[quote].status == status


def test_two_bases_of_one_list_are_handed_out(extractor: Extractor) -> None:
    text = "今年上半年，全省新办企业62万户，较2014年和2013年同期分别增长27.3%和22.8%，销售收入同比增长3.4%。"
    facts = read(extractor, text)
    assert [facts[quote].change_base for quote in ("27.3%", "22.8%", "3.4%")] == ["2014", "2013", "yoy"]
    assert {fact.period_start for fact in facts.values()} == {date(2015, 1, 1)}  # no base is the time of what follows


@pytest.mark.parametrize(
    ("text", "quote", "subject"),
    [
        ("某企业发布新品，这款交换机可将升级时间缩短到6个月。", "6个月", "这款交换机"),
        ("这个时间缩短到6个月。", "6个月", "全省"),
        ("杭州自贸试验区新设企业数增长52.6%。", "52.6%", "杭州自贸试验区"),
        ("全省自贸试验区新设企业数增长52.6%。", "52.6%", "全省"),
        ("各民主党派中央负责人带队开展调研166次。", "166次", "各民主党派中央"),
        ("杭州燕郊至北京站的动车今天开通，开行距离36公里。", "36公里", "杭州燕郊至北京"),
        ("新增高新技术企业、瞪羚企业466家、21家。", "21家", "全省"),
        ("下达抽调任务：华北1.7万人，东北1.5万人，中原3000人。", "3000人", "中原"),
    ],
)
def test_bodies_that_only_their_kind_shows(extractor: Extractor, text: str, quote: str, subject: str) -> None:
    assert read(extractor, f"全省经济运行简况\n{text}")[quote].subject == subject


def test_what_a_counted_group_has_is_part_of_the_name(extractor: Extractor) -> None:
    fact = read(extractor, "改善70万农村人口饮水条件，帮扶脱贫。")["70万农村人口"]
    assert fact.indicator == "农村人口饮水条件"
    facts = read(extractor, "4291万农村居民得到最低生活保障，增加725万人。")
    assert [facts[quote].population for quote in ("4291万农村居民", "725万人")] == ["农村居民"] * 2
    house = read(extractor, "完成2万户农村困难家庭危房改造，建成3000个港湾式停靠站。")
    assert [house[quote].indicator for quote in ("2万户", "3000个")] == ["农村困难家庭危房改造", "港湾式停靠站"]


def test_what_is_counted_is_no_rank(extractor: Extractor) -> None:
    assert set(read(extractor, "深圳创造了1000多项全国第一。")) == {"1000多项"}
    assert set(read(extractor, "深圳进出口总额居全国第一。")) == {"第一"}


def test_a_ministry_in_a_report_s_list_names_a_kind(extractor: Extractor) -> None:
    opening = "政府工作报告\n\n各位代表：\n\n现在，我代表杭州市人民政府作报告。\n\n"
    facts = read(extractor, opening + "新增国家级平台4家、工业和信息化部重点培育平台2家、重点实验室1家，增长了2家。")
    assert {facts[quote].subject for quote in ("4家", "2家", "1家")} == {"杭州市"}


@pytest.mark.parametrize(
    ("item", "subject"),
    [
        ("24项措施培育新消费\n青禾县出台24项措施。", "青禾县"),
        ("24项措施培育新消费\n青禾县出台25项措施。", "全国"),  # another figure
        ("24项措施培育新消费\n新消费有了新政策。\n3个县有新政策\n青禾县出台24项措施。", "全国"),  # another item
        ("杭州24项措施培育新消费\n青禾县出台24项措施。", "杭州"),  # it names someone itself
    ],
)
def test_a_headline_that_names_no_one_is_of_whom_the_same_figure_below_is(
    extractor: Extractor, item: str, subject: str
) -> None:
    facts = extractor.extract(DIGEST + item, published=DAY)
    assert next(fact for fact in facts if fact.quote == "24项").subject == subject
