"""Why a text gives the facts it gives: what was seen, what each rule matched, and how far near misses got."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal

import msgspec

from extractor.tables.words import RULE as TABLE_CELLS

if TYPE_CHECKING:
    from extractor.binding.patterns import Matched
    from extractor.binding.reading import Reading, View
    from extractor.matching.skeleton import Skeleton
    from extractor.model import Document, Fact
    from extractor.pipeline import Extractor

WIDTH = 80
_SHOWN = (
    ("subject", "主体"),
    ("indicator", "指标"),
    ("action", "动作"),
    ("population", "对象"),
    ("object", "客体"),
    ("statistic", "统计口径"),
)


class Sentence(msgspec.Struct, frozen=True):
    """One sentence explained: its mentions and words, its skeleton, pattern matches, near misses, and facts."""

    text: str
    words: tuple[str, ...]
    skeleton: str
    matched: tuple[str, ...]
    near: tuple[str, ...]
    facts: tuple[Fact, ...]


class Explanation(msgspec.Struct, frozen=True):
    """What was seen in a text, sentence by sentence."""

    sentences: tuple[Sentence, ...]

    def render(self, lang: Literal["zh", "en"] = "zh") -> str:
        """The explanation for people, at most 80 columns wide; Chinese characters count two."""
        return "\n\n".join(_rendered(sentence, zh=lang == "zh") for sentence in self.sentences)

    def __str__(self) -> str:
        return self.render()


def explain(extractor: Extractor, document: Document) -> Explanation:
    """Explain every sentence of a document, then the rows of its tables."""
    reading = extractor.read(document)
    facts = extractor.extract(document)
    found = [_sentence(extractor, reading, view, facts) for view in extractor.binder.views(reading)]
    rows: dict[tuple[int, int], list[Fact]] = {}
    for fact in facts if reading.tables else ():
        if fact.rule_id == TABLE_CELLS:
            rows.setdefault((fact.sentence_start, fact.sentence_end), []).append(fact)
    text = document.text
    found += [Sentence(text[low:high], (), "", (), (), tuple(own)) for (low, high), own in rows.items()]
    return Explanation(tuple(found))


def _sentence(extractor: Extractor, reading: Reading, view: View, facts: tuple[Fact, ...]) -> Sentence:
    start, end = view.sentence.start, view.sentence.end
    shape = extractor.binder.skeleton(reading, view)
    matches = extractor.binder.patterns.matches(shape)
    return Sentence(
        text=reading.document.text[start:end],
        words=tuple(f"{token.text}/{token.tag}" for token in view.tokens),
        skeleton=shape.shown(),
        matched=tuple(_matched(match, shape) for match in matches),
        near=tuple(extractor.binder.patterns.near(shape, {match.rule_id for match in matches}))
        if view.has_figures
        else (),
        facts=tuple(fact for fact in facts if start <= fact.start < end),
    )


def _matched(match: Matched, shape: Skeleton) -> str:
    text = "".join(shape.shown_char(char) for char in shape.text[match.start : match.end])
    return f"{match.rule_id}: {text}"


def _rendered(sentence: Sentence, *, zh: bool) -> str:
    blocks = [
        (("句子", "sentence"), [sentence.text]),
        (("词与提及", "words and mentions"), [" ".join(sentence.words)]),
        (("骨架", "skeleton"), [sentence.skeleton]),
        (("匹配的句式", "patterns matched"), list(sentence.matched)),
        (("差一点的句式", "near misses"), list(sentence.near)),
    ]
    lines: list[str] = []
    for (chinese, english), content in blocks:
        if any(content):
            lines.append(f"{chinese if zh else english}:")
            for text in content:
                lines += wrapped(text, indent=2)
    for fact in sentence.facts:
        lines += _fact(fact, zh=zh)
    return "\n".join(lines)


def _fact(fact: Fact, *, zh: bool) -> list[str]:
    """A fact with the rule that bound it, slot by slot."""
    value = "" if fact.value is None else f"{fact.value:f}"
    kind, rule = ("事实", "规则") if zh else ("fact", "rule")
    head = f"{kind}: {fact.quote} → {value} {fact.unit or ''} [{fact.kind}]  {rule} {fact.rule_id}"
    slots = [f"{chinese if zh else name}={getattr(fact, name)}" for name, chinese in _SHOWN if getattr(fact, name)]
    if fact.period_start or fact.period_end:
        slots.append(f"{'时期' if zh else 'period'}={fact.period_start or ''}..{fact.period_end or ''}")
    if fact.change_direction:
        slots.append(f"{'变化' if zh else 'change'}={fact.change_direction}/{fact.change_base or '?'}")
    slots.append(f"{'状态' if zh else 'status'}={fact.status}")
    if fact.flags:
        slots.append(f"{'提示' if zh else 'flags'}={','.join(fact.flags)}")
    return [*wrapped(head, indent=0), *wrapped("  ".join(slots), indent=4)]


def wrapped(text: str, *, indent: int) -> list[str]:
    """The text in lines of at most 80 columns, a Chinese character counting two."""
    lines: list[str] = []
    line, width = "", indent
    for char in textwrap.dedent(text).replace("\n", " "):
        columns = 2 if ord(char) > 0x2E7F else 1
        if width + columns > WIDTH:
            lines.append(" " * indent + line)
            line, width = "", indent
        line += char
        width += columns
    return [*lines, " " * indent + line]
