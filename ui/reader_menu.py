"""The menu at a click of the right button in the article: what can be done to the span there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from ui.window import Window

GROUPS = (
    tuple(f"mark.{key}" for key in "123456789"),
    ("accept", "reject"),
    ("link", "note", "figure", "stance", "verdict"),
    ("mark.all", "delete"),
    ("boilerplate",),
)
"""Ids of commands; those that cannot be done now are left out."""


def attach(window: Window) -> None:
    """Let the window's reader offer the menu, by mouse and by the key for it."""
    reader = window.reading.reader
    reader.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    reader.customContextMenuRequested.connect(lambda place: _offer(window, place))


def _offer(window: Window, place: QPoint) -> None:
    reader = window.reading.reader
    _choose(window, place)
    window.actions_.complete()
    window.actions_.refresh()
    menu = QMenu(reader)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if window.desk.range is not None:
        menu.addAction("Copy", reader.copy)
    for group in GROUPS:
        menu.addSeparator()
        menu.addActions([action for action in map(window.actions_.__getitem__, group)
                         if action.isEnabled() and action.isVisible()])  # fmt: skip
    if menu.actions():
        menu.popup(reader.viewport().mapToGlobal(place))


def _choose(window: Window, place: QPoint) -> None:
    """Choose the span under the pointer, unless what is selected or chosen lies there too."""
    desk, reader = window.desk, window.reading.reader
    at = reader.offset_at(QPointF(place))
    chosen = desk.range or (desk.span and (desk.span.start, desk.span.end))
    if chosen and chosen[0] <= at <= chosen[1]:
        return
    span = reader.span_under(QPointF(place))
    if span is not None:
        desk.choose(span.id)
