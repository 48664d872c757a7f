"""What all dialogs share: a column, a row of buttons, the theme, and going away when closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from ui import style
from ui.desk import Desk
from ui.placing import keep_inside
from ui.theme import Theme

EDGE = 16


class Dialog(QDialog):
    """A dialog on the desk; `column` takes its contents, `add_button` fills its last row."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, title: str, *, keep: bool = False
    ) -> None:
        """`keep` is for a dialog that is shown again instead of being made anew."""
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not keep)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(EDGE, EDGE, EDGE, 12)
        self.column.setSpacing(10)
        self._buttons = QHBoxLayout()
        self._buttons.setContentsMargins(EDGE, 0, EDGE, 14)
        self._buttons.setSpacing(8)
        self._stretched = False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self.column, 1)
        outer.addLayout(self._buttons)
        desk.settings_changed.connect(self._restyle)
        keep_inside(self)

    @property
    def theme(self) -> Theme:
        return style.theme_of(self.desk.settings)

    def set_theme(self, theme: Theme) -> None:
        """Draw anew what was drawn in the theme before: icons and chips."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, rather than the default one."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(button, QPushButton):
            button.click()
            return
        super().keyPressEvent(event)

    def add_button(
        self, text: str, do: Callable[[], object], *, left: bool = False, default: bool = False
    ) -> QPushButton:
        """A button in the last row: at its left, or at its right, the default one last."""
        button = QPushButton(text, autoDefault=False)
        button.clicked.connect(lambda: do())
        if not left and not self._stretched:
            self._buttons.addStretch(1)
            self._stretched = True
        self._buttons.addWidget(button)
        if default:
            button.setDefault(True)
        return button

    def add_field(self, field: QWidget) -> None:
        """A field in the last row, after the buttons that are there; it belongs to the last one."""
        self._buttons.addWidget(field)

    def want_size(self, wide: int, high: int) -> None:
        """So many characters wide and lines high, as far as there is room on the screen."""
        line = self.fontMetrics()
        wished = QSize(wide * line.averageCharWidth(), high * line.height())
        if (layout := self.layout()) is not None:
            layout.activate()  # what was hidden just now takes no room any more
        room = self.screen().availableSize() if self.screen() else wished
        self.resize(wished.boundedTo(room))

    def _restyle(self) -> None:
        self.set_theme(self.theme)


def emptied(layout: QLayout) -> None:
    """Take every widget out of `layout` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            emptied(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
