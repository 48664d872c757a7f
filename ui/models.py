"""The models of a project: train one, see what it is worth beside the rules, use it, delete it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QSpinBox,
    QWidget,
)

from model import trained
from model.trained import Trained
from ui import plain
from ui.beside import Beside, Doorkeeper
from ui.desk import Desk
from ui.jobs import Job, Jobs
from ui.models_scores import Comparison

RULES = "The rules alone"
STEPS_HELP = (
    "A model is trained four times, on a quarter, half, three quarters and all of the training"
    " articles, to tell whether more gold would help. Each takes so many steps at most."
)
USED = "Used from the next article on; G suggests anew in the one shown."
GOES_ON = "The training goes on. Suggest → Models… shows how far it is, and stops it."
TRAINED = "A model was trained."
STOPPED = "The training was stopped; nothing was kept of it."
GONE = "The training was stopped, as its project was closed; nothing was kept of it."
LEAVING = "A model is being trained. Stop the training and close Attesta?"
LOST = "Nothing is kept of a training that is stopped. The project is safe either way."


class ModelsDialog(Beside):
    """Left the models, the rules first; right how the chosen one compares."""

    COMMAND = "models"
    GOES_ON = GOES_ON
    DOING = "Training a model"

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Models")
        path = desk.project.path
        assert path is not None, "only a project with a file has models beside it"
        self._path = path
        self._jobs = jobs
        self._job: Job | None = None
        self.ready = plain.label("Counting the gold…", name="muted", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName("Models")
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.itemActivated.connect(lambda _: self.use())
        self.compared = Comparison()
        self.steps = QSpinBox(minimum=10, maximum=20_000, singleStep=100, value=trained.STEPS,
                              suffix=" steps at most", groupSeparatorShown=True)  # fmt: skip
        self.steps.setAccessibleName("Training steps at most")
        plain.explain(self.steps, STEPS_HELP)
        self.said = plain.selectable(name="muted")
        self._lay_out()
        self._fill()
        self._count()
        desk.project_changed.connect(self._follow_project)
        if parent is not None:
            Doorkeeper(self, parent.window(), LEAVING, LOST)

    @property
    def running(self) -> bool:
        """Whether a model is being trained."""
        return self.progress.isVisibleTo(self)

    # ---- acting

    def train(self) -> None:
        """Train a model beside the window; what is shown meanwhile is loss and score."""
        self.list.setFocus()
        self._busy(True)
        self.said.setText("Preparing the gold…")
        self._job = self._jobs.run(
            ["train", str(self._path), "--steps", str(self.steps.value()), "--json-lines"],
            self.show_far, self._trained, self._failed, on_note=self.said.setText,
        )  # fmt: skip

    def use(self) -> None:
        """Suggest with the chosen model where it is better, or with the rules alone."""
        chosen = self._chosen()
        name = chosen.name if chosen else ""
        if self.desk.writable and self.desk.attempt(lambda: trained.use(self.desk.project, name)):
            self._fill()
            self.said.setText(USED)

    def delete(self) -> None:
        """Ask, then delete the chosen model's files."""
        chosen = self._chosen()
        if chosen is not None:
            _ask_to_delete(self, chosen.name, lambda: self._delete(chosen.name))

    def stop(self) -> None:
        """Stop the training, or leave."""
        if self.running:
            self.stop_work()
        else:
            self.close()

    def stop_work(self) -> None:
        self._end_job()
        self._busy(False)
        self.follow_work()
        self.said.setText(STOPPED)

    def done(self, result: int) -> None:
        self._end_job()
        super().done(result)

    # ---- inside

    def _lay_out(self) -> None:
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self.list, 2)
        sides.addWidget(self.compared, 5)
        for widget in (self.ready, self.progress, self.said):
            self.column.addWidget(widget)
        self.column.insertLayout(1, sides, 1)
        self.train_button = self.add_button("Train a model", self.train, left=True)
        self.add_field(self.steps)
        self.use_button = self.add_button("Use", self.use, left=True)
        self.delete_button = self.add_button("Delete…", self.delete, left=True)
        self.close_button = self.add_button("Close", self.stop)
        self.train_button.setEnabled(False)
        self.want_size(120, 36)

    def _follow_project(self) -> None:
        """Go with the project, unless it is only lent to a process of ours."""
        store = self.desk.store
        if self.desk.is_lent or (store is not None and store.path == self._path):
            return
        if self.running:
            self.stop_work()
            self.desk.tell(GONE, "warning", topic=self.COMMAND)
        self.has_news = False
        self.done(0)

    def _count(self) -> None:
        self._job = self._jobs.run(
            ["train", str(self._path), "--dry-run", "--json-lines"], lambda *_: None,
            self._counted, self.ready.setText,
        )  # fmt: skip

    def _counted(self, found: object) -> None:
        assert isinstance(found, dict)
        self.ready.setText(str(found["told"]))
        self.train_button.setEnabled(bool(found["can"]) and self.desk.writable)

    def _fill(self) -> None:
        used = self._used = trained.current(self.desk.project)
        self._models = trained.listed(trained.folder_of(self._path))
        row = 0
        self.list.blockSignals(True)
        self.list.clear()
        for number, one in enumerate([None, *self._models]):
            name = one.name if one else RULES
            in_use = one.name == used.name if one and used else one is None and used is None
            QListWidgetItem(f"{name}  ✓ in use" if in_use else name, self.list)
            row = number if in_use else row
        self.list.blockSignals(False)
        self.list.setCurrentRow(row)
        self._show()

    def _show(self) -> None:
        chosen = self._chosen()
        in_use = (chosen and chosen.name) == (self._used and self._used.name)
        self.use_button.setText("In use" if in_use else "Use")
        self.use_button.setEnabled(self.desk.writable and not in_use and not self.running)
        self.delete_button.setEnabled(chosen is not None and not self.running)
        self.compared.show_model(chosen)

    def _delete(self, name: str) -> None:
        if self.desk.attempt(lambda: trained.delete(self.desk.project, name), edits=False):
            self._fill()
            self.said.setText(f"{name} was deleted.")

    def _chosen(self) -> Trained | None:
        row = self.list.currentRow()
        return self._models[row - 1] if 0 < row <= len(self._models) else None

    def _trained(self, found: object) -> None:
        assert isinstance(found, dict)
        made: dict[str, Any] = found
        self._fill()
        self.list.setCurrentRow(1)
        self.list.setFocus()
        self._end(f"{TRAINED} {made['worth']}", "finished")

    def _failed(self, why: str) -> None:
        self._end(why, "warning")

    def _end(self, said: str, kind: str) -> None:
        self._busy(False)
        self.said.setText(said)
        self.tell_if_unseen(said, kind)

    def _busy(self, busy: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        self.train_button.setEnabled(not busy)
        self.steps.setEnabled(not busy)
        self.close_button.setText("Stop" if busy else "Close")
        self._show()

    def _end_job(self) -> None:
        if self._job is not None and self._job.running:
            self._job.cancel()


def _ask_to_delete(parent: QWidget, name: str, do: Callable[[], None]) -> None:
    """Enter keeps the model: what is deleted is gone for good."""
    box = plain.box(parent, "Delete model", f"Delete the model {name}?",
                    "Its files go for good. What it suggested stays.")  # fmt: skip
    delete = box.addButton("Delete", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.finished.connect(lambda _: do() if box.clickedButton() is delete else None)
    box.open()
