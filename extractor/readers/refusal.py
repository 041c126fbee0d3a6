"""Why a file could not be read, in both languages: where, what was found, what was wanted, what to do."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

from extractor.errors import ReadError

Reason = Literal["changing", "crashed", "empty", "binary", "too_large", "undecodable", "no_reader", "cannot_open"]

ENGLISH: Final = MappingProxyType(
    {
        "changing": "changes while it is read ({found} bytes); wait until it is written, then run again",
        "crashed": "reading it ends the process ({found}); open it in its own program and save it anew",
        "empty": "the file holds no text; nothing to extract; check that it was copied whole",
        "binary": "binary data ({found}), not text; convert it to UTF-8 text",
        "too_large": "{found} bytes, more than the limit of {wanted}; split it, or raise the limit with --max-bytes",
        "undecodable": "not decodable as UTF-8, GB18030, Big5 or UTF-16 ({found}); save it as UTF-8",
        "no_reader": "no reader for '{found}', only {wanted}; convert it, or add one in extractor/readers/",
        "cannot_open": "cannot be opened: {found}; check the file and its permissions",
    },
)
CHINESE: Final = MappingProxyType(
    {
        "changing": "读取时文件仍在变化（{found} 字节）；请等写完后再运行一次",
        "crashed": "读取它会使进程崩溃（{found}）；请用原程序打开后另存",
        "empty": "文件里没有文字，无可抽取；请检查文件是否复制完整",
        "binary": "是二进制数据（{found}），不是文本；请转换为 UTF-8 文本",
        "too_large": "文件有 {found} 字节，超过上限 {wanted}；请拆分，或用 --max-bytes 调高上限",
        "undecodable": "不能按 UTF-8、GB18030、Big5 或 UTF-16 解码（{found}）；请另存为 UTF-8",
        "no_reader": "没有 '{found}' 的读取器；可读的有 {wanted}；请先另存为其中一种",
        "cannot_open": "打不开：{found}；请检查文件及其权限",
    },
)


class UnreadableError(ReadError):
    """One file that cannot become a document; `str()` is the English line, `line("zh")` the Chinese one."""

    def __init__(self, source: str, reason: Reason, *, found: str = "", wanted: str = "") -> None:
        self.source = source
        self.reason: Reason = reason
        self.found = found
        self.wanted = wanted
        super().__init__(self.line("en"))

    def explanation(self, lang: Literal["zh", "en"]) -> str:
        """What is wrong and what to do, without the file's name."""
        template = (CHINESE if lang == "zh" else ENGLISH)[self.reason]
        return template.format(found=self.found, wanted=self.wanted)

    def line(self, lang: Literal["zh", "en"]) -> str:
        """The whole line for standard error."""
        return f"{self.source}: {self.explanation(lang)}"
