"""The pages in a real browser with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from reporting import FIRST, SECOND, TOTAL, fact, report

from extractor.model import Document
from extractor.reports.pages import write_pages

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 800}
LONG = 800  # facts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pages")
    write_pages(report(), made)
    return made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network, that tells what it complained of and what it asked for."""
    context = browser.new_context(offline=True, viewport=WIDE)  # type: ignore[arg-type]
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else complaints.append(request.url))
    yield opened
    assert complaints == []
    context.close()


def address(folder: Path, document: Document) -> str:
    return (folder / f"bulletin-{document.doc_id}.html").as_uri()


def test_a_click_on_a_figure_shows_its_fact_and_marks_what_it_is_checked_with(page: Page, folder: Path) -> None:
    page.goto(address(folder, FIRST))
    figure = page.locator(".text a.figure", has_text=TOTAL.quote)
    figure.click()
    shown = page.locator(".fact.current")

    expect(shown).to_contain_text("94,686,000元")
    expect(shown).to_be_in_viewport()
    expect(shown).to_be_focused()
    expect(figure).to_be_in_viewport()
    expect(page.locator("a.figure.kin")).to_have_count(3)


def test_the_panel_shows_the_facts_of_one_verdict(page: Page, folder: Path) -> None:
    page.goto(address(folder, FIRST))
    page.get_by_role("button", name="不一致").click()
    facts = page.locator(".fact:visible")

    expect(facts).to_have_count(4)
    page.get_by_role("button", name="全部").click()
    expect(facts).to_have_count(6)


def test_without_scripts_a_figure_leads_to_its_fact_and_back(browser: Browser, folder: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address(folder, FIRST))
    figure = page.locator(".text a.figure", has_text=TOTAL.quote)
    figure.click()
    shown = page.locator(".fact:target")

    expect(shown).to_contain_text("94,686,000元")
    expect(shown).to_be_in_viewport()
    shown.get_by_role("link", name="回到原文").click()
    expect(figure).to_be_in_viewport()
    expect(page.locator(".filters button")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("name", ["index.html", "first", "second"])
def test_a_page_is_no_wider_than_a_phone(page: Page, folder: Path, name: str) -> None:
    places = {"first": address(folder, FIRST), "second": address(folder, SECOND)}
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(places.get(name) or (folder / name).as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_hostile_text_runs_nothing(page: Page, folder: Path) -> None:
    for name in (address(folder, SECOND), (folder / "index.html").as_uri()):
        page.goto(name)
        assert page.evaluate("window.ran") is None
        assert page.locator("img").count() == 0


def test_on_paper_the_panel_is_whole_and_each_figure_bears_the_number_of_its_fact(page: Page, folder: Path) -> None:
    page.goto(address(folder, FIRST))
    page.emulate_media(media="print")
    panel = page.locator(".panel-scroll")

    assert panel.evaluate("seen => seen.scrollHeight <= seen.clientHeight + 2")
    assert page.locator("#t1").evaluate("seen => getComputedStyle(seen, '::after').content") == '"1"'
    expect(page.locator("nav")).to_be_hidden()


def test_a_long_bulletin_opens_in_under_a_second(page: Page, tmp_path: Path) -> None:
    """30,000 characters, 800 facts; the best of three, for a machine may be busy."""
    sentences = [
        f"第{n}县完成投资{n}.5亿元，同比增长，项目进展顺利，群众满意，各项工作按期推进。" for n in range(1, LONG + 1)
    ]
    document = Document(text="\n".join(sentences), source="long.txt")
    facts = [fact(document, f"{n}.5亿元", f"{n}50000000") for n in range(1, LONG + 1)]
    write_pages(report(documents=(document,), facts=facts, findings=(), items=None, series=()), tmp_path)
    took = []
    for _ in range(3):
        page.goto(address(tmp_path, document))
        took.append(page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart"))

    assert len(document.text) > 30_000
    assert page.locator(".fact").count() == LONG
    assert min(took) < 1000, took


def test_on_a_phone_dates_stay_on_one_line_and_tables_in_their_boxes(page: Page, folder: Path) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for name in (address(folder, FIRST), (folder / "index.html").as_uri()):
        page.goto(name)
        tall = page.locator("td.days").evaluate_all(
            "cells => cells.map(cell => { const r = document.createRange(); r.selectNodeContents(cell);"
            " return r.getBoundingClientRect().height; })"
        )
        wide = page.locator(".items td").evaluate_all("cells => cells.map(cell => cell.getBoundingClientRect().right)")

        assert tall
        assert max(tall) < 30, name
        assert max(wide) <= PHONE["width"], name
    expect(page.locator(".items td[data-label=期间]").first).to_be_visible()
