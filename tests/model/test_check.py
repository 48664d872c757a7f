"""The check of a project: sound ones pass, it changes nothing, and it goes to the end."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing

import pytest

from model import articles, check, labels, links, merging, packet, project, spans
from model.drafts import Draft
from tests import gold
from tests.proof import behind_its_back, rebuilt, sha256


def names(path):
    with project.open_(path, read_only=True) as store:
        return {problem.check for problem in check.project(store)}


def test_a_new_and_an_annotated_project_are_sound(store):
    assert check.project(store) == []
    gold.load(store, approved=True)
    assert check.project(store) == []
    while store.undo():
        pass
    assert check.project(store) == []


def test_checking_changes_nothing(project_file):
    before, stamp = sha256(project_file), os.stat(project_file).st_mtime_ns
    assert names(project_file) == set()
    with project.open_(project_file, person="Ana") as store:
        check.project(store)
    assert (sha256(project_file), os.stat(project_file).st_mtime_ns) == (before, stamp)


def test_each_problem_names_the_article_and_the_span(project_file):
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        span = spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
    behind_its_back(project_file, "UPDATE span SET quote = 'Rome'")
    with project.open_(project_file, person="Ana") as store:
        found = check.project(store)
    assert {problem.check for problem in found} == {"quotes", "replay"}
    assert {problem.span_id for problem in found} == {span}
    assert found[0].article_id == article
    assert found[0].what == "“Rome” is not what 0–4 of “Mixed” says"


def test_a_link_between_two_articles_is_found(project_file):
    with project.open_(project_file, person="Ana") as store:
        first = articles.every(store)[0].id
        (second,) = articles.add(store, [Draft("Kyiv said.", "b")]).new
        claim = spans.mark(store, first, 5, 9, labels.named(store, "claim").id)
        actor = spans.mark(store, first, 0, 4, labels.named(store, "actor").id)
        links.add(store, claim, [actor])
    behind_its_back(project_file, f"UPDATE span SET article_id = '{second}' WHERE start = 0")
    assert names(project_file) == {"links", "replay"}


def test_one_project_may_have_many_things_wrong(project_file):
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
    data = project_file.read_bytes()
    project_file.write_bytes(data.replace(b"troops fought", b"troops f\xff\xfe\xffht"))
    behind_its_back(
        project_file,
        "UPDATE span SET start = 1",
        "PRAGMA foreign_keys = 0",
        "DELETE FROM person",
        "INSERT INTO project VALUES ('planted', 'x')",
    )
    assert names(project_file) == {"file", "texts", "quotes", "replay"}


def test_tables_that_came_while_it_was_open_are_found(opened, project_file):
    with closing(sqlite3.connect(project_file, isolation_level=None)) as other:
        other.execute("CREATE TABLE guest (id)")
    assert [problem.what for problem in check.project(opened)] == [
        "table guest is not as this version makes it"
    ]


def test_texts_that_lost_their_place_in_the_search_are_found(project_file):
    with closing(sqlite3.connect(project_file)) as db, db:
        db.execute("INSERT INTO body_search (body_search) VALUES ('delete-all')")
    assert names(project_file) == {"search"}


@pytest.mark.parametrize("harm", [
    "UPDATE foreign_edit SET person = 'Mallory'", "UPDATE foreign_edit SET changes = '[]'",
    "DELETE FROM foreign_edit",
])  # fmt: skip
def test_what_colleagues_made_is_as_they_sealed_it(tmp_path, project_file, harm, monkeypatch):
    theirs, home = tmp_path / "ben.attesta", tmp_path / "home of Ben"
    shutil.copy(project_file, theirs)
    home.mkdir()
    here = os.environ["ATTESTA_HOME"]
    monkeypatch.setenv("ATTESTA_HOME", str(home))
    with project.open_(theirs, person="Ben") as store:
        for start, end in ((0, 4), (5, 9)):
            spans.mark(store, articles.first(store), start, end, labels.named(store, "actor").id)
        packet.write(store, tmp_path / "ben.packet")
    monkeypatch.setenv("ATTESTA_HOME", here)
    with project.open_(project_file, person="Ana") as store:
        merging.merge(store, [packet.read(tmp_path / "ben.packet")])
    assert names(project_file) == set()
    gone = ["DELETE FROM merged", "DELETE FROM foreign_touched"] if "DELETE" in harm else []
    rebuilt(project_file, "foreign_edit", *gone, harm)
    assert names(project_file) == {"colleagues"}
