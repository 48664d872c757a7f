"""Labels, tips and message boxes that show text as it is: never as HTML, whatever it contains."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMessageBox, QSizePolicy, QWidget

from ui.icons import icon
from ui.placing import keep_inside
from ui.theme import Theme

_AS_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "<br>"})


def label(
    text: str = "", parent: QWidget | None = None, *, name: str = "", wrap: bool = False
) -> QLabel:
    """A label for any text; `name` is its object name, by which the style sheet knows it, such as
    'title', 'heading', 'section', 'muted', 'note', 'error', 'empty' or 'keycap'."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    return made


class Elided(QLabel):
    """One line, as much of it as there is room for; a tip says all of a longer one."""

    def __init__(self, *, name: str = "") -> None:
        super().__init__(objectName=name)
        self._words = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, words: str) -> None:
        self._words = words
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measure = self.fontMetrics()
        room = self.contentsRect().width() - measure.averageCharWidth()
        fitting = measure.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        shown = fitting if self.isVisible() else self._words
        if shown != self.text():
            self.setText(shown)
        explain(self, self._words if shown != self._words else "")


def restyle(shown: QLabel, name: str) -> None:
    """Give a label another object name, and the look that goes with it."""
    if shown.objectName() != name:
        shown.setObjectName(name)
        _look_again(shown)


def mark(widget: QWidget, name: str, on: bool) -> None:
    """Set a property that the style sheet asks for, and give the widget the look that goes with
    it."""
    if bool(widget.property(name)) != on:
        widget.setProperty(name, on)
        _look_again(widget)


def _look_again(widget: QWidget) -> None:
    """The style sheet looks at names and properties but once."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def selectable(text: str = "", parent: QWidget | None = None, *, name: str = "") -> QLabel:
    """A wrapping label whose text can be selected and copied."""
    made = label(text, parent, name=name, wrap=True)
    by = Qt.TextInteractionFlag
    made.setTextInteractionFlags(by.TextSelectableByMouse | by.TextSelectableByKeyboard)
    return made


def picture(name: str, theme: Theme, size: int, *, colour: str = "") -> QLabel:
    """An icon of `size` pixels as a label; it says nothing to assistive tools."""
    made = label()
    show_picture(made, name, theme, size, colour=colour)
    return made


def show_picture(shown: QLabel, name: str, theme: Theme, size: int, *, colour: str = "") -> None:
    """Put another icon on a label made by `picture`."""
    drawn: QPixmap = icon(name, theme, colour=colour).pixmap(
        QSize(size, size), shown.devicePixelRatioF()
    )
    shown.setPixmap(drawn)
    shown.setFixedSize(size, size)


def rule(parent: QWidget | None = None) -> QFrame:
    """A quiet line across."""
    return QFrame(parent, objectName="rule")


def plain_tip(text: str) -> str:
    """`text` for a tool tip, which otherwise guesses whether it is markup."""
    shown = text.translate(_AS_MARKUP)
    return f"<p>{shown}</p>" if text else ""


def explain(widget: QWidget, text: str) -> None:
    """`text` as the tool tip, and without markup for screen readers, who would be read the tip."""
    widget.setToolTip(plain_tip(text))
    widget.setAccessibleDescription(text)


def box(parent: QWidget | None, title: str, text: str, details: str = "") -> QMessageBox:
    """A message box, not yet shown."""
    made = QMessageBox(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWindowTitle(title)
    made.setText(text)
    made.setInformativeText(details)
    keep_inside(made)
    return made
