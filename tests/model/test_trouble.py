"""Disk full, file gone or replaced: told plainly, nothing half-saved, and work goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3

import pytest

from model import articles, backup, check, labels, project, spans
from model.drafts import Draft
from model.errors import StoreTrouble
from tests.proof import dump, sha256, told


@pytest.fixture
def desk(opened):
    """The open project, its article, a label, and what its listeners hear."""
    heard = []
    opened.listen(heard.append)
    return opened, articles.every(opened)[0].id, labels.named(opened, "actor").id, heard


def refused_mark(desk, saying, start=0):
    """A mark that cannot be saved: told as trouble, heard by nobody, seen by nobody."""
    store, article, actor, heard = desk
    before, told_before = dump(store), len(heard)
    with pytest.raises(StoreTrouble, match=saying) as caught:
        spans.mark(store, article, start, start + 4, actor)
    assert "was not made" in caught.value.safe
    assert caught.value.hint
    assert dump(store) == before
    assert len(heard) == told_before


def test_a_full_disk_loses_only_what_was_not_saved(desk):
    store, article, actor, heard = desk
    spans.mark(store, article, 0, 4, actor)
    kept = dump(store)
    pages = store.value("PRAGMA page_count")
    store.value(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreTrouble, match="The disk is full") as caught:
        articles.add(store, [Draft("x" * 100_000, "long")])
    assert caught.value.hint == "Free some space, then do it again."
    assert dump(store) == kept
    assert len(heard) == 1
    store.value(f"PRAGMA max_page_count = {pages + 2000}")
    articles.add(store, [Draft("x" * 100_000, "long")])
    assert len(heard) == 2
    assert check.project(store) == []


LIMITED = """
import os, resource
from pathlib import Path
from model import articles, check, labels, project, spans
from model.errors import StoreTrouble
path = Path(sys.argv[1])
store = project.open_(path, person="Ana")
article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
heard = []
store.listen(heard.append)
everything = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8192, everything[1]))
saved = 0
try:
    for start in range(60):
        spans.mark(store, article, start, start + 30, actor)
        saved += 1
except StoreTrouble as error:
    print(error.what)
assert len(heard) == saved == len(spans.of_article(store, article)), (len(heard), saved)
resource.setrlimit(resource.RLIMIT_FSIZE, everything)
spans.mark(store, article, 70, 75, actor)
assert check.project(store) == []
print(saved + 1)
os._exit(0)
"""


def test_a_file_that_may_not_grow_loses_only_what_was_not_saved(project_file):
    """A real limit of the system, in a process of its own that then ends without closing."""
    said, saved = told(LIMITED, project_file).splitlines()
    assert said in ("The disk could not be written.", "The disk is full.")
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        assert len(spans.of_article(store, article)) == int(saved)
        assert check.project(store) == []


def test_a_deleted_file_is_noticed_and_the_work_can_be_saved_elsewhere(desk, tmp_path):
    store, article, actor, _ = desk
    spans.mark(store, article, 5, 9, actor)
    os.remove(store.path)
    for start in (0, 1):
        refused_mark(desk, "moved, replaced or deleted", start)
    assert not store.path.exists()
    assert not os.path.exists(f"{store.path}-journal")
    saved = backup.make(store, tmp_path / "elsewhere" / "saved.attesta")
    with project.open_(saved, person="Ana") as again:
        assert dump(again) == dump(store)
        assert check.project(again) == []


def test_a_replaced_file_stays_as_it_was_put_there(desk, tmp_path):
    store, article, actor, _ = desk
    older = backup.make(store, tmp_path / "older.attesta")
    spans.mark(store, article, 5, 9, actor)
    before = sha256(older)
    os.replace(older, store.path)
    refused_mark(desk, "moved, replaced or deleted")
    store.close()
    assert sha256(store.path) == before
    with project.open_(store.path, person="Ana") as restored:
        assert spans.of_article(restored, article) == []


def test_a_folder_that_vanishes_and_comes_back(desk, project_file, tmp_path):
    store, article, actor, heard = desk
    folder, away = project_file.parent / "drive", project_file.parent / "away"
    store.close()
    folder.mkdir()
    path = folder / "desk.attesta"
    shutil.move(project_file, path)
    with project.open_(path, person="Ana") as store:
        store.listen(heard.append)
        desk = store, article, actor, heard
        folder.rename(away)
        refused_mark(desk, "moved, replaced or deleted")
        assert not folder.exists()
        away.rename(folder)
        spans.mark(store, article, 0, 4, actor)
        assert len(heard) == 1
    with project.open_(path, person="Ana") as store:
        assert len(spans.of_article(store, article)) == 1


def test_undo_of_a_deleted_file_is_refused_too(desk):
    store, article, actor, heard = desk
    spans.mark(store, article, 5, 9, actor)
    os.remove(store.path)
    with pytest.raises(StoreTrouble, match="moved, replaced or deleted"):
        store.undo()
    assert [step.title for step in store.history.done][-1] == "Mark actor"
    assert len(spans.of_article(store, article)) == 1
    assert len(heard) == 1


def test_another_program_that_keeps_the_file_busy(desk, project_file):
    store, article, actor, heard = desk
    store.value("PRAGMA busy_timeout = 50")
    with sqlite3.connect(project_file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        refused_mark(desk, "Another program is using the project file")
        other.execute("ROLLBACK")
    other.close()
    spans.mark(store, article, 0, 4, actor)
    assert len(heard) == 1
