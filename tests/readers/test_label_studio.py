"""Label Studio's own library takes our tasks for valid, and converts them without a loss."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from dataclasses import replace

import pytest

from model import exporting
from tests.corpora import HARD, article, corpus, of_gold


@pytest.fixture(scope="module")
def gold(label_studio, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gold")
    exporting.export(of_gold(), "label-studio", folder / "out")
    return (folder / "out", *label_studio(folder / "out", folder / "work"))


def test_the_gold_is_valid_by_its_labeling_config(gold):
    _, (said,), _ = gold
    assert said == {"annotations": [True], "predictions": []}


@pytest.mark.parametrize("key", ["labels", "from_name"])
def test_a_label_or_a_name_that_the_config_lacks_would_be_told(gold, label_studio, tmp_path, key):
    out, _, _ = gold
    (task,) = json.loads((out / "tasks.json").read_text(encoding="utf-8"))
    region = next(one for one in task["annotations"][0]["result"] if one["type"] == "labels")
    place = region["value"] if key == "labels" else region
    place[key] = ["nonsense"] if key == "labels" else "nonsense"
    (tmp_path / "config.xml").write_bytes((out / "config.xml").read_bytes())
    (tmp_path / "tasks.json").write_text(json.dumps([task]), encoding="utf-8")
    ((said,), _) = label_studio(tmp_path, tmp_path / "work")
    assert said["annotations"] == [False]


def test_every_hard_case_is_valid_suggestions_too(label_studio, tmp_path):
    every = [one for given in HARD.values() for one in given.articles]
    articles = [replace(one, id=f"{number}") for number, one in enumerate(every)]
    exporting.export(corpus(*articles), "label-studio", tmp_path / "out")
    said, _ = label_studio(tmp_path / "out", tmp_path / "work")
    assert len(said) == len(articles)
    assert all(all(one["annotations"] + one["predictions"]) for one in said)
    assert sum(len(one["predictions"]) for one in said) > 0
    unread = [not one["annotations"] for one in said]
    assert unread == [one.state == "new" for one in articles]


def test_its_converter_keeps_every_span_and_relation(gold):
    _, _, work = gold
    (task,) = json.loads((work / "JSON_MIN" / "result.json").read_text(encoding="utf-8"))
    wanted = {(s.start, s.end, s.label, s.quote) for s in next(iter(of_gold().articles)).spans}
    found = {(s["start"], s["end"], *s["labels"], s["text"]) for s in task["label"]}
    assert found == wanted
    assert len(found) == 87
    (whole,) = json.loads((work / "JSON" / "result.json").read_text(encoding="utf-8"))
    kinds = [one["type"] for one in whole["annotations"][0]["result"]]
    assert (kinds.count("labels"), kinds.count("relation")) == (87, 80)
    with (work / "CSV" / "result.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert len(json.loads(row["label"])) == 87


def test_its_columns_begin_a_chunk_where_a_span_begins(gold):
    _, _, work = gold
    columns = (work / "CONLL2003" / "result.conll").read_text(encoding="utf-8")
    rows = [line.split() for line in columns.splitlines() if line.startswith("Russia ")]
    assert rows[0] == ["Russia", "-X-", "_", "B-claim"]


BROWSER = """
import json, sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine
application = QCoreApplication([])
task = json.load(open(sys.argv[1], encoding="utf-8"))[0]
engine = QJSEngine()
for one in task["annotations"][0]["result"]:
    value = one["value"]
    call = f"({json.dumps(task['data']['text'])}).slice({value['start']}, {value['end']})"
    print(json.dumps([engine.evaluate(call).toString(), value["text"]]))
"""


def test_javascript_cuts_the_words_that_are_meant(tmp_path):
    text = "🪖 Syrskiy 👩‍👩‍👧 said\u2028 7,905 🇺🇦 men, e\u0301toile"
    marks = (2, 9, "actor"), (0, 1, "claim"), (22, 27, "figure"), (34, 42, "claim")
    given = corpus(article(text, *marks))
    exporting.export(given, "label-studio", tmp_path / "out")
    done = subprocess.run([sys.executable, "-c", BROWSER, tmp_path / "out" / "tasks.json"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    pairs = [json.loads(line) for line in done.stdout.splitlines()]
    assert [cut for cut, _ in pairs] == [said for _, said in pairs]
    spans = next(iter(given.articles)).spans
    assert [cut for cut, _ in pairs] == [one.quote for one in spans]
