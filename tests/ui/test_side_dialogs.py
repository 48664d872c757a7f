"""Guidelines, history and check: what they show, and that they follow the project."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from model import labels, project, spans
from tests import gold as gold_file
from ui.check_dialog import CheckDialog
from ui.guidelines import Guidelines
from ui.history import HEADINGS, HistoryDialog


@pytest.fixture
def opened(qtbot):
    def open_(kind, desk):
        made = kind(desk)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        made.show()
        return made

    return open_


def texts(widget):
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_guidelines_show_each_label_with_definition_and_examples(sample, opened):
    shown = texts(opened(Guidelines, sample))
    assert labels.guideline(sample.project) in shown
    for label in labels.every(sample.project):
        assert label.name in shown
        assert label.key in shown
        assert label.definition in shown
        assert all(f"“{example}”" in shown for example in label.examples)


def test_guidelines_follow_the_project(sample, opened, label_ids):
    pane = opened(Guidelines, sample)
    labels.change(sample.project, label_ids["claim"], definition="<b>New</b> & better.")
    assert "<b>New</b> & better." in texts(pane)
    labels.retire(sample.project, label_ids["actor"])
    assert "actor" not in texts(pane)
    sample.open(None)
    assert "Open a project to see its guidelines." in texts(pane)


def test_every_text_is_plain(sample, opened):
    for kind in (Guidelines, HistoryDialog, CheckDialog):
        for label in opened(kind, sample).findChildren(QLabel):
            assert label.textFormat() == Qt.TextFormat.PlainText


def cells(dialog):
    model = dialog.entries
    return [
        [model.index(row, column).data() for column in range(len(HEADINGS))]
        for row in range(model.rowCount())
    ]


def test_history_lists_the_newest_first_and_follows(sample, opened, label_ids):
    dialog = opened(HistoryDialog, sample)
    assert cells(dialog)[-1][1:] == ["Ana", "New project"]
    spans.mark(sample.project, sample.article_id, 0, 6, label_ids["actor"])
    assert cells(dialog)[0][2] == "Mark actor"
    sample.project.undo()
    assert cells(dialog)[0][2] == "Undo Mark actor"
    many = len(cells(dialog))
    assert f"{many} edits" in texts(dialog)


def test_history_is_searched_by_words(sample, opened, label_ids):
    spans.mark(sample.project, sample.article_id, 0, 6, label_ids["actor"])
    dialog = opened(HistoryDialog, sample)
    dialog.search.setText("ANA mark")
    assert [row[2] for row in cells(dialog)] == ["Mark actor"]
    dialog.search.setText("nobody")
    assert cells(dialog) == []
    assert "0 edits" in texts(dialog)


def test_a_sound_project_is_said_to_be_sound(marked, opened, qtbot):
    dialog = opened(CheckDialog, marked)
    qtbot.waitUntil(dialog.again.isEnabled)
    assert dialog.problems == []
    assert dialog.said.text() == "The project is sound."
    assert dialog.list.isHidden()


def test_a_problem_is_listed_and_shown_in_the_reader(desk, tmp_path, opened, qtbot):
    import sqlite3

    path = tmp_path / "a.attesta"
    with project.create(path, person="Ana") as store:
        article = gold_file.load(store)
        wrong = spans.of_article(store, article)[5].id
    with sqlite3.connect(path) as db:
        db.execute("UPDATE span SET quote = 'something else' WHERE id = ?", (wrong,))
    db.close()
    desk.open(project.open_(path, person="Ana"))
    dialog = opened(CheckDialog, desk)
    qtbot.waitUntil(dialog.again.isEnabled)
    assert "problems found" in dialog.said.text()
    at = next(row for row, one in enumerate(dialog.problems) if one.span_id == wrong)
    dialog.list.setCurrentRow(at)
    dialog.show_button.click()
    assert desk.article_id == article
    assert desk.chosen == wrong
    assert not dialog.isVisible()


def test_dialogs_that_are_gone_do_not_follow(sample, qtbot, label_ids):
    for kind in (HistoryDialog, CheckDialog):
        dialog = kind(sample)
        dialog.show()
        qtbot.wait(1)
        dialog.close()
    qtbot.wait(1)
    labels.change(sample.project, label_ids["claim"], name="assertion")
    sample.change_settings(theme="dark")
    assert sample.labels[label_ids["claim"]].name == "assertion"
