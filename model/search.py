"""Full-text search of the articles (FTS5), and where the hits stand in a text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from model.store import Store

RANKED_BELOW = 2_000
"""With more hits than this they come in the library's order: ranking all would hold up typing."""

LONGEST = 1000
MOST_WORDS = 40
"""A longer query is cut: SQLite would refuse it."""

_WORD = re.compile(r'"([^"]+)"|([^\s"]+)')
_LETTERS = re.compile(r"[^\W_]+")
_PIECES = re.compile(r"[^\W_]+|\s+|.", re.DOTALL)
_FOREIGN = re.compile("[^\x00-\x7f]")
_MARKS = "\u0300-\u036f"
_MARK = re.compile(f"[{_MARKS}]")
_UNSPACED = "[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
"""Scripts without spaces. A pattern of that many signs is only built when somebody searches."""


@dataclass(frozen=True, slots=True)
class Found:
    """Ids of the articles found, best first, and how many there are in all."""

    articles: tuple[str, ...]
    total: int


def articles(store: Store, query: str, *, most: int = 100_000) -> Found:
    """The articles whose title, source or text hold every word (or "phrase") of `query`.

    Words match from their beginning, without regard to case or accents.
    """
    query = query.encode(errors="replace").decode().replace("\0", " ")[:LONGEST]
    if not query.strip():
        return Found((), 0)
    parts = _parts(query)
    if re.search(_UNSPACED, query) or not parts:
        where, by, values = "body.text LIKE ? ESCAPE '\\'", "", (_like(query),)
    else:
        where, by, values = "body_search MATCH ?", "rank", (_expression(parts),)
    text = (
        "SELECT article.id, article.position FROM body_search"
        " JOIN body ON body.number = body_search.rowid"
        if by
        else "SELECT article.id, article.position FROM body"
    )
    ranked = by and _count(store, values[0]) <= RANKED_BELOW
    order = "rank" if ranked else "position"
    rows = store.rows(
        f"{text} JOIN article ON article.body = body.hash WHERE {where} ORDER BY {order} LIMIT ?",
        (*values, most),
    )
    named = store.rows(
        "SELECT id FROM article WHERE title LIKE ? ESCAPE '\\' OR source LIKE ? ESCAPE '\\'"
        " ORDER BY +position LIMIT ?",  # not along an index: that would look up every row
        (_like(query), _like(query), most),
    )
    ids = tuple(dict.fromkeys([row["id"] for row in named] + [row["id"] for row in rows]))
    return Found(ids[:most], len(ids))


def hits(text: str, query: str, *, most: int = 2000) -> list[tuple[int, int]]:
    """Where the words of `query` stand in `text`: code points, half-open, in order."""
    if re.search(_UNSPACED, query):
        parts, searched = [re.escape(query.strip())], text
    else:
        parts = [pattern for part in _parts(query) if (pattern := _pattern(*part))]
        searched = folded(text)
    if not parts:
        return []
    found = re.compile("|".join(parts), re.IGNORECASE).finditer(searched)
    return [match.span() for match, _ in zip(found, range(most), strict=False)]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, in this order; the last one from its beginning, unless `whole`.

    Accents never count; letters' case does with `case`.
    """

    words: str
    whole: bool = True
    case: bool = False

    def candidates(self) -> str | None:
        """The FTS5 expression of the texts that may hold it; None when every text may."""
        words = _clean(self.words).replace('"', " ")
        if re.search(_UNSPACED, words) or not _LETTERS.search(words):
            return None
        return _expression([(words, self.whole)])

    def pattern(self) -> re.Pattern[str]:
        """Finds it in what `folded` makes of a text; blanks stand for any blanks."""
        parts = _PIECES.findall(_bare(_clean(self.words).strip()))
        made = "".join(map(_piece, parts))
        if parts and not re.search(_UNSPACED, self.words):
            made = (r"(?<![^\W_])" if _LETTERS.match(parts[0]) else "") + made
            made += _end(self.whole) if _LETTERS.match(parts[-1]) else ""
        return re.compile(made, 0 if self.case else re.IGNORECASE)


def _clean(query: str) -> str:
    query = query.encode(errors="replace").decode()
    return "".join(c if c.isprintable() else " " for c in query[:LONGEST])


def _count(store: Store, expression: str) -> int:
    return int(str(store.value(
        "SELECT count(*) FROM body_search WHERE body_search MATCH ?", (expression,)
    )))  # fmt: skip


def _parts(query: str) -> list[tuple[str, bool]]:
    """The words and "phrases" asked for, each with whether it must match to its end."""
    found = [(phrase or word, bool(phrase)) for phrase, word in _WORD.findall(_clean(query))]
    return [(part, whole) for part, whole in found if _LETTERS.search(part)][:MOST_WORDS]


def _pattern(part: str, whole: bool) -> str:
    """As FTS5 reads it: runs of letters and digits, anything else between, accents on top."""
    runs = _LETTERS.findall(_bare(part))
    inner = rf"[^\w{_MARKS}]+".join(map(_letters, runs))
    return rf"(?<![^\W_]){inner}{_end(whole)}" if runs else ""


def _piece(part: str) -> str:
    if _LETTERS.match(part):
        return _letters(part)
    return r"\s+" if part.isspace() else re.escape(part)


def _letters(run: str) -> str:
    """A run of letters and digits, whatever accents stand on them."""
    return f"[{_MARKS}]*".join(map(re.escape, run))


def _end(whole: bool) -> str:
    """After the last run: the end of its word, or the rest of that."""
    return rf"[{_MARKS}]*(?![^\W_])" if whole else rf"[^\W_{_MARKS}]*(?:[{_MARKS}][^\W_]*)*"


def _expression(parts: list[tuple[str, bool]]) -> str:
    """An FTS5 expression in which nothing of the person's is syntax."""
    return " AND ".join(f'"{part}"' if whole else f'"{part}"*' for part, whole in parts)


def _like(query: str) -> str:
    escaped = query.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def folded(text: str) -> str:
    """A text without accents, one character for one, so that places stay where they are."""
    return text if text.isascii() else _FOREIGN.sub(lambda found: _base(found.group()), text)


def _bare(text: str) -> str:
    """Without accents; characters may be fewer."""
    return "".join(c for c in folded(unicodedata.normalize("NFC", text)) if not _MARK.match(c))


@lru_cache(maxsize=8192)
def _base(character: str) -> str:
    """A letter without the accents that are part of it."""
    apart = unicodedata.normalize("NFD", character)
    return apart[0] if all(map(unicodedata.combining, apart[1:])) else character
