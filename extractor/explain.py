"""Why a text gives the facts it gives: what was seen, what each rule matched, and how far near misses got."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003  # msgspec reads it
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from extractor.binding.echoes import ASSUMED, INHERITED
from extractor.store.labels import code, header
from extractor.tables.words import RULE as TABLE_CELLS
from extractor.text.wrap import wrapped
from extractor.timeline.vintages import FROM_TO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.binding.draft import Draft
    from extractor.binding.patterns import Matched
    from extractor.binding.reading import Reading, View
    from extractor.matching.skeleton import Skeleton
    from extractor.model import Document, Fact
    from extractor.pipeline import Extractor
    from extractor.store.labels import Lang

_AROUND = 10  # characters of a text around what it gives
_SHOWN = ("subject", "indicator", "action", "population", "object", "statistic")
_LEGEND = (
    """\
标记: Q数字 T时间 C基期 B机构 N指标 P人群 V行为
      n名词 v动词 w动名词 a形容词 d副词 m数量 p介词 c连词 u助词 f方位 x标点""",
    """\
tags: Q figure T time C base B body N indicator P group V action
      n noun v verb w verbal noun a adjective d adverb m number p preposition
      c conjunction u particle f place or time x mark""",
)

_ENDS_ZH = MappingProxyType({"from": "起点", "to": "终点"})


class Sentence(msgspec.Struct, frozen=True):
    """One sentence explained: its mentions and words, its skeleton, pattern matches, near misses, and facts.

    `near` are patterns of which at least half stands there, `far` those of which less does.  `ends`: of 由X到Y, where
    the figure it begins with stands, `from`, and the one it ends with, `to`.  `given`: of each figure, by where it
    stands, the slots that come from outside its sentence, and the words that gave them.
    """

    text: str
    words: tuple[str, ...]
    skeleton: str
    matched: tuple[str, ...]
    near: tuple[str, ...]
    facts: tuple[Fact, ...]
    far: tuple[str, ...] = ()
    ends: Mapping[int, str] = MappingProxyType({})
    given: Mapping[int, tuple[tuple[str, str], ...]] = MappingProxyType({})


class Explanation(msgspec.Struct, frozen=True):
    """What was seen in a text, sentence by sentence."""

    sentences: tuple[Sentence, ...]

    def render(self, lang: Lang = "zh", *, far: bool = False) -> str:
        """The explanation for people, at most 80 columns wide; Chinese characters count two."""
        blocks = [_rendered(sentence, lang, far=far) for sentence in self.sentences]
        if self.sentences and not any(sentence.facts for sentence in self.sentences):
            blocks.append("没有事实：其中没有可绑定的数字" if lang == "zh" else "no facts: no figure in it is bound")
        if any(sentence.words for sentence in self.sentences):
            blocks.append(_LEGEND[lang == "en"])
        return "\n\n".join(blocks)

    def __str__(self) -> str:
        return self.render()


def explain(extractor: Extractor, document: Document) -> Explanation:
    """Explain every sentence of a document, then the rows of its tables."""
    reading = extractor.read(document)
    facts, drafts = extractor.extract(document), extractor.drafts(document)
    given = {draft.quantity.start: tuple(_given(draft, document.text)) for draft in drafts}
    found = [
        msgspec.structs.replace(_sentence(extractor, reading, view, facts), given=given)
        for view in extractor.binder.views(reading)
    ]
    rows: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts if reading.tables else ():
        if fact.rule_id == TABLE_CELLS:
            rows.setdefault((fact.sentence_start, fact.sentence_end), []).append(fact)
    text = document.text
    found += [Sentence(text[low:high], (), "", (), (), tuple(own)) for (low, high), own in rows.items()]
    return Explanation(tuple(found))


def _given(draft: Draft, text: str) -> Iterator[tuple[str, str]]:
    """The subject and the period that a figure has from outside its sentence, with the words around them."""
    for slot, source in (("subject", draft.subject), ("period_text", draft.period)):
        if source is None:
            continue
        if source.start == source.end or (slot == "subject" and INHERITED not in draft.flags):
            if ASSUMED not in draft.flags and INHERITED in draft.flags:
                yield slot, ""  # the issuer's name, which the text does not hold
        elif not draft.sentence.start <= source.start < draft.sentence.end:
            low = max(text.rfind("\n", 0, source.start) + 1, source.start - _AROUND)
            end = text.find("\n", source.end)
            high = min(end if end >= 0 else len(text), source.end + _AROUND)
            yield slot, f"{text[low : source.start]}【{text[source.start : source.end]}】{text[source.end : high]}"


def _sentence(extractor: Extractor, reading: Reading, view: View, facts: tuple[Fact, ...]) -> Sentence:
    start, end = view.sentence.start, view.sentence.end
    shape = extractor.binder.skeleton(reading, view)
    patterns = extractor.binder.patterns
    matches = patterns.matches(shape)
    misses = list(patterns.near(shape, {match.rule_id for match in matches})) if view.has_figures else []
    return Sentence(
        text=reading.document.text[start:end],
        words=tuple(f"{token.text}/{token.tag}" for token in view.tokens),
        skeleton=shape.shown(),
        matched=tuple(_matched(match, shape) for match in matches),
        near=tuple(str(miss) for miss in misses if miss.is_close),
        far=tuple(str(miss) for miss in misses if not miss.is_close),
        facts=tuple(fact for fact in facts if start <= fact.start < end),
        ends=dict(end for match in matches if match.rule_id == FROM_TO for end in _ends(match, shape)),
    )


def _ends(match: Matched, shape: Skeleton) -> Iterator[tuple[int, str]]:
    """Where the first and the last figure of a match stand in the text."""
    figures = sorted(place for place in shape.figures if match.start <= place < match.end)
    yield shape.offset(figures[0]), "from"
    yield shape.offset(figures[-1]), "to"


def _matched(match: Matched, shape: Skeleton) -> str:
    text = "".join(shape.shown_char(char) for char in shape.text[match.start : match.end])
    return f"{match.rule_id}: {text}"


def _rendered(sentence: Sentence, lang: Lang, *, far: bool) -> str:
    blocks = [
        (("句子", "sentence"), [sentence.text]),
        (("词与提及", "words and mentions"), [" ".join(sentence.words)]),
        (("骨架", "skeleton"), [sentence.skeleton]),
        (("匹配的句式", "patterns matched"), list(sentence.matched)),
        (("差一点的句式", "near misses"), [*sentence.near, *(sentence.far if far else ())]),
    ]
    lines: list[str] = []
    for (chinese, english), content in blocks:
        if any(content):
            lines.append(f"{chinese if lang == 'zh' else english}:")
            for text in content:
                lines += wrapped(text, indent=2)
    for fact in sentence.facts:
        lines += _fact(fact, sentence.ends.get(fact.start) if fact.rule_id == FROM_TO else None, lang)
        for slot, words in sentence.given.get(fact.start, ()):
            told = words or ("文档的发布机构" if lang == "zh" else "the document's issuer")
            lines += wrapped(f"{header(slot, lang)} ← {told}", indent=4)
    return "\n".join(lines)


def _fact(fact: Fact, end: str | None, lang: Lang) -> list[str]:
    """A fact with the rule that bound it, slot by slot; `end`: which level of 由X到Y it is."""
    zh = lang == "zh"
    value = _bounds(fact) if fact.value is None else f"{fact.value:f}"
    word, rule = ("事实", "规则") if zh else ("fact", "rule")
    head = f"{word}: {fact.quote} → {value} {fact.unit or ''} [{code('kind', fact.kind, lang)}]  {rule} {fact.rule_id}"
    if end is not None:
        head += f"（{_ENDS_ZH[end]}）" if zh else f" ({end})"
    return [*wrapped(head, indent=0), *wrapped("  ".join(_slots(fact, lang)), indent=4)]


def _slots(fact: Fact, lang: Lang) -> Iterator[str]:
    """What is known of the fact, in the words of the workbook."""
    zh = lang == "zh"
    if fact.modifier:
        yield f"{header('modifier', lang)}={code('modifier', fact.modifier, lang)}"
        if fact.value is not None:
            yield f"{'范围' if zh else 'bounds'}={_bounds(fact)}"
    for name in _SHOWN:
        if found := getattr(fact, name):
            yield f"{header(name, lang)}={code(name, found, lang)}"
    if fact.period_start or fact.period_end:
        yield f"{'期间' if zh else 'period'}={fact.period_start or ''}..{fact.period_end or ''}"
    if fact.change_direction:
        unsaid = "基期未写明" if zh else "base not stated"
        base = code("change_base", fact.change_base, lang) if fact.change_base else unsaid
        yield f"{'变动' if zh else 'change'}={code('change_direction', fact.change_direction, lang)}/{base}"
    yield f"{header('status', lang)}={code('status', fact.status, lang)}"
    if fact.flags:
        yield f"{header('flags', lang)}={','.join(code('flags', flag, lang) for flag in fact.flags)}"


def _bounds(fact: Fact) -> str:
    """From the lower to the upper bound; an open end is empty."""
    low, high = ("" if bound is None else f"{bound:f}" for bound in (fact.value_low, fact.value_high))
    return f"{low}..{high}" if low or high else ""
