"""The log is append-only and chained; whatever is altered behind its back, the check names it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from model import articles, check, edits, labels, project, spans
from model.drafts import Draft
from model.errors import DamagedProject
from tests.proof import behind_its_back, rebuilt


@pytest.fixture
def annotated(project_file):
    """A closed project with three marked spans."""
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        for start, label in ((0, "actor"), (5, "claim"), (12, "figure")):
            spans.mark(store, article, start, start + 4, labels.named(store, label).id)
    return project_file


def found(path):
    """Names of the checks that find something, and all they say."""
    with project.open_(path, read_only=True) as store:
        problems = check.project(store)
    return {problem.check for problem in problems}, " / ".join(p.what for p in problems)


def test_a_sound_project_has_no_problems(annotated):
    assert found(annotated) == (set(), "")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE edit SET person = 'x'", "DELETE FROM edit", "UPDATE body SET text = 'x'",
     "DELETE FROM body"],
)  # fmt: skip
def test_the_log_and_the_texts_only_grow(annotated, statement):
    with pytest.raises(sqlite3.IntegrityError, match="append-only|immutable"):
        behind_its_back(annotated, statement)


def test_a_changed_span_does_not_fit_the_log(annotated):
    behind_its_back(annotated, "UPDATE span SET note = 'planted' WHERE start = 5")
    checks, said = found(annotated)
    assert checks == {"replay"}
    assert "is not what the log says" in said


def test_a_removed_span_does_not_fit_the_log(annotated):
    behind_its_back(annotated, "DELETE FROM span WHERE start = 5")
    assert found(annotated)[0] == {"replay"}


def test_a_moved_span_no_longer_quotes_its_text(annotated):
    behind_its_back(annotated, "UPDATE span SET start = 6 WHERE start = 5",
                    'UPDATE span SET "end" = 9999 WHERE start = 12')  # fmt: skip
    checks, said = found(annotated)
    assert checks == {"quotes", "replay"}
    assert "is not what 6–9 of “Mixed” says" in said
    assert "12–9999 lies outside “Mixed”" in said


@pytest.mark.parametrize(
    "change",
    ["title = 'Nothing happened'", "person = 'Eve'", "at = '2001-01-01T00:00:00.000Z'",
     "changes = '[]'", "changes = 'no JSON'", "previous = hash", "changes = '[[1, 2]]'",
     "changes = '[[\"span\", [], 5, {}]]'", "changes = '[[\"span\", \"x\", null, [1]]]'"],
)  # fmt: skip
def test_an_altered_edit_breaks_the_chain(annotated, change):
    rebuilt(annotated, "edit", f"UPDATE edit SET {change} WHERE position = 3")
    checks, said = found(annotated)
    assert "log" in checks
    assert "edit 3 (“" in said


def test_a_forged_hash_shows_in_the_edit_after_it(annotated):
    rebuilt(annotated, "edit", "UPDATE edit SET hash = printf('%064d', 7) WHERE position = 3")
    checks, said = found(annotated)
    assert "log" in checks
    assert "edit 4 (“" in said


def test_a_log_cut_short_no_longer_explains_the_tables(annotated):
    cut = "position >= (SELECT max(position) FROM edit)"
    rebuilt(annotated, "edit", f"DELETE FROM touched WHERE {cut}", f"DELETE FROM edit WHERE {cut}")
    assert found(annotated)[0] == {"replay"}


def test_every_row_that_the_log_does_not_explain_is_named_once_in_order(annotated):
    with project.open_(annotated, read_only=True) as store:
        ids = [row["id"] for row in store.rows("SELECT id FROM span ORDER BY start")]
    columns = ("article_id, 0, 2, label_id, substr(quote, 1, 2), state, origin, person_id, created,"
               " score, note, attributes FROM span WHERE start = 12")  # fmt: skip
    behind_its_back(
        annotated,
        'INSERT INTO span (rowid, id, article_id, start, "end", label_id, quote, state, origin,'
        f" person_id, created, score, note, attributes) SELECT -7, 'zz', {columns}",
        "UPDATE span SET note = 'planted' WHERE start = 12",
        "DELETE FROM span WHERE start = 5",
    )
    with project.open_(annotated, read_only=True) as store:
        problems = list(check.replay(store))
    said = [f"span {id_} is not what the log says" for id_ in (*sorted(ids[1:]), "zz")]
    assert [one.what for one in problems if one.span_id] == said


def test_what_the_log_says_next_is_held_against_what_it_said_before(annotated):
    changed = 'replace(changes, \'"note":""\', \'"note":"forged"\')'
    rebuilt(annotated, "edit", f"UPDATE edit SET changes = {changed} WHERE position = 3")
    with project.open_(annotated, person="Ana") as store:
        span = store.value("SELECT id FROM span ORDER BY created LIMIT 1")
        spans.delete(store, [span])
    assert "edit 6 does not fit what came before" in found(annotated)[1]


def test_an_edit_taken_out_of_the_middle_is_missed(annotated):
    rebuilt(annotated, "edit", "DELETE FROM touched WHERE position = 3",
            "DELETE FROM edit WHERE position = 3")  # fmt: skip
    checks, said = found(annotated)
    assert {"log", "replay"} <= checks
    assert "edit 3 is missing" in said


@pytest.mark.parametrize(("old", "new"), [(b"troops fought", b"troops foughT"),
                                          (b"troops fought", b"troops foug\xff\xfe")])  # fmt: skip
def test_a_flipped_byte_in_a_text_is_found_although_sqlite_sees_nothing(annotated, old, new):
    data = annotated.read_bytes()
    assert old in data
    annotated.write_bytes(data.replace(old, new))
    checks, said = found(annotated)
    assert "texts" in checks
    assert "file" not in checks
    assert "the text of “Mixed” has changed" in said


def test_a_text_that_is_no_text_any_more_is_told_as_damage(annotated):
    data = annotated.read_bytes()
    annotated.write_bytes(data.replace(b"troops fought", b"troops foug\xff\xfe"))
    with project.open_(annotated, person="Ana") as store:
        article = articles.every(store)[0]
        with pytest.raises(DamagedProject, match="damaged"):
            articles.text_of(store, article.id)


def test_unreadable_bytes_in_the_log_do_not_stop_the_check(annotated):
    data = annotated.read_bytes()
    annotated.write_bytes(data.replace(b"Mark figure", b"Mark \xff\xfe\xff\xfe\xff\xfe"))
    checks, said = found(annotated)
    assert "log" in checks
    assert "cannot be read to the end" in said


def test_a_span_that_names_a_missing_article_is_found(annotated):
    behind_its_back(annotated, "PRAGMA foreign_keys = 0",
                    "UPDATE span SET article_id = 'gone' WHERE start = 5")  # fmt: skip
    checks, said = found(annotated)
    assert "file" in checks
    assert "1 reference of span to a missing row of article" in said


def test_the_same_words_marked_twice_by_one_person_are_found(annotated):
    behind_its_back(
        annotated,
        "INSERT INTO span SELECT id || 'x', article_id, start, \"end\", label_id, quote, state,"
        " origin, person_id, created, score, note, attributes FROM span WHERE start = 5",
    )
    assert {"doubles", "replay"} <= found(annotated)[0]


def test_each_edit_is_chained_to_the_one_before(annotated):
    with project.open_(annotated, read_only=True) as store:
        rows = store.rows("SELECT * FROM edit ORDER BY position")
    assert rows[0]["previous"] == edits.FIRST_LINK
    assert [row["previous"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]


def test_a_clock_that_runs_backwards_does_not_turn_the_log_round():
    now = [datetime(2024, 11, 6, 12, tzinfo=UTC)]
    with project.in_memory(clock=lambda: now[0]) as store:
        for step in (timedelta(hours=1), timedelta(days=-400), timedelta(minutes=5)):
            now[0] += step
            articles.add(store, [Draft(f"at {now[0]}", "a")])
        moments = [row["at"] for row in store.rows("SELECT at FROM edit ORDER BY position")]
        assert moments == sorted(moments)
        assert moments[-1] == "2024-11-06T13:00:00.000Z"
        assert check.project(store) == []
