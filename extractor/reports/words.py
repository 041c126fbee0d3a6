"""The words of reports, Chinese and English side by side; a key that is not here is an error, never a blank."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.store.labels import Lang

WORDS: Final = MappingProxyType(
    {
        # sheets, and the parts of a page
        "summary": ("汇总", "summary"),
        "facts": ("事实", "facts"),
        "findings": ("勾稽核对", "findings"),
        "reconciliation": ("报送比对", "reconciliation"),
        "timeline": ("时间序列", "timeline"),
        "documents": ("文档", "documents"),
        "report": ("公报数字核对报告", "Report on the figures of bulletins"),
        "bulletin": ("公报原文", "The bulletin"),
        "panel": ("逐条事实", "Facts, one by one"),
        "charts": ("图示", "Charts"),
        "legend": ("图例", "Legend"),
        "notes": ("说明", "Notes"),
        "unreadable": ("未能读取的文件", "Files that could not be read"),
        "skip": ("跳到正文", "Skip to the text"),
        "contents": ("目录", "Contents"),
        "to_index": ("全部文档", "All documents"),
        # columns
        "number": ("序号", "no."),
        "verdict": ("结论", "verdict"),
        "check": ("核对规则", "check"),
        "check_name": ("规则名称", "name of the check"),
        "arithmetic": ("算式", "arithmetic"),
        "difference": ("差额", "difference"),
        "difference_shown": ("差额（原文量级）", "difference, as printed"),
        "tolerance": ("可解释的范围", "explained at most"),
        "tolerance_shown": ("可解释的范围（原文量级）", "explained at most, as printed"),
        "explanation": ("说明", "explanation"),
        "figure_n": ("数字{n}", "figure {n}"),
        "more_figures": ("其余数字", "more figures"),
        "rule_name": ("规则名称", "name of the rule"),
        "rule_place": ("规则文件", "file of the rule"),
        "description": ("规则说明", "what the rule says"),
        "checked_by": ("所涉核对", "findings on it"),
        "state": ("读取", "read?"),
        "was_read": ("已读", "read"),
        "not_read": ("未能读取", "not read"),
        "page": ("网页", "page"),
        "first_fact": ("首条事实", "first fact"),
        "open": ("打开", "open"),
        "text_length": ("字数", "characters"),
        "count": ("数量", "number"),
        "share": ("占比", "share"),
        "meaning": ("含义", "meaning"),
        "colour": ("颜色", "colour"),
        "what": ("项目", "what"),
        "claimed": ("公布数", "claimed"),
        "claimed_shown": ("公布数（原文量级）", "claimed, as printed"),
        "submitted": ("报送数", "submitted"),
        "submitted_shown": ("报送数（原文量级）", "submitted, in the same magnitude"),
        "sheet": ("报送表工作表", "sheet submitted"),
        "cell": ("单元格", "cell"),
        "as_shown": ("报送原样", "as submitted"),
        "problems": ("报送表中未能读取或需留意之处", "Of the submitted tables: not read, or worth knowing"),
        "timeline_cut": (
            "可交互的时间线收入时点最多的 {n} 个序列；全部用 extractor timeline 列出。",
            "The interactive timeline holds the {n} longest series; extractor timeline writes all of them.",
        ),
        "timeline_page": ("可交互的时间线", "interactive timeline"),
        "file": ("报送文件", "file submitted"),
        "candidates": ("可能的对应", "candidates"),
        "quote_link": ("原文数字", "quote"),
        "vintage": ("版次", "vintage"),
        "series": ("序列", "series"),
        "measure": ("口径", "measure, frequency"),
        "standing": ("说明", "note"),
        "series_id": ("序列编号", "series id"),
        "published": ("发布日期", "published"),
        "differs": ("不一致", "differ"),
        "level": ("绝对数", "level"),
        "change": ("增减", "change"),
        # facts in words
        "place": ("位置", "place"),
        "interval": ("取值范围", "range of the true value"),
        "period": ("期间", "period"),
        "resolved": ("统一名称", "registered name"),
        "region_code": ("行政区划代码", "division code"),
        "rule": ("识别规则", "rule"),
        "same_place": ("同一处的其他事实", "other facts at this place"),
        "no_checks": ("没有核对涉及这个数字。", "No check concerns this figure."),
        "checks_of_fact": ("参与的核对", "Checks it takes part in"),
        "items_of_fact": ("报送比对", "Reconciliation"),
        "at_lines": ("第 {lines} 行", "lines {lines}"),
        "at_pages": ("第 {pages} 页", "page {pages}"),
        "at_cell": ("表{table}第{row}行第{column}列", "table {table}, row {row}, column {column}"),
        "comma": ("、", ", "),
        "found_in": ("出处", "found in"),
        "points": ("个百分点", " points"),
        "as_of": ("截至 {end}", "up to {end}"),
        "since": ("自 {start} 起", "from {start}"),
        "goes_with": ("其他数字", "the figures"),
        "back": ("回到原文", "back to the text"),
        "unchecked": ("未涉及核对", "not checked"),
        "flagged": ("需人工留意", "look at it"),
        "target": ("目标或预计", "target or forecast"),
        # sentences
        "n_documents": ("文档 {n} 份", "{n} documents"),
        "n_facts": ("事实 {n} 条", "{n} facts"),
        "n_findings": ("核对 {n} 项", "{n} findings"),
        "n_items": ("比对 {n} 项", "{n} items compared"),
        "n_unreadable": ("未能读取 {n} 份", "{n} not readable"),
        "published_range": ("发布日期 {first} 至 {last}", "published {first} to {last}"),
        "look_first": ("先看这些", "Look at these first"),
        "all_agree": ("没有发现不一致。", "Nothing was found that differs."),
        "nothing_checked": (
            "没有可核对的算式：原文没有给出能相互验算的数字。",
            "Nothing to check: no figures of the text can be computed from each other.",
        ),
        "no_facts": ("这份文档里没有识别出数字事实。", "No figure was read in this document."),
        "off_by": ("相差 {difference}", "off by {difference}"),
        "explained": ("舍入和措辞最多可解释 {tolerance}", "rounding and wording explain at most {tolerance}"),
        "by_check": ("按规则", "By check"),
        "by_verdict": ("按结论", "By verdict"),
        "by_kind": ("事实分类", "Facts by kind"),
        "by_flag": ("需人工留意的事实", "Facts to look at, by reason"),
        "facts_actual": ("实际数", "actual"),
        "facts_target": ("目标或预计数", "targets and forecasts"),
        "facts_attribute": ("仅作描述的数字", "figures that only describe"),
        "facts_flagged": ("带提示的事实", "facts with flags"),
        "facts_checked": ("参与核对的事实", "facts that a check concerns"),
        "parts_chart": ("合计与分项", "Totals and their parts"),
        "parts_help": (
            "上条为合计，下条为各分项相接；两条不齐，即为差额。",
            "The upper bar is the total, the lower one its parts end to end; where they end apart, they differ.",
        ),
        "total_bar": ("合计", "total"),
        "sum_bar": ("分项之和", "sum of parts"),
        "series_help": (
            "每个点是一处原文数字；点旁列表给出同样的内容。",
            "Each point is a figure as quoted; the table beneath holds the same.",
        ),
        "note_sheets": (
            "“{name}”超过一张工作表的行数，续在编号的工作表中，共 {n} 张。",
            "'{name}' has more rows than a sheet holds and goes on in numbered sheets, {n} in all.",
        ),
        "note_cuts": (
            "“{name}”有 {n} 个单元格的文字过长，已截断并以 ✂ 结尾；全文见 facts.jsonl、documents.jsonl。",
            "'{name}' has {n} cells too long for a sheet: cut, with ✂ at the end. The run's jsonl files hold all.",
        ),
        "note_links": (
            "“{name}”的链接超过一张工作表所能容纳的数目，{n} 处只有文字。",
            "'{name}' has more links than a sheet holds; {n} of them are plain text.",
        ),
        "note_first": ("此处列出前 {n} 项，全部见“{name}”。", "The first {n} are listed here; all are in '{name}'."),
        "note_series": (
            "“{name}”只列有两个以上时点或曾被修订的序列；其余数字见“{facts}”。",
            "'{name}' holds series of two points or more, or restated ones; all other figures are in '{facts}'.",
        ),
        "unsubmitted": ("另有已公布未报送 {n} 项，见各条事实。", "{n} more claims were not submitted: see the facts."),
        "unsubmitted_of_these": (
            "报送表所涉文档或主体中，已公布未报送 {n} 项，不计入占比。",
            "Of documents and subjects that the tables concern, {n} claims were not submitted; no share counts them.",
        ),
        "unconcerned": (
            "另有 {n} 项公布数与报送表所涉文档、主体无关，此处不列，见工作簿。",
            "{n} more claims are of no document or subject that the tables concern: see the workbook.",
        ),
        "note_exact": (
            "“数值”“差额”等列是精确值（元、户、家……）；“原文量级”列按原文的万、亿显示。",
            "'value', 'difference' … are exact, in the unit itself; 'as printed' is in the bulletin's own 万 or 亿.",
        ),
        "verdicts_on_paper": (
            "颜色之外另有符号：✗ 不一致，? 无法判断，≈ 范围内一致，✓ 一致。",
            "Marks say the same as colours: ✗ differs, ? undecided, ≈ agrees within its range, ✓ holds.",
        ),
        "filter": ("筛选", "Show"),
        "all": ("全部", "all"),
        "made_by": (
            "由 bulletin-extractor 生成；同样的输入得到同样的报告。",
            "Made by bulletin-extractor; the same input gives the same report.",
        ),
    }
)


def words(lang: Lang) -> Callable[..., str]:
    """The function that gives the word for a key; `{name}` in it is filled from the keyword arguments."""
    column = 0 if lang == "zh" else 1

    def word(key: str, **values: object) -> str:
        return WORDS[key][column].format(**values)

    return word
