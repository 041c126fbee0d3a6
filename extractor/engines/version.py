"""Which program read a document: another program may read another fact."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def program_version() -> str:
    """The version, and a digest of the program's own text: other code may read another fact."""
    import extractor  # noqa: PLC0415  # the package itself, for where it lies

    package = Path(extractor.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    return f"{extractor.__version__}+{digest.hexdigest()[:12]}"
