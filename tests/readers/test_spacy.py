"""spaCy's own commands on an export as it is: debug data, train, evaluate, convert."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest

from model import exporting
from tests.bench import made
from tests.corpora import article, corpus, of_gold, span

MANY, CHARACTERS, SPANS = 450, 4_000, 30
SMALL = ("--training.max_steps", "4", "--training.eval_frequency", "4",
         "--components.tok2vec.model.encode.width", "16",
         "--components.tok2vec.model.embed.rows", "[500,100,250,250]",
         "--components.spancat.suggester.max_size", "8")  # fmt: skip


def spacy(folder, *words, fails=False):
    done = subprocess.run([sys.executable, "-m", "spacy", *words], cwd=folder, text=True,
                          capture_output=True, check=False,
                          env=os.environ | {"OMP_NUM_THREADS": "1"})  # fmt: skip
    assert (done.returncode != 0) == fails, done.stdout + done.stderr
    return re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", done.stdout)


def made_up(number, split):
    body = made.text(CHARACTERS, number)
    spans = tuple(
        span(body, *place, id=f"{number}-{at}")
        for at, place in enumerate(made.places(body, SPANS, number))
    )
    return replace(article(body, split=split, id=f"{number}"), spans=spans)


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """So many articles that those to train on are a folder of files."""
    splits = ["train"] * 18 + ["dev", "test"]
    given = corpus(*(made_up(number, splits[number % 20]) for number in range(MANY)))
    folder = tmp_path_factory.mktemp("large") / "s"
    exporting.export(given, "spacy", folder)
    assert (folder / "train.spacy").is_dir()
    return folder


@pytest.fixture(scope="module")
def gold(tmp_path_factory):
    folder = tmp_path_factory.mktemp("gold")
    exporting.export(of_gold(), "spacy", folder / "s")
    return folder / "s"


def test_debug_data_finds_the_golds_labels_and_wants_only_more_articles(gold):
    said = spacy(gold, "debug", "data", "config.cfg", "--verbose", fails=True)
    assert "Corpus is loadable" in said
    for label, many in (("claim", 25), ("figure", 14), ("actor", 46), ("verified", 2)):
        assert re.search(rf"^{label} .* {many}$", said, re.MULTILINE)
    faults = [line for line in said.splitlines() if line.startswith("✘")]
    assert faults[0] == "✘ Low number of examples to train a new pipeline (1)"
    assert faults[1:] == ["✘ 1 error"]


def test_debug_data_takes_a_folder_of_files_as_one_corpus(large):
    said = spacy(large, "debug", "data", "config.cfg")
    assert "406 training docs" in said
    assert "Corpus is loadable" in said


def test_it_trains_on_a_folder_of_files_and_scores_what_it_trained(large, tmp_path):
    spacy(large, "train", "config.cfg", "--output", str(tmp_path / "model"), *SMALL)
    said = spacy(large, "evaluate", str(tmp_path / "model" / "model-last"), "test.spacy")
    assert "SPAN F" in said
    import spacy as library

    nlp = library.load(tmp_path / "model" / "model-last")
    assert set(nlp.get_pipe("spancat").labels) == {"claim", "figure", "actor", "verified"}


@pytest.mark.parametrize(("label", "many"), [("claim", 23), ("figure", 13), ("actor", 35)])
def test_convert_takes_each_layer_of_columns(label, many, tmp_path):
    from spacy.lang.en import English
    from spacy.tokens import DocBin

    exporting.export(of_gold(), "conll", tmp_path / "c")
    (tmp_path / "as").mkdir()
    spacy(tmp_path, "convert", f"c/{label}.train.conll", "as", "-c", "conll")
    docs = list(DocBin().from_disk(tmp_path / "as" / f"{label}.train.spacy").get_docs(
        English().vocab))  # fmt: skip
    found = [ent.label_ for doc in docs for ent in doc.ents]
    assert set(found) == {label}
    assert len(found) == many
