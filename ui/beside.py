"""A dialog in which work goes on while the window stays of use: left, it gets out of the way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMessageBox, QProgressBar, QWidget

from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog

STAY = "Keep the window open"


class Beside(Dialog):
    """Esc and the frame's button hide it while it is at work. The status bar says then how far
    that is, and the window what has come of it, each with a button that brings it back."""

    COMMAND = ""
    """Id of the command that shows it."""
    GOES_ON = ""
    """What to say when work is left to itself."""
    DOING = ""
    """What it does, in two or three words."""

    has_news = False
    """Whether it has ended its work unseen, and shows what came of it when it is asked for."""

    def __init__(self, desk: Desk, parent: QWidget | None, title: str) -> None:
        super().__init__(desk, parent, title)
        self.progress = QProgressBar(textVisible=False, maximumHeight=6)
        self.progress.hide()

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        raise NotImplementedError

    def stop_work(self) -> None:
        """End the work, if there is any."""
        raise NotImplementedError

    def reject(self) -> None:
        """Esc: the work goes on, out of the way, and is shown when it is asked for again."""
        if self.running:
            self.hide()
            self.follow_work()
            self.desk.tell(self.GOES_ON, action=self.COMMAND, topic=self.COMMAND)
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The frame's button does the same."""
        if self.running:
            event.ignore()
            self.reject()
        else:
            super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What the window has told of it is seen here now."""
        super().showEvent(event)
        self.has_news = False
        self.desk.withdraw(self.COMMAND)
        self.follow_work()

    def show_far(self, done: int, total: int) -> None:
        """Show how much of the work is done."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.follow_work()

    def follow_work(self) -> None:
        """Have the status bar say how far the work is, if that is not seen here."""
        most = self.progress.maximum()
        far = f"{100 * self.progress.value() // most} %" if most else "begins"
        unseen = self.running and self.isHidden()
        self.desk.at_work.emit(self.COMMAND, f"{self.DOING}: {far}" if unseen else "")

    def tell_if_unseen(self, said: str, kind: str) -> None:
        """Say in the window what came of the work, unless it is seen here."""
        self.follow_work()
        if self.isHidden():
            self.has_news = True
            self.desk.tell(said, kind, self.COMMAND, self.COMMAND)


class Doorkeeper(QObject):
    """Asks before the window is closed over work that would be lost; Enter and Esc keep it open."""

    def __init__(self, dialog: Beside, window: QWidget, question: str, lost: str) -> None:
        """`question` is what is asked, `lost` what becomes of the work then."""
        super().__init__(dialog)
        self._dialog = dialog
        self._window = window
        self._words = question, lost
        self._box: QMessageBox | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close or not self._dialog.running:
            return super().eventFilter(watched, event)
        event.ignore()
        if self._box is None:
            self._ask()
        return True

    def _ask(self) -> None:
        self._box = box = plain.box(self._window, "Close Attesta", *self._words)
        go = box.addButton("Stop and close", QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(STAY, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.finished.connect(lambda _: self._answered(leaves=box.clickedButton() is go))
        box.open()

    def _answered(self, *, leaves: bool) -> None:
        self._box = None
        if leaves:
            self._dialog.stop_work()
            self._window.close()
