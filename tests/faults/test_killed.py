"""Killed at any moment (T02, T04, T05, T06, T07): what was told as saved is there, and whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from model import articles, backup, check, labels, project, spans
from model.drafts import Draft
from model.schema import CURRENT
from tests.faults.conftest import rounds
from tests.proof import child, dump, sha256

pytestmark = pytest.mark.faults


def killed(code: str, *arguments: object, after: float) -> list[str]:
    """Runs `code` until it says GO and `after` seconds more; returns the lines it said then."""
    with child(code, *arguments) as process:
        first = process.stdout.readline()
        assert first == "GO\n", process.stderr.read()
        time.sleep(after)
        process.kill()
        rest = process.stdout.read()
        errors = process.stderr.read()
    assert errors == ""
    return [line for line in rest.split("\n")[:-1] if line]


MARK = """
from pathlib import Path
from model import articles, labels, project, spans
store = project.open_(Path(sys.argv[1]), person="Ana")
article, known = articles.every(store)[0].id, [one.id for one in labels.every(store)]
print("GO")
number = len(spans.of_article(store, article))
while True:
    number += 1
    made = spans.mark(store, article, number % 3900, number % 3900 + 1 + number // 3900,
                      known[number % 4])
    print("ACK", made)
    if number % 5 == 0:
        store.undo()
        print("GONE", made)
        store.redo()
        print("ACK", made)
"""


@rounds(6, 60)
def test_killed_while_marking(desk, chance, rounds):
    acked: set[str] = set()
    for _ in range(rounds):
        doubtful = ""
        for line in killed(MARK, desk, after=chance.uniform(0.06, 0.25)):
            word, span = line.split()
            (acked.add if word == "ACK" else acked.discard)(span)
            doubtful = span
        with project.open_(desk, person="Ana") as store:
            assert check.project(store) == []
            article = articles.every(store)[0].id
            there = {span.id for span in spans.of_article(store, article)}
            assert acked - there <= {doubtful}
            assert len(there - acked) <= 1
            acked = there
    with project.open_(desk, person="Ana") as store:
        articles.submit(store, article)
    assert os.listdir(desk.parent) == [desk.name]
    assert len(acked) > rounds


IMPORT = """
from pathlib import Path
from model import articles, project
from model.drafts import Draft
store = project.open_(Path(sys.argv[1]), person="Ana")
new = [Draft(f"Article {n}. " + "Kyiv said so. " * 200, str(n)) for n in range(500)]
print("GO")
articles.add(store, new)
print("ACK done")
"""


@rounds(4, 30)
def test_killed_while_importing(desk, chance, rounds, tmp_path):
    new = [Draft(f"Article {n}. " + "Kyiv said so. " * 200, str(n))
           for n in range(500)]  # fmt: skip
    for number in range(rounds):
        copy = tmp_path / f"copy{number}.attesta"
        shutil.copy(desk, copy)
        said = killed(IMPORT, copy, after=chance.uniform(0, 0.35))
        with project.open_(copy, person="Ana") as store:
            many = len(articles.every(store))
            assert many in ((501,) if said else (1, 501))
            assert check.project(store) == []
            added = articles.add(store, new)
            assert len(added.new) == 501 - many
            assert len(articles.every(store)) == 501
        assert not copy.with_name(f"{copy.name}-journal").exists()


NEWER = """
from pathlib import Path
from model import schema
rows = ("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
        " SELECT i, hex(i) FROM n")
schema.MIGRATIONS += (schema.Migration(schema.CURRENT.major, schema.CURRENT.minor + 1, (
    "ALTER TABLE span ADD COLUMN mood TEXT NOT NULL DEFAULT 'plain'",
    "CREATE TABLE filler (number INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT",
    "INSERT INTO filler " + rows,
    "UPDATE span SET mood = 'grave'",
    *sys.argv[2:],
)),)
schema.CURRENT = schema.MIGRATIONS[-1]
from model import project
print("GO")
project.open_(Path(sys.argv[1]), person="Ana").close()
print("ACK done")
"""


@pytest.fixture
def older(desk):
    """A project with 300 spans, to be upgraded by a version to come; and what is in it."""
    with project.open_(desk, person="Ana") as store:
        article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
        new = [spans.NewSpan(start, start + 5, actor) for start in range(300)]
        spans.mark_all(store, article, new, "Mark 300")
        return desk, dump(store)


def upgraded(path) -> bool:
    """Whether the file is wholly of the newer format; False when it is wholly as it was."""
    with closing(sqlite3.connect(path)) as db:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        columns = {row[1] for row in db.execute("PRAGMA table_info(span)")}
        if version == CURRENT.version:
            assert "filler" not in tables
            assert "mood" not in columns
            return False
        assert version == CURRENT.version + 1
        assert db.execute("SELECT count(*) FROM filler").fetchone()[0] == 60_000
        assert db.execute("SELECT DISTINCT mood FROM span").fetchall() == [("grave",)]
        return True


@rounds(4, 25)
def test_killed_while_upgrading(older, chance, rounds, tmp_path):
    desk, before = older
    for number in range(rounds):
        copy = tmp_path / f"round{number}" / "desk.attesta"
        copy.parent.mkdir()
        shutil.copy(desk, copy)
        said = killed(NEWER, copy, after=chance.uniform(0, 0.45))
        whole_new = upgraded(copy)
        assert whole_new or not said
        kept = list(copy.parent.glob("*.bak"))
        assert len(kept) == 1 or not whole_new
        for backup_made in kept:
            assert not upgraded(backup_made)
            with project.open_(backup_made, read_only=True) as store:
                assert dump(store) == before
        if not whole_new:
            with project.open_(copy, person="Ana") as store:
                assert dump(store) == before
                assert check.project(store) == []


@rounds(3, 30)
def test_an_upgrade_that_fails_again_and_again(older, rounds):
    desk, before = older
    seen = set()
    for _ in range(rounds):
        with child(NEWER, desk, "INSERT INTO filler VALUES (1, 'twice')") as process:
            out, err = process.communicate(timeout=60)
        assert process.returncode != 0
        assert "UNIQUE" in err
        assert "ACK" not in out
        assert not upgraded(desk)
        (kept,) = desk.parent.glob("*.bak")
        seen.add(sha256(kept))
        assert sorted(os.listdir(desk.parent)) == sorted([desk.name, kept.name])
    assert len(seen) == 1
    with project.open_(desk, person="Ana") as store:
        assert dump(store) == before


BACKUP = """
from pathlib import Path
from model import articles, backup, labels, project, spans
store = project.open_(Path(sys.argv[1]), person="Ana")
article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
backup.make(store, Path(sys.argv[2]))
print("GO")
for start in range(3000):
    spans.mark(store, article, start, start + 7, actor)
    backup.make(store, Path(sys.argv[2]))
    print("ACK", start)
"""


@rounds(4, 30)
def test_killed_while_backing_up(desk, chance, rounds, tmp_path):
    target = tmp_path / "copies" / "copy.attesta"
    for _ in range(rounds):
        killed(BACKUP, desk, target, after=chance.uniform(0, 0.2))
        with project.open_(target, read_only=True) as copy:
            assert check.project(copy) == []
        with project.open_(desk, person="Ana") as store:
            backup.make(store, target)
            assert check.project(store) == []
        assert os.listdir(target.parent) == [target.name]
