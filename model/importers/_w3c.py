"""What stands in a file of Web Annotations: articles with their spans and links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from model import text
from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.importers._bytes import SAFE, contents, decoded
from model.importers._json import date_of, flat, number, whole, words
from model.importers._json_values import parsed
from model.importers.txt import tidy, title_of
from model.languages import guess
from model.records import SPAN_STATES

DEEPEST = 20
"""Collections within pages within collections; more is no reasonable file."""

_FRAGMENT = re.compile(r"(?:.*#)?char=(\d+),(\d+)")
_UUID = re.compile(
    "urn:uuid:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})"
)


@dataclass(frozen=True, slots=True)
class Article:
    draft: Draft
    meta: Mapping[str, str] = field(default_factory=dict)
    """What our exporter says beside the draft; empty in files of others."""


@dataclass(slots=True)
class _Source:
    """One text that annotations are about."""

    spans: list[DraftSpan] = field(default_factory=list)
    links: list[DraftLink] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file. Raises `UserError` when it is no JSON or its texts are nowhere."""
    try:
        said = parsed(text.decode(contents(path), path.name).text)
    except ValueError as error:
        raise UserError(f"{path.name} is not JSON: {error}.", safe=SAFE) from error
    found, texts = _Walk(path.name), {}
    found.walk(said)
    texts = found.texts
    missing = [source for source in found.sources if source not in texts]
    beside = path.with_suffix(".txt")
    if len(missing) == 1 and beside.is_file():
        texts[missing.pop()] = {"value": decoded(beside).text}
    if not texts:
        raise UserError(
            f"{path.name} holds annotations, but not the text they are about.", safe=SAFE,
            hint=f"Put the text beside it as {beside.name}.",
        )  # fmt: skip
    lost = tuple(f"{path.name}: {len(found.sources[one].spans)} annotations of {one}, whose text "
                 "is not in the file." for one in missing)  # fmt: skip
    for place, (source, article) in enumerate(texts.items()):
        held = found.sources.get(source, _Source())
        more = (*found.problems, *lost) if not place else ()
        yield _article(article, held, path, more)


