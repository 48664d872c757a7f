"""The toolbar: in a narrow window workspaces and labels are icons, before any tool is lost."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QActionEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolBar, QToolButton

from ui.actions import Actions
from ui.desk import Desk
from ui.theme import Theme
from ui.workspaces import Switcher

LONG = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
SHORT = Qt.ToolButtonStyle.ToolButtonIconOnly


class Tools(QToolBar):
    """The toolbar's commands, then the workspaces and who is working."""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__("Tools", movable=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        actions.fill_toolbar(self)
        # Asked for a separator's widget, PySide would look through all its classes (`ui.qt`).
        commands = (action for action in self.actions() if not action.isSeparator())
        self._labels = [
            button for button in map(self.widgetForAction, commands)
            if isinstance(button, QToolButton) and button.toolButtonStyle() == LONG
        ]  # fmt: skip
        self.switcher = Switcher(desk, actions)
        self.addWidget(self.switcher)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        desk.project_changed.connect(self._soon.start)
        desk.changed.connect(lambda edit: edit.touches("person") and self._soon.start())

    def set_look(self, theme: Theme, size: QSize) -> None:
        self.setIconSize(size)
        self.switcher.set_look(theme, size)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def actionEvent(self, event: QActionEvent) -> None:
        super().actionEvent(event)
        if event.type() == QEvent.Type.ActionChanged and self.isVisible():
            self._soon.start()

    def _fit(self) -> None:
        """Names as long as there is room for them: the workspaces' go first, then the labels'."""
        for workspaces, labels in ((LONG, LONG), (SHORT, LONG), (SHORT, SHORT)):
            for button in self.switcher.buttons:
                button.setToolButtonStyle(workspaces)
            for button in self._labels:
                button.setToolButtonStyle(labels)
            self.switcher.updateGeometry()
            if self.sizeHint().width() <= self.width():
                return
