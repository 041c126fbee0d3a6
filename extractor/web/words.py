"""The words of the review desk, Chinese and English side by side; a key that is not here is an error."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.store.labels import Lang

WORDS: Final = MappingProxyType(
    {
        "desk": ("复核台", "Review desk"),
        "queue": ("待办", "Queue"),
        "documents": ("文档", "Documents"),
        "help": ("快捷键", "Keys"),
        "skip": ("跳到正文", "Skip to the text"),
        "reviewer": ("复核人", "Reviewer"),
        "change_name": ("改名", "Change"),
        "search": ("搜索原文与事实", "Search text and facts"),
        "filter": ("筛选", "Filter"),
        "clear": ("清除", "Clear"),
        "any": ("不限", "any"),
        "state": ("复核", "Review"),
        "verdict": ("核对", "Checks"),
        "period": ("期间（如 2023 或 2023-11）", "Period (2023 or 2023-11)"),
        "open": ("未复核", "open"),
        "accepted": ("已接受", "accepted"),
        "rejected": ("已否决", "rejected"),
        "corrected": ("已更正", "corrected"),
        "added": ("人工补充", "added"),
        "contested": ("有分歧", "contested"),
        "green": ("无疑点", "clear"),
        "unchecked": ("未涉及核对", "not checked"),
        "figures": ("数字 {n} 个", "{n} figures"),
        "done_of": ("已复核 {done} / {total}", "{done} of {total} reviewed"),
        "look_at": ("{n} 处需看", "{n} to look at"),
        "hits": ("{n} 处", "{n} hits"),
        "no_facts": ("没有符合条件的数字。", "No figure fits."),
        "no_documents": ("没有符合条件的文档。", "No document fits."),
        "page_of": ("第 {page} / {pages} 页", "Page {page} of {pages}"),
        "earlier": ("上一页", "Previous"),
        "later": ("下一页", "Next"),
        "text": ("公报原文", "The bulletin"),
        "fact": ("事实", "Fact"),
        "nothing_here": ("这份文档里没有数字。选中原文可以补充。", "No figure here. Select words to add one."),
        "accept": ("接受", "Accept"),
        "reject": ("否决", "Reject"),
        "undo": ("撤销", "Undo"),
        "previous_fact": ("上一个", "Previous"),
        "next_fact": ("下一个", "Next"),
        "next_open": ("下一个未复核", "Next open"),
        "correct": ("更正", "Correct"),
        "save": ("保存更正", "Save corrections"),
        "comment": ("批注", "Comment"),
        "send_comment": ("只写批注", "Comment only"),
        "was": ("原读作 {value}", "read as {value}"),
        "was_empty": ("原读作空", "read as empty"),
        "to_words": ("看原文", "show its words"),
        "rule": ("识别规则", "Rule"),
        "by_hand": ("人工补充，不由规则得出", "Added by a person, not by a rule"),
        "checks": ("参与的核对", "Checks it takes part in"),
        "no_checks": ("没有核对涉及这个数字。", "No check concerns this figure."),
        "items": ("与报送表比对", "Against the submitted tables"),
        "submitted": ("报送", "submitted"),
        "history": ("复核记录", "Decisions"),
        "earlier_ones": ("更早的 {n} 条略", "{n} earlier ones are not shown"),
        "taken_back": ("已撤销", "taken back"),
        "d_accept": ("接受", "accepted"),
        "d_reject": ("否决", "rejected"),
        "d_correct": ("更正", "corrected"),
        "d_add": ("补充", "added"),
        "d_comment": ("批注", "commented"),
        "d_undo": ("撤销", "undid"),
        "whole": ("整条", "the fact"),
        "contested_help": (
            "复核人意见不同。请商量后由一方撤销；在此之前以最后一次决定为准，并在报告中标明。",
            "Reviewers disagree. Until one of them undoes, the last decision counts, and reports mark it.",
        ),
        "meanwhile": (
            "你查看期间，{who} 已对这个数字作出决定，你的决定没有保存。请看过记录后再决定。",
            "{who} decided on this figure while you looked; yours was not saved. See the decisions, then decide again.",
        ),
        "read_only": (
            "另一个复核台正在写入这个存储，这里只能查看。",
            "Another review desk writes this store; here you can only look.",
        ),
        "bulk": ("接受无疑点的 {n} 个", "Accept the {n} clear ones"),
        "bulk_help": (
            "无疑点：没有提示，没有不一致或无法判断的核对，也还没有人决定。",
            "Clear: no flag, no check that differs or is undecided, and nobody has decided.",
        ),
        "bulk_ask": ("接受这些数字？可以一次撤销。", "Accept these figures? One undo takes all back."),
        "add": ("补充漏读的数字", "Add a missed figure"),
        "add_help": ("在原文中选中数字，然后按 m 或这个按钮。", "Select the figure in the text, then press m or this."),
        "add_find": ("或输入原文中的数字", "or type the figure as the text has it"),
        "add_save": ("补充", "Add"),
        "cancel": ("取消", "Cancel"),
        "nothing_selected": ("先在原文中选中要补充的数字。", "Select the figure in the text first."),
        "not_found": ("原文中没有“{words}”。", "'{words}' does not stand in the text."),
        "too_long": ("选中的文字太长：最多 {n} 字。", "Too much is selected: {n} characters at most."),
        "already": ("这里已经有一个数字。", "There is a figure here already."),
        "not_saved": ("没有保存：{why}", "Not saved: {why}"),
        "saved": ("已保存", "Saved"),
        "offline": (
            "没有回应，决定没有保存。请检查复核台是否还在运行。",
            "No answer; nothing was saved. Is the desk running?",
        ),
        "gone": ("没有这个页面或数字。", "There is no such page or figure."),
        "to_queue": ("回到待办", "Back to the queue"),
        "k_next": ("下一个 / 上一个数字", "next / previous figure"),
        "k_open": ("下一个未复核的数字", "next open figure"),
        "k_accept": ("接受", "accept"),
        "k_reject": ("否决", "reject"),
        "k_edit": ("更正（到第一个栏目）", "correct (to the first slot)"),
        "k_save": ("保存更正或批注", "save corrections or the comment"),
        "k_comment": ("写批注", "comment"),
        "k_undo": ("撤销自己的上一步", "undo your last action"),
        "k_add": ("补充选中的数字", "add the selected figure"),
        "k_bulk": ("接受本文无疑点的数字", "accept the clear ones of this document"),
        "k_search": ("搜索", "search"),
        "k_queue": ("回到待办", "to the queue"),
        "k_help": ("显示或关闭这一页", "show or close this"),
        "k_escape": ("离开输入框，关闭", "leave a field, close"),
        "close": ("关闭", "Close"),
    }
)


def desk_words(lang: Lang) -> Callable[..., str]:
    """The function that gives the word for a key; `{name}` in it is filled from the keyword arguments."""
    column = 0 if lang == "zh" else 1

    def word(key: str, **values: object) -> str:
        return WORDS[key][column].format(**values)

    return word
