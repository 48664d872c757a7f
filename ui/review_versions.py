"""What several readings have for the unit under review: a button each, and how they differ."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from model.curation import Board
from model.differences import MISSING
from model.records import Span
from model.units import Unit
from ui import plain, taking
from ui.action_button import ElidedButton
from ui.case import Case
from ui.desk import Desk
from ui.dialog import emptied
from ui.differing import of_unit
from ui.standing import STANDINGS, standing_tones
from ui.theme import LIGHT, Theme

DIFFER = "They differ by {kinds}"
ALIKE = "All agree"


class Versions(QWidget):
    """Hidden where there is one reading only. The digits press the buttons."""

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self._desk, self._case, self._theme = desk, case, LIGHT
        self.summary = plain.label(name="section", wrap=True)
        self.buttons: list[QPushButton] = []
        self._room = QVBoxLayout()
        self._room.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.summary)
        column.addLayout(self._room)
        self._shown: object = None

    def set_theme(self, theme: Theme) -> None:
        self._theme, self._shown = theme, None

    def refresh(self) -> None:
        case = self._case
        unit, board = case.unit, case.board
        self.setVisible(unit is not None)
        chosen = case.span.id if case.span else ""
        if unit is None or board is None or self._shown == (unit, chosen):
            return
        self._shown = (unit, chosen)
        emptied(self._room)
        self.buttons = []
        kinds = [kind for kind in unit.differences if kind != MISSING]
        absent = [case.name_of(person) for person in unit.missing]
        said = [DIFFER.format(kinds=", ".join(kinds))] if kinds else [ALIKE] * (len(unit.spans) > 1)
        if absent:
            said.append(f"{'missing' if said else 'Missing'} in {', '.join(absent)}")
        self.summary.setText(" · ".join(said))
        self._add(unit, board, chosen)

    def _add(self, unit: Unit, board: Board, chosen: str) -> None:
        differing = of_unit(unit, board, self._desk.labels)
        for number, person in enumerate(unit.readers, 1):
            span = unit.spans.get(person)
            name = self._case.name_of(person)
            if span is not None:
                self._room.addWidget(self._button(unit, number, person, name, span, chosen))
                if differing.get(person):
                    note = plain.label(differing[person], name="note", wrap=True)
                    note.setContentsMargins(18, 0, 0, 0)
                    self._room.addWidget(note)

    def _button(self, unit: Unit, number: int, person: str, name: str, span: Span,
                chosen: str) -> QPushButton:  # fmt: skip
        stands = unit.stands(person)
        standing = STANDINGS[stands]
        label = self._desk.labels[span.label_id].name
        quote = " ".join(span.quote.split())
        shown = f"{number}   {standing.sign}  {name}: {label}  “{quote}”"
        button = ElidedButton(shown, name="version")
        button.setProperty("chosen", span.id == chosen)
        ink = standing_tones(stands, self._theme)
        button.setStyleSheet(f"border-left: 5px solid {ink.line};")
        button.setAccessibleName(f"Take {name}'s {label}: {quote}; {standing.said}")
        plain.explain(button, f"{standing.said.capitalize()}. {number} takes it.")
        button.clicked.connect(lambda _=False, number=number: taking.take(number)(self._desk))
        self.buttons.append(button)
        return button
