"""A large corpus for spaCy: folders of DocBin files that its own readers take as they take one."""

from __future__ import annotations

import pytest

from model import exporting
from model.exporters._spacy_shards import FULL
from model.importers import docbin
from tests.corpora import article, corpus

WORDS = 60_000


def large(split, number):
    words = " ".join(f"w{at * (number + 2) % 9973}" for at in range(WORDS))
    text = f"Article {number} says {words}"
    return article(text, (0, 7, "actor"), (0, 7, "claim"), split=split, id=f"{split}-{number}",
                   title=f"{split} {number}")  # fmt: skip


@pytest.fixture(scope="module")
def export(tmp_path_factory):
    """Seven large articles to train on, one short one to score by."""
    given = corpus(*(large("train", number) for number in range(7)),
                   article("A short one.", (0, 1, "actor"), split="dev"))  # fmt: skip
    path = tmp_path_factory.mktemp("large") / "s"
    report = exporting.export(given, "spacy", path)
    assert report.spans == 15
    return path


def test_what_is_large_is_a_folder_of_files_of_bounded_size(export):
    from spacy.tokens import DocBin

    assert (export / "dev.spacy").is_file()
    shards = sorted((export / "train.spacy").iterdir())
    assert [one.name for one in shards] == ["00001.spacy", "00002.spacy", "00003.spacy"]
    tokens = [sum(map(len, DocBin().from_disk(one).tokens)) for one in shards]
    assert all(WORDS < many <= FULL for many in tokens)


def test_spacys_reader_of_corpora_takes_the_folder_as_the_config_names_it(export):
    import spacy
    from spacy.training import Corpus
    from spacy.util import load_config

    paths = load_config(export / "config.cfg")["paths"]
    nlp = spacy.blank("en")
    found = [one.reference for one in Corpus(export / paths["train"])(nlp)]
    assert [doc.user_data["attesta"]["id"] for doc in found] == [f"train-{n}" for n in range(7)]
    assert all([span.text for span in doc.spans["sc"]] == ["Article"] * 2 for doc in found)
    assert len(list(Corpus(export / paths["dev"])(nlp))) == 1


def test_the_importer_takes_the_folder_whole(export):
    assert docbin.sniff(export, b"") > 0.5
    drafts = list(docbin.read(export))
    assert [len(draft.spans) for draft in drafts] == [1, *[2] * 7]
    assert not any(draft.skipped for draft in drafts)


def test_where_nothing_is_left_for_dev_the_folder_is_repeated(tmp_path):
    given = corpus(*(large("train", number) for number in range(4)))
    exporting.export(given, "spacy", tmp_path / "s")
    train, dev = (sorted((tmp_path / "s" / f"{name}.spacy").iterdir()) for name in ("train", "dev"))
    assert [one.read_bytes() for one in train] == [one.read_bytes() for one in dev]
    assert len(train) == 2
