"""Journals beside a project that are cut off, or another file's: they are never played into it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

import main
from model import articles, check, labels, project, recovery, spans
from model.drafts import Draft
from model.errors import DamagedProject
from tests.model.test_opening import crashed
from tests.proof import dump, sha256

pytestmark = pytest.mark.faults


def made(path, many, text="Kyiv said so. " * 200):
    """A closed project with an article and some spans."""
    with project.create(path, person="Ana") as store:
        (article,) = articles.add(store, [Draft(text, "Long")]).new
        actor = labels.named(store, "actor").id
        for start in range(many):
            spans.mark(store, article, start, start + 4, actor)
    return path


def ahead(path):
    """What another program would have left unwritten of a change, and the file before it."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = wal")
        db.execute("UPDATE span SET note = 'later'")
        db.commit()
        left = path.with_name("left.attesta")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{left}{ending}")
    return left


@pytest.fixture
def sound(tmp_path):
    return made(tmp_path / "desk.attesta", 60)


@pytest.fixture
def strange(tmp_path, sound, request):
    """The project with a journal of another one beside it, of either kind."""
    other = tmp_path / "elsewhere"
    other.mkdir()
    theirs = made(other / "other.attesta", 5, "Moscow said no. " * 400)
    theirs = crashed_late(theirs) if request.param == "-journal" else ahead(theirs)
    shutil.copy(f"{theirs}{request.param}", f"{sound}{request.param}")
    return sound, sound.with_name(sound.name + request.param)


def crashed_late(path):
    """As `crashed`, in a change of rows that the project has."""
    copy = path.with_name("late.attesta")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("PRAGMA cache_spill = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE span SET note = hex(randomblob(3000))")
        for ending in ("", "-journal"):
            shutil.copy(f"{path}{ending}", f"{copy}{ending}")
        db.execute("ROLLBACK")
    return copy


@pytest.mark.parametrize("strange", ["-journal", "-wal"], indirect=True)
def test_another_files_journal_is_refused_and_nothing_is_changed(strange, capsys):
    path, side = strange
    before = sha256(path), sha256(side)
    with pytest.raises(DamagedProject, match=f"{side.name} beside it was cut off or belongs"):
        project.open_(path, person="Ana")
    assert main.main(["check", str(path)]) == 1
    assert "belongs to another file" in capsys.readouterr().err
    assert (sha256(path), sha256(side)) == before


@pytest.mark.parametrize("strange", ["-journal", "-wal"], indirect=True)
def test_what_is_sound_without_it_is_mended_without_loss_and_all_is_kept(strange):
    path, side = strange
    before = sha256(path), sha256(side)
    found = recovery.diagnose(path)
    assert found.mendable
    assert "belongs to another file" in found.problems[0]
    kept = recovery.repair(path)
    assert (sha256(kept), sha256(kept.with_name(kept.name + side.name[len(path.name) :]))) == before
    assert not side.exists()
    with project.open_(path, person="Ana") as store:
        assert check.project(store) == []
        assert store.value("SELECT count(*) FROM span") == 60


@pytest.mark.parametrize("left", [0.9, 0.5, 0.1])
def test_a_journal_that_was_cut_off_is_told_and_nothing_is_changed(sound, left):
    torn = crashed(sound)
    journal = torn.with_name(torn.name + "-journal")
    data = journal.read_bytes()
    journal.write_bytes(data[: round(len(data) * left)])
    before = sha256(torn), sha256(journal)
    with pytest.raises(DamagedProject, match="was cut off"):
        project.open_(torn, person="Ana")
    assert (sha256(torn), sha256(journal)) == before


def test_a_journal_of_its_own_is_played_and_one_of_rubbish_does_no_harm(sound):
    with project.open_(sound, read_only=True) as store:
        before = dump(store)
    torn = crashed_late(sound)
    with project.open_(torn, person="Ana") as store:
        assert dump(store) == before
    for ending, data in (("-journal", b"rubbish" * 900), ("-wal", b"rubbish" * 900), ("-wal", b"")):
        sound.with_name(sound.name + ending).write_bytes(data)
        with project.open_(sound, person="Ana") as store:
            assert dump(store) == before


def test_what_another_program_left_unwritten_and_was_cut_off_leaves_the_project_whole(sound):
    """Nothing can tell that it was longer; so what is there must be whole."""
    with project.open_(sound, read_only=True) as store:
        before = dump(store)
    left = ahead(sound)
    side = left.with_name(left.name + "-wal")
    side.write_bytes(side.read_bytes()[:-5000])
    with project.open_(left, person="Ana") as store:
        assert dump(store) == before
        assert check.project(store) == []


def test_a_file_that_a_window_is_changing_is_left_to_it(sound):
    with project.open_(sound, person="Ana") as store, store.edit("Half") as edit:
        store.rows("PRAGMA cache_spill = 1")
        article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
        for start in range(100, 400):
            spans.insert(edit, article, "Kyiv said so. " * 200,
                         spans.NewSpan(start, start + 4, actor))  # fmt: skip
        assert sound.with_name(sound.name + "-journal").stat().st_size > 0
        with project.open_(sound, read_only=True) as other:
            assert other.value("SELECT count(*) FROM span") == 60
