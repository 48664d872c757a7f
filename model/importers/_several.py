"""Corpora of several files: one that cannot be read is told of, and loses none of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from model.drafts import Draft
from model.errors import UserError
from model.importers._bytes import SAFE

One = TypeVar("One")


def drafts(parts: Iterable[One], read: Callable[[One], Iterable[Draft]],
           name: str) -> Iterator[Draft]:  # fmt: skip
    """The articles of every part; the last one carries what was wrong with parts left out.

    Raises `UserError` when no part can be read.
    """
    last: Draft | None = None
    troubles: list[str] = []
    for part in parts:
        try:
            for found in read(part):
                if last is not None:
                    yield last
                last = found
        except UserError as error:
            troubles.append(error.what)
    if last is None:
        raise UserError(troubles[0] if troubles else f"{name} holds no articles.", safe=SAFE)
    yield replace(last, skipped=(*last.skipped, *troubles)) if troubles else last
