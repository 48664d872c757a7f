"""Two analysts at two machines exchange packets; agreement is shown, a third makes it gold."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

from PySide6.QtWidgets import QTableView, QTableWidget

from model import articles, packet, places, project, readings
from model.drafts import Draft
from tests.conftest import ROOT
from tests.journeys.conftest import CTRL, Key
from tests.journeys.test_review import ACTOR, CLAIM, FIGURE, work_as
from ui import packets
from ui.packets import MergeDialog

PATIENCE = 60_000


def opened(hands, path, person):
    """A project in the window as its person's own machine would have it; its article's id."""
    hands.desk.settings.set(person=person)
    hands.window.projects.close()
    shutil.rmtree(places.state() / "receipts", ignore_errors=True)  # another machine has seen none
    hands.window.projects.open(path)
    hands.desk.project.device = f"machine of {person}"
    return articles.first(hands.desk.project)


def sent(hands, qtbot, to):
    """The packet that is saved by the menu's command."""
    told = []
    hands.desk.told.connect(told.append)
    packets.save(hands.window, to)
    qtbot.waitUntil(lambda: any(one.kind == "done" for one in told), timeout=PATIENCE)
    return to


def merged(hands, qtbot, *files):
    dialog = MergeDialog(hands.window, list(files))
    dialog.open()
    qtbot.waitUntil(lambda: not dialog.away.running, timeout=PATIENCE)
    said = dialog.said.text()
    dialog.close()
    return said


def test_from_two_project_files_to_exported_gold(hands, qtbot, tmp_path, seed_text):
    mine, theirs = tmp_path / "desk.attesta", tmp_path / "bens.attesta"
    with project.create(mine, person="Ana") as store:
        articles.add(store, [Draft(text=seed_text, title="Kursk troops")])
    shutil.copy(mine, theirs)

    article = opened(hands, theirs, "Ben")
    work_as(hands, "Ben", article, (*ACTOR, Key.Key_3), (*CLAIM, Key.Key_1))
    file = sent(hands, qtbot, tmp_path / f"ben{packet.SUFFIX}")

    article = opened(hands, mine, "Ana")
    work_as(hands, "Ana", article, (*ACTOR, Key.Key_3), (*FIGURE, Key.Key_2))
    assert "as one step" in merged(hands, qtbot, file)
    store = hands.desk.project
    assert articles.one(store, article).state == "submitted"

    store.person = "Chloe"
    hands.desk.read_anew(article)
    hands.window.focus_pane("agreement")
    view = hands.window.workspaces.page.parts["agreement"]
    qtbot.waitUntil(lambda: bool(_cells(view.matrix)), timeout=PATIENCE)
    assert any("n 3" in cell for cell in _cells(view.matrix))

    hands.window.activateWindow()
    qtbot.waitUntil(hands.window.isActiveWindow, timeout=PATIENCE)
    view.matrix.setFocus()
    hands.press((Key.Key_2, CTRL))
    units = hands.window.workspaces.page.units
    assert units.count.text() == "3 of 3 left"
    hands.press(Key.Key_G)
    hands.press(Key.Key_A, Key.Key_A)
    assert units.count.text() == "0 of 3 left"
    hands.press((Key.Key_Return, CTRL))
    assert articles.one(store, article).state == "approved"
    gold = {(one.start, one.end) for one in readings.gold(store, article)}
    assert gold == {ACTOR, FIGURE, CLAIM}

    hands.window.projects.close()
    out = tmp_path / "gold.jsonl"
    done = subprocess.run(
        [sys.executable, "main.py", "export", str(mine), "--format", "jsonl", "--spans", "gold",
         "--to", str(out)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (row,) = map(json.loads, out.read_text("utf-8").splitlines())
    assert {(one["start"], one["end"]) for one in row["spans"]} == gold


def _cells(matrix: QTableView | QTableWidget):
    """What the matrix shows, cell by cell."""
    model = matrix.model()
    found = (
        model.index(row, column).data()
        for row in range(model.rowCount()) for column in range(model.columnCount())
    )  # fmt: skip
    return [" ".join(str(one).split()) for one in found if one]
