"""The export dialog: choices, what will be lost, progress, and where the result lies."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QWidget

from model import exporting, labels, people, places
from model.errors import UserError
from model.plurals import many
from ui import plain
from ui.desk import Desk
from ui.dialog import EDGE, Dialog
from ui.export_form import ExportForm
from ui.export_preview import ExportPreview
from ui.jobs import Job, Jobs
from ui.theme import Theme
from ui.upright import Upright

PAUSE = 300
"""Milliseconds without a change before the preview is counted."""

PREVIEW_DEADLINE = 120.0


class ExportDialog(Dialog):
    """Exports the project's file by a child process, so that labelling never waits."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Export a corpus")
        path = desk.project.path
        assert path is not None, "only a project with a file can be exported"
        self._jobs = jobs
        self._preview_job: Job | None = None
        self._export_job: Job | None = None
        self._done: Path | None = None
        remembered = _remembered()
        self.form = ExportForm(
            labels.every(desk.project), people.everyone(desk.project), path,
            _folder(remembered, path),
        )  # fmt: skip
        self.form.restore(remembered)
        self.preview = ExportPreview(self.theme)
        self.progress = QProgressBar(textVisible=False, maximumHeight=6)
        self.said = plain.selectable(name="muted")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._count)
        self._lay_out()
        self.form.changed.connect(self._choices_changed)
        self.form.target_changed.connect(self._check)
        self._choices_changed()

    # ---- acting

    def export(self) -> None:
        """Start the export; the form is closed until it ends."""
        target = self._target()
        self._stop_preview()
        self._done = target
        self._busy(True)
        self._tell("Exporting…", "muted")
        self._export_job = self._jobs.run(
            [*self.form.arguments(), *self.form.strictly, "--to", str(target)],
            self._show_progress, self._exported, self._failed,
        )  # fmt: skip

    def cancel(self) -> None:
        """Stop the export if one runs, and remove what it has written; else close."""
        job = self._export_job
        if job is None or not job.running:
            self.close()
            return
        job.cancel()
        self._clean_up()
        self._busy(False)
        self._tell("The export was stopped. What was there before is as it was.", "muted")

    def show_in_folder(self) -> None:
        if self._done is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(_shown_folder(self._done))))

    def done(self, result: int) -> None:
        """However the dialog is left, its children end and its choices are remembered."""
        self._stop_preview()
        if self._export_job is not None and self._export_job.running:
            self._export_job.cancel()
            self._clean_up()
        _remember(self.form.choices())
        super().done(result)

    def set_theme(self, theme: Theme) -> None:
        self.preview.set_theme(theme)

    # ---- inside

    def _lay_out(self) -> None:
        form = Upright(self.form)
        sides = QBoxLayout(self._direction(form))
        sides.setSpacing(18)
        sides.addWidget(form, 2)
        sides.addWidget(self.preview, 3)
        self.column.addLayout(sides, 1)
        self.column.addWidget(self.form.where)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.said)
        self.progress.hide()
        self.show_button = self.add_button("Show in folder", self.show_in_folder, left=True)
        self.show_button.hide()
        self.cancel_button = self.add_button("Close", self.cancel)
        self.export_button = self.add_button("Export", self.export, default=True)
        self.want_size(120, 34)
        self.form.format.setFocus()

    def _direction(self, form: QWidget) -> QBoxLayout.Direction:
        """The preview stands beside the form; on a narrow screen, below it."""
        wide = form.minimumSizeHint().width() + self.preview.minimumWidth() + 3 * EDGE
        narrow = wide > self.screen().availableSize().width()
        way = QBoxLayout.Direction
        return way.TopToBottom if narrow else way.LeftToRight

    def _choices_changed(self) -> None:
        self._stop_preview()
        if self._check():
            self.preview.wait()
            self._pause.start()

    def _check(self) -> bool:
        """Whether these choices can be exported; says why not."""
        trouble = self.form.trouble()
        self.export_button.setEnabled(not trouble)
        if trouble:
            self._pause.stop()
            self.preview.say(trouble)
            self._tell("", "muted")
            return False
        if self.preview.head.text() == "Say where to export to.":
            self._pause.start()
        target = self._target()
        there = f"{target} exists. It will be replaced." if os.path.exists(target) else ""
        self._tell(there, "muted")
        return True

    def _count(self) -> None:
        self._preview_job = self._jobs.run(
            [*self.form.arguments(), "--dry-run"], lambda _done, _total: None,
            self._counted, self.preview.say, deadline=PREVIEW_DEADLINE,
        )  # fmt: skip

    def _counted(self, found: object) -> None:
        if isinstance(found, dict):
            self.preview.show_counts(found)

    def _stop_preview(self) -> None:
        self._pause.stop()
        if self._preview_job is not None:
            self._preview_job.cancel()
            self._preview_job = None

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self._tell("Reading back and comparing…" if 2 * done > total else "Writing…", "muted")

    def _exported(self, found: object) -> None:
        assert isinstance(found, dict)
        self._done = Path(found["path"])
        self._busy(False)
        self.show_button.show()
        self.show_button.setFocus()
        self._tell(
            f"Exported {many(found['articles'], 'article')}, {many(found['spans'], 'span')} and "
            f"{many(found['links'], 'link')} to {self._done}. Read back and found equal.", "muted",
        )  # fmt: skip
        self.desk.tell(f"Exported to {self._done}.", "done")

    def _failed(self, why: str) -> None:
        self._clean_up()
        self._busy(False)
        self._tell(why, "error")

    def _busy(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self.form.where.setEnabled(not busy)
        self.export_button.setEnabled(not busy)
        self.show_button.hide()
        self.progress.setRange(0, 0 if busy else 1)
        self.progress.setVisible(busy)
        self.cancel_button.setText("Cancel" if busy else "Close")

    def _tell(self, text: str, name: str) -> None:
        plain.restyle(self.said, name)
        self.said.setText(text)

    def _target(self) -> Path:
        return exporting.target_in(
            self.form.module.NAME,
            self.form.target_path,
            self.desk.project.path.stem,  # type: ignore[union-attr]
        )

    def _clean_up(self) -> None:
        if self._done is None:
            return
        try:
            exporting.clean_up(self._done)
        except (OSError, UserError) as error:
            self.desk.tell(f"What the export had written could not be removed: {error}", "warning")


def _shown_folder(exported: Path) -> Path:
    return exported if exported.is_dir() else exported.parent


def _folder(remembered: dict[str, Any], project: Path) -> Path:
    """Where the last export went when that place is still there, else beside the project."""
    said = remembered.get("folder")
    last = Path(said) if isinstance(said, str) and said else project.parent
    return last if last.is_absolute() and last.is_dir() else project.parent


def _remembered() -> dict[str, Any]:
    try:
        said = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _remember(choices: dict[str, Any]) -> None:
    """For the next time; a folder that cannot be written costs only that."""
    fresh = _file().with_suffix(".new")
    try:
        fresh.write_text(json.dumps(choices, ensure_ascii=False), encoding="utf-8")
        fresh.replace(_file())
    except OSError:
        fresh.unlink(missing_ok=True)


def _file() -> Path:
    return places.config() / "export.json"
