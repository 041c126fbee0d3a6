"""The numbers of a text: every run of numeral characters, with what stands inside it (十余, 26万余, 数百)."""

from __future__ import annotations

import re
from collections.abc import Iterator  # noqa: TC003
from decimal import Decimal

from extractor.figures.marks import (
    ARABIC,
    DIGIT_CHARS,
    DIGITS,
    LONGEST,
    MULTIPLIER_CHARS,
    MULTIPLIERS,
    ONE,
    POWERS,
    TEN_CHARS,
    TENS,
)
from extractor.figures.number import Number, is_bare, magnitude_of, step_of, worth_of
from extractor.figures.sums import Reading, read

_THREE, _FIVE = Decimal(3), Decimal(5)
_SPELT = f"{DIGIT_CHARS}{TEN_CHARS}{MULTIPLIER_CHARS}"
_MANY = "个(?=[亿億](?!元(?:以上|级|项目|企业|产业|大项目)))"  # 15个亿, but 5个亿元以上项目
_CORE = (
    rf"(?>(?:{ARABIC}|[{_SPELT}])(?:(?:(?<=\d) (?=[{MULTIPLIER_CHARS}]))?[{_SPELT}]|(?<!\d){ARABIC}|{_MANY}"
    rf"|(?<=[{_SPELT}\d])[点點](?=[{DIGIT_CHARS}\d]))*)"
)
_NOT_A_HEADCOUNT = "人户指总次件个参倍系基计岁多少小复奇偶底分整函级天年月日"  # 人数, 指数: 数 is no number there
_SIGN = r"(?<![\dA-Za-z%‰.\-–−—~])[-–−]|(?<![正减欠抱担胜自背辜重税])负(?![债责担荷增])|零下"
_PLUS = r"(?<=[万亿千百0])\+(?=[名人家户次天项件篇条元])"  # 10万+人次, but 5G+项目, 1+8规划
_ODD = rf"{_PLUS}|有余|[余多](?!少|样|元化|媒体|功能|维|云|彩)|几|(?<=[十百千万亿0])来(?=[个名人家户次天年项万亿])"
_VAGUE = (
    rf"好几|几(?!乎|何|率|内亚|许|度|经|番|近)|若干|(?<![{_NOT_A_HEADCOUNT}])数(?=[{MULTIPLIER_CHARS}])"
    rf"|(?<![{_NOT_A_HEADCOUNT}])数(?=[家名起次个位处条座辆艘架场轮天周年])"
)
_PART = (
    r"一半(?![截个天路途])|(?<=[近过超])半(?=[，。；、）]|以上|\Z)|(?<![过对])半数(?!党)"
    r"|(?<![\d/])\d{1,2}/\d{1,3}(?=(?:以上)?[的左强多]|以上|[，。；]|[、和]\d{1,2}/\d{1,3}(?:以上)?[的左强多，。；])"
)
_HALF = r"(?<![一过大多对上下前后参各个])半(?=(?:个多?)?(?:小时|月|钟头)|年(?:时间|多)|公[里斤顷]|[斤吨亩]|里地)"
_REST = r"(?<=\d,)(?:\d{2}|\d{4,})(?!\d)"  # of 1,2345 and 12,34: no thousands, and nobody knows what
_NUMBER = re.compile(
    rf"(?=[{_SPELT}\d \-–−负零摄华好几若数半])(?:(?P<part>{_PART})|(?P<half>{_HALF})"
    rf"|(?P<minus>{_SIGN})?(?P<celsius>[摄华]氏(?:零下)?)?(?<![\d{_SPELT}])(?<!\d[.·'’])(?!{_REST})(?P<core>{_CORE})(?!\.\d)"
    rf"(?:(?P<inside>{_ODD})(?P<steps> ?[{MULTIPLIER_CHARS}]+)?)?"
    rf"|(?P<vague>{_VAGUE})(?P<times>[{MULTIPLIER_CHARS}]*))",
    re.ASCII,
)
_PAIR = re.compile(
    rf"(?P<head>[{_SPELT}]*?)(?P<first>[一二两三四五六七八九])(?P<second>[二两三四五六七八九])"
    rf"(?P<tail>[{MULTIPLIER_CHARS}]*)"
)
_IN_ORDER = "一二三四五六七八九"
_DIGIT = re.compile(r"[0-9]")
_DIGITS, _ODD_BEHIND = _NUMBER.groupindex["core"], _NUMBER.groupindex["inside"]
_PLAIN = frozenset((_DIGITS, _ODD_BEHIND))
_PLAIN_TAILS = {"万": 4, "亿": 8}


def numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Every number in `text[start:end]`, in order; what cannot be read as a numeral is passed over.

    The text is normalised; nothing is cut at the end.
    """
    for match in _NUMBER.finditer(text, start, end):
        number = (_plain(match) if match.lastindex in _PLAIN else None) or _number(match)
        if number is not None:
            yield number


def _number(match: re.Match[str]) -> Number | None:
    part, half, minus, celsius, printed, odd, more, _, _ = match.groups()
    if printed is None:
        return _part(match) if part else _half(match) if half else _vague(match)
    core = printed.replace(" ", "").replace("个", "")
    if 1 < len(core) < 12 and (pair := _pair(match, core)):
        return pair
    if len(core) > 1 and _IN_ORDER.startswith(core):
        return None  # 一二期 is the first and the second
    reading = read(core)
    if reading is None:
        return None
    inside, end = odd or "", match.end()
    if inside == "几" and core[-1] not in MULTIPLIERS:
        inside, end = "", match.end("core")
    steps = (more or "").strip() if inside else ""
    unit = worth_of(steps)
    whole = read(core + steps) if steps else reading
    if whole is None:
        return None
    value, place = whole
    below = celsius is not None and celsius.endswith("零下")
    return Number(
        match.start(),
        match.start("core"),
        end,
        core + steps,
        -value if minus or below else value,
        place=place,
        step=step_of(reading, core) * unit,
        unit=unit,
        inside=inside,
        magnitude=magnitude_of(core + steps),
        celsius=(celsius or "").removesuffix("零下"),
        spelt=_DIGIT.search(core) is None,
        bare_step=is_bare(core + steps),
    )


def _plain(match: re.Match[str]) -> Number | None:
    """One numeral character, or Arabic digits with at most one 万 or 亿 behind them: what nearly all figures are."""
    first, (start, stop), end = match.start(), match.span(_DIGITS), match.end()
    inside = match[_ODD_BEHIND] if stop < end else ""
    if (start > first and match["celsius"]) or inside == "几":
        return None
    core = match[_DIGITS]
    if core in _SINGLE:
        value, place, step, magnitude, bare = _SINGLE[core]
        signed = -value if start > first else value
        return Number(first, start, end, core, signed, place, step, magnitude, bare_step=bare, inside=inside)
    core = core.replace(" ", "")
    tail = _PLAIN_TAILS.get(core[-1], 0)
    digits = (core[:-1] if tail else core).replace(",", "")
    if not digits or not digits.isascii() or len(core) > LONGEST:
        return None
    whole, _, decimals = digits.partition(".")
    lost = tail - len(decimals)
    if tail:
        if lost < 0:
            return None
        digits = f"{whole}{decimals}{'0' * lost}"
    value = Decimal(digits)
    place = step = POWERS[lost]
    if value:
        exponent = len(whole) + tail - len(f"{whole}{decimals}".rstrip("0"))
        if exponent > lost:
            step = POWERS[exponent] if exponent >= 0 else place
    signed = -value if start > first else value
    return Number(first, start, end, core, signed, place, step, POWERS[tail], False, False, inside)  # names cost


def _half(match: re.Match[str]) -> Number:
    start, half = match.start(), Decimal("0.5")
    return Number(start, start, match.end(), "半", half, place=Decimal("0.1"), step=half)


def _part(match: re.Match[str]) -> Number | None:
    """一半, 半数, 2/3: a share written in one piece; its value is in percent."""
    above, _, below = match["part"].partition("/")
    if not below:
        value = Decimal(50)
    elif 0 < int(above) < int(below):
        value = round(Decimal(100 * int(above)) / int(below), 10).normalize() + 0
    else:
        return None
    start = match.start("part")
    none = Decimal(0)
    core, spelt = match["part"], not below
    return Number(start, start, match.end(), core, value, place=none, step=none, unit=none, spelt=spelt)


def _vague(match: re.Match[str]) -> Number:
    unit = worth_of(match["times"])
    core = match["vague"] + match["times"]
    word = match["vague"][-1] if match["vague"] != "若干" else "若干"
    return Number(
        match.start(),
        match.start(),
        match.end(),
        core,
        None,
        unit=unit,
        inside=word,
        magnitude=magnitude_of(match["times"]),
    )


def _pair(match: re.Match[str], core: str) -> Number | None:
    """三五百, 七八, 十二三: two neighbouring digits said side by side are a range."""
    parts = _PAIR.fullmatch(core)
    if parts is None:
        return None
    first, second, head = DIGITS[parts["first"]], DIGITS[parts["second"]], parts["head"]
    if second - first != 1 and (first, second) != (_THREE, _FIVE):
        return None
    in_order = parts["first"] == "一" and parts["second"] != "两" and not parts["tail"]
    if (head and head[-1] not in MULTIPLIERS) or in_order:
        return None
    low, high = read(head + parts["first"] + parts["tail"]), read(head + parts["second"] + parts["tail"])
    if low is None or high is None:
        return None
    return Number(
        match.start(),
        match.start("core"),
        match.end("core"),
        core,
        None,
        place=high.place,
        low=low.value,
        high=high.value,
        magnitude=magnitude_of(core),
    )


def _single(mark: str) -> tuple[Decimal, Decimal, Decimal, Decimal, bool]:
    """Value, place, step and magnitude of one numeral character, and whether it is a step."""
    reading = read(mark) or Reading(ONE, ONE)
    return reading.value, reading.place, step_of(reading, mark), magnitude_of(mark), mark in MULTIPLIERS


_SINGLE = {mark: _single(mark) for mark in (*DIGITS, *MULTIPLIERS, *TENS)}
