"""The page of a timeline in a real browser with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from extractor.model import Document, Fact
from extractor.reports.timeline_page import timeline_page, write_timeline_page
from extractor.timeline.build import timeline
from extractor.timeline.values import Series

HOSTILE = '</script><script>window.ran = 1</script><img src=x onerror="window.ran = 1">{{ 7 * 7 }}\'"'
BEFORE = "据初步核算，全市完成投资"


def document(number: int, published: date, amount: str) -> Document:
    text = f"{BEFORE}{amount}，{HOSTILE}。"
    return Document(
        text=text, source=f"{HOSTILE}{number}.txt", issuer=f"某局{HOSTILE}", title=HOSTILE, published=published
    )


def fact(stated: Document, amount: str, value: int, year: int, indicator: str = "完成投资") -> Fact:
    start = len(BEFORE)
    return Fact(
        fact_id=f"{stated.doc_id}:{start}",
        doc_id=stated.doc_id,
        source=stated.source,
        start=start,
        end=start + len(amount),
        quote=amount,
        kind="money",
        value=Decimal(value),
        value_low=Decimal(value) - 1,
        value_high=Decimal(value) + 1,
        unit="元",
        subject="甲市",
        indicator=indicator,
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        sentence_end=len(stated.text),
    )


def series() -> tuple[Series, ...]:
    """Investment 2018–2022 without 2020 and with 2021 restated; beside it an indicator with a hostile name."""
    stated = [(2018, 2019, "100亿元"), (2019, 2020, "110亿元"), (2021, 2022, "130亿元"), (2021, 2023, "128亿元")]
    stated += [(2022, 2023, "140亿元")]
    documents = [document(n, date(said, 3, 1), amount) for n, (_, said, amount) in enumerate(stated)]
    facts = [
        fact(one, amount, int(amount[:3]) * 10**8, year)
        for one, (year, _, amount) in zip(documents, stated, strict=True)
    ]
    other = document(9, date(2020, 3, 1), "7亿元")
    return timeline([*facts, fact(other, "7亿元", 7 * 10**8, 2019, indicator=HOSTILE)], [*documents, other])


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_timeline_page(folder / "zh.html", series(), "zh")
    write_timeline_page(folder / "en.html", series(), "en")
    return folder


@pytest.fixture
def page(browser: Browser, pages: Path) -> Iterator[Page]:
    """The Chinese page at the series of five points; nothing may be asked of a network, nothing may go wrong."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    trouble: list[str] = []
    opened.on("console", lambda message: trouble.append(message.text))
    opened.on("pageerror", lambda error: trouble.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else trouble.append(request.url))
    opened.goto((pages / "zh.html").as_uri() + f"#s-{investment().series_id}")
    yield opened
    assert trouble == []
    assert opened.evaluate("window.ran") is None
    context.close()


def investment() -> Series:
    return next(one for one in series() if one.indicator == "完成投资")


def place_of(page: Page, row: int) -> tuple[float, float]:
    """Where the chart draws an observation, in pixels of the window."""
    return tuple(
        page.evaluate(
            """row => {
              const box = document.getElementById("chart");
              const of = document.querySelectorAll("section.series:not([hidden]) tr.observation")[row].dataset;
              const [x, y] = echarts.getInstanceByDom(box).convertToPixel("grid", [of.date, +of.height]);
              const corner = box.getBoundingClientRect();
              return [corner.left + x, corner.top + y];
            }""",
            row,
        )
    )


def test_hovering_a_point_shows_its_quote_and_its_sentence(page: Page) -> None:
    page.mouse.move(*place_of(page, 1))

    tip = page.locator("#chart .tip")
    expect(tip).to_contain_text("2019年 110亿元")
    expect(tip).to_contain_text("据初步核算，全市完成投资110亿元")
    expect(tip).to_contain_text("发布日期 2020-03-01")


