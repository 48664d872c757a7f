"""Taking a step back, or doing it again: the inverse of what it did last, and with that what came
by itself meanwhile and hangs on it.

Edits that came by themselves, such as the suggestions for an article that was opened, are no steps
of their own. They only add what may go again, so a step can be turned round in spite of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from model import parts
from model.edits import Row, RowChange, agree, decode
from model.errors import UserError
from model.history import BY_ITSELF, Step
from model.open_edit import OpenEdit, Rows

HANGS = {
    "article": (("span", "article_id"),), "label": (("span", "label_id"),),
    "person": (("span", "person_id"), ("link", "person_id")),
    "span": (("link", "head"), ("link", "child")),
}  # fmt: skip
"""By table: the rows that came by themselves and cannot be without one of its rows, with the column
that says of which."""
_AMONG = "SELECT changes FROM edit WHERE id = ?"


def carry_out(draft: OpenEdit, step: Step, changes: Iterable[RowChange]) -> None:
    """Make the changes that turn `step` round.

    Raises `UserError` when a row no longer is what the step had left, unless it came to be as it is
    by itself.
    """
    came = _Came(draft, step)
    for change in changes:
        now = draft.current(change.table, change.id)
        if not agree(now, change.before):
            came.require(change.table, change.id, now)
            change = _from_now(change, now)
        if (change.before, change.after) == (None, None) or came.took_an_end_of(change):
            continue
        came.make_way(change)
        draft.put(change)


def has_many(log: Rows, step: Step, many: int) -> bool:
    """Whether turning a step round changes at least so many rows, with what hangs on it; `many` is
    at most `parts.LARGE`."""
    if parts.has_many(log, step.last, many):
        return True
    said = [str(log.rows(_AMONG, (id_,))[0]["changes"]) for id_ in step.last]
    found = [change for one in said for change in decode(one)]
    ids = {(change.table, change.id) for change in found}
    ids.update(
        (table, row["id"])
        for change in found if change.before is None
        for table, column in HANGS.get(change.table, ())
        for row in log.rows(f"SELECT id FROM {table} WHERE {column} = ?", (change.id,))  # noqa: S608
    )  # fmt: skip
    return len(ids) >= many


# ---- inside


class _Came:
    """What has come by itself since a step was taken last."""

    def __init__(self, draft: OpenEdit, step: Step) -> None:
        self._draft, self._step = draft, step
        (since,) = draft.rows("SELECT position FROM edit WHERE id = ?", (step.last[0],))[0]
        self._since = int(since)
        self._anything = bool(draft.rows(
            "SELECT 1 FROM edit WHERE position > ? AND kind = 'do' AND target = ? LIMIT 1",
            (since, BY_ITSELF),
        ))  # fmt: skip
        self._left_by = lru_cache(maxsize=16)(self._read)

    def require(self, table: str, id_: str, now: Row | None) -> None:
        """Raise `UserError` unless a row is as it is `now` because that came by itself."""
        for left in self._told(id_) if self._anything else ():
            if (table, id_) in left:
                if agree(now, left[table, id_]):
                    return
                break
        raise _refused(self._step)

    def took_an_end_of(self, change: RowChange) -> bool:
        """Whether it is a link, and what it would tie has gone by itself."""
        ends = [str(change.after[end]) for end in ("head", "child")] if (
            change.table == "link" and change.after is not None and self._anything
        ) else []  # fmt: skip
        gone = [end for end in ends if self._draft.current("span", end) is None]
        for end in gone:
            self.require("span", end, None)
        return bool(gone)

    def make_way(self, change: RowChange) -> None:
        """Take away what cannot stay when a change is made."""
        if not self._anything:
            return
        if change.after is None:
            self._let_go_of_all_on(change.table, change.id)
        elif change.table == "span":
            for row in self._draft.rows(
                'SELECT id FROM span WHERE article_id = :article_id AND start = :start AND "end" ='
                " :end AND label_id = :label_id AND person_id = :person_id"
                " AND state = 'suggested' AND id <> :id", dict(change.after),
            ):  # fmt: skip
                self._let_go("span", str(row["id"]))

    def _let_go_of_all_on(self, table: str, id_: str) -> None:
        for child, column in HANGS.get(table, ()):
            for row in self._draft.rows(f"SELECT id FROM {child} WHERE {column} = ?", (id_,)):  # noqa: S608
                self._let_go(child, str(row["id"]))

    def _let_go(self, table: str, id_: str) -> None:
        now = self._draft.current(table, id_)
        if now is not None:
            self.require(table, id_, now)
            self._let_go_of_all_on(table, id_)
            self._draft.put(RowChange(table, id_, now, None))

    def _told(self, id_: str) -> Iterator[dict[tuple[str, str], Row | None]]:
        """What the edits that touched a row have left, the newest first."""
        for row in self._draft.rows(
            "SELECT edit.id FROM touched JOIN edit ON edit.position = touched.position"
            " WHERE touched.row = ? AND edit.position > ? AND kind = 'do' AND target = ?"
            " ORDER BY edit.position DESC", (id_, self._since, BY_ITSELF),
        ):  # fmt: skip
            yield self._left_by(str(row["id"]))

    def _read(self, edit_id: str) -> dict[tuple[str, str], Row | None]:
        said = str(self._draft.rows(_AMONG, (edit_id,))[0]["changes"])
        return {
            (change.table, change.id): change.after
            for part in parts.read(self._draft, edit_id, said) for change in part
        }  # fmt: skip


def _from_now(change: RowChange, now: Row | None) -> RowChange:
    """The same change, from the row as it is now."""
    after = change.after if now is None or change.after is None else {**now, **change.after}
    return RowChange(change.table, change.id, now, after)


def _refused(step: Step) -> UserError:
    return UserError(
        f"“{step.title}” cannot be taken back: what it changed has been changed since.",
        safe="Nothing was changed.",
        hint="Look at the history of the span in the inspector.",
    )
