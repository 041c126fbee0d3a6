"""Pictures of pages where the system limits no memory."""

from __future__ import annotations

import subprocess
import sys


def test_the_desk_starts_where_the_system_has_no_resource_module() -> None:
    """Windows has none."""
    code = "import sys; sys.modules['resource'] = None; import extractor.web.picture as p; p._limit_memory()"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  # ourselves
