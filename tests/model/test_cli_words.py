"""`concordance` and `consistency` on the command line."""

from __future__ import annotations

import json

import pytest

import main
from model import articles, bulk, labels, project
from model.drafts import Draft
from tests import gold


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "desk.attesta"
    with project.create(made, person="Ana") as store:
        gold.load(store)
    return made


@pytest.fixture
def run(path, capsys):
    def said(command, *words):
        code = main.main([command, str(path), *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return said


def test_places_are_listed_with_their_context(run):
    code, out, _ = run("concordance", "45,000 troops")
    assert code == 0
    assert out.splitlines()[0].endswith(
        "massed some [45,000 troops] in Kursk likely in preparation of  Kursk troops 23–36"
    )
    assert out.splitlines()[-1] == "1 place"


def test_places_as_json_carry_spans_by_name(run):
    _, out, _ = run("concordance", "some 45,000 troops", "--label", "figure", "--json")
    found = json.loads(out)
    assert found["total"] == len(found["hits"]) > 0
    (span,) = found["hits"][0]["spans"]
    assert (span["label"], span["state"], span["person"]) == ("figure", "accepted", "Ana")


def test_a_pattern_an_attribute_and_a_limit(run):
    _, out, _ = run("concordance", r"\d+,\d+", "--regex", "--limit", "2", "--json")
    found = json.loads(out)
    assert (len(found["hits"]), found["total"] > 2) == (2, True)
    _, out, _ = run("concordance", "", "--attribute", "value=45000", "--json")
    assert {"some 45,000 troops"} <= {hit["words"] for hit in json.loads(out)["hits"]}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("(", "--regex"), "no regular expression"),
        (("", "--unlabelled"), "nothing to look for"),
        (("a", "--label", "nonsense"), "nonsense"),
    ],
)
def test_what_cannot_be_looked_for_is_one_line(run, words, said):
    code, _, err = run("concordance", *words)
    assert (code, len(err.splitlines())) == (1, 1)
    assert said in err


def test_words_that_are_not_labelled_alike_are_told(path, run):
    with project.open_(path, person="Ana") as store:
        added = articles.add(store, [Draft("Zelenskyy met Syrskiy.", "Short")]).new[0]
        bulk.label(store, [(added, 0, 9)], labels.named(store, "actor").id)
    code, out, _ = run("consistency")
    assert code == 0
    assert "Syrskiy" in out
    _, out, _ = run("consistency", "--json")
    group = next(one for one in json.loads(out)["groups"] if one["words"] == "Syrskiy")
    assert [way["labels"] for way in group["labelled"]] == [["actor"], []]
    assert [hit["article"] for hit in group["odd"]] == ["Short"]


@pytest.mark.parametrize("limit", ["-1", "some"])
def test_a_limit_that_is_no_number_of_rows_is_refused_in_one_line(path, capsys, limit):
    with pytest.raises(SystemExit) as left:
        main.main(["concordance", str(path), "Kyiv", "--limit", limit])
    assert left.value.code == 2
    assert f"“{limit}” is no number of rows" in capsys.readouterr().err
