"""Agreement in the window: a matrix of pairs, bars by label, the way to what they differ in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from model import articles, labels, links, project, spans
from model.drafts import Draft
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
    desk.open(project.in_memory())
    return read_by_two(desk)


def read_by_two(desk):
    """Two articles that Ana and Ben have marked and submitted, not quite alike."""
    store = desk.project
    articles.add(store, [Draft(f"{TEXT} {n}", f"Nr {n}") for n in range(2)])
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


def test_the_matrix_is_as_wide_as_its_cells(view):
    matrix = view.matrix
    assert matrix.horizontalHeader().length() == matrix.viewport().width()


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


def test_escape_goes_from_the_list_to_the_matrix_and_enter_back(view, qtbot):
    qtbot.keyClick(view.matrix, Key.Key_Return)
    table = view.disagreements.table
    assert QApplication.focusWidget() is table
    qtbot.keyClick(table, Key.Key_Escape)
    assert QApplication.focusWidget() is view.matrix


def test_it_says_how_far_everybody_agrees_and_what_the_measure_means(view):
    assert view.said.text() == "Everybody: 0.29, n 10 · 2 articles finished by two or more"
    assert "same words with the same label" in view.card.plot.chart.note
    choose(view.label, "actor")
    assert view.said.text().startswith("Everybody: 0.50, n 6")
    choose(view.measure, "Cohen’s kappa, on tokens")
    assert view.said.text().startswith("Everybody: –")
    assert "chance" in view.card.plot.chart.note
    assert "fewer than 10" in view.card.plot.chart.note


def test_what_is_said_otherwise_of_the_same_words_stands_before_them(view, compared, qtbot):
    store = compared.project
    by_name = {one.name: one.id for one in labels.every(store)}
    article = articles.add(store, [Draft(TEXT, "Nr 3")]).new[0]
    for person, unit in (("Ana", "troops"), ("Ben", "")):
        store.person = person
        said = {"unit": unit} if unit else {}
        claim, figure = spans.mark_all(store, article, [
            NewSpan(0, len(TEXT), by_name["claim"]), NewSpan(10, 23, by_name["figure"], said),
        ], "Mark")  # fmt: skip
        if unit:
            links.add(store, claim, [figure])
        articles.submit(store, article)
    view.source.refresh()
    qtbot.keyClick(view.matrix, Key.Key_Return)
    qtbot.waitUntil(lambda: not view.disagreements.stepper.running)
    model = view.disagreements.model
    listed = {row[1]: row[2:] for row in (
        [model.index(row, column).data() for column in range(4)]
        for row in range(model.rowCount()) if model.index(row, 0).data() == "Nr 3"
    )}  # fmt: skip
    assert listed["attributes, links"][0].startswith("unit troops · figure of “Kyiv said")
    assert listed["attributes, links"][0].endswith(" · figure: “45,000 troops”")
    assert listed["attributes, links"][1].startswith("unit nothing · not figure of “Kyiv said")
    assert listed["links"][0].startswith("figure “45,000 troops” · claim: “Kyiv said")
    assert listed["links"][1].startswith("not figure “45,000 troops” · claim: “Kyiv said")


def test_edges_that_differ_at_the_end_of_long_words_are_seen(view, compared, qtbot):
    store = compared.project
    by_name = {one.name: one.id for one in labels.every(store)}
    article = articles.add(store, [Draft(f"{TEXT} {TEXT}", "Nr 3")]).new[0]
    for person, end in (("Ana", 131), ("Ben", 124)):
        store.person = person
        spans.mark(store, article, 0, end, by_name["claim"])
        articles.submit(store, article)
    qtbot.keyClick(view.matrix, Key.Key_Return)
    qtbot.waitUntil(lambda: not view.disagreements.stepper.running)
    model = view.disagreements.model
    last = model.rowCount() - 1
    mine, theirs = (model.index(last, column).data() for column in (2, 3))
    assert mine.startswith("claim: “Kyiv said")
    assert mine.endswith("denied it.”")
    assert not theirs.endswith("denied it.”")


def test_a_list_that_an_edit_has_overtaken_says_so(view, compared, qtbot):
    qtbot.keyClick(view.matrix, Key.Key_Return)
    qtbot.waitUntil(lambda: not view.disagreements.stepper.running)
    compared.project.person = "Ana"
    articles.reopen(compared.project, articles.first(compared.project))
    assert "has changed since" in view.disagreements.said.text()
    qtbot.keyClick(view.disagreements.table, Key.Key_Escape)
    qtbot.keyClick(view.matrix, Key.Key_Return)
    qtbot.waitUntil(lambda: not view.disagreements.stepper.running)
    assert view.disagreements.said.text() == "Where Ana and Ben disagree: 3 places"


def test_a_long_name_is_shortened_in_the_matrix_and_whole_in_its_tip(view):
    name = "Cleopatra Papadopoulou-Henderson of the second desk"
    view.matrix.show_pairs([name, "Ben"], {(name, "Ben"): (0.5, 12)})
    shown = view.matrix.columnWidth(0)
    assert abs(shown - view.matrix.columnWidth(1)) <= 1
    assert shown < view.matrix.fontMetrics().horizontalAdvance(name)
    assert name in view.matrix.horizontalHeaderItem(0).toolTip()


def test_at_half_a_small_screen_the_bars_stand_whole_below_the_matrix(view, qtbot):
    view.resize(640, 620)
    view.matrix.show_pairs(["Ana", "Ben", "Cem"], {("Ana", "Ben"): (0.5, 12)})
    qtbot.wait(1)
    assert view.width() == 640
    assert view.card.y() > view.matrix.geometry().bottom()
    assert view.card.plot.height() >= view.card.plot.sizeHint().height()
    assert view.matrix.viewport().height() >= 3 * view.matrix.rowHeight(0)
    note = view.card.plot.parentWidget().findChildren(QLabel)[-1]
    assert note.height() >= note.heightForWidth(note.width())
    view.resize(1200, 700)
    qtbot.wait(1)
    assert view.card.x() > view.matrix.geometry().right()


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


def test_while_a_large_project_is_measured_it_says_so_and_not_that_there_is_nothing(
    qtbot, desk, tmp_path, monkeypatch
):
    monkeypatch.setattr("ui.jobs.QUICK", 0)
    desk.open(project.create(tmp_path / "large.attesta", person="Ana"))
    read_by_two(desk)
    jobs = Jobs(desk)
    made = AgreementView(desk, jobs)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    assert made.empty.isVisible()
    assert made.empty.text() == "Measuring how far people agree… 0 %"
    assert made.measure.y() < 40, "at the top, above what is said"
    assert made.empty.y() < 80
    qtbot.waitUntil(made.matrix.isVisible, timeout=30_000)
    assert cell(made, 0, 1) == "0.29\nn 10"
    assert "2 articles finished by two or more" in made.said.text()
    desk.project.person = "Ana"
    articles.reopen(desk.project, articles.first(desk.project))
    made.source.refresh()
    assert made.matrix.isVisible(), "what was measured stays until there is something newer"
    qtbot.waitUntil(lambda: "1 article finished" in made.said.text(), timeout=30_000)
    jobs.stop_all()


def test_a_large_project_that_no_two_have_finished_says_what_to_do(qtbot, desk, tmp_path,
                                                                   monkeypatch):  # fmt: skip
    monkeypatch.setattr("ui.jobs.QUICK", 0)
    desk.open(project.create(tmp_path / "large.attesta", person="Ana"))
    jobs = Jobs(desk)
    made = AgreementView(desk, jobs)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "finished by two people" in made.empty.text(), timeout=30_000)
    assert made.empty.isVisible()
    jobs.stop_all()
