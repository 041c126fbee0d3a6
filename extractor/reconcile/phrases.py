"""What reconciliation says, in Chinese and English, to the person who reads the table."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

Lang = Literal["zh", "en"]

SAID: Final = MappingProxyType(
    {
        # problems in a table
        "not_a_figure": (
            "'{found}' 不是数字；请填数字（如 1234.5）或留空",
            "'{found}' is no figure; enter a number such as 1234.5, or leave the cell empty",
        ),
        "formula": (
            "公式 {found} 没有计算结果；请在表格软件中打开、重算并保存后再报送",
            "the formula {found} has no calculated value; open, recalculate and save the workbook",
        ),
        "error": (
            "单元格是错误值 {found}；请改正公式",
            "the cell holds the error {found}; mend its formula",
        ),
        "merged_figure": (
            "{found} 合并了几个数字单元格，看不出数字属于哪一行哪一列；请取消合并并逐格填写",
            "{found} merges cells of figures: whose figure it is cannot be told; unmerge them and fill each",
        ),
        "no_header": (
            "{found} 列有数字，但没有表头；请补上列名和单位，或在 --mapping 中说明该列",
            "column {found} holds figures but has no header; name it, with its unit, or say what it is in --mapping",
        ),
        "no_label": (
            "这一行没有说明是谁、是什么的文字；请补上行名",
            "nothing in this row says whose figures these are or of what; name the row",
        ),
        "no_label_column": (
            "表中没有说明“谁”或“什么”的列（如 企业、指标）；请补上该列，或在 --mapping 中写明 subject",
            "no column says whose figures these are or of what; add one (企业, 指标), or give `subject` in --mapping",
        ),
        "no_value_column": (
            "表中没有数字列；请补上该列（如 数值），或在 --mapping 中指明（role: value；不核对的表写 ignore: true）",
            "no column holds figures; add one (数值), or say in --mapping which (role: value), or ignore: true",
        ),
        "no_table": (
            "没有找到带数字的表；请检查工作表是否填写",
            "no table with figures was found; check that the sheet is filled in",
        ),
        # notices
        "hidden_sheet": (
            "隐藏的工作表，未核对；如需核对请取消隐藏",
            "a hidden sheet, not reconciled; unhide it if it should be",
        ),
        "hidden_rows": (
            "第 {found} 行是隐藏的，照常核对",
            "hidden rows {found}: reconciled like the others",
        ),
        "hidden_columns": (
            "{found} 列是隐藏的，照常核对",
            "hidden columns {found}: reconciled like the others",
        ),
        "unmapped_sheet": (
            "没有数字，未核对",
            "holds no figures, not reconciled",
        ),
        # why an item has its verdict
        "unit_slip": (
            "报送数乘以 {factor} 即与公布数一致：单位可能错了（如 元、万元、亿元）",
            "times {factor} it agrees with the text: probably a slip of the unit (万 for 亿)",
        ),
        "transposed": (
            "两处数字只差相邻两位颠倒：{written} / {quote}",
            "the digits are the same with two neighbours exchanged: {written} / {quote}",
        ),
        "other_period": (
            "与 {period} 的 {quote} 一致：可能填了别的时期",
            "agrees with {quote} of {period}: probably another period's figure",
        ),
        "other_subject": (
            "与 {subject} 的 {quote} 一致：可能填串了行",
            "agrees with {quote} of {subject}: probably another body's figure",
        ),
        "total_follows": (
            "合计等于上列各行之和，不一致由 {rows} 带来",
            "the total is the sum of its rows; the difference comes from {rows}",
        ),
        "total_printed": (
            "合计等于上列各行之和，各行均与原文相符：不同的是原文所印的总数 {quote}",
            "the total is the sum of its rows, and each agrees: what differs is the total {quote} that the text prints",
        ),
        "total_counts": (
            "合计计入了原文未列的 {rows}；扣除后一致",
            "the total counts {rows}, which the text does not claim; without that it agrees",
        ),
        "weak": (
            "按近似表述对应：“{about}”",
            "matched by a wording that is only close: “{about}”",
        ),
        "weak_differs": (
            "最接近的是“{about}”{quote}，数值不同，但表述不足以认定为同一指标；请在 --mapping 中写明",
            "closest is “{about}” {quote}; figures differ, but so do the words: say in --mapping what is meant",
        ),
        "several": (
            "可能对应原文 {count} 处：{quotes}；请在 --mapping 中写明",
            "{count} claims may be meant: {quotes}; say in --mapping which",
        ),
        "contested": (
            "与 {cells} 争同一处原文 {quote}；请在 --mapping 中写明",
            "{cells} may be meant by the same claim {quote}; say in --mapping which",
        ),
        "columns_alike": (
            "{cells} 与此格问的是同一项且与原文一致，两列的表头不足以区分；请补全表头",
            "{cells} asks the same and agrees: the headers of the two columns do not tell them apart; complete them",
        ),
        "twice": (
            "同一数字还报送于 {cells}",
            "submitted more than once, also in {cells}",
        ),
        "also_claimed": (
            "原文另有 {count} 处相同陈述：{places}",
            "claimed in {count} more places: {places}",
        ),
        "no_unit": (
            "表中未注明单位",
            "the table gives no unit",
        ),
        "same_in_other_period": (
            "原文有 {period} 的同一指标 {quote}，时期不同",
            "the text has the same for another period, {period}: {quote}",
        ),
        "suggestion": (
            "原文中较接近的是“{about}”{quote}，是否即此项？",
            "the closest claim is “{about}” {quote}: is it meant?",
        ),
    },
)


def said(lang: Lang, key: str, **slots: object) -> str:
    """The sentence in that language with its slots filled."""
    zh, en = SAID[key]
    return (zh if lang == "zh" else en).format(**slots)