class _Walk:
    """Goes through collections and pages to the annotations, and sorts them by source."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.texts: dict[str, Mapping[str, Any]] = {}
        self.sources: dict[str, _Source] = {}
        self.problems: list[str] = []
        self._homes: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._linking: list[tuple[int, Mapping[str, Any]]] = []
        self._many = 0

    def walk(self, value: object) -> None:
        self._into(value, 0)
        for place, item in self._linking:
            self._link(item, place)

    def _into(self, value: object, depth: int) -> None:
        if depth > DEEPEST:
            return
        if isinstance(value, list):
            for one in value:
                self._into(one, depth + 1)
        elif isinstance(value, Mapping):
            if "Annotation" in _listed(value.get("type") or value.get("@type")):
                self._annotation(value)
                return
            article = value.get("attesta:article")
            if isinstance(article, Mapping):
                self._text_of(article)
            for key in ("first", "items", "@graph", "next"):
                self._into(value.get(key), depth + 1)

    def _annotation(self, item: Mapping[str, Any]) -> None:
        self._many += 1
        targets = _listed(item.get("target"))
        if "linking" in _listed(item.get("motivation")):
            self._linking.append((self._many, item))
        elif len(targets) != 1:
            parts = "no target" if not targets else f"{len(targets)} targets, for one span"
            self._problem(self._many, f"it has {parts}")
        elif isinstance(targets[0], Mapping):
            self._span(item, targets[0], self._many)
        else:
            self._problem(self._many, "it is about a whole text or another annotation")

    def _span(self, item: Mapping[str, Any], target: Mapping[str, Any], place: int) -> None:
        source = target.get("source")
        if isinstance(source, Mapping):
            self._text_of(source)
        home = _id(source)
        start, end, quote, before, after = _selected(target.get("selector"))
        if start < 0 and quote:
            start, end = self._searched(home, quote, before, after)
        if start < 0:
            self._problem(place, "it does not say where in the text it stands")
            return
        key = words(item.get("attesta:id")) or _bare(words(item.get("id")))
        self._homes[_bare(words(item.get("id")))] = home
        self._keys[_bare(words(item.get("id")))] = key
        self.sources.setdefault(home, _Source()).spans.append(
            _draft_span(item, key or f"#{place}", start, end, quote)
        )

    def _link(self, item: Mapping[str, Any], place: int) -> None:
        ends = [_bare(_id(one)) for one in _listed(item.get("target"))]
        ends += [_bare(_id(one)) for one in _listed(item.get("body"))
                 if not isinstance(one, Mapping) or one.get("type") != "TextualBody"]  # fmt: skip
        ends = [one for one in ends if one]
        homes = {self._homes.get(one, "") for one in ends}
        if len(ends) != 2 or len(homes) != 1 or "" in homes:
            self._problem(place, "it does not link two annotations of one text")
            return
        kind = _label(item) or "related"
        link = DraftLink(kind, self._keys[ends[0]], self._keys[ends[1]])
        self.sources[homes.pop()].links.append(link)

    def _text_of(self, source: Mapping[str, Any]) -> None:
        value = source.get("value", source.get("text"))
        if isinstance(value, str) and value:
            self.texts.setdefault(_id(source), {**source, "value": value})

    def _searched(self, home: str, quote: str, before: str, after: str) -> tuple[int, int]:
        """Where a quote without a position stands, if that is one place only."""
        whole_text = self.texts.get(home, {}).get("value", "")
        for left, right in ((before, after), ("", "")):
            sought = f"{left}{quote}{right}"
            if whole_text.count(sought) == 1:
                start = whole_text.find(sought) + len(left)
                return start, start + len(quote)
        return -1, -1

    def _problem(self, place: int, why: str) -> None:
        self.problems.append(f"{self.name}, annotation {place}: {why}.")


def _article(article: Mapping[str, Any], held: _Source, path: Path,
             more: tuple[str, ...]) -> Article:  # fmt: skip
    body = str(article["value"])
    said = {key.removeprefix("attesta:"): one for key, one in article.items()
            if key.startswith("attesta:") and isinstance(one, str)}  # fmt: skip
    language = words(article.get("language"))
    state = said.get("state", "")
    return Article(Draft(
        text=body,
        title=said["title"] if "title" in said else title_of(body) or tidy(path.stem),
        source=said.get("source", "") or _address(article), date=said.get("date", "")
        or date_of(article.get("created")), language=language or guess(body),
        spans=tuple(held.spans), links=tuple(held.links), state="" if state == "new" else state,
        skipped=(*held.skipped, *more),
    ), said if "sha256" in said else {})  # fmt: skip


def _draft_span(item: Mapping[str, Any], key: str, start: int, end: int,
                quote: str) -> DraftSpan:  # fmt: skip
    state = words(item.get("attesta:state"))
    generator = item.get("generator")
    origin = words(generator.get("name")) if isinstance(generator, Mapping) else ""
    return DraftSpan(
        start=start, end=end, label=_label(item) or "annotation", key=key, quote=quote,
        state=state if state in SPAN_STATES else "accepted",
        origin=origin, score=number(item.get("attesta:score")), note=_note(item),
        person=_person(item.get("creator")),
        attributes=flat(item.get("attesta:attributes")),
    )  # fmt: skip


def _person(creator: object) -> str:
    """A nickname, else a name, else the bare name that stands there."""
    known = creator if isinstance(creator, Mapping) else {"nickname": creator}
    said = known.get("nickname") or known.get("name")
    return said if isinstance(said, str) else ""


def _selected(selector: object) -> tuple[int, int, str, str, str]:
    """Start, end (-1 when not given), quote and what stands around it."""
    start, end, quote, before, after = -1, -1, "", "", ""
    for one in _listed(selector):
        if not isinstance(one, Mapping):
            continue
        kind = one.get("type")
        if kind == "TextPositionSelector":
            first, last = whole(one.get("start")), whole(one.get("end"))
            if first is not None and last is not None:
                start, end = first, last
        elif kind == "TextQuoteSelector":
            quote = str(one.get("exact") or "")
            before, after = str(one.get("prefix") or ""), str(one.get("suffix") or "")
        elif kind == "FragmentSelector" and (at := _FRAGMENT.fullmatch(str(one.get("value")))):
            start, end = int(at[1]), int(at[2])
        if "refinedBy" in one and start < 0:
            start, end, quote, before, after = _selected(one["refinedBy"])
    return start, end, quote, before, after


def _label(item: Mapping[str, Any]) -> str:
    """What an annotation classifies as: a classifying or tagging body, else any but a comment."""
    bodies = [one if isinstance(one, Mapping) else {"value": one}
              for one in _listed(item.get("body"))]  # fmt: skip
    chosen = [one for one in bodies if one.get("purpose") in ("classifying", "tagging")]
    for one in chosen or [one for one in bodies if one.get("purpose") != "commenting"]:
        value = one.get("value") or one.get("source") or one.get("id")
        if isinstance(value, str) and value.strip():
            return re.split(r"[#/]", value.rstrip("/"))[-1] if "://" in value else value
    return ""


def _note(item: Mapping[str, Any]) -> str:
    said = (one.get("value") for one in _listed(item.get("body"))
            if isinstance(one, Mapping) and one.get("purpose") == "commenting")  # fmt: skip
    return "\n".join(one for one in said if isinstance(one, str))


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _id(value: object) -> str:
    if isinstance(value, Mapping):
        return words(value.get("id") or value.get("@id") or value.get("source"))
    return words(value)


def _bare(id_: str) -> str:
    """A UUID without its prefix and hyphens, as ids are kept; any other name as it is."""
    found = _UUID.fullmatch(id_)
    return "".join(found.groups()) if found else id_


def _address(article: Mapping[str, Any]) -> str:
    id_ = _id(article)
    return id_ if id_.startswith(("http://", "https://")) else ""
