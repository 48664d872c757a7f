"""Anchoring: what a draft says about its raw text, moved onto the text that is kept, and checked.

Offsets are code points, half-open. A span is never shifted silently: one that does not stand
where its quote stands is moved to the quote when that stands in one place only, and said so;
else it is left out, and said so.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from model import dates, text, typed
from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.records import ARTICLE_STATES, SPAN_STATES, Attributes

LONGEST_TITLE = 500
_SHOWN = 40
"""Characters of a quote in a message."""


class OffsetMap:
    """From offsets in a text as a file has it to offsets in the same text as it is kept."""

    def __init__(self, raw: str) -> None:
        self._marks = len(raw) - len(raw.lstrip("\ufeff"))
        self._pairs = [found.start() for found in re.finditer("\r\n", raw)]
        self.changes = bool(self._marks or self._pairs)

    def start(self, raw: int) -> int:
        """Where a range beginning at `raw` begins; inside a pair of line ends: at the line end."""
        return raw - min(raw, self._marks) - bisect_left(self._pairs, raw)

    def end(self, raw: int) -> int:
        """Where a range ending at `raw` ends; inside a pair of line ends: after the line end."""
        return raw - min(raw, self._marks) - bisect_left(self._pairs, raw - 1)


@dataclass(frozen=True, slots=True)
class Settled:
    """A draft whose text is normalised and whose spans all quote it."""

    draft: Draft
    moved: tuple[str, ...] = ()
    """A line for each span that stands elsewhere than its file says."""


def settle(draft: Draft) -> Settled:
    """The draft as it can be kept; what cannot be is added to its `skipped`.

    Raises `UserError` when there is no text, or too much of it.
    """
    body = text.normalise(draft.text)
    title = " ".join(_clean(draft.title).split())[:LONGEST_TITLE] or "Untitled"
    _require_text(title, body)
    places = OffsetMap(draft.text)
    moved: list[str] = []
    skipped = list(draft.skipped)
    spans = []
    for span in draft.spans:
        found = _anchored(span, body, places, moved, skipped)
        if found is not None:
            spans.append(found)
    links = _with_both_ends(draft.links, draft.spans, spans, skipped)
    date = draft.date.strip()
    if date and not dates.is_real(date):
        skipped.append(f"The date “{shown(date)}” is none that is known.")
        date = ""
    state = draft.state if draft.state in ARTICLE_STATES and draft.state != "new" else ""
    settled = replace(
        draft, text=body, title=title, source=_clean(draft.source), date=date,
        language=draft.language if typed.LANGUAGE.fullmatch(draft.language) else "en",
        note=_clean(draft.note), boilerplate=tuple(n for n in draft.boilerplate if n >= 0),
        spans=tuple(spans), links=links, state=state, skipped=tuple(map(_clean, skipped)),
    )  # fmt: skip
    return Settled(settled, tuple(moved))


def shown(words: str) -> str:
    """Some words of a file, short enough for a message."""
    folded = " ".join(words.split())
    return folded if len(folded) <= _SHOWN else folded[: _SHOWN - 1] + "…"


def _require_text(title: str, body: str) -> None:
    if not body.strip():
        raise UserError(f"“{title}” holds no text.", safe="It was not imported.")
    if len(body) > text.LARGEST:
        raise UserError(
            f"“{title}” has {len(body):,} characters; an article may have {text.LARGEST:,}.",
            safe="It was not imported.", hint="Split it into smaller files.",
        )  # fmt: skip


def _anchored(span: DraftSpan, body: str, places: OffsetMap, moved: list[str],
              skipped: list[str]) -> DraftSpan | None:  # fmt: skip
    """The span where it stands in `body`; None when it has no place there, or says nonsense."""
    label, quote = " ".join(_clean(span.label).split()), text.normalise(span.quote)
    called = f"{_at(span)}{label or 'span'} {span.start}–{span.end}"
    if not label or span.state not in SPAN_STATES:
        skipped.append(f"{called}: " + (f"unknown state “{shown(span.state)}”." if label
                                        else "it has no label."))  # fmt: skip
        return None
    start, end = _range(span, body, places)
    if start is None or not _same_words(body[start:end], quote):
        why = _trouble(span, body, start, end)
        at = _only_place(body, quote)
        if at is None:
            elsewhere = "" if not quote else (
                ", which stands nowhere in the text" if quote not in body
                else ", which stands in several places"
            )  # fmt: skip
            skipped.append(f"{called}: {why}{elsewhere}. Left out.")
            return None
        start, end = at, at + len(quote)
        moved.append(f"{called}: {why}. Moved to {start}–{end}, the only place of these words.")
    attributes = _attributes(span.attributes, called, skipped)
    score = span.score if span.score is not None and math.isfinite(span.score) else None
    return replace(
        span, start=start, end=end, label=label, quote=body[start:end], score=score,
        note=_clean(span.note), origin=_clean(span.origin), person=_clean(span.person),
        attributes=attributes,
    )  # fmt: skip


def _range(span: DraftSpan, body: str, places: OffsetMap) -> tuple[int | None, int]:
    """The span's range in the kept text; no start when it has none."""
    if not 0 <= span.start < span.end:
        return None, 0
    start, end = (places.start(span.start), places.end(span.end)) if places.changes else (
        span.start, span.end)  # fmt: skip
    return (start, end) if start < end <= len(body) else (None, 0)


