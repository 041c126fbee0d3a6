"""Blanks and line breaks that typesetting put into words and figures, taken out before offsets exist."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

WIDE: Final = "\u2e80-\u2fff\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’…—·\u3007○"
IDEOGRAPH: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
BLANK: Final = " \t\xa0\u2002-\u200a\u3000"
# a date or a time of day in figures: what stands beside it is another thing (`2021-12-03 来源：新华社`)
DATED: Final = r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}:\d{2}"

SOURCE_BREAK = re.compile(rf"(?<=[{WIDE}\d%％])[ \t\r\f]*\n\s*(?=[{WIDE}\d%％])")
RUNS = re.compile(r"[ \t\r\n\f\xa0\u2002-\u200a]+")
BESIDE_DATE = re.compile(rf"(?:{DATED})[ \xa0](?=[{IDEOGRAPH}])|(?<=[{IDEOGRAPH}])[ \xa0](?={DATED})")
SPLIT_FIGURE = re.compile(
    rf"(?<=[{IDEOGRAPH}，、。；：（“])[ \xa0](?=[+\-−]?\d)|(?<=[\d%％])[ \xa0](?=[{IDEOGRAPH}，、。；）”%％])"
    r"|[ \xa0](?=[²³])"
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f]")
# radicals that Unicode does not fold into their ideographs
RADICALS = str.maketrans(
    "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民虎西见角贝车长门青页风飞食马鬼鱼鸟麦黄齐齿龙龟",
)
KANGXI = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
# single characters set apart: `股 票 代 码`; two of them only where they are the whole line: `通　知`
STRETCHED = re.compile(
    rf"(?<![{IDEOGRAPH}])(?:[{IDEOGRAPH}][{BLANK}]{{1,4}}){{2,}}[{IDEOGRAPH}](?![{IDEOGRAPH}])"
    rf"|^\s*[{IDEOGRAPH}][{BLANK}]+[{IDEOGRAPH}]\s*$"
)
HELD: Final = "\x00"


def mend(line: str) -> str:
    """The line without blanks inside figures: `2024 年 3 月` is `2024年3月`; the blank beside `2021-12-03` stays.

    Signs nobody sees are dropped; characters that only look like ideographs (Kangxi radicals) become ideographs.
    """
    line = INVISIBLE.sub("", line)
    line = KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match[0]), line.translate(RADICALS))
    line = STRETCHED.sub(lambda match: re.sub(rf"[{BLANK}]", "", match[0]), line)
    held = BESIDE_DATE.sub(lambda match: re.sub(r"[ \xa0]", HELD, match[0]), line)
    return SPLIT_FIGURE.sub("", held).replace(HELD, " ")


def flow(text: str) -> str:
    """Text of a markup language as a person sees it: runs of blanks are one, source line ends in Chinese none.

    An ideographic space at the front is layout and goes too.
    """
    return mend(RUNS.sub(" ", SOURCE_BREAK.sub("", text))).strip(" \u3000")


def cell_text(text: str) -> str:
    """The text of one table cell on one line, without tabs."""
    return flow(text.replace("\u2028", " ").replace("\v", " ").replace("\x85", " ").replace("\x1c", " "))


def one_line(text: str) -> str:
    """A heading or name that typesetting stretched: `通　　知` is `通知`."""
    return re.sub(rf"(?<=[{IDEOGRAPH}])[{BLANK}]+(?=[{IDEOGRAPH}])", "", flow(text))
