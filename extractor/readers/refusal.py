"""Why a file could not be read, in both languages: where, what was found, what was wanted, what to do."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

from extractor.errors import ReadError

Reason = Literal[
    "changing",
    "empty",
    "binary",
    "too_large",
    "undecodable",
    "no_reader",
    "cannot_open",
    "broken",
    "encrypted",
    "needs_extra",
    "needs_program",
    "program_failed",
    "timed_out",
    "too_much_memory",
    "crashed",
    "too_many_pages",
    "too_many_cells",
    "too_many_entries",
    "too_deep",
    "unpacks_too_large",
    "unsafe_path",
    "no_regular_file",
    "container",
    "bad_line",
    "forbidden_xml",
]

ENGLISH: Final = MappingProxyType(
    {
        "changing": "changes while it is read ({found} bytes); wait until it is written, then run again",
        "empty": "the file holds no text; nothing to extract; check that it was copied whole",
        "binary": "binary data ({found}), not text; convert it to UTF-8 text",
        "too_large": "{found} bytes, more than the limit of {wanted}; split it, or raise the limit with --max-bytes",
        "undecodable": "not decodable as UTF-8, GB18030, Big5 or UTF-16 ({found}); save it as UTF-8",
        "no_reader": "no reader for '{found}', only {wanted}; convert it to one of these",
        "cannot_open": "cannot be opened: {found}; check the file and its permissions",
        "broken": "damaged, or not the {wanted} it says it is ({found}); open it in its own program and save it anew",
        "encrypted": "protected by a password; save a copy without one",
        "needs_extra": "{found}; install what reads it: pip install 'bulletin-extractor[{wanted}]'",
        "needs_program": "'{found}' is an old office format, read through {wanted}, which is not installed; install it,"
        " or save the file as .docx or .xlsx",
        "program_failed": "{wanted} could not convert it ({found}); open it and save it as .docx or .xlsx",
        "timed_out": "not read within {wanted} seconds; split it, or allow more with --limit seconds=N",
        "too_much_memory": "reading it takes more than {wanted} bytes of memory; split it, or allow more with"
        " --limit memory_bytes=N",
        "crashed": "the library that reads it broke down ({found}); open it in its own program and save it anew",
        "too_many_pages": "{found} pages, more than the limit of {wanted}; split it, or use --limit pages=N",
        "too_many_cells": "more than {wanted} table cells; split it, or use --limit cells=N",
        "too_many_entries": "more than {wanted} files inside; split it, or use --limit entries=N",
        "too_deep": "archives within archives, more than {wanted} deep; unpack the outer ones, or use --limit depth=N",
        "unpacks_too_large": "unpacks to {found} bytes, more than {wanted}; split it, or use --limit {option}=N",
        "unsafe_path": "its name leads out of the archive; pack the archive anew if the file is wanted",
        "no_regular_file": "a {found}, no regular file; pack the file itself",
        "container": "holds more than one document ({found}); use read_all, or extract",
        "bad_line": "line {found}: {wanted}",
        "forbidden_xml": "XML that defines entities ({found}), which no document needs; remove the DOCTYPE",
    },
)
CHINESE: Final = MappingProxyType(
    {
        "changing": "读取时文件仍在变化（{found} 字节）；请等写完后再运行一次",
        "empty": "文件里没有文字，无可抽取；请检查文件是否复制完整",
        "binary": "是二进制数据（{found}），不是文本；请转换为 UTF-8 文本",
        "too_large": "文件有 {found} 字节，超过上限 {wanted}；请拆分，或用 --max-bytes 调高上限",
        "undecodable": "不能按 UTF-8、GB18030、Big5 或 UTF-16 解码（{found}）；请另存为 UTF-8",
        "no_reader": "没有 '{found}' 的读取器；可读的有 {wanted}；请先另存为其中一种",
        "cannot_open": "打不开：{found}；请检查文件及其权限",
        "broken": "文件已损坏，或不是它自称的 {wanted}（{found}）；请用原来的程序打开后另存",
        "encrypted": "文件有密码保护；请另存一份不加密的",
        "needs_extra": "{found}；请安装所需组件：pip install 'bulletin-extractor[{wanted}]'",
        "needs_program": "'{found}' 是旧的办公格式，要通过 {wanted} 读取，而它没有安装；请安装，"
        "或把文件另存为 .docx 或 .xlsx",
        "program_failed": "{wanted} 转换失败（{found}）；请打开后另存为 .docx 或 .xlsx",
        "timed_out": "{wanted} 秒内没有读完；请拆分，或用 --limit seconds=N 放宽",
        "too_much_memory": "读取所需内存超过 {wanted} 字节；请拆分，或用 --limit memory_bytes=N 放宽",
        "crashed": "读取它的程序库崩溃（{found}）；请用原来的程序打开后另存",
        "too_many_pages": "共 {found} 页，超过上限 {wanted}；请拆分，或用 --limit pages=N 放宽",
        "too_many_cells": "表格单元格超过 {wanted} 个；请拆分，或用 --limit cells=N 放宽",
        "too_many_entries": "内含文件超过 {wanted} 个；请拆分，或用 --limit entries=N 放宽",
        "too_deep": "压缩包套压缩包，超过 {wanted} 层；请先解开外层，或用 --limit depth=N 放宽",
        "unpacks_too_large": "解压后有 {found} 字节，超过 {wanted}；请拆分，或用 --limit {option}=N 放宽",
        "unsafe_path": "文件名指向压缩包之外；如需此文件，请重新打包",
        "no_regular_file": "是 {found}，不是普通文件；请直接打包文件本身",
        "container": "内含多份文档（{found}）；请用 read_all 或 extract",
        "bad_line": "第 {found} 行：{wanted}",
        "forbidden_xml": "XML 中定义了实体（{found}），公文不需要；请去掉 DOCTYPE",
    },
)


class UnreadableError(ReadError):
    """One file that cannot become a document; `str()` is the English line, `line("zh")` the Chinese one."""

    def __init__(self, source: str, reason: Reason, *, found: str = "", wanted: str = "", option: str = "") -> None:
        self.source = source
        self.reason: Reason = reason
        self.found = found
        self.wanted = wanted
        self.option = option
        super().__init__(self.line("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders."""
        return _again, (self.source, self.reason, self.found, self.wanted, self.option)

    def explanation(self, lang: Literal["zh", "en"]) -> str:
        """What is wrong and what to do, without the file's name."""
        template = (CHINESE if lang == "zh" else ENGLISH)[self.reason]
        return template.format(found=self.found, wanted=self.wanted, option=self.option)

    def line(self, lang: Literal["zh", "en"]) -> str:
        """The whole line for standard error."""
        return f"{self.source}: {self.explanation(lang)}"


def _again(source: str, reason: Reason, found: str, wanted: str, option: str) -> UnreadableError:
    return UnreadableError(source, reason, found=found, wanted=wanted, option=option)
