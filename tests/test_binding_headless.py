"""What is measured where a figure's own words name only a size, a step, a place in a ranking or a rate."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


def read(extractor: Extractor, sentence: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Indicator, action and object of each fact by its quote."""
    facts = extractor.extract(f"通报\n\n\u3000\u3000{sentence}")
    return {fact.quote: (fact.indicator, fact.action, fact.object) for fact in facts}


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("高等教育快速发展，毛入学率达到54%，提高13个百分点。", "54%", "高等教育毛入学率"),
        ("高等教育快速发展，毛入学率达到54%，提高13个百分点。", "13个百分点", "高等教育毛入学率"),
        ("粮食产量再创历史新高，总产达到554.6亿斤。", "554.6亿斤", "粮食总产"),
        ("粮食播种面积350万亩，产量100万吨。", "100万吨", "产量"),
        ("青禾乙烯项目投产，总产能达190万吨。", "190万吨", "青禾乙烯项目总产能"),
        ("产业链企业达到199户、营收2274亿元。", "2274亿元", "产业链企业营收"),
        ("服务业增加值增长5%，重点园区营收增长12%。", "12%", "营收"),
        ("工业投资增长19%、规模和增速均居全省各行业第1位。", "第1位", "工业投资规模和增速"),
        ("全市国家重点龙头企业17家、自治区级95家。", "95家", "龙头企业自治区级"),
        ("全市地区生产总值占全省比重47.4%、贡献率68%。", "68%", "地区生产总值贡献率"),
        ("违规发放补贴案件查处最多，共查处35起。", "35起", "违规发放补贴案件查处"),
        ("而大办婚丧喜庆案件查处较少，共查处12起。", "12起", "大办婚丧喜庆案件查处"),
        ("公安机关重拳出击，共查处12起。", "12起", "查处"),
        ("新增高新技术企业1615家，总量2.47万家。", "2.47万家", "高新技术企业总量"),
        ("国债收益率报0.011%，首次重新站上零值心理关口，盘中涨至0.030%。", "0.030%", "国债收益率"),
        ("产业投资增长10%、占全部投资比重首次过半、达50.4%。", "50.4%", "产业投资占投资比重"),
        ("产值增速比一季度回落0.5个百分点，较上年同期提高1.2个百分点。", "1.2个百分点", "产值增速"),
        ("固定宽带下载速率达到24.99Mbps，已逼近25Mbps。", "25Mbps", "固定宽带下载速率逼近"),
        ("钢材出口6690万吨，增长24.6%；进口1427万吨，下降29.5%。", "1427万吨", "钢材进口"),
        ("钢材进出口6690万吨，进口1427万吨。", "1427万吨", "进口"),
        ("全市地区生产总值6万亿元，在前十经济大省中并列第一。", "第一", "地区生产总值"),
        ("青禾综保区在绩效评估中升至第2名。", "第2名", "青禾综保区绩效评估中"),
        ("全市将用三年时间造林绿化916万亩。", "916万亩", "造林绿化"),
        ("蔬菜出口突破100亿元、货值和总量分别居全国第1位、第3位。", "第3位", "蔬菜出口总量"),
        ("数字经济增加值、金融业增加值占GDP比重分别达8%和12%。", "8%", "数字经济增加值占GDP比重"),
        ("全市有家庭500户，而在农村，这个数字却不到200户。", "200户", "家庭"),
        ("固定宽带下载速率方面，上海、北京、江苏超过了27Mbps。", "27Mbps", "固定宽带下载速率"),
        ("互联网接入流量达到434万TB，同比增长21%，连续3年增速超过20%。", "3年", "互联网接入流量增速"),
        ("粮食总产量500万吨，增长2%，连续15年居全国首位。", "15年", "粮食总产量"),
        ("亿元以上省外投资项目到位资金7942亿元，增长16.9%。", "16.9%", "亿元以上省外投资项目到位资金"),
        ("该市销售生猪8101头，收入568万元。", "568万元", "销售生猪收入"),
        ("体育场地169万块，与2003年85万块相比，增长了近1倍。", "85万块", "体育场地"),
        ("单位GDP能耗、单位GDP二氧化碳排放分别为全国平均水平的1/3、1/5。", "1/5", "单位GDP二氧化碳排放全国平均水平"),
        ("新建商品住宅价格上涨的城市有62个，涨幅最高的城市厦门环比上涨了2.2%。", "2.2%", "新建商品住宅价格涨幅"),
        ("规上工业增加值增长5.8%，每月增速都在6%以上。", "6%", "规上工业增加值每月增速"),
        ("日本、韩国等发达经济体对华投资增势良好，同比分别增长19.7%、43.8%。", "43.8%", "对华投资增势"),
        ("规上制造业、服务业增加值年均分别增长7%、6.8%。", "6.8%", "增加值"),
    ],
)
def test_a_measure_that_names_nothing_is_of_what_stands_before_it(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert read(extractor, sentence)[quote][0] == indicator


def test_what_climbs_steps_is_measured_and_not_the_steps(extractor: Extractor) -> None:
    found = read(extractor, "全市地区生产总值连跨两个万亿元台阶，年均增长6.4%、居全省第一位。")
    assert found["两个"] == ("地区生产总值", None, "万亿元台阶")
    assert [found[quote][0] for quote in ("6.4%", "第一位")] == ["地区生产总值"] * 2


@pytest.mark.parametrize(
    ("sentence", "indicator"),
    [
        ("年外送电量超过1500亿千瓦时，是三峡电站年发电量的1.3倍。", "年外送电量"),
        ("普惠贷款增速约为各项贷款平均增速的1.3倍。", "普惠贷款增速"),
        ("年收入近400亿元是以前的1.3倍。", "年收入"),
        ("全市旅游收入的1.3倍。", "旅游收入"),
    ],
)
def test_what_a_multiple_is_held_against_is_not_measured(extractor: Extractor, sentence: str, indicator: str) -> None:
    assert read(extractor, sentence)["1.3倍"][0] == indicator


def test_of_what_is_too_long_to_keep_whole_the_verb_and_the_list_are_kept_apart(extractor: Extractor) -> None:
    found = read(extractor, "抓好信息工程、高速铁路和城市轨道交通、新能源汽车充电桩等7大领域基础设施。")["7大"]
    assert found == ("领域基础设施", "抓好", "信息工程、高速铁路和城市轨道交通、新能源汽车充电桩")
    assert read(extractor, "抓好高速铁路等7大领域基础设施。")["7大"] == ("领域基础设施", "抓好高速铁路", None)


def test_what_a_rank_describes_is_said(extractor: Extractor) -> None:
    found = read(extractor, "存栏500只，昌黎县成为全国第一的毛皮动物养殖大县。")["第一"]
    assert found[0] == "毛皮动物养殖大县"
    assert read(extractor, "我们已是美国排名第二的智能手表制造商。")["第二"][2] == "智能手表制造商"
    announced = read(extractor, "排在第二位的是违规配备公车案件，共查处31起，占23.8%。")
    assert [announced[quote][0] for quote in ("第二位", "31起")] == ["违规配备公车案件", "违规配备公车案件查处"]
    assert read(extractor, "智能手表产量居全国第二。")["第二"][2] is None


@pytest.mark.parametrize(
    ("sentence", "quote", "action", "thing"),
    [
        ("全市将按每平方米3080元给予赔偿。", "3080元", "给予赔偿", None),
        ("该集团将以54亿美元的价格获得家电品牌。", "54亿美元", "获得家电品牌", "价格"),
        ("全市停车位开工5万个，年内完成2万个。", "2万个", "完成", None),
        ("拟规定对违者处以500元罚款。", "500元", None, "罚款"),
        ("造成征地补偿款139万余元被骗取。", "139万余元", "造成征地补偿款被骗取", None),
        ("村里有300户村民，三分之一是贫困人口。", "三分之一", "是贫困人口", None),
        ("中国政府向该国提供150万美元紧急人道主义援助。", "150万美元", None, "紧急人道主义援助"),
        ("规上工业增加值增长3.4%，拉动经济增长1.0个百分点。", "1.0个百分点", "拉动经济增长", "规上工业增加值"),
        ("全市生产总值500亿元，居全省第三位。", "500亿元", None, None),
    ],
)
def test_what_is_done_with_an_amount_and_what_it_is_of_are_said(
    extractor: Extractor, sentence: str, quote: str, action: str | None, thing: str | None
) -> None:
    assert read(extractor, sentence)[quote][1:] == (action, thing)


@pytest.mark.parametrize(
    ("sentence", "quote", "indicator"),
    [
        ("全县查处案件7660件，涉及的省管干部，有400多名。", "400多名", "省管干部"),
        ("市纪委清理了参与的议事协调机构，从原来的153个减少到14个。", "14个", "议事协调机构"),
        ("全县新建水库5座，改造道路，有3座。", "3座", "新建水库"),
    ],
)
def test_a_clause_that_is_a_count_and_no_more_counts_what_the_clause_before_ends_in(
    extractor: Extractor, sentence: str, quote: str, indicator: str
) -> None:
    assert read(extractor, sentence)[quote][0] == indicator
