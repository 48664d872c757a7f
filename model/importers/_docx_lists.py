"""Bullets and numbers of a Word document's lists, which its text does not hold."""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element

from model.importers._xml import local

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BULLETED = ("bullet", "none")
DEEPEST_LEVEL = 8


class Lists:
    """Says what stands before each paragraph, counting on as the paragraphs come."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._kinds = _kinds(numbering)
        self._styles = _by_style(styles)
        self._counts: Counter[tuple[str, int]] = Counter()

    def mark(self, paragraph: Element) -> str:
        """`• `, `3. `, inset by its depth, or '' for what is no item."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return ""
        found = _numbered(properties) or self._styles.get(_style(properties))
        if found is None or found[0] == "0":
            return ""
        of, level = found
        kind = self._kinds.get((of, level), "bullet")
        inset = "  " * level
        if kind in _BULLETED:
            return f"{inset}• "
        self._counts[of, level] += 1
        for deeper in range(level + 1, DEEPEST_LEVEL + 1):
            self._counts.pop((of, deeper), None)
        return f"{inset}{self._counts[of, level]}. "


def attribute(element: Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def is_heading(paragraph: Element) -> bool:
    """By the name of its style: Title, or a heading of any level."""
    properties = paragraph.find(f"{W}pPr")
    style = "" if properties is None else _style(properties).lower()
    return style.startswith(("title", "heading"))


def _style(properties: Element) -> str:
    return attribute(properties.find(f"{W}pStyle"))


def _numbered(properties: Element) -> tuple[str, int] | None:
    """The list and the level that a paragraph or a style names."""
    found = properties.find(f"{W}numPr")
    if found is None:
        return None
    level = attribute(found.find(f"{W}ilvl"))
    of = attribute(found.find(f"{W}numId"))
    return (of, min(int(level or 0), DEEPEST_LEVEL)) if of and level in ("", *"012345678") else None


def _by_style(styles: Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for style in () if styles is None else styles.iter(f"{W}style"):
        name, properties = attribute(style, "styleId"), style.find(f"{W}pPr")
        numbered = None if properties is None else _numbered(properties)
        if numbered is not None:
            found[name] = numbered
        elif name.startswith("ListBullet"):
            found[name] = (name, 0)
    return found


def _kinds(numbering: Element | None) -> dict[tuple[str, int], str]:
    """How each level of each list counts."""
    if numbering is None:
        return {}
    levels: dict[str, dict[int, str]] = {}
    for pattern in numbering.iter(f"{W}abstractNum"):
        levels[attribute(pattern, "abstractNumId")] = {
            position: attribute(level.find(f"{W}numFmt"))
            for position, level in enumerate(one for one in pattern if local(one) == "lvl")
        }
    return {
        (attribute(number, "numId"), position): kind
        for number in numbering.iter(f"{W}num")
        for position, kind in levels.get(attribute(number.find(f"{W}abstractNumId")), {}).items()
    }
