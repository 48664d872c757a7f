"""The last sight of a project that is lent: a picture, faint, as nothing in it can be used."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.projects import Projects

FAINT = 0.45
"""How much of the picture is seen over the ground of the window."""


class Still(QWidget):
    """An empty page; while the project is lent, the page that shows what was seen before."""

    def __init__(self, projects: Projects, seen: QWidget, pages: QStackedWidget) -> None:
        super().__init__()
        self._seen, self._pages = seen, pages
        self._picture = QPixmap()
        projects.lending.connect(self._hold)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._picture.isNull():
            painter = QPainter(self)
            painter.setOpacity(FAINT)
            painter.drawPixmap(0, 0, self._picture)

    def hideEvent(self, event: QHideEvent) -> None:
        self._picture = QPixmap()
        super().hideEvent(event)

    def _hold(self) -> None:
        self._picture = self._seen.grab()
        self._pages.setCurrentWidget(self)
