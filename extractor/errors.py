"""The error tree: every error a user can act on derives from `ExtractorError`.

A message says where, what was found, what was wanted, and what to do, in one line.
"""

from __future__ import annotations


class ExtractorError(Exception):
    """Something the caller can put right: the message says what and how."""


class RuleError(ExtractorError):
    """A rule file is wrong: `file:line: field: found; wanted; what to do`."""


class ReadError(ExtractorError):
    """A document could not be read: which file, why, and what to do."""


class UsageError(ExtractorError):
    """The call itself is wrong: a setting, a flag or an argument that does not exist."""


class StoreError(ExtractorError):
    """A store cannot be opened or written: which one, why, and what to do.  What was committed before stays."""
