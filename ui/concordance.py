"""The concordance: every place of words in all articles, and what is done with those ticked."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from model import orders
from model.bulk import Done
from model.edits import Edit
from model.orders import Order
from model.records import Span
from ui import places_acting, places_columns, plain
from ui.concordance_form import ConcordanceForm
from ui.concordance_search import SIMPLER, Search
from ui.desk import Desk
from ui.places_bar import PlacesBar
from ui.places_following import Following
from ui.places_model import PlacesModel, Row
from ui.places_table import PlacesTable
from ui.theme import Theme

NOTHING = (
    "Type words to see every place of them in all articles, with what stands around them. Esc "
    "stops a search that takes long.\n\n"
    "With no words, a label, a state or an attribute lists spans.\n\n"
    "Tick places with Space. A digit labels all that are ticked, Delete unlabels them, A accepts "
    "suggestions; each is one step of undo. Enter shows a place in its article; Ctrl+3 comes back."
)
NONE_FOUND = "No place was found. Try fewer or other words, or untick “Whole words”."
NONE_FITS = (
    "No place was found. Ask for any label, clear the attribute, or choose another state: with "
    "words, these list only places that a span covers exactly."
)
STOPPED = "The search was stopped before it came to a place."


class Concordance(QWidget):
    """Searches in short steps; what it has found stays, and says what it carries now."""

    place_wanted = Signal(str, int, int)
    """Show `[start, end)` of an article."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._was_searching = False
        self.work = Search(desk)
        self.form = ConcordanceForm(desk)
        self.said = plain.label(name="muted", wrap=True)
        self.model = PlacesModel(places_columns.of_concordance(desk))
        self.table = PlacesTable(self.model, "Places found")
        self._following = Following(desk, self.model)
        self.bar = PlacesBar(desk)
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.bar.add("Label", "Label the ticked places", lambda: self.label())
        self.bar.add("Relabel", "Give the spans at the ticked places this label", self.relabel)
        self.bar.add("Unlabel", "Delete your spans at the ticked places (Delete)", self.unlabel)
        self.bar.add("Accept", "Accept the suggestions at the ticked places (A)", self.accept)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.form)
        column.addWidget(self.said)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
        self._turn(NOTHING)

    def _connect(self) -> None:
        desk = self._desk
        self.form.wanted.connect(self.search)
        self.form.stopped.connect(self.stop)
        self.work.found.connect(lambda hits: self.model.add([Row(hit) for hit in hits]))
        self.work.said.connect(self._say)
        self.work.ended.connect(self._end)
        self.work.failed.connect(self._refuse)
        self.form.left.connect(self.table.go_first)
        self.model.ticked.connect(lambda: self.bar.show_chosen(self.model.many_chosen))
        self.bar.all_wanted.connect(self.model.tick_all)
        self.table.jump_wanted.connect(
            lambda at: self.place_wanted.emit(*self.model.rows[at].place)
        )
        self.table.label_wanted.connect(self._label_by_key)
        self.table.unlabel_wanted.connect(self.unlabel)
        self.table.accept_wanted.connect(self.accept)
        self.table.left.connect(self.focus_first)
        self._following.lost.connect(self.search)
        desk.project_changed.connect(self._read_anew)
        desk.changed.connect(self._follow)

    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    def focus_first(self) -> None:
        self.form.text.setFocus()
        self.form.text.selectAll()

    # ---- searching

    def search(self) -> None:
        """Begin anew with what the form says; what was found before goes."""
        self._cancel()
        self._following.stop()
        self.model.show()
        query = self.form.query if self._desk.store is not None else None
        if query is None:
            self._say("")
            self._turn(NOTHING)
            return
        self._stack.setCurrentWidget(self.table)
        self.bar.show()
        self.form.show_running(True)
        self.work.begin(query)

    def _cancel(self) -> None:
        self.work.cancel()
        self.form.show_running(False)

    def stop(self) -> None:
        """Search no further; the places found so far stay."""
        self.work.stop()

    def _end(self) -> None:
        self.form.show_running(False)
        self.table.sort_again()
        if not self.model.rows:
            self._turn(self._why_none())

    def _why_none(self) -> str:
        work = self.work
        if work.was_stopped:
            return STOPPED
        if work.slow:
            return SIMPLER
        narrowed = work.query.needs_spans or work.query.unlabelled
        return NONE_FITS if narrowed else NONE_FOUND

    def _refuse(self, why: str) -> None:
        self.form.show_running(False)
        self._say(why, "error")
        self._turn("")

    # ---- acting on what is ticked

    def label(self, label_id: str = "") -> None:
        places = tuple(row.place for row in self.model.chosen)
        wanted = label_id or self.bar.label.currentData()
        self._do("Labelled", Order(orders.LABEL, places=places, label_id=wanted))

    def relabel(self) -> None:
        ids = tuple(span.id for span in self._spans() if span.state == "accepted")
        wanted = self.bar.label.currentData()
        self._do("Relabelled", Order(orders.RELABEL, span_ids=ids, label_id=wanted))

    def unlabel(self) -> None:
        ids = tuple(span.id for span in self._spans())
        self._do("Unlabelled", Order(orders.UNLABEL, span_ids=ids))

    def accept(self) -> None:
        ids = tuple(span.id for span in self._spans() if span.state == "suggested")
        self._do("Accepted", Order(orders.ACCEPT, span_ids=ids))

    def _do(self, verb: str, order: Order) -> None:
        if not self._desk.writable:
            return
        if not order.size:
            self._desk.tell(f"Nothing ticked can be {verb.lower()}.")
            return
        places_acting.carry_out(self._desk, order, lambda done: self._done(verb, done))

    def _done(self, verb: str, done: Done) -> None:
        self.bar.done(verb, done)
        if self.table.isVisible():
            self.table.setFocus()

    def _label_by_key(self, key: str) -> None:
        label = self._desk.label_for_key(key)
        if label is not None:
            self.bar.label.setCurrentIndex(self.bar.label.findData(label.id))
            self.label(label.id)

    def _spans(self) -> Iterator[Span]:
        """The spans at the ticked places that the search was for."""
        for row in self.model.chosen:
            yield from filter(self.work.query.fits, row.hit.spans)

    # ---- inside

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label"):
            self._show_labels()

    def _read_anew(self) -> None:
        """A search that goes on while the project is away is begun again when it is back."""
        if self._desk.is_lent and self._desk.store is None:
            self._was_searching = self.work.running
            self._cancel()
            return
        self._show_labels()
        if self._was_searching:
            self._was_searching = False
            self.search()

    def _show_labels(self) -> None:
        self.form.show_labels()
        self.bar.show_labels()

    def _turn(self, empty: str) -> None:
        self.empty.setText(empty)
        self._stack.setCurrentWidget(self.empty)
        self.bar.hide()

    def _say(self, text: str, name: str = "muted") -> None:
        plain.restyle(self.said, name)
        self.said.setText(text)
