"""Importing from the window: files, folders, clipboard and drops, read step by step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListWidget, QProgressBar, QWidget

from model import articles, importing
from model.importing import FileResult, Report
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog

AT_ONCE = 8
"""Files up to this many are read without a progress dialog."""

OUTCOMES = {
    "new": "New",
    "known": "Known already",
    "failed": "Failed",
    "passed over": "Passed over",
}


def import_files(desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
    """Import files and folders, as one edit; with a progress dialog when there are many."""
    planned = importing.plan(paths)
    if len(planned.files) > AT_ONCE:
        ImportProgress(desk, planned, parent).open()
        return
    reading = importing.Reading(planned)
    for _ in reading.steps():
        pass
    _keep(desk, reading, parent)


def import_folder(desk: Desk, folder: Path, parent: QWidget | None = None) -> None:
    import_files(desk, [folder], parent)


def import_clipboard(desk: Desk, parent: QWidget | None = None) -> None:
    """The clipboard's files, else its text, as articles."""
    import_drop(desk, [], QGuiApplication.clipboard().mimeData(), parent)


def import_drop(desk: Desk, paths: Sequence[Path], mime: QMimeData,
                parent: QWidget | None = None) -> None:  # fmt: skip
    """Dropped or pasted files, else the plain text that came along; markup is never read."""
    local = list(paths) or [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if local:
        import_files(desk, local, parent)
    elif mime.hasText() and mime.text().strip():
        desk.attempt(lambda: _add_text(desk, mime.text()))
    else:
        desk.tell("There is no text to paste.", "info")


def told(report: Report) -> str:
    """The report in one sentence."""
    new, known = report.those("new"), report.those("known")
    parts = []
    if new:
        parts.append(f"Imported “{new[0].title}”" if len(new) == 1 else
                     f"Imported {len(new):,} articles")  # fmt: skip
    if known:
        parts.append(f"{len(known):,} known already")
    for outcome, word in (("failed", "could not be read"), ("passed over", "passed over")):
        if many := len(report.those(outcome)):
            parts.append(f"{many:,} {word}")
    said = ", ".join(parts) or "There was nothing to import"
    return said[:1].upper() + said[1:] + "."


def _add_text(desk: Desk, text: str) -> None:
    found = importing.from_text(text)
    added = articles.add(desk.project, [found], title=f"Paste {found.title}")
    if added.new:
        desk.tell(f"Pasted “{found.title}”.", "done")
    else:
        desk.tell("The project holds this text already.", "info")
    desk.show((added.new + added.known)[0])


def _keep(desk: Desk, reading: importing.Reading, parent: QWidget | None) -> None:
    reports: list[Report] = []
    if desk.attempt(lambda: reports.append(reading.keep(desk.project))):
        _show(desk, reports[0], parent)


def _show(desk: Desk, report: Report, parent: QWidget | None) -> None:
    """Show the first article; tell in a line, or in a list when something went wrong."""
    first = next((one for one in report.results if one.article_id), None)
    if first is not None:
        desk.show(first.article_id)
    failed = report.those("failed")
    if len(failed) == 1 and len(report.results) == 1:
        desk.tell(failed[0].why, "trouble")
    elif failed:
        ImportReport(desk, report, parent).open()
    else:
        desk.tell(told(report), "done" if report.new else "info")


class ImportProgress(Dialog):
    """Reads a file at each turn of the event loop; Cancel leaves the project as it was."""

    def __init__(self, desk: Desk, planned: importing.Plan, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Importing")
        self._reading = importing.Reading(planned)
        self._steps = self._reading.steps()
        self._parent = parent
        self.bar = QProgressBar(textVisible=False, maximum=max(len(planned.files), 1))
        self.bar.setAccessibleName("Files read")
        self.said = plain.label("Reading…")
        self.column.addWidget(self.said)
        self.column.addWidget(self.bar)
        self.column.addStretch(1)
        self.add_button("Cancel", self.reject)
        self.setModal(True)
        self.want_size(56, 7)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(0)

    def reject(self) -> None:
        """Nothing is kept of what was read."""
        self._timer.stop()
        self.desk.tell("The import was stopped; nothing was imported.", "info")
        super().reject()

    def _step(self) -> None:
        at = next(self._steps, None)
        if at is not None:
            done, total = at
            self.bar.setValue(done)
            self.said.setText(f"Reading {done:,} of {total:,} files…")
            return
        self._timer.stop()
        self.said.setText("Putting the articles into the project…")
        self.repaint()
        self.accept()
        _keep(self.desk, self._reading, self._parent)


class ImportReport(Dialog):
    """What became of each file, what failed first."""

    def __init__(self, desk: Desk, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Import")
        self.column.addWidget(plain.label(told(report), name="heading", wrap=True))
        self.list = QListWidget(wordWrap=True, alternatingRowColors=True)
        self.list.setAccessibleName("Files")
        for outcome in ("failed", "known", "new", "passed over"):
            self.list.addItems([_line(one) for one in report.those(outcome)])
        self.column.addWidget(self.list, 1)
        self.add_button("Close", self.close, default=True)
        self.want_size(90, 20)


def _line(one: FileResult) -> str:
    said = (one.why or f"“{one.title}” ({one.encoding})").removeprefix(f"{one.path.name} ")
    return f"{OUTCOMES[one.outcome]}: {one.path.name}: {said}"
