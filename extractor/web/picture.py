"""One page of a PDF as a picture, made in a process of its own: a file that hangs or crashes it takes nothing along.

python -m extractor.web.picture NUMBER < FILE.pdf > PAGE.png
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any, Final

from extractor.errors import ReadError

if TYPE_CHECKING:
    from pathlib import Path

SIDE: Final = 1400  # pixels of the longer side
MOST_BYTES: Final = 100 * 1024 * 1024
SECONDS: Final = 20
MEMORY: Final = 2 * 1024**3


def picture(data: bytes, number: int, source: str) -> bytes:
    """The PNG of a page, counted from 1; `ReadError` where it cannot be made."""
    command = [sys.executable, "-m", "extractor.web.picture", str(number)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  # ourselves
    except subprocess.TimeoutExpired as error:
        raise _refusal(source, number, f"took over {SECONDS} s") from error
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise _refusal(source, number, "the file is damaged, or needs too much memory")
    return done.stdout


def _refusal(source: str, number: int, why: str) -> ReadError:
    return ReadError(
        f"{source}: page {number} has no picture ({why}); open the file itself",
        f"{source}：第 {number} 页无法成像；请直接打开原件",
    )


def read_original(path: Path) -> bytes | None:
    """The bytes of a file of sensible length; `None` where there is none."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return None
        return path.read_bytes()
    except OSError:
        return None


def render(data: bytes, number: int) -> bytes:
    """The page in grey, as a PNG."""
    import pypdfium2  # noqa: PLC0415  # only the child pays for it

    pdf = pypdfium2.PdfDocument(data)
    page = pdf[number - 1]
    scale = SIDE / max(*page.get_size(), 1)
    return png(page.render(scale=scale, grayscale=True).to_numpy())


def png(grey: Any) -> bytes:  # noqa: ANN401  # numpy's array, rows of bytes
    """Rows of grey bytes as a PNG."""
    height, width = grey.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in grey)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )


def _limit_memory() -> None:
    """Where the system can (not on Windows): memory beyond the limit is refused to this process."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.buffer.write(render(sys.stdin.buffer.read(), int(sys.argv[1])))
