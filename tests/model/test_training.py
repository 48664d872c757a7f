"""Training on gold by the real spaCy, a few steps of it; what comes out, and what it is for."""

from __future__ import annotations

import itertools
import json
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from model import (
    articles,
    corpus,
    evaluating,
    labels,
    policies,
    project,
    spans,
    trained,
    training,
    wishes,
)
from model.drafts import Draft
from model.errors import UserError
from model.settings import Settings
from model.spans import NewSpan
from model.suggestion_maker import Maker
from model.trained import Score, Trained
from model.wishes import Wish

ROOT = Path(__file__).resolve().parents[2]
PLACES = """Aachen Bergen Cork Dover Essen Florence Ghent Haifa Izmir Jena Kazan Lima Malmo Nantes
Oslo Porto Quito Riga Split Turin""".split()  # noqa: SIM905


def text_of(place, number):
    return f"Police in {place} counted {number} cars. The mayor of {place} said nothing more."


@pytest.fixture(scope="module")
def gold_file(tmp_path_factory):
    """Twenty approved articles of one shape, with a figure and an actor each."""
    path = tmp_path_factory.mktemp("training") / "desk.attesta"
    with project.create(path, person="Ana") as store:
        by_name = {one.name: one.id for one in labels.every(store)}
        new = [Draft(text=text_of(place, 100 + 7 * n), title=place)
               for n, place in enumerate(PLACES)]  # fmt: skip
        for article in articles.add(store, new).new:
            text = articles.text_of(store, article)
            at = text.index(" cars") - 3
            spans.mark_all(store, article, [
                NewSpan(at, at + 8, by_name["figure"]),
                NewSpan(0, 6, by_name["actor"]),
            ], "Mark")  # fmt: skip
            articles.submit(store, article)
            articles.approve(store, article)
    return path


