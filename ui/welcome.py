"""What the window shows while no project is open: ways to begin, and the projects opened last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from model.project import SUFFIX
from ui import plain, recent, style
from ui.desk import Desk
from ui.dialog import emptied
from ui.icons import icon
from ui.theme import Theme

WAYS = (
    ("project.sample", "Open the sample project", "mdi6.school-outline"),
    ("project.new", "New project…", "mdi6.file-plus-outline"),
    ("project.open", "Open project…", "mdi6.folder-open-outline"),
)
SLOGAN = "Mark who claims what, with which figures, and whether it has been verified."
WIDEST = 84
"""Characters across."""


class Welcome(QWidget):
    """Keys: arrows and Tab move between the buttons, Enter presses."""

    action_wanted = Signal(str)
    """Id of the command to run."""
    project_wanted = Signal(str)
    """Path of the project to open."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAcceptDrops(True)
        self.setAccessibleName("Welcome")
        self.ways = [self._way(*way) for way in WAYS]
        self.recent: list[QPushButton] = []
        self._recent = QVBoxLayout()
        self._recent.setSpacing(4)
        self._drop = QFrame(objectName="drop")
        self._drop_icon = plain.label()
        self._lay_out()
        self.set_theme(style.theme_of(desk.settings))
        self.refresh()

    def refresh(self) -> None:
        """Look again which recent projects there are, and whether they can be reached."""
        theme = style.theme_of(self._desk.settings)
        emptied(self._recent)
        found = recent.paths()
        self.recent = [self._project(path, theme) for path in found]
        if not found:
            self._recent.addWidget(
                plain.label("Projects that you open will be listed here.", name="muted")
            )
        for button in self.recent:
            self._recent.addWidget(button)
        self._recent.addStretch(1)

    def set_theme(self, theme: Theme) -> None:
        for button, (_, _, name) in zip(self.ways, WAYS, strict=True):
            first = button is self.ways[0]
            button.setIcon(icon(name, theme, colour=theme.on_accent if first else theme.text))
        measure = self.fontMetrics()
        self._inner.setMaximumWidth(WIDEST * measure.averageCharWidth())
        side = round(measure.height() * 1.2)
        plain.show_picture(self._drop_icon, "mdi6.tray-arrow-down", theme, side, colour=theme.muted)
        self.refresh()

    def focusInEvent(self, event: object) -> None:
        self.ways[0].setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() not in steps:
            super().keyPressEvent(event)
            return
        reachable = [button for button in (*self.ways, *self.recent) if button.isEnabled()]
        focused = QApplication.focusWidget()
        at = reachable.index(focused) if focused in reachable else -1
        reachable[(at + steps[Qt.Key(event.key())]) % len(reachable)].setFocus()

    # ---- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _projects(event):
            event.acceptProposedAction()
            self._light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._light(False)
        event.acceptProposedAction()
        self.project_wanted.emit(_projects(event)[0])

    # ---- inside

    def _lay_out(self) -> None:
        inner = self._inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 32, 24, 24)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(plain.label("Attesta", name="title"))
        column.addWidget(plain.label(SLOGAN, name="muted", wrap=True))
        column.addSpacing(12)
        for button in self.ways:
            column.addWidget(button)
        column.addSpacing(14)
        column.addWidget(plain.label("Recent projects", name="heading"))
        column.addLayout(self._recent)
        column.addSpacing(10)
        column.addWidget(self._drop)
        column.addStretch(2)
        hint = QHBoxLayout(self._drop)
        hint.setContentsMargins(14, 12, 14, 12)
        hint.setSpacing(12)
        hint.addWidget(self._drop_icon)
        hint.addWidget(plain.label("Or drop a project file here.", name="muted"), 1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.addStretch(1)
        row.addWidget(inner, 20)
        row.addStretch(1)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _way(self, command: str, text: str, _: str) -> QPushButton:
        button = QPushButton(text)
        first = command == WAYS[0][0]
        button.setObjectName("choice")
        button.setDefault(first)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.action_wanted.emit(command))
        return button

    def _project(self, path: Path, theme: Theme) -> QPushButton:
        """Two lines: the project's name, and the folder it lies in or that it cannot be found."""
        there = path.exists()
        folder = str(path.parent) if there else f"not available: {path.parent}"
        button = QPushButton(enabled=there)
        button.setObjectName("choice")
        button.setAutoDefault(False)
        button.setAccessibleName(f"{path.stem}, {folder}")
        line = self.fontMetrics()
        room = (WIDEST - 20) * line.averageCharWidth()
        shown = line.elidedText(folder, Qt.TextElideMode.ElideMiddle, room)
        name = line.elidedText(path.stem, Qt.TextElideMode.ElideRight, room)
        button.setText(f"{name}\n{shown}".replace("&", "&&"))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(round(line.height() * 2 + 14))
        button.setIcon(icon("mdi6.file-document-outline" if there else "mdi6.file-hidden", theme))
        button.clicked.connect(lambda: self.project_wanted.emit(str(path)))
        return button

    def _light(self, over: bool) -> None:
        plain.mark(self._drop, "over", over)


def _projects(event: QDropEvent) -> list[str]:
    """The project files among what is dragged."""
    files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.endswith(SUFFIX)]
