"""The store of a run, in SQLite and in PostgreSQL alike: what goes in comes out, nothing is overwritten silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from extractor.errors import StoreError, UsageError
from extractor.model import FACT_COLUMNS, Document, Fact, Finding, Relation
from extractor.readers.refusal import UnreadableError
from extractor.store.source import load_run, save_findings
from extractor.store.sql import database, results
from extractor.store.sql.holding import hold
from extractor.store.sql.journal import Settings, begin_run, end_run, is_current, place, totals
from extractor.store.sql.reading import stored, unreadable
from extractor.store.sql.schema import METADATA
from extractor.store.sql.writing import Writing
from extractor.store.stamp import Stamp

MakeFact = Callable[..., Fact]
NewStore = Callable[[], str]


@pytest.fixture
def store(new_store: NewStore) -> str:
    return new_store()


@pytest.fixture
def engine(store: str) -> Iterator[sa.Engine]:
    made = database.open_engine(database.store_url(store))
    yield made
    made.dispose()


def write(engine: sa.Engine, path: str, *parts: tuple[Document, list[Fact], list[Relation]]) -> None:
    """One file of a run, as if it were read just now."""
    with engine.begin() as connection:
        filed = place(connection, [path])[path]
    with Writing(engine) as writing:
        writing.begin(filed.id, has_rows=filed.stamp is not None)
        for document, facts, relations in parts:
            writing.document(filed.id, document, facts, relations)
        writing.end(filed.id, Stamp(1, 2, "x"), settings="s", known="")


def test_a_fact_comes_out_as_it_went_in(engine: sa.Engine, document: Document, make_fact: MakeFact) -> None:
    """Every column: exact decimals of any length, dates, flags, nothing where there was nothing."""
    wide = "123456789012345678901234567890.12345678901234567891"
    full = make_fact(
        value=wide,
        value_low=Decimal("-0.10"),
        value_high=Decimal("1E+8"),
        subject="𠮷野",
        period_end=date(2021, 11, 30),
        flags=("vague", "range"),
    )
    relation = Relation("a", "part_of", "b", "r")
    write(engine, "a.txt", (document, [full, make_fact("80.8万家", None)], [relation]))

    with engine.connect() as connection:
        (one,) = stored(connection)
    assert one.document == document
    assert one.relations == (relation,)
    for name in FACT_COLUMNS:
        assert [getattr(fact, name) for fact in one.facts] == [
            getattr(full, name),
            getattr(make_fact("80.8万家", None), name),
        ]
    assert str(one.facts[0].value) == wide
    assert one.reprint_of is None


def test_a_file_read_again_replaces_what_it_held(engine: sa.Engine, document: Document, make_fact: MakeFact) -> None:
    other = Document(text="新", source="a.zip/2")
    write(engine, "a.zip", (document, [make_fact()], []), (other, [], []))
    write(engine, "a.zip", (other, [], []))

    with engine.connect() as connection:
        assert [one.document for one in stored(connection)] == [other]
        assert totals(connection).facts == 0


def test_a_file_that_a_run_leaves_out_is_kept_but_not_shown(engine: sa.Engine, document: Document) -> None:
    write(engine, "a.txt", (document, [], []))
    write(engine, "b.txt", (msgspec.structs.replace(document, source="b.txt"), [], []))

    with engine.begin() as connection:
        assert [one.document.source for one in stored(connection)] == ["b.txt"]
        assert place(connection, ["b.txt", "a.txt"])["a.txt"].stamp == Stamp(1, 2, "x")
        assert [one.document.source for one in stored(connection)] == ["b.txt", document.source]


def test_what_is_not_a_whole_file_is_taken_back(engine: sa.Engine, document: Document) -> None:
    with engine.begin() as connection:
        filed = place(connection, ["a.txt"])["a.txt"]
    with pytest.raises(KeyError), Writing(engine) as writing:  # noqa: PT012  # what happens before it is the point
        writing.begin(filed.id, has_rows=False)
        writing.document(filed.id, document, [], [])
        raise KeyError

    with engine.connect() as connection:
        assert list(stored(connection)) == []


def test_refusals_come_out_in_order_with_their_file(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        filed = place(connection, ["b.zip", "a.txt"])
    with Writing(engine) as writing:
        for path, source in (("a.txt", "a.txt"), ("b.zip", "b.zip/1"), ("b.zip", "b.zip/2")):
            if source != "b.zip/2":
                writing.begin(filed[path].id, has_rows=False)
            writing.refusal(filed[path].id, UnreadableError(source, "no_reader", found=".x", wanted=".txt", option="o"))

    with engine.connect() as connection:
        found = unreadable(connection)
    assert [(path, one.source) for path, one in found] == [
        ("b.zip", "b.zip/1"),
        ("b.zip", "b.zip/2"),
        ("a.txt", "a.txt"),
    ]
    first = found[0][1]
    assert (first.reason, first.found, first.wanted, first.option) == ("no_reader", ".x", ".txt", "o")


SETTINGS = Settings("now", "limits", max_bytes=100)


@pytest.mark.parametrize(
    ("changed", "stamp", "current"),
    [
        ({}, Stamp(10, 5), True),
        ({}, Stamp(11, 5), False),
        ({}, Stamp(10, 6), False),
        ({"settings": "other rules"}, Stamp(10, 5), False),
        ({"known": "another row of --metadata"}, Stamp(10, 5), False),
        ({"stamp": None}, Stamp(10, 5), False),
        ({"refused": "empty", "settings": "now/limits"}, Stamp(10, 5), True),
        ({"refused": "too_large", "settings": "now/other limits"}, Stamp(10, 5), False),
        ({"refused": "cannot_open", "settings": "now/limits"}, Stamp(10, 5), False),
    ],
)
def test_a_file_is_read_again_when_anything_its_facts_depend_on_has_changed(
    changed: dict[str, object], stamp: Stamp, *, current: bool
) -> None:
    from extractor.store.sql.journal import Filed

    filed = Filed(0, Stamp(10, 5, "x"), "now", "")._replace(**changed)

    assert is_current(filed, stamp, SETTINGS, lambda _: "") is current


def decision(**slots: object) -> results.Decision:
    made = {"sha256": "d", "start": 1, "end": 3, "quote": "三家", "verdict": "accept", "reviewer": "王"}
    return results.Decision(**made | {"decided": datetime(2026, 1, 2, tzinfo=UTC)} | slots)  # type: ignore[arg-type]


def test_decisions_are_appended_and_never_changed(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        first = results.append_decision(
            connection, decision(verdict="correct", slot="value", old_value="3", new_value="4")
        )
        results.append_decision(connection, decision(verdict="undo", undoes=first, sha256="e"))
    for statement in ("UPDATE decisions SET reviewer = 'x'", "DELETE FROM decisions"):
        with pytest.raises(sa.exc.DatabaseError, match="appended, never changed"), engine.begin() as connection:
            connection.execute(sa.text(statement))

    with engine.connect() as connection:
        both = results.load_decisions(connection)
        assert [(one.verdict, one.undoes, one.new_value) for one in both] == [
            ("correct", None, "4"),
            ("undo", first, None),
        ]
        assert results.load_decisions(connection, "e") == both[1:]


@pytest.mark.parametrize("wrong", [{"verdict": "maybe"}, {"verdict": "undo"}, {"undoes": 1}])
def test_a_decision_that_means_nothing_is_refused(engine: sa.Engine, wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError), engine.begin() as connection:
        results.append_decision(connection, decision(**wrong))


@pytest.mark.parametrize(("path", "left"), [("a.txt", 0), ("b.txt", 1)])
def test_what_was_found_goes_with_the_facts_it_was_found_about(
    engine: sa.Engine, document: Document, make_fact: MakeFact, path: str, left: int
) -> None:
    """A file that is read again takes findings and items with it; a new one leaves them."""
    fact = make_fact()
    write(engine, "a.txt", (document, [fact], []))
    with engine.begin() as connection:
        found = Finding(check_id="c", verdict="differs", fact_ids=(fact.fact_id,), arithmetic="")
        results.replace_findings(connection, [found])
        results.replace_items(connection, [{"verdict": "differs", "fact_id": fact.fact_id}])

    write(engine, path, (document, [], []))

    with engine.connect() as connection:
        assert (len(results.load_findings(connection)), len(results.load_items(connection))) == (left, left)


def test_findings_and_items_replace_those_of_the_last_time(engine: sa.Engine) -> None:
    found = Finding(
        check_id="c", verdict="differs", fact_ids=("a", "b"), arithmetic="1 ≠ 2", difference=Decimal("-1.50")
    )
    item = {
        "verdict": "differs",
        "fact_id": "a",
        "sheet": "收入",
        "cell": "C14",
        "difference": Decimal("0.1"),
        "row": 3,
    }
    for _ in range(2):
        with engine.begin() as connection:
            results.replace_findings(connection, [found, found])
            results.replace_items(connection, [item])

    with engine.connect() as connection:
        assert results.load_findings(connection) == (found, found)
        (row,) = results.load_items(connection)
    assert (row["cell"], row["difference"], row["explanation"], row["record"]["row"]) == ("C14", Decimal("0.1"), "", 3)


def test_a_run_is_loaded_from_its_store_and_its_findings_go_there(
    store: str, engine: sa.Engine, document: Document, make_fact: MakeFact
) -> None:
    write(engine, "a.txt", (document, [make_fact()], []))
    with engine.begin() as connection:
        run_id = begin_run(connection, at=datetime.now(UTC), program="p", rules_version="r", paths=["a.txt"])
    assert not load_run(store).finished
    with engine.begin() as connection:
        end_run(connection, run_id, at=datetime.now(UTC), totals=totals(connection))
    loaded = load_run(store)
    save_findings(store, [Finding(check_id="c", verdict="holds", fact_ids=("a",), arithmetic="")])

    assert (loaded.facts, loaded.store, loaded.finished) == ((make_fact(),), store, True)
    with engine.connect() as connection:
        assert len(results.load_findings(connection)) == 1


def test_migrations_lead_to_the_tables_that_a_new_store_has(new_store: NewStore) -> None:
    """A change of a table needs a migration; add one under extractor/store/sql/migrations/versions and raise HEAD."""
    engine = sa.create_engine(database.store_url(new_store()))
    with engine.begin() as connection:
        database.migrate(connection)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), METADATA)
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
    with pytest.raises(sa.exc.DatabaseError, match="appended, never changed"), engine.begin() as connection:  # noqa: PT012
        results.append_decision(connection, decision())
        connection.execute(sa.text("DELETE FROM decisions"))
    engine.dispose()

    assert differences == []
    assert version == database.HEAD


def test_a_store_of_a_newer_version_is_left_alone(store: str, engine: sa.Engine) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match="newer version"):
        database.open_engine(database.store_url(store))


def test_a_database_of_somebody_else_is_left_alone(new_store: NewStore) -> None:
    store = new_store()
    engine = sa.create_engine(database.store_url(store))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE facts (mine INTEGER)"))
    engine.dispose()

    with pytest.raises(StoreError, match="has tables of its own named facts"):
        database.open_engine(database.store_url(store))


def test_what_holds_no_run_is_said_to_hold_none(new_store: NewStore, tmp_path: Path) -> None:
    store = new_store()
    with pytest.raises((StoreError, UsageError), match=r"holds no run|no such file or folder"):
        load_run(store)
    assert list(tmp_path.glob("*.db")) == []


def test_one_run_at_a_time_writes_a_store(store: str, engine: sa.Engine, tmp_path: Path) -> None:
    second = database.open_engine(database.store_url(store))
    (tmp_path / "elsewhere").mkdir()
    with (
        closing(second.raw_connection()),
        hold(engine, tmp_path / "elsewhere"),
        pytest.raises(UsageError, match="another run writes here"),
        hold(second, tmp_path / "elsewhere"),
    ):
        pass
    second.dispose()


@pytest.mark.parametrize(
    ("place_", "complaint"),
    [
        ("mysql://host/name", "cannot be a store"),
        ("postgresql://host", "cannot be a store"),
        ("://", "is no database URL"),
    ],
)
def test_a_place_that_can_be_no_store_is_refused(place_: str, complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        database.store_url(place_)


def test_a_password_is_never_shown() -> None:
    assert "secret" not in database.name_of(database.store_url("postgresql://me:secret@host/name"))
    with pytest.raises(UsageError) as caught:
        database.store_url("mysql://me:secret@host/name")
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database at all" * 100)

    with pytest.raises(StoreError, match=r"a\.db: file is not a database; this is no store of ours"):
        database.open_engine(database.store_url(tmp_path / "a.db"))
