"""What is under review: a span, what was decided on it, its unit and its article."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from model import curation, decisions, people, readings, spans
from model.curation import Board
from model.readings import Reading
from model.records import CURATOR, Decision, Span
from model.units import Unit
from ui.desk import Desk
from ui.queue import Queue
from ui.queue_places import ARTICLES, SPANS
from ui.standing import STANDINGS
from ui.stood import Stood


class Case(QObject):
    """Reads the desk and the queue; commands decide on it (`ui.deciding`)."""

    changed = Signal()
    """Something else is under review, or something is known of it."""
    asked = Signal(str)
    """A command asks for a 'reason', a 'comment', a 'return' or a 'merge'."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.queue = Queue(desk)
        self.stood = Stood(desk, self.queue)
        self.span: Span | None = None
        """An annotator's span, or one that the reviewer has added."""
        self.decision: Decision | None = None
        """In force on it."""
        self.readings: list[Reading] = []
        """The finished ones of the article."""
        self.board: Board | None = None
        """Of an article with several readings."""
        self.fixing = False
        """Whether digits and arrows change the span."""
        self._pin: tuple[str, tuple[int, int] | None] = ("", None)
        """A rejected span, which is shown by its words, and where these are."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self._here = desk.here
        self._decided: dict[str, Decision] = {}
        desk.article_changed.connect(self._read_article)
        desk.readings_changed.connect(lambda: self._here is desk.here or self._read_article())
        desk.changed.connect(lambda _: self._read_article())
        desk.moved.connect(self.refresh)
        self.queue.renewed.connect(self._soon.start)
        self.queue.moved.connect(lambda: self.go_to_row(self.queue.place))

    @property
    def unit(self) -> Unit | None:
        """The unit of the span, where there are several readings."""
        return self.board.unit_of(self.span.id) if self.board and self.span else None

    @property
    def result(self) -> Span | None:
        """What the reviewer made of the span."""
        return self._desk.spans.get((self.decision and self.decision.result) or "")

    @property
    def left(self) -> list[Span]:
        """The article's spans that wait for a decision, in reading order."""
        found = (self._desk.spans.get(id_) for id_ in self._desk.here.undecided)
        return sorted((span for span in found if span), key=_place)

    @property
    def is_decided(self) -> bool:
        """Whether the article has finished readings, and nothing in them waits."""
        return bool(self.readings) and not self._desk.here.undecided

    @property
    def is_approved(self) -> bool:
        return self._desk.article is not None and self._desk.article.state == "approved"

    def name_of(self, person_id: str) -> str:
        store = self._desk.store
        return people.name_of(store, person_id) if store is not None else ""

    @property
    def takes_readings(self) -> bool:
        """Whether digits take a reading's span rather than label."""
        return not self.fixing and self._desk.range is None and self.unit is not None

    # ---- where to look

    def look(self, span_id: str) -> None:
        """Bring a span before the reviewer: as it waits, or as what they made of it."""
        desk = self._desk
        span = spans.one(desk.project, span_id)
        if span is None:
            return
        desk.show(span.article_id)
        decided = decisions.of_article(desk.project, span.article_id).get(span_id)
        if span_id in desk.spans or decided is None:
            desk.choose(span_id)
        elif decided.result in desk.spans:
            self._pin = (span_id, None)
            desk.choose(decided.result)
        else:
            self._pin = (span_id, (span.start, span.end))
            desk.select(span.start, span.end)
        self.refresh()

    def open_article(self, article_id: str) -> None:
        """Begin with an article: at its first span that waits."""
        self._desk.show(article_id)
        left = self.left
        if left:
            self.look(left[0].id)
        else:
            self._desk.choose(None)
            self.refresh()

    def go_to_row(self, id_: str | None) -> None:
        """Bring a row of the queue before the reviewer."""
        if id_ is None:
            return
        self.queue.place = id_
        if self.queue.kind == SPANS:
            self.look(id_)
        else:
            self.open_article(id_)

    def go_on(self) -> None:
        """To the next span that waits; stay where this one waits still, or to approve the whole."""
        self.set_fixing(False)
        if self.is_decided and not self.is_approved:
            self._desk.choose(None)
            self.refresh()
        elif not self.span or self.span.id not in self._desk.here.undecided:
            self.step(1)

    def step(self, step: int) -> None:
        """To the next that waits (1), or to the row before whether or not it does (-1)."""
        queue, left = self.queue, self.left
        if step > 0 and queue.catch_up():
            self.go_to_row(queue.place)
            return
        if queue.kind == ARTICLES and step > 0 and left:
            at = _place(self.span) if self.span else (self._desk.caret, 0, "")
            later = [one for one in left if _place(one) > at]
            self.look((later or left)[0].id)
            return
        following_row = queue.following(queue.place, step, waiting=step > 0)
        if following_row is None:
            self._desk.choose(None)
            self.refresh()
        else:
            self.go_to_row(following_row)

    def set_fixing(self, fixing: bool) -> None:
        if fixing != self.fixing:
            self.fixing = fixing
            self._desk.arm("")
            self.changed.emit()

    # ---- what is known

    def refresh(self) -> None:
        """See what is chosen now."""
        desk = self._desk
        if not desk.reviewing:
            return
        before, self.span = self.span, self._subject() if desk.store else None
        if self.span is None or before is None or before.id != self.span.id:
            self.fixing = False
        self.decision = None
        if self.span is not None:
            self.decision = self._decided.get(self.span.id)
            desk.subject = self.span.id
            if self.queue.kind == SPANS and self.queue.rows.row_of(self.span.id) >= 0:
                self.queue.place = self.span.id
        if self.queue.kind == ARTICLES and self.queue.rows.row_of(desk.article_id) >= 0:
            self.queue.place = desk.article_id
        self._single_out()
        self.changed.emit()

    def _subject(self) -> Span | None:
        desk, (pinned, where) = self._desk, self._pin
        if desk.span is None:
            if pinned and where is not None and desk.range == where:
                return spans.one(desk.project, pinned)
            return None
        if desk.span.role != CURATOR:
            return desk.span
        known = (pinned, desk.subject, *desk.span.sources)
        source = next((id_ for id_ in known if id_ and id_ in desk.span.sources), "")
        return (spans.one(desk.project, source) if source else None) or desk.span

    def _read_article(self) -> None:
        """The article's readings and decisions anew; with several readings, its units."""
        desk = self._desk
        self.board, self.readings, self._decided = None, [], {}
        self._here = desk.here
        if desk.reviewing and desk.store is not None and desk.article_id is not None:
            store, article_id = desk.store, desk.article_id
            self.readings = readings.finished(store, article_id)
            made = decisions.of_article(store, article_id)
            self._decided = {id_: one for id_, one in made.items()
                             if id_ not in desk.here.undecided}  # fmt: skip
            if len(self.readings) > 1:
                self.board = curation.board(store, article_id)
                _sign(desk, self.board)
        self.refresh()

    def _single_out(self) -> None:
        """All spans of the unit stand out."""
        here, unit = self._desk.here, self.unit
        mine = [*(unit.results if unit else ()), *(unit.spans.values() if unit else ())]
        singled = frozenset(span.id for span in mine) if self.span else None
        if here.singled != singled:
            here.singled = singled
            self._desk.singled_changed.emit()


def _place(span: Span) -> tuple[int, int, str]:
    return span.start, -span.end, span.id


def _sign(desk: Desk, board: Board) -> None:
    """Put on the tags whose spans they are and how they stand."""
    names = {one.id: one.name for one in people.everyone(desk.project)}
    initials = people.initials({one.person_id: names[one.person_id] for one in board.readings})
    signs = {
        span.id: f"{initials[person]} {STANDINGS[unit.stands(person)].sign}"
        for unit in board.units for person, span in unit.spans.items()
    }  # fmt: skip
    if signs != desk.here.signs:
        desk.here.signs = signs
        desk.signs_changed.emit()
