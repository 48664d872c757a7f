"""Agreement in the window: a matrix of pairs, bars by label, the way to what they differ in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from model import articles, labels, project, spans
from model.articles import NewArticle
from model.spans import NewSpan
from ui.corpus_agreement import AgreementView
from ui.jobs import Jobs

Key = Qt.Key
TEXT = "Kyiv said 45,000 troops fought near Kursk while Moscow denied it."
MARKED = {
    "Ana": ((0, 4, "actor"), (10, 23, "figure"), (36, 41, "actor"), (48, 54, "actor")),
    "Ben": ((0, 4, "actor"), (10, 16, "figure"), (48, 54, "claim")),
}


@pytest.fixture
def compared(desk):
    """Two articles that Ana and Ben have marked and submitted, not quite alike."""
    store = project.in_memory()
    desk.open(store)
    articles.add(store, [NewArticle(f"{TEXT} {n}", f"Nr {n}") for n in range(2)])
    by_name = {one.name: one.id for one in labels.every(store)}
    for person, marks in MARKED.items():
        store.person = person
        for one in articles.every(store):
            new = [NewSpan(start, end, by_name[name]) for start, end, name in marks]
            spans.mark_all(store, one.id, new, "Mark")
            articles.submit(store, one.id)
    return desk


@pytest.fixture
def view(qtbot, compared):
    jobs = Jobs()
    made = AgreementView(compared, jobs)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.focus_first()
    yield made
    jobs.stop_all()


def bars(view):
    chart = view.card.plot.chart
    return dict(zip(chart.categories, chart.series[0].values, strict=True))


def cell(view, row, column):
    return view.matrix.item(row, column).text()


def choose(box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_each_cell_has_its_pair_with_how_much_it_rests_on(view):
    assert QApplication.focusWidget() is view.matrix
    assert cell(view, 0, 1) == cell(view, 1, 0) == "0.29\nn 10"
    assert cell(view, 0, 0) == ""
    assert bars(view)["actor (n 6)"] == 0.5
    choose(view.measure, "F1, overlap")
    assert bars(view)["figure (n 2)"] == 1.0
    choose(view.measure, "Cohen’s kappa, on tokens")
    assert bars(view)["figure (n 2)"] is None


def test_a_label_narrows_the_matrix(view):
    choose(view.label, "actor")
    assert cell(view, 0, 1) == "0.50\nn 6"


def test_enter_lists_the_disagreements_and_leads_to_their_place(view, compared, qtbot):
    qtbot.keyClick(view.matrix, Key.Key_Return)
    table = view.disagreements.table
    qtbot.waitUntil(lambda: not view.disagreements.stepper.running)
    model = view.disagreements.model
    listed = [[model.index(row, column).data() for column in range(4)]
              for row in range(model.rowCount())]  # fmt: skip
    assert listed[:3] == [
        ["Nr 0", "edges", "figure: “45,000 troops”", "figure: “45,000”"],
        ["Nr 0", "missing", "actor: “Kursk”", "–"],
        ["Nr 0", "label", "actor: “Moscow”", "claim: “Moscow”"],
    ]
    assert view.disagreements.said.text() == "Where Ana and Ben disagree: 6 places"
    qtbot.keyClick(table, Key.Key_Down)
    with qtbot.waitSignal(view.place_wanted) as told:
        qtbot.keyClick(table, Key.Key_Return)
    assert told.args == [articles.first(compared.project), 36, 41]


def test_a_matrix_is_copied_as_a_table(view, qtbot):
    qtbot.keyClick(view.matrix, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "\tAna\tBen\nAna\t\t0.29 n 10\nBen\t0.29 n 10\t\n"


def test_without_a_pair_it_says_what_to_do(qtbot, desk):
    desk.open(project.in_memory())
    made = AgreementView(desk, Jobs())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    assert made.empty.isVisible()
    assert "finished by two people" in made.empty.text()


def test_the_matrix_gets_the_keys_however_late_it_is_measured(qtbot, compared):
    made = AgreementView(compared, Jobs())
    qtbot.addWidget(made)
    made.focus_first()
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.matrix)
