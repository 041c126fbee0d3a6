"""Named events and works as subjects: how a name may begin, and the words that point back to it."""

from __future__ import annotations

import pytest

from extractor import Extractor


def subjects(extractor: Extractor, text: str) -> list[str | None]:
    return [fact.subject for fact in extractor.extract(text)]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("青云铁路全长344公里。", "青云铁路"),
        ("青云铁路线路海拔在3600米以上，年内通车。", "青云铁路"),
        ("昨天，全长293公里的青云铁路正式通车。", "青云铁路"),
        ("正在杭州举行的2013江南苗木博览会吸引了1000多家企业参展。", "2013江南苗木博览会"),
        ("由甲社、乙社主办的第九届江南书展今天开幕，有50家出版社参展。", "第九届江南书展"),
        ("我国首座公铁桥——青云高速临水特大桥今天合龙，全长5597米。", "青云高速临水特大桥"),
        ("中国第四批赴马里维和部队第二梯队190名官兵今天回国。", "中国第四批赴马里维和部队第二梯队"),
        ("首届江南设计大展今天开幕，展出作品700件。", "首届江南设计大展"),
        ("“临水号”是一艘客船，可载客199人。", "临水号"),
        ("江南世博会历时184天。", "江南世博会"),
        ("三十六集电视连续剧《青云》将于今晚在我台播出。", "电视连续剧《青云》"),
        ("由青禾社编写的《青云》英文版近日出版，对36个问题作出解读。", "《青云》英文版"),
        ("今天（8月17日），青云湖特大桥顺利合龙，主跨1100米。", "青云湖特大桥"),
        ("以“青云直上”为主题的临水南站总投资31.8亿元。", "临水南站"),
        ("青云铁路自临水北站引出，线路全长428公里。", "青云铁路"),
        ("“全国社区培训班”第八期在武汉开班，180名工作者参加。", "“全国社区培训班”第八期"),
        ("本届进博会共有300家企业参展。", "本届进博会"),
        ("2019年全国社区培训班在临水开班，200名工作者参加。", "全国社区培训班"),
        ("农交会成交金额突破700亿元。", "农交会"),
        ("我台寻人节目《青云》第三季今晚播出。三位嘉宾将寻找亲人。", "我台寻人节目《青云》第三季"),
        ("第三届进博会首批143家展商名单公布。", "第三届进博会"),
        ("北京冬奥会签约赞助企业已达31家。", "北京冬奥会"),
        ("第三届进博会我市成交额12.9亿美元。", "我市"),
        ("临水引水中线累计输水135亿立方米。", "临水引水中线"),
        ("国家卫生健康委消息，本轮疫情已经涉及31个省份。", "本轮疫情"),
        ("宜春市今天通报，此次降雨造成经济损失3亿元。", "宜春市"),
        ("最近，在青县，这种路灯已经安装了8000多盏。", "全国"),
        ("目前，在静海县，路灯已经安装了8000多盏。", "静海县"),
    ],
)
def test_a_thing_by_its_name_is_the_subject(extractor: Extractor, text: str, subject: str) -> None:
    assert subjects(extractor, text) == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "青云隧道今天开工。隧道全长3000米。",
        "青云隧道今天开工，该隧道全长3000米。",
        "工信部今天下发通知。青云隧道今天开工。这座隧道全长3000米。",
    ],
)
def test_a_bare_noun_means_the_thing_that_the_paragraph_has_named(extractor: Extractor, text: str) -> None:
    assert subjects(extractor, text) == ["青云隧道"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("工信部发布消息。该船可装载标准集装箱10036只。", "该船"),
        ("浙江青禾材料有限公司在建新项目。该项目总投资8亿元。", "浙江青禾材料有限公司"),
        ("青云隧道今天开工。\n大桥全长3000米。", "全国"),
        ("浙江青禾材料有限公司投产。二期项目预计投资2亿元。", "浙江青禾材料有限公司"),
        ("杭州市成功举办首届江南书展，进出口总额增长17%。", "杭州市"),
        ("启动“创业江南”行动计划，新增就业26.8万人。", "全国"),
    ],
)
def test_what_points_to_nothing_named_before(extractor: Extractor, text: str, subject: str) -> None:
    assert subjects(extractor, text) == [subject]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("我国西煤东运的主动脉——青云铁路，年运量达1亿吨。", "青云铁路"),
        ("青云高速（临水段）是进入赛区的公路主通道，全长17公里。", "青云高速（临水段）"),
        ("临水市公安局发布消息。该团伙先后诈骗1000余人。", "该团伙"),
        ("青禾云计算基地近日在临水运营。该基地可容纳10万个机架。", "该基地"),
        ("临水市公安局发布消息。该局今年破案300起。", "临水市公安局"),
        ("第三届江南书展今天开幕。该车能够在零下38摄氏度运行。", "该车"),
        ("2020珠峰高程测量登山队8名队员登顶。", "2020珠峰高程测量登山队"),
        ("贵州启动绿色建设行动计划，将造林绿化916万亩。", "贵州"),
        ("首届临水书展今天开幕。展会期间，共接待读者3万人次。", "首届临水书展"),
        ("第十七届临水农产品交易会今天开幕，本届农交会展览展示面积约13万平方米。", "第十七届临水农产品交易会"),
        ("宜春市召开会议。本次疫情防控中，参与救治的病例达到90%。", "宜春市"),
        ("第八届临水书展今天闭幕。\n各奖项一一揭晓。本届书展，参展图书比去年增加近千部。", "第八届临水书展"),
        ("青云舰今天完成海上演习。此次联演由某国主办，45个国家参加。", "此次联演"),
        ("临水市公安局今天开展禁毒行动。此次行动抓获嫌疑人300人。", "临水市公安局"),
        ("青云铁路建成通车。\n全国铁路里程4600公里，其中高铁3900公里。", "全国铁路"),
        ("全国铁路公安机关严厉打击倒票行为，共破案7500多起。", "全国铁路公安机关"),
    ],
)
def test_what_stands_for_a_thing(extractor: Extractor, text: str, subject: str) -> None:
    assert subjects(extractor, text)[-1] == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("工信部：2021年镍行业供需两旺\n镍矿价格同比上涨8%，我国进口增加。", "我国"),
        ("国务院新闻发布会：疫情流行高峰已经过去\n全国疫情好转。治愈出院病例增加300例。", "全国"),
        ("国务院联防机制新闻发布会：除湖北外新增下降\n目前已有360例患者出院。", "全国"),
        ("中央纪委：近期查处案件111起\n全国通报案件。违规发放津贴案件查处了22起。", "中央纪委"),
    ],
)
def test_a_headline_of_who_tells_is_not_who_has_the_figures(extractor: Extractor, text: str, subject: str) -> None:
    assert subjects(extractor, text)[-1] == subject


