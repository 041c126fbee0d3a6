"""What a change is measured from: 同比, 环比, 比上年末, 较2020年12月, 与去年同期相比, 两年平均.

Conventions (the gold annotation's): `yoy` against the same time a year before, `mom` against the stretch just before,
else the month in which the base ends (`较1-7月` is `2019-07`, `较上年末` is `2018-12`), a year for a whole year or a
festival of it, a day for a day.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from extractor.model import Period
    from extractor.times.mention import PeriodMention

BaseKind = Literal["yoy", "mom", "period", "average"]

_WORD = re.compile(
    r"(?=[同比较按与上环两三四五六2-6][比同年月季上常多历往])"  # most of a text fails at these two characters, at once
    r"(?:(?P<yoy>同比(?!例)|[比较]同期|按年(?=[增下降升涨跌计])|与?上年同期比)|(?P<mom>环比|按月(?=[增下降升涨跌])|按季(?=[增下降升涨跌]))"
    r"|(?P<normal>[比较](?:常|多|历|往)年(?:的?(?:同期|平均|均值|同时段|水平)+|(?=[偏增减上下多少高低])))"  # 比常年偏少
    r"|(?P<average>(?P<years>[两三四五六2-6])年(?:复合)?(?:年均|平均)(?:复合)?(?=[^，。；]{0,8}(?:增|降|%|速|长))))"
)
_PAIR, _EACH = re.compile("[和与、及]"), re.compile("(?:相比)?[，,]?(?:分别|各)")
_SAME = re.compile(r"(?:相比|比较)?[（(](?:以?下同)[）)]")
_BEFORE = re.compile(
    r"(?:相比较?于?|相较于?|(?<![占之百性可])比起?|较之?于?|对比|比较|超过|超|高于|低于|多于|少于) ?\Z"
)
_WITH = re.compile(r"[与同和跟] ?\Z")
_WITH_THAT_OF = re.compile(r"[与同和跟][^，。；！？\n与同和跟]{1,12}的\Z")  # 与实施该计划的2013年基准数相比
_AFTER_WITH = re.compile(
    r"[^，。；！？\n]{0,12}?(?:相比|比较|相较|对比|比(?=[，,增下降升提减])|持平|基本持平|大体持平)"
)
_NOT_BASE = re.compile(r"(?:预计|预期|预算|计划|确定|目标|下达|安排|提出)")
_ACCOUNTS = re.compile(r"的?(?:预算|决算|预算执行|执行|完成)数?(?=[增减降升多少高低提压]|下降|上升)")  # 比上年执行数
_TIMES = re.compile(r"的? ?(?:近|约|超过?)?[0-9.一二两三四五六七八九十百]+(?:多|余)?[倍%成]")
_EQUALS = re.compile(r"(?:是|为|相当于|达到?|占) ?\Z")
_LINKS = "比较于起之过超与同和跟是为到达占的在"  # what stands right before the time of a base
_ON_GROUND = re.compile(
    r"(年?的?基础上)[^，。；！？\n]{0,8}?(?:新增|增|提高|上调|下调|减|降|升|翻|压)"
)  # 在2016年基础上新增30元
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_WHOLE_YEAR = "全年"
_LOOK_BEHIND = 5
_LOOK_FAR_BEHIND = 14


class Base(msgspec.Struct, frozen=True, gc=False):
    """A comparison base as written; `mention` indexes the period mentions where one names it.

    `of_level` marks `是去年同期的1.8倍`: the mention is a base, and sets no period, but what follows is no change.
    """

    start: int
    end: int
    quote: str
    kind: BaseKind
    mention: int | None = None
    years: int | None = None  # 两年平均
    of_level: bool = False
    lasting: bool = False  # 比去年同期（下同）


def find_bases(text: str, periods: Sequence[PeriodMention]) -> list[Base]:
    """The comparison bases of normalised `text`, in reading order; `periods` are its mentions."""
    bases = [_word_base(match) for match in _WORD.finditer(text)]
    for index, mention in enumerate(periods):
        base = _mention_base(text, index, mention)
        if base is not None:
            bases.append(base)
            if (pair := _paired(text, index + 1, periods, base)) is not None:
                bases.append(pair)
    if "下同" in text:
        bases = [_lasting(base, text) for base in bases]
    bases.sort(key=lambda base: (base.start, -base.end))
    return _whole(bases, text)


def _paired(text: str, index: int, periods: Sequence[PeriodMention], base: Base) -> Base | None:
    """较2020年和2019年同期分别增长27.3%和22.8%: the second of two bases, to which 分别 gives figures."""
    mention = periods[index] if index < len(periods) else None
    if mention is None or not _PAIR.match(text, base.end) or not _EACH.match(text, mention.end):
        return None
    beside = mention.start == base.end + 1 and _mention_base(text, index, mention) is None
    return Base(mention.start, mention.end, mention.quote, _kind(mention), mention=index) if beside else None


def _whole(bases: list[Base], text: str) -> list[Base]:
    """The bases with 环比上季度 and 同比2017年 as one: the time only says what the word does."""
    whole: list[Base] = []
    for base in bases:
        last = whole[-1] if whole else None
        if last is not None and last.mention is None and last.start < base.start < last.end < base.end:
            quote = text[last.start : base.end]
            whole[-1] = msgspec.structs.replace(last, end=base.end, quote=quote, mention=base.mention)
        else:
            whole.append(base)
    return whole


def _lasting(base: Base, text: str) -> Base:
    """The base with the （下同） behind it, which says that it is that of all changes to come."""
    same = _SAME.match(text, base.end)
    if same is None:
        return base
    return msgspec.structs.replace(base, end=same.end(), quote=text[base.start : same.end()], lasting=True)


def base_mentions(bases: Sequence[Base]) -> frozenset[int]:
    """Indices of the period mentions that are only a base: they never set the period of a fact."""
    return frozenset(base.mention for base in bases if base.mention is not None)


def base_value(
    base: Base, resolved: Period | None, *, mention: PeriodMention | None = None, fact_end: date | None = None
) -> str | None:
    """`yoy`, `mom`, or an ISO year, month or day; None where the base cannot be dated.

    `resolved` and `mention` are those of the base's own mention, `fact_end` is the end of the period of the fact it
    measures: a base named by 上年末 that lies twelve months before it is `yoy`.
    """
    if base.kind == "yoy" and mention is not None and resolved is not None and fact_end is not None:
        return _other_time(base, mention, resolved, fact_end) or "yoy"
    if base.kind in ("yoy", "mom"):
        return base.kind
    if base.kind == "average":
        return None if fact_end is None else f"{fact_end.year - (base.years or 0):04d}-{fact_end.month:02d}"
    if resolved is None or mention is None:
        return None
    return _iso_value(mention, resolved.period_end or resolved.period_start, fact_end)


def _other_time(base: Base, mention: PeriodMention, resolved: Period, fact_end: date) -> str | None:
    """1到2月…，增速比去年12月份 or 比去年全年回落: the base of last year that is not the same time of it."""
    end = resolved.period_end
    if end is None or (end.year, end.month) == (fact_end.year - 1, fact_end.month):
        return None
    if mention.final.month is not None:
        return f"{end.year:04d}-{end.month:02d}"
    return f"{end.year:04d}" if base.quote.endswith(_WHOLE_YEAR) else None


def level_base(mention: PeriodMention, resolved: Period) -> str | None:
    """What growth from a dated level is measured from: 由2016年的492家增加到1751家，增长2.6倍."""
    kind = _kind(mention)
    end = resolved.period_end or resolved.period_start
    return _iso_value(mention, end, None) if kind == "period" else None


def _iso_value(mention: PeriodMention, end: date | None, fact_end: date | None) -> str | None:
    moment = mention.final
    if end is None or moment.granularity == "festival":  # 2020年春节 and 2019年同期 still name their year
        return None if moment.year is None or moment.short_year else f"{moment.year:04d}"
    if moment.granularity == "year" and moment.edge is None and (not moment.same or moment.year is not None):
        return f"{end.year:04d}"
    if moment.granularity in ("day", "now"):
        return end.isoformat()
    if moment.granularity == "year" and moment.edge == "start":  # 年初 counts from the last day before it
        return f"{end.year - 1:04d}-12"
    months = _MONTHS.get(moment.shift_unit or "", 0) if moment.shift == -1 else 0
    if fact_end is not None and months and (fact_end.year, fact_end.month) == (end.year, end.month):
        end = _earlier(end, months)  # 1月末，…增速比上月末高: told in February, and no base of itself
    year_apart = fact_end is not None and (fact_end.year, fact_end.month) == (end.year + 1, end.month)
    return "yoy" if year_apart and moment.year is None else f"{end.year:04d}-{end.month:02d}"


def _earlier(end: date, months: int) -> date:
    """The first of the month that lies so many before `end`."""
    count = end.year * 12 + end.month - 1 - months
    return end.replace(year=count // 12, month=count % 12 + 1, day=1)


def _word_base(match: re.Match[str]) -> Base:
    if match["normal"]:
        return Base(match.start(), match.end(), match.group(), "period")
    kind: BaseKind = "yoy" if match["yoy"] else "mom" if match["mom"] else "average"
    years = match["years"]
    number = None if years is None else "一二三四五六".find(years.replace("两", "二")) + 1 or int(years)
    return Base(match.start(), match.end(), match.group(), kind, years=number)


def _mention_base(text: str, index: int, mention: PeriodMention) -> Base | None:
    if (text[max(0, mention.start - 2) : mention.start].rstrip(" ") or "，")[-1] not in _LINKS:
        return None
    start = _base_start(text, mention)
    if start is None:
        return _level_base(text, index, mention)
    accounts = _ACCOUNTS.match(text, mention.end) if mention.final.granularity == "year" else None
    if _NOT_BASE.match(text, mention.end) and accounts is None:
        return None
    ground = _ON_GROUND.match(text, mention.end) if text[start] == "在" else None
    end = accounts.end() if accounts is not None else mention.end if ground is None else ground.end(1)
    return Base(start, end, text[start:end], _kind(mention), mention=index)


def _base_start(text: str, mention: PeriodMention) -> int | None:
    window = max(0, mention.start - _LOOK_BEHIND)
    before = _BEFORE.search(text, window, mention.start)
    if before is not None:
        return before.start()
    if _WITH.search(text, window, mention.start) and _AFTER_WITH.match(text, mention.end):
        return mention.start - 1
    if text[mention.start - 1] == "在" and _ON_GROUND.match(text, mention.end):
        return mention.start - 1
    if text[mention.start - 1] == "的" and _AFTER_WITH.match(text, mention.end):
        before = _WITH_THAT_OF.search(text, max(0, mention.start - _LOOK_FAR_BEHIND), mention.start)
        return None if before is None else before.start()
    return None


def _level_base(text: str, index: int, mention: PeriodMention) -> Base | None:
    window = max(0, mention.start - _LOOK_BEHIND)
    if not _TIMES.match(text, mention.end) or not _EQUALS.search(text, window, mention.start):
        return None
    return Base(mention.start, mention.end, mention.quote, _kind(mention), mention=index, of_level=True)


def _kind(mention: PeriodMention) -> BaseKind:
    moment = mention.first
    if mention.last is not None or moment.edge is not None or moment.day is not None:
        return "period"
    if moment.shift == -1 and moment.shift_unit == "year":
        whole = moment.granularity in ("year", "festival")
        return "yoy" if whole or moment.month is not None else "period"
    if moment.shift == -1 and moment.shift_unit in ("month", "quarter", "week"):
        return "mom"
    return "period"
