"""The inspector's page for a chosen span: label, edges, quote, role, links, note, history."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from model.records import Label, Span
from ui import changing, inspector_history, marking, plain
from ui.desk import Desk
from ui.fields import Note, Stored, wire
from ui.inspector_links import Links
from ui.inspector_roles import ROLES, RoleFields
from ui.theme import LIGHT, Theme, tones

STEPS = (("start", -1, "‹", "Start one word left"), ("start", 1, "›", "Start one word right"),
         ("end", -1, "‹", "End one word left"), ("end", 1, "›", "End one word right"))  # fmt: skip


class SpanPage(QWidget):
    """Reads the chosen span from the desk; every change is one edit."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._theme = LIGHT
        self.label = Stored()
        self.label.setAccessibleName("Label")
        self.label.activated.connect(self._relabel)
        self.place = plain.label(name="note")
        self.quote = plain.selectable()
        self.quote.setObjectName("quote")
        self.roles: dict[str, RoleFields] = {role: make() for role, make in ROLES.items()}
        self.wrong = plain.label(name="error", wrap=True)
        self.links = Links(desk)
        self.note = Note("Note", "Note: what a reviewer should know")
        self.by = plain.label(name="note", wrap=True)
        self.history = inspector_history.of_span()
        self._arrange()
        for fields in self.roles.values():
            fields.changed.connect(self._set_attributes)
            fields.wrong.connect(self._show_wrong)
            fields.left.connect(self.left)
        self.links.left.connect(self.left)
        wire(self.note, self._set_note, self.left.emit)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.label, 1)
        self.steps: list[QToolButton] = []
        for edge, step, sign, name in STEPS:
            if (edge, step) == ("end", -1):
                top.addWidget(self.place)
            button = QToolButton(text=sign)
            button.setAccessibleName(name)
            plain.explain(button, name)
            button.clicked.connect(lambda _=False, edge=edge, step=step: self._step(edge, step))
            top.addWidget(button)
            self.steps.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(top)
        for part in (self.quote, *self.roles.values(), self.wrong, self.links, self.note, self.by,
                     self.history):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.links.set_theme(theme)
        self.label.setIconSize(QSize(14, 14))

    def show_span(self, span: Span) -> None:
        desk = self._desk
        self._fill_labels(span)
        self.place.setText(f"{span.start}–{span.end}")
        self.quote.setText(span.quote)
        role = desk.role(span)
        for name, fields in self.roles.items():
            fields.setVisible(name == role)
            fields.setEnabled(desk.writable)
        if role in self.roles:
            self.roles[role].show_span(span)
        self._show_wrong("")
        self.links.setVisible(role in ("claim", "figure", "actor", "verified"))
        self.links.show_span(span)
        self.note.show_value(span.note)
        self.note.setEnabled(desk.writable)
        for button in self.steps:
            button.setEnabled(desk.writable)
        self.by.setText(_made(span, desk.here.people.get(span.person_id, "")))
        self.by.setVisible(bool(self.by.text()))
        self.history.show_row(desk.project, span.id)

    # ---- where keys lead

    def focus_role(self, role: str) -> None:
        if not self.roles[role].isHidden():
            self.roles[role].focus_first()

    # ---- edits

    def _fill_labels(self, span: Span) -> None:
        self.label.clear()
        for label in self._desk.labels.values():
            if not label.retired or label.id == span.label_id:
                self.label.addItem(_swatch(label, self._theme), label.name, label.id)
        self.label.setCurrentIndex(self.label.findData(span.label_id))
        self.label.setEnabled(self._desk.writable)

    def _relabel(self) -> None:
        label = self._desk.labels.get(self.label.currentData())
        if label is not None:
            marking.label_now(self._desk, label)
            if self._desk.span is not None:
                self._fill_labels(self._desk.span)

    def _step(self, edge: str, step: int) -> None:
        if edge != self._desk.edge:
            self._desk.arm(edge)
        marking.move_edge(self._desk, step)

    def _set_attributes(self, attributes: dict[str, str | int | float | bool | None]) -> None:
        span = self._desk.span
        if span is not None:
            self._show_wrong("")
            if not changing.set_attributes(self._desk, span, attributes):
                self.show_span(span)

    def _set_note(self, text: str) -> None:
        span = self._desk.span
        if span is not None and not changing.set_note(self._desk, span, text):
            self.show_span(span)

    def _show_wrong(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))


def _swatch(label: Label, theme: Theme) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(QColor(tones(label.colour, theme).line))
    return QIcon(picture)


def _made(span: Span, whose: str) -> str:
    """Where the span came from; `whose` it is is said where several people's are shown."""
    if span.origin == "person":
        return f"Marked by {whose}." if whose else ""
    score = f", score {span.score:.2f}" if span.score is not None else ""
    if span.state == "suggested":
        return f"Suggested by {span.origin}{score}. A accepts, X rejects."
    return f"From {span.origin}{score}; {span.state}."
