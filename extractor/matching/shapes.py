"""Names by their shape: full company names and bureaus that no register lists, found on characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extractor.model import Mention

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPANY = "company-name"
BUREAU = "bureau-name"
MINED = "mined-name"
_LEGAL = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|(?<=集团)公司)(?!的?子公司)")
_HAN = r"\u4e00-\u9fff"
# A name does not cross marks, or the words that join or introduce bodies.
_STOP = re.compile(rf"[^{_HAN}A-Za-z（）()·]|[与和对向由被将及是为在从把等]|组织|联合|会同|委托|支持|帮助|其中|以及|签约|引进|协助|通知|要求")
_LONGEST = 26
_BUREAU = re.compile(
    rf"(?<![{_HAN}])(?:省|市|区|县|州|旗)(?!场|级|民|委|内|里|外|域|长|领导|政协|人大|直)[{_HAN}]{{1,7}}?"
    rf"(?:局|委员会|管委会|办公室|厅|中心|指挥部|支队|总队|大队|分局|集团|协会|联合会|医院|法院|检察院)(?:[{_HAN}]{{2,5}}?(?:分局|支队|总队|大队|中心))?"
)


def name_shapes(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Company and bureau names that the registers do not hold; `names` are the registered mentions, sorted."""
    found = [*_companies(text, names), *_bureaus(text), *_abbreviations(text)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found


def _companies(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Legal names, from the last mark or joining word; one that holds a region begins with it (内蒙古…有限公司)."""
    bodies = [mention for mention in names if mention.kind in ("region", "organisation")]
    companies: list[Mention] = []
    for match in _LEGAL.finditer(text):
        low = max(0, match.start() - _LONGEST)
        for stop in _STOP.finditer(text, low, match.start()):
            low = stop.end()
        inside = [mention for mention in bodies if low <= mention.start and mention.end <= match.start()]
        start = inside[0].start if inside else low
        if match.start() - start >= 2 and (inside or match.group() != "分公司"):
            companies.append(_mention(text, start, match.end(), COMPANY))
    return companies


def _bureaus(text: str) -> list[Mention]:
    """市反诈骗中心, 区防汛指挥部: a body named by its level, at the head of a clause."""
    return [_mention(text, match.start(), match.end(), BUREAU) for match in _BUREAU.finditer(text)]


def _abbreviations(text: str) -> list[Mention]:
    """以下简称X: the short name that the text gives a body, wherever it stands."""
    mined: list[Mention] = []
    for match in re.finditer(rf"以下简称[“\"‘]?([{_HAN}A-Za-z]{{2,12}})", text):
        short = match.group(1)
        mined += [_mention(text, place.start(), place.end(), MINED) for place in re.finditer(re.escape(short), text)]
    return mined


def _mention(text: str, start: int, end: int, rule_id: str) -> Mention:
    return Mention(start, end, text[start:end], "organisation", "", rule_id)
