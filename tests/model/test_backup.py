"""Backups: proved copies, thinned out with age, that never harm what was there before."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import articles, backup, check, labels, project, receipts, spans
from model.drafts import Draft
from model.errors import StoreTrouble, UserError
from tests.proof import dump, sha256, told

NOW = datetime(2024, 11, 6, 14, tzinfo=UTC)
AGES = st.lists(st.integers(-3 * 1440, 500 * 1440).map(lambda minutes: timedelta(minutes=minutes)),
                unique=True, max_size=300)  # fmt: skip


def test_a_backup_is_the_same_project_again(opened):
    made = backup.make(opened)
    assert made.parent == backup.folder_of(opened)
    assert backup.newest(opened) == made
    with project.open_(made, person="Ana") as copy:
        assert dump(copy) == dump(opened)
        assert copy.head == opened.head
        assert check.project(copy) == []
    assert os.listdir(made.parent) == [made.name]


def test_labelling_goes_on_after_a_backup(opened, tmp_path):
    article = articles.every(opened)[0].id
    copy = backup.make(opened, tmp_path / "copies" / "one.attesta")
    spans.mark(opened, article, 0, 4, labels.named(opened, "actor").id)
    with project.open_(copy, read_only=True) as older:
        assert spans.of_article(older, article) == []


def test_a_copy_can_be_saved_of_what_may_only_be_read(project_file, tmp_path):
    with project.open_(project_file, read_only=True) as store:
        copy = backup.make(store, tmp_path / "mine.attesta")
    with project.open_(copy, person="Ana") as mine:
        articles.add(mine, [Draft("One more.", "more")])


def test_a_named_backup_takes_the_place_of_an_older_one(opened, tmp_path):
    target = backup.make(opened, tmp_path / "copy.attesta")
    articles.add(opened, [Draft("One more.", "more")])
    assert backup.make(opened, target) == target
    project.open_(target, read_only=True).close()
    assert sorted(path.name for path in tmp_path.glob("*copy*")) == ["copy.attesta"]


def test_the_project_itself_is_no_target(opened, tmp_path):
    (tmp_path / "link").symlink_to(opened.path)
    for target in (opened.path, tmp_path / "link"):
        with pytest.raises(UserError, match="is the project itself"):
            backup.make(opened, target)
    assert check.project(opened) == []


def test_a_copy_never_takes_the_place_of_other_work(opened, tmp_path):
    """Nor of anything that is no copy: another project, one that went on, a letter, a device."""
    project.create(tmp_path / "other.attesta", person="Ben").close()
    with project.open_(backup.make(opened, tmp_path / "ahead.attesta"), person="Ben") as ahead:
        articles.add(ahead, [Draft("Only here.", "more")])
    (tmp_path / "letter.txt").write_text("Dear editor")
    os.mkfifo(tmp_path / "pipe")
    for name, why in (("other.attesta", "work that this project lacks"), ("pipe", "no ordinary"),
                      ("ahead.attesta", "work that this project lacks"),
                      ("letter.txt", "no copy of a project")):  # fmt: skip
        target = tmp_path / name
        before = target.stat()
        for copy in (backup.make, lambda store, to: backup.of_file(store.path, to)):
            with pytest.raises(UserError, match=why):
                copy(opened, target)
        assert (target.stat().st_ino, target.stat().st_mtime) == (before.st_ino, before.st_mtime)


def test_a_target_that_cannot_be_written_is_named(opened, tmp_path):
    (tmp_path / "file").write_text("x")
    for target in (tmp_path / "file" / "copy.attesta", tmp_path / ("x" * 300), tmp_path):
        with pytest.raises(StoreTrouble) as caught:
            backup.make(opened, target)
        assert str(tmp_path) in caught.value.what


FULL = """
import resource
from pathlib import Path
from model import backup, project
from model.errors import StoreTrouble
store = project.open_(Path(sys.argv[1]), person="Ana")
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    backup.make(store, Path(sys.argv[2]))
except StoreTrouble as error:
    print(error)
