"""The import dialog: files are read beside the window, looked at, taken in, and reported on."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from model import choices, importing, intake, labels, spool
from model.choices import Choices
from model.errors import UserError
from model.import_report import Report
from model.spool import Brought
from ui import import_words, plain
from ui.children import Wish
from ui.desk import Desk
from ui.dialog import Dialog
from ui.import_choices import ImportChoices
from ui.import_columns import ImportColumns
from ui.import_mapping import ImportMapping
from ui.import_tree import ImportTree
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.who import at_work, known

TURN = 0.012
"""Seconds of taking in before the window may draw and hear."""
LOW, FEW = 28, 4
"""On a screen that is less than so many lines high the list of files may be so many lines, and a
table's columns go without their first rows."""


class ImportDialog(Dialog):
    """Reads at once; asks only when there is something to look at; reports at the end."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None, *,
                 folder: Path | None = None) -> None:  # fmt: skip
        """`folder` is one of ours, with files that go when the import ends."""
        super().__init__(desk, parent, "Import")
        self._paths = list(paths)
        self._folder = folder or new_folder()
        self._chosen: dict[Path, str] = {}
        self._columns: dict[Path, dict[str, str]] = {}
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._brought: Brought | None = None
        self._steps: intake.Steps | None = None
        self._walk: Iterator[int] | None = None
        self.said = plain.label("Looking at the files…", name="heading", wrap=True)
        self.bar = QProgressBar(textVisible=False, maximumHeight=6, accessibleName="Importing")
        self.tree = ImportTree(self.theme)
        self.how = ImportChoices(known(desk), at_work(desk))
        self.how.wanted.connect(self.read_as)
        self.mapping = ImportMapping()
        self.columns = ImportColumns()
        self.columns.changed.connect(self.read_columns)
        self.tree.itemSelectionChanged.connect(self._show_table)
        self._turns = QTimer(self, timeout=self._turn)
        self._lay_out()
        self.setModal(True)
        self._store = desk.store  # which may change as a whole, by this very import
        desk.project_changed.connect(self._leave)
        self.read()

    # ---- acting

    def read(self) -> None:
        """Read the files, as what was chosen for them or by their content."""
        self._show_stage("reading")
        self.bar.setRange(0, 0)
        wish = Wish(self._paths, chosen=self._chosen, own=own_file(self.desk), of_one=self._columns)
        asked = ["read-files", str(spool.request(self._folder, wish.as_values()))]
        self._job = self._jobs.run(asked, self._reading, self._read, self._failed)

    def read_as(self, format_: str) -> None:
        """Read the selected files, or those that failed, or all, as this format; '' is by
        content."""
        brought = self._brought
        if brought is None:
            return
        outcomes = {one.path: one.outcome for one in brought.found}
        outcomes |= {one.path: one.outcome for one in brought.rest}
        failed = [path for path, outcome in outcomes.items() if outcome == "failed"]
        for path in self.tree.chosen() or failed or list(outcomes):
            self._chosen[path] = format_
        self._chosen = {path: name for path, name in self._chosen.items() if name}
        self.read()

    def read_columns(self) -> None:
        """Read the table that is shown by the columns chosen for it, and those like it too."""
        assert self._brought is not None
        names = {one.path: one.columns.get("names") for one in self._brought.found}
        for path, own in names.items():
            if own and own == names[self.columns.path or path]:
                self._columns[path] = self.columns.chosen()
        self.read()

    def take_in(self) -> None:
        """Put everything into the project, as one edit, in turns with the window."""
        assert self._brought is not None
        self._show_stage("taking in")
        self.said.setText("Putting the articles into the project…")
        self.bar.setRange(0, max(self._brought.articles, 1))
        title = importing.title_for(self._brought.articles, self._brought.first_title())
        self._steps = intake.Steps(self.desk.project, self._brought.files(),
                                   self.mapping.choices(), title, self.how.whose())  # fmt: skip
        self._walk = iter(self._steps)
        self._turns.start(0)

    def copy(self) -> None:
        """Put the report into the clipboard, as text."""
        QGuiApplication.clipboard().setText("\n".join([self.said.text(), *self.tree.shown_lines()]))

    def done(self, result: int) -> None:
        """However the dialog is left: the reading ends, an import under way is taken back."""
        unfinished = self._stop()
        shutil.rmtree(self._folder, ignore_errors=True)
        if unfinished:
            self.desk.tell("The import was stopped; nothing was imported.", "info")
        super().done(result)

    def set_theme(self, theme: Theme) -> None:
        self.tree.set_theme(theme)

    # ---- inside

    def _leave(self) -> None:
        if self.desk.store is not self._store:
            self.reject()

    def _lay_out(self) -> None:
        _fit(self.tree, self.columns, self.screen().availableSize().height())
        for widget in (self.said, self.bar, self.tree, self.how, self.columns, self.mapping):
            self.column.addWidget(widget, int(widget is self.tree))
        self.column.addStretch(0)
        self.copy_button = self.add_button("Copy report", self.copy, left=True)
        self.cancel_button = self.add_button("Cancel", self.reject)
        self.import_button = self.add_button("Import", self.take_in, default=True)

    def _show_stage(self, stage: str) -> None:
        """'reading', 'looking', 'taking in' or 'done'."""
        listed = stage in ("looking", "done")
        self.bar.setVisible(not listed)
        self.tree.setVisible(listed)
        self.how.show_for(self._brought if stage == "looking" else None)
        self.mapping.setVisible(stage == "looking" and bool(self.mapping.choices() != Choices()))
        if stage == "looking":
            self._show_table()
        else:
            self.columns.hide()
        self.copy_button.setVisible(stage == "done")
        self.import_button.setVisible(stage == "looking")
        self.cancel_button.setText("Close" if stage == "done" else "Cancel")
        if listed:
            self.want_size(112, 36)
            (self.cancel_button if stage == "done" else self.import_button).setFocus()
        elif not self.tree.topLevelItemCount():
            self.want_size(56, 7)

    def _show_table(self) -> None:
        """Offer the columns of the selected table; of the first one, when there is room."""
        found = self._brought.found if self._brought is not None else ()
        tables = {one.path: one.columns for one in found if one.columns}
        wanted = [path for path in self.tree.chosen() if path in tables]
        if not wanted and self.mapping.isHidden():
            wanted = [path for path in (self.columns.path, *tables) if path in tables]
        shown = next(iter(wanted), None)
        if shown is None or not self.how.isVisibleTo(self):
            self.columns.hide()
        elif shown != self.columns.path or not self.columns.isVisibleTo(self):
            self.columns.show_table(shown, tables[shown])

    def _reading(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.said.setText(f"Reading {done:,} of {total:,} files…")

    def _read(self, _told: object) -> None:
        self._brought = brought = spool.read_into(self._folder)
        needed = choices.unknown(self.desk.project, brought.found)
        if not needed and not import_words.needs_a_look(brought):
            self.take_in()
            return
        self.mapping.show_unknown(needed, labels.every(self.desk.project))
        self.tree.show_rows(import_words.before(brought))
        self.said.setText(import_words.offered(brought))
        self.import_button.setEnabled(brought.articles > 0)
        self._show_stage("looking")

    def _failed(self, why: str) -> None:
        """Nothing could be read, or kept: say so, and leave the way back open."""
        self._stop()
        self.tree.show_rows([])
        self.said.setText(why)
        self._show_stage("done")

    def _turn(self) -> None:
        assert self._walk is not None
        until = perf_counter() + TURN
        try:
            while perf_counter() < until:
                self.bar.setValue(next(self._walk))
        except StopIteration:
            self._finish()
        except UserError as error:
            self._failed(str(error))

    def _finish(self) -> None:
        assert self._brought is not None
        assert self._steps is not None
        self._turns.stop()
        self._walk = None
        report = Report((*self._steps.results, *self._brought.not_read()))
        show_first(self.desk, report)
        self.desk.tell(import_words.told(report), "done" if report.new or report.spans else "info")
        if not import_words.needs_a_look(self._brought):
            self.accept()
            return
        self.said.setText(import_words.told(report))
        self.tree.show_rows(import_words.after(report))
        self._show_stage("done")

    def _stop(self) -> bool:
        """End whatever runs; True when something did."""
        running = self._job is not None and self._job.running
        if self._job is not None:
            self._job.cancel()
        self._turns.stop()
        walk, self._walk = self._walk, None
        if walk is not None:
            walk.close()  # type: ignore[attr-defined]
        return running or walk is not None


def _fit(tree: ImportTree, columns: ImportColumns, room: int) -> None:
    line = tree.fontMetrics().height()
    if room < LOW * line:
        tree.setMinimumHeight(FEW * line)
        columns.table.hide()


def own_file(desk: Desk) -> tuple[int, int] | None:
    """Device and inode of the open project's file, which must not be opened beside the store."""
    path = desk.project.path
    if path is None:
        return None
    found = os.stat(path)
    return found.st_dev, found.st_ino


def show_first(desk: Desk, report: Report) -> None:
    """Show the first article that was imported or found again."""
    first = next((one for one in report.results if one.article_id), None)
    if first is not None:
        desk.show(first.article_id)


def new_folder() -> Path:
    """A folder of this import alone."""
    return Path(tempfile.mkdtemp(prefix="attesta-import-"))
