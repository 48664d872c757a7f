"""Files of news feeds: RSS 2.0, RSS 1.0 and Atom, an article an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, tostring

from model import dates, text
from model.drafts import Draft
from model.errors import UserError
from model.importers import _markup, _page, _promo
from model.importers._bytes import SAFE, opened
from model.importers._xml import local, walked
from model.importers.txt import tidy

NAME = "feed"
SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
TITLE = "News feed (RSS, Atom)"
HOLDS = ("text", "meta")

_ROOT = re.compile(
    rb"<(?:rss[\s>]|(?:\w+:)?feed[\s>][^>]*|rdf:RDF[\s>][^>]*purl\.org/rss/1\.0)", re.IGNORECASE
)
_ATOM = b"www.w3.org/2005/Atom"
_BODIES = ("encoded", "content", "description", "summary")
_ITEMS = ("item", "entry")
_DAYS = ("pubDate", "published", "date", "issued", "updated")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def sniff(path: Path, head: bytes) -> float:
    """How sure it is, from 0 to 1, that the file is a feed."""
    start = head.replace(b"\0", b"")
    match = _ROOT.search(start[:4000])
    if match is None or not start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return 0.0
    named = path.suffix.lower() in SUFFIXES
    if b"feed" in match.group().lower() and _ATOM not in start:
        return 0.4 if named else 0.2
    return 0.95


def read(path: Path) -> Iterator[Draft]:
    """A draft for each item with a text. Raises `UserError` naming the file when it is damaged,
    is no feed, or no item has a text."""
    feed = _looked_through(path)
    passed: list[str] = []
    waiting: Draft | None = None
    for number, item in enumerate(_items(path, feed), 1):
        found = _draft(item, feed, f"{tidy(path.stem)}, item {number}")
        if found is None:
            named = _said(item, "title")
            passed.append(f"item {number} has no text" + (f" (“{named}”)" if named else ""))
            continue
        if waiting is not None:
            yield replace(waiting, skipped=tuple(passed))
            passed = []
        waiting = found
    if waiting is None:
        raise UserError(f"{path.name} has no item with a text.", safe=SAFE)
    yield replace(waiting, skipped=tuple(passed))


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed says of all its items, and at which depths these stand."""

    site: str
    language: str
    depths: tuple[int, ...]


def _looked_through(path: Path) -> _Feed:
    """Goes through the whole file, so that nothing comes of one that is damaged at its end."""
    walk = _Walk(path)
    said: dict[str, str] = {}
    depths: set[int] = set()
    for depth, element in walk:
        name = local(element)
        if name in _ITEMS:
            depths.add(depth)
        elif name in ("title", "language") and depth == walk.depth:
            said.setdefault(name, _words(element))
    if walk.channel is None or local(walk.root) not in ("rss", "RDF", "feed"):
        raise UserError(f"{path.name} is not a feed of news.", safe=SAFE)
    language = said.get("language") or walk.channel.get(_XML_LANG) or walk.root.get(_XML_LANG)
    return _Feed(said.get("title", ""), language or "", tuple(sorted(depths)))


def _items(path: Path, feed: _Feed) -> Iterator[Element]:
    """Those beside the channel come before those in it."""
    for wanted in feed.depths:
        yield from (one for depth, one in _Walk(path) if depth == wanted and local(one) in _ITEMS)


class _Walk:
    """The children of the root and those of the channel, each with its depth; of them only the one
    that is looked at is in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.root: Element
        self.channel: Element | None = None
        self.depth = 3
        """Of the channel's children."""

    def __iter__(self) -> Iterator[tuple[int, Element]]:
        parent: Element | None = None
        with opened(self._path) as file:
            for event, element, depth in walked(file, self._path.name):
                if event == "start" and depth < 3:
                    parent = element
                    self._look(element, depth)
                elif (
                    event == "end" and depth == 3 and parent is not None and parent is self.channel
                ):
                    yield depth, element
                    parent.remove(element)
                elif event == "end" and depth == 2:
                    if element is not self.channel:
                        yield depth, element
                    self.root.remove(element)

    def _look(self, element: Element, depth: int) -> None:
        if depth == 1:
            self.root = element
            if local(element) == "feed":
                self.channel, self.depth = element, 2
        elif self.channel is None and local(element) == "channel":
            self.channel = element


def _draft(item: Element, feed: _Feed, fallback: str) -> Draft | None:
    lines = _body(item)
    body = text.normalise("\n".join(one.text for one in lines))
    if not body.strip():
        return None
    address = _address(item)
    title = " ".join(one.text for one in _markup.plain(_said(item, "title")))
    days = (dates.iso(_said(item, name)) for name in _DAYS)
    own = item.get(_XML_LANG, "") or _said(item, "language") or feed.language
    return Draft(
        text=body + "\n", title=" ".join(text.normalise(title).split()) or fallback,
        source=text.normalise(_source(item) or feed.site or urlsplit(address).hostname or ""),
        date=next((day for day in days if day), ""),
        language=_page.language_of(body, _page.declared(own)),
        boilerplate=_promo.numbers(lines), note=text.normalise(address),
    )  # fmt: skip


def _body(item: Element) -> tuple[_promo.Paragraph, ...]:
    """The fullest of what the item tells: its content, else its description or summary."""
    for name in _BODIES:
        for one in item:
            if local(one) == name and (lines := _markup.plain(_markup_of(one))):
                return lines
    return ()


def _markup_of(element: Element) -> str:
    """Its text, which may be escaped HTML, or the HTML that stands in it as elements."""
    if len(element) == 0:
        return element.text or ""
    inner = "".join(
        re.sub(r"(</?)\w+:(?=\w)", r"\1", tostring(child, encoding="unicode")) for child in element
    )
    return f"<div>{element.text or ''}{inner}</div>"


def _address(item: Element) -> str:
    """The item's page: the link that is one, by preference not to the feed itself."""
    links = [one for one in item if local(one) == "link"]
    for one in sorted(links, key=lambda one: one.get("rel", "alternate") != "alternate"):
        if address := _page.web(one.get("href") or one.text or ""):
            return address
    return _page.web(_said(item, "guid"))


def _source(item: Element) -> str:
    """Where an item of a collected feed came from, when it says."""
    source = _child(item, "source")
    if source is None:
        return ""
    return _said(source, "title") or " ".join((source.text or "").split())


def _child(parent: Element, name: str) -> Element | None:
    return next((one for one in parent if local(one) == name), None)


def _said(parent: Element, name: str) -> str:
    found = _child(parent, name)
    return "" if found is None else _words(found)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
