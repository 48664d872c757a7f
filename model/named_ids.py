"""Ids made of a name: the same on every machine that makes them."""

from __future__ import annotations

import hashlib


def id_of(namespace: str, name: str) -> str:
    """A UUID of version 5 (RFC 9562, section 5.5), in 32 hexadecimal digits; `namespace` is the
    UUID of what the names are of. What `uuid.uuid5` makes, without a module that every start would
    have to wait for."""
    of_name = bytes.fromhex(namespace.replace("-", "")) + name.encode()
    said = int.from_bytes(hashlib.sha1(of_name, usedforsecurity=False).digest()[:16])
    said = said & ~(0xF << 76) | 5 << 76
    return f"{said & ~(0b11 << 62) | 0b10 << 62:032x}"
