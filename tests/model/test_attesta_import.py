"""Reading another project: all that is in it, and nothing of what a hostile one would do."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from model import articles, project, spans
from model.drafts import Draft
from model.errors import UserError
from model.importers import attesta
from tests import gold


@pytest.fixture
def other(tmp_path):
    """A project of Ben's with the gold, a note and an article nobody has read; closed."""
    path = tmp_path / "bens.attesta"
    with project.create(path, person="Ben") as store:
        id_ = gold.load(store)
        articles.change(store, id_, note="From Ben")
        spans.set_note(store, spans.of_article(store, id_)[0].id, "look again")
        articles.submit(store, id_)
        articles.approve(store, id_)
        articles.add(store, [Draft(text="Not read yet.", title="New")])
    return path


def changed(path, *statements):
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()
    return path


def test_articles_come_with_spans_people_links_states_and_notes(other):
    assert attesta.sniff(other, other.read_bytes()[:8192]) > 0.9
    first, second = attesta.read(other)
    assert (first.title, first.note, first.state) == (gold.TITLE, "From Ben", "approved")
    assert first.text == gold.gold()["text"]
    assert (len(first.spans), len(first.links)) == (87, 80)
    assert {span.person for span in first.spans} == {"Ben"}
    assert {span.label for span in first.spans} == {one["label"] for one in gold.gold()["spans"]}
    assert [span.note for span in first.spans if span.note] == ["look again"]
    keys = {span.key for span in first.spans}
    assert all({link.head, link.child} <= keys for link in first.links)
    assert (second.title, second.state, second.spans) == ("New", "", ())


def test_the_project_is_not_changed_and_nothing_is_left_beside_it(other):
    before = other.read_bytes()
    beside = sorted(other.parent.iterdir())
    list(attesta.read(other))
    assert other.read_bytes() == before
    assert sorted(other.parent.iterdir()) == beside


def test_a_project_that_is_open_in_a_window_can_be_read(other):
    with project.open_(other, person="Ben"):
        assert len(list(attesta.read(other))) == 2


@pytest.mark.parametrize("statement", [
    "CREATE TRIGGER t AFTER INSERT ON label BEGIN DELETE FROM span; END",
    "CREATE VIEW v AS SELECT writefile('x', text) FROM body",
    "CREATE TABLE extra (a)",
])  # fmt: skip
def test_foreign_triggers_views_and_tables_are_refused(other, statement):
    changed(other, statement)
    with pytest.raises(UserError, match=r"bens\.attesta has tables, views or triggers"):
        list(attesta.read(other))


def test_a_text_that_was_changed_is_refused_and_named(other):
    changed(other, "DROP TRIGGER body_never_changes",
            "UPDATE body SET text = 'Not read yet!' WHERE text = 'Not read yet.'",
            "CREATE TRIGGER body_never_changes BEFORE UPDATE ON body\n"
            "        BEGIN SELECT RAISE(ABORT, 'texts are immutable'); END")  # fmt: skip
    with pytest.raises(UserError, match=r"bens\.attesta .*“New” is not what it was"):
        list(attesta.read(other))


def test_a_journal_beside_it_is_never_played(other):
    other.with_name(f"{other.name}-journal").write_bytes(b"hostile" * 1000)
    with pytest.raises(UserError, match=r"bens\.attesta is being saved"):
        list(attesta.read(other))


@pytest.mark.parametrize("damage", [
    lambda data: data[: len(data) // 2],
    lambda data: data[:2000] + bytes(3000) + data[5000:],
    lambda data: data[:68] + b"\0\0\0\0" + data[72:],
    lambda data: b"",
    lambda data: b"some text",
])  # fmt: skip
def test_damage_is_told_by_name(other, damage):
    other.write_bytes(damage(other.read_bytes()))
    with pytest.raises(UserError, match=r"bens\.attesta"):
        list(attesta.read(other))


def test_the_copy_lets_nothing_but_reading_happen(other):
    drafts = attesta.read(other)
    next(drafts)
    allowed = attesta.only_reading
    assert allowed(sqlite3.SQLITE_SELECT) == sqlite3.SQLITE_OK
    for action in ("INSERT", "UPDATE", "DELETE", "ATTACH", "PRAGMA", "CREATE_TRIGGER"):
        assert allowed(getattr(sqlite3, f"SQLITE_{action}"), "x") == sqlite3.SQLITE_DENY
    drafts.close()
