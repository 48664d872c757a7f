"""Parquet as others read it: `datasets` opens the folder without a network, types and all."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pyarrow.parquet as pq

from model import exporting
from model.exporters import parquet
from tests.corpora import HARD, article, corpus, of_gold

LOAD = """
import json, sys
import datasets
found = datasets.load_dataset(sys.argv[1], *sys.argv[2:])
print(json.dumps({name: {
    "rows": split.to_list(), "tags": split.features["ner_tags"].feature.names,
} for name, split in found.items()}))
"""


def loaded(folder, tmp_path, *config):
    """What `datasets.load_dataset` makes of a folder, in a process that must not use a network."""
    environment = os.environ | {
        "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(tmp_path / "home"),
        "HF_DATASETS_CACHE": str(tmp_path / "cache"), "HF_DATASETS_DISABLE_PROGRESS_BARS": "1",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", LOAD, str(folder), *config], env=environment,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_datasets_opens_the_folder_with_its_splits_and_types(tmp_path):
    given = corpus(
        *HARD["three splits"].articles, *HARD["emoji"].articles, *of_gold().articles,
        *HARD["never looked at"].articles,
    )  # fmt: skip
    exporting.export(given, "parquet", tmp_path / "p")
    found = loaded(tmp_path / "p", tmp_path)
    assert {name: len(split["rows"]) for name, split in found.items()} == {
        "train": 4, "validation": 1, "test": 1,
    }  # fmt: skip
    assert found["train"]["tags"] == ["O", "B-actor", "I-actor"]
    for split in found.values():
        for row in split["rows"]:
            assert len(row["tokens"]) == len(row["ner_tags"]) == len(row["token_starts"])
            for one in row["spans"]:
                assert row["text"][one["start"] : one["end"]] == one["quote"]
    kursk = next(row for row in found["train"]["rows"] if row["id"] == "gold")
    assert (len(kursk["spans"]), len(kursk["links"])) == (87, 80)
    unread = loaded(tmp_path / "p", tmp_path, "unreviewed")
    assert [row["state"] for row in unread["unreviewed"]["rows"]] == ["new"]


def test_reviewed_and_empty_is_a_row_without_spans(tmp_path):
    exporting.export(HARD["reviewed and empty"], "parquet", tmp_path / "p")
    (row,) = loaded(tmp_path / "p", tmp_path)["train"]["rows"]
    assert (row["spans"], row["state"]) == ([], "submitted")


def test_what_nobody_looked_at_never_comes_as_train(tmp_path):
    exporting.export(HARD["never looked at"], "parquet", tmp_path / "p")
    assert list(loaded(tmp_path / "p", tmp_path)) == ["unreviewed"]


def test_a_corpus_without_articles_is_an_empty_table_with_all_columns(tmp_path):
    report = exporting.export(HARD["no articles"], "parquet", tmp_path / "p")
    table = pq.read_table(tmp_path / "p/data/train-00000-of-00001.parquet")
    assert table.num_rows == 0
    assert {"text", "spans", "links", "ner_tags"} <= set(table.column_names)
    assert any("no empty split" in loss.what for loss in report.losses)


def test_the_tags_are_the_flat_layers(tmp_path):
    given = corpus(article("Mr Oleh Syrskyi said 45 men", (0, 15, "actor"), (3, 15, "actor"),
                           (21, 27, "figure")))  # fmt: skip
    report = exporting.export(given, "parquet", tmp_path / "p")
    row = pq.read_table(tmp_path / "p/data/train-00000-of-00001.parquet").to_pylist()[0]
    assert row["tokens"] == ["Mr", "Oleh", "Syrskyi", "said", "45", "men"]
    assert row["ner_tags"] == [1, 2, 2, 0, 0, 0]
    assert any("not in ner_tags" in loss.what for loss in report.losses)
    exporting.export(given, "parquet", tmp_path / "p", {"layer": "figure"})
    row = pq.read_table(tmp_path / "p/data/train-00000-of-00001.parquet").to_pylist()[0]
    assert row["ner_tags"] == [0, 0, 0, 0, 1, 2]


def test_the_card_tells_licence_configurations_labels_and_the_unit_of_offsets(tmp_path):
    exporting.export(of_gold(), "parquet", tmp_path / "p")
    said = (tmp_path / "p" / "README.md").read_text(encoding="utf-8")
    head = said.split("---\n")[1]
    assert "license: unknown" in head
    assert "config_name: default" in head
    assert "Unicode code points" in said
    assert "- `claim`: What a claim is." in said


def test_memory_stays_flat_because_articles_are_written_in_groups(tmp_path):
    body = " said 5.".ljust(parquet.GROUP_SIZE // 10)
    given = corpus(*(article(f"Article {at}{body}", (0, 7, "actor")) for at in range(25)))
    exporting.export(given, "parquet", tmp_path / "p")
    file = pq.ParquetFile(tmp_path / "p/data/train-00000-of-00001.parquet")
    assert file.metadata.num_rows == 25
    assert file.metadata.num_row_groups == 3
