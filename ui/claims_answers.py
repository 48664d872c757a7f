"""What the claims table shows: asked of the file, or of an index of the project in memory."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from model import claims, people
from model.claims import ClaimFilter
from model.claims_index import ClaimsIndex
from model.edits import Edit
from model.records import ClaimRow
from model.sight import Unseen
from ui.desk import Desk
from ui.steps import Stepper


class ClaimsAnswers(QObject):
    """Once the whole project has been asked for, an index of it is filled between other work; until
    it is ready the file answers."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._index: ClaimsIndex | None = None
        self.filling = Stepper(self)

    def ids(self, article_id: str | None, filters: ClaimFilter, unseen: Unseen,
            order: str, *, descending: bool) -> list[str]:  # fmt: skip
        """The claims to show: of one article with what is suggested there, or of all articles."""
        index = self._ready(article_id)
        if index is not None:
            return index.ids(order=order, descending=descending, filters=filters, unseen=unseen)
        return claims.ids(self._desk.project, article_id=article_id, order=order,
                          descending=descending, filters=filters, unseen=unseen,
                          proposed_to=self._asker)  # fmt: skip

    def count(self, article_id: str | None, unseen: Unseen) -> int:
        """How many claims `ids` finds without a filter."""
        index = self._ready(article_id)
        if index is not None:
            return index.count(unseen=unseen)
        return claims.count(self._desk.project, article_id=article_id, unseen=unseen,
                            proposed_to=self._asker)  # fmt: skip

    def rows(self, wanted: Sequence[str], unseen: Unseen) -> list[ClaimRow]:
        """The rows of these claims; what is suggested to the person at work fills their gaps."""
        if self._desk.store is None:
            return []
        return claims.rows(self._desk.store, wanted, unseen=unseen, proposed_to=self._asker)

    @property
    def _asker(self) -> str:
        """Whose suggestions are shown; '' while they are hidden."""
        return "" if self._desk.here.hides else people.whoever(self._desk.project)

    def follow(self, edit: Edit) -> None:
        """Have the index say what is so after the edit."""
        if self._index is not None and not self._index.follow(edit):
            self._fill(self._index)

    def forget(self) -> None:
        """Another project is open, or the same is read from its beginning."""
        self.filling.stop()
        self._index = None

    def _ready(self, article_id: str | None) -> ClaimsIndex | None:
        """The index, if it can be asked; when there is none it is begun."""
        if article_id is not None:
            return None
        if self._index is None:
            self._index = ClaimsIndex(self._desk.project)
            self._fill(self._index)
        return self._index if self._index.ready else None

    def _fill(self, index: ClaimsIndex) -> None:
        self.filling.start(
            index.fill(), lambda _: None, lambda why: self._desk.tell(why, "trouble")
        )
