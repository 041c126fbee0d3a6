"""The error tree: every error a user can act on derives from `ExtractorError`.

A message says where, what was found, what was wanted, and what to do, in one line, in English and in Chinese.
"""

from __future__ import annotations

import errno
from types import MappingProxyType
from typing import Final, Literal

_SYSTEM_ZH: Final = MappingProxyType(
    {
        errno.ENOENT: "没有此文件或目录",
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EISDIR: "这是目录",
        errno.ENOTDIR: "上级不是目录",
        errno.EEXIST: "已存在",
        errno.ENOSPC: "磁盘已满",
        errno.EROFS: "只读，不能写入",
        errno.ENAMETOOLONG: "文件名过长",
        errno.EADDRINUSE: "端口已被占用",
        errno.EADDRNOTAVAIL: "本机没有此地址",
        errno.EIO: "读写出错",
    }
)


class ExtractorError(Exception):
    """Something the caller can put right: the message says what and how.  `str()` is English, `line("zh")` Chinese."""

    def __init__(self, message: str = "", zh: str = "") -> None:
        super().__init__(message)
        self.zh = zh

    def line(self, lang: Literal["zh", "en"]) -> str:
        """What to tell a person; English where no Chinese was given."""
        return self.zh if lang == "zh" and self.zh else str(self)


class RuleError(ExtractorError):
    """A rule file is wrong: `file:line: field: found; wanted; what to do`."""


class ReadError(ExtractorError):
    """A document could not be read: which file, why, and what to do."""


class UsageError(ExtractorError):
    """The call itself is wrong: a setting, a flag or an argument that does not exist."""


class StoreError(ExtractorError):
    """A store cannot be opened or written: which one, why, and what to do.  What was committed before stays."""


def system_reason(error: OSError) -> str:
    """Why the system refused, in Chinese where the reason is a common one."""
    known = _SYSTEM_ZH.get(error.errno or 0)
    return known or error.strerror or str(error)
