"""What is kept of a text to tell reprints by, small enough to hold of every document: made where it is read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from hashlib import blake2b
from typing import Final

import msgspec
import numpy as np
from rensa import RMinHash

from extractor.reprints.likeness import FIGURE, RUN, SHORTEST, Likeness

PERMUTATIONS, SEED = 128, 20_200_102
FORM: Final = 1
"""Raise it when a signature says something else than before: older ones are then made anew."""

_SENTENCE_END = re.compile(r"[。；！？!?;\n\r]+")
_END = "\u2029"  # between sentences, which hold neither it nor any other separator
_KEPT = re.compile(rf"[^\W_]+|{_END}")
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(29), np.uint64(32))


class Signature(msgspec.Struct, frozen=True, array_like=True):
    """`sentences`: their hashes, eight bytes each, with their `lengths`; `digest`: of the runs, nothing without any."""

    form: int
    sentences: bytes
    lengths: tuple[int, ...]
    figures: dict[str, int]
    digest: bytes

    @property
    def hashes(self) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        """The hashes of the sentences as numbers."""
        return np.frombuffer(self.sentences, dtype="<u8")

    def likeness(self) -> Likeness:
        """What is compared of the text."""
        sentences = dict(zip(self.hashes.tolist(), self.lengths, strict=True))
        return Likeness(sentences, Counter(self.figures), sum(self.lengths))


_ENCODER, _DECODER = msgspec.msgpack.Encoder(), msgspec.msgpack.Decoder(Signature)


def sign(text: str) -> Signature:
    """The signature of a text."""
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(_KEPT.findall(_SENTENCE_END.sub(_END, plain)))
    sentences = {
        blake2b(part.encode("utf-8", "replace"), digest_size=8).digest(): len(part)
        for part in kept.split(_END)
        if len(part) >= SHORTEST
    }
    figures = Counter(figure.replace(",", "") for figure in FIGURE.findall(plain))
    return Signature(FORM, b"".join(sentences), tuple(sentences.values()), dict(figures), _digest(kept))


def packed(signature: Signature) -> bytes:
    """For the store."""
    return _ENCODER.encode(signature)


def unpacked(data: bytes | None) -> Signature | None:
    """And back; nothing where it was made in another form."""
    try:
        signature = _DECODER.decode(data or b"")
    except msgspec.MsgspecError:
        return None
    return signature if signature.form == FORM else None


def _digest(kept: str) -> bytes:
    """MinHash of the runs of a text whose sentences are parted."""
    points = np.frombuffer(kept.replace(_END, "").encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    count = len(points) - RUN + 1
    if count < 1:
        return b""
    factor, second, shift, half = _MIX
    hashes = points[:count].copy()
    for place in range(1, RUN):
        hashes *= factor
        hashes += points[place : place + count]
    hashes ^= hashes >> shift
    hashes *= second
    hashes ^= hashes >> half
    rows = np.array([0, count], dtype=np.uint64)
    digest = RMinHash.digest_matrix_from_flat_token_hashes(hashes, rows, PERMUTATIONS, SEED).to_rows()[0]
    return np.array(digest, dtype="<u4").tobytes()
