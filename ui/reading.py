"""The reader's pane: heading, the reader itself, the label bar; follows the desk and tells it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from model import people
from model.edits import Edit, RowChange
from model.records import Label, Span
from ui import aloud, edges, marking, plain, unsaved
from ui.desk import Desk
from ui.heading import Heading
from ui.hits import Hits
from ui.label_bar import LabelBar
from ui.look import ReaderLook
from ui.open_article import spans_of
from ui.reader import Reader
from ui.theme import LIGHT, Theme

EMPTY = (
    "No article is open.\n\nChoose one in the library. To add one, press Ctrl+I for files, "
    "Ctrl+Shift+V for a copied text, or drop files here."
)
NOTHING_WAITS = "No article is under review.\n\nN goes to the next that waits; Q to the queue."
FIXING = "Fixing: 1–9 label · [ ] with ← → edges · F fields · L links · Enter done, next"
NARROWEST = 230
"""Pixels: the least in which a line with its number still holds a word."""


class ReadingPane(QWidget):
    """Shows the desk's article; what the person does in the reader goes to the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._theme = LIGHT
        self._people: dict[str, str] = {}
        """Whose spans the tags tell apart."""
        self._following = False
        self.reader = Reader()
        self.reader.setMinimumWidth(NARROWEST)
        self._hits = Hits(desk, self.reader, self._select)
        self.bar = LabelBar(self.reader.viewport())
        self.heading = Heading()
        self.hint = plain.label(name="edgeHint", wrap=True)
        self.hint.hide()
        self.empty = _stand_in()
        self._arrange()
        self._connect()
        self._show_article()

    def _arrange(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.reader, 1)
        column.addWidget(self.hint)
        page = QWidget()
        page.setLayout(column)
        self._column = column
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(self.empty)

    def take_keys(self) -> None:
        """Put the keys where the text is, or would be."""
        (self.empty if self._desk.article is None else self.reader).setFocus()

    def add_below(self, strip: QWidget) -> None:
        """Put a strip of another view between the text and the pane's lower edge."""
        self._column.addWidget(strip)

    def _connect(self) -> None:
        desk, reader = self._desk, self.reader
        desk.project_changed.connect(self._show_labels)
        desk.article_changed.connect(self._show_article)
        desk.changed.connect(self._follow)
        desk.readings_changed.connect(self._show_readings)
        desk.unsaved.changed.connect(self._show_readings)
        desk.signs_changed.connect(self._show_readings)
        desk.singled_changed.connect(lambda: reader.single_out(desk.here.singled))
        desk.moved.connect(self._follow_choice)
        desk.range_wanted.connect(self._select)
        desk.settings_changed.connect(self._apply_look)
        reader.selection_moved.connect(self._report)
        reader.span_clicked.connect(lambda span_id: desk.choose(span_id or None))
        reader.span_hovered.connect(self._explain)
        reader.edge_dragged.connect(lambda *drag: marking.drag_edge(desk, *drag))
        reader.selection_made.connect(self._offer_labels)
        reader.verticalScrollBar().valueChanged.connect(self.bar.hide)
        self.bar.picked.connect(self._mark)

    # ---- look

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.reader.set_theme(theme)
        self._apply_look()
        self._show_labels()

    def _apply_look(self) -> None:
        self.reader.set_look(look_from(self._desk))
        self.reader.set_snapping(self._desk.settings.on("snap"))

    def _show_labels(self) -> None:
        labels = self._desk.labels
        self.reader.set_labels(labels)
        self.bar.offer([label for label in labels.values() if not label.retired], self._theme)

    # ---- following the desk

    def _show_article(self) -> None:
        article = self._desk.article
        self.bar.hide()
        had_keys = self.empty.hasFocus() or self.reader.hasFocus()
        self._stack.setCurrentIndex(1 if article is None else 0)
        if had_keys:
            self.take_keys()
        with self._quietly():
            if article is None:
                self.reader.clear_article()
            else:
                shown = self._desk.text, self._desk.spans
                self.reader.show_article(*shown, boilerplate=article.boilerplate)
        self.reader.single_out(self._desk.here.singled)
        self._show_people()
        self._show_heading()
        self._hits.show()

    def _show_heading(self) -> None:
        here = self._desk.here
        self.heading.show_article(here.record, here.whose(), locked=here.is_locked)

    def _show_people(self) -> None:
        """When spans of several people are shown, their tags say whose."""
        if self._desk.here.people != self._people or self._desk.unsaved.count:
            self._show_readings()

    def _show_readings(self) -> None:
        """Other people's spans of the same article."""
        self.empty.setText(NOTHING_WAITS if self._desk.reviewing else EMPTY)
        here = self._desk.here
        self._people = here.people
        signs = people.initials(self._people) | {unsaved.NOBODY: unsaved.SIGN} | here.signs
        shown = self._desk.spans.shown()
        for span in self._desk.unsaved.spans(self._desk.article_id):
            shown.put(span)
        self.reader.set_spans(shown, signs)
        self.reader.single_out(here.singled)

    def _follow(self, edit: Edit) -> None:
        if edit.touches("label"):
            self._show_labels()
        changed = {span_id: self._desk.spans.get(span_id) for span_id in spans_of(edit)}
        put = [span for span in changed.values() if span and span.state != "rejected"]
        self.reader.change_spans(put, changed.keys() - {span.id for span in put})
        if edit.touches("span", "decision"):
            self._show_people()
        if any(map(_folds_otherwise, edit.of("article"))):
            self._show_article()
        if edit.touches("article", "assignment"):
            self._show_heading()

    def _follow_choice(self) -> None:
        desk, span, reader = self._desk, self._desk.span, self.reader
        another = desk.chosen != reader.chosen_span
        if another or (span is not None and reader.selection() is not None):
            with self._quietly():
                if span is not None:
                    inside = span.start <= reader.caret() <= span.end
                    reader.place_caret(reader.caret() if inside else span.start, reveal=another)
                reader.choose_span(desk.chosen, reveal=another)
            desk.caret = reader.caret()
            self._announce()
        if desk.range is None:
            self.bar.hide()
        fixing = desk.reviewing and desk.case is not None and desk.case.fixing
        self.hint.setVisible(bool(desk.edge) or fixing)
        self.hint.setText(edges.hint(desk) if desk.edge else FIXING)

    def _announce(self) -> None:
        """Say the chosen span to assistive tools: 'actor, Russia'."""
        if (span := self._desk.span) is not None:
            aloud.say(self.reader, f"{self._called(span)}, {span.quote}")

    def _explain(self, span_id: str) -> None:
        """The whole label of the span under the mouse, and the labels stacked there with it."""
        span = self._desk.spans.get(span_id)
        around = self.reader.spans_at(span.start) if span else []
        names = dict.fromkeys(map(self._called, around))
        plain.explain(self.reader.viewport(), " in ".join(names))

    def _called(self, span: Span) -> str:
        return self._desk.here.called(span, self._desk.labels)

    def _select(self, start: int, end: int) -> None:
        with self._quietly():
            self.reader.choose_span(None)
            if start == end:
                self.reader.place_caret(start)
            else:
                self.reader.select(start, end)
        self._desk.choose(None)
        self._report()

    # ---- telling the desk

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """What moves in the reader meanwhile is the desk's doing, and no news to it."""
        self._following = True
        try:
            yield
        finally:
            self._following = False

    def _report(self) -> None:
        if not self._following:
            self._desk.set_range(self.reader.selection(), self.reader.caret())

    def _offer_labels(self) -> None:
        self._report()
        if self._desk.range is not None and marking.can_mark(self._desk):
            self.bar.show_at(self.reader.selection_rect())

    def _mark(self, label: Label) -> None:
        self.bar.hide()
        marking.label_now(self._desk, label)


def _stand_in() -> QLabel:
    """What stands in the place of the text while there is none; it takes the text's keys."""
    made = plain.label(EMPTY, name="empty", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _folds_otherwise(change: RowChange) -> bool:
    """Whether other paragraphs of the article are boilerplate now."""
    before, after = change.before or {}, change.after or {}
    return before.get("boilerplate") != after.get("boilerplate")


def look_from(desk: Desk) -> ReaderLook:
    """The reader's look by the settings in force."""
    settings = desk.settings
    return ReaderLook(
        family=settings.text("reader_font"),
        size=settings.whole("reader_size"),
        measure=settings.whole("reader_measure"),
        spacing=settings.number("reader_spacing"),
        compact=not settings.on("reader_tags"),
        numbers=settings.on("reader_numbers"),
        fold_boilerplate=settings.on("reader_fold"),
    )
