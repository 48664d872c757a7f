"""Which edits a packet is to hold: all, those that a colleague does not have yet, or those since a
day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from model import holdings, packet_rows
from ui import plain
from ui.ages import ago
from ui.desk import Desk
from ui.dialog import Dialog

SAID = (
    "A packet is a file for colleagues, who take it in with “Merge packets of colleagues…”. What "
    "they have already does no harm: it only makes the file larger."
)
ALL, LACKING, DAY = "all", "lacking", "day"
WAYS = {
    ALL: "Everything",
    LACKING: "Only what a colleague does not have yet",
    DAY: "Only what was done since a day",
}
WEEK = timedelta(days=7)
Ask = Callable[[Callable[[Path], None]], None]


class PacketDialog(Dialog):
    """`chosen` is what `packet --since` takes; '' for everything."""

    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None, ask: Ask) -> None:
        """`ask` asks for a packet's file and gives it to what it is called with."""
        super().__init__(desk, parent, "Save a packet")
        self._ask = ask
        self.ways = {way: QRadioButton(said) for way, said in WAYS.items()}
        self._group = QButtonGroup(self)
        self.colleague = QComboBox()
        self.colleague.setAccessibleName("Colleague, or a packet of theirs")
        self.colleague.setMinimumContentsLength(38)
        self.browse = QPushButton("A packet of theirs…", autoDefault=False)
        self.browse.clicked.connect(lambda: self._ask(self._take))
        week_ago = (datetime.now(UTC) - WEEK).date().isoformat()
        self.day = QLineEdit(week_ago, maxLength=10)
        self.day.setAccessibleName("Day, as 2024-11-06")
        self.warning = plain.label(name="note", wrap=True)
        self._lay_out()
        self._fill()
        self.ways[ALL].setChecked(True)
        self._group.buttonClicked.connect(self._follow)
        self.day.textChanged.connect(self._follow)
        self._follow()

    @property
    def since(self) -> str | None:
        """What is chosen; None while it is not complete."""
        if self.ways[ALL].isChecked():
            return ""
        if self.ways[DAY].isChecked():
            day = self.day.text().strip()
            return day if packet_rows.is_day(day) else None
        return self.colleague.currentData()

    def save(self) -> None:
        since = self.since
        if since is not None:
            self.close()
            self.chosen.emit(since)

    # ---- inside

    def _lay_out(self) -> None:
        self.column.addWidget(plain.label(SAID, wrap=True))
        fields = {LACKING: (self.colleague, self.browse), DAY: (self.day,)}
        for way, button in self.ways.items():
            self._group.addButton(button)
            self.column.addWidget(button)
            if way in fields:
                row = QHBoxLayout()
                row.setContentsMargins(24, 0, 0, 0)
                for field in fields[way]:
                    row.addWidget(field)
                row.addStretch(1)
                self.column.addLayout(row)
        self.day.setFixedWidth(14 * self.fontMetrics().averageCharWidth())
        self.column.addWidget(self.warning)
        self.column.addStretch(1)
        self.add_button("Cancel", self.close)
        self.button = self.add_button("Save…", self.save, default=True)
        self.want_size(76, 19)

    def _fill(self) -> None:
        """Colleagues whose packets were merged on this machine, each once."""
        seen: dict[str, str] = {}
        for one in holdings.remembered(self.desk.project.uuid):
            seen[one.person] = max(one.made, seen.get(one.person, ""))
        for person, made in sorted(seen.items()):
            self.colleague.addItem(f"{person}, last packet {ago(made)}", person)
        if not seen:
            self.colleague.addItem("No packet was merged here yet", None)

    def _take(self, path: Path) -> None:
        if self.colleague.itemData(0) is None:
            self.colleague.removeItem(0)
        self.colleague.addItem(path.name, str(path))
        self.colleague.setCurrentIndex(self.colleague.count() - 1)
        self._follow()

    def _follow(self) -> None:
        lacking, day = self.ways[LACKING].isChecked(), self.ways[DAY].isChecked()
        self.colleague.setEnabled(lacking)
        self.browse.setEnabled(lacking)
        self.day.setEnabled(day)
        complete = self.since is not None
        self.button.setEnabled(complete and self.desk.store is not None)
        self.warning.setText("" if complete else (
            "Choose a packet that they sent: it says what they have." if lacking
            else "Write the day as 2024-11-06."
        ))  # fmt: skip
