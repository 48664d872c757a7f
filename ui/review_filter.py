"""What of the queue a reviewer wants to see: fields that become a `Wish`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QSpinBox, QToolButton, QWidget

from model import people
from model.review_queue import CURATION, REVIEW, Wish
from ui import plain
from ui.desk import Desk
from ui.fields import Selector

ME = "me"
AGES = (("Any age", 0), ("For a day or more", 1), ("For a week or more", 7),
        ("For a month or more", 30))  # fmt: skip
STATES = (("Everybody is done", "submitted"), ("Others still work on it", "in progress"),
          ("Returned to somebody", "returned"), ("In any state", "any"))  # fmt: skip
ANY = ("submitted", "in progress", "returned")
KINDS = (("One reading or several", ""), ("One reading", REVIEW), ("Several readings", CURATION))


class QueueFilter(QWidget):
    """Asks for everything at first."""

    changed = Signal()
    left = Signal()
    """Something is chosen: the keys are free."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._seed = 0
        names = ("person", "label", "article", "state", "waiting", "readings")
        self.person, self.label, self.article, self.state, self.age, self.kind = (
            Selector(f"Only {name}") for name in names
        )
        self.share = QSpinBox(
            minimum=1, maximum=100, value=100, suffix=" %", keyboardTracking=False
        )
        self.share.setAccessibleName("Random sample in percent")
        self.again = QToolButton(text="Draw anew")
        self.clear = QToolButton(text="Without a filter")
        for text, days in AGES:
            self.age.addItem(text, days)
        for text, state in STATES:
            self.state.addItem(text, state)
        for text, kind in KINDS:
            self.kind.addItem(text, kind)
        self._arrange()
        self.share.valueChanged.connect(lambda _: self.changed.emit())
        self.again.clicked.connect(self._draw)
        self.clear.clicked.connect(self._clear)

    def _arrange(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(4)
        for name, field in (("Person", self.person), ("Label", self.label),
                            ("Article", self.article), ("State", self.state),
                            ("Waiting", self.age), ("Readings", self.kind)):  # fmt: skip
            field.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            field.setMinimumContentsLength(8)
            field.activated.connect(lambda _: self.changed.emit())
            field.left.connect(self.left)
            form.addRow(plain.label(name, name="muted"), field)
        sample = QHBoxLayout()
        sample.addWidget(self.share, 1)
        sample.addWidget(self.again)
        form.addRow(plain.label("Sample", name="muted"), sample)
        form.addRow("", self.clear)

    def offer(self) -> None:
        """The people, labels and articles that there are now; what was chosen stays."""
        store = self._desk.store
        everyone = people.everyone(store) if store else []
        _fill(self.person, [("Everybody", ""), ("Everybody but me", ME),
                            *((one.name, one.id) for one in everyone)])  # fmt: skip
        _fill(self.label, [("All labels", ""), *((one.name, one.id) for one in
                                                 self._desk.labels.values())])  # fmt: skip
        article = self._desk.article
        kept = self.article.currentData()
        if article is not None and not kept:
            _fill(self.article, [("All articles", ""), ("The one shown", article.id)])

    def wish(self) -> Wish:
        me = people.whoever(self._desk.project) if self._desk.store else ""
        person, label, article = (box.currentData() or "" for box in
                                  (self.person, self.label, self.article))  # fmt: skip
        state = self.state.currentData() or "submitted"
        return Wish(
            people=() if person in ("", ME) else (person,),
            without=(me,) if person == ME else (),
            labels=(label,) if label else (),
            articles=(article,) if article else (),
            states=ANY if state == "any" else (state,),
            kind=self.kind.currentData() or "",
            before=_days_ago(self.age.currentData() or 0),
            share=self.share.value() / 100,
            seed=self._seed,
        )  # fmt: skip

    def show_wish(self, wish: Wish) -> None:
        """Show what is asked for."""
        self.offer()
        person = ME if wish.without else (wish.people or ("",))[0]
        for box, value in (
            (self.person, person), (self.label, (wish.labels or ("",))[0]),
            (self.state, "any" if len(wish.states) > 1 else wish.states[0]), (self.kind, wish.kind),
        ):  # fmt: skip
            box.setCurrentIndex(max(0, box.findData(value)))
        if wish.articles and self.article.findData(wish.articles[0]) < 0:
            self.article.addItem("One article", wish.articles[0])
        self.article.setCurrentIndex(self.article.findData((wish.articles or ("",))[0]))
        days = _days_since(wish.before)
        self.age.setCurrentIndex(max(n for n, (_, least) in enumerate(AGES) if least <= days))
        self._seed = wish.seed
        self.share.blockSignals(True)
        self.share.setValue(round(wish.share * 100))
        self.share.blockSignals(False)

    def _clear(self) -> None:
        self.show_wish(Wish())
        self.changed.emit()

    def _draw(self) -> None:
        self._seed += 1
        self.changed.emit()


def _fill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    kept = box.currentData()
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(kept)))


def _days_ago(days: int) -> str:
    moment = datetime.now(UTC) - timedelta(days=days)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z") if days else ""


def _days_since(moment: str) -> int:
    if not moment:
        return 0
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).days