def test_clicking_a_point_opens_the_evidence(page: Page) -> None:
    page.mouse.click(*place_of(page, 1))

    row = page.locator("tr.observation.here")
    expect(row.locator("details")).to_have_attribute("open", "")
    expect(row.locator("mark")).to_have_text("110亿元")
    expect(row.locator("mark")).to_be_in_viewport()
    expect(row.locator("summary")).to_be_focused()


def test_a_point_before_its_restatement_can_be_clicked_too(page: Page) -> None:
    page.mouse.click(*place_of(page, 2))

    expect(page.locator("tr.here summary")).to_have_text("130亿元")


def test_the_keyboard_moves_along_the_points_and_opens_the_evidence(page: Page) -> None:
    page.locator("#chart").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    expect(page.locator("#spoken")).to_contain_text("2019年 110亿元")
    expect(page.locator("#chart .tip")).to_contain_text("110亿元")
    page.keyboard.press("Enter")
    expect(page.locator("tr.here summary")).to_be_focused()


def shown(page: Page) -> float:
    return page.evaluate(
        """() => {
          const zoom = echarts.getInstanceByDom(document.getElementById("chart")).getOption().dataZoom[0];
          return zoom.end - zoom.start;
        }"""
    )


def test_the_chart_zooms_by_button_key_and_wheel(page: Page) -> None:
    assert shown(page) == 100
    page.get_by_role("button", name="放大").click()
    by_button = shown(page)
    page.locator("#chart").focus()
    page.keyboard.press("+")
    by_key = shown(page)
    page.keyboard.press("0")
    assert by_key < by_button < 100 == shown(page)
    page.mouse.move(*place_of(page, 1))
    page.mouse.wheel(0, -300)
    page.wait_for_function("!document.hidden")
    page.wait_for_timeout(200)
    assert shown(page) < 100


def test_years_stand_under_their_points_and_no_month_between_them(page: Page) -> None:
    """The last point's year too, and however near one looks."""
    ticks = """() => {
      const chart = echarts.getInstanceByDom(document.getElementById("chart"));
      const scale = chart.getModel().getComponent("xAxis").axis.scale;
      const days = scale.getTicks().map(tick => new Date(tick.value).toDateString().slice(4));
      return [...new Set(days)].slice(0, -1);  // the last is the end of the axis
    }"""
    assert page.evaluate(ticks) == [f"Jan 01 {year}" for year in range(2018, 2023)]

    page.locator("#chart").focus()
    page.keyboard.press("+")
    assert {day[:6] for day in page.evaluate(ticks)[1:]} == {"Jan 01"}


def test_values_have_their_thousands_parted(page: Page) -> None:
    section = page.locator("section.series:not([hidden])")

    expect(section.locator("tr.observation td.number").first).to_contain_text("10,000,000,000")
    expect(section.locator("th.number")).to_have_text("数值（元）")


def test_the_line_is_broken_where_a_period_is_missing(page: Page) -> None:
    line = page.evaluate(
        """() => {
          const line = echarts.getInstanceByDom(document.getElementById("chart")).getOption().series[0];
          return [line.connectNulls, line.data.map(point => point.value[1])];
        }"""
    )

    assert line == [False, [1e10, 1.1e10, "-", 1.28e10, 1.4e10]]
    expect(page.locator("tr.gap:visible")).to_contain_text("缺 2020年（1 期）")


def test_the_restated_value_is_drawn_apart(page: Page) -> None:
    expect(page.locator(".legend li:visible")).to_have_text(["现行数值", "修订前"])
    expect(page.locator("tr.observation.earlier:visible")).to_contain_text("130亿元")
    expect(page.locator("tr.observation:visible", has_text="128亿元")).to_contain_text("修订（第 2 版）")


def test_series_are_found_by_words_and_by_what_is_notable(page: Page) -> None:
    page.get_by_label("查找序列").fill("甲市 投资")
    expect(page.locator("#list li:visible")).to_have_count(1)
    page.get_by_label("查找序列").fill("没有这个")
    expect(page.get_by_text("没有符合的序列。")).to_be_visible()
    page.get_by_label("查找序列").fill("")
    expect(page.locator("#list li:visible")).to_have_count(2)
    page.get_by_label("只看有修订或说法不一的").check()
    expect(page.locator("#list li:visible")).to_have_count(1)


