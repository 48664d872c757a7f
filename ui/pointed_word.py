"""The word under the pointer; for scripts without spaces Qt's word rules decide."""

from __future__ import annotations

import re

from PySide6.QtCore import QTextBoundaryFinder

from model import tokens
from model.utf16 import Offsets
from ui.display import shown

_UNSPACED = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff]"
_REACH = 120


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """The word over the character at `offset`; None among blanks."""
    token = tokens.token_at(text, offset)
    if token is None or not re.match(_UNSPACED, text[token[0]]):
        return token
    left, right = max(0, offset - _REACH), min(len(text), offset + _REACH)
    around = shown(text[left:right])
    counts = Offsets(around)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, around)
    finder.setPosition(counts.to_utf16(offset - left + 1))
    end = counts.from_utf16(finder.position() if finder.isAtBoundary() else finder.toNextBoundary())
    finder.setPosition(counts.to_utf16(offset - left))
    if not finder.isAtBoundary():
        finder.toPreviousBoundary()
    start = counts.from_utf16(finder.position())
    found = (min(token[0], left + start), max(token[1], left + end))
    return found if start < end else token