def test_a_count_behind_among_names_no_body_named_before(extractor: Extractor) -> None:
    text = "年末全国文化系统共有剧团2089个。年末全国共有医疗卫生机构96万个，其中医院2.3万个，卫生院3.7万个。"

    assert subjects(extractor, text) == ["全国文化系统", "全国", "全国", "全国"]


def test_a_communique_may_have_its_place_above_its_title(extractor: Extractor) -> None:
    text = "浙江省\n\n2012年国民经济和社会发展统计公报\n\n保险公司赔付47亿元。全年发生火灾3966起。"

    assert subjects(extractor, text)[-1] == "浙江省"


def test_a_word_that_is_cut_in_two_names_no_thing(extractor: Extractor) -> None:
    (fact,) = extractor.extract("通报\n\u3000\u3000宜春市该片区人口30万人。")
    assert fact.subject == "宜春市"
    (fact,) = extractor.extract("通报\n\u3000\u3000该片区人口30万人。")
    assert fact.subject == "全国"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青云段发生重大交通事故3人死亡", ["重大交通事故"]),
        ("近期发生在多国的山林大火目前已造成8人死亡，数万公顷农田被烧毁。", ["山林大火"] * 2),
        ("青云镇附近发生一起特大交通事故，造成2人死亡，4人重伤。", ["青云镇附近特大交通事故"] * 2),
        ("宜春市今天发生一起特大火灾，造成3人死亡。", ["宜春市"]),
        ("宜春市通报。\n青云镇发生特大火灾，造成3人死亡。", ["宜春市青云镇特大火灾"]),
        ("1至9月份，全国共发生特大火灾3万起，死亡300人。", ["全国"] * 2),
        ("全年因干旱灾害造成直接经济损失201亿元。", ["全国"]),
    ],
)
def test_an_accident_has_those_that_it_has_killed(extractor: Extractor, text: str, expected: list[str]) -> None:
    assert subjects(extractor, text) == expected


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("为期40天的2017年春运落下帷幕。", "春运"),
        ("春运40天，秩序良好。", "春运"),
        ("全国铁路暑运期间，已发送旅客3.27亿人。", "全国铁路"),
        ("今天早上，由郑州铁路局运送的5车帐篷抵达灾区。", "郑州铁路局"),
        ("由郑州铁路局建设的青云大桥全长36公里。", "青云大桥"),
        ("受害人被骗23万余元。", "受害人"),
        ("犯罪嫌疑人共作案14起。", "犯罪嫌疑人"),
        ("2018年，中央共投资391.1亿元。", "中央"),
    ],
)
def test_what_acts_or_lasts_and_is_no_body_by_its_name(extractor: Extractor, text: str, subject: str) -> None:
    assert subjects(extractor, text) == [subject]


def test_a_work_opens_later_clauses(extractor: Extractor) -> None:
    text = "连接两县的青云公路新建工程28日开通。\n据介绍，青云公路新建工程西起临水，全长2.24公里。"
    assert extractor.extract(text)[-1].subject == "青云公路新建工程"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("今天，“青云成就展”圆满结束，展览共吸引了15万人。", "展览"),
        ("根据合同，项目可以获得13亿元的投入。", "项目"),
        ("本次全要素实战演练共有14家单位参加。", "本次全要素实战演练"),
        ("铁路发送旅客15万人。", "全国"),  # a mode of transport, and no thing
        ("公路港货运信息增长了35%。", "全国"),  # the segmenter cuts a name there
        ("我省召开会议，项目可以获得13亿元的投入。", "我省"),  # someone has been named
    ],
)
def test_a_noun_for_a_thing_that_no_one_has_named_is_the_subject_itself(
    extractor: Extractor, text: str, subject: str
) -> None:
    assert subjects(extractor, text) == [subject]
