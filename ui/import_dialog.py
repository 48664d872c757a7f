"""The import dialog: files are read beside the window, looked at, taken in, and reported on."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QProgressBar, QWidget

from model import choices, labels, spool
from model.choices import Choices
from model.import_report import Report
from model.spool import Brought
from ui import import_words, plain
from ui.away import GOING_BACK, LEAVING
from ui.children import Wish
from ui.desk import Desk
from ui.dialog import Dialog
from ui.import_choices import ImportChoices
from ui.import_columns import ImportColumns
from ui.import_intake import Intake, Wanted, intake_for
from ui.import_mapping import ImportMapping
from ui.import_tree import ImportTree
from ui.jobs import Job, Jobs
from ui.news import ADDED
from ui.theme import Theme
from ui.who import at_work, known

STOPPED = "The import was stopped; nothing was imported."
LOW, FEW = 28, 4
"""On a screen that is less than so many lines high the list of files may be so many lines, and a
table's columns go without their first rows."""


class ImportDialog(Dialog):
    """Reads at once; asks only when there is something to look at; reports at the end."""

    def __init__(self, desk: Desk, paths: Sequence[Path], parent: QWidget | None = None, *,
                 folder: Path | None = None) -> None:  # fmt: skip
        """`folder` is one of ours, with files that go when the import ends."""
        super().__init__(desk, parent, "Import")
        self._wish = Wish(list(paths), own=own_file(desk))
        self._folder = folder or new_folder()
        self._jobs = Jobs(self)
        self._job: Job | None = None
        self._brought: Brought | None = None
        self._intake: Intake | None = None
        self.said = plain.label("Looking at the files…", name="heading", wrap=True)
        self.bar = QProgressBar(textVisible=False, maximumHeight=6, accessibleName="Importing")
        self.tree = ImportTree(self.theme)
        self.how = ImportChoices(known(desk), at_work(desk))
        self.how.wanted.connect(self.read_as)
        self.how.encoding_wanted.connect(self.read_in)
        self.mapping = ImportMapping()
        self.columns = ImportColumns()
        self.columns.changed.connect(self.read_columns)
        self.tree.itemSelectionChanged.connect(self._show_table)
        self._lay_out()
        self.setModal(True)
        self._store = desk.store
        desk.project_changed.connect(self._leave)
        self.read()

    # ---- acting

    def read(self) -> None:
        """Read the files, as what was chosen for them or by their content."""
        self._show_stage("reading")
        self.bar.setRange(0, 0)
        asked = ["read-files", str(spool.request(self._folder, self._wish.as_values()))]
        self._job = self._jobs.run(asked, self._reading, self._read, self._failed)

    def read_as(self, format_: str) -> None:
        """Read the selected files, or those that failed, or all, as this; '' is by content."""
        if (brought := self._brought) is not None:
            meant = self.tree.chosen() or _failed_or_all(brought)
            self._wish = replace(self._wish, chosen=_with(self._wish.chosen, meant, format_))
            self.read()

    def read_in(self, encoding: str) -> None:
        """Read the selected files, or all whose encoding is open, in this; '' finds it again."""
        if (brought := self._brought) is not None:
            meant = self.tree.chosen() or [one.path for one in brought.found if one.encoding]
            said = _with(self._wish.encodings, meant, encoding)
            self._wish = replace(self._wish, encodings=said)
            self.read()

    def read_columns(self) -> None:
        """Read the table that is shown by the columns chosen for it, and those like it too."""
        assert self._brought is not None
        names = {one.path: one.columns.get("names") for one in self._brought.found}
        alike = [path for path, own in names.items()
                 if own and own == names[self.columns.path or path]]  # fmt: skip
        chosen = {path: self.columns.chosen() for path in alike}
        self._wish = replace(self._wish, of_one={**self._wish.of_one, **chosen})
        self.read()

    def take_in(self) -> None:
        """Put everything into the project, as one edit."""
        assert self._brought is not None
        self._show_stage("taking in")
        self.said.setText("Putting the articles into the project…")
        self.bar.setRange(0, 0)
        wanted = Wanted(self._brought, self.mapping.choices(), self.how.whose())
        self._intake = way = intake_for(self.desk, wanted, self)
        way.progressed.connect(self._taking_in)
        way.leaving.connect(lambda: self.said.setText(LEAVING))
        way.done.connect(self._finish)
        way.stopped.connect(self._stopped)
        way.failed.connect(self._failed)
        way.left.connect(self.reject)
        way.start()

    def copy(self) -> None:
        """Put the report into the clipboard, as text."""
        QGuiApplication.clipboard().setText("\n".join([self.said.text(), *self.tree.shown_lines()]))

    def reject(self) -> None:
        """Leave; what is being taken in is taken back first."""
        if self._intake is not None and self._intake.running:
            self.cancel_button.setEnabled(False)
            self.said.setText(GOING_BACK)
            self._intake.call_off()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """However the dialog is left, the reading ends."""
        if self._job is not None and self._job.running:
            self._job.cancel()
            self.desk.tell(STOPPED, "info")
        shutil.rmtree(self._folder, ignore_errors=True)
        super().done(result)

    def set_theme(self, theme: Theme) -> None:
        self.tree.set_theme(theme)

    # ---- inside

    def _leave(self) -> None:
        """Another project is none of this import; its own is another store when it comes back."""
        is_lent = self._intake is not None and self._intake.closes_project
        if not is_lent and self.desk.store is not self._store:
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
        elif stage == "taking in" or not self.tree.topLevelItemCount():
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
        self.bar.setRange(0, total if total > 1 else 0)
        self.bar.setValue(done)
        self.said.setText("Reading…" if total == 1 else f"Reading {done:,} of {total:,} files…")

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
        """Nothing could be read, or kept."""
        self._let_close()
        self.tree.show_rows([])
        self.said.setText(why)
        self._show_stage("done")

    def _taking_in(self, done: int) -> None:
        assert self._brought is not None
        self.bar.setRange(0, self._brought.articles)
        self.bar.setValue(done)

    def _stopped(self) -> None:
        self.desk.tell(STOPPED, "info")
        self.reject()

    def _finish(self, report: Report) -> None:
        self._let_close()
        show_first(self.desk, report)
        self.desk.tell(import_words.told(report), import_words.kind(report), topic=ADDED)
        if self._brought is None or not import_words.needs_a_look(self._brought):
            self.accept()
            return
        self.said.setText(import_words.told(report))
        self.tree.show_rows(import_words.after(report))
        self._show_stage("done")

    def _let_close(self) -> None:
        self._store, self._intake = self.desk.store, None
        self.cancel_button.setEnabled(True)


def _fit(tree: ImportTree, columns: ImportColumns, room: int) -> None:
    line = tree.fontMetrics().height()
    if room < LOW * line:
        tree.setMinimumHeight(FEW * line)
        columns.table.hide()


def _failed_or_all(brought: Brought) -> list[Path]:
    outcomes = {one.path: one.outcome for one in brought.found}
    outcomes |= {one.path: one.outcome for one in brought.rest}
    return [path for path, outcome in outcomes.items() if outcome == "failed"] or list(outcomes)


def _with(said: Mapping[Path, str], paths: Iterable[Path], name: str) -> dict[Path, str]:
    """What was said of files, with what is now said of these; '' takes it back."""
    now = {**said, **dict.fromkeys(paths, name)}
    return {path: name for path, name in now.items() if name}


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
    if first is not None and desk.store is not None:
        desk.show(first.article_id)


def new_folder() -> Path:
    """A folder of this import alone."""
    return Path(tempfile.mkdtemp(prefix="attesta-import-"))
