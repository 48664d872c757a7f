"""Fields that commit: on Enter or when the focus leaves; Esc takes back what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ui import plain

_By = Qt.KeyboardModifier


_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
          Qt.Key.Key_Home, Qt.Key.Key_End)  # fmt: skip


class Entry(QLineEdit):
    """One line of text; `committed` carries what is new, `left` that Esc or Enter was pressed."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__(placeholderText=placeholder)
        self.setAccessibleName(name)
        self._kept = ""
        self.editingFinished.connect(self._commit)

    def show_value(self, value: str) -> None:
        """Show what is stored, unless it is being typed over just now."""
        if value != self._kept or not self.hasFocus():
            self._kept = value
            self.setText(value)
            self.setCursorPosition(0)
        self.set_wrong(False)

    def set_wrong(self, wrong: bool) -> None:
        plain.mark(self, "invalid", wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._kept)
            self.set_wrong(False)
            self.left.emit()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.property("invalid"):
            self.left.emit()

    def _commit(self) -> None:
        if self.text() != self._kept:
            self._kept = self.text()
            self.committed.emit(self.text())


class Note(QPlainTextEdit):
    """Some lines of text; Ctrl+Enter, Esc or leaving it commits. A `draft` is something to send:
    Enter commits it as it stands, Shift+Enter begins a new line, Esc throws it away."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "", *, draft: bool = False) -> None:
        super().__init__(placeholderText=placeholder, tabChangesFocus=True)
        self.setAccessibleName(name)
        self._kept = ""
        self._draft = draft
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)

    def show_value(self, value: str) -> None:
        if value != self._kept or not self.hasFocus():
            self._kept = value
            self.setPlainText(value)

    def event(self, event: QEvent) -> bool:
        """Enter is for the text, whatever else it does elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and self._ends(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        escapes = event.key() == Qt.Key.Key_Escape
        if not escapes and not self._ends(event):
            super().keyPressEvent(event)
            return
        if self._draft and not escapes:
            self.send()
            return
        if self._draft:
            self.setPlainText(self._kept)
        self._commit()
        self.left.emit()

    def send(self) -> None:
        """Hand a draft over; whoever takes it lets it go."""
        self.committed.emit(self.toPlainText())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._draft:
            self._commit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 14)

    def _ends(self, event: QEvent) -> bool:
        """Whether the key is the one that commits."""
        if not isinstance(event, QKeyEvent):
            return False
        held = bool(event.modifiers() & _By.ControlModifier)
        alone = self._draft and not event.modifiers() & _By.ShiftModifier
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (held or alone)

    def _commit(self) -> None:
        typed = self.toPlainText()
        if typed != self._kept:
            self._kept = typed
            self.committed.emit(typed)


class Chooser(QComboBox):
    """A letter typed into its open list goes to the entry that begins with it, and is no command
    of the page that the box stands on. It opens at what is chosen, wherever it was left."""

    def showPopup(self) -> None:
        self.view().installEventFilter(self)
        self.view().setCurrentIndex(self.model().index(self.currentIndex(), self.modelColumn()))
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and chooses(event):
            event.accept()
            return True
        return super().eventFilter(watched, event)


class Stored(Chooser):
    """What is chosen here is stored at once. So keys open its list first, and the wheel does
    nothing: each step on the way would be an edit."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = chooses(event) and event.key() != Qt.Key.Key_Space
        if not letter and event.key() not in _STEPS:
            super().keyPressEvent(event)
            return
        self.showPopup()
        if letter:
            self.view().keyboardSearch(event.text())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(Stored):
    """One of a few values; '' stands for none and is shown as a dash."""

    committed = Signal(str)
    left = Signal()

    def __init__(self, name: str, values: Sequence[str], *, empty: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        if empty:
            self.addItem("–", "")
        for value in values:
            self.addItem(value, value)
        self.activated.connect(lambda _: self.committed.emit(str(self.currentData())))

    def show_value(self, value: str) -> None:
        self.setCurrentIndex(max(0, self.findData(value)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class Selector(Chooser):
    """What a list shows; once it is chosen from the open list, the keys are free again."""

    left = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._open = False

    def showPopup(self) -> None:
        self._open = True
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        if self._open:
            self._open = False
            QTimer.singleShot(0, self.left.emit)


def chooses(event: QEvent) -> bool:
    """Whether a key is a letter or a digit that chooses in a list."""
    if not isinstance(event, QKeyEvent):
        return False
    bare = not event.modifiers() & ~(_By.KeypadModifier | _By.ShiftModifier)
    return bare and bool(event.text()) and event.text().isprintable()


def wire(field: Entry | Note | Choice, commit: Callable[[str], object],
            leave: Callable[[], object]) -> QWidget:  # fmt: skip
    """Have a field store by `commit`, and give the keys back by `leave`."""
    field.committed.connect(commit)
    field.left.connect(leave)
    return field
