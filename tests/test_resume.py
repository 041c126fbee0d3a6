"""A run that is stopped anywhere and started again ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
import sqlalchemy as sa

from extractor import readers
from extractor.engines import batch as engine
from extractor.engines import reading
from extractor.engines.reading import Known
from extractor.engines.task import Batch, Outcome
from extractor.errors import StoreError, UsageError
from extractor.model import Document
from extractor.pipeline import Extractor
from extractor.readers.limits import Limits
from extractor.readers.metadata import Metadata, Row
from extractor.readers.refusal import UnreadableError
from extractor.store.lock import NAME, only_run_in
from extractor.store.source import load_run
from extractor.store.sql.database import store_url
from extractor.store.sql.schema import METADATA

ROOT = Path(__file__).parent.parent
NewStore = Callable[[], str]
HISTORY = {"runs", "decisions", "findings", "items"}  # when runs began and ended is not what they came to
KILLS = 20
FORMATS = ("jsonl", "csv", "xlsx")


@pytest.fixture(autouse=True)
def ready(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractor is there before anything is measured, whatever the rules, and files are read in this process."""
    monkeypatch.setattr(reading, "Extractor", lambda *_, **__: extractor)
    monkeypatch.setattr(reading, "GuardedReader", PlainReader)


class PlainReader:
    """Reads in this process: another one takes half a second to start."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read_all(self, path: Path, on_refusal: Callable[[UnreadableError], None]) -> Iterator[Document]:
        return readers.read_all(path, limits=self._limits, on_refusal=on_refusal)


class Told:
    """What a run says."""

    def __init__(self) -> None:
        self.files = self.current = self.steps = self.compared = 0
        self.refused: list[UnreadableError] = []
        self.on_read: Callable[[], None] = lambda: None

    def begin(self, files: int, current: int) -> None:
        self.files, self.current = files, current

    def read(self) -> None:
        self.on_read()

    def refuse(self, refusal: UnreadableError) -> None:
        self.refused.append(refusal)

    def compare(self) -> None:
        self.compared += 1

    def finish(self, steps: int) -> None:
        self.steps = steps

    def step(self) -> None:
        self.steps -= 1


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Own bulletins, varied; some told twice, one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    bulletins = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus" / "bulletins").glob("*.txt"))]
    for number in range(40):
        of = number if number < 30 else number - 30
        text = bulletins[of % len(bulletins)][:200].replace("1", str(of % 8 + 2)).replace("5", str(of % 7))
        more = f"此外另有{number}项。" if number % 2 else ""
        (tmp_path / "in" / f"{number:03}.txt").write_text(text + more, encoding="utf-8")
    (tmp_path / "in" / "bad.txt").write_bytes(b"\0\1\2")
    return tmp_path


def task(store: str, output: str = "run", **slots: Any) -> Batch:  # noqa: ANN401  # any slot of a batch
    roots = [Path("in")]
    values: dict[str, Any] = {
        "files": sorted(path for path in Path("in").rglob("*") if path.is_file()),
        "roots": roots,
        "known": Known(Metadata({})),
        "limits": Limits(),
        "folder": Path(output),
        "store": store,
        "formats": ("jsonl", "csv"),
    }
    return Batch(**values | slots)


def run(store: str, output: str = "run", told: Told | None = None, **slots: Any) -> Outcome:  # noqa: ANN401
    return engine.run(task(store, output, **slots), told or Told())


def rows(store: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that the store holds of the files, row by row."""
    made = sa.create_engine(store_url(store), json_deserializer=json.loads)
    try:
        with made.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
                for table in METADATA.sorted_tables
                if table.name not in HISTORY
            }
    finally:
        made.dispose()


def exported(output: str = "run") -> dict[str, bytes]:
    """The files of a run, all of them: what a killed run left over would be among them."""
    return {
        path.name: path.read_bytes()
        for path in Path(output).iterdir()
        if path.name != NAME and not path.name.startswith("extractor.db")
    }


def start_and_kill(store: str, seconds: float) -> bool:
    """Run in a child of this process, killed after so long; whether it was over before."""
    child = os.fork()
    if child == 0:
        try:
            run(store, formats=FORMATS)
        finally:
            os._exit(0)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return True
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