@pytest.fixture(scope="module")
def made(gold_file, _machine_folders):
    """What `train` reports after twenty steps, without a curve."""
    done = run("train", gold_file, "--steps", "20", "--no-curve", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def run(command, path, *more):
    return subprocess.run([sys.executable, "main.py", command, str(path), *more], cwd=ROOT,
                          capture_output=True, text=True)  # fmt: skip


def test_too_little_gold_is_said_beforehand(tmp_path):
    with project.create(tmp_path / "small.attesta", person="Ana") as store:
        found = corpus.snapshot(store, training.selection())
    assert not training.readiness(found).can
    assert "At least 10 gold articles" in training.readiness(found).told
    with pytest.raises(UserError, match="At least 10"):
        training.train(found, tmp_path / "m", lambda *_: 0, lambda _: None, made=None)
    assert not (tmp_path / "m").exists()


@pytest.fixture
def read_by_spacy(tmp_path):
    """The texts that spaCy is given of a project: of train and dev in each training of the curve,
    with the words of the spans."""

    def read(store):
        found = corpus.snapshot(store, training.selection())
        trainings = []

        def look(command, data, _listen):
            trainings.append({name: _docs(data, name) for name in ("train", "dev")})
            (Path(command[command.index("--output") + 1]) / "model-best").mkdir(parents=True)
            return 0

        with pytest.raises(UserError, match="no spaCy pipeline"):
            training.train(found, tmp_path / "m", look, lambda _: None, made=None)
        return found.articles, trainings

    return read


def _docs(data, name):
    import spacy
    from spacy.tokens import DocBin

    files = sorted(data.rglob(f"{name}*.spacy"))
    docs = [doc for file in files
            for doc in DocBin().from_disk(file).get_docs(spacy.blank("en").vocab)]  # fmt: skip
    return {doc.text: {span.text for span in doc.spans["sc"]} for doc in docs}


def test_training_reads_a_paragraph_at_a_time(read_by_spacy):
    with project.in_memory() as store:
        claim = labels.named(store, "claim").id
        actor = labels.named(store, "actor").id
        for place in PLACES:
            text = f"In {place} police counted cars.\n\nThe mayor of {place} was silent."
            [article] = articles.add(store, [Draft(text=text, title=place)]).new
            end = text.index(" was")
            spans.mark_all(store, article, [
                NewSpan(3, 3 + len(place), actor), NewSpan(end - len(place), end, actor),
                NewSpan(3, end, claim),
            ], "Mark")  # fmt: skip
            articles.submit(store, article)
            articles.approve(store, article)
        known, trainings = read_by_spacy(store)
    split = {article.title: article.split for article in known}
    for name in ("train", "dev"):
        assert trainings[-1][name] == {
            text: {place}
            for place in PLACES
            if split[place] == name
            for text in (f"In {place} police counted cars.", f"The mayor of {place} was silent.")
        }, "without empty ones, with the spans inside them, without those that reach over the end"


def test_the_learning_curve_adds_articles_and_keeps_those_to_choose_by(gold_file, read_by_spacy):
    with project.frozen(gold_file) as store:
        known, trainings = read_by_spacy(store)
    many = sum(article.split == "train" for article in known)
    texts = [set(one["train"]) for one in trainings]
    assert [len(one) for one in texts] == [many * share // 100 for share in training.CURVE]
    assert all(fewer < more for fewer, more in itertools.pairwise(texts))
    assert all(one["dev"] == trainings[0]["dev"] for one in trainings)


def test_training_measures_the_model_beside_the_rules(made, gold_file):
    assert made["articles"]["train"] > made["articles"]["test"] > 0
    assert set(made["model"]) == {"claim", "figure", "actor", "verified"}
    assert made["model"]["figure"]["gold"] == made["articles"]["test"]
    assert made["rules"]["figure"]["f1"] == 1.0
    assert "test articles" in made["worth"]
    beside = trained.folder_of(gold_file)
    assert [path.name for path in beside.iterdir()] == [made["name"]]


def test_the_trained_pipeline_suggests(made, gold_file):
    known = trained.named(trained.folder_of(gold_file), made["name"])
    wish = Wish(model=str(known.pipeline), model_name=known.name,
                model_labels=["figure"], model_roles=["figure"])  # fmt: skip
    found = Maker().make(wish, text_of("Zagreb", 240))
    assert found.notes == []
    assert all(one.origin == f"model:{known.name}" for one in found.spans if one.label == "figure")


def test_evaluate_tells_both(made, gold_file, tmp_path):
    done = run("evaluate", gold_file, "--model", made["name"], "--json")
    said = json.loads(done.stdout)
    assert said["articles"] == made["articles"]["test"]
    assert set(said["scores"]) == {"rules", made["name"]}
    assert said["scores"][made["name"]] == made["model"]
    elsewhere = shutil.copytree(trained.folder_of(gold_file) / made["name"], tmp_path / "apart")
    assert run("evaluate", gold_file, "--model", str(elsewhere), "--json").stdout == done.stdout
    done = run("evaluate", gold_file, "--json")
    assert json.loads(done.stdout)["scores"]["rules"]["figure"]["gold"] == len(PLACES)


def test_evaluate_for_people_claims_nothing_where_there_is_no_gold(gold_file):
    lines = run("evaluate", gold_file).stdout.splitlines()
    assert lines[0] == "Against the gold of 20 articles:"
    assert lines[1].split() == ["LABEL", "FOUND", "BY", "PRECISION", "RECALL", "F1", "GOLD",
                                "FOUND"]  # fmt: skip
    verified = next(line for line in lines if line.startswith("verified"))
    assert verified.split()[2:6] == ["–", "–", "–", "0"]


@pytest.mark.parametrize("steps", ["0", "-5", "many"])
def test_no_steps_are_refused(gold_file, steps):
    done = run("train", gold_file, "--steps", steps)
    assert done.returncode == 2
    assert "argument --steps: invalid steps value" in done.stderr


def test_a_model_is_not_measured_on_what_it_was_trained_on(made, gold_file):
    known = trained.named(trained.folder_of(gold_file), made["name"])
    with project.frozen(gold_file) as store:
        found = corpus.snapshot(store, training.selection())
    learnt = [article for article in found.articles if article.split != "test"]
    with pytest.raises(UserError, match="trained on every gold article"):
        evaluating.unseen(known, learnt)


def test_a_model_that_is_gone_leaves_the_rules(made, gold_file):
    done = run("evaluate", gold_file, "--model", "nowhere")
    assert done.returncode == 1
    assert "There is no model “nowhere”" in done.stderr


def test_the_same_gold_has_the_same_hash(made, gold_file):
    with project.frozen(gold_file) as store:
        found = corpus.snapshot(store, training.selection())
    assert training.data_hash(found) == made["data"]
    fewer = replace(found, articles=found.articles[1:])
    assert training.data_hash(fewer) != made["data"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
@pytest.mark.parametrize("when", ["preparing", "training"])
def test_a_stopped_training_leaves_nothing(gold_file, tmp_path, when):
    target = tmp_path / "new" / "stopped"
    command = [sys.executable, "main.py", "train", str(gold_file), "--to", str(target), "--steps",
               "100000", "--json-lines"]  # fmt: skip
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        if when == "training":
            assert "progress" in process.stdout.readline()
        else:
            _wait_until(target.parent.is_dir)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    _wait_until(lambda: not _trainings(target))
    assert list(tmp_path.iterdir()) == []


def _wait_until(holds):
    """Give up after twenty seconds."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not holds():
        time.sleep(0.01)
    assert holds()


def _trainings(target):
    """The command lines of processes that still write below the target."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            said = line.read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if f".{target.name}" in said:
            found.append(said)
    return found


# ---- what is used


def trained_with(model, rules):
    def score(f1, gold):
        return Score(f1, f1, f1, gold, gold)

    return Trained("m", "2026-01-01", "0", {}, {"figure": score(*model)}, {"figure": score(*rules)})


@pytest.mark.parametrize(
    ("model", "rules", "better"),
    [
        ((0.9, 20), (0.8, 20), ("figure",)),
        ((0.8, 20), (0.8, 20), ()),
        ((0.9, 9), (0.1, 9), ()),
    ],
)
def test_a_model_is_used_only_where_it_beats_the_rules_on_enough_spans(model, rules, better):
    assert trained_with(model, rules).better_at == better


def test_what_the_settings_switch_off_is_wished_away(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    settings.set(suggest_actors=False, suggest_links=False)
    with project.in_memory() as store:
        [article] = articles.add(store, [Draft(text=text_of("Lima", 3), title="One")]).new
        wished = wishes.wish(store, settings, articles.one(store, article))
        assert wished.off == ("actors", "links")


def test_choosing_a_model_is_an_edit_that_can_be_undone(made, gold_file):
    with project.open_(gold_file, person="Ana") as store:
        trained.use(store, made["name"])
        assert trained.current(store).name == made["name"]
        store.undo()
        assert policies.model(store) == ""
        with pytest.raises(UserError, match="no model"):
            trained.use(store, "another")
