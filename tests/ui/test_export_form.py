"""The export form: grouped formats, whose work, which articles, strict, and options to type."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt

from model import articles, exporting, labels, people, project, spans
from tests import gold
from ui.export_form import ExportForm
from ui.exporting import ExportDialog
from ui.jobs import Jobs


@pytest.fixture
def form(sample, qtbot, tmp_path):
    store = sample.project
    made = ExportForm(
        labels.every(store), people.everyone(store), tmp_path / "desk.attesta", tmp_path
    )
    qtbot.addWidget(made)
    return made


def choose(form, name):
    form.format.setCurrentIndex(form.format.findData(name))


def test_every_format_stands_in_a_group_and_no_heading_can_be_chosen(form):
    items = [form.format.model().item(at) for at in range(form.format.count())]
    headings = [one.text() for one in items if not one.flags() & Qt.ItemFlag.ItemIsEnabled]
    assert headings == ["For training", "For other tools", "Tables and publishing"]
    names = {one.data(Qt.ItemDataRole.UserRole) for one in items} - {None}
    assert names == set(exporting.formats())
    assert form.format.currentData() == "jsonl"


def test_whose_work_and_which_articles_become_arguments(form):
    form.filter.matching.setText("troops RFE")
    form.filter.since.setText("2024-11")
    assert form.arguments()[-2:] == ["--matching=troops RFE", "--since=2024-11"]


def test_what_is_no_date_is_said_before_anything_is_counted(form):
    form.filter.until.setText("yesterday")
    assert "no date" in form.trouble()
    form.filter.until.setText("2024")
    assert form.trouble() == ""


def test_the_people_who_worked_can_be_chosen(marked, qtbot, tmp_path):
    store = marked.project
    form = ExportForm([], people.everyone(store), tmp_path / "d.attesta", tmp_path)
    qtbot.addWidget(form)
    names = [form.filter.person.itemText(at) for at in range(form.filter.person.count())]
    assert names == ["Everyone", *(one.name for one in people.everyone(store))]
    assert len(names) > 1
    form.filter.person.setCurrentIndex(1)
    assert form.arguments()[-1] == f"--one-person={names[1]}"


def test_an_option_can_be_typed_and_comes_back(form):
    choose(form, "claimreview")
    form.options["desk"].setText("- Fact Desk")
    assert "--desk=- Fact Desk" in form.arguments()
    choices = form.choices()
    choose(form, "csv")
    assert form.options == {}
    form.restore(choices)
    assert form.options["desk"].text() == "- Fact Desk"


def test_a_filter_is_not_remembered_so_that_nothing_is_left_out_unasked(form):
    form.filter.since.setText("2024")
    form.strict.setChecked(True)
    choices = form.choices()
    form.filter.since.clear()
    form.strict.setChecked(False)
    form.restore(choices)
    assert form.filter.since.text() == ""
    assert form.strict.isChecked()


def test_strict_counts_only_when_the_export_is_made(form):
    form.strict.setChecked(True)
    assert form.strictly == ["--strict"]
    assert "--strict" not in form.arguments()


def test_submitted_can_be_chosen_and_says_what_it_takes(form):
    form.spans.setCurrentIndex(form.spans.findData("submitted"))
    assert "submitted and approved" in form.spans_note.text()


@pytest.fixture
def dialog(desk, qtbot, tmp_path):
    """The dialog on a project whose one article has a span that cuts a token."""
    store = project.create(tmp_path / "desk.attesta", person="Ana")
    article = gold.load(store)
    spans.mark(store, article, 1, 4, labels.named(store, "actor").id)
    articles.submit(store, article)
    desk.open(store)
    jobs = Jobs()
    made = ExportDialog(desk, jobs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.stop_all()


def test_a_strict_export_that_would_lose_is_refused_in_the_dialog(dialog, qtbot):
    choose(dialog.form, "spacy")
    dialog.form.strict.setChecked(True)
    dialog.export()
    qtbot.waitUntil(lambda: "would not be whole" in dialog.said.text(), timeout=60_000)
    assert "cut a token" in dialog.said.text()
    assert not dialog.form.target_path.exists()


def test_no_format_makes_the_form_wider_than_what_is_seen_of_it(dialog, qtbot):
    for name in exporting.formats():
        choose(dialog.form, name)
        QCoreApplication.processEvents()
        qtbot.waitUntil(
            lambda: (
                dialog.form.visibleRegion().boundingRect().width()
                >= dialog.form.minimumSizeHint().width()
            )
        )
