"""What the parser of the command line finds wrong with a call, in Chinese."""

from __future__ import annotations

import re
from typing import Final

from extractor.cli.messages import Lang, say

_ZH: Final = (
    (r"Missing argument '(.+)'", r"缺少参数 \1"),
    (r"Missing option '(.+)'", r"缺少选项 \1"),
    (r"Missing command", "缺少命令"),
    (r"No such option: (\S+?)\.? \(Possible options: (.+)\)", r"没有选项 \1；是不是 \2？"),
    (r"No such option: (\S+?)\.? Did you mean (.+)\?", r"没有选项 \1；是不是 \2？"),
    (r"No such option: (\S+)", r"没有选项 \1"),
    (r"No such command '(.+?)'\. Did you mean '(.+)'\?", r"没有命令 \1；是不是 \2？"),
    (r"No such command '(.+?)'.*", r"没有命令 \1"),
    (r"Option '(.+)' requires (?:an argument|\d+ arguments)", r"选项 \1 后面要有值"),
    (r"Option '(.+)' does not take a value", r"选项 \1 不带值"),
    (r"Got unexpected extra arguments? \((.+)\)", r"多余的参数 \1"),
    (r"Invalid value for '(.+?)': '?(.*?)'? is not a valid (?:integer|int)(?: range)?", r"\1：'\2' 不是整数"),
    (r"Invalid value for '(.+?)': (\S+) is not in the range (\S+)", r"\1：\2 不可用；应在 \3 之内"),
    (r"Invalid value for '(.+?)': (.+)", r"\1：值不可用（\2）"),
)
"""The parser's own English sentences, and what they are in Chinese; a sentence that is not here stays English."""


def call_error(message: str, lang: Lang) -> str:
    """The line for standard error: what is wrong, and where to read on."""
    message = message.rstrip(".")
    if lang == "zh":
        for english, chinese in _ZH:
            if found := re.fullmatch(english, message, re.DOTALL):
                message = found.expand(chinese)
                break
    return say(lang, f"extractor：{message}；用 --help 查看用法", f"extractor: {message}; see --help")
