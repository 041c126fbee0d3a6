"""A reviewer's day at the desk, in Chromium, by keyboard; and nothing that a document or a comment says runs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from desk import ATTACK, FEES, doc_of, make_run, opened
from desk_server import serving
from playwright.sync_api import Browser, Page, expect

from extractor.rulebook.load import load_rules
from extractor.store.decided import decisions_of
from extractor.web.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened(make_run(tmp_path)) as one:
        yield one


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with serving(desk) as url:
        context = browser.new_context(base_url=url)
        one = context.new_page()
        problems: list[str] = []
        one.on("pageerror", lambda error: problems.append(str(error)))
        one.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
        one.on("dialog", lambda dialog: dialog.accept())
        yield one
        assert problems == []
        context.close()


def figure(page: Page, quote: str) -> re.Pattern[str]:
    classes = page.locator("a.figure", has_text=quote).first.get_attribute("class") or ""
    return re.compile(re.escape(classes))


def state_of(page: Page, quote: str) -> str:
    found = re.search(r"\bs-(\w+)", figure(page, quote).pattern.replace("\\", ""))
    assert found
    return found[1]


def test_a_day_at_the_desk_by_keyboard(page: Page, desk: Desk, tmp_path: Path) -> None:
    page.goto("/")
    first = page.locator(".entry").first
    expect(first).to_contain_text("不一致")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("?")
    first.locator("a.go").click()

    # accept: the next open figure is shown
    panel = page.locator("#panel article")
    quote = panel.locator("mark").inner_text()
    expect(panel).to_contain_text("参与的核对")
    page.keyboard.press("a")
    expect(panel.locator("mark")).not_to_have_text(quote)
    assert state_of(page, quote) == "accepted"

    # undo it
    page.keyboard.press("u")
    expect(panel.locator("mark")).to_have_text(quote)
    expect(panel.locator("h3")).to_contain_text("未复核")
    assert state_of(page, quote) == "open"

    # correct a slot; the register's name is suggested and its id follows
    page.locator("a.figure", has_text="3350.8万元").click()
    expect(panel.locator("mark")).to_have_text("3350.8万元")
    page.keyboard.press("e")
    page.locator("#in-subject").fill("浙江移动")
    expect(page.locator("#list-subject option").first).to_be_attached()
    page.locator("#in-subject").press("Control+Enter")
    expect(panel.locator("h3")).to_contain_text("已更正")
    expect(page.locator("input:focus")).to_have_count(0)  # the desk's keys are next
    expect(panel.locator(".was").first).to_contain_text("江西移动")

    # reject, comment
    page.locator("a.figure", has_text="80.8万家").click()
    expect(panel.locator("mark")).to_have_text("80.8万家")
    page.keyboard.press("c")
    page.keyboard.type("口径存疑")
    page.keyboard.press("Control+Enter")
    expect(panel.locator(".history")).to_contain_text("口径存疑")
    page.keyboard.press("Escape")
    page.locator("#panel h3").click()
    page.keyboard.press("r")
    expect(panel.locator("mark")).not_to_have_text("80.8万家")

    # accept what is clear, in one go, and take it back in one go
    page.keyboard.press("b")
    expect(page.locator("#bulk")).to_have_count(0)
    page.keyboard.press("q")
    expect(page.locator(".totals")).to_contain_text("已否决")
    page.reload()

    # what was decided is in the store, whole
    verdicts = [one.verdict for one in decisions_of(str(tmp_path / "run" / "extractor.db"))]
    assert verdicts[:2] == ["accept", "undo"]
    assert {"correct", "reject", "comment"} <= set(verdicts)
    assert "浙江移动" in {row.fact.subject for row in desk.rows(doc_of(desk, "关于降费"))}


def test_a_missed_figure_is_added_by_selecting_it(page: Page, desk: Desk) -> None:
    """The words stand behind a character of two UTF-16 units; offsets count one."""
    doc_id = doc_of(desk, "关于降费")
    page.goto(f"/document/{doc_id}")
    page.evaluate(
        """() => {
          const pieces = [...document.querySelectorAll("#text [data-start]")];
          const piece = pieces.find((one) => one.textContent.includes("祥金"));
          const at = piece.textContent.indexOf("祥金");
          const range = new Range();
          range.setStart(piece.firstChild, at);
          range.setEnd(piece.firstChild, at + 2);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }"""
    )
    page.keyboard.press("m")
    expect(page.locator("#adding-h")).to_contain_text("祥金")
    page.locator("#in-kind").select_option("count")
    page.locator("#in-value").fill("12")
    page.locator("#in-indicator").fill("祥金数")
    page.locator("#adding .save").click()
    expect(page.locator("a.figure.s-added")).to_have_text("祥金")
    row = next(row for row in desk.rows(doc_id) if row.state == "added")

    assert FEES[row.fact.start : row.fact.end] == row.fact.quote == "祥金"
    assert (row.fact.value, row.fact.indicator) == (12, "祥金数")


def test_nothing_that_comes_from_outside_runs(page: Page, desk: Desk) -> None:
    doc_id = doc_of(desk, "来文")
    page.goto("/")
    page.locator("input[name=reviewer]").fill(ATTACK[:60])
    with page.expect_navigation():  # the page comes again with the name: going on before it has come fails
        page.locator(".who button").click()
    page.goto(f"/document/{doc_id}")
    page.locator("#comment").fill(ATTACK)
    page.locator("#commenting button").click()
    expect(page.locator(".history")).to_contain_text("window.ran")
    page.keyboard.press("Escape")
    page.locator("#edit summary").click()
    page.locator("#in-indicator").fill(ATTACK)
    page.locator("#correct .save").click()
    expect(page.locator("#panel h3").first).to_contain_text("已更正")
    page.goto(f"/?q={ATTACK}")
    page.goto(f"/document/{doc_id}?at={ATTACK}")

    assert page.evaluate("window.ran") is None
    assert page.locator("#text script, #panel script, #panel img").count() == 0


def hostile_rules(own: Path) -> str:
    """A folder whose rules have scripts for names: those that bind and check, and one to be suggested."""
    own.mkdir()
    for rule in (file for file in load_rules().files if file.kind in {"pattern", "check"}):
        data = yaml.load(rule.path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506  # strings alone
        data |= {"name": ATTACK, "description": ATTACK, "replaces": rule.id}
        (own / f"{rule.id}.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    name = {"kind": "indicator", "id": "own-attack", "name": f"{ATTACK}额", "description": ATTACK, "examples": []}
    (own / "own-attack.yaml").write_text(yaml.safe_dump(name, allow_unicode=True), encoding="utf-8")
    return str(own)


def test_nothing_in_tables_rules_or_annotations_runs(browser: Browser, tmp_path: Path) -> None:
    """Submitted tables, rule files, a sentence typed and annotations that hold scripts, where the pages show them."""
    run_folder, own = make_run(tmp_path), hostile_rules(tmp_path / "own")
    table = tmp_path / "<img src=x onerror=window.ran=1>.csv"
    table.write_text(f"公司,让利金额（万元）,备注{ATTACK}\n江西电信,4126.4,{ATTACK}\n{ATTACK},3.1,\n", encoding="utf-8")
    shutil.copy(table, tmp_path / "b.csv")
    with opened(run_folder, rules=(own,), submitted=(table, tmp_path / "b.csv")) as desk, serving(desk) as url:
        fees = doc_of(desk, "关于降费")
        at = next(row.at for row in desk.rows(fees) if row.fact.quote == "4126.5万元")
        context = browser.new_context(base_url=url)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if "Security Policy" in said.text else None)
        page.goto(f"/document/{fees}?at={at}")
        expect(page.locator("#panel .slots")).to_contain_text("window.ran")  # the rule's name
        expect(page.locator("#panel .check").first).to_contain_text("window.ran")  # the check's
        expect(page.locator("#panel")).to_contain_text("window.ran=1>.csv")  # the table's
        page.keyboard.press("e")
        page.locator("#in-indicator").fill("<script>")
        expect(page.locator("#list-indicator option").first).to_have_attribute("value", re.compile("script"))
        page.goto(f"/document/{doc_of(desk, '来文')}")
        page.keyboard.press("e")
        page.locator("#in-indicator").fill(ATTACK)
        page.locator("#in-indicator").press("Control+Enter")
        page.locator("#learn summary").click()
        expect(page.locator(".proposal textarea")).to_have_value(re.compile("window.ran"))
        page.locator(".proposal .try").click()
        expect(page.locator(".trial p").first).to_be_visible(timeout=120_000)
        page.goto("/playground")
        page.locator("#sentence").fill(f"2022年，{ATTACK}收入1.5亿元。")
        page.locator(".playground button").click()
        expect(page.locator("#explained pre")).to_contain_text("window.ran", timeout=120_000)
        page.goto("/exchange")
        sheet = json.dumps({"text": ATTACK, "entities": [], "source": ATTACK}).encode()
        files = [{"name": "<img src=x onerror=window.ran=1>.jsonl", "mimeType": "text/plain", "buffer": sheet}]
        page.locator("#importing select").select_option("doccano")
        page.locator("#importing input[type=file]").set_input_files(files)  # type: ignore[arg-type]
        expect(page.locator(".chosen")).to_contain_text("window.ran")
        page.locator("#importing .save").click()
        expect(page.locator("#imported, #notice")).to_contain_text(["window.ran"])

        assert page.evaluate("window.ran") is None
        assert problems == []
        context.close()


def test_a_figure_opens_without_a_mouse_and_its_words_are_shown(page: Page, desk: Desk) -> None:
    page.goto(f"/document/{doc_of(desk, '关于降费')}")
    before = page.locator("#panel mark").inner_text()
    page.keyboard.press("j")
    expect(page.locator("#panel mark")).not_to_have_text(before)
    page.keyboard.press("k")
    expect(page.locator("#panel mark")).to_have_text(before)
    page.locator(".slots .words").first.click()

    shown = "[...CSS.highlights.get('evidence')].map((range) => range.toString()).join('')"
    assert page.evaluate(shown) == page.locator(".slots dd:has(.words)").first.inner_text().removesuffix("↤").strip()
    assert page.locator("a.figure[aria-current]").count() == 1


def test_what_a_newcomer_would_miss_is_said(page: Page, desk: Desk) -> None:
    """What marks mean, codes in words, why there is nothing to learn, and a page that is loaded again."""
    page.goto(f"/document/{doc_of(desk, '来文')}")
    expect(page.locator(".legend")).to_contain_text("已更正")
    expect(page.locator("#panel mark")).to_have_text("21.3%")  # open by itself: no answer is still to come
    page.keyboard.press("l")
    expect(page.locator("#notice")).to_contain_text("先更正主体")
    page.keyboard.press("e")
    expect(page.locator("#in-statistic option[value=per_capita]")).to_have_text("人均")
    expect(page.locator("#list-change_base option[value=yoy]")).to_have_text("同比")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#panel mark")).not_to_have_text("21.3%")
    shown = page.locator("#panel mark").inner_text()
    page.reload()
    expect(page.locator("#panel mark")).to_have_text(shown)


def test_the_checks_follow_a_correction_by_themselves(page: Page, desk: Desk) -> None:
    """4176.5 where 4126.5 was read: the sum holds then, and all its figures say so."""
    fees = doc_of(desk, "关于降费")
    page.goto(f"/document/{fees}?at={next(row.at for row in desk.rows(fees) if row.fact.quote == '4126.5万元')}")
    page.keyboard.press("e")
    page.locator("#in-value").fill("41765000")
    page.locator("#in-value").press("Control+Enter")
    expect(page.locator("#panel h3").first).to_contain_text("已更正")
    expect(page.locator("#verdict")).to_contain_text("一致")
    expect(page.locator("#checks")).to_contain_text("9468.6万元")
    expect(page.locator("a.figure.v-differs")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_the_window(page: Page, desk: Desk, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for path in ("/", f"/document/{doc_of(desk, '关于降费')}"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_rule_is_learnt_and_the_review_goes_out_and_stays(browser: Browser, tmp_path: Path) -> None:
    """The rest of the day: from a correction a rule, tried and kept; the playground; export; reload."""
    own = tmp_path / "own"
    own.mkdir()
    with opened(make_run(tmp_path), rules=(str(own),)) as desk, serving(desk) as url:
        context = browser.new_context(base_url=url, accept_downloads=True)
        page = context.new_page()
        problems: list[str] = []
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda said: problems.append(said.text) if "Security Policy" in said.text else None)
        doc_id = doc_of(desk, "关于降费")
        at = next(row.at for row in desk.rows(doc_id) if row.fact.quote == "9468.6万元")
        page.goto(f"/document/{doc_id}?at={at}")
        page.keyboard.press("e")
        page.locator("#in-subject").fill("信息通信业让利")
        page.locator("#in-subject").press("Control+Enter")
        expect(page.locator("#learn")).to_be_attached()
        page.locator("#panel h3").click()
        page.keyboard.press("l")
        expect(page.locator(".proposal textarea")).to_have_value(re.compile("信息通信业让利"))
        page.locator(".proposal .try").click()
        expect(page.locator(".changes li").first).to_be_visible(timeout=120_000)
        page.locator(".proposal .keep").click()
        expect(page.locator(".kept")).to_be_visible(timeout=120_000)
        assert len(list(own.rglob("*.yaml"))) == 1

        page.goto("/playground")
        page.locator("#sentence").press_sequentially("全省GDP达5亿元。")
        expect(page.locator("#explained")).to_contain_text("5亿元", timeout=120_000)
        expect(page.locator("#explained pre")).to_contain_text("骨架")

        page.goto("/exchange")
        with page.expect_download() as waiting:
            page.locator(".downloads a").first.click()
        saved = tmp_path / "out.json"
        waiting.value.save_as(saved)
        assert "信息通信业让利" in saved.read_text(encoding="utf-8")
        page.locator("#importing input[type=file]").set_input_files(saved)
        expect(page.locator(".chosen")).to_have_text("out.json")
        page.locator("#importing .save").click()
        expect(page.locator("#imported")).to_contain_text("未写入")

        page.goto(f"/document/{doc_id}?at={at}")
        page.reload()
        expect(page.locator("#panel h3").first).to_contain_text("已更正")
        assert problems == []
        context.close()


def test_two_browsers_on_one_postgresql_store_lose_nothing(
    browser: Browser, new_database: Callable[[], str], tmp_path: Path
) -> None:
    """Each has a desk of its own; who comes late sees what the other decided, and nothing is overwritten."""
    store = new_database()
    make_run(tmp_path, "--store", store)
    with opened(store, "李") as mine, opened(store, "王") as theirs, serving(mine) as one, serving(theirs) as other:
        doc_id = doc_of(mine, "关于降费")
        at = next(row.at for row in mine.rows(doc_id) if row.fact.quote == "4126.5万元")
        pages = [browser.new_context(base_url=url).new_page() for url in (one, other)]
        for page in pages:
            page.goto(f"/document/{doc_id}?at={at}")
        me, they = pages
        me.keyboard.press("a")
        expect(me.locator("#panel mark")).not_to_have_text("4126.5万元")
        they.keyboard.press("r")
        expect(they.locator("#notice")).to_contain_text("李")
        expect(they.locator("#panel h3").first).to_contain_text("已接受")
        they.keyboard.press("r")
        expect(they.locator("#panel mark")).not_to_have_text("4126.5万元")
        me.goto(f"/document/{doc_id}?at={at}")
        expect(me.locator("#panel h3").first).to_contain_text("有分歧")
        assert [(one.reviewer, one.verdict) for one in decisions_of(store)] == [("李", "accept"), ("王", "reject")]
        for page in pages:
            page.context.close()
