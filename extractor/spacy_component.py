"""The spaCy component `bulletin_facts`: facts as `doc.spans["facts"]` and `doc._.facts`.

`nlp.add_pipe("bulletin_facts")` finds it by entry point.  Spans are labelled with the fact's kind and widened to whole
tokens, so a segmenter that cuts through figures loses none; `doc._.facts` has the exact offsets.  Set
`doc._.published` (a date) on a document, or `published` in the component's config, to resolve 去年 and 前三季度.
Both are kept in `doc.user_data` as texts, so that they go with the document: `DocBin(store_user_data=True)`.
"""

from __future__ import annotations

import tempfile
import warnings
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractor.model import Fact
from extractor.pipeline import Extractor
from extractor.rulebook.load import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

SPANS = "facts"
FACTS, PUBLISHED = "bulletin_facts", "bulletin_published"  # keys of doc.user_data
SETTINGS, RULES = "settings.json", "rules"  # what is written of a component
_DECODER = msgspec.json.Decoder(tuple[Fact, ...])


class Settings(msgspec.Struct, kw_only=True):
    """What a component was made with; `rules` are the texts of its own rule files by path within their folder."""

    published: date | None = None
    segmenter: str = "jieba"
    rules: dict[str, str] = {}
    version: str = ""  # of the rule book they made, built-in rules included


class BulletinFacts:
    """Callable on a `Doc`: extracts and attaches, changes nothing else.  Goes to disk, to bytes and to processes."""

    def __init__(self, settings: Settings) -> None:
        self._build(settings)

    def _build(self, settings: Settings) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for name, text in settings.rules.items():
                path = Path(folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            book = load_rules(folder) if settings.rules else None
        self._extractor = Extractor(book, segmenter=settings.segmenter)
        version = self._extractor.rules.version
        if settings.version not in {"", version}:
            warnings.warn(
                f"bulletin_facts: saved with the rules {settings.version}, loaded with {version}; facts may differ",
                stacklevel=4,
            )
        self._settings = msgspec.structs.replace(settings, version=version)

    @property
    def settings(self) -> Settings:
        """What it was made with."""
        return self._settings

    def __call__(self, doc: Doc) -> Doc:
        """Attach the facts of `doc.text`."""
        facts = self._extractor.extract(doc.text, published=doc._.published or self._settings.published)
        spans = [
            doc.char_span(fact.start, fact.end, label=fact.kind, span_id=fact.fact_id, alignment_mode="expand")
            for fact in facts
        ]
        doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=[span for span in spans if span is not None])
        doc._.facts = facts
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Settings and own rules; spaCy's `nlp.to_bytes` calls it."""
        del exclude  # there are no parts
        return msgspec.json.encode(self._settings)

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> BulletinFacts:
        """The component as it was; a warning where the built-in rules have changed since."""
        del exclude
        self._build(msgspec.json.decode(data, type=Settings))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """A folder with `settings.json`, own rules beside it."""
        del exclude
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self._settings.rules.items():
            place = folder / RULES / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        bare = msgspec.structs.replace(self._settings, rules={})
        (folder / SETTINGS).write_bytes(msgspec.json.format(msgspec.json.encode(bare)))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> BulletinFacts:
        """The component as it was; a warning where the built-in rules have changed since."""
        del exclude
        settings = msgspec.json.decode((Path(path) / SETTINGS).read_bytes(), type=Settings)
        self._build(msgspec.structs.replace(settings, rules=rule_files(Path(path) / RULES)))
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return BulletinFacts, (self._settings,)


@Language.factory("bulletin_facts", default_config={"published": None, "segmenter": "jieba", "rules": None})
def make_bulletin_facts(
    nlp: Language, name: str, published: str | None, segmenter: str, rules: str | None
) -> BulletinFacts:
    """Build the component.

    `published` is an ISO date or `None`, `segmenter` as for `Extractor`, `rules` a folder of own rules or `None`.
    """
    del nlp, name  # the same for every pipeline
    Doc.set_extension("facts", getter=_facts, setter=_set_facts, force=True)
    Doc.set_extension("published", getter=_published, setter=_set_published, force=True)
    day = date.fromisoformat(published) if published else None
    return BulletinFacts(Settings(published=day, segmenter=segmenter, rules=rule_files(Path(rules)) if rules else {}))


def rule_files(folder: Path) -> dict[str, str]:
    """The texts of the rule files below a folder; none where it is not there."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"})
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def displacy_data(doc: Doc) -> dict[str, Any]:
    """For `displacy.render(…, style="ent", manual=True)`: each figure exactly, labelled with what it measures."""
    ents = [{"start": fact.start, "end": fact.end, "label": fact.indicator or fact.kind} for fact in doc._.facts]
    return {"text": doc.text, "ents": ents, "title": None}


def _facts(doc: Doc) -> tuple[Fact, ...]:
    kept = doc.user_data.get(FACTS)
    return _DECODER.decode(kept) if kept else ()


def _set_facts(doc: Doc, facts: tuple[Fact, ...]) -> None:
    doc.user_data[FACTS] = msgspec.json.encode(facts).decode()


def _published(doc: Doc) -> date | None:
    kept = doc.user_data.get(PUBLISHED)
    return date.fromisoformat(kept) if kept else None


def _set_published(doc: Doc, day: date | None) -> None:
    doc.user_data[PUBLISHED] = day.isoformat() if day else None
