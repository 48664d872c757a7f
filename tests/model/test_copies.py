"""Copies of a project: the fuller one is found, compared edit by edit, and put in place."""

from __future__ import annotations

import json
import shutil

import pytest

import main
from model import articles, backup, copies, labels, project, spans
from model.drafts import Draft
from model.errors import UserError
from tests.proof import dump, sha256


@pytest.fixture
def older(tmp_path):
    """A project whose file was replaced by a copy of yesterday: two spans and an article are
    only in the backup that was made since."""
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft("Kyiv said so. " * 20, "Long")])
    shutil.copyfile(path, tmp_path / "yesterday")
    with project.open_(path, person="Ana") as store:
        mark(store, 0)
        store.person = "Ben"
        mark(store, 14)
        articles.add(store, [Draft("Moscow said no.", "Short")])
        backup.make(store)
    (tmp_path / "yesterday").rename(path)
    return path


def mark(store, start):
    article = articles.every(store)[0].id
    spans.mark(store, article, start, start + 4, labels.named(store, "actor").id)


def test_the_backup_that_holds_more_is_found_and_compared(older):
    (found,) = copies.newer(older)
    assert found.is_backup
    assert found.has_all
    told = copies.compare(older, found.path)
    assert (told.here.articles, told.here.spans, told.here.alone) == (1, 0, 0)
    assert (told.there.articles, told.there.spans, told.there.alone) == (2, 2, 3)
    assert told.there.people == {"Ben": 2, "Ana": 1}
    assert [(one.person, one.title) for one in told.there.only] == [
        ("Ben", "Import articles"), ("Ben", "Mark actor"), ("Ana", "Mark actor"),
    ]  # fmt: skip
    assert told.there.edits - told.here.edits == 3


def test_looking_changes_neither_file(older):
    (found,) = copies.newer(older)
    before = sha256(older), sha256(found.path)
    copies.compare(older, found.path)
    assert (sha256(older), sha256(found.path)) == before


def test_copies_beside_the_file_are_found_whatever_they_are_called(older):
    (kept,) = copies.newer(older)
    beside = older.with_name("desk.attesta.conflict-2")
    shutil.move(kept.path, beside)
    (older.parent / "other.attesta").write_bytes(b"rubbish" * 200)
    with project.create(older.with_name("third.attesta"), person="Ana") as store:
        articles.add(store, [Draft("Another project.", "Other")])
    (found,) = copies.newer(older)
    assert (found.path, found.is_backup) == (beside, False)


def test_a_copy_that_went_another_way_has_edits_on_both_sides(older):
    (found,) = copies.newer(older)
    with project.open_(older, person="Cem") as store:
        mark(store, 28)
    told = copies.compare(older, found.path)
    assert (told.here.people, told.there.alone) == ({"Cem": 1}, 3)


def test_what_came_by_a_packet_is_not_missing(older, tmp_path):
    from model import merging, packet

    (found,) = copies.newer(older)
    with project.frozen(found.path) as store:
        packet.write(store, tmp_path / "sent.packet")
    with project.open_(older, person="Ana") as store:
        merging.merge(store, [packet.read(tmp_path / "sent.packet")])
    assert copies.compare(older, found.path).there.alone == 0
    assert found.path not in [one.path for one in copies.newer(older)]


def test_another_project_is_no_copy(older, tmp_path):
    project.create(tmp_path / "other.attesta", person="Ana").close()
    before = sha256(older)
    with pytest.raises(UserError, match="another project"):
        copies.use(older, tmp_path / "other.attesta")
    assert sha256(older) == before


def test_the_fuller_one_takes_the_place_and_what_was_there_is_kept(older):
    (found,) = copies.newer(older)
    before = sha256(older)
    kept = copies.use(older, found.path)
    assert kept.name.startswith("desk.attesta.older-")
    assert sha256(kept) == before
    with project.open_(older) as store, project.frozen(found.path) as there:
        assert dump(store) == dump(there)
        assert project.doubts(store) == []


def test_a_project_that_is_open_stays(older):
    (found,) = copies.newer(older)
    with project.open_(older) as store:
        with pytest.raises(UserError, match="already open"):
            copies.use(older, found.path)
        assert project.doubts(store) != []


def test_who_goes_on_with_the_older_one_is_not_asked_again(older):
    with project.open_(older) as store:
        assert len(project.doubts(store)) == 1
        project.trust(store)
    with project.open_(older) as store:
        assert project.doubts(store) == []


def test_the_command_line_compares_and_puts_in_place(older, capsys):
    assert main.main(["check", str(older)]) == 1
    assert "3 edits fewer" in capsys.readouterr().err
    assert main.main(["check", str(older), "--json"]) == 1
    assert "3 edits fewer" in capsys.readouterr().out
    assert main.main(["compare", str(older), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["there"]["people"] == {"Ben": 2, "Ana": 1}
    assert main.main(["compare", str(older)]) == 0
    said = capsys.readouterr().out
    assert "2 articles, 2 spans." in said
    assert "Only there: 3 edits (2 by Ben, 1 by Ana)." in said
    assert "Ben  Import articles" in said
    assert "Only here: 0 edits." in said
    assert main.main(["compare", str(older), "--use"]) == 0
    assert main.main(["compare", str(older)]) == 0
    assert "is known on this machine" in capsys.readouterr().out
    assert main.main(["compare", str(older), "--use"]) == 1
