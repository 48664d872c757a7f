"""Promo paragraphs folded to one line: which ones, and what stands there instead."""

from __future__ import annotations

from model.plurals import many
from ui.look import Metrics
from ui.page import Page
from ui.paragraph import SetParagraph


class Folds:
    """Neighbouring promo paragraphs fold into the first one's line; the rest take no room."""

    def __init__(self) -> None:
        self.wanted = False
        self._opened: set[int] = set()

    def reset(self) -> None:
        self._opened.clear()

    def group(self, page: Page, block: int) -> range:
        """The neighbouring promo blocks around `block`; empty when it is none."""
        if block not in page.muted:
            return range(0)
        first = last = block
        while first - 1 in page.muted:
            first -= 1
        while last + 1 in page.muted:
            last += 1
        return range(first, last + 1)

    def is_folded(self, page: Page, block: int) -> bool:
        return self.wanted and block in page.muted and block not in self._opened

    def open(self, page: Page, block: int) -> range:
        """Unfold the group around `block`; the blocks that changed come back."""
        if not self.is_folded(page, block):
            return range(0)
        group = self.group(page, block)
        self._opened.update(group)
        return group

    def height(self, page: Page, block: int, metrics: Metrics) -> int:
        """The height of a folded block: one line for the first of its group, else nothing."""
        return metrics.line + metrics.gap if block - 1 not in page.muted else 0

    def fold(self, page: Page, block: int, paragraph: SetParagraph, metrics: Metrics) -> None:
        """Reduce a laid out paragraph to its folded line, if it is folded."""
        if not self.is_folded(page, block):
            return
        group = self.group(page, block)
        words = sum(len(page.blocks[each].split()) for each in group)
        paragraph.folded = f"promo · {many(words, 'word')}" if block == group.start else " "
        paragraph.height = self.height(page, block, metrics)
        paragraph.marks, paragraph.hidden = [], []
