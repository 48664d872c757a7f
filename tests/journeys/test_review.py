"""Two analysts mark the sample differently, a third curates it, and the export holds the gold."""

from __future__ import annotations

import json
import subprocess
import sys

from model import articles, readings
from tests.conftest import ROOT
from tests.journeys.conftest import CTRL, Key

ACTOR, FIGURE, CLAIM = (0, 6), (18, 36), (0, 131)


def work_as(hands, person, article, *marks):
    """One person's pass by keys: (start, end) and the key of the label, then submitted anyway."""
    desk = hands.desk
    desk.project.person = person
    desk.show(None)
    desk.show(article)
    hands.reader.setFocus()
    for start, end, key in marks:
        hands.grasp(start, end)
        hands.press(key, Key.Key_Escape, at=hands.reader)
    hands.press((Key.Key_Return, CTRL), at=hands.reader)
    if not hands.window.later.submitting.isHidden():
        hands.press((Key.Key_Return, CTRL))


def test_from_two_readings_to_exported_gold_by_keys(hands, tmp_path):
    hands.window.projects.open_sample()
    desk, article = hands.desk, hands.desk.article_id
    work_as(hands, "Ana", article, (*ACTOR, Key.Key_3), (*FIGURE, Key.Key_2))
    work_as(hands, "Ben", article, (*ACTOR, Key.Key_3), (*CLAIM, Key.Key_1))
    store = desk.project
    assert articles.one(store, article).state == "submitted"
    store.person = "Cem"
    hands.press((Key.Key_2, CTRL))
    units = hands.window.workspaces.page.units
    assert units.count.text() == "3 of 3 left"
    hands.press(Key.Key_G)
    hands.press(Key.Key_A, Key.Key_X, Key.Key_2)
    assert units.count.text() == "0 of 3 left"
    hands.press((Key.Key_Return, CTRL))
    assert articles.one(store, article).state == "approved"
    gold = {(span.start, span.end) for span in readings.gold(store, article)}
    assert ACTOR in gold
    assert len(gold) == 2
    path = store.path
    hands.window.projects.close()
    out = tmp_path / "gold.jsonl"
    command = [
        sys.executable,
        "main.py",
        "export",
        str(path),
        "--format",
        "jsonl",
        "--spans",
        "gold",
        "--to",
        str(out),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    said = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {(one["start"], one["end"]) for row in said for one in row["spans"]} == gold