def _trouble(span: DraftSpan, body: str, start: int | None, end: int) -> str:
    if start is None:
        return (f"that is no range of the text, which has {len(body):,} characters"
                + (f", for “{shown(span.quote)}”" if span.quote else ""))  # fmt: skip
    return f"there stands “{shown(body[start:end])}”, not “{shown(span.quote)}”"


def _same_words(there: str, quote: str) -> bool:
    """Whether a file's quote is that of the text; tools fold blanks and line ends in theirs."""
    return not quote or there == quote or there.split() == quote.split() != []


def _only_place(body: str, quote: str) -> int | None:
    at = body.find(quote) if quote.strip() else -1
    return at if at >= 0 and body.find(quote, at + 1) < 0 else None


def _with_both_ends(links: tuple[DraftLink, ...], given: tuple[DraftSpan, ...],
                    kept: list[DraftSpan],
                    skipped: list[str]) -> tuple[DraftLink, ...]:  # fmt: skip
    if not links:
        return ()
    known, there = {span.key for span in given}, {span.key for span in kept}
    found = []
    for link in links:
        why = _no_link(link, known, there)
        if why:
            ends = f"{shown(link.head)} → {shown(link.child)}"
            skipped.append(f"Link {shown(link.kind)} {ends}: {why}.")
        else:
            found.append(replace(link, kind=" ".join(_clean(link.kind).split())))
    return tuple(found)


def _no_link(link: DraftLink, known: set[str], there: set[str]) -> str:
    """Why the link cannot stand; '' when it can."""
    for key in (link.head, link.child):
        if not key or key not in known:
            return f"the file has no span {shown(key)}"
        if key not in there:
            return "a span that it ties was left out"
    if link.head == link.child:
        return "it ties a span to itself"
    return "" if link.kind.strip() else "it has no name"


def _attributes(given: Attributes, called: str, skipped: list[str]) -> Attributes:
    """Plain values alone; texts without what cannot be stored."""
    if not given:
        return {}
    kept: dict[str, str | int | float | bool | None] = {}
    for name, value in given.items():
        if isinstance(value, str):
            kept[_clean(name)] = _clean(value)
        elif value is None or isinstance(value, bool) or _is_number(value):
            kept[_clean(name)] = value
        else:
            skipped.append(f"{called}: its attribute “{shown(name)}” is no single value.")
    return kept


def _is_number(value: object) -> bool:
    if isinstance(value, int):
        return abs(value) < 1 << 63
    return isinstance(value, float) and math.isfinite(value)


def _at(span: DraftSpan) -> str:
    return f"Line {span.line}: " if span.line else ""


def _clean(words: str) -> str:
    return text.normalise(words) if words and not words.isascii() or "\x00" in words else words
