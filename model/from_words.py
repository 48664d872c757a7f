"""What a span is given when it is marked: what can be read from its words and their sentence."""

from __future__ import annotations

from model import tokens
from model.records import Attributes


def attributes(role: str, text: str, start: int, end: int) -> Attributes:
    """By the role of its label: the numbers of a figure, the stance of a verified span; `[start,
    end)` are code points of the article's text."""
    if role == "figure":
        from model import figures  # with its tables of words, only where something is read

        return figures.attributes(text[start:end])
    stance = _stance(text, start, end) if role == "verified" else ""
    return {"stance": stance} if stance else {}


def _stance(text: str, start: int, end: int) -> str:
    """One of `records.STANCES`; '' where the words say none, or more than one."""
    from model.suggesters._document import Doc  # likewise

    first, last = tokens.sentence_at(text, start)[0], tokens.sentence_at(text, end - 1)[1]
    doc = Doc(text[first:last])
    places = [(doc.span(one.first, one.end), one.stance) for one in doc.verdicts]
    found = {stance for place, stance in places
             if place[0] < end - first and start - first < place[1]}  # fmt: skip
    return found.pop() if len(found) == 1 else ""
