"""The figures view: what agrees, what cannot, and the way to the words."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from model import articles, figures, labels, project
from model.articles import NewArticle
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
        new = [NewArticle(text=text, title=f"Flood {n}") for n, text in enumerate(COUNTS)]
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
    qtbot.waitUntil(view.button.isEnabled, timeout=60_000)
    return lines(view)


def test_it_says_what_to_do_first(view):
    assert "“Compare”" in view.empty.text()
    assert view.empty.isVisible()


def test_what_cannot_be_right_comes_first(qtbot, view):
    shown = compared(qtbot, view)
    assert list(shown)[0] == "Cannot all be right"
    assert shown["Cannot all be right"] == ["14 people", "19 people"]
    assert shown["2 agree"] == ["some 45,000 troops", "about 45,ooo troops"]
    assert "3 left unaccounted for" in shown["Leaves something"][0]
    view.only_wrong.setChecked(True)
    assert list(lines(view)) == ["Cannot all be right"]


def test_enter_goes_to_the_words(qtbot, view, desk):
    compared(qtbot, view)
    wanted = []
    view.span_wanted.connect(wanted.append)
    QTest.keyClick(view.tree, Qt.Key.Key_Down)
    QTest.keyClick(view.tree, Qt.Key.Key_Return)
    assert len(wanted) == 1
    desk.reveal(wanted[0])
    assert desk.span.quote == "14 people"


def test_the_command_line_says_the_same(file, capsys):
    assert cli.main(["figures", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert [one["agrees"] for one in said["groups"]] == [False, True]
    assert len(said["contradicting"]) == 2
    assert [one["left"] for one in said["sums"]] == [3]
    assert cli.main(["figures", str(file)]) == 0
    assert "CANNOT ALL BE RIGHT" in capsys.readouterr().out
    assert cli.main(["figures", str(file), "--article", "nobody"]) == 1
