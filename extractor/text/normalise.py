"""One-to-one replacements, so that every offset into the result is an offset into the text as read."""

from __future__ import annotations

import re

FULL_WIDTH = (
    "０１２３４５６７８９"
    "ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
    "％．～＋－／＊＝＃＆＠＄"
)
ASCII = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%.~+-/*=#&@$"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
LINE_ENDS = "\r\u000b\u000c\u0085\u2028\u2029"

_TABLE = {
    **dict(zip(map(ord, FULL_WIDTH), ASCII, strict=True)),
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, LINE_ENDS), "\n"),
    **dict.fromkeys(range(0xD800, 0xF900), "\ufffd"),  # lone surrogates, and the codes of the skeleton
    ord("﹪"): "%",
    ord("〜"): "~",
    ord("∼"): "~",
}
_STOPS = re.compile(r"(?<=[0-9])。(?=[0-9]+ ?(?:[万亿%‰]|个百分点))")
_WIDE_SPACE = re.compile("(?<=[0-9])\u3000(?=[万亿%‰]|个百分点|[元吨人户家平公])")  # 7.38　亿欧元
_OFTEN = 3
_REPLACED = re.compile(f"[{''.join(map(re.escape, map(chr, _TABLE)))}]")


def normalise(text: str) -> str:
    r"""Full-width letters, digits and signs as ASCII, exotic spaces as a space, a typed-out `\n` as two line ends.

    The result has the length of `text`.  Full-width punctuation and the ideographic space stay: they divide clauses and
    paragraphs; but a text that keeps writing 3。7亿元 means the point by it.
    """
    replaced = _REPLACED.sub(_replacement, text).replace("\\n", "\n\n")
    if "\u3000" in replaced:
        replaced = _WIDE_SPACE.sub(" ", replaced)
    if "。" in replaced and len(_STOPS.findall(replaced)) >= _OFTEN:
        replaced = _STOPS.sub(".", replaced)
    return replaced


def _replacement(found: re.Match[str]) -> str:
    return _TABLE[ord(found[0])]
