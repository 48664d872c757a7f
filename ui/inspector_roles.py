"""What the inspector offers for a role: a figure's numbers, a stance, a claim's verdict."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from model import figure_cells, figures, numerals
from model.records import CHECK_WORTHINESS, COMPARATORS, STANCES, VERDICTS, Attributes, Span
from ui import plain, stances
from ui.fields import Choice, Entry, wire

NUMBERS = (("value", "Value"), ("low", "Low"), ("high", "High"), ("base", "Out of"))


class RoleFields(QWidget):
    """Base of the three: `changed` carries the attributes to set, `wrong` why not."""

    changed = Signal(object)
    wrong = Signal(str)
    left = Signal()

    def show_span(self, span: Span) -> None:
        """Show the span's attributes."""

    def focus_first(self) -> None:
        """Put the keys into the first field."""

    def set_text(self, key: str, text: str) -> None:
        self.changed.emit({key: text.strip()})


class FigureFields(RoleFields):
    """A quantity, normalised; each field is one edit of its own."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        self.fields: dict[str, Entry | Choice] = {}
        for key, name in NUMBERS:
            field = self.fields[key] = Entry(name)
            wire(field, self._number(field, key), self.left.emit)
        self.fields["comparator"] = Choice("Comparator", COMPARATORS)
        self.fields["unit"] = Entry("Unit", "e.g. person, km2, USD, %")
        for key in ("comparator", "unit"):
            wire(self.fields[key], partial(self.set_text, key), self.left.emit)
        names = dict(NUMBERS) | {"comparator": "Comparator", "unit": "Unit"}
        for index, key in enumerate(("value", "comparator", "low", "high", "base", "unit")):
            cell = 2 * (index % 2)
            grid.addWidget(plain.label(names[key], name="muted"), index // 2, cell)
            grid.addWidget(self.fields[key], index // 2, cell + 1)
        self.approximate = QCheckBox("Approximate")
        self.approximate.clicked.connect(lambda on: self.changed.emit({"approximate": on or None}))
        self.read = QPushButton("Read from the text")
        self.read.clicked.connect(self._read)
        grid.addWidget(self.approximate, 3, 0, 1, 2)
        grid.addWidget(self.read, 3, 2, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self._quote = ""
        self._ends: dict[str, int | float | None] = {"low": None, "high": None}

    def show_span(self, span: Span) -> None:
        self._quote = span.quote
        for end in self._ends:
            said = span.attributes.get(end)
            self._ends[end] = said if isinstance(said, int | float) else None
        for key, field in self.fields.items():
            value = span.attributes.get(key)
            field.show_value("" if value is None else figure_cells.written(value))
        self.approximate.setChecked(bool(span.attributes.get("approximate")))

    def focus_first(self) -> None:
        self.fields["value"].setFocus()
        value = self.fields["value"]
        if isinstance(value, Entry):
            value.selectAll()

    def _number(self, field: Entry, key: str) -> Callable[[str], None]:
        def commit(text: str) -> None:
            number = numerals.read(text) if text.strip() else None
            if number is None and text.strip():
                field.set_wrong(True)
                self.wrong.emit(f"“{text}” is no number. Write it as 45000, 2.5 or 3 million.")
                return
            if self._crosses(key, number):
                field.set_wrong(True)
                self.wrong.emit("The low end would be above the high end.")
                return
            if key in self._ends:
                self._ends[key] = number
            self.changed.emit({key: number})

        return commit

    def _crosses(self, key: str, number: int | float | None) -> bool:
        """Whether the range would end before it begins."""
        ends = {**self._ends, key: number}
        low, high = ends["low"], ends["high"]
        return key in self._ends and low is not None and high is not None and low > high

    def _read(self) -> None:
        found = figures.attributes(self._quote)
        if not found:
            self.wrong.emit(f"No quantity was recognised in “{self._quote}”.")
            return
        cleared: Attributes = {key: None for key in (*self.fields, "approximate")}
        self.changed.emit({**cleared, **found})


class StanceFields(RoleFields):
    """Four buttons, one of them down; the keys 1 to 4 press them."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.group = QButtonGroup(self)
        for index, stance in enumerate(STANCES):
            button = QToolButton(text=stances.named(stance), checkable=True)
            button.setAccessibleName(f"Stance: {stance}")
            button.setToolTip("Press its number, or again to clear")
            self.group.addButton(button, index)
            row.addWidget(button)
        row.addStretch(1)
        self.group.setExclusive(False)
        self.group.idClicked.connect(self._press)
        self._stance = ""

    def show_span(self, span: Span) -> None:
        self._stance = str(span.attributes.get("stance", ""))
        for index, stance in enumerate(STANCES):
            self.group.button(index).setChecked(stance == self._stance)

    def focus_first(self) -> None:
        at = STANCES.index(self._stance) if self._stance in STANCES else 0
        self.group.button(at).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(STANCES):
            self._press(number)
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _press(self, index: int) -> None:
        chosen = STANCES[index]
        self.changed.emit({"stance": None if chosen == self._stance else chosen})

    def _step(self, step: int) -> None:
        now = next((i for i in range(len(STANCES)) if self.group.button(i).hasFocus()), 0)
        self.group.button((now + step) % len(STANCES)).setFocus(Qt.FocusReason.TabFocusReason)


class ClaimFields(RoleFields):
    """Check-worthiness, the analyst's verdict, and the words of saying."""

    def __init__(self) -> None:
        super().__init__()
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fields: dict[str, Entry | Choice] = {
            "check_worthiness": Choice("Check-worthy", CHECK_WORTHINESS),
            "verdict": Choice("Verdict", VERDICTS),
            "cue": Entry("Cue", "e.g. said, according to"),
        }
        names = {"check_worthiness": "Check-worthy", "verdict": "Verdict", "cue": "Cue"}
        for key, field in self.fields.items():
            wire(field, partial(self.set_text, key), self.left.emit)
            form.addRow(plain.label(names[key], name="muted"), field)

    def show_span(self, span: Span) -> None:
        for key, field in self.fields.items():
            field.show_value(str(span.attributes.get(key, "")))

    def focus_first(self) -> None:
        self.fields["check_worthiness"].setFocus()


ROLES: dict[str, Callable[[], RoleFields]] = {
    "figure": FigureFields,
    "verified": StanceFields,
    "claim": ClaimFields,
}
