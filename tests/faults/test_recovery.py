"""Damaged projects (T23, T24): found, mended on a copy, and the damaged file is always kept."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing

import pytest

import main
from model import articles, backup, check, labels, project, receipts, recovery, spans
from model.errors import DamagedProject, LockedProject, NotAProject
from tests.proof import behind_its_back, child, dump, sha256

pytestmark = pytest.mark.faults


@pytest.fixture
def marked(desk):
    """The closed project with 310 spans, and a backup that lacks the last ten of them."""
    with project.open_(desk, person="Ana") as store:
        article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
        many = [spans.NewSpan(start, start + 9, actor) for start in range(300)]
        spans.mark_all(store, article, many, "Mark many")
        backup.make(store)
        for start in range(300, 310):
            spans.mark(store, article, start, start + 9, actor)
    return desk


def rows(path):
    with project.open_(path, read_only=True) as store:
        return dump(store)


def hide_from_index(path, index="span_article"):
    """Take rows out of an index alone, as a lost write would: the table keeps them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = 1")
        (kept,) = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (index,)).fetchone()
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?",
                   (f"{kept} WHERE start > 50", index))  # fmt: skip
        db.execute("PRAGMA schema_version = 9001")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"REINDEX {index}")
        db.execute("PRAGMA writable_schema = 1")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (kept, index))
        db.execute("PRAGMA schema_version = 9002")


def ruin_a_page(path, words=b"Kyiv said"):
    """Zero the page in which `words` stand first."""
    data = bytearray(path.read_bytes())
    page = data.index(words) // 4096
    data[page * 4096 : (page + 1) * 4096] = bytes(4096)
    path.write_bytes(data)


def unclosed(path):
    """Leave the lock of a window that was killed."""
    holding = "from pathlib import Path\nfrom model import project\n" + (
        "store = project.open_(Path(sys.argv[1]))\nprint('ACK')\nsys.stdin.read()"
    )
    with child(holding, path) as process:
        assert process.stdout.readline() == "ACK\n"
        process.kill()


def test_an_index_that_lost_rows_is_found_after_a_kill_and_mended_without_loss(marked):
    before = rows(marked)
    unclosed(marked)
    hide_from_index(marked)
    harmed = sha256(marked)
    for _ in range(2):
        with pytest.raises(DamagedProject) as caught:
            project.open_(marked, person="Ana")
        assert "repair" in caught.value.hint
    found = recovery.diagnose(marked)
    assert found.mendable
    assert "missing from index span_article" in found.problems[0]
    assert sha256(marked) == harmed
    kept = recovery.repair(marked)
    assert sha256(kept) == harmed
    assert kept.name.startswith("desk.attesta.damaged-2")
    assert sorted(os.listdir(marked.parent)) == [marked.name, kept.name]
    assert rows(marked) == before
    with project.open_(marked, person="Ana") as store:
        assert check.project(store) == []
        assert project.warnings(store) == []
        assert store.undo() is not None


def test_the_check_finds_it_in_a_project_that_was_closed_well(marked, capsys):
    before = rows(marked)
    hide_from_index(marked)
    assert main.main(["check", str(marked)]) == 1
    said = capsys.readouterr().err
    assert "missing from index span_article" in said
    assert "repair" in said
    assert main.main(["repair", str(marked), "--dry-run"]) == 1
    assert "nothing is lost" in capsys.readouterr().out
    assert main.main(["repair", str(marked)]) == 0
    assert "everything is there" in capsys.readouterr().out
    assert rows(marked) == before
    assert main.main(["check", str(marked)]) == 0
    assert main.main(["repair", str(marked)]) == 0
    assert "Nothing is wrong" in capsys.readouterr().out


def test_a_lost_page_is_not_mended_and_the_newest_sound_backup_is_offered(marked, capsys):
    with project.open_(marked, read_only=True) as store:
        folder = backup.folder_of(store)
    (sound,) = folder.iterdir()
    broken = sound.with_name("desk-20990101T000000Z.attesta")
    shutil.copy(sound, broken)
    ruin_a_page(broken)
    ruin_a_page(marked)
    harmed = sha256(marked)
    with pytest.raises(DamagedProject):
        recovery.repair(marked)
    assert (sha256(marked), os.listdir(marked.parent)) == (harmed, [marked.name])
    assert main.main(["repair", str(marked), "--dry-run", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["mendable"], found["offer"]["path"]) == (False, str(sound))
    assert found["offer"]["lacks"] == 10
    assert main.main(["repair", str(marked), "--from-backup"]) == 0
    (kept,) = marked.parent.glob("*.damaged-*")
    assert sha256(kept) == harmed
    with project.open_(marked, person="Ana") as store:
        assert check.project(store) == []
        assert articles.every(store)[0].spans == 300
        assert project.warnings(store) == [], "that it is older was chosen"


def test_a_backup_made_of_damage_is_passed_over_for_an_older_sound_one(marked, capsys):
    with project.open_(marked, read_only=True) as store:
        (sound,) = backup.folder_of(store).iterdir()
    behind_its_back(marked, 'UPDATE span SET start = start + 1 WHERE "end" = 50')
    with project.open_(marked, person="Ana") as store:
        copied = backup.make(store, sound.with_name("desk-20990101T000000Z.attesta"))
    ruin_a_page(marked)
    found = recovery.diagnose(marked)
    assert found.offer is not None
    assert (found.offer.path, found.offer.flaws) == (sound, 0)
    sound.unlink()
    found = recovery.diagnose(marked)
    assert found.offer is not None
    assert found.offer.path == copied
    assert found.offer.flaws > 0
    assert main.main(["repair", str(marked), "--dry-run"]) == 1
    assert f"`check` finds {found.offer.flaws} flaws in it" in capsys.readouterr().out


@pytest.mark.parametrize("harm", ["header", "short"])
def test_a_file_that_lost_its_beginning_or_end_finds_its_backup_by_its_name(marked, harm):
    data = marked.read_bytes()
    marked.write_bytes(data[:100] + bytes(900) + data[1000:] if harm == "header" else data[:40960])
    found = recovery.diagnose(marked)
    assert found.problems
    assert not found.mendable
    assert found.offer.edits == 3


def test_without_a_backup_there_is_nothing_but_the_truth(desk, capsys):
    ruin_a_page(desk)
    assert recovery.diagnose(desk).offer is None
    assert main.main(["repair", str(desk), "--from-backup"]) == 1
    assert "no sound backup" in capsys.readouterr().err
    assert os.listdir(desk.parent) == [desk.name]


def test_what_is_no_project_or_is_open_is_left_alone(marked, tmp_path):
    other = tmp_path / "other.attesta"
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE a (b)")
        db.commit()
    with pytest.raises(NotAProject):
        recovery.diagnose(other)
    assert not list(tmp_path.glob("other.attesta?*"))
    with project.open_(marked, person="Ana"), pytest.raises(LockedProject):
        recovery.repair(marked)


def test_a_project_whose_receipt_is_lost_is_still_mended(marked, attesta_home):
    shutil.rmtree(attesta_home / "state" / "receipts")
    with project.open_(marked, read_only=True) as store:
        assert receipts.read(store.uuid) is None
    hide_from_index(marked, "span_article")
    recovery.repair(marked)
    assert recovery.diagnose(marked).problems == ()
