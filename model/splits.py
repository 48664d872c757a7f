"""Train, dev and test: which article goes where, the same on every machine and in every order."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from model.errors import UserError

SPLITS = ("train", "dev", "test")
DEFAULT = (80, 10, 10)
Shares = tuple[int, int, int]


def parsed(text: str) -> Shares:
    """`80,10,10` as shares; raises `UserError` for anything else."""
    try:
        shares = tuple(int(part) for part in text.split(","))
    except ValueError:
        shares = ()
    if len(shares) != 3 or min(shares) < 0 or shares[0] == 0:
        raise UserError(
            f"“{text}” is no split.",
            hint="Give three whole numbers, train first, for instance 80,10,10.",
        )
    return shares


def assign(texts: Collection[str], shares: Shares = DEFAULT, seed: int = 0) -> dict[str, str]:
    """The split of each text, named by its SHA-256.

    Texts are ranked by a hash of seed and text, and the ranking is cut by the shares: so the
    order they come in does not matter, the shares are met to one article, and an article that is
    added later moves only articles next to a cut.
    """
    ranked = sorted(set(texts), key=lambda text: _rank(text, seed))
    found: dict[str, str] = {}
    start = 0
    for split, many in zip(SPLITS, counts(len(ranked), shares), strict=True):
        found |= dict.fromkeys(ranked[start : start + many], split)
        start += many
    return found


def counts(total: int, shares: Shares = DEFAULT) -> Shares:
    """How many of `total` articles each split gets (largest remainder, dev before test).

    With two articles or more, dev gets one if it has a share at all; train always has one.
    """
    exact = [total * share / sum(shares) for share in shares]
    found = [int(number) for number in exact]
    by_rest = sorted(range(3), key=lambda i: (found[i] - exact[i], (2, 0, 1)[i]))
    for i in by_rest[: total - sum(found)]:
        found[i] += 1
    for needy in (1, 0):
        if total > needy and shares[needy] and not found[needy]:
            found[max(range(3), key=lambda i: (found[i], i))] -= 1
            found[needy] += 1
    return found[0], found[1], found[2]


def _rank(text: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}:{text}".encode()).digest()