@pytest.mark.usefixtures("folder")
def test_a_run_killed_twenty_times_ends_like_an_undisturbed_one(new_store: NewStore) -> None:
    """SIGKILL at random points from the first instant to the last; whole files are in the store and nothing else."""
    undisturbed = new_store()
    begun = time.monotonic()
    outcome = run(undisturbed, "undisturbed", formats=FORMATS)
    seconds = time.monotonic() - begun
    wanted, files = rows(undisturbed), exported("undisturbed")
    assert outcome.reprints > 3
    assert outcome.unreadable == 1

    chance = random.Random(20_210_301)  # noqa: S311  # not for secrets
    store, kills, over = new_store(), 0, 0
    while kills < KILLS:
        if start_and_kill(store, chance.uniform(0, seconds)):
            over += 1
            store = new_store()  # it came to its end: the next one is killed anew
        else:
            kills += 1
            check_whole(store, wanted)
    run(store, formats=FORMATS)

    assert rows(store) == wanted
    assert exported() == files


def check_whole(store: str, wanted: dict[str, list[tuple[Any, ...]]]) -> None:
    """What is in the store after a kill is in the undisturbed one too, but for marks that come at the end."""
    try:
        held = rows(store)
    except sa.exc.DatabaseError:
        return  # killed before there were tables
    read = {row[0] for row in held["files"] if row[3] is not None}
    for table in ("documents", "facts", "relations", "refusals"):
        of_files = [row[0] for row in wanted[table] if row[0] in read]
        assert [row[0] for row in held[table]] == of_files, table
    for path in Path("run").glob("*.jsonl"):
        for line in path.read_bytes().splitlines():
            json.loads(line)


@pytest.mark.usefixtures("folder")
def test_a_second_run_reads_nothing_and_gives_the_same(new_store: NewStore) -> None:
    store, told = new_store(), Told()
    first = run(store)
    before = rows(store), exported()
    again = run(store, told=told)

    assert again == first._replace(current=41)
    assert (told.current, told.compared, told.steps) == (41, 1, 0)
    assert [refusal.source for refusal in told.refused] == ["in/bad.txt"]
    assert (rows(store), exported()) == before


def test_only_what_has_changed_is_read_again(folder: Path, new_store: NewStore) -> None:
    store, told = new_store(), Told()
    run(store)
    (folder / "in" / "000.txt").write_text("全市投资7亿元。", encoding="utf-8")
    (folder / "in" / "bad.txt").write_text("全市收入9亿元。", encoding="utf-8")
    (folder / "in" / "001.txt").unlink()
    os.utime(folder / "in" / "002.txt")
    outcome = run(store, told=told)
    fresh = new_store()
    anew = run(fresh, "fresh")

    assert (told.files, told.current) == (40, 38)
    assert outcome == anew._replace(current=38)
    assert exported() == exported("fresh")
    assert outcome.unreadable == 0


