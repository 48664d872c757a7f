"""Foreign XML, read without entities: a DOCTYPE, endless nesting or damage is refused by name."""

from __future__ import annotations

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree as Guarded
from defusedxml.common import DefusedXmlException

from model.errors import UserError
from model.importers._bytes import SAFE

DEEPEST = 250
"""Elements within each other; feeds and office documents have a tenth of it."""

MOST_ELEMENTS = 2_000_000


def parsed(data: bytes, name: str) -> Element:
    """The root element. Raises `UserError` naming `name` for a DOCTYPE, entities, more than
    `DEEPEST` levels, more than `MOST_ELEMENTS` elements, and for what is no XML."""
    depth = many = 0
    root: Element | None = None
    try:
        for event, element in Guarded.iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            many += event == "start"
            if root is None:
                root = element
            if depth > DEEPEST or many > MOST_ELEMENTS:
                raise UserError(f"{name} is nested too deeply or holds too many parts.", safe=SAFE)
    except DefusedXmlException as error:
        raise UserError(
            f"{name} declares a document type or entities of its own, which are not read.",
            safe=SAFE,
        ) from error
    except ParseError as error:
        line = error.position[0]
        raise UserError(f"{name} is damaged XML (line {line}).", safe=SAFE) from error
    except (LookupError, ValueError) as error:
        raise UserError(f"{name} is in an encoding that cannot be read.", safe=SAFE) from error
    if root is None:
        raise UserError(f"{name} holds no XML.", safe=SAFE)
    return root


def local(element: Element) -> str:
    """An element's name without its namespace; '' for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
