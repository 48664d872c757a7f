"""The models of a project in their dialog: compared, used, deleted; a training beside the
window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from model import articles, labels, project, spans, trained
from model.drafts import Draft
from model.spans import NewSpan
from model.trained import Score, Trained
from ui.jobs import Jobs
from ui.models import GOES_ON, RULES, STOPPED, TRAINED, USED, ModelsDialog
from ui.status import StatusBar

Key = Qt.Key
PATIENCE = 120_000


@pytest.fixture
def gold_desk(desk, tmp_path):
    """A project of its own with a dozen approved articles."""
    desk.open(project.create(tmp_path / "desk.attesta", person="Ana"))
    store = desk.project
    figure = labels.named(store, "figure").id
    new = [
        Draft(text=f"Police counted {100 + n} cars in town {n}.", title=f"Town {n}")
        for n in range(12)
    ]
    for article in articles.add(store, new).new:
        spans.mark_all(store, article, [NewSpan(15, 23, figure)], "Mark")
        articles.submit(store, article)
        articles.approve(store, article)
    return desk


def keep_model(desk, name, own, made="2026-01-02T10:00:00+00:00", labelled=("figure",), before=()):
    """A model's sheet beside the project: `own` is its F1 of each label, the rules have 0.8;
    `before` are the points of its learning curve that lead there."""
    folder = trained.folder_of(desk.project.path) / name
    folder.mkdir(parents=True)
    model, rules = (
        {label: Score(precision=f1, recall=f1, f1=f1, gold=20, found=20) for label in labelled}
        for f1 in (own, 0.8)
    )
    trained.write(Trained(
        name=name, made=made, data="", articles={"train": 8, "dev": 2, "test": 2},
        model=model, rules=rules, curve=(*before, (1.0, own)),
    ), folder)  # fmt: skip


def status_bar(qtbot, desk, run):
    bar = StatusBar(desk, run)
    qtbot.addWidget(bar)
    bar.show()
    return bar


def at_work(bar):
    """The buttons that say how far work is that goes on unseen."""
    return [one for one in bar.findChildren(QPushButton) if one.isVisible()]


@pytest.fixture
def show(qtbot, gold_desk):
    jobs = Jobs()

    def make():
        made = ModelsDialog(gold_desk, jobs)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        return made

    yield make
    jobs.stop_all()


def rows(dialog):
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def cells(dialog):
    table = dialog.compared.scores
    return [
        [table.topLevelItem(row).text(column) for column in range(table.columnCount())]
        for row in range(table.topLevelItemCount())
    ]


def curve(dialog):
    table = dialog.compared.curve
    rows = [table.headerItem(), *(table.topLevelItem(n) for n in range(table.topLevelItemCount()))]
    return [[row.text(column) for column in range(table.columnCount())] for row in rows]


def test_a_model_is_compared_used_switched_and_deleted(gold_desk, show):
    keep_model(gold_desk, "good", 0.9)
    keep_model(gold_desk, "weak", 0.5, made="2026-01-01T10:00:00+00:00")
    dialog = show()
    assert rows(dialog) == [f"{RULES}  ✓ in use", "good", "weak"]
    dialog.list.setCurrentRow(1)
    assert cells(dialog) == [
        ["figure", "model", "0.90", "0.90", "0.90", "20", "✓"],
        ["figure", "rules", "0.80", "0.80", "0.80", "20", ""],
    ]
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Key.Key_Return)
    assert rows(dialog) == [RULES, "good  ✓ in use", "weak"]
    assert (dialog.isVisible(), dialog.said.text()) == (True, USED)
    dialog.list.setCurrentRow(2)
    assert [row[-1] for row in cells(dialog)] == ["", "✓"]
    dialog.use_button.click()
    assert trained.current(gold_desk.project).name == "weak"
    trained.delete(gold_desk.project, "weak")
    assert trained.current(gold_desk.project) is None


def test_the_scores_of_the_usual_labels_need_no_scrolling(qtbot, gold_desk, show):
    before = ((0.25, 0.4), (0.5, 0.75), (0.75, 0.8))
    usual = ("claim", "figure", "actor", "verified")
    keep_model(gold_desk, "good", 0.9, labelled=usual, before=before)
    dialog = show()
    qtbot.waitUntil(dialog.train_button.isEnabled, timeout=PATIENCE)
    dialog.list.setCurrentRow(1)
    assert len(cells(dialog)) == 8
    assert not dialog.compared.horizontalScrollBar().isVisible()
    assert not dialog.compared.verticalScrollBar().isVisible()


def test_where_there_is_little_room_every_row_can_be_reached_by_keys(gold_desk, show):
    usual = ("claim", "figure", "actor", "verified")
    before = ((0.25, 0.4), (0.5, 0.75), (0.75, 0.8))
    keep_model(gold_desk, "good", 0.9, labelled=usual, before=before)
    dialog = show()
    dialog.resize(640, 330)
    dialog.list.setCurrentRow(1)
    seen = dialog.compared.viewport()
    for table in (dialog.compared.scores, dialog.compared.curve):
        table.setFocus()
        for _ in range(table.topLevelItemCount()):
            QTest.keyClick(table, Key.Key_Down)
        row = table.visualItemRect(table.currentItem())
        at = table.viewport().mapTo(seen, row.center())
        assert seen.rect().contains(seen.rect().center().x(), at.y())
    assert dialog.compared.scores.currentItem().text(0) == "verified"


def test_the_learning_curve_stands_in_a_table_of_its_own(gold_desk, show):
    keep_model(gold_desk, "good", 0.9, before=((0.25, 0.4), (0.5, 0.75), (0.75, 0.8)))
    keep_model(gold_desk, "single", 0.9, made="2026-01-01T10:00:00+00:00")
    dialog = show()
    dialog.list.setCurrentRow(1)
    assert curve(dialog) == [
        ["Learning curve", "25 %", "50 %", "75 %", "100 %"],
        ["training articles", "2", "4", "6", "8"],
        ["F1 on the test articles", "0.40", "0.75", "0.80", "0.90"],
    ]
    assert dialog.compared.more.text() == (
        "F1 still rose at the end (0.80 → 0.90): more gold is likely to help."
    )
    assert dialog.compared.curve.isVisible()
    bar, table = dialog.compared.curve.header(), dialog.compared.curve
    assert bar.length() <= table.viewport().width()
    last = table.visualItemRect(table.topLevelItem(1))
    assert last.bottom() <= table.viewport().height()
    dialog.list.setCurrentRow(2)
    assert not dialog.compared.curve.isVisible()
    dialog.list.setCurrentRow(0)
    assert not dialog.compared.curve.isVisible()


def test_what_is_in_use_cannot_be_chosen_again(gold_desk, show):
    keep_model(gold_desk, "good", 0.9)
    dialog = show()
    assert (dialog.use_button.text(), dialog.use_button.isEnabled()) == ("In use", False)
    dialog.list.setCurrentRow(1)
    assert (dialog.use_button.text(), dialog.use_button.isEnabled()) == ("Use", True)
    dialog.use_button.click()
    assert (dialog.use_button.text(), dialog.use_button.isEnabled()) == ("In use", False)


@pytest.mark.parametrize("leave", [lambda one: QTest.keyClick(one, Key.Key_Escape), QWidget.close])
def test_who_leaves_a_training_does_not_end_it_but_stop_does(qtbot, gold_desk, show, leave):
    told = []
    gold_desk.told.connect(told.append)
    dialog = show()
    assert not dialog.isModal()
    qtbot.waitUntil(dialog.train_button.isEnabled, timeout=PATIENCE)
    dialog.train_button.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.focusWidget(), Key.Key_Return)
    assert dialog.running, "a key that is pressed twice does not stop it"
    leave(dialog)
    assert (dialog.isVisible(), dialog.running) == (False, True)
    assert [(one.text, one.action) for one in told] == [(GOES_ON, "models")]
    dialog.show()
    dialog.close_button.click()
    assert (dialog.isVisible(), dialog.said.text()) == (True, STOPPED)
    leave(dialog)
    assert not dialog.isVisible()
    assert not trained.folder_of(gold_desk.project.path).exists()


def test_a_training_tells_how_far_it_is_and_ends_with_its_scores(qtbot, gold_desk, show):
    dialog = show()
    qtbot.waitUntil(dialog.train_button.isEnabled, timeout=PATIENCE)
    dialog.steps.setValue(10)
    wanted = []
    bar = status_bar(qtbot, gold_desk, wanted.append)
    dialog.train_button.click()
    assert not dialog.steps.isEnabled()
    assert at_work(bar) == []
    far = "Training 2 of 4, on 50 % of the articles: step 0 of 10, loss "
    qtbot.waitUntil(lambda: dialog.said.text().startswith(far), timeout=PATIENCE)
    assert dialog.said.text().endswith(" left")
    assert (dialog.progress.value(), dialog.progress.maximum()) == (10, 40)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert [one.text() for one in at_work(bar)] == ["Training a model: 25 %"]
    at_work(bar)[0].click()
    assert wanted == ["models"]
    dialog.show()
    assert at_work(bar) == []
    QTest.keyClick(dialog, Key.Key_Escape)
    with qtbot.waitSignal(gold_desk.told, timeout=PATIENCE) as told:
        pass
    assert at_work(bar) == []
    assert told.args[0].text.startswith(TRAINED)
    assert (told.args[0].kind, told.args[0].action) == ("finished", "models")
    assert not dialog.isVisible()
    assert dialog.has_news
    dialog.show()
    assert dialog.said.text() == told.args[0].text
    assert dialog.list.currentRow() == 1
    assert [row[:2] for row in cells(dialog)][:2] == [["claim", "model"], ["claim", "rules"]]
    assert curve(dialog)[0] == ["Learning curve", "25 %", "50 %", "75 %", "100 %"]


def test_with_the_last_model_its_folder_goes(gold_desk, show):
    keep_model(gold_desk, "good", 0.9)
    dialog = show()
    dialog.list.setCurrentRow(1)
    dialog.delete_button.click()
    [box] = dialog.findChildren(QMessageBox)
    assert box.defaultButton().text() == "Cancel"
    next(one for one in box.buttons() if one.text() == "Delete").click()
    assert dialog.said.text() == "good was deleted."
    assert rows(dialog) == [f"{RULES}  ✓ in use"]
    assert not trained.folder_of(gold_desk.project.path).exists()


def test_it_goes_with_its_project(qtbot, gold_desk, show):
    dialog = show()
    gold_desk.read_anew(None)
    assert dialog.isVisible()
    gold_desk.open(None)
    assert not dialog.isVisible()
