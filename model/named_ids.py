"""Ids made of a name: the same on every machine that makes them."""

from __future__ import annotations

import uuid
from functools import lru_cache


def id_of(namespace: str, name: str) -> str:
    """A UUID of version 5 (RFC 9562, section 5.5), in 32 hexadecimal digits; `namespace` is the
    UUID of what the names are of."""
    return uuid.uuid5(_read(namespace), name).hex


@lru_cache(maxsize=16)
def _read(namespace: str) -> uuid.UUID:
    return uuid.UUID(namespace)
