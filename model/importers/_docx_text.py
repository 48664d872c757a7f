"""The words of a Word document in reading order: tracked insertions in, deletions out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from model.importers._docx_lists import Lists, W, attribute, is_heading

_DELETED = {f"{W}del", f"{W}moveFrom"}
_AROUND = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}smartTag"}
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}  # fmt: skip
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_LEFT_OUT = {
    f"{W}commentReference": "comment", f"{W}sym": "symbol of a font of signs",
    f"{W}object": "embedded object", f"{W}drawing": "picture", f"{W}pict": "picture",
}  # fmt: skip
_BOX = f"{W}txbxContent"


@dataclass(slots=True)
class Found:
    """What was met on the way besides the lines themselves."""

    title: str = ""
    """The first heading's words."""
    notes: list[tuple[str, str]] = field(default_factory=list)
    """'footnote' or 'endnote' and its id, in the order of their marks, which count from 1."""
    left_out: Counter[str] = field(default_factory=Counter)


def lines(body: Element, lists: Lists, found: Found) -> Iterator[str]:
    """A line for each paragraph, list item and table row; text boxes after their paragraph."""
    for block in _blocks(body, found):
        if block.tag == f"{W}tbl":
            yield from _rows(block, lists, found)
        else:
            yield from _paragraph(block, lists, found)


def _blocks(parent: Element, found: Found) -> Iterator[Element]:
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _DELETED:
            found.left_out["tracked deletion"] += 1
        elif child.tag in _AROUND or child.tag == f"{_MC}AlternateContent":
            yield from _blocks(_one_of(child), found)


def _rows(table: Element, lists: Lists, found: Found) -> Iterator[str]:
    for row in _within(table, f"{W}tr"):
        deleted = row.find(f"{W}trPr/{W}del")
        if deleted is not None:
            found.left_out["tracked deletion"] += 1
            continue
        cells = (" ".join(lines(cell, lists, found)) for cell in _within(row, f"{W}tc"))
        said = "\t".join(cell.replace("\n", " ").replace("\t", " ") for cell in cells)
        if said.strip():
            yield said


def _within(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through the elements that may wrap them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _within(child, tag)


def _paragraph(paragraph: Element, lists: Lists, found: Found) -> Iterator[str]:
    boxes: list[Element] = []
    said = "".join(_words(paragraph, boxes, found))
    mark = lists.mark(paragraph) if said.strip() else ""
    if is_heading(paragraph) and not found.title:
        found.title = " ".join(said.split())
    for line in (mark + said).split("\n"):
        if line.strip():
            yield line
    for box in boxes:
        yield from lines(box, lists, found)


def _words(element: Element, boxes: list[Element], found: Found) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield _break(child) if tag == f"{W}br" else _SIGNS[tag]
        elif tag in _DELETED:
            found.left_out["tracked deletion"] += 1
        elif tag in _NOTES:
            found.notes.append((_NOTES[tag], attribute(child, "id")))
            yield f"[{len(found.notes)}]"
        elif tag == _BOX:
            boxes.append(child)
        elif tag == f"{W}r" and _is_hidden(child):
            found.left_out["hidden passage"] += 1
        elif tag not in (f"{W}pPr", f"{W}rPr", f"{_MC}Fallback"):
            if tag in _LEFT_OUT and next(child.iter(_BOX), None) is None:
                found.left_out[_LEFT_OUT[tag]] += 1
            yield from _words(_one_of(child), boxes, found)


def _break(element: Element) -> str:
    """A new line; the breaks of pages and columns stand between lines anyway."""
    return " " if attribute(element, "type") in ("page", "column") else "\n"


def _one_of(element: Element) -> Element:
    """Of content given twice, for newer and older programs, the newer."""
    choice = element.find(f"{_MC}Choice") if element.tag == f"{_MC}AlternateContent" else None
    return element if choice is None else choice


def _is_hidden(run: Element) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and attribute(hidden) not in ("0", "false")
