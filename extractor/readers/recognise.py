"""Title, issuer, document number and date, where the layout of a document says so plainly.

GB/T 9704-2012 《党政机关公文格式》: 发文机关标志 (`某省人民政府文件`) and 发文字号 on lines of their own above the
title; 发文机关署名 and 成文日期 on the last lines of the body.  Web copies print labels
instead: `发布时间：`, `来源：`.
A date inside running text is never taken.
"""

from __future__ import annotations

import re
from datetime import date  # noqa: TC003  # a field of a NamedTuple
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from extractor.readers.dates import DATE, parse_date
from extractor.readers.mend import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

HEAD_CHARACTERS: Final = 4_000  # where a document prints its head
TAIL_CHARACTERS: Final = 2_000
HEAD_LINES, TAIL_LINES = 30, 14
TITLE_LINES: Final = 4
TITLE_BEGINS = re.compile(r"关于|印发|公布|转发")
FOOTNOTE = re.compile(r"\s*[\[［【]\d{1,2}[\]］】]$")
TITLE_FOLLOWS = re.compile(r"关于|印发")
TITLE_ENDS = re.compile(
    r"(?:通知|公告|意见|通报|决定|决议|办法|公报|报告|函|批复|纪要|规定|方案|细则|规划|要点|通告|议案)(?:[（(].{1,20}[）)])?$"
)
TITLE_LENGTH: Final = 60
NAME_LENGTH: Final = 40
SENTENCE_END: Final = "。；！？，：、;!?"
NUMBER: Final = (
    r"[\u4e00-\u9fff]{1,14}\s?[〔［\[（(【]\s?(?:19|20)\d{2}\s?[〕］\])）】]\s?第?\s?\d{1,5}\s?号"  # 国发〔2022〕2号
)
ORDER: Final = r"第\s?\d{1,5}\s?号令?"  # 令 of a ministry: 第736号
NUMBER_LINE = re.compile(rf"({NUMBER})(?:\s*签发人.*)?|[（(]?({ORDER})[）)]?")
LABELLED_NUMBER = re.compile(rf"(?:发文字号|文\s*号|发文文号|公文字号)\s*[】\]]?\s*[:：\t]\s*({NUMBER})")
LABELLED_DATE = re.compile(
    rf"(?:发布时间|发布日期|发文日期|公布日期|成文日期|印发日期|发文时间|公开日期|刊登日期|报道时间|发稿时间)\s*[】\]]?\s*[:：\t]\s*({DATE})"
)
LABELLED_ISSUER = re.compile(
    r"(?:发文机关|发布机构|发文单位|发布单位|制发机关|信息来源|文章来源|来\s*源)\s*[】\]]?\s*[:：\t]\s*"
    r"([^\s:：|｜，。！]{2,25})(?=[\s|｜]|$)",
    re.MULTILINE,
)
MASTHEAD = re.compile(r"((?:(?!发布|印发|出台|公布|下发|推出|起草)[\u4e00-\u9fff（）()]){3,40}?)文件")  # no headline
ISSUER_LINE = re.compile(
    r"[\u4e00-\u9fff（）()、]{1,40}(?:厅|局|部|委|委员会|政府|院|办公室|银行|总署|署|会|中心|公司|集团|总队|支队|法院|检察院|协会|大学|总社)"
)
ORGANS: Final = ("董事会", "监事会", "办公室")
DATE_LINE = re.compile(
    rf"[（(]?\s*(?:([\u4e00-\u9fff]{{2,40}}?)\s*)?({DATE})\s*[）)]?(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?"
)
ADOPTED = re.compile(rf"[（(]({DATE})[^（）()]{{2,40}}(?:通过|公布|发布|印发|批准)[）)]")
# `——2024年1月27日在某市第十六届人民代表大会第四次会议上`: under the title of a report to a congress
SPOKEN = re.compile(rf"[—－–\-（(\s]*({DATE})\s*在.{{4,50}}(?:会议|大会)(?:第.{{1,4}}次.{{0,6}})?上[）)]?")
SPEAKER = re.compile(r".{0,20}(?:总理|[省市县区州局部行]长|主席|主任)\s*[:：]?\s*[\u4e00-\u9fff·\s]{2,8}")
DATELINE = re.compile(r".{0,20}(?:社|网|报)\S{1,8}\d{1,2}月\d{1,2}日[电讯].{0,20}")
STATE: Final = "中华人民共和国"
BEHIND_THE_END = re.compile(r"^(?:附件|抄送|主送|附注|联系人|公开方式|信息公开选项)|印发$|^[（(]此件")
LABEL_LINE = re.compile(
    r"^.{0,8}(?:时间|日期|来源|字号|文号|机关|机构|索引号|主题词|分类|责任编辑|浏览次数|签发人)\s*[:：\t]"
)


class Known(NamedTuple):
    """What a format itself says about its document (meta elements, a subject line); `None` where it says nothing."""

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    published: date | None = None


NOTHING: Final = Known()


