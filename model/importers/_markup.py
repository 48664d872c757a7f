"""HTML as a reader sees it: paragraphs in order, every character kept, scripts and menus not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from model import text
from model.importers._promo import Paragraph

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LINES = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_UNREAD = {
    "audio", "button", "canvas", "embed", "footer", "head", "iframe", "math", "nav", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "video",
}  # fmt: skip
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:related|promo\w*|newsletter\w*|teaser\w*|read-?more|recommend\w*|sponsor\w*"
    r"|advert\w*|ads?|share|sharing|social|subscri\w+|sign-?up|wsw__embed|infographic\w*|also-?read"
    r"|trending|most-?read|comments?|cookies?|breadcrumbs?|caption)(?:$|[-_\s])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_C1 = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
"""Numeric references in 128-159 mean Windows letters, as every browser shows them."""
_LOOKS_LIKE = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w+);")
_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")


def tree(markup: str) -> Element | None:
    """The page's root; None when there is no markup in it. Nothing is fetched."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    data = _DECLARED.sub("", text.normalise(markup)).encode("utf-8")
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return root


def plain(markup: str) -> tuple[Paragraph, ...]:
    """A piece of HTML, as feeds carry it, or text without markup, in paragraphs."""
    if not _LOOKS_LIKE.search(markup):
        lines = (line.strip() for line in text.normalise(markup).split("\n"))
        return tuple(Paragraph(line) for line in lines if line)
    root = tree(f"<div>{markup}</div>")
    return () if root is None else tuple(paragraphs(root))


def paragraphs(root: Element) -> Iterator[Paragraph]:
    """Every paragraph, heading, list item and table row under `root` that a reader sees."""
    return _Walk(root).run()


class _Walk:
    """Goes through the elements without recursion, gathering a line until an element ends it."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.pieces: list[tuple[str, bool]] = []
        self.tags: list[str] = []
        self.unread = self.links = self.asides = self.rows = self.kept_as_is = self.mains = 0
        self.lists: list[int | None] = []
        self.mark = ""
        self.block = 0

    def run(self) -> Iterator[Paragraph]:
        from lxml import etree

        for event, element in etree.iterwalk(self.root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                yield from self._enter(element, tag)
            else:
                yield from self._leave(element, tag)
        yield from self._line("p")

    def _enter(self, element: Element, tag: str) -> Iterator[Paragraph]:
        if self.unread or _is_unread(element, tag):
            self.unread += 1
            return
        if tag == "br" or (tag in _LINES and not self.rows):
            yield from self._line(self.tags[-1] if self.tags else "p")
        self.block += tag in _LINES
        if tag == "table" and (self.rows or _holds_cells_only(element)):
            self.rows += 1
        elif tag in ("td", "th") and self.rows and element.getprevious() is not None:
            self.pieces.append(("\t", False))
        elif tag in ("ul", "ol"):
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "li" and not self.rows:
            self.mark = self._bullet()
        self.links += tag == "a"
        self.asides += _is_aside(element, tag)
        self.kept_as_is += tag == "pre"
        self.mains += tag in ("article", "main")
        if tag in _LINES:
            self.tags.append(tag)
        self._say(element.text)

    def _leave(self, element: Element, tag: str) -> Iterator[Paragraph]:
        if self.unread:
            self.unread -= 1
        else:
            if tag in _LINES and (not self.rows or tag == "tr"):
                yield from self._line(tag)
            self.block += tag in _LINES
            self.rows -= tag == "table" and self.rows > 0
            self.links -= tag == "a"
            self.asides -= _is_aside(element, tag)
            self.kept_as_is -= tag == "pre"
            self.mains -= tag in ("article", "main")
            if tag in ("ul", "ol"):
                self.lists.pop()
            if tag in _LINES:
                self.tags.pop()
        if not self.unread and element is not self.root:
            self._say(element.tail)

    def _say(self, said: str | None) -> None:
        if said:
            read = said.translate(_C1)
            self.pieces.append((_BLANKS.sub(" ", read) if self.rows else read, self.links > 0))

    def _line(self, tag: str) -> Iterator[Paragraph]:
        pieces, self.pieces = self.pieces, []
        said = "".join(piece for piece, _ in pieces)
        lines = said.split("\n") if self.kept_as_is else [_squeezed(said, bool(self.rows))]
        linked = sum(len(_BLANKS.sub(" ", piece)) for piece, inside in pieces if inside)
        for line in lines:
            if line.strip():
                aside, main = self.asides > 0, self.mains > 0
                yield Paragraph(self.mark + line, tag, linked, aside, self.block, main)
                self.mark = ""

    def _bullet(self) -> str:
        inset = "  " * (len(self.lists) - 1)
        number = self.lists[-1] if self.lists else None
        if number is None:
            return f"{inset}• "
        self.lists[-1] = number + 1
        return f"{inset}{number}. "


def _squeezed(said: str, in_row: bool) -> str:
    """Runs of the blanks that HTML ignores as one; no-break and other spaces stay."""
    if in_row:
        return "\t".join(_squeezed(cell, False) for cell in said.split("\t"))
    return _BLANKS.sub(" ", said).strip(" ")


def _is_unread(element: Element, tag: str) -> bool:
    hidden = "hidden" in element.attrib or _HIDDEN.search(element.get("style", ""))
    return not tag or tag in _UNREAD or bool(hidden)


def _is_aside(element: Element, tag: str) -> bool:
    if tag in ("aside", "figcaption"):
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return tag not in ("html", "body", "main", "article") and bool(_ASIDE.search(named))


def _holds_cells_only(table: Element) -> bool:
    """A table of data, not one that lays out a page: no paragraphs or tables inside."""
    inside = table.iterdescendants("p", "div", "ul", "ol", "h1", "h2", "h3", "table")
    return next(inside, None) is None
