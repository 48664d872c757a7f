"""Checking the project: every problem found, and the way to the words it is about."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from model import backup, check
from model.check import Problem
from model.errors import UserError
from model.plurals import many
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.jobs import Job, Jobs

CHECKED = (
    "The file, the texts' hashes, every quote and offset, the chain of the log, and that the"
    " tables hold what the log says."
)
HELP = "Nothing was changed. Earlier backups of this project lie in {folder}."
NAMES = {
    "file": "File", "tables": "Tables", "texts": "Text", "quotes": "Quote", "doubles": "Double",
    "log": "Log", "replay": "Log",
}  # fmt: skip


class CheckDialog(Dialog):
    """Runs when it is opened; Enter or Show goes to the span or article of a problem."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, jobs: Jobs | None = None) -> None:
        """With `jobs` a project with a file is checked beside the window, which never waits."""
        super().__init__(desk, parent, "Check project")
        self._jobs = jobs
        self._job: Job | None = None
        self.problems: list[Problem] = []
        self._picture = plain.label()
        self.said = plain.label("Checking…", name="heading", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.said, 1)
        self._note = plain.label(CHECKED, name="muted", wrap=True)
        self.list = QListWidget(wordWrap=True, alternatingRowColors=True)
        self.list.setAccessibleName("Problems")
        self.list.itemActivated.connect(lambda _: self.show_problem())
        self.list.currentRowChanged.connect(lambda _: self._enable())
        self.list.hide()
        self.column.addLayout(head)
        self.column.addWidget(self._note)
        self.column.addWidget(self.list, 1)
        self.column.addStretch(0)
        self.show_button = self.add_button("Show", self.show_problem, left=True)
        self.again = self.add_button("Check again", self.run, left=True)
        self.add_button("Close", self.close, default=True).setFocus()
        self.repair_button = self.add_button("Repair…", self._repair, left=True)
        for button in (self.show_button, self.repair_button):
            button.hide()
        self.again.setEnabled(False)
        self.want_size(72, 14)
        QTimer.singleShot(0, self, self.run)

    def run(self) -> None:
        """Check now and list what is found."""
        path = self.desk.project.path
        self.again.setEnabled(False)
        if self._jobs is not None and path is not None:
            self._tell("mdi6.progress-clock", self.theme.muted, "Checking…")
            self._job = self._jobs.run(
                ["check", str(path), "--json-lines"], lambda *_: None, self._checked, self._failed
            )
            return
        try:
            self._list(check.project(self.desk.project))
        except UserError as error:
            self._failed(str(error))

    def done(self, result: int) -> None:
        if self._job is not None and self._job.running:
            self._job.cancel()
        super().done(result)

    def _checked(self, found: object) -> None:
        assert isinstance(found, list)
        self._list([Problem(**one) for one in found])

    def _failed(self, why: str) -> None:
        self.again.setEnabled(True)
        self._tell("mdi6.alert-octagon-outline", self.theme.danger, why)

    def _list(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.again.setEnabled(True)
        if not problems:
            self._tell("mdi6.shield-check-outline", self.theme.good, "The project is sound.")
        else:
            said = f"{many(len(problems), 'problem')} found."
            self._tell("mdi6.shield-alert-outline", self.theme.danger, said)
        folder = backup.folder_of(self.desk.project)
        self._note.setText(HELP.format(folder=folder) if problems else CHECKED)
        self.list.clear()
        for problem in self.problems:
            QListWidgetItem(f"{NAMES.get(problem.check, problem.check)}: {problem.what}", self.list)
        self.list.setVisible(bool(problems))
        self.show_button.setVisible(bool(problems))
        of_file = any(problem.check in ("file", "texts") for problem in problems)
        self.repair_button.setVisible(of_file and self.desk.writable)
        if problems:
            self.want_size(84, 28)
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def show_problem(self) -> None:
        """Show the words that the chosen problem is about, and leave."""
        problem = self._chosen()
        if problem is None or not (problem.span_id or problem.article_id):
            return
        if problem.span_id:
            self.desk.reveal(problem.span_id)
        else:
            self.desk.show(problem.article_id)
        self.accept()

    def _repair(self) -> None:
        """Close the project and look what can be done for the file."""
        frame = self.desk.frame
        self.accept()
        if frame is not None:
            frame.show_dialog("repair")

    def _chosen(self) -> Problem | None:
        row = self.list.currentRow()
        return self.problems[row] if 0 <= row < len(self.problems) else None

    def _enable(self) -> None:
        problem = self._chosen()
        self.show_button.setEnabled(
            problem is not None and bool(problem.span_id or problem.article_id)
        )

    def _tell(self, name: str, colour: str, text: str) -> None:
        plain.show_picture(self._picture, name, self.theme, 28, colour=colour)
        self.said.setText(text)
