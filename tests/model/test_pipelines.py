"""Which spaCy pipelines are found, and which of them may be loaded."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from model import pipelines, wishes
from model.errors import UserError
from model.settings import Settings
from model.suggestion_maker import Maker


@pytest.fixture(scope="module")
def trained_folder(tmp_path_factory):
    """A pipeline as training writes it: a span categorizer on a blank English one."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec")
    nlp.add_pipe("spancat").add_label("claim")
    nlp.initialize()
    folder = tmp_path_factory.mktemp("pipelines") / "own"
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def strangers_package(tmp_path, monkeypatch):
    """A package that calls itself a pipeline, and leaves a mark when its code runs."""
    package = tmp_path / "en_strange_pipe"
    package.mkdir()
    mark = tmp_path / "ran"
    (package / "__init__.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    about = tmp_path / "en_strange_pipe-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: en_strange_pipe\nVersion: 1.2\n")
    (about / "entry_points.txt").write_text("[spacy_models]\nen_strange_pipe = en_strange_pipe\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    pipelines.installed.cache_clear()
    yield mark
    pipelines.installed.cache_clear()


def changed(folder, tmp_path, old, new):
    """A copy of the folder with one thing of its configuration replaced."""
    import shutil

    copy = tmp_path / "changed"
    shutil.copytree(folder, copy)
    text = (copy / "config.cfg").read_text(encoding="utf-8")
    assert old in text
    (copy / "config.cfg").write_text(text.replace(old, new), encoding="utf-8")
    return copy


def test_a_trained_folder_is_loaded(trained_folder):
    nlp = pipelines.load(pipelines.named(str(trained_folder)))
    assert nlp.pipe_names == ["tok2vec", "spancat"]


def test_a_folder_is_called_by_its_name_and_version(trained_folder):
    version = json.loads((trained_folder / "meta.json").read_text())["version"]
    assert pipelines.named(str(trained_folder)).title == f"own {version}"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('@scorers = "spacy.spancat_scorer.v1"', '@scorers = "evil.scorer.v1"', "evil.scorer.v1"),
        ('factory = "spancat"', 'factory = "llm"', "llm"),
        ("before_creation = null", 'before_creation = {"@callbacks":"x.y.v1"}', "callbacks"),
        ('@misc = "spacy.ngram_suggester.v1"', '@callbacks = "spacy.ngram_suggester.v1"',
         "callbacks"),
    ],
)  # fmt: skip
def test_a_folder_that_names_code_of_others_is_refused(trained_folder, tmp_path, old, new, named):
    folder = changed(trained_folder, tmp_path, old, new)
    with pytest.raises(UserError, match="not spaCy's own") as refused:
        pipelines.load(pipelines.named(str(folder)))
    assert named in str(refused.value)


def test_a_package_of_others_is_found_but_its_code_does_not_run(strangers_package):
    found = pipelines.named("en_strange_pipe")
    assert found.version == "1.2"
    assert pipelines.preferred() != found
    with pytest.raises(UserError, match="runs its code"):
        pipelines.load(found)
    assert not strangers_package.exists()


def test_what_is_no_pipeline_is_a_persons_error(tmp_path):
    with pytest.raises(UserError, match="no spaCy pipeline"):
        pipelines.named(str(tmp_path))


def test_a_broken_folder_says_that_it_cannot_be_loaded(trained_folder, tmp_path):
    folder = changed(trained_folder, tmp_path, "[nlp]", "[nlp]")
    for model in folder.glob("*/model"):
        model.write_bytes(b"no weights")
    with pytest.raises(UserError, match="cannot be loaded"):
        pipelines.load(pipelines.named(str(folder)))


@pytest.fixture(scope="module")
def names_folder(tmp_path_factory):
    """A real pipeline that has learned, in some steps, to call a lower-case word a person."""
    import spacy
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("ner").add_label("PERSON")
    taught = [
        (f"{who} of {place} spoke on {day}.", who)
        for who in ("zorblax", "quenril") for place in ("Aachen", "Bergen", "Cork")
        for day in ("Monday", "Friday")
    ]  # fmt: skip
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": [(0, len(who), "PERSON")]})
        for text, who in taught
    ]
    nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples)
    folder = tmp_path_factory.mktemp("pipelines") / "names"
    nlp.to_disk(folder)
    return folder


def test_the_names_of_a_pipeline_that_the_settings_name_become_actors(names_folder, tmp_path):
    settings = Settings(tmp_path / "settings.json")
    text = "💩 counted.\nzorblax of Cork spoke on Friday."
    plain = Maker().make(wishes.of_settings(settings), text)
    settings.set(suggest_pipeline=str(names_folder))
    wish = wishes.of_settings(settings)
    found = Maker().make(wish, text)
    place = text.index("zorblax")
    assert found.notes == []
    assert (place, place + 7) not in {(one.start, one.end) for one in plain.spans}
    [name] = [one for one in found.spans if (one.start, one.end) == (place, place + 7)]
    assert (name.label, name.origin) == ("actor", f"model:{names_folder}")
    arabic = Maker().make(replace(wish, language="ar"), text)
    assert arabic.spans == []