"""


def test_a_full_disk_leaves_the_older_backup_as_it_was(project_file, tmp_path):
    with project.open_(project_file, person="Ana") as store:
        target = backup.make(store, tmp_path / "copies" / "one.attesta")
    before = sha256(target)
    said = told(FULL, project_file, target)
    assert "one.attesta could not be written" in said
    assert "older backups are untouched" in said
    assert sha256(target) == before
    assert os.listdir(target.parent) == [target.name]


def test_what_a_killed_backup_left_is_swept_away(opened):
    folder = backup.folder_of(opened)
    folder.mkdir(parents=True)
    for name in (".desk-x.attesta.new", ".desk-x.attesta.new-journal"):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (0, 0))
    (folder / ".desk-y.attesta.new").write_bytes(b"another process is still at it")
    made = backup.make(opened)
    assert sorted(os.listdir(folder)) == [".desk-y.attesta.new", made.name]


def files(ages):
    return [(NOW - age, Path(f"{number}")) for number, age in enumerate(ages)]


@given(AGES)
def test_the_rotation_keeps_what_it_promises(ages):
    found = files(ages)
    keep = backup.kept(found, NOW)
    recent = {path for at, path in found if NOW - at <= timedelta(days=2)}
    assert recent <= keep
    assert len(keep) <= len(recent) + 12 + 10 + 9
    if found:
        assert max(found)[1] in keep
    days = Counter(at.strftime("%Y-%m-%d") for at, path in found if path in keep - recent)
    assert all(many == 1 for many in days.values())


@given(AGES, st.integers(0, 40))
def test_thinning_again_later_never_misses_what_was_thinned_before(ages, days):
    found = files(ages)
    first = backup.kept(found, NOW)
    assert backup.kept([entry for entry in found if entry[1] in first], NOW) == first
    later = NOW + timedelta(days=days)
    gone = backup.kept([entry for entry in found if entry[1] in first], later)
    assert gone <= first


@pytest.mark.parametrize("days", [1, 13, 40, 90, 700])
def test_a_backup_a_day_reaches_back_for_months(days):
    """Day by day, as it happens: thinned after each one."""
    found = []
    for day in range(days):
        now = NOW + timedelta(days=day)
        found.append((now, Path(f"{day}")))
        keep = backup.kept(found, now)
        found = [entry for entry in found if entry[1] in keep]
    assert len(found) <= 34
    oldest = min(found)[0]
    assert now - oldest >= timedelta(days=min(days - 1, 240) - 31)


def test_only_backups_are_thinned(opened):
    made = backup.make(opened)
    other = made.parent / "notes.txt"
    other.write_text("mine")
    ages = (1, 3, 3.1, 20, 21, 400, 800)
    stamps = [f"{NOW - timedelta(days=age):%Y%m%dT%H%M%SZ}" for age in ages]
    for stamp in stamps:
        (made.parent / f"desk-{stamp}.attesta").write_bytes(b"x")
    gone = backup.thin(made.parent, NOW)
    assert [path.name for path in gone] == [f"desk-{stamps[2]}.attesta"]
    assert other.exists()
    assert made.exists()


def test_a_copy_put_back_in_the_place_of_the_project_is_told(project_file, tmp_path):
    with project.open_(project_file, person="Ana") as store:
        older = backup.make(store, tmp_path / "older.attesta")
        article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
        for start in range(7):
            spans.mark(store, article, start, start + 4, actor)
        assert project.warnings(store) == []
    os.replace(older, project_file)
    with project.open_(project_file, person="Ana") as store:
        (said,) = project.warnings(store)
        assert "7 edits fewer than on 20" in said
        assert "older copy" in said
        assert check.project(store) == []


def test_a_copy_that_went_another_way_is_told(project_file, tmp_path, monkeypatch):
    """The copy was worked on elsewhere, so that it is not shorter than what was seen here."""
    with project.open_(project_file, person="Ana") as store:
        copy = backup.make(store, tmp_path / "copy.attesta")
        article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
        spans.mark(store, article, 0, 4, actor)
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("ATTESTA_HOME", str(tmp_path / "other machine"))
        with project.open_(copy, person="Ben") as store:
            for start in range(3):
                spans.mark(store, article, start, start + 5, actor)
            assert project.warnings(store) == []
    os.replace(copy, project_file)
    with project.open_(project_file, person="Ana") as store:
        (said,) = project.warnings(store)
        assert "has gone another way" in said


@pytest.mark.parametrize("rubbish", [
    "", "[]", "{}", '{"position": "x", "head": 1, "at": 2}', "\0", "x" * 1_000,
])  # fmt: skip
def test_a_receipt_that_cannot_be_read_warns_of_nothing(project_file, attesta_home, rubbish):
    for receipt in (attesta_home / "state" / "receipts").iterdir():
        receipt.write_text(rubbish)
    with project.open_(project_file, person="Ana") as store:
        assert project.warnings(store) == []
        articles.add(store, [Draft("One more.", "more")])
        assert receipts.read(store.uuid).head == store.head


def test_a_receipt_that_cannot_be_written_does_not_stand_in_the_way(opened, attesta_home):
    folder = attesta_home / "state" / "receipts"
    for receipt in folder.iterdir():
        receipt.unlink()
    folder.rmdir()
    folder.write_text("a file where the folder should be")
    articles.add(opened, [Draft("One more.", "more")])
    assert len(articles.every(opened)) == 2


def test_a_copy_of_an_open_project_is_the_project_at_one_moment(opened):
    made, head = backup.of_file(opened.path)
    assert made == backup.newest(opened)
    assert head == opened.head == backup.newest_head(opened)
    articles.add(opened, [Draft("Kyiv denied it.", "Later")])
    assert backup.newest_head(opened) != opened.head
    with project.open_(made, read_only=True) as copy:
        assert copy.head == head


def test_a_newest_backup_that_cannot_be_read_holds_nothing(opened):
    backup.make(opened).write_bytes(b"rubbish" * 1000)
    assert backup.newest_head(opened) == ""
