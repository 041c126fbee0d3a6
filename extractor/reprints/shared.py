"""Indexes of what documents share: small, since most of what a document says no other one says."""

from __future__ import annotations

from array import array

import numpy as np

BANDS = 32
"""Thirty-two bands of four rows find most pairs that share half of their runs, and nearly all that share more."""
_ALONE = -1  # a document whose band no other has
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Hashes = np.ndarray[tuple[int], np.dtype[np.uint64]]
Keys = np.ndarray[tuple[int], np.dtype[np.int64]]


class Repeated:
    """Which hashes more than one document has."""

    def __init__(self) -> None:
        self._all = array("Q")
        self._repeated: Hashes = np.empty(0, dtype=np.uint64)

    def add(self, hashes: Hashes) -> None:
        """The hashes of one document, each once."""
        self._all.frombytes(hashes.astype(np.uint64, copy=False).tobytes())

    def close(self) -> None:
        """All documents are added."""
        hashes = np.frombuffer(self._all, dtype=np.uint64)
        hashes.sort()  # where it lies: no second copy
        self._repeated = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        del hashes
        self._all = array("Q")

    def among(self, hashes: Hashes) -> list[int]:
        """Those of a document's hashes that another one has too."""
        if not len(self._repeated):
            return []
        places = np.minimum(np.searchsorted(self._repeated, hashes), len(self._repeated) - 1)
        return [int(one) for one in hashes[self._repeated[places] == hashes].tolist()]


class Bands:
    """Documents by the bands of their MinHash digests: those that have one in common may be alike."""

    def __init__(self) -> None:
        self._digests: list[bytes] = []
        self._rows: dict[int, int] = {}  # key → row
        self._matrix = np.empty((0, 0), dtype=np.uint32)
        self._groups = np.empty((0, BANDS), dtype=np.int64)
        self._held: dict[tuple[int, int], list[int]] = {}

    def add(self, key: int, digest: bytes) -> None:
        """One document; without a digest it is like none."""
        if digest:
            self._rows[key] = len(self._digests)
            self._digests.append(digest)

    def close(self) -> None:
        """All documents are added: tell which have a band in common."""
        count = len(self._digests)
        if not count:
            return
        self._matrix = np.frombuffer(b"".join(self._digests), dtype="<u4").reshape(count, -1)
        self._digests.clear()
        self._groups = np.stack([_groups(band) for band in np.split(self._matrix, BANDS, axis=1)], axis=1)

    def hold(self, key: int, *, at_most: int) -> None:
        """Let later documents find this one; `at_most` so many share a band."""
        for band in self._shared(key):
            keys = self._held.setdefault(band, [])
            if len(keys) < at_most:
                keys.append(key)

    def near(self, key: int) -> Keys:
        """The documents held that have a band in common with this one, in order."""
        found = {other for band in self._shared(key) for other in self._held.get(band, ())}
        return np.array(sorted(found), dtype=np.int64)

    def estimates(self, key: int, others: Keys) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Of each of `others` the share of runs that it has in common with this one, more or less."""
        if not len(others):
            return np.empty(0)
        rows = [self._rows[other] for other in others.tolist()]
        estimates: np.ndarray[tuple[int], np.dtype[np.float64]] = (
            self._matrix[rows] == self._matrix[self._rows[key]]
        ).mean(axis=1)
        return estimates

    def _shared(self, key: int) -> list[tuple[int, int]]:
        row = self._rows.get(key)
        if row is None:
            return []
        return [(band, group) for band, group in enumerate(self._groups[row].tolist()) if group != _ALONE]


def _groups(band: np.ndarray[tuple[int, int], np.dtype[np.uint32]]) -> Keys:
    """For each row the number of its group of equal rows; hashes that are equal by chance join two groups."""
    mixed = np.zeros(len(band), dtype=np.uint64)
    for column in band.T:
        mixed *= _FACTOR
        mixed += column
        mixed ^= mixed >> np.uint64(29)
    _, groups, counts = np.unique(mixed, return_inverse=True, return_counts=True)
    shared: Keys = np.where(counts[groups] > 1, groups, _ALONE)
    return shared
