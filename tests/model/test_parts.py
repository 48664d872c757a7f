"""Large edits, whose changes stand in the log in parts: they are edits as all others are."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
import uuid

import pytest

from model import articles, audit, check, importing, labels, merging, packet, parts, project, spans
from model.drafts import Draft
from model.open_edit import new_id
from tests.proof import behind_its_back, dump, rebuilt

TEXT = "Kyiv said 45,000 troops had left {}. Moscow denied it."
PLACES = [(0, 4, "actor"), (0, 32, "claim"), (10, 16, "figure"), (10, 23, "figure")]


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    """What is large here fits a test: from twenty changes on, in parts of two."""
    monkeypatch.setattr(parts, "LARGE", 20)
    monkeypatch.setattr(parts, "PART", 2)


@pytest.fixture
def tasks(tmp_path):
    """A file of five annotated articles."""
    path = tmp_path / "tasks.jsonl"
    marks = [{"start": start, "end": end, "label": label} for start, end, label in PLACES]
    with path.open("w", encoding="utf-8") as out:
        for number in range(5):
            task = {"text": TEXT.format(number), "spans": marks, "answer": "accept"}
            out.write(json.dumps(task) + "\n")
    return path


@pytest.fixture
def store(tmp_path):
    with project.create(tmp_path / "desk.attesta", person="Ana") as made:
        yield made


@pytest.fixture
def imported(store, tasks):
    importing.read_files(store, [tasks])
    return store


def in_parts(store):
    return store.value("SELECT count(DISTINCT edit_id) FROM edit_part")


def test_an_import_is_one_step_however_many_parts_it_has(store, tasks, tmp_path):
    before, heard = dump(store), []
    end = store.listen(heard.append)
    importing.read_files(store, [tasks])
    after = dump(store)
    assert store.value("SELECT count(*) FROM edit_part") > 10
    assert heard[0].is_large
    assert heard[0].counts["span"] == 20
    assert len(list(heard[0].of("span"))) == 20
    assert heard[0].touches("article")
    assert not heard[0].touches("comment")
    assert store.undo().title == "Undo Import 5 articles"
    assert dump(store) == before
    assert store.redo() is not None
    assert dump(store) == after
    assert in_parts(store) == 3
    assert check.project(store) == []
    end()
    store.close()
    with project.open_(tmp_path / "desk.attesta", person="Ana") as again:
        assert again.undo() is not None
        assert dump(again) == before
        assert check.project(again) == []


def test_progress_is_told_part_by_part(imported):
    told = []
    imported.undo(lambda done, total: told.append((done, total)))
    assert len(told) == told[0][1] > 10
    assert [done for done, _ in told] == list(range(len(told)))


def test_an_edit_below_the_size_stands_in_one_piece(store):
    articles.add(store, [Draft("Kyiv.", "a")])
    assert in_parts(store) == 0


def test_an_import_that_breaks_off_leaves_nothing(store, tasks):
    before = dump(store)

    def break_off():
        with store.edit("Break off") as edit:
            for number in range(30):
                edit.insert("person", name=f"Person {number}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert dump(store) == before
    assert in_parts(store) == 0
    assert importing.read_files(store, [tasks]).spans == 20


def test_a_span_that_does_not_quote_its_text_stops_a_large_edit_too(imported):
    before = dump(imported)
    span = dict(imported.row("SELECT * FROM span LIMIT 1"))

    def plant():
        with imported.edit("Plant") as edit:
            for number in range(30):
                edit.insert("span", **{**span, "id": f"planted{number}", "quote": "other"})

    with pytest.raises(AssertionError, match="does not quote"):
        plant()
    assert dump(imported) == before


def test_what_was_changed_since_is_not_taken_back(imported):
    span = imported.value("SELECT id FROM span LIMIT 1")
    imported.undo()
    imported.redo()
    spans.set_note(imported, span, "Mine.")
    imported.undo()
    assert imported.undo() is not None
    assert imported.value("SELECT count(*) FROM span") == 0


def test_the_history_of_a_span_is_found_in_its_part(imported):
    span = imported.value("SELECT id FROM span WHERE quote = '45,000' LIMIT 1")
    spans.set_note(imported, span, "Mine.")
    newest, oldest = audit.touches(imported, span)
    assert newest.title == "Note on span"
    assert oldest.title == "Import 5 articles"
    assert [change.id for change in oldest.changes] == [span]
    assert oldest.changes[0].after["quote"] == "45,000"


def test_a_row_touched_in_several_parts_has_all_that_happened_to_it(store):
    label = labels.named(store, "actor").id
    with store.edit("Turn round") as edit:
        for number in range(32):
            edit.update("label", label, definition=f"Definition {number}")
    (touch,) = [one for one in audit.touches(store, label) if one.title == "Turn round"]
    assert [change.after["definition"] for change in touch.changes] == ["Definition 31"]
    assert check.project(store) == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE edit_part SET changes = replace(changes, '45,000', '46,000')",
     "DELETE FROM edit_part WHERE number = 3",
     "UPDATE edit_part SET changes = 'no JSON' WHERE number = 3",
     "UPDATE edit_part SET number = CASE number WHEN 1 THEN 1002 ELSE 1001 END"
     " WHERE number IN (1, 2)",
     "INSERT INTO edit_part SELECT edit_id, 5000, changes FROM edit_part WHERE number = 1",
     "INSERT INTO edit_part SELECT id, 0, '[]' FROM edit WHERE position = 1"],
)  # fmt: skip
def test_altered_parts_show_in_the_check(imported, statement):
    path = imported.path
    imported.close()
    rebuilt(path, "edit_part", statement)
    with project.open_(path, read_only=True) as store:
        problems = check.project(store)
    assert "log" in {one.check for one in problems}
    assert any("was altered" in one.what for one in problems)


@pytest.mark.parametrize("statement", ["UPDATE edit_part SET number = 99", "DELETE FROM edit_part"])
def test_parts_only_grow(imported, statement):
    path = imported.path
    imported.close()
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        behind_its_back(path, statement)


def test_a_packet_carries_large_edits(store, tasks, tmp_path):
    copy = tmp_path / "ben.attesta"
    store.close()
    shutil.copy(store.path, copy)
    sent = tmp_path / f"ana{packet.SUFFIX}"
    with project.open_(store.path, person="Ana") as ana:
        importing.read_files(ana, [tasks])
        ana.undo()
        ana.redo()
        said = dump(ana)
        packet.write(ana, sent)
    with project.open_(copy, person="Ben") as ben:
        before = dump(ben)
        report = merging.merge(ben, [packet.read(sent)])
        assert report.new["span"] == 20
        assert dump(ben) == said
        ben.undo()
        assert dump(ben) == before
        ben.redo()
        assert dump(ben) == said
        assert in_parts(ben) == 3
        assert check.project(ben) == []


def test_a_project_of_the_format_before_is_brought_up_and_undone(tmp_path, monkeypatch, tasks):
    monkeypatch.setattr(parts, "LARGE", 10_000)
    path = tmp_path / "older.attesta"
    with project.create(path, person="Ana") as store:
        before = dump(store)
        importing.read_files(store, [tasks])
    guards = ["DROP TRIGGER edit_part_never_changes", "DROP TRIGGER edit_part_never_vanishes"]
    behind_its_back(path, *guards, "DROP TABLE edit_part", "ALTER TABLE touched DROP COLUMN part",
                    "DROP INDEX article_supersedes", "DROP TABLE suggested",
                    "PRAGMA user_version = 65538")  # fmt: skip
    monkeypatch.setattr(parts, "LARGE", 20)
    with project.open_(path, person="Ana") as store:
        assert check.project(store) == []
        span = store.value("SELECT id FROM span LIMIT 1")
        assert audit.touches(store, span)[0].title == "Import 5 articles"
        store.undo()
        assert dump(store) == before
        assert in_parts(store) == 1
        assert check.project(store) == []


def test_what_is_made_later_sorts_later():
    made = [new_id() for _ in range(50)]
    time.sleep(0.002)
    later = new_id()
    assert all(uuid.UUID(one).version == 7 and one < later for one in made)
    assert len(set(made)) == len(made)
