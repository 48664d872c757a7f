"""Foreign XML, read without entities: a DOCTYPE, endless nesting or damage is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree as Guarded
from defusedxml.common import DefusedXmlException

from model.errors import UserError
from model.importers._bytes import SAFE

DEEPEST = 250
"""Elements within each other; feeds and office documents have a tenth of it."""

MOST_ELEMENTS = 2_000_000


def parsed(data: bytes, name: str) -> Element:
    """The root element. Raises `UserError` as `walked` does."""
    root = None
    for _event, element, depth in walked(BytesIO(data), name):
        root = element if depth == 1 else root
    assert root is not None
    return root


def walked(file: BinaryIO, name: str) -> Iterator[tuple[str, Element, int]]:
    """The 'start' and the 'end' of every element, with its depth, from 1, as they are read; an
    element has its inside at its end. Raises `UserError` naming `name` for a DOCTYPE, entities,
    more than `DEEPEST` levels, more than `MOST_ELEMENTS` elements, and for what is no XML."""
    depth = many = 0
    try:
        for event, element in Guarded.iterparse(file, ("start", "end"), forbid_dtd=True):
            begins = event == "start"
            depth += begins
            many += begins
            if depth > DEEPEST or many > MOST_ELEMENTS:
                raise UserError(f"{name} is nested too deeply or holds too many parts.", safe=SAFE)
            yield event, element, depth
            depth -= not begins
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
    if not many:
        raise UserError(f"{name} holds no XML.", safe=SAFE)


def local(element: Element) -> str:
    """An element's name without its namespace; '' for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