@pytest.mark.parametrize(
    ("slots", "current"),
    [
        ({}, 41),
        ({"anew": True}, 0),
        ({"limits": Limits(bytes=999_999)}, 40),  # the refused file alone
        ({"known": Known(Metadata({"000.txt": Row(None, "某局", None)}))}, 40),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_changed_call_reads_what_it_bears_on(tmp_path: Path, slots: dict[str, Any], current: int) -> None:
    store = str(tmp_path / "a.db")
    run(store)

    assert run(store, **slots).current == current
    assert run(store, **slots | {"anew": False}).current == 41


@pytest.mark.usefixtures("folder")
def test_another_rule_book_reads_everything_again(tmp_path: Path, extractor: Extractor) -> None:
    import dataclasses

    run(str(tmp_path / "a.db"))
    other = dataclasses.replace(extractor.rules, version="another")

    assert run(str(tmp_path / "a.db"), rules=other).current == 0


@pytest.mark.usefixtures("folder")
def test_two_processes_leave_what_one_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PARALLEL_FACTS", 0)
    run(str(tmp_path / "one.db"), "one", formats=FORMATS)
    run(str(tmp_path / "two.db"), "two", formats=FORMATS, processes=2)

    assert rows(str(tmp_path / "one.db")) == rows(str(tmp_path / "two.db"))
    assert exported("one") == exported("two")


def growing(times: int) -> Callable[..., Iterator[Document]]:
    """A reader under which the file grows, so many times."""
    left = iter(range(times))

    def read_all(path: Path, **_: object) -> Iterator[Document]:
        yield Document(text=path.read_text(encoding="utf-8"), source=path.as_posix())
        if next(left, None) is not None:
            with path.open("a", encoding="utf-8") as file:
                file.write("又有5亿元。")

    return read_all


@pytest.mark.parametrize(("times", "facts", "unreadable"), [(1, 2, 0), (9, 0, 1)])
def test_a_file_that_grows_while_it_is_read_is_read_again_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, facts: int, unreadable: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(readers, "read_all", growing(times))
    Path("in").mkdir()
    Path("in/a.txt").write_text("全市投资7亿元。", encoding="utf-8")
    outcome = run("a.db")

    assert (outcome.documents, outcome.facts, outcome.unreadable) == (1 - unreadable, facts, unreadable)
    monkeypatch.setattr(readers, "read_all", growing(0))
    assert run("a.db").documents == 1  # quiet now


def test_a_folder_that_vanishes_stops_the_run_and_nothing_is_lost(folder: Path) -> None:
    told = Told()
    left = iter(range(5))
    told.on_read = lambda: None if next(left, None) is not None else rename(folder / "in", folder / "away")
    with pytest.raises(StoreError, match="in: the folder is gone; what was read is kept"):
        run("a.db", told=told)
    rename(folder / "away", folder / "in")
    again = run("a.db")

    assert again.current == 6
    assert (again.documents, again.unreadable) == (40, 1)


def rename(one: Path, other: Path) -> None:
    if one.exists():
        one.rename(other)


def test_a_file_deleted_meanwhile_is_unreadable_and_tried_again(folder: Path) -> None:
    told = Told()
    told.on_read = lambda: (folder / "in" / "039.txt").unlink(missing_ok=True)
    run("a.db", told=told)

    assert [(one.source, one.reason) for one in told.refused] == [
        ("in/039.txt", "cannot_open"),
        ("in/bad.txt", "binary"),
    ]


@pytest.mark.usefixtures("folder")
def test_a_full_disk_is_one_clear_error_and_a_store_that_opens(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the store cannot grow beyond it."""
    child = os.fork()
    if child == 0:
        import resource

        status = 1
        resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
        try:
            run("a.db")
        except StoreError as error:
            status = 7 if "a.db" in str(error) and "make room on the disk" in str(error) else 3
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status == 7
    assert not load_run(str(tmp_path / "a.db")).finished

    assert run("a.db").documents == 40


@pytest.mark.usefixtures("folder")
def test_a_full_disk_while_files_are_written_names_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.store import jsonl

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jsonl.JsonLines, "write", full)
    with pytest.raises(OSError, match=r"No space left on device: 'run/facts\.\w+'"):
        run("a.db")
    assert [path.name for path in Path("run").glob(".*.tmp*")] == []


@pytest.mark.usefixtures("folder")
def test_what_killed_runs_left_half_written_is_removed() -> None:
    Path("run").mkdir()
    Path("run/.facts.csv.123.tmp").write_text("half", encoding="utf-8")
    Path("run/.facts-2.xlsx.123.tmp.parts").mkdir()
    Path("run/.mine.tmp").write_text("kept", encoding="utf-8")
    run("a.db")

    assert sorted(path.name for path in Path("run").glob(".*tmp*")) == [".mine.tmp"]


@pytest.mark.usefixtures("folder")
def test_two_runs_never_write_one_folder() -> None:
    Path("run").mkdir()
    with only_run_in(Path("run")), pytest.raises(UsageError, match="run: another run writes here"):
        run("a.db")


def test_what_no_database_takes_is_replaced_one_for_one() -> None:
    odd = Document(text="全市\0投资7亿元\ud83d，𠮷", source="a")

    text = reading.storable(odd).text

    assert text == "全市\ufffd投资7亿元\ufffd，𠮷"
    assert reading.storable(reading.storable(odd)) == reading.storable(odd)


def test_facts_go_into_many_workbooks_where_one_would_be_too_long(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    from extractor.store import export

    monkeypatch.setattr(export, "WORKBOOK_FACTS", 100)
    (folder / "run").mkdir()
    (folder / "run" / "facts-99.xlsx").write_bytes(b"of a longer run")
    (folder / "run" / "facts-mine.xlsx").write_bytes(b"a person's own")
    outcome = run("a.db", formats=("xlsx",))
    books = sorted((folder / "run").glob("facts*.xlsx"))
    numbered = [path for path in books if path.name != "facts-mine.xlsx"]

    assert [path.name for path in books][:2] == ["facts-2.xlsx", "facts-3.xlsx"]
    assert folder / "run" / "facts-99.xlsx" not in books
    assert folder / "run" / "facts-mine.xlsx" in books
    held = [load_workbook(path).active.max_row - 1 for path in numbered]  # type: ignore[union-attr]  # a sheet is there
    assert sum(held) == outcome.facts
    assert max(held) < 2 * min(held)


@pytest.mark.usefixtures("folder")
def test_the_longest_file_is_begun_first() -> None:
    from extractor.store import export
    from extractor.store.sql.database import open_engine, store_url

    run("a.db", formats=())
    engine = open_engine(store_url("a.db"))
    formats = ("jsonl", "csv", "parquet", "xlsx")
    with engine.connect() as connection:
        apart = export.pieces(connection, "a.db", Path("run"), formats, "zh", together=False)
        together = export.pieces(connection, "a.db", Path("run"), formats, "zh")
    engine.dispose()

    assert [piece.formats for piece in apart] == [("xlsx",), ("parquet",), ("csv",), ("jsonl",), ("texts",)]
    assert [piece.formats for piece in together] == [("xlsx",), ("jsonl", "csv"), ("parquet",), ("texts",)]


@pytest.mark.usefixtures("folder")
def test_an_output_that_vanishes_is_one_clear_error_and_can_be_made_again() -> None:
    import shutil

    told = Told()
    told.on_read = lambda: shutil.rmtree("run", ignore_errors=True)
    with pytest.raises(StoreError, match=r"run/extractor\.db: .*check that the folder is there"):
        run("run/extractor.db", told=told)

    assert run("run/extractor.db").documents == 40


def test_a_file_that_ends_a_process_is_listed_and_the_rest_is_read(folder: Path) -> None:
    """What comes of a process that died is in the journal like any other refusal."""
    from extractor.engines.batch import _write_events
    from extractor.engines.workers import Event
    from extractor.store.sql.database import open_engine
    from extractor.store.sql.journal import place
    from extractor.store.sql.reading import unreadable
    from extractor.store.sql.writing import Writing

    batch = task(str(folder / "a.db"))
    made = open_engine(store_url(batch.store))
    with made.begin() as connection:
        filed = place(connection, ["in/000.txt", "in/001.txt"])
    half = reading.Extracted(Document(text="半", source="in/000.txt"), (), ())
    whole = reading.Extracted(Document(text="全", source="in/001.txt"), (), ())
    events: list[Event[str, reading.Message]] = [
        Event("result", "in/000.txt", half),
        Event("again", "in/000.txt"),
        Event("result", "in/000.txt", half),
        Event("crashed", "in/000.txt"),
        Event("result", "in/001.txt", whole),
        Event("result", "in/001.txt", reading.Whole(1, 2, "x")),
        Event("end", "in/001.txt"),
    ]
    told = Told()
    with Writing(made) as writing:
        _write_events(writing, events, filed, engine._settings(batch), batch, told)  # noqa: SLF001  # the step alone
    with made.connect() as connection:
        refused = unreadable(connection)
    made.dispose()

    assert [(path, one.reason) for path, one in refused] == [("in/000.txt", "crashed")]
    assert [row[3] for row in rows(batch.store)["documents"]] == ["in/001.txt"]
    assert [one.reason for one in told.refused] == ["crashed"]


@pytest.mark.usefixtures("folder")
def test_a_store_of_an_earlier_version_tells_the_same_reprints(new_store: NewStore) -> None:
    """What reprints are told by was not kept then: it is made from the texts."""
    store = new_store()
    run(store)
    wanted = rows(store)
    made = sa.create_engine(store_url(store))
    with made.begin() as connection:
        connection.execute(sa.text("UPDATE documents SET signature = NULL, reprint_of = NULL"))
    made.dispose()

    assert run(store).current == len(wanted["files"])
    assert rows(store) == wanted
