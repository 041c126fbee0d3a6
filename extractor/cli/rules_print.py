"""How rule files and their entries look on a terminal of 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from extractor.cli.messages import Lang, error_line, say
from extractor.cli.terminal import fitting, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extractor.rulebook.book import (
        CheckRule,
        CueRule,
        Example,
        ModifierRule,
        NameRule,
        RuleBook,
        RuleFile,
        ShieldRule,
        UnitRule,
    )

    Entry = NameRule | CueRule | UnitRule | ModifierRule | ShieldRule

SHOWN_ENTRIES = 20
SHOWN_WORDS = 12


def print_files(files: Sequence[RuleFile], book: RuleBook, lang: Lang) -> None:
    """A row a file."""
    from rich.table import Table  # noqa: PLC0415

    counts: dict[str, int] = {}
    for entry in _all_entries(book):
        counts[entry.rule_id] = counts.get(entry.rule_id, 0) + 1
    table = Table(box=None, pad_edge=False, header_style="bold")
    for zh, en in (("种类", "kind"), ("id", "id"), ("名称", "name")):
        table.add_column(say(lang, zh, en), overflow="fold")
    for zh, en in (("条目", "entries"), ("例句", "examples")):
        table.add_column(say(lang, zh, en), justify="right", no_wrap=True)
    for file in files:
        table.add_row(file.kind, file.id, fitting(file.name), str(counts.get(file.id, "")), str(len(file.examples)))
    print_table(table)
    total = len(files)
    error_line(say(lang, f"规则文件 {total} 个，版本 {book.version}", f"rule files {total}, version {book.version}"))


def print_file(file: RuleFile, rule_id: str, book: RuleBook, lang: Lang) -> None:
    """The file's head, the entry asked for (or the first ones) and the examples."""
    typer.echo(f"{file.id}  {file.name}\n  {file.shown}  ({file.kind})\n  {file.description}")
    if file.source:
        typer.echo(f"  {say(lang, '出处', 'source')}: {file.source}")
    for check in (rule for rule in book.checks if rule.rule_id == file.id):
        typer.echo(f"  {_check_line(check)}")
    entries = list(entries_of(file, book))
    wanted = [entry for entry in entries if entry.id == rule_id] or entries
    typer.echo(f"\n{say(lang, '条目', 'entries')} {len(entries)}")
    for entry in wanted[:SHOWN_ENTRIES]:
        typer.echo(f"  {_entry_line(entry, lang)}")
    if len(wanted) > SHOWN_ENTRIES:
        typer.echo(f"  … {len(wanted) - SHOWN_ENTRIES}")
    typer.echo(f"\n{say(lang, '例句', 'examples')} {len(file.examples)}")
    for example in file.examples:
        typer.echo("\n".join(_example_lines(example)))


def print_found(word: str, book: RuleBook, lang: Lang) -> int:
    """The entries that have a word, with the file they stand in; returns how many there are."""
    ranked = sorted(_with_word(word, book), key=lambda hit: (hit[0], hit[1].rule_id, hit[1].id))
    for _, entry in ranked[:SHOWN_ENTRIES]:
        written = [text for text in _writings(entry) if word in text] or [entry.id]
        typer.echo(f"{entry.rule_id}  {_entry_line(entry, lang, sorted(written, key=len))}")
    if len(ranked) > SHOWN_ENTRIES:
        typer.echo(f"… {len(ranked) - SHOWN_ENTRIES}")
    found = len(ranked)
    zh, en = "extractor rules show ID 查看全文", "extractor rules show ID shows the file"
    if not found:
        zh, en = "请换短一些的词，或用 extractor rules new 新建", "try a shorter word, or extractor rules new"
    error_line(say(lang, f"含“{word}”的条目 {found} 个；{zh}", f"entries with '{word}': {found}; {en}"))
    return found


def _with_word(word: str, book: RuleBook) -> Iterator[tuple[int, Entry]]:
    """Each entry with such a writing: 0 where it is the whole word, 1 where it begins with it, 2 where it holds it."""
    for entry in _all_entries(book):
        ranks = [_rank(word, written) for written in (entry.id, *_writings(entry)) if word in written]
        if ranks:
            yield min(ranks), entry


def _rank(word: str, written: str) -> int:
    return 0 if written == word else 1 if written.startswith(word) else 2


def _writings(entry: Entry) -> Sequence[str]:
    return getattr(entry, "writings", ()) or getattr(entry, "words", ())


def entries_of(file: RuleFile, book: RuleBook) -> Iterator[Entry]:
    """The entries that stand in a file, generated ones included."""
    return (entry for entry in _all_entries(book) if entry.rule_id == file.id)


def _all_entries(book: RuleBook) -> Iterator[Entry]:
    yield from book.names
    yield from book.cues
    yield from book.units
    yield from book.modifiers
    yield from book.shields


def _entry_line(entry: Entry, lang: Lang, words: Sequence[str] = ()) -> str:
    parts = [f"{entry.id}: {_some(words or _writings(entry))}"]
    if not_in := getattr(entry, "not_in", ()):
        parts.append(f"{say(lang, '不在', 'not in')} {_some(not_in)}")
    parts += [str(value) for slot in ("kind", "type", "region", "unit_kind") if (value := getattr(entry, slot, None))]
    return " · ".join(parts)


def _check_line(check: CheckRule) -> str:
    """What is added up; siblings and parts behind 其中 have no total of their own."""
    parts = " + ".join(check.parts)
    return f"{check.type}: {check.total} = {parts}" if check.total else f"{check.type}{': ' if parts else ''}{parts}"


def _some(words: Sequence[str]) -> str:
    return " ".join(words[:SHOWN_WORDS]) + (f" … {len(words) - SHOWN_WORDS}" if len(words) > SHOWN_WORDS else "")


def _example_lines(example: Example) -> Iterator[str]:
    yield f"  {example.text}"
    for name in ("finds", "quantities", "periods", "facts", "findings"):
        wanted = getattr(example, name)
        if wanted is not None:
            items = [item if isinstance(item, str) else _slots(item) for item in wanted]
            yield f"    {name}: {'; '.join(items) or '[]'}"
    if example.why:
        yield f"    # {example.why}"


def _slots(item: dict[str, str | tuple[str, ...]]) -> str:
    return ", ".join(f"{slot} {value if isinstance(value, str) else ' '.join(value)}" for slot, value in item.items())
