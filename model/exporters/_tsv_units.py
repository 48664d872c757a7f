"""How WebAnno TSV sees an article: sentences, tokens, parts of tokens, and who marks which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from model import tokens
from model.corpus import CorpusArticle, CorpusSpan

Range = tuple[int, int]


@dataclass(slots=True)
class Unit:
    """A token, or a part of one; offsets are code points."""

    id: str
    start: int
    end: int
    spans: list[str] = field(default_factory=list)
    """Ids of the spans that this unit is a part of, as they are stacked."""


@dataclass(slots=True)
class Sentence:
    """From its first sign to that of the next one, so that no blank between two is lost."""

    start: int
    end: int
    units: list[Unit]


@dataclass(slots=True)
class Layout:
    """An article cut into sentences and units."""

    lead: str
    """The blanks before the first sentence, which no line can hold."""
    sentences: list[Sentence]
    first: dict[str, Unit]
    """Where each span begins, by its id."""
    numbers: dict[str, int]
    """The `[n]` of spans that have more than one unit, or share one."""


def trimmed(text: str, span: CorpusSpan) -> Range | None:
    """A span without the blanks at its edges; None when it is nothing but blanks."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def sentences_of(text: str, ranges: Iterable[Range]) -> list[Range]:
    """The sentences, those joined that a range crosses; the last one ends where the text does."""
    starts = [start for start, _ in tokens.sentences(text)]
    joined: set[int] = set()
    for start, end in ranges:
        joined.update(range(bisect_right(starts, start), bisect_left(starts, end)))
    kept = [start for place, start in enumerate(starts) if place not in joined]
    return list(zip(kept, [*kept[1:], len(text)][: len(kept)], strict=True))


def crossed(text: str, ranges: Iterable[Range]) -> set[Range]:
    """Those ranges that go beyond their sentence."""
    starts = [start for start, _ in tokens.sentences(text)]
    return {(start, end) for start, end in ranges
            if bisect_right(starts, start) < bisect_left(starts, end)}  # fmt: skip


def layout(article: CorpusArticle) -> Layout:
    """The article as rows; spans that are nothing but blanks are left out."""
    text = article.text
    places = {span.id: place for span in article.spans if (place := trimmed(text, span))}
    found = sentences_of(text, places.values())
    parts = _tokens(text, found)
    inner: dict[Range, set[Range]] = {}
    of_span = {id_: _parts(place, parts, inner) for id_, place in places.items()}
    sentences, units = _numbered(found, parts, inner)
    for id_, ranges in of_span.items():
        for one in ranges:
            units[one].spans.append(id_)
    shared = {id_ for unit in units.values() if len(unit.spans) > 1 for id_ in unit.spans}
    needy = [id_ for id_, ranges in of_span.items() if len(ranges) > 1 or id_ in shared]
    return Layout(
        lead=text[: found[0][0]] if found else text,
        sentences=sentences,
        first={id_: units[ranges[0]] for id_, ranges in of_span.items()},
        numbers={id_: number for number, id_ in enumerate(needy, 1)},
    )


def _tokens(text: str, sentences: list[Range]) -> list[Range]:
    """Every token; what the tokenizer passes over is a token too, blanks excepted."""
    found = []
    for start, end in sentences:
        at = start
        inside = [(start + a, start + b) for a, b in tokens.tokens(text[start:end])]
        for first, last in [*inside, (end, end)]:
            odd = text[at:first]
            if odd.strip():
                left = at + len(odd) - len(odd.lstrip())
                found.append((left, at + len(odd.rstrip())))
            if first < last:
                found.append((first, last))
            at = last
    return found


def _parts(place: Range, parts: list[Range], inner: dict[Range, set[Range]]) -> list[Range]:
    """The units of a span: whole tokens, and parts of the first and the last one."""
    start, end = place
    found = []
    at = max(0, bisect_left(parts, (start + 1, 0)) - 1)
    while at < len(parts) and parts[at][0] < end:
        token = parts[at]
        at += 1
        part = max(start, token[0]), min(end, token[1])
        if part[0] < part[1]:
            if part != token:
                inner.setdefault(token, set()).add(part)
            found.append(part)
    return found


def _numbered(
    sentences: list[Range], parts: list[Range], inner: dict[Range, set[Range]]
) -> tuple[list[Sentence], dict[Range, Unit]]:
    units: dict[Range, Unit] = {}
    found = []
    at = 0
    for number, (start, end) in enumerate(sentences, 1):
        rows: list[Unit] = []
        place = 0
        while at < len(parts) and parts[at][0] < end:
            place += 1
            name = f"{number}-{place}"
            rows.append(Unit(name, *parts[at]))
            if parts[at] in inner:
                rows += [Unit(f"{name}.{nth}", *part)
                         for nth, part in enumerate(sorted(inner[parts[at]]), 1)]  # fmt: skip
            at += 1
        units |= {(unit.start, unit.end): unit for unit in rows}
        found.append(Sentence(start, end, rows))
    return found, units
