"""What a heading makes of the section below it: targets, or a look back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extractor.binding.tokens import any_of

if TYPE_CHECKING:
    from extractor.binding.tokens import CueBook

Heading = Literal["", "target", "command"]
_NUMBERS = "（()） 、.．0123456789一二三四五六七八九十"


class HeadingReader:
    """Reads a heading's own words; the word lists come from the rule book."""

    def __init__(self, cues: CueBook) -> None:
        self._target = any_of(cues["target-heading"])
        self._work = any_of(cues["work-heading"])
        self._review = any_of(cues["review-heading"])
        self._imperative = tuple(cues["imperative"])

    def kind(self, text: str, *, ahead: bool, over: bool) -> Heading:
        """Whether it opens targets, at its word or as a command.

        下一步 and 主要目标 do, and so does the work of a year to come (`ahead`); 切实抓好… commands where no year that
        is `over` holds, which the heading of what was done may do as well.
        """
        if self._target.search(text) or (ahead and self._work.search(text)):
            return "target"
        return "command" if not over and text.lstrip(_NUMBERS).startswith(self._imperative) else ""

    def looks_back(self, text: str) -> bool:
        """Whether it opens a section that looks back: 2013年工作回顾."""
        return self._review.search(text) is not None
