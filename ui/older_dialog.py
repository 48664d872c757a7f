"""A project that is an older copy of what this machine knows, or went another way: what a fuller
copy has that it has not, and which of them to go on with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from model import places
from model.plurals import many
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.jobs import Jobs
from ui.placing import keep_inside
from ui.tables import make_quiet
from ui.theme import Theme

NONE_KNOWN = (
    "No copy that holds more is known on this machine. If you know where the newer file is, choose "
    "it to see what it has; or open this one, and go on with what it holds."
)
BACKUP_HELP = "The backup takes its place; the file that is there now is kept beside it."
FILE_HELP = "The other file is opened where it lies; this one stays as it is."
BOTH_WAYS = "To have both, open one of them and merge a packet of the other into it."
THERE, HERE = "the other", "this one"

BACKUP = "Put the backup in its place"


class OlderDialog(Dialog):
    """Looks for a fuller copy when it is opened, and compares the two; the person chooses."""

    trusted = Signal()
    """Open the file as it is, and go on with it."""
    put_in_place = Signal(str)
    """A copy of the fuller file stands in its place now; what was done, in words."""
    other_wanted = Signal(str)
    """Open this file instead."""

    def __init__(self, desk: Desk, path: Path, why: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Older copy")
        self._path = path
        self._jobs = Jobs(self)
        self._other: Path | None = None
        self._picture = plain.label()
        self.said = plain.label(f"{path.name} may not be your newest file.", name="heading",
                                wrap=True)  # fmt: skip
        self.why = plain.selectable(why)
        self.bar = QProgressBar(textVisible=False, maximumHeight=6)
        self.bar.setAccessibleName("Looking for a fuller copy")
        self.bar.setRange(0, 0)
        self.found = plain.selectable("Looking for a copy that holds more…")
        self.table = EditsTable()
        self.help = plain.label(name="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.said, 1)
        self.column.addLayout(head)
        for part in (self.why, self.bar, self.found):
            self.column.addWidget(part)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.help)
        self.column.addStretch(0)
        self.choose_button = self.add_button("Choose a file…", self._choose, left=True)
        self.cancel_button = self.add_button("Cancel", self.reject)
        self.open_button = self.add_button("Open this one anyway", self._trust)
        self.use_button = self.add_button(BACKUP, self.use, default=True)
        self.set_theme(self.theme)
        self.want_size(96, 30)
        self.setModal(True)
        self._begin([])

    def set_theme(self, theme: Theme) -> None:
        plain.show_picture(self._picture, "mdi6.file-clock-outline", theme, 32,
                           colour=theme.warning)  # fmt: skip
        self.table.set_theme(theme)

    # ---- acting

    def compare(self, other: Path) -> None:
        """See what another file has that this one has not."""
        self._begin([str(other)])

    def use(self) -> None:
        """Go on with the fuller file: a backup takes the project's place, another is opened."""
        other = self._other
        if other is None:
            return
        if _is_backup(other):
            self._begin([str(other), "--use"])
        else:
            self.accept()
            self.other_wanted.emit(str(other))

    def done(self, result: int) -> None:
        self._jobs.stop_all()
        super().done(result)

    # ---- inside

    def _begin(self, words: list[str]) -> None:
        self._other = None
        self.bar.show()
        for part in (self.table, self.help):
            part.hide()
        self.use_button.setEnabled(False)
        self._jobs.run(["compare", str(self._path), *words, "--json-lines"],
                       lambda *_: None, self._show, self._failed)  # fmt: skip

    def _show(self, told: object) -> None:
        assert isinstance(told, dict)
        self.bar.hide()
        here, there = told["here"], told["there"]
        if told["kept"]:
            kept = Path(told["kept"]).name
            self.accept()
            self.put_in_place.emit(
                f"{self._path.name} is the fuller copy now. What was there is kept as {kept}."
            )
        elif there is None:
            self.found.setText(NONE_KNOWN)
            self.use_button.hide()
            self.choose_button.setFocus()
        else:
            self._other = Path(there["path"])
            self._tell(here, there)

    def _tell(self, here: dict[str, Any], there: dict[str, Any]) -> None:
        other = Path(there["path"])
        what = "A backup of it" if _is_backup(other) else f"The other file, {other.name},"
        lines = [f"{what} {_has(there)}.", f"This one {_has(here)}."]
        self.found.setText("\n".join([*lines, f"The other is {other}."]))
        self.table.fill(there["only"], here["only"])
        helps = [BACKUP_HELP if _is_backup(other) else FILE_HELP]
        self.help.setText(" ".join([*helps, BOTH_WAYS] if here["alone"] else helps))
        self.help.setVisible(bool(there["alone"]))
        self.table.setVisible(self.table.rowCount() > 0)
        self.use_button.setMinimumWidth(self.use_button.width())
        self.use_button.setText(BACKUP if _is_backup(other) else "Open the other one")
        self.use_button.setVisible(bool(there["alone"]))
        self.use_button.setEnabled(bool(there["alone"]))
        (self.use_button if there["alone"] else self.choose_button).setFocus()

    def _failed(self, why: str) -> None:
        self.bar.hide()
        self.found.setText(why)
        self.use_button.hide()
        self.choose_button.setFocus()

    def _choose(self) -> None:
        dialog = QFileDialog(self, "The newer file", str(self._path.parent))
        keep_inside(dialog)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"Attesta projects (*{places.SUFFIX});;All files (*)")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.compare(Path(chosen)))
        dialog.open()

    def _trust(self) -> None:
        self.accept()
        self.trusted.emit()


