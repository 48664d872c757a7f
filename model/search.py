"""Full-text search of the articles (FTS5), and where the hits stand in a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from model.store import Store

RANKED_BELOW = 10_000
"""With more hits than this they come in the library's order: ranking all would take long."""

_WORD = re.compile(r'"([^"]+)"|([^\s"]+)')
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of the articles found, best first, and how many there are in all."""

    articles: tuple[str, ...]
    total: int


def articles(store: Store, query: str, *, most: int = 100_000) -> Found:
    """The articles whose title, source or text hold every word (or "phrase") of `query`.

    Words match from their beginning, without regard to case or accents.
    """
    if not query.strip():
        return Found((), 0)
    if _UNSPACED.search(query):
        where, by, values = "body.text LIKE ? ESCAPE '\\'", "", (_like(query),)
    else:
        where, by, values = "body_search MATCH ?", "rank", (_expression(query),)
    text = (
        "SELECT article.id, article.position FROM body_search"
        " JOIN body ON body.number = body_search.rowid"
        if by
        else "SELECT article.id, article.position FROM body"
    )
    ranked = by and _count(store, values[0]) <= RANKED_BELOW
    order = "rank" if ranked else "position"
    rows = store.rows(
        f"{text} JOIN article ON article.body = body.hash WHERE {where} ORDER BY {order} LIMIT ?",  # noqa: S608
        (*values, most),
    )
    named = store.rows(
        "SELECT id FROM article WHERE title LIKE ? ESCAPE '\\' OR source LIKE ? ESCAPE '\\'"
        " ORDER BY position LIMIT ?",
        (_like(query), _like(query), most),
    )
    ids = tuple(dict.fromkeys([row["id"] for row in named] + [row["id"] for row in rows]))
    return Found(ids[:most], len(ids))


def hits(text: str, query: str, *, most: int = 2000) -> list[tuple[int, int]]:
    """Where the words of `query` stand in `text`: code points, half-open, in order."""
    words = [re.escape(word) for word in _words(query)]
    if not words:
        return []
    if not _UNSPACED.search(query):
        words = [rf"(?<!\w){word}\w*" for word in words]
    pattern = re.compile("|".join(words), re.IGNORECASE)
    folded = _folded(text)
    spots = (match.span() for match in pattern.finditer(folded))
    return [spot for spot, _ in zip(spots, range(most), strict=False)]


def _count(store: Store, expression: str) -> int:
    return int(str(store.value(
        "SELECT count(*) FROM body_search WHERE body_search MATCH ?", (expression,)
    )))  # fmt: skip


def _words(query: str) -> list[str]:
    return [_folded(phrase or word) for phrase, word in _WORD.findall(query)]


def _expression(query: str) -> str:
    """An FTS5 expression in which nothing of the person's is syntax."""
    parts = []
    for phrase, word in _WORD.findall(query):
        parts.append(f'"{phrase}"' if phrase else f'"{word}"*')
    return " AND ".join(parts)


def _like(query: str) -> str:
    escaped = query.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _folded(text: str) -> str:
    """Without accents, one character for one, so that places stay where they are."""
    if text.isascii():
        return text
    return "".join(_bare(character) for character in text)


def _bare(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0] if character > "\x7f" else character
    return base if not unicodedata.combining(base) else character
