"""For people who work by screen reader or by keys alone: everything is named and can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTextEdit,
    QWidget,
)

from model.settings import Settings
from ui.desk import Desk
from ui.dialogs import DIALOGS
from ui.window import Window

Key = Qt.Key
SHIFT, ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
INTERACTIVE = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractButton, QAbstractItemView,
               QTextEdit, QPlainTextEdit, QProgressBar)  # fmt: skip
NO_DIALOG = {"sample", "close", "backup", "log", "paste", "undo", "redo"}
"""What acts at once, or shows something that is not ours."""
PANES = {Key.Key_1: "library", Key.Key_2: "reader", Key.Key_3: "claims", Key.Key_4: "inspector"}
MOST_TABS = 80


@pytest.fixture
def window(qtbot):
    made = Window(Desk(Settings()))
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.projects.open_sample()
    settle()
    yield made
    made.close()


def settle():
    for _ in range(3):
        QApplication.processEvents()


def mark_the_beginning(window):
    """A claim with a figure and an actor in it: rows in every pane."""
    desk = window.desk
    for quote, key in (("45,000 troops", "2"), ("Oleksandr Syrskiy", "3"),
                       ("Russia has massed some 45,000 troops", "1")):  # fmt: skip
        start = desk.text.index(quote)
        desk.select(start, start + len(quote))
        window.actions_.run(f"mark.{key}")
    settle()


def is_part_of_another(widget: QWidget) -> bool:
    """What Qt builds its own widgets from is spoken of as the widget."""
    parent = widget.parentWidget()
    return widget.objectName().startswith("qt_") or isinstance(
        parent, (QAbstractSpinBox, QComboBox, QHeaderView)
    )


def interactive(root: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and not isinstance(widget, QHeaderView)
        and widget.isVisible()
        and not is_part_of_another(widget)
    ]


def spoken_name(widget: QWidget, root: QWidget) -> str:
    """What a screen reader says; the value of a combo box is not its name."""
    if isinstance(widget, QComboBox):
        of_label = [one.text() for one in root.findChildren(QLabel) if one.buddy() is widget]
        return widget.accessibleName() or "".join(of_label)
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found else ""


def nameless(root: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in interactive(root)
        if not spoken_name(widget, root).strip()
    ]


def described_in_markup(root: QWidget) -> list[str]:
    """Descriptions that a screen reader would spell with their tags."""
    heard = [QAccessible.queryAccessibleInterface(widget) for widget in root.findChildren(QWidget)]
    told = [one.text(QAccessible.Text.Description) for one in heard if one is not None]
    return [text for text in told if "<" in text]


def dialogs_beside(window) -> list[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]


def pane_with_keys(window) -> str:
    focused = QApplication.focusWidget()
    views = {"library": window.library, "reader": window.reading, "claims": window.claims,
             "inspector": window.inspector}  # fmt: skip
    return next((name for name, view in views.items()
                 if focused is not None and view.isAncestorOf(focused)), "")  # fmt: skip


def test_everything_in_the_window_has_a_name(window):
    assert len(interactive(window)) > 20
    assert nameless(window) == []


@pytest.mark.parametrize("quote", ["Russia has massed some 45,000 troops", "45,000 troops",
                                   "Oleksandr Syrskiy"])  # fmt: skip
def test_everything_about_a_chosen_span_has_a_name(window, quote):
    mark_the_beginning(window)
    window.desk.choose(next(s.id for s in window.desk.spans.values() if s.quote == quote))
    settle()
    assert nameless(window) == []
    assert described_in_markup(window) == []


def test_the_stances_have_names(window):
    desk = window.desk
    start = desk.text.index("confirmed")
    desk.select(start, start + len("confirmed"))
    window.actions_.run("mark.4")
    settle()
    assert nameless(window) == []
    spoken = {spoken_name(one, window) for one in interactive(window.inspector)}
    assert {"Stance: confirmed", "Stance: refuted"} <= spoken


def test_everything_on_the_welcome_page_has_a_name(window):
    window.projects.close()
    settle()
    assert nameless(window) == []


@pytest.mark.parametrize("name", sorted(DIALOGS.keys() - NO_DIALOG))
def test_everything_in_a_dialog_has_a_name(window, name, qtbot):
    mark_the_beginning(window)
    window.show_dialog(name)
    qtbot.waitUntil(lambda: bool(dialogs_beside(window)))
    settle()
    shown = dialogs_beside(window)
    found = [one for dialog in shown if not isinstance(dialog, QFileDialog)
             for one in nameless(dialog)]  # fmt: skip
    titles = [dialog.windowTitle() or dialog.accessibleName() for dialog in shown]
    for dialog in shown:
        dialog.close()
    settle()
    assert found == []
    assert all(titles)


def test_alt_and_a_number_reach_every_pane(window, qtbot):
    mark_the_beginning(window)
    for key, name in PANES.items():
        qtbot.keyClick(QApplication.focusWidget(), key, ALT)
        settle()
        assert pane_with_keys(window) == name


def test_f6_goes_round_all_panes(window, qtbot):
    mark_the_beginning(window)
    window.reading.reader.setFocus()
    reached = []
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Key.Key_F6)
        settle()
        reached.append(pane_with_keys(window))
    assert reached == ["claims", "inspector", "library", "reader"]


def test_a_pane_that_was_closed_comes_back_with_the_keys(window, qtbot):
    window.toggle_pane("library")
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_1, ALT)
    settle()
    assert window.pane_shown("library")
    assert pane_with_keys(window) == "library"


def test_tab_reaches_every_field_of_the_inspector(window, qtbot):
    mark_the_beginning(window)
    figure = next(s.id for s in window.desk.spans.values() if s.quote == "45,000 troops")
    window.desk.choose(figure)
    settle()
    wanted = {
        spoken_name(one, window)
        for one in interactive(window.inspector)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
    }
    assert {"Value", "Unit", "Approximate"} <= wanted
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_4, ALT)
    reached = set()
    for _ in range(MOST_TABS):
        focused = QApplication.focusWidget()
        if not window.inspector.isAncestorOf(focused):
            break
        reached.add(spoken_name(focused, window))
        qtbot.keyClick(focused, Key.Key_Tab)
        settle()
    assert wanted <= reached


def test_tab_leads_out_of_every_pane_but_the_reader_where_it_goes_to_spans(window, qtbot):
    mark_the_beginning(window)
    for key, name in PANES.items():
        qtbot.keyClick(QApplication.focusWidget(), key, ALT)
        seen = []
        for _ in range(MOST_TABS):
            qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
            settle()
            seen.append(pane_with_keys(window))
            if seen[-1] != name:
                break
        assert (seen[-1] == name) == (name == "reader")


def test_a_screen_reader_reads_text_caret_and_selection(window, qtbot):
    desk, reader = window.desk, window.reading.reader
    heard = QAccessible.queryAccessibleInterface(reader)
    assert heard.text(QAccessible.Text.Name) == "Article text"
    text = heard.textInterface()
    assert text.characterCount() == len(desk.text)
    assert text.text(0, text.characterCount()) == desk.text
    reader.setFocus()
    for _ in range(7):
        qtbot.keyClick(reader, Key.Key_Right)
    assert text.cursorPosition() == 7
    assert text.selectionCount() == 0
    for _ in range(4):
        qtbot.keyClick(reader, Key.Key_Right, SHIFT)
    assert text.selectionCount() == 1
    assert text.cursorPosition() == 11
    assert reader.textCursor().selectedText() == text.text(7, 11) == desk.text[7:11]


def test_a_screen_reader_finds_where_a_character_stands(window):
    reader = window.reading.reader
    text = QAccessible.queryAccessibleInterface(reader).textInterface()
    place = text.characterRect(20)
    assert place.height() > 0
    corner = reader.viewport().mapToGlobal(reader.viewport().rect().topLeft())
    assert place.left() >= corner.x()
    assert place.top() >= corner.y()
