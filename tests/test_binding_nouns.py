"""What a count counts: names with verbs inside, and nouns behind what only describes them."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


def counted(extractor: Extractor, sentence: str, quote: str) -> tuple[str | None, str | None]:
    """The indicator and the action of the fact with that quote."""
    (found,) = [fact for fact in extractor.extract(f"通报\n\n\u3000\u3000{sentence}") if fact.quote == quote]
    return found.indicator, found.action


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator", "action"),
    [
        ("全市新增3个国家乡村振兴示范县。", "3个", "国家乡村振兴示范县", "新增"),
        ("全市实施159项重大成果转化示范项目。", "159项", "重大成果转化示范项目", None),
        ("全市建成10个省级数字化转型促进中心。", "10个", "省级数字化转型促进中心", "建成"),
        ("全市认定6个自治区级现代特色农业示范区。", "6个", "自治区级现代特色农业示范区", "认定"),
        ("全市174项工商登记前置审批事项改为后置审批。", "174项", "工商登记前置审批事项", "改为后置审批"),
        ("全市18家企业签订合作协议。", "18家", "企业", "签订合作协议"),
        ("全市40所幼儿园构建管理机制。", "40所", "幼儿园", "构建管理机制"),
        ("全市12个项目获得资金支持。", "12个", "项目", "获得资金支持"),
        ("全市35个项目带动就业8万人。", "35个", "项目", None),
    ],
)
def test_a_name_keeps_the_verbs_inside_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str, action: str | None
) -> None:
    assert counted(extractor, sentence, quote) == (indicator, action)


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("全市为10万名有需求的持证残疾人提供康复服务。", "10万名", "持证残疾人"),
        ("该社发布7款专门针对内地游客的旅游产品。", "7款", "旅游产品"),
        ("全市37家重点监测的粮油加工企业已经复工。", "37家", "粮油加工企业"),
        ("全市打造12个产值超100亿元的生物医药园区。", "12个", "生物医药园区"),
        ("全市设立9支总规模超过200亿元的投资基金。", "9支", "投资基金"),
        ("全市13个帮扶县没有大型商业综合体的地方较多。", "13个", "帮扶县"),
        ("全市淘汰849台10蒸吨及以下燃煤锅炉。", "849台", "燃煤锅炉"),
        ("全市关停10万千瓦及以下燃煤机组。", "10万千瓦", "燃煤机组"),
        ("全市实施“0.1微克”行动，开展“大干100天”攻坚行动。", "100天", "攻坚行动"),
        ("全市建成40所儿童友好家园。", "40所", "儿童友好家园"),
        ("该馆展出300幅具有史料价值的图片。", "300幅", "图片"),
        ("丰田发动机等418个超亿元项目投产。", "418个", "项目"),
        ("全区2.5万名区、镇、村三级党员干部抱紧成团。", "2.5万名", "区、镇、村三级党员干部"),
        ("案件涉及29个省区市和新疆生产建设兵团以及中国核工业集团公司。", "29个", "省区市"),
        ("18人中有5人病情较重。", "5人", "病情较重"),
        ("全市推进6个预备项目前期工作。", "6个", "预备项目前期工作"),
        ("228个省重大实施项目完成投资5300亿元。", "228个", "省重大实施项目"),
        ("全市新增38家国家级5G工厂。", "38家", "国家级5G工厂"),
        ("全市新增7个全国未来产业创新发展优秀典型案例。", "7个", "全国未来产业创新发展优秀典型案例"),
        ("来自53个国家的人员参加会议。", "53个", "国家"),
        ("由全国人大7个专门委员会负责督办。", "7个", "专门委员会"),
        ("全市形成1个五千亿级和4个千亿级新兴产业集群。", "1个", "五千亿级新兴产业集群"),
        ("全市新增2个国家级和3个省级示范区。", "2个", "国家级示范区"),
        ("全年粮食种植面积11亿亩，其中稻谷4亿亩，增长2%。", "4亿亩", "稻谷种植面积"),
        ("全年粮食种植面积11亿亩，其中稻谷4亿亩，增长2%。", "2%", "稻谷种植面积"),
        ("卫生技术人员600万人，其中执业医师200万人。", "200万人", "执业医师"),
    ],
)
def test_the_noun_stands_behind_what_describes_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert counted(extractor, sentence, quote)[0] == indicator


@pytest.mark.parametrize(
    ("sentence", "quote", "action"),
    [
        ("全国42个城市正式发布了实施细则。", "42个", "发布了实施细则"),
        ("全市247家基地通过产地认定。", "247家", "通过产地认定"),
        ("全市12名学生在比赛中获奖。", "12名", "获奖"),
        ("108家公司2021年全年业绩预增。", "108家", "预增"),
        ("全市五名病患已于21日晚间出院。", "五名", "出院"),
        ("全市20家企业68个产品取得了绿色食品认证。", "20家", "绿色食品认证"),
        ("全国10省和17个市对西部进行帮扶。", "10省", "对西部帮扶"),
        ("全国36个城市环比房价涨幅缩小。", "36个", "房价涨幅缩小"),
        ("两国随后宣布暂停签证服务。", "两国", "宣布暂停签证服务"),
        ("全市70%以上行政村（居）建成垃圾分类投放屋。", "70%", "建成垃圾分类投放屋"),
        ("全市去年新开工40件骨干水源工程，实施1000公里干支渠防渗工程。", "1000公里", None),
    ],
)
def test_what_those_counted_do_is_the_action(
    extractor: Extractor, sentence: str, quote: str, action: str | None
) -> None:
    assert counted(extractor, sentence, quote)[1] == action
