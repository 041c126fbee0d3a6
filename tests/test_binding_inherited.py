"""What a figure measures where its own words name nothing: the measure of what stands before it."""

from __future__ import annotations

import pytest

from extractor.pipeline import Extractor


def _about(extractor: Extractor, text: str, quote: str) -> str:
    fact = next(fact for fact in extractor.extract(text) if fact.quote == quote)
    return "|".join(filter(None, (fact.indicator, fact.action, fact.object)))


@pytest.mark.parametrize(
    ("text", "quote", "about"),
    [
        ("德国国债收益率涨4.5个基点，报0.05%，本周累跌0.2个基点。", "0.2个基点", "国债收益率|累跌"),
        ("法国国债收益率涨5.8个基点，美股盘初一度涨至0.442%。", "0.442%", "国债收益率"),
        ("法国国债收益率涨5.8个基点，盘中交投于0.3%至0.5%区间。", "0.3%至0.5%", "国债收益率"),
        ("京东涨6.5%，本周累跌2.1%。", "2.1%", "跌幅|累跌"),
        ("体育场地总面积为19.3亿平方米，人均1.46平方米。", "1.46平方米", "人均体育场地总面积"),
        ("全市新开工改造老旧小区251个，完成改造199个。", "199个", "完成改造|完成改造|老旧小区"),
        ("棚户区改造开工36.9万套、基本建成28.8万套。", "28.8万套", "建成|建成|棚户区改造"),
        ("全市新建公园12个，建成步道30公里。", "30公里", "步道|建成步道"),
        ("新增龙头企业国家级1家、省级9家。", "9家", "新增龙头企业省级"),
        ("带动贫困户12户36人入股分红。", "36人", "带动贫困户入股分红|入股分红"),
        ("户均流量达到3.41GB，再创新高，同比增长154%。", "154%", "户均流量"),
        ("农民人均可支配收入在价格下调的情况下，仍然达到11326元，增长5.1%。", "5.1%", "农民人均可支配收入"),
        ("接待游客1.5亿人次，恢复幅度高于全国平均水平14.1个百分点、居全国第11位。", "第11位", "恢复幅度"),
        ("创新能力在全球40个主要国家中升到第19位。", "第19位", "创新能力"),
        ("10月零售总额同比增长14.5%，增长幅度连续三个月扩大。", "三个月", "零售总额增长幅度|扩大"),
        ("全省七成以上贫困县有大棚。", "七成", "贫困县"),
        ("7天期利率上涨52个基点，报4.4258%。", "4.4258%", "7天期利率"),
        ("公园建设数量居全省首位。", "首位", "公园建设数量"),
        ("粮食产量突破160亿斤大关，连续15年居全国首位。", "首位", "粮食产量"),
        ("生产总值提前一年翻番，年均增长13.8%。", "13.8%", "生产总值"),
        ("延伸工程比原计划提前4个月建成通车。", "4个月", "延伸工程"),
        ("平均利率为3%，已连续6个月下降。", "6个月", "平均利率下降"),
        ("违规配备公务用车问题高居首位，查处了551件。", "551件", "违规配备公务用车问题查处"),
        ("因低温冷冻和雪灾造成直接经济损失434亿元。", "434亿元", "直接经济损失|低温冷冻和雪灾造成"),
        ("城市连续三年上榜。", "三年", "城市"),
        ("除3家划转、6家撤销外，其余留用。", "6家", "撤销外"),
    ],
)
def test_a_figure_takes_the_measure_that_stands_before_it(
    extractor: Extractor, text: str, quote: str, about: str
) -> None:
    assert _about(extractor, text, quote).startswith(about)


@pytest.mark.parametrize(
    ("text", "quote", "about"),
    [
        ("362家种子企业复工率达92%。", "362家", "种子企业"),
        ("362家种子企业复工率达92%。", "92%", "种子企业复工率"),
        ("发动150台装载机、自卸车等机械设备。", "150台", "装载机、自卸车等机械设备|发动"),
        ("创建60条（段）幸福河湖。", "60条", "幸福河湖|创建"),
        ("云南等10个省（区）反馈。", "10个", "省（区）|反馈"),
        ("先后调配17批次2018名医务人员。", "17批次", "医务人员|调配"),
    ],
)
def test_the_noun_behind_a_count_is_whole_and_leaves_the_next_figure_its_measure(
    extractor: Extractor, text: str, quote: str, about: str
) -> None:
    assert _about(extractor, text, quote) == about


@pytest.mark.parametrize(
    ("text", "direction", "base"),
    [
        ("报销比例达到70%，比2017年高近10个百分点。", "up", "2017"),
        ("电子行业利润保持25%以上增速。", "up", None),
        ("物流总额保持了5%以上的较快增长。", "up", None),
        ("增加值同比增速比规模以上工业快4.8个百分点。", None, None),
        ("用户数从6.71亿户降为6.69亿户。", None, None),
        ("在营商环境评价中提升8个位次。", "up", None),
        ("压减炼铁产能3391万吨、平板玻璃3717万重量箱。", "down", None),
        ("使用外资同比增长39.9%，比2019年同期增长24.8%。", "up", "2019"),
        ("行政许可事项精简50%以上。", "down", None),
        ("减轻企业电费负担约470亿元。", "down", None),
        ("为群众减少经济损失约1.5亿元。", None, None),
        ("上网率保持在5%以上的水平。", None, None),
    ],
)
def test_what_is_faster_than_another_thing_is_no_change_and_a_rate_is_one(
    extractor: Extractor, text: str, direction: str | None, base: str | None
) -> None:
    fact = extractor.extract(text)[-1]
    assert (fact.change_direction, fact.change_base) == (direction, base)
