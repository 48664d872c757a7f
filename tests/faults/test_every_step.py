"""A fault at every single step of every verb (T08): all of it is saved, or nothing; never half."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from model import articles, check, labels, links, project, spans
from model.drafts import Draft
from model.errors import UserError
from model.store import Store
from tests.proof import dump

pytestmark = pytest.mark.faults


class Faulty(sqlite3.Connection):
    """A real connection whose disk fails at one statement, or from then on."""

    left = -1
    for_good = False

    def execute(self, *arguments):
        self._take_a_step()
        return super().execute(*arguments)

    def executemany(self, *arguments):
        self._take_a_step()
        return super().executemany(*arguments)

    def _take_a_step(self):
        if self.left == 0:
            self.left = 0 if self.for_good else -1
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error
        if self.left > 0:
            self.left -= 1


def mark(store, ids):
    spans.mark(store, ids["article"], 10, 14, ids["label"])


def mark_all(store, ids):
    new = [spans.NewSpan(n, n + 3, ids["label"]) for n in range(20, 24)]
    spans.mark_all(store, ids["article"], new, "Mark all")


def relabel(store, ids):
    spans.relabel(store, ids["figure"], ids["label"])


def move(store, ids):
    spans.move(store, ids["figure"], 30, 40)


def link(store, ids):
    links.add(store, ids["claim"], [ids["actor"]])


def delete(store, ids):
    spans.delete(store, [ids["claim"], ids["figure"]])


def merge(store, ids):
    labels.merge(store, labels.named(store, "figure").id, ids["label"])


def add_article(store, ids):
    articles.add(store, [Draft("Another one.", "b")])


def remove_article(store, ids):
    articles.remove(store, ids["article"])


def undo(store, ids):
    store.undo()


VERBS = (mark, mark_all, relabel, move, link, delete, merge, add_article, remove_article, undo)


@pytest.fixture
def linked(desk):
    """A closed project with a claim linked to a figure, and an actor; the ids by name."""
    with project.open_(desk, person="Ana") as store:
        article = articles.every(store)[0].id
        ids = {
            name: spans.mark(store, article, start, start + 4, labels.named(store, name).id)
            for start, name in enumerate(("claim", "figure", "actor"))
        }
        links.add(store, ids["claim"], [ids["figure"]])
        return desk, ids | {"article": article, "label": labels.named(store, "verified").id}


def faulty(path):
    db = sqlite3.connect(path, isolation_level=None, factory=Faulty)
    db.execute("PRAGMA foreign_keys = 1")
    return db, Store(db, path=path, person="Ana", device="faulty", guards=(spans.guard,))


@pytest.mark.parametrize("for_good", [False, True], ids=["once", "for good"])
@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_a_fault_at_every_step(linked, verb, for_good, tmp_path):
    desk, ids = linked
    passed, step = False, 0
    while not passed:
        copy = tmp_path / "copy.attesta"
        shutil.copy(desk, copy)
        db, store = faulty(copy)
        heard = []
        store.listen(heard.append)
        with closing(db):
            before = dump(store)
            db.left, db.for_good = step, for_good
            try:
                verb(store, ids)
                passed = db.left > 0
            except UserError:
                assert heard == []
                db.left = -1
                if not for_good:
                    assert dump(store) == before
                    verb(store, ids)
            db.left = -1
            saved = len(heard)
            after = dump(store)
        with project.open_(copy, person="Ana") as again:
            assert dump(again) == (after if saved else before)
            assert check.project(again) == []
        step += 1
    assert step > 10
