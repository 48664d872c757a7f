"""Suggesting in every article: how much is done already, progress, a pause, and an end."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui import plain, suggestion_run
from ui.beside import Beside
from ui.desk import Desk
from ui.suggestion_run import Run
from ui.suggestions import SuggestionKeeper

ABOUT = (
    "Figures, actors, claims and verified words are proposed in every article that you have not"
    " finished. What you have marked or rejected stays as it is. You can go on working meanwhile."
)


class SuggestAll(Beside):
    """Stays beside the window while the worker goes through the project."""

    COMMAND = "suggest.all"
    GOES_ON = "Suggesting goes on. Suggest → Suggest in every article… shows how far it is."
    DOING = "Suggesting"

    def __init__(self, desk: Desk, keeper: SuggestionKeeper, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Suggest in every article")
        self._keeper = keeper
        self._next = Run()
        self.said = plain.label(ABOUT, wrap=True)
        self.count = plain.label("", name="muted", wrap=True)
        for widget in (self.said, self.progress, self.count):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.pause_button = self.add_button("Pause", self.pause, left=True)
        self.start_button = self.add_button("Start", self.start)
        self.close_button = self.add_button("Close", self.stop, default=False)
        self.start_button.setDefault(True)
        keeper.progress.connect(self._show)
        keeper.run_ended.connect(self._ended)
        desk.project_changed.connect(self._look)
        self.want_size(64, 14)
        self._look()

    @property
    def running(self) -> bool:
        return self._keeper.running

    def start(self) -> None:
        """Go through what is left."""
        self.setFocus()  # rather than Stop, which would get it from Start
        self.count.setText("Starting…")
        self._keeper.run()
        self._arrange()

    def pause(self) -> None:
        """Pause, or go on."""
        self._keeper.pause(not self._keeper.current.paused)
        self._arrange()

    def stop(self) -> None:
        """End the run; without one, leave."""
        if self.running:
            self.stop_work()
        else:
            self.close()

    def stop_work(self) -> None:
        self._keeper.cancel()

    def _look(self) -> None:
        """Say how much there is to do, or how far it is."""
        if self.running:
            self._show(*self._keeper.current.far)
        else:
            self._next = suggestion_run.of(self.desk)
            self.count.setText(self._next.told_beforehand)
        self._arrange()

    def _show(self, done: int, total: int) -> None:
        self.show_far(done, total)
        self.count.setText(f"{done:,} of {total:,} articles")

    def _ended(self, said: str) -> None:
        self._look()
        self.count.setText(said)
        self.tell_if_unseen(said, "finished")

    def _arrange(self) -> None:
        running = self.running
        self.progress.setVisible(running)
        self.pause_button.setEnabled(running)
        self.pause_button.setText("Go on" if running and self._keeper.current.paused else "Pause")
        self.start_button.setEnabled(not running and self._next.left > 0)
        self.close_button.setText("Stop" if running else "Close")
