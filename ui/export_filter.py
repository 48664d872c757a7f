"""Which articles and whose spans an export takes: words, dates, a person; rows of a form."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from model.records import Person
from model.selection import is_day
from ui import plain

EVERYONE = "Everyone"
DAY = "2024-11-06"
ANY = "any day"
WRITTEN = f"Written as {DAY}, or as {DAY[:7]}; empty for any"


class ExportFilter(QWidget):
    """Rows for a form; everything empty asks for nothing. Never remembered: a filter of the last
    time would leave out articles of the next without anybody having asked for it."""

    changed = Signal()

    def __init__(self, people: Iterable[Person]) -> None:
        super().__init__()
        self.matching = QLineEdit(clearButtonEnabled=True)
        self.matching.setPlaceholderText("Words in title or source")
        self.since = QLineEdit(placeholderText=ANY, maxLength=len(DAY))
        self.until = QLineEdit(placeholderText=ANY, maxLength=len(DAY))
        self.person = QComboBox()
        self.person.addItem(EVERYONE, "")
        for one in people:
            self.person.addItem(one.name, one.name)
        self.matching.setAccessibleName("Only articles with these words in title or source")
        self.since.setAccessibleName("Only articles from this day on")
        self.until.setAccessibleName("Only articles up to this day")
        for line in (self.matching, self.since, self.until):
            line.textChanged.connect(self.changed)
        for day in (self.since, self.until):
            plain.explain(day, WRITTEN)
        self.person.currentIndexChanged.connect(self.changed)

    def add_rows(self, rows: QFormLayout) -> None:
        dates = QHBoxLayout()
        dates.setSpacing(6)
        dates.addWidget(self.since, 1)
        dates.addWidget(plain.label("to", name="muted"))
        dates.addWidget(self.until, 1)
        rows.addRow("Work of", self.person)
        rows.addRow("Articles", self.matching)
        rows.addRow("Dated from", dates)

    def trouble(self) -> str:
        """Why this cannot be asked for; '' when it can."""
        for line in (self.since, self.until):
            day = line.text().strip()
            if day and not is_day(day):
                return f"“{day}” is no date: write it as {DAY}, or as {DAY[:7]}."
        return ""

    def arguments(self) -> list[str]:
        """Of `main.py export`."""
        given = {
            "--matching": self.matching.text().strip(), "--since": self.since.text().strip(),
            "--until": self.until.text().strip(), "--one-person": self.person.currentData(),
        }  # fmt: skip
        return [f"{option}={value}" for option, value in given.items() if value]
