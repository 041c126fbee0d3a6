"""占…的X%: a share against the part before it and the whole it names; no share exceeds 100%."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from extractor.checks.intervals import Comparison
from extractor.checks.outcome import finding, named
from extractor.checks.ratios import share_finding
from extractor.checks.view import adds_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.checks.view import View
    from extractor.model import Fact, Finding
    from extractor.rulebook.book import CheckRule

_BACK = 12  # facts from a share back to the whole it is of
_LONGEST = 40  # characters between the part and its share
_OF = re.compile(
    r"占(?:到|了|整个)?(?P<whole>[^，,。；;、占]*?)(?:的?(?:比重|比例|份额))?(?:的|为|达到?|约|近|超过?|是|比)*\Z"
)
_PLACE = re.compile(r"(?:全国|全省|全区|全市|全县|全州|全镇|全球|世界|我国|我省|我市|我区|我县|全行业|全部|整体)的?")
_ALL = ("", "全部", "整体")
_SMALL_UNITS = {"用户": "户", "名": "人", "位": "人"}


class Parted(NamedTuple):
    """A share's part and whole; `listed`: other parts with their own shares stand between the two."""

    part: Fact
    whole: Fact
    listed: tuple[Fact, ...] = ()


def shares(check: CheckRule, view: View) -> Iterator[Finding]:
    """Shares over 100%, and shares whose part stands before them and whose whole is a figure of the document.

    The whole is the one that the words behind 占 name (占个体工商户总数的) or, where they say no more than 全部 or
    总量 and the part stands behind 其中, the figure before 其中; so too for the later parts of a list that gives each
    part its share, which are accused only beside one whose share fits.
    What may exceed its base (a plan, last year's figure) is no share.
    """
    for facts in view.documents.values():
        fitting: set[str] = set()  # wholes that the share of some part of theirs fits
        for index, fact in enumerate(facts):
            if not _is_share(fact, view):
                continue
            if fact.value_low is not None and fact.value_low > 100:
                yield from _over(check, fact, view)
                continue
            found = _part_and_whole(facts[max(0, index - _BACK) : index], fact, check, view)
            if found is None:
                continue
            made = share_finding(check, fact, found.part, found.whole, view)
            if made.verdict == "differs" and found.listed and not _surely(check, fact, found, view, fitting):
                continue
            if made.verdict in ("holds", "within_rounding"):
                fitting.add(found.whole.fact_id)
            yield made


def _surely(check: CheckRule, share: Fact, found: Parted, view: View, fitting: set[str]) -> bool:
    """Whether a later part's share can only be of the list's whole: another's fits it, and no part before it does."""
    others = (share_finding(check, share, found.part, other, view) for other in found.listed)
    return found.whole.fact_id in fitting and all(other.verdict == "differs" for other in others)


def _is_share(fact: Fact, view: View) -> bool:
    if fact.kind != "percent" or fact.value is None or fact.role != "claim" or fact.change_direction is not None:
        return False
    return fact.statistic == "share" or _OF.search(view.clause(fact)) is not None


def _over(check: CheckRule, fact: Fact, view: View) -> Iterator[Finding]:
    clause = view.clause(fact)
    said = _OF.search(clause)
    if any(word in clause for word in check.words["exceeding"]) or not (said and _of_all(said["whole"], check)):
        return
    compared = Comparison("differs", (fact.value or Decimal(0)) - 100, Decimal(0))
    found = finding(check, fact, [], compared, "", reason=None)
    given = check.reason("over-100")
    explained = "" if given is None else given.text
    yield replace(found, arithmetic=f"{named(fact)} > 100%", explanation=explained, reason=given.id if given else "")


def _of_all(words: str, check: CheckRule) -> bool:
    """Whether the base is all there is of something, and no other measure: 企业总数, 全国, but not 净资产."""
    return not words or _PLACE.match(words) is not None or words.endswith(check.words["all"])


