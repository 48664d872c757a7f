"""The figures view: what agrees, what cannot, and the way to the words."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from model import articles, figures, labels, parts, project, spans
from model.drafts import Draft
from model.spans import NewSpan, mark_all
from tests import gold
from ui import cli
from ui.figures_view import FiguresView
from ui.jobs import Jobs

COUNTS = (
    "The flood in Lindau killed 14 people, the mayor of Lindau said.",
    "The flood in Lindau killed 19 people, police said.",
)


@pytest.fixture
def file(tmp_path):
    """The sample with its gold, and two articles whose figures cannot both be right."""
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        gold.load(store)
        figure = labels.named(store, "figure").id
        new = [Draft(text=text, title=f"Flood {n}") for n, text in enumerate(COUNTS)]
        for id_, text in zip(articles.add(store, new).new, COUNTS, strict=True):
            at = text.index("killed ") + 7
            said = figures.attributes(text[at : at + 9])
            mark_all(store, id_, [NewSpan(at, at + 9, figure, said)], "Mark")
    return path


@pytest.fixture
def view(qtbot, desk, file):
    desk.open(project.open_(file, person="Ana"))
    jobs = Jobs(desk)
    made = FiguresView(desk, jobs)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    yield made
    jobs.stop_all()


def lines(view):
    """Heads and what stands under them, as shown."""
    tops = [view.tree.topLevelItem(at) for at in range(view.tree.topLevelItemCount())]
    return {top.text(0): [top.child(at).text(1) for at in range(top.childCount())] for top in tops}


def compared(qtbot, view):
    QTest.keyClick(view.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: is_done(view), timeout=60_000)
    return lines(view)


def is_done(view):
    return not view.comparing and not view.stepper.running


def test_it_says_what_to_do_first(view):
    assert "“Compare”" in view.empty.text()
    assert view.empty.isVisible()


def test_what_cannot_be_right_comes_first(qtbot, view):
    shown = compared(qtbot, view)
    wrong, alike = "Cannot all be right: 14 people, 19 people", "2 agree: ≈ 45,000 people"
    assert list(shown)[0] == wrong
    assert shown[wrong] == ["14 people", "19 people"]
    assert alike in list(shown)
    assert shown[alike] == ["some 45,000 troops", "about 45,ooo troops"]
    assert "3 left unaccounted for" in shown["Leaves something"][0]
    view.only_wrong.setChecked(True)
    assert list(lines(view)) == [wrong]


def test_enter_goes_to_the_words(qtbot, view, desk):
    compared(qtbot, view)
    wanted = []
    view.span_wanted.connect(wanted.append)
    QTest.keyClick(view.tree, Qt.Key.Key_Down)
    QTest.keyClick(view.tree, Qt.Key.Key_Return)
    assert len(wanted) == 1
    desk.reveal(wanted[0])
    assert desk.span.quote == "14 people"


CHANGED = "The project has changed since they were compared."


def told(view):
    return view.said.text()


def test_what_was_found_stays_after_edits_which_are_said(qtbot, view, desk, monkeypatch):
    shown = compared(qtbot, view)
    assert "1 cannot be right." in told(view)
    desk.show(articles.first(desk.project))
    assert CHANGED not in told(view)
    delete(desk, "14 people")
    assert (lines(view), told(view).endswith(CHANGED)) == (shown, True)
    monkeypatch.setattr(parts, "LARGE", 1)
    desk.project.undo()
    assert lines(view) == shown, "a large edit, after which everything is read anew"
    assert compared(qtbot, view) == shown
    assert CHANGED not in told(view)
    desk.open(None)
    assert lines(view) == {}
    assert view.empty.isVisible()


def delete(desk, quote):
    store = desk.project
    every = [span for one in articles.every(store) for span in spans.of_article(store, one.id)]
    spans.delete(store, [span.id for span in every if span.quote == quote])


def test_an_edit_while_they_are_compared_is_said_afterwards(qtbot, view, desk):
    view.compare()
    delete(desk, "19 people")
    qtbot.waitUntil(lambda: is_done(view), timeout=60_000)
    assert told(view).endswith(CHANGED)


def test_enter_on_a_figure_that_is_gone_says_so(qtbot, view, desk):
    compared(qtbot, view)
    delete(desk, "14 people")
    wanted = []
    view.span_wanted.connect(wanted.append)
    QTest.keyClick(view.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.told) as heard:
        QTest.keyClick(view.tree, Qt.Key.Key_Return)
    assert "no longer marked" in heard.args[0].text
    assert wanted == []


def test_comparing_is_stopped_by_the_key_that_began_it(qtbot, view):
    QTest.keyClick(view.button, Qt.Key.Key_Space)
    assert (view.button.text(), view.comparing) == ("Stop", True)
    qtbot.waitUntil(lambda: "%" in told(view), timeout=60_000)
    QTest.keyClick(view.button, Qt.Key.Key_Space)
    assert (view.button.text(), view.comparing, told(view)) == ("Compare", False, "")
    assert view.empty.isVisible()


def test_keys_alone_compare_and_go_back_to_the_button(qtbot, view):
    view.focus_first()
    QTest.keyClick(view.button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_done(view), timeout=60_000)
    assert view.tree.hasFocus()
    QTest.keyClick(view.tree, Qt.Key.Key_Escape)
    assert view.button.hasFocus()


def test_long_titles_leave_room_for_the_words(qtbot, view, desk):
    for article in articles.every(desk.project):
        articles.change(desk.project, article.id, title=f"{article.title} {'and so on ' * 30}")
    compared(qtbot, view)
    first = view.tree.topLevelItem(0).child(0)
    words = first.text(1)
    assert view.tree.columnWidth(1) > view.tree.fontMetrics().horizontalAdvance(words)
    assert view.tree.header().length() <= view.tree.viewport().width()
    place = view.tree.visualItemRect(first).center()
    place.setX(view.tree.columnViewportPosition(3) + 20)
    asked = QHelpEvent(QEvent.Type.ToolTip, place, view.tree.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.tree.viewport(), asked)
    assert "and so on" in QToolTip.text()


def test_the_command_line_says_the_same(file, capsys):
    assert cli.main(["figures", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["agrees"] for one in said["groups"]] == [False, True]
    assert len(said["contradicting"]) == 2
    assert [one["left"] for one in said["sums"]] == [3]
    assert cli.main(["figures", str(file)]) == 0
    assert "CANNOT ALL BE RIGHT" in capsys.readouterr().out
    assert cli.main(["figures", str(file), "--article", "nobody"]) == 1
