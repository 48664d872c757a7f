"""Chance that falls the same way on every machine: for splits, samples, and who gets what."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from functools import cache


def place(seed: int, *words: str) -> float:
    """A number between 0 and 1, evenly spread over the words, always the same for the same."""
    digest = hashlib.sha256(":".join((str(seed), *words)).encode()).digest()
    return int.from_bytes(digest[:8]) / 2**64


def sample(seed: int, ids: Iterable[str], share: float) -> set[str]:
    """The nearest whole number to this share of the ids, and at least one where there are any.

    `share` is from 0 to 1; 0 gives none.
    """
    ranked = sorted(ids, key=lambda id_: (place(seed, id_), id_))
    wanted = max(1, int(len(ranked) * share + 0.5)) if share > 0 and ranked else 0
    return set(ranked[:wanted])


def is_drawn(seed: int, id_: str, share: float) -> bool:
    """Whether this id belongs to a sample of so large a share, whatever else there is.

    A checksum, which is quick, spreads ids well enough: they are random or hashed themselves.
    """
    return share >= 1 or zlib.crc32(id_.encode(), _key(seed)) < share * 2**32


@cache
def _key(seed: int) -> int:
    return zlib.crc32(hashlib.sha256(str(seed).encode()).digest())
