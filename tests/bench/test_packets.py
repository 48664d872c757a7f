"""Packets: written, read and merged, against the bare rows, and how the time and memory grow."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import time
from datetime import datetime
from pathlib import Path

import pytest

from model import articles, labels, links, merging, packet, project, spans
from model.opening import SETTINGS
from model.schema import LOGGED
from model.store import Store
from tests.bench import made
from tests.bench.test_formats import command
from tests.bench.test_review import timed

EACH = 50
"""Edits of one article, as many as an analyst makes in one of some length."""
CHARACTERS = 1_500
FEW = 100
BENS = "Ben's machine"
PLACES = ("foreign_edit", "merged", "foreign_touched", "person", "span", "link", "assignment",
          "edit", "touched")  # fmt: skip
"""The tables that a merge of such work writes to."""


@pytest.fixture(scope="module")
def sizes(quick):
    return (100, 1_000) if quick else (1_000, 10_000, 100_000)


@pytest.fixture(scope="module")
def desk_of(tmp_path_factory):
    """By a number of edits: a project, a colleague's copy with so many edits, and their packet."""
    kept = {}

    def find(many: int) -> tuple[Path, Path, Path]:
        if many not in kept:
            folder = tmp_path_factory.mktemp(f"desk{many}")
            kept[many] = made_desk(folder, many)
        return kept[many]

    return find


