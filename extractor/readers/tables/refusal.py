"""Why a submitted table could not be read, in both languages."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

from extractor.errors import ReadError, system_reason

ENGLISH: Final = MappingProxyType(
    {
        "empty": "the file is empty; check that it was copied whole",
        "folder": "is a folder; name the table in it",
        "too_large": "{found} bytes, more than the limit of {wanted}; split the table",
        "too_many_cells": "more than {wanted} cells, merged ones included; clear what is outside the table or split it",
        "cannot_open": "cannot be opened: {found}; check the file and its permissions",
        "no_reader": "no reader for '{found}', only {wanted}; save the table as .xlsx or .csv",
        "not_a_workbook": "is no workbook inside; open it in a spreadsheet and save it as .xlsx",
        "broken": "the workbook is damaged ({found}); open it in a spreadsheet and save it anew as .xlsx",
        "password": "is protected with a password; take the password off (save as, without password) and send it again",
        "old_format": "is an old .xls (or .et) workbook; open it in a spreadsheet and save it as .xlsx",
        "binary": "binary data ({found}), no table; save it as .xlsx or .csv",
        "undecodable": "not decodable as UTF-8, GB18030, Big5 or UTF-16 ({found}); save it as CSV in UTF-8",
        "quotes": "line {found}: a quoted cell is not closed; check the quotes of that line",
    },
)
CHINESE: Final = MappingProxyType(
    {
        "empty": "文件是空的；请检查是否复制完整",
        "folder": "是目录；请指明其中的表格文件",
        "too_large": "文件有 {found} 字节，超过上限 {wanted}；请拆分表格",
        "too_many_cells": "单元格（含合并单元格）超过 {wanted} 个；请清除表格以外的内容，或拆分表格",
        "cannot_open": "打不开：{found}；请检查文件及其权限",
        "no_reader": "没有 '{found}' 的读取器；可读的有 {wanted}；请另存为 .xlsx 或 .csv",
        "not_a_workbook": "内容不是工作簿；请用表格软件打开后另存为 .xlsx",
        "broken": "工作簿已损坏（{found}）；请用表格软件打开后重新另存为 .xlsx",
        "password": "文件有打开密码；请去掉密码（另存为，不设密码）后重新报送",
        "old_format": "是旧的 .xls（或 .et）格式；请用表格软件打开后另存为 .xlsx",
        "binary": "是二进制数据（{found}），不是表格；请另存为 .xlsx 或 .csv",
        "undecodable": "不能按 UTF-8、GB18030、Big5 或 UTF-16 解码（{found}）；请另存为 UTF-8 的 CSV",
        "quotes": "第 {found} 行：引号没有闭合；请检查该行的引号",
    },
)


class UnreadableTableError(ReadError):
    """One table that cannot be read; `str()` is the English line, `line("zh")` the Chinese one."""

    def __init__(
        self, source: str, reason: str, *, found: str = "", wanted: str = "", cause: OSError | None = None
    ) -> None:
        self.source = source
        self.reason = reason
        self.found = found
        self.wanted = wanted
        self._found_zh = system_reason(cause) if cause is not None else found
        super().__init__(self.line("en"))

    def line(self, lang: Literal["zh", "en"]) -> str:
        """The whole line for standard error."""
        template = (CHINESE if lang == "zh" else ENGLISH)[self.reason]
        mark, found = ("：", self._found_zh) if lang == "zh" else (": ", self.found)
        return f"{self.source}{mark}{template.format(found=found, wanted=self.wanted)}"
