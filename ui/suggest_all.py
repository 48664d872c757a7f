"""Suggesting in every article: progress, a pause, and an end at any moment."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QWidget

from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.suggestions import SuggestionKeeper

ABOUT = (
    "Figures, actors, claims and verified words are proposed in every article that you have not"
    " finished. What you have marked or rejected stays as it is. You can go on working meanwhile."
)


class SuggestAll(Dialog):
    """Stays beside the window while the worker goes through the project."""

    def __init__(self, desk: Desk, keeper: SuggestionKeeper, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Suggest in every article")
        self._keeper = keeper
        self.said = plain.label(ABOUT, wrap=True)
        self.progress = QProgressBar(textVisible=False, maximumHeight=6)
        self.count = plain.label("", name="muted", wrap=True)
        for widget in (self.said, self.progress, self.count):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self.progress.hide()
        self.pause_button = self.add_button("Pause", self.pause, left=True)
        self.start_button = self.add_button("Start", self.start)
        self.close_button = self.add_button("Close", self.stop, default=False)
        self.start_button.setDefault(True)
        self.pause_button.setEnabled(False)
        keeper.progress.connect(self._show)
        keeper.run_ended.connect(self._ended)
        self.want_size(64, 13)
        if keeper.running:
            self._running(True)

    def start(self) -> None:
        self._running(True)
        self.count.setText("Starting…")
        self._keeper.run()

    def pause(self) -> None:
        """Pause, or go on."""
        self._keeper.pause(not self._keeper.paused)
        self.pause_button.setText("Go on" if self._keeper.paused else "Pause")

    def stop(self) -> None:
        """End the run; without one, leave."""
        if self._keeper.running:
            self._keeper.cancel()
        else:
            self.close()

    def _show(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.count.setText(f"{done:,} of {total:,} articles")

    def _ended(self, said: str) -> None:
        self._running(False)
        self.count.setText(said)

    def _running(self, running: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(running)
        self.pause_button.setEnabled(running)
        self.pause_button.setText("Pause")
        self.start_button.setEnabled(not running)
        self.close_button.setText("Stop" if running else "Close")
