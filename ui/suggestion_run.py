"""A run through the whole project: which articles are left, and what it has brought so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from model import already, suggestions, wishes
from model.plurals import many
from ui.desk import Desk

NONE_OPEN = "Every article is finished, or somebody else's: there is nothing to suggest in."


class Run:
    """Through the unfinished articles that have not got their suggestions yet."""

    def __init__(self, left: Sequence[str] = (), unfinished: int = 0) -> None:
        """`left` are the ids still to be gone through, of so many `unfinished` articles."""
        self._left = deque(left)
        self._asked: set[str] = set()
        self.total = unfinished
        self.before = unfinished - len(left)
        """Articles that had their suggestions before it began."""
        self.paused = False
        self._got = self._without = self._spans = 0

    @property
    def left(self) -> int:
        """Articles not yet asked for."""
        return len(self._left)

    @property
    def far(self) -> tuple[int, int]:
        """Articles done, and in all."""
        return self.done, self.total

    @property
    def is_over(self) -> bool:
        return not self._left and not self._asked

    @property
    def done(self) -> int:
        """Articles that have their suggestions, or that were given up."""
        return self.before + self._got + self._without

    def take(self) -> str | None:
        """The next article to ask suggestions for; None while it is paused or there is none."""
        if self.paused or not self._left:
            return None
        article_id = self._left.popleft()
        self._asked.add(article_id)
        return article_id

    def brought(self, article_id: str, spans: int) -> None:
        """An article has got its suggestions, so many of them new."""
        if article_id in self._asked:
            self._asked.remove(article_id)
            self._got += 1
            self._spans += spans

    def gave_up(self, article_id: str) -> None:
        if article_id in self._asked:
            self._asked.remove(article_id)
            self._without += 1

    def is_gone(self, article_id: str) -> None:
        """An article was taken out of the project meanwhile."""
        self._asked.discard(article_id)
        self.total -= 1

    @property
    def told(self) -> str:
        """What came of it."""
        if not self.total:
            return NONE_OPEN
        before = f" {many(self.before, 'article')} had theirs already." if self.before else ""
        failed = f" {many(self._without, 'article')} got none." if self._without else ""
        new = f"Suggested {many(self._spans, 'new span')} in {many(self._got, 'article')}."
        return f"{new}{before}{failed}"

    @property
    def told_at_stop(self) -> str:
        """What came of it so far, and what is left for the next run."""
        rest = self.total - self.done
        return f"{self.told} {many(rest, 'article')} still to do; Start goes on there."

    @property
    def told_beforehand(self) -> str:
        """How much there is to do, and how much is done."""
        if not self.total:
            return NONE_OPEN
        if not self.left:
            return f"All {many(self.total, 'unfinished article')} have their suggestions already."
        if not self.before:
            return f"{many(self.total, 'unfinished article')} to go through."
        return (
            f"{self.before:,} of {many(self.total, 'unfinished article')} have theirs already;"
            f" {self.left:,} to do."
        )


def of(desk: Desk) -> Run:
    """A run through the project as it is now: over what has not got its suggestions yet."""
    store = desk.store
    if store is None or store.read_only:
        return Run()
    unfinished = suggestions.wanted(store)
    there = already.there(store, wishes.of_project(store, desk.settings))
    return Run([one for one in unfinished if one not in there], len(unfinished))
