"""Names by their shape: full company names and bureaus that no register lists, found on characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from extractor.model import Mention
from extractor.text.automaton import places

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMPANY = "company-name"
BUREAU = "bureau-name"
MINED = "mined-name"
_LEGAL = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|(?<=集团)公司)(?!的?子公司)")
_HAN = r"\u4e00-\u9fff"
# A name does not cross marks, or the words that join or introduce bodies.
_STOP = re.compile(
    rf"[^{_HAN}A-Za-z（）()·]|[与和对向由被将及是为在从把等了]|组织|联合|会同|委托|支持|帮助|其中|以及|签约|引进|协助|通知|要求"
)
_HEAD = re.compile(
    rf"(?:^|[，：:；！？\s])(?![^\n]?[的了在是有和与及对为以将这那其各每我他她们])([{_HAN}]{{2,5}})", re.MULTILINE
)
_HEADLINE = 60  # characters
_OFTEN, _VERY_OFTEN = 4, 12
_LONGEST = 26
_REPEATED = 3
_LISTED = re.compile(r"(?:股份|控股|实业)(?!制|有限|公司|合作|经济|企业|比例|权|东|改革)")
_CODED = re.compile(rf"([{_HAN}A-Za-z*]{{2,12}})[（(][036]\d{{5}}(?:\.?[A-Z]{{2}})?(?:[，,][{_HAN}]{{1,3}})?[）)]")
_TICKER = re.compile(
    r"(?:股 ?票|证 ?券|股 ?份) ?简 ?称 ?[：:] ?((?:[^\s：:，。] ?){2,10}?)"
    r"(?=\s{2,}|\n| ?(?:编|公 ?告|债|上 ?市|股 ?票|证 ?券|$))"
)
_ANNOUNCED = 300  # characters
_CODE = re.compile(r"[（(][036]\d{5}")
_DOCUMENTS = frozenset({"通知", "意见", "办法", "方案", "规定", "条例", "规划", "报告", "决定", "细则"})  # no bodies
_JOINED = re.compile("其中|包括|以及|只有|[有和与及为是对由]")
_JOINED_FIRMLY = re.compile("其中|包括|以及|只有|[和与及为是对由]")
_SHORT_NAME = 4  # characters of the short name of a listed company
_BELOW = re.compile(rf"的?([{_HAN}]{{1,3}}?(?:镇|乡(?![村镇])|街道))?([{_HAN}]{{2,4}}村)?(?!民|委|级|庄|里|落|镇|干部)")
_NO_VILLAGE = re.compile(
    r"[的在和与是了有为各等个到向对全]|(?:农|乡|山|渔|贫困|行政|自然|示范|重点|帮扶|特色|文明|建制|城中|空心|小康|传统|许多)村$|(?:乡|村|城|集|重|小|建制|重点|强|百)镇$|^[下进入驻]|[0-9]|[一二三四五六七八九十百千万]村|^[一二三四五六七八九十百千万]{2,}"
)
_BUREAU = re.compile(
    rf"(?<![{_HAN}])(?:省|市|区|县|州|旗)(?!场|级|民|委|内|里|外|域|长|领导|政协|人大|直)[{_HAN}]{{1,7}}?"
    rf"(?:局|委员会|管委会|办公室|厅|中心|指挥部|支队|总队|大队|分局|集团|协会|联合会|医院|法院|检察院)(?:[{_HAN}]{{2,5}}?(?:分局|支队|总队|大队|中心))?"
)


def name_shapes(text: str, names: Sequence[Mention], is_word: Callable[[str], bool]) -> list[Mention]:
    """Names that the registers do not hold; `names` are the registered mentions, sorted.

    `is_word` tells the dictionary's words from the made-up ones that short company names are (陕西地电).
    """
    found = [
        *_companies(text, names),
        *_shares(text, names),
        *_coded(text),
        *_bureaus(text),
        *_abbreviations(text),
        *_counties(text, names),
        *_villages(text, names, is_word),
        *_repeated(text, names, is_word),
        *_headlined(text, names, is_word),
        *_traded(text),
    ]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    return found


def _companies(text: str, names: Sequence[Mention]) -> list[Mention]:
    """Legal names, from the last mark or joining word; one that holds a region begins with it (内蒙古…有限公司)."""
    if "公司" not in text:
        return []
    bodies = [mention for mention in names if mention.kind in ("region", "organisation")]
    starts = [mention.start for mention in bodies]
    companies: list[Mention] = []
    for match in _LEGAL.finditer(text):
        low = max(0, match.start() - _LONGEST)
        for stop in _STOP.finditer(text, low, match.start()):
            low = stop.end()
        near = bodies[bisect_left(starts, low) : bisect_left(starts, match.start())]
        inside = [mention for mention in near if mention.end <= match.start()]
        start = inside[0].start if inside else low
        if match.start() - start >= 2 and (inside or match.group() != "分公司"):
            companies.append(_mention(text, start, match.end(), COMPANY))
    return companies


def _shares(text: str, names: Sequence[Mention]) -> list[Mention]:
    """天水股份, *ST天水: the short name of a listed company that opens with a place."""
    return [
        _mention(
            text, mention.start, match.end() if (match := _LISTED.match(text, mention.end)) else mention.end, COMPANY
        )
        for mention in names
        if mention.kind == "region"
        and (_LISTED.match(text, mention.end) or text.endswith(("ST", "ST "), 0, mention.start))
    ]


def _coded(text: str) -> list[Mention]:
    """青云科技（600000）: what a stock code in brackets marks as a listed company, wherever it stands."""
    if _CODE.search(text) is None or not (found := list(_CODED.finditer(text))):
        return []
    names = {_last_name(match[1]) for match in found}
    short = {name if len(name) <= _SHORT_NAME + 1 else name[-_SHORT_NAME:] for name in names}
    pattern = re.compile(
        "|".join(map(re.escape, sorted((n for n in short if len(n) > 2), key=len, reverse=True))) or "(?!)"
    )
    return [_mention(text, match.start(), match.end(), COMPANY) for match in pattern.finditer(text)]


def ticker(text: str) -> str:
    """渤海活塞 of 证券简称：渤海活塞, near the beginning of a company's announcement; `""` where none stands."""
    match = _TICKER.search(text, 0, _ANNOUNCED)
    return "".join(match[1].split()) if match is not None else ""


