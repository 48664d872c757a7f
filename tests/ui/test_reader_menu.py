"""The menu of the right button in the article: it acts on the span that was pointed at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from model import project, spans
from tests import gold as gold_file


@pytest.fixture
def window(window_on, tmp_path):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        gold_file.add_article(store)
    opened = window_on(path)
    labels = {label.name: label.id for label in opened.desk.labels.values()}
    for start, end, name in ((0, 6, "actor"), (0, 40, "claim")):
        spans.mark(opened.desk.project, opened.desk.article_id, start, end, labels[name])
    return opened


def menu_at(window, place):
    """The menu that a click of the right button at `place` of the article opens, if one does."""
    view = window.reading.reader.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)
    menu = QApplication.activePopupWidget()
    return menu if isinstance(menu, QMenu) else None


def words(menu):
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def place_of(window, offset):
    reader = window.reading.reader
    window.desk.select(offset, offset)
    return reader.selection_rect().center() + QPoint(3, 0)


def test_the_right_button_chooses_the_innermost_span_and_offers_what_can_be_done(window, qtbot):
    menu = menu_at(window, place_of(window, 2))
    assert window.desk.span.quote == "Russia"
    said = words(menu)
    assert said[:4] == [f"Mark as {name}" for name in ("claim", "figure", "actor", "verified")]
    assert "Delete span" in said
    assert "Copy" not in said
    delete = next(action for action in menu.actions() if action.text() == "Delete span")
    menu.setActiveAction(delete)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert [span.quote[:6] for span in window.desk.spans.values()] == ["Russia"]
    assert len(window.desk.spans) == 1


def test_what_is_selected_stays_so_and_can_be_copied_or_marked(window, qtbot):
    place = place_of(window, 8)
    window.desk.select(7, 17)
    menu = menu_at(window, place)
    assert window.desk.range == (7, 17)
    assert words(menu)[0] == "Copy"
    menu.setActiveAction(menu.actions()[0])
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == window.desk.text[7:17]


def test_a_project_that_cannot_be_written_is_offered_no_changes(window):
    place = place_of(window, 2)
    path = window.desk.project.path
    window.projects.close()
    window.projects.open(path, read_only=True)
    assert window.desk.project.read_only
    menu = menu_at(window, place)
    assert menu is None or "Delete span" not in words(menu)