def made_desk(folder: Path, many: int) -> tuple[Path, Path, Path]:
    ours, theirs, sent = (folder / name for name in ("ana.attesta", "ben.attesta", "ben.packet"))
    with project.in_memory(person="Ana") as store:
        ids = made.fill(store, max(1, many // EACH), CHARACTERS)
        copied(store, ours)
        store.person, store.device = "Ben", BENS
        work(store, ids, many)
        copied(store, theirs)
        packet.write(store, sent)
    return ours, theirs, sent


def copied(store: Store, to: Path) -> None:
    with contextlib.closing(sqlite3.connect(to)) as db:
        store.copy_into(db)


def work(store: Store, ids: list[str], many: int) -> None:
    """Exactly `many` edits, such as a day's work consists of, article by article."""
    before = edits(store)
    for number, article in enumerate(ids):
        work_on(store, article, (number + 1) * many // len(ids) - number * many // len(ids), number)
    assert edits(store) - before == many


def edits(store: Store) -> int:
    return int(str(store.value("SELECT count(*) FROM edit")))


def work_on(store: Store, article: str, many: int, seed: int) -> None:
    dice = random.Random(seed)
    by_name = {label.name: label.id for label in labels.every(store)}
    places = iter(made.places(articles.text_of(store, article), many, seed))
    mine: list[str] = []
    linked = ""
    for number in range(many):
        luck = dice.random()
        if len(mine) < 2 or luck < 0.7:
            start, end, name = next(places)
            mine.append(spans.mark(store, article, start, end, by_name[name]))
        elif luck < 0.8 and mine[-1] != linked:
            linked = mine[-1]
            links.add(store, linked, [mine[-2]], kind="restates")
        else:
            spans.set_note(store, dice.choice(mine), f"note {seed}.{number}")


def bare_rows(before: Path, after: Path) -> dict[str, list[tuple]]:
    """What a merge has added, by table."""
    with contextlib.closing(sqlite3.connect(before)) as old, contextlib.closing(
        sqlite3.connect(after)
    ) as new:  # fmt: skip
        return {table: sorted({*new.execute(f"SELECT * FROM {table}")} -
                              {*old.execute(f"SELECT * FROM {table}")}, key=repr)
                for table in PLACES}  # fmt: skip


def inserted(path: Path, rows: dict[str, list[tuple]]) -> float:
    """Milliseconds that plain sqlite3 takes for the same rows, as one transaction."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as db:
        for setting in SETTINGS:
            db.execute(f"PRAGMA {setting}")
        begun = time.perf_counter()
        db.execute("BEGIN IMMEDIATE")
        for table, many in rows.items():
            if many:
                db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(many[0]))})", many)
        db.execute("COMMIT")
        return (time.perf_counter() - begun) * 1000


def parsed(path: Path) -> None:
    for line in path.read_bytes().splitlines():
        json.loads(line)


def merged(path: Path, sent: Path) -> tuple[float, float]:
    """Milliseconds to read the packet, and to merge it into the project at `path`."""
    with project.open_(path, person="Ana") as store:
        found = []
        reading = timed(lambda: found.append(packet.read(sent)))
        return reading, timed(lambda: merging.merge(store, found))


def test_merging_much(sizes, desk_of, report, tmp_path):
    taken, peaks = {}, {}
    for many in sizes:
        ours, theirs, sent = desk_of(many)
        mine, plain, third = (tmp_path / f"{many}{name}.attesta" for name in "abc")
        for path in (mine, plain, third):
            shutil.copy(ours, path)
        with project.open_(theirs, person="Ben") as store:
            writing = timed(lambda store=store: packet.write(store, tmp_path / "out.packet"))
        reading, taken[many] = merged(mine, sent)
        base = inserted(plain, bare_rows(ours, mine))
        named = f"{many:,} edits"
        floor = timed(lambda sent=sent: parsed(sent))
        report.add("packets", f"write, {named}", [writing], "json of each line", [floor])
        report.add("packets", f"read and check, {named}", [reading], "json of each line", [floor])
        report.add("packets", f"merge, {named}", [taken[many]], "the same rows", [base], ratio=10)
        peaks[many] = command("merge", third, sent, "--json", floor=lambda: 0.0).mb
        report.add("packets", f"merge, {named}: peak memory", [peaks[many]], unit="MB")
        assert_same(mine, theirs)
    few, large = sizes[-2:]
    report.add("packets", f"growth of merging, from {few:,} edits to {large:,}",
               [taken[large] / taken[few]], "edits", [large / few], ratio=1.5,
               unit="×")  # fmt: skip


def test_merging_a_few_into_many(sizes, desk_of, report, tmp_path):
    """Ana's few edits into Ben's large copy: after all that he did, and among his last tenth."""
    whole = {}
    for many in sizes[-2:]:
        ours, theirs, _ = desk_of(many)
        for when, share in (("after all", 1.01), ("among the last tenth", 0.95)):
            mine, into = tmp_path / "mine.attesta", tmp_path / "into.attesta"
            shutil.copy(ours, mine)
            shutil.copy(theirs, into)
            sent = sent_at(mine, moment(theirs, share), tmp_path / "few.packet")
            base = timed(lambda into=into: copy_checked(into, tmp_path / "backup.attesta"))
            _, taken = merged(into, sent)
            report.add("packets", f"merge {FEW} edits {when} into {many:,}", [taken],
                       "a checked copy", [base])  # fmt: skip
            whole[when, many] = taken
    for when in ("after all", "among the last tenth"):
        few, large = (whole[when, many] for many in sizes[-2:])
        report.add("packets", f"growth of merging {FEW} edits {when}, from a tenth to"
                   f" {sizes[-1]:,}", [large / few], unit="×")  # fmt: skip


def moment(path: Path, share: float) -> datetime:
    """When so much of Ben's work was done."""
    with project.open_(path, read_only=True) as store:
        first, last = store.rows(
            "SELECT min(at), max(at) FROM edit WHERE device = ?", (BENS,)
        )[0]  # fmt: skip
    begun = datetime.fromisoformat(first)
    return begun + (datetime.fromisoformat(last) - begun) * share


def sent_at(path: Path, at: datetime, to: Path) -> Path:
    """The packet of a few edits that Ana makes at a moment, in a copy with none of Ben's."""
    with project.open_(path, person="Ana", clock=lambda: at) as store:
        work_on(store, str(articles.first(store)), FEW, FEW)
        packet.write(store, to)
    return to


def copy_checked(path: Path, to: Path) -> None:
    """What a backup is at least: a copy that is found whole."""
    with contextlib.closing(sqlite3.connect(path)) as db, contextlib.closing(
        sqlite3.connect(to)
    ) as copy:  # fmt: skip
        db.backup(copy)
        assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def assert_same(one: Path, other: Path) -> None:
    with project.open_(one, read_only=True) as a, project.open_(other, read_only=True) as b:
        for table in LOGGED:
            sql = f"SELECT * FROM {table} ORDER BY id"
            assert [*map(tuple, a.rows(sql))] == [*map(tuple, b.rows(sql))], table
