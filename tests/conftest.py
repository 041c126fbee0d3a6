from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.engines import reading
from extractor.model import Document, Fact
from extractor.pipeline import Extractor
from extractor.readers.guard import GuardedReader

from shared import built, share  # isort: skip

if TYPE_CHECKING:
    from desk import Visitor
    from playwright.sync_api import Browser

    from extractor.web.desk import Desk

TEXT = "通报\n浙江电信累计降费金额267.57万元，惠及80.8万家企业。近九成的企业满意。"


def pytest_configure(config: pytest.Config) -> None:
    """No example of hypothesis is too slow: a busy machine would fail where nothing is wrong.

    Rule books are kept in a folder of the test run's, not in the user's; its worker processes and the commands they
    start find it in their environment.
    """
    if config.pluginmanager.hasplugin("hypothesispytest"):
        from hypothesis import settings  # loaded already, by its plugin

        settings.register_profile("project", deadline=None)
        settings.load_profile("project")
    if not hasattr(config, "workerinput"):
        cache = tempfile.TemporaryDirectory(prefix="extractor-tests-")
        os.environ["EXTRACTOR_CACHE"] = cache.name
        config.add_cleanup(cache.cleanup)


LONGEST = (
    "test_engines_spark",
    "test_docs",
    "test_review_browser",
    "test_resume",
    "test_cli",
    "test_timeline_page",
    "test_review_learning",
    "test_review_desk",
    "test_reports_browser",
    "test_review_files",
    "test_pipeline",
    "test_reconcile_cli",
    "test_readers_hostile",
    "test_sql_store",
    "test_workers",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The modules that take longest come first: with `--dist loadfile` no core waits for the other at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(LONGEST)))


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """With the rules in the box."""
    return built()


@pytest.fixture(scope="session", autouse=True)
def _shared() -> Iterator[None]:
    """Commands that are called in this process share what takes longer to make than most of what they do."""
    with pytest.MonkeyPatch.context() as patch:
        share(patch)
        yield


@pytest.fixture
def guarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in a process of their own, as they are outside of tests."""
    monkeypatch.setattr(reading, "GuardedReader", GuardedReader)


@pytest.fixture
def document() -> Document:
    return Document(text=TEXT, source="notes/通报.txt", title="通报", encoding="utf-8")


@pytest.fixture
def make_fact(document: Document) -> Callable[..., Fact]:
    """A fact on a quote of `document`; any slot can be set."""

    def make(quote: str = "267.57万元", value: str | None = "2675700", **slots: Any) -> Fact:  # noqa: ANN401
        start = document.text.index(quote)
        sentence_start = document.text.rfind("\n", 0, start) + 1
        defaults: dict[str, Any] = {
            "fact_id": f"f{start}",
            "doc_id": document.doc_id,
            "source": document.source,
            "start": start,
            "end": start + len(quote),
            "quote": quote,
            "kind": "money",
            "value": None if value is None else Decimal(value),
            "value_low": None,
            "value_high": None,
            "unit": "元",
            "sentence_start": sentence_start,
            "sentence_end": document.text.index("。", start) + 1,
            "rule_id": "open",
        }
        return Fact(**(defaults | slots))

    return make


@pytest.fixture
def visitor(desk: Desk) -> Iterator[Visitor]:
    """Somebody who has opened the test module's own desk."""
    from desk import Visitor  # only the tests of the desk pay
    from desk_server import serving

    with serving(desk) as url:
        one = Visitor(url)
        one.get("/")
        yield one


BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; where there is none, the tests of pages fail and say what to do.

    Open pages with `browser.new_context(offline=True).new_page()`.
    """
    given = os.environ.get("EXTRACTOR_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(
            "no Chromium on this machine: run `make browser` as root, or set EXTRACTOR_CHROMIUM to the program",
            pytrace=False,
        )
    from playwright.sync_api import sync_playwright  # only the tests of pages pay

    with sync_playwright() as playwright:
        program = playwright.chromium.launch(executable_path=found, args=BROWSER_ARGUMENTS)
        yield program
        program.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server: that of EXTRACTOR_POSTGRES, else one of its own, installed where that is allowed.

    Without one the tests fail where it ought to be there (root, CI), and are skipped on other people's machines.
    """
    given = os.environ.get("EXTRACTOR_POSTGRES")
    if given:
        yield given
        return
    import throwaway_postgres as tool  # only the tests of that store pay

    with ExitStack() as stack:
        try:
            url = stack.enter_context(tool.server())
        except tool.NoServerError as error:
            if os.geteuid() == 0 or os.environ.get("CI"):
                raise
            pytest.skip(str(error))
        yield url


NUMBERS = count()


@pytest.fixture
def new_database(postgres: str) -> Callable[[], str]:
    """Makes an empty PostgreSQL database; its URL."""

    def make() -> str:
        from sqlalchemy import create_engine, make_url, text

        name = f"test_{os.getpid()}_{next(NUMBERS)}"
        engine = create_engine(postgres, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
        engine.dispose()
        return str(make_url(postgres).set(database=name))

    return make


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes the place of an empty store, as --store takes it; each test runs against both databases."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"store-{next(NUMBERS)}.db")
    made: Callable[[], str] = request.getfixturevalue("new_database")
    return made