def recognise(text: str, known: Known = NOTHING, *, fallback: Known = NOTHING) -> Known:
    """What is known, then what the text's layout shows, then `fallback` (a file's properties)."""
    head = _lines(text[:HEAD_CHARACTERS])[:HEAD_LINES]
    tail = _lines(text[-TAIL_CHARACTERS:])[-TAIL_LINES:]
    signed_by, signed_on = _signature(tail)
    labelled = LABELLED_ISSUER.search("\n".join(head))
    return Known(
        title=known.title or title_of(head) or fallback.title,
        issuer=known.issuer
        or _masthead(head)
        or (labelled[1] if labelled and not parse_date(labelled[1]) else None)
        or _bare_masthead(head)
        or _above_date(head)
        or signed_by
        or fallback.issuer,
        document_number=known.document_number or _number(head) or fallback.document_number,
        published=known.published or _dated_head(head) or signed_on or fallback.published,
    )


def title_of(lines: Sequence[str]) -> str | None:
    """The first line that is no masthead, number or label, if it reads like a title and stands above more text."""
    name = ""
    for index, line in enumerate(lines[:6]):
        plain = FOOTNOTE.sub("", line.lstrip("#").strip().removeprefix("原标题："))
        if not index and _signs(one_line(plain)) and any(TITLE_FOLLOWS.match(after) for after in lines[1:3]):
            name = one_line(plain)  # `国务院办公厅` / `国办发〔2026〕15号` / `关于…的通知`
            continue
        if one_line(plain) == STATE:
            name = STATE  # `中华人民共和国` / `2018年国民经济和社会发展统计公报`
            continue
        if MASTHEAD.fullmatch(one_line(plain)) or NUMBER_LINE.fullmatch(plain) or LABEL_LINE.match(plain):
            continue
        followed = index + 1 < len(lines)
        if plain.startswith(("——", "（", "(")) or SPEAKER.fullmatch(plain) or DATELINE.fullmatch(plain):
            return None  # what stands below a title: the title itself is not there
        if not plain or not followed or len(plain) > TITLE_LENGTH or plain[-1] in SENTENCE_END or "\t" in plain:
            return None
        return name + _whole_title([one_line(plain), *map(one_line, lines[index + 1 : index + TITLE_LINES])])
    return None


def _whole_title(lines: Sequence[str]) -> str:
    """A title set on several lines: `关于印发…` / `…的通知`."""
    if TITLE_BEGINS.search(lines[0]) and not TITLE_ENDS.search(lines[0]):
        for count in range(2, len(lines) + 1):
            joined = "".join(lines[:count])
            if len(joined) > 2 * TITLE_LENGTH or lines[count - 1][-1] in SENTENCE_END:
                break
            if TITLE_ENDS.search(lines[count - 1]):
                return joined
    return lines[0]


def _lines(text: str) -> list[str]:
    """The lines that are no table rows: a header `来源` says nothing of the document."""
    return [line.strip() for line in text.splitlines() if line.strip() and line.count("\t") < 2]


def _masthead(head: Sequence[str]) -> str | None:
    for line in head[:6]:
        match = MASTHEAD.fullmatch(one_line(line.lstrip("#").strip()))
        if match:
            return match[1]
    return None


def _bare_masthead(head: Sequence[str]) -> str | None:
    name = one_line(head[0].lstrip("#").strip()) if head else ""
    return name if _signs(name) and any(TITLE_FOLLOWS.match(line) for line in head[1:3]) else None


def _above_date(head: Sequence[str]) -> str | None:
    """`国家统计局` / `2019年2月28日` below the title."""
    for before, line in pairwise(head[1:6]):
        match = DATE_LINE.fullmatch(line)
        name = one_line(match[1] or before) if match else ""
        if name and _signs(name):
            return name
    return None


def _signs(name: str) -> bool:
    """Whether a line is a body's name and nothing else."""
    return ISSUER_LINE.fullmatch(name) is not None and len(name) <= NAME_LENGTH and not BEHIND_THE_END.match(name)


def _number(head: Sequence[str]) -> str | None:
    """A number alone on its line, or behind its label: one inside a sentence is another document's."""
    labelled = LABELLED_NUMBER.search("\n".join(head))
    if labelled:
        return re.sub(r"\s", "", labelled[1])
    for line in head[:12]:
        match = NUMBER_LINE.fullmatch(line)
        if match:
            return re.sub(r"\s", "", match[1] or match[2])
    return None


def _dated_head(head: Sequence[str]) -> date | None:
    labelled = LABELLED_DATE.search("\n".join(head))
    if labelled:
        return parse_date(labelled[1])
    for index, line in enumerate(head[:6]):
        below_title = DATE_LINE.fullmatch(line) or ADOPTED.fullmatch(line) if index else None
        if below_title or SPOKEN.fullmatch(line):
            return parse_date(line)
    return None


def _signature(tail: Sequence[str]) -> tuple[str | None, date | None]:
    """Who signed and when: the last date alone on its line, and the body's name above or before it."""
    for index in range(len(tail) - 1, -1, -1):
        match = DATE_LINE.fullmatch(tail[index])
        if match is None or (len(tail) == 1):
            continue
        signed_on = parse_date(match[2])
        above = [one_line(line) for line in tail[max(0, index - 2) : index]]
        name = one_line(match[1]) if match[1] else (above.pop() if above else "")
        if name in ORGANS and above and _signs(above[-1]):
            name = above[-1] + name
        return (name if _signs(name) else None), signed_on
    return None, None
