"""Verdicts as people meet them: their order, words, meaning and colours, the same in all that is shown."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from extractor.store.cells import Tint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.store.labels import Lang

RED, AMBER, BLUE, TEAL, GREEN, GREY = (
    Tint("#FBE3E4", "#8E1418"),
    Tint("#FFF0CC", "#6B4500"),
    Tint("#E3ECFB", "#1C4587"),
    Tint("#DDF3F1", "#0B5351"),
    Tint("#E2F3E5", "#1B5E2B"),
    Tint("#ECEEF1", "#3D4651"),
)


class Look(NamedTuple):
    """A verdict in words and colours; `mark` says it without colour."""

    zh: str
    en: str
    means_zh: str
    means_en: str
    tint: Tint
    mark: str

    def word(self, lang: Lang) -> str:
        """The verdict in one word or two."""
        return self.zh if lang == "zh" else self.en

    def marked(self, lang: Lang) -> str:
        """The word with its mark before it."""
        return f"{self.mark} {self.word(lang)}"

    def meaning(self, lang: Lang) -> str:
        """The verdict in a sentence."""
        return self.means_zh if lang == "zh" else self.means_en


def _within_wording(means: str) -> Look:
    english = "they agree when 超, 近, 约, 余 are taken at their word"
    return Look("措辞范围内一致", "within wording", means, english, BLUE, "≈")


def _within_rounding(means: str, english: str) -> Look:
    return Look("四舍五入范围内一致", "within rounding", means, english, TEAL, "≈")


# what needs a person first
FINDINGS: Final = MappingProxyType(
    {
        "differs": Look(
            "不一致",
            "differs",
            "四舍五入和措辞都不能解释其差额",
            "neither rounding nor wording explains the difference",
            RED,
            "✗",
        ),
        "undecided": Look(
            "无法判断",
            "undecided",
            "所引数字不足以判断，原因见说明",
            "the figures quoted do not decide it; the explanation says why",
            AMBER,
            "?",
        ),
        "within_wording": _within_wording("按“超”“近”“约”“余”等措辞的本意，彼此相符"),
        "within_rounding": _within_rounding(
            "末位数字可能经过四舍五入，在此范围内相符", "they agree when each last printed digit may have been rounded"
        ),
        "holds": Look("一致", "holds", "所印数字完全相符", "the printed figures agree exactly", GREEN, "✓"),
    }
)
ITEMS: Final = MappingProxyType(
    {
        "differs": Look(
            "不一致", "differs", "公布数与报送数不符", "the claim and the submitted figure do not agree", RED, "✗"
        ),
        "ambiguous": Look(
            "无法确定对应",
            "ambiguous",
            "有几个可能的对应，已列出",
            "more than one counterpart is possible; they are listed",
            AMBER,
            "?",
        ),
        "submitted_not_claimed": Look(
            "已报送未公布",
            "submitted, not claimed",
            "报送表中有，公报中没有",
            "in the submitted table, not in the bulletin",
            AMBER,
            "+",
        ),
        "within_wording": _within_wording("按“超”“近”“约”“余”等措辞的本意，与报送数相符"),
        "within_rounding": _within_rounding(
            "公布数是报送数四舍五入的结果", "the claim is the submitted figure, rounded"
        ),
        "equal": Look("一致", "equal", "公布数与报送数相同", "claim and submitted figure are the same", GREEN, "✓"),
        "claimed_not_submitted": Look(
            "已公布未报送",
            "claimed, not submitted",
            "公报中有，报送表中没有",
            "in the bulletin, not in the submitted table",
            GREY,
            "−",
        ),
    }
)


def look(verdict: str) -> Look:
    """How a verdict of a finding or an item is shown; one that is not known here is shown as its code."""
    found = FINDINGS.get(verdict) or ITEMS.get(verdict)
    return found or Look(verdict, verdict.replace("_", " "), "", "", GREY, "·")


# on a figure and on a document, checks and reconciliation count alike
ORDER: Final = ("differs", "undecided", "ambiguous", "within_wording", "within_rounding", "holds")
UNSUBMITTED: Final = "claimed_not_submitted"  # nobody was asked to submit it: no share of what was compared
LOOKED_AT: Final = ("differs", "undecided", "ambiguous")  # findings and items that need a person


def named(verdicts: Iterable[str], lang: Lang) -> dict[str, str]:
    """The words of the verdicts that figures bear, what needs a person first."""
    found = set(verdicts)
    return {verdict: look(verdict).word(lang) for verdict in ORDER if verdict in found}


def worst(verdicts: Iterable[str]) -> str | None:
    """The verdict that needs a person most, of checks and reconciliation; `None` where there is none.

    Equal is as good as holds; a claim that was not submitted, or the other way round, says nothing of the figure.
    """
    order = ORDER
    found = {"holds" if verdict == "equal" else verdict for verdict in verdicts}
    found -= {"claimed_not_submitted", "submitted_not_claimed"}
    return next((verdict for verdict in order if verdict in found), min(found) if found else None)
