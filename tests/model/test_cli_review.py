"""Sharing out, the queue and agreement from the command line."""

from __future__ import annotations

import json

import pytest

import main
from model import articles, labels, moves, people, project, spans
from model.drafts import Draft


@pytest.fixture
def desk(tmp_path):
    """A project of five articles, closed; and a function that runs a command on it."""
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft(f"Kyiv said {n}00 men fled.", f"No {n}") for n in range(5)])
    return path


@pytest.fixture
def run(desk, capsys):
    def run_(command, *words):
        code = main.main([command, str(desk), *words])
        out, err = capsys.readouterr()
        return code, out, err

    return run_


def annotate(path, person, *, submit=True):
    with project.open_(path, person=person) as store:
        actor = labels.named(store, "actor").id
        for article in articles.every(store):
            spans.mark(store, article.id, 0, 4, actor)
            if submit:
                articles.submit(store, article.id)


def test_assigning_and_who_has_what(desk, run):
    code, _, err = run("assign", "--to", "Ben")
    assert (code, err.split(".")[0]) == (1, "The project knows nobody called “Ben”")
    code, out, _ = run("assign", "--to", "Ana", "--to", "Ben", "--add", "--times", "2",
                       "--share", "40", "--json")  # fmt: skip
    assert code == 0
    told = json.loads(out)
    assert told["assigned"] == 7
    assert told["articles_by_people"] == {"1": 3, "2": 2}
    assert sorted(told["people"].values()) == [3, 4]
    _, out, _ = run("assign", "--json")
    assert {one["name"]: one["annotating"] for one in json.loads(out)} == {
        name: {"new": many} for name, many in told["people"].items()
    }  # fmt: skip
    _, out, _ = run("assign")
    assert out.splitlines()[0].split()[:3] == ["PERSON", "NEW", "IN"]
    code, out, _ = run("assign", "--to", "Ben", "--remove")
    assert code == 0
    assert f"Removed {told['people']['Ben']} assignments" in out


def test_a_dry_run_assigns_nothing(desk, run):
    code, out, _ = run("assign", "--to", "Ana", "--dry-run")
    assert code == 0
    assert "Would assign:\n  Ana: 5 articles" in out
    with project.open_(desk, person="Ana") as store:
        assert {moves.NEW} == set(articles.states(store).values())
        assert not store.rows("SELECT 1 FROM assignment")


def test_the_queue_is_listed(desk, run):
    annotate(desk, "Ben")
    code, out, _ = run("queue", "--json", "--order", "oldest", "--label", "actor")
    told = json.loads(out)
    assert (code, told["spans"], told["articles"], told["curation"]) == (0, 5, 5, 0)
    assert {row["quote"] for row in told["rows"]} == {"Kyiv"}
    assert {row["label"] for row in told["rows"]} == {"actor"}
    _, out, _ = run("queue", "--limit", "2", "--annotator", "Ben")
    assert out.splitlines()[0] == (
        "5 spans of 5 articles in review, 0 of them with several readings.")  # fmt: skip
    assert len(out.splitlines()) == 4
    code, _, err = run("queue", "--before", "soon")
    assert (code, err.strip()) == (1, "“soon” is no date. Write it as 2024-11-06.")


def test_figures_that_cannot_both_be_right_come_first(desk, run):
    with project.open_(desk, person="Ben") as store:
        tail = "people were killed by the earthquake in Sulana province, officials said."
        ids = articles.add(store, [Draft(f"In all {n} {tail}", str(n)) for n in (200, 900)]).new
        figure = labels.named(store, "figure").id
        for id_, value in zip(ids, (200, 900), strict=True):
            said = {"value": value, "unit": "person"}
            spans.mark(store, id_, 7, 17, figure, said)
    annotate(desk, "Ben")
    _, out, _ = run("queue", "--order", "contradictions", "--json")
    rows = json.loads(out)["rows"]
    assert {row["quote"] for row in rows[:2]} == {"200 people", "900 people"}
    _, out, _ = run("queue", "--json")
    assert json.loads(out)["rows"][0]["quote"] == "Kyiv"


def test_agreement_is_told(desk, run):
    assert "nothing to compare" in run("agreement")[1]
    annotate(desk, "Ana")
    annotate(desk, "Ben")
    code, out, _ = run("agreement", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["people"] == ["Ana", "Ben"]
    assert len(told["articles"]) == 5
    everything, actor = told["measures"]
    assert (everything["label"], actor["label"], actor["n"]) == ("all", "actor", 5)
    assert actor["exact"] == {"matched": 5, "one": 5, "other": 5, "f1": 1.0}
    assert actor["kappa"] is None
    _, out, _ = run("agreement")
    assert "Ana and Ben, 5 articles" in out
    assert out.split("actor")[1].split()[:2] == ["5", "1.000"]
    assert people.id_of("Ana") not in out


def test_submitting_tells_what_may_be_missing(desk, run):
    with project.open_(desk, person="Ana") as store:
        first, second, *_ = articles.states(store)
        spans.mark(store, first, 0, 9, labels.named(store, "claim").id)
    code, out, err = run("submit", "--article", first, "--article", second, "--person", "Ana")
    assert code == 1
    assert out == "Not submitted: No 0. 1 claim has no actor.\nSubmitted: No 1.\n"
    assert "--anyway" in err
    code, out, _ = run("submit", "--article", first, "--anyway", "--json", "--person", "Ana")
    assert code == 0
    assert json.loads(out)[0]["forgotten"][0]["kind"] == "unlinked"
    with project.open_(desk, person="Ana") as store:
        assert [*articles.states(store).values()][:2] == ["submitted", "submitted"]