def _part_and_whole(before: Sequence[Fact], share: Fact, check: CheckRule, view: View) -> Parted | None:
    levels = [fact for fact in before if adds_up(fact) and fact.value]
    if not levels or levels[-1].sentence_start != share.sentence_start or levels[-1].status != share.status:
        return None
    part = levels[-1]
    between = view.between(part, share)
    if between is None or len(between) > _LONGEST or not (share.indicator or "").startswith(part.indicator or "\0"):
        return None
    said = _OF.search(between)
    if said is None or between.count("）") > between.count("（"):
        return None  # in 外币理财产品76款（日元3款）占比13.48% the part is what stands before the bracket
    wholes = [whole for whole in levels[:-1] if _same_unit(whole, part) and whole.period_end == part.period_end]
    if not _name(said["whole"], check):
        return None if _PLACE.match(said["whole"]) else _before_among(wholes, part, before, view)
    whole = _named_whole(said["whole"], wholes, part, check)
    return None if whole is None or (whole.value or 0) < (part.value or 0) else Parted(part, whole)


def _same_unit(whole: Fact, part: Fact) -> bool:
    units = {_SMALL_UNITS.get(fact.unit or "", fact.unit) for fact in (whole, part)}
    return whole.kind == part.kind and len(units) == 1 and whole.status == part.status


def _name(words: str, check: CheckRule) -> str:
    """What the words behind 占 name, without a place and without 总数."""
    where = _PLACE.match(words)
    name = words[where.end() :] if where else words
    for ending in sorted(check.words["all"], key=len, reverse=True):
        name = name.removesuffix(ending)
    return name.removesuffix("的")


def _named_whole(words: str, wholes: Sequence[Fact], part: Fact, check: CheckRule) -> Fact | None:
    """The figure that the words behind 占 name; `None` where they name none of them."""
    name, where = _name(words, check), _PLACE.match(words)
    place = where.group().rstrip("的") if where is not None else ""
    for whole in reversed(wholes):
        if whole.indicator == part.indicator or not _names(whole, name, part):
            continue
        if (whole.subject or "").startswith(place) if place not in _ALL else _one_body(whole, part):
            return whole
    return None


def _names(whole: Fact, name: str, part: Fact) -> bool:
    """In the part's own sentence the end of a name will do; elsewhere it must be the name, and no part behind 其中."""
    if whole.sentence_start == part.sentence_start:
        return len(name) > 1 and (whole.indicator or "").endswith(name)
    return len(name) > 2 and whole.indicator == name and "among" not in whole.flags


def _before_among(wholes: Sequence[Fact], part: Fact, before: Sequence[Fact], view: View) -> Parted | None:
    """The last figure before the 其中 that the part stands behind, in one sentence."""
    begin = part.sentence_start
    among = begin + view.sentence(part)[: part.start - begin].rfind("其中")
    near = [whole for whole in wholes if begin <= whole.start and whole.end <= among]
    listed = [fact for fact in before if among < fact.start < part.start and fact.value]
    if among < begin or not near or (near[-1].value or 0) < (part.value or 0):
        return None
    return Parted(part, near[-1], tuple(listed[::2])) if _is_list(listed, near[-1], part, view) else None


def _is_list(listed: Sequence[Fact], whole: Fact, part: Fact, view: View) -> bool:
    """Whether parts stand between, each with a share right behind it and none a part of another."""
    parts, theirs = listed[::2], listed[1::2]
    if len(parts) != len(theirs):
        return False
    alone = all(
        _same_unit(whole, one) and adds_up(one) and _is_share(share, view) and _of_nothing(one, share, view)
        for one, share in zip(parts, theirs, strict=True)
    )
    apart = all(one.indicator and one.indicator not in (part.indicator or "") for one in parts)
    together = sum((one.value for one in (*parts, part) if one.value is not None), Decimal(0))
    return alone and apart and together <= (whole.value_high or whole.value or 0)


def _of_nothing(part: Fact, share: Fact, view: View) -> bool:
    """Whether 占 names no whole."""
    said = _OF.search(view.between(part, share) or "")
    return said is not None and not said["whole"]


def _one_body(whole: Fact, part: Fact) -> bool:
    same = (whole.subject_id or whole.subject) == (part.subject_id or part.subject)
    return same or whole.sentence_start == part.sentence_start