def _traded(text: str) -> list[Mention]:
    """The name under which the company that announces is traded, wherever it stands."""
    name = ticker(text)
    return [_mention(text, start, end, COMPANY) for _, start, end in places(text, [name])] if name else []


def _last_name(words: str) -> str:
    """猛狮科技 of 电子行业有猛狮科技, and 江苏有线: 有 is of the name where too little is left behind it."""
    name = _JOINED.split(words)[-1]
    return name if len(name) > 2 else _JOINED_FIRMLY.split(words)[-1]


def _bureaus(text: str) -> list[Mention]:
    """市反诈骗中心, 区防汛指挥部: a body named by its level, at the head of a clause."""
    return [_mention(text, match.start(), match.end(), BUREAU) for match in _BUREAU.finditer(text)]


def _abbreviations(text: str) -> list[Mention]:
    """以下简称X: the short name that the text gives a body, wherever it stands."""
    if "以下简称" not in text:
        return []
    matches = re.finditer(rf"(》?)[(（](?:以下)?简称[“\"‘]?([{_HAN}A-Za-z]{{2,12}})", text)
    shorts = dict.fromkeys(match[2] for match in matches if not (match[1] and match[2] in _DOCUMENTS))
    return [_mention(text, start, end, MINED) for _, start, end in places(text, [*shorts])]


def _counties(text: str, names: Sequence[Mention]) -> list[Mention]:
    """汉滨, where the text has 汉滨区: a county's short name is no name until the document uses the full one."""
    full = {
        mention.quote: mention
        for mention in names
        if mention.entry_id.isdigit()
        and mention.kind == "region"
        and len(mention.quote) >= 3
        and mention.quote[-1] in "区县市旗"
    }
    counties = [*full.values()]
    return [
        Mention(start, end, text[start:end], "region", counties[index].entry_id, counties[index].rule_id)
        for index, start, end in places(text, [quote[:-1] for quote in full])
        if not text.startswith(counties[index].quote[-1], end)
    ]


def _villages(text: str, names: Sequence[Mention], is_word: Callable[[str], bool]) -> list[Mention]:
    """松山镇, 德吉新村: towns and villages that the text names behind their county, wherever they stand."""
    found: dict[str, None] = {}
    for mention in names:
        match = _BELOW.match(text, mention.end) if mention.kind == "region" else None
        for name in match.groups() if match else ():
            if name and not _NO_VILLAGE.search(name) and not is_word(name):
                found[name] = None
    return [_mention(text, start, end, MINED) for _, start, end in places(text, [*found])]


def _repeated(text: str, names: Sequence[Mention], is_word: Callable[[str], bool]) -> list[Mention]:
    """陕西地电: a place and two characters that are no word, three times or more, name a company."""
    seen: dict[str, int] = {}
    for mention in names:
        if mention.kind == "region" and mention.entry_id.isdigit():  # nor 全国新设
            name = text[mention.start : mention.end + 2]
            seen[name] = seen.get(name, 0) + 1
    short = re.compile(f"[{_HAN}]{{2}}")
    mined = [
        name
        for name, count in seen.items()
        if count >= _REPEATED and short.fullmatch(name[-2:]) and not is_word(name[-2:]) and not _STOP.search(name[-2:])
    ]
    return [_mention(text, start, end, MINED) for _, start, end in places(text, mined)]


def _headlined(text: str, names: Sequence[Mention], is_word: Callable[[str], bool]) -> list[Mention]:
    """碧桂园, a headline's first word that is no word at all and that the text keeps writing."""
    headline = text.lstrip().partition("\n")[0]
    start = text.find(headline)
    known = {mention.start for mention in names}
    found: list[str] = []
    for match in _HEAD.finditer(text, start, start + len(headline)) if len(headline) <= _HEADLINE else ():
        letters, often = match[1], text.count(match[1][:2])
        if often < _OFTEN or match.start(1) in known:
            continue
        length = max(size for size in range(2, len(letters) + 1) if text.count(letters[:size]) * 2 > often)
        pairs = [letters[place : place + 2] for place in range(length - 1)]
        plain = length > 2 or often >= _VERY_OFTEN
        if plain and not any(is_word(pair) for pair in pairs) and not is_word(letters[:length]):
            found.append(letters[:length])
    return [_mention(text, start, end, MINED) for _, start, end in places(text, found)]


def _mention(text: str, start: int, end: int, rule_id: str) -> Mention:
    return Mention(start, end, text[start:end], "organisation", "", rule_id)