def test_choosing_a_series_shows_it_alone(page: Page) -> None:
    page.locator("#list a", has_text="window.ran").click()

    expect(page.locator("section.series:visible")).to_have_count(1)
    expect(page.locator("section.series:visible summary")).to_have_text("7亿元")
    expect(page.locator("#list a[aria-current]")).to_contain_text("window.ran")


def test_a_series_of_one_day_has_no_chart_and_the_next_has_its_own(page: Page) -> None:
    expect(page.locator("#figure")).to_be_visible()
    page.locator("#list a", has_text="window.ran").click()
    expect(page.locator("#figure")).to_be_hidden()
    page.locator("#list a", has_text="完成投资").click()
    expect(page.locator("#chart canvas").first).to_be_visible()


def test_hostile_texts_are_shown_as_texts(page: Page) -> None:
    page.mouse.move(*place_of(page, 0))
    expect(page.locator("#chart .tip")).to_contain_text("<img src=x onerror=")
    page.locator("#list a", has_text="window.ran").click()
    page.locator("section.series:visible summary").click()

    expect(page.locator("section.series:visible blockquote p")).to_contain_text(HOSTILE)
    expect(page.locator("section.series:visible h2")).to_contain_text("{{ 7 * 7 }}")
    assert page.locator("main img").count() == 0


def test_a_screen_reader_finds_a_table_with_headers_beside_a_named_chart(page: Page) -> None:
    name = page.locator("#chart").get_attribute("aria-label") or ""
    assert "甲市 · 完成投资" in name
    table = page.get_by_role("table", name="甲市 · 完成投资")
    expect(table.get_by_role("columnheader")).to_have_count(6)
    expect(table.get_by_role("rowheader")).to_have_count(5)
    expect(page.get_by_role("heading", level=2)).to_have_count(1)


def test_on_paper_there_is_the_chart_and_the_table_and_nothing_to_press(page: Page) -> None:
    page.emulate_media(media="print")

    expect(page.locator("nav")).to_be_hidden()
    expect(page.get_by_role("button", name="放大")).to_be_hidden()
    expect(page.locator("#chart canvas").first).to_be_visible()
    expect(page.locator("section.series:visible table")).to_be_visible()


def test_without_scripts_every_table_is_there(browser: Browser, pages: Path) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    opened = context.new_page()
    opened.goto((pages / "zh.html").as_uri())

    expect(opened.locator("section.series table:visible")).to_have_count(2)
    expect(opened.get_by_text("浏览器未运行脚本")).to_be_visible()
    expect(opened.locator("#chart")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_its_window(browser: Browser, pages: Path, lang: str, width: int) -> None:
    context = browser.new_context(offline=True, viewport={"width": width, "height": 800})
    opened = context.new_page()
    opened.goto((pages / f"{lang}.html").as_uri())
    for summary in opened.locator("section.series:visible summary").all():
        summary.click()

    assert opened.evaluate("document.documentElement.scrollWidth") == width
    context.close()


def test_the_english_page_says_nothing_of_its_own_in_chinese() -> None:
    plain = timeline_page((), "en")
    own = plain[: plain.index("<script>")].replace(plain[plain.index("<style>") : plain.index("</style>")], "")

    assert '<html lang="en">' in own
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in own)
    assert "No series to show." in own


def test_the_policy_lets_only_the_two_scripts_of_the_page_run() -> None:
    page = timeline_page(series(), "zh")

    policy = page.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0]
    assert policy.startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy
    assert page.count("<script>") == 2
    assert "http://" not in page.split("<script>")[0]
    assert "https://" not in page.split("<script>")[0]


def test_the_same_series_give_the_same_page() -> None:
    assert timeline_page(series(), "zh") == timeline_page(series(), "zh")
