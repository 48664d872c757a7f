"""The queue of the review: which spans and articles wait, in what order, and the place in it.

What is decided stays in the list, with its verdict, until the list is asked for anew: so a list
never jumps under the eye, and the last decisions are at hand to be reversed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from model import articles, decisions, review_queue, spans
from model.edits import Edit
from model.review_queue import Pile, Waiting, Wish
from model.store import Store
from ui import queue_words
from ui.desk import Desk
from ui.open_article import spans_of
from ui.paged import PagedList
from ui.queue_places import ARTICLES, SPANS, QueuePlace, QueuePlaces
from ui.standing import STANDINGS, WAITS

Fetch = Callable[[Sequence[str]], Mapping[str, object]]


class SpanRows(PagedList):
    """Spans that wait, or waited when the list was made; `verdicts` are by their ids."""

    def __init__(self, fetch: Fetch, desk: Desk, verdicts: Mapping[str, str]) -> None:
        super().__init__(fetch)
        self._desk, self._verdicts = desk, verdicts

    def title(self, record: object) -> str:
        assert isinstance(record, Waiting)
        return " ".join(record.quote.split())

    def said(self, record: object) -> str:
        assert isinstance(record, Waiting)
        label = self._desk.labels.get(record.label_id)
        verdict = STANDINGS[self._verdicts.get(record.span_id, WAITS)].said
        facts = ", ".join(queue_words.of_span(record))
        return f"{label.name if label else 'no label'}: {self.title(record)}; {verdict}; {facts}"


class PileRows(PagedList):
    """Articles to be reviewed or curated; `verdicts` are by their ids."""

    def __init__(self, fetch: Fetch, verdicts: Mapping[str, str]) -> None:
        super().__init__(fetch)
        self._verdicts = verdicts

    def title(self, record: object) -> str:
        assert isinstance(record, Pile)
        return record.title

    def said(self, record: object) -> str:
        assert isinstance(record, Pile)
        facts = queue_words.of_pile(record, self._verdicts.get(record.article_id, ""))
        return "; ".join((record.title, *facts))


class Queue(QObject):
    """Follows the desk while it is awake; asleep it only notes that it is stale."""

    renewed = Signal()
    """There are other rows."""
    moved = Signal()
    """By what was asked for, the place is another one."""
    counted = Signal()
    """Something in the list was decided, or a decision taken back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kind = SPANS
        self.wish = Wish()
        self.order = "place"
        self.verdicts: dict[str, str] = {}
        """By row: what was decided since the list was made; of an article, 'approved' or
        'returned'."""
        self.span_rows = SpanRows(self._spans, desk, self.verdicts)
        self.pile_rows = PileRows(self._piles, self.verdicts)
        self.place: str | None = None
        self.top: str | None = None
        """Ids of the span or article that the reviewer is at, and began the order at."""
        self._all: dict[str, Pile] = {}
        self._project = ""
        self._places = QueuePlaces()
        self.contradicting: Collection[str] = ()
        """Spans whose figures contradict others, for the order of that name."""
        self.comparing = False
        """Whether they are being looked for."""
        self.awake, self._stale = False, True
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.renew)
        desk.project_changed.connect(self._forget)
        desk.changed.connect(self._follow)

    @property
    def rows(self) -> PagedList:
        return self.span_rows if self.kind == SPANS else self.pile_rows

    @property
    def left(self) -> int:
        """How many rows wait still."""
        return len(self.rows.ids) - len(self.verdicts)

    # ---- what is asked for

    def wake(self) -> None:
        """Be up to date from now on."""
        self.awake = True
        if self._stale:
            self.renew()

    def sleep(self) -> None:
        self.awake = False

    def ask(self, kind: str = "", order: str = "", wish: Wish | None = None) -> None:
        """Ask for something else; what is left out stays as it is. Another order begins at its
        top."""
        self.place = self.place if kind in ("", self.kind) else None
        before, ordered = self.place, order not in ("", self.order)
        self.kind, self.order, self.wish = kind or self.kind, order or self.order, wish or self.wish
        self.renew()
        if ordered:
            self.begin()
        elif self.place != before:
            self.moved.emit()

    def begin(self) -> None:
        """Go to the first row that waits."""
        self.place = self.top = self.following(None)
        self.moved.emit()

    def renew(self) -> None:
        """Look again what waits; the place stays where it can."""
        self._later.stop()
        store = self._desk.store
        if self._project != (store.uuid if store else ""):
            self._put_away()
            self._take_up()
        self._stale = False
        before, place = self.rows.ids, self.place
        self.verdicts.clear()
        if store is None:
            found: list[str] = []
        elif self.kind == SPANS:
            found = review_queue.ids(store, self.wish, self.order, self.contradicting)
        else:
            order = {"agreement": "agreement", "oldest": "oldest"}.get(self.order, "place")
            self._all = {one.article_id: one for one in
                         review_queue.articles(store, self.wish, order)}  # fmt: skip
            found = list(self._all)
        self.rows.show(found)
        self.place = review_queue.onward(before, found, place) if place else None
        self.renewed.emit()

    def catch_up(self) -> bool:
        """Look again now if that was to come; whether the place is another one then."""
        before = self.place
        if self._later.isActive():
            self.renew()
        return self.place is not None and self.place != before

    # ---- where to go

    def following(self, id_: str | None, step: int = 1, *, waiting: bool = True) -> str | None:
        """The row after (or, with -1, before) this one; `waiting` passes over what is decided.

        Going on begins again at the top; None when nothing is left.
        """
        ids, at = self.rows.ids, self.rows.row_of(id_)
        start = at if at >= 0 else min(-step, 0)
        for far in range(1, len(ids) + 1):
            row = (start + step * far) % len(ids)
            if row != at and not (waiting and ids[row] in self.verdicts):
                return ids[row]
        return None

    # ---- to be kept between two starts

    def state(self) -> dict[str, object]:
        """What was asked for, and the place, by the project's id."""
        self._put_away()
        return self._places.state()

    def restore(self, kept: Mapping[str, object]) -> None:
        """Take up what `state` gave; what is not understood is left out."""
        self._places.restore(kept)
        self._take_up()

    def _put_away(self) -> None:
        if self._project:
            left = QueuePlace(self.kind, self.order, self.wish, self.place)
            self._places.put(self._project, left)

    def _take_up(self) -> None:
        store = self._desk.store
        self._project = store.uuid if store else ""
        left = self._places.of(self._project)
        self.kind, self.order, self.wish, self.place = left.kind, left.order, left.wish, left.place
        self.contradicting = ()
        self._stale = True

    # ---- inside

    def _spans(self, wanted: Sequence[str]) -> dict[str, object]:
        store = self._desk.store
        return {one.span_id: one for one in review_queue.rows(store, wanted)} if store else {}

    def _piles(self, wanted: Sequence[str]) -> dict[str, object]:
        return {id_: self._all[id_] for id_ in wanted if id_ in self._all}

    def _forget(self) -> None:
        self._stale = True
        if self.awake:
            self.renew()

    def _follow(self, edit: Edit) -> None:
        if not self.awake:
            self._stale = True
            return
        here = [id_ for id_ in spans_of(edit) if self.span_rows.row_of(id_) >= 0]
        if here and self.kind == SPANS:
            self._judge(here)
        for row in (change.after or change.before or {} for change in edit.of("comment")):
            self.span_rows.forget(str(row["span_id"]))
        touched = {
            str(row["article_id"]) for name in ("span", "assignment", "decision")
            for change in edit.of(name) for row in (change.after or change.before or {},)
        }  # fmt: skip
        if self.kind == ARTICLES:
            self._count(touched)
        elif edit.touches("article", "label") or not _holds(self, self._desk.project, touched):
            self._later.start()

    def _judge(self, span_ids: Sequence[str]) -> None:
        found = decisions.verdicts(self._desk.project, span_ids)
        for id_ in span_ids:
            self.verdicts.pop(id_, None)
            self.span_rows.forget(id_)
        self.verdicts |= {id_: found[id_] for id_ in span_ids if id_ in found}
        self.counted.emit()

    def _count(self, article_ids: set[str]) -> None:
        """Read these articles' piles again; those that wait no longer stay in the list."""
        store = self._desk.project
        wanted = tuple(article_ids)
        found = {one.article_id: one for one in review_queue.articles(
            store, replace(self.wish, articles=wanted))} if wanted else {}  # fmt: skip
        if found.keys() - self._all.keys():
            self._later.start()
            return
        for id_ in article_ids & self._all.keys():
            self._all[id_] = found.get(id_, replace(self._all[id_], left=0))
            self.verdicts.pop(id_, None)
            if id_ not in found:
                self.verdicts[id_] = _outcome(articles.one(store, id_).state)
            self.pile_rows.forget(id_)
        self.counted.emit()


def _outcome(state: str) -> str:
    """What became of an article that waits no longer."""
    return "returned" if state == "returned" else "approved"


def _holds(queue: Queue, store: Store, article_ids: set[str]) -> bool:
    """Whether what waits in these articles is what the list of spans says."""
    wish = queue.wish
    of_interest = article_ids & {*wish.articles} if wish.articles else article_ids
    if len(of_interest) > 1:
        return False
    for article_id in of_interest:
        now = set(review_queue.ids(store, replace(wish, articles=(article_id,))))
        listed = {
            span.id for span in spans.of_article(store, article_id)
            if queue.span_rows.row_of(span.id) >= 0 and span.id not in queue.verdicts
        }  # fmt: skip
        if now != listed:
            return False
    return True
