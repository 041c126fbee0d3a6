"""Draws the pages of the review desk for docs/images/: `python tools/make_screenshots.py [NAME…]`.

Each page at 1440 and 390 pixels, in Chinese and in English, of a run over bulletins of the corpus, a PDF made here, and
a bulletin whose sum is wrong.  NAMEs (queue, fact …) draw those alone.  A page wider than its window ends it.
"""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from desk_server import serving
from playwright.sync_api import sync_playwright
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from extractor.cli.app import run
from extractor.web.opening import open_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from extractor.web.desk import Desk

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
CORPUS = ROOT / "corpus"
SHOWN = ("fee-cuts", "statistics-province", "civil-affairs")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
HEIGHTS = {1440: 900, 390: 844}
WAIT = 120_000  # milliseconds, for what reads documents anew
WRONG = (
    "关于降费的通报\n\n一、总体情况\n2022年，全省信息通信业让利金额9468.6万元，惠及80.8万家企业。\n"
    "其中，江西电信让利金额4126.5万元，江西移动让利金额3350.8万元，江西联通让利金额1941.2万元。\n"
    "2023年力争惠及企业突破90万家。\n"
)
PAGE = ("2023年，全省夜市成交额4.1亿元，同比增长12.5%。", "其中，青峦市夜市成交额1.2亿元。")


def write_texts(folder: Path) -> None:
    """What the run reads."""
    folder.mkdir()
    for name in SHOWN:
        shutil.copy(CORPUS / "bulletins" / f"{name}.txt", folder)
    (folder / "wrong-sum.txt").write_text(WRONG, encoding="utf-8")
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(folder / "notice.pdf"), invariant=1)
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(150, 760, "关于夜市经济的通报")
    canvas.setFont("STSong-Light", 13)
    for number, line in enumerate(PAGE):
        canvas.drawString(72, 700 - 26 * number, line)
    canvas.save()
    known = (CORPUS / "metadata.csv").read_text(encoding="utf-8").rstrip("\n")
    mine = "notice.pdf,2024-01-15,,关于夜市经济的通报\nwrong-sum.txt,2023-01-18,,关于降费的通报\n"
    Path("metadata.csv").write_text(f"{known}\n{mine}", encoding="utf-8")


class Drawing:
    """One window on the desk; each method draws a page."""

    def __init__(self, page: Page, desk: Desk, look: str, wanted: list[str]) -> None:
        self.page, self.desk, self.look, self.wanted = page, desk, look, wanted
        self.width = (page.viewport_size or {"width": 0})["width"]

    def _draw(self, name: str) -> None:
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(300)
        if self.page.evaluate("document.documentElement.scrollWidth") > self.width:
            sys.exit(f"{name}: the page is wider than {self.width} pixels")
        if name in self.wanted or not self.wanted:
            self.page.screenshot(path=str(IMAGES / f"review-{name}-{self.look}.png"))

    def _figure(self, source: str, quote: str) -> str:
        doc_id = next(one.doc_id for one in self.desk.documents.values() if source in one.source)
        return f"/document/{doc_id}?at={next(row.at for row in self.desk.rows(doc_id) if row.fact.quote == quote)}"

    def queue(self) -> None:
        """The queue, and the keys over it."""
        self.page.goto("/")
        self._draw("queue")
        self.page.keyboard.press("?")
        self._draw("keys")

    def fact(self) -> None:
        """A figure that a check contradicts."""
        self.page.goto(self._figure("wrong-sum", "9468.6万元"))
        self._draw("fact")

    def original(self) -> None:
        """A figure of a PDF, corrected, with the page it stands on."""
        self.page.goto(self._figure("notice", "1.2亿元"))
        if self.page.locator("#learn").count() == 0:
            self.page.keyboard.press("e")
            self.page.locator("#in-subject").fill("青峦市夜市")
            self.page.locator("#in-subject").press("Control+Enter")
            self.page.wait_for_selector("#learn")
        self.page.locator(".original summary").click()
        picture = self.page.locator(".original img")
        while not picture.evaluate("one => one.naturalWidth"):  # the policy forbids wait_for_function
            self.page.wait_for_timeout(200)
        self.page.locator(".original summary").evaluate("one => one.scrollIntoView()")
        self._draw("original")

    def learn(self) -> None:
        """The rule that the correction comes to, tried."""
        self.page.goto(self._figure("notice", "1.2亿元"))
        self.page.keyboard.press("l")
        self.page.locator(".proposal .try").click()
        self.page.wait_for_selector(".trial p", timeout=WAIT)
        self.page.locator(".trial").evaluate("one => one.scrollIntoView({block: 'end'})")
        self._draw("learn")

    def playground(self) -> None:
        """A sentence explained."""
        self.page.goto("/playground")
        self.page.locator("#sentence").fill("2023年，全省让利金额9468.6万元，同比增长8.2%。")
        self.page.locator(".playground button").click()
        self.page.wait_for_selector("pre.explained", timeout=WAIT)
        self._draw("playground")

    def exchange(self) -> None:
        """What other tools take and give."""
        self.page.goto("/exchange")
        self._draw("exchange")


def draw(browser: Browser, folder: str, lang: str, wanted: list[str]) -> None:
    """Every page in one language, at both widths."""
    desk = open_desk(folder, reviewer="李审计", rules=("own",), lang="en" if lang == "en" else "zh")
    desk.extractor()
    with closing(desk.journal), serving(desk) as url:
        for width, height in HEIGHTS.items():
            window = browser.new_context(base_url=url, viewport={"width": width, "height": height})
            one = Drawing(window.new_page(), desk, f"{width}-{lang}", wanted)
            for page in (one.queue, one.fact, one.original, one.learn, one.playground, one.exchange):
                page()
            window.close()


def main(wanted: list[str]) -> None:
    """Draw them."""
    program = os.environ.get("EXTRACTOR_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        sys.exit("no Chromium here; `make browser` installs it, or set EXTRACTOR_CHROMIUM to the program")
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        os.chdir(name)  # pages name files as they were given: not by a machine's folders
        write_texts(Path("bulletins"))
        Path("own").mkdir()
        run(["extract", "bulletins", "--output", "run", "--format", "jsonl", "--metadata", "metadata.csv"])
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        for lang in ("zh", "en"):
            shutil.copytree("run", f"run-{lang}")
            draw(browser, f"run-{lang}", lang, wanted)
        browser.close()
        os.chdir(ROOT)


if __name__ == "__main__":
    main(sys.argv[1:])
