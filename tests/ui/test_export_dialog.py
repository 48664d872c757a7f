"""The export dialog with real children: preview, losses, export, cancel, trouble, what is kept."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QLabel

from model import articles, exporting, labels, project, spans
from model.settings import Settings
from tests import gold
from ui.desk import Desk
from ui.exporting import ExportDialog
from ui.jobs import Jobs

WAIT = 60_000


@pytest.fixture
def desk(qapp, tmp_path):
    made = Desk(Settings(tmp_path / "settings.json"))
    store = project.create(tmp_path / "desk.attesta", person="Ana")
    gold.load(store)
    made.open(store)
    made.notices = []
    made.told.connect(made.notices.append)
    yield made
    made.open(None)


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.stop_all()


@pytest.fixture
def dialog(desk, jobs, qtbot):
    made = ExportDialog(desk, jobs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(box, data):
    box.setCurrentIndex(box.findData(data))


def shown(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def test_the_preview_counts_and_names_the_losses(dialog, desk, qtbot):
    text = articles.text_of(desk.project, articles.every(desk.project)[0].id)
    actor = labels.named(desk.project, "actor").id
    spans.mark(desk.project, articles.every(desk.project)[0].id, 1, 4, actor)
    choose(dialog.form.format, "spacy")
    qtbot.waitUntil(lambda: "Lost" in " ".join(shown(dialog.preview)), timeout=WAIT)
    assert dialog.preview.head.text() == "1 article, 88 spans, 80 links"
    said = " ".join(shown(dialog.preview))
    assert "Lost: Spans that cut a token; spaCy cannot hold them (1)" in said
    assert f"“{text[1:4]}”" in said


def test_an_export_lands_where_it_says_and_can_be_shown(dialog, qtbot, tmp_path):
    choose(dialog.form.format, "jsonl")
    dialog.form.labels["actor"].setChecked(False)
    dialog.form.target.setText(str(tmp_path / "out.jsonl"))
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert not dialog.form.isEnabled()
    qtbot.waitUntil(lambda: dialog.show_button.isVisible(), timeout=WAIT)
    task = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert {one["label"] for one in task["spans"]} == {"claim", "figure", "verified"}
    assert "Exported 1 article, 41 spans" in dialog.said.text()
    assert dialog.form.isEnabled()


def test_cancelling_leaves_what_was_there_and_no_rest(dialog, qtbot, tmp_path):
    target = tmp_path / "out.jsonl"
    target.write_text("the old one")
    dialog.form.target.setText(str(target))
    dialog.export()
    dialog.cancel()
    assert "stopped" in dialog.said.text()
    assert target.read_text() == "the old one"
    assert not list(tmp_path.glob(".out*"))
    assert dialog.isVisible()


def test_trouble_is_told_in_the_dialog(dialog, qtbot, tmp_path):
    dialog.form.target.setText(str(tmp_path / "desk.attesta"))
    dialog.export()
    qtbot.waitUntil(lambda: "project itself" in dialog.said.text(), timeout=WAIT)
    assert dialog.said.objectName() == "error"
    assert dialog.form.isEnabled()


def test_another_project_and_a_name_that_no_disk_takes_are_refused(dialog, qtbot, tmp_path):
    other = tmp_path / "other.attesta"
    project.create(other, person="Ben").close()
    for name, why in ((other, "is an Attesta project"), ("x" * 300, "name too long"),
                      ("~nobody-of-that-name/x", "no folder")):  # fmt: skip
        dialog.form.target.setText(str(name))
        dialog.export()
        qtbot.waitUntil(lambda why=why: why in dialog.said.text(), timeout=WAIT)
    project.open_(other, person="Ben").close()


def test_a_name_alone_lands_beside_the_project(dialog, qtbot, tmp_path):
    choose(dialog.form.format, "jsonl")
    dialog.form.target.setText("morning.jsonl")
    dialog.export()
    qtbot.waitUntil(lambda: "Exported" in dialog.said.text(), timeout=WAIT)
    assert (tmp_path / "morning.jsonl").exists()


def test_what_cannot_be_exported_is_said_at_once(dialog):
    dialog.form.shares[0].setValue(70)
    assert not dialog.export_button.isEnabled()
    assert dialog.preview.head.text() == "The split adds up to 90 %, not to 100 %."
    dialog.form.shares[2].setValue(20)
    assert dialog.export_button.isEnabled()
    for box in dialog.form.labels.values():
        box.setChecked(False)
    assert not dialog.export_button.isEnabled()
    assert "label" in dialog.preview.head.text()


def test_the_format_brings_its_options_and_its_target(dialog):
    choose(dialog.form.format, "jsonl")
    assert dialog.form.options == {}
    assert dialog.form.target.text().endswith("desk.jsonl")
    choose(dialog.form.format, "spacy")
    assert list(dialog.form.options) == ["layer", "misaligned"]
    choose(dialog.form.options["layer"], "figure")
    assert dialog.form.arguments()[-4:-2] == ["--layer", "figure"]
    assert dialog.form.target.text().endswith("desk spacy")


def test_the_last_choices_come_back(dialog, desk, jobs, qtbot, tmp_path):
    choose(dialog.form.format, "spacy")
    choose(dialog.form.spans, "gold")
    dialog.form.seed.setValue(7)
    dialog.form.labels["figure"].setChecked(False)
    dialog.form.target.setText(str(tmp_path / "elsewhere"))
    dialog.done(QDialog.DialogCode.Rejected)
    again = ExportDialog(desk, jobs)
    qtbot.addWidget(again)
    assert again.form.format.currentData() == "spacy"
    assert again.form.spans.currentData() == "gold"
    assert again.form.seed.value() == 7
    assert not again.form.labels["figure"].isChecked()
    assert again.form.target_path.parent == tmp_path
    again.form.target.setText("a name alone")
    again.done(QDialog.DialogCode.Rejected)
    third = ExportDialog(desk, jobs)
    qtbot.addWidget(third)
    assert third.form.target_path.parent == tmp_path


def test_labelling_goes_on_during_an_export(dialog, desk, qtbot, tmp_path):
    dialog.form.target.setText(str(tmp_path / "out.jsonl"))
    dialog.export()
    actor = labels.named(desk.project, "actor").id
    for start in range(20):
        spans.mark(desk.project, articles.every(desk.project)[0].id, start, start + 2, actor)
    qtbot.waitUntil(lambda: dialog.show_button.isVisible(), timeout=WAIT)
    (found,) = exporting.formats()["jsonl"].read_back(tmp_path / "out.jsonl")
    assert len(found.spans) >= 87
    assert articles.every(desk.project)[0].spans == 107


# ---- jobs


def run(jobs, words, qtbot, **more):
    told = []
    jobs.run(words, lambda done, total: told.append(("progress", done, total)),
             lambda value: told.append(("result", value)), lambda why: told.append(("error", why)),
             **more)  # fmt: skip
    qtbot.waitUntil(lambda: bool(told) and told[-1][0] != "progress", timeout=WAIT)
    return told


def test_a_child_that_breaks_down_is_told_in_words(jobs, qtbot):
    told = run(jobs, ["export", "--nonsense"], qtbot)
    assert told[-1][1].startswith("The work stopped unexpectedly. ")
    assert "required" in told[-1][1]


def test_a_child_that_takes_too_long_is_stopped(jobs, desk, qtbot):
    words = ["export", str(desk.project.path), "--format", "spacy", "--dry-run", "--json-lines"]
    assert run(jobs, words, qtbot, deadline=0.05)[-1] == (
        "error", "The work took too long and was stopped.",
    )  # fmt: skip


def test_stopping_all_tells_nothing_more(jobs, desk, qtbot):
    told = []
    words = ["export", str(desk.project.path), "--format", "jsonl", "--dry-run", "--json-lines"]
    job = jobs.run(words, lambda *_: told.append(1), told.append, told.append)
    jobs.stop_all()
    assert not job.running
    qtbot.wait(50)
    assert told == []


def test_the_window_may_go_before_the_dialog_does(dialog, jobs, qtbot):
    qtbot.waitUntil(lambda: dialog.preview.head.text().startswith("1 article"), timeout=WAIT)
    jobs.stop_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    dialog.close()
    assert not dialog.isVisible()
