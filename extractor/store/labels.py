"""The words people read over columns and for codes, in Chinese; the English words are the column names themselves."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

Lang = Literal["zh", "en"]

COLUMNS_ZH: Final = MappingProxyType(
    {
        "sentence": "原句",
        "fact_id": "事实编号",
        "doc_id": "文档编号",
        "source": "来源文件",
        "start": "起",
        "end": "止",
        "quote": "原文数字",
        "kind": "类型",
        "value": "数值",
        "amount": "按原文量级",
        "value_low": "下限",
        "value_high": "上限",
        "unit": "单位",
        "modifier": "限定",
        "subject": "主体",
        "subject_id": "主体代码",
        "subject_name": "主体全称",
        "region": "行政区划",
        "indicator": "指标",
        "indicator_id": "指标代码",
        "action": "行为",
        "object": "对象",
        "population": "人群",
        "statistic": "统计方式",
        "period_start": "期间起",
        "period_end": "期间止",
        "period_text": "期间原文",
        "change_direction": "变动方向",
        "change_base": "比较基期",
        "status": "状态",
        "role": "性质",
        "sentence_start": "句起",
        "sentence_end": "句止",
        "rule_id": "规则",
        "flags": "提示",
        "title": "标题",
        "issuer": "发布单位",
        "document_number": "文号",
        "published": "发布日期",
        "encoding": "编码",
        "sha256": "校验和",
        "reprint_of": "转载自",
        "reason": "原因",
        "explanation": "说明",
    },
)
CODES_ZH: Final = MappingProxyType(
    {
        "kind": {
            "count": "数量",
            "money": "金额",
            "percent": "百分比",
            "point": "百分点",
            "multiple": "倍数",
            "rank": "位次",
            "rate": "比率",
            "measure": "计量",
        },
        "modifier": {
            "over": "超过",
            "nearly": "接近",
            "about": "约",
            "at_most": "不超过",
            "at_least": "不少于",
            "several": "数（若干）",
        },
        "statistic": {
            "total": "合计",
            "cumulative": "累计",
            "average": "平均",
            "increment": "新增",
            "net_increase": "净增",
            "share": "占比",
            "per_capita": "人均",
            "daily_average": "日均",
        },
        "change_direction": {"up": "上升", "down": "下降", "flat": "持平"},
        "change_base": {"yoy": "同比", "mom": "环比"},
        "status": {"actual": "实际", "target": "目标"},
        "role": {"claim": "陈述", "attribute": "属性"},
        "flags": {
            "subject_inherited": "主体承前",
            "subject_assumed": "主体推定",
            "indicator_inherited": "指标承前",
            "period_inherited": "期间承前",
            "base_inherited": "基期承前",
            "among": "其中项",
            "indicator_guessed": "指标推定",
            "unit_elided": "单位省略",
            "spelt_out": "汉字数",
            "range": "区间",
            "vague": "含糊",
            "ocr": "图像识别",
            "reprint": "转载重复",
            "accepted": "已复核",
            "corrected": "人工更正",
            "added": "人工补充",
            "contested": "复核有分歧",
        },
    },
)


# where there is room: what lies ahead of a bulletin may be a goal, or only expected
SAID_ZH: Final = MappingProxyType({"status": {"target": "目标/预计"}})
CODES_EN: Final = MappingProxyType(
    {
        "change_base": {"yoy": "on the year before", "mom": "on the period before"},
        "statistic": {"per_capita": "per head"},
        "status": {"target": "target or forecast"},
        "flags": {"among": "one of several parts"},
    },
)


def header(column: str, lang: Lang) -> str:
    """The word over a column."""
    return COLUMNS_ZH.get(column, column) if lang == "zh" else column


def code(column: str, value: str, lang: Lang) -> str:
    """The word for a code of that column; what has none (an ISO month as change base) stays itself."""
    return CODES_ZH.get(column, {}).get(value, value) if lang == "zh" else value


def title(column: str, lang: Lang) -> str:
    """The words over a column of a sheet for people."""
    return header(column, lang).replace("_", " ")


def said(column: str, value: str, lang: Lang) -> str:
    """The words for a code in a sheet or page for people; what is no code stays itself."""
    if lang == "zh":
        return SAID_ZH.get(column, {}).get(value) or code(column, value, lang)
    given = CODES_EN.get(column, {}).get(value)
    return given or (value.replace("_", " ") if value in CODES_ZH.get(column, ()) else value)