class EditsTable(QTableWidget):
    """A row an edit that only one of two files has, those of the other file first."""

    def __init__(self) -> None:
        super().__init__(0, 4)
        self.setHorizontalHeaderLabels(["When", "Who", "What", "Only in"])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        make_quiet(self, "Edits that only one of the two files has")
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(4):
            stretched = column == 2
            header.setSectionResizeMode(
                column,
                QHeaderView.ResizeMode.Stretch if stretched
                else QHeaderView.ResizeMode.ResizeToContents,
            )  # fmt: skip

    def set_theme(self, _theme: Theme) -> None:
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        self.viewport().update()

    def fill(self, there: list[dict[str, str]], here: list[dict[str, str]]) -> None:
        rows = [(one, THERE) for one in there] + [(one, HERE) for one in here]
        self.setRowCount(len(rows))
        for at, (one, where) in enumerate(rows):
            told = (_moment(one["at"]), one["person"], one["title"], where)
            for column, text in enumerate(told):
                self.setItem(at, column, QTableWidgetItem(text))
        if rows:
            self.setCurrentCell(0, 0)


def ask(desk: Desk, window: QWidget, path: Path, why: str, open_: Callable[..., None]) -> None:
    """Let the person choose which file to go on with; `open_` opens it, this one when `trusted`."""
    dialog = OlderDialog(desk, path, why, window)
    dialog.trusted.connect(lambda: open_(path, trusted=True))
    dialog.other_wanted.connect(lambda other: open_(Path(other)))

    def reopen(said: str) -> None:
        open_(path)
        desk.tell(said, "done")

    dialog.put_in_place.connect(reopen)
    dialog.rejected.connect(lambda: desk.tell(why, "warning"))
    dialog.open()


def _is_backup(path: Path) -> bool:
    return places.backups().resolve() in path.parents


def _has(side: dict[str, Any]) -> str:
    """'holds 2 articles and 5 spans; 3 edits only it has: 2 by Ben, 1 by Ana'."""
    held = f"holds {many(side['articles'], 'article')} and {many(side['spans'], 'span')}"
    if not side["alone"]:
        return f"{held}, and nothing that the other has not"
    people = ", ".join(f"{number:,} by {name}" for name, number in side["people"].items())
    return f"{held}; {many(side['alone'], 'edit')} only it has: {people}"


def _moment(at: str) -> str:
    """The hour as this machine counts it."""
    local = datetime.fromisoformat(at).astimezone()
    return str(QLocale().toString(local, QLocale.FormatType.ShortFormat))
