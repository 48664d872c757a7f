"""Nothing but SQLite opens the live file (T16): one read by hand would cancel its locks."""

from __future__ import annotations

import pytest

from tests.proof import told

pytestmark = pytest.mark.faults

WATCHED = """
from pathlib import Path
path, copy = Path(sys.argv[1]), Path(sys.argv[2])
touched = []


def watch(event, arguments):
    if event in ("open", "os.rename", "shutil.copyfile", "os.truncate", "os.link"):
        if str(path) in map(str, arguments) or path.name + "-journal" in str(arguments):
            touched.append(event)


sys.addaudithook(watch)
from model import articles, backup, check, labels, project, search, spans, stats
with project.open_(path, person="Ana") as store:
    article = articles.every(store)[0].id
    spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
    store.undo()
    store.redo()
    search.articles(store, "Kyiv")
    stats.of_project(store)
    backup.make(store)
    backup.make(store, copy)
    project.warnings(store)
    assert check.project(store) == []
    with project.frozen(path) as frozen:
        assert len(spans.of_article(frozen, article)) == 1
print(touched)
open(path, "rb").close()
print(touched)
"""


def test_nothing_but_sqlite_opens_the_live_file(desk, tmp_path):
    quiet, seen = told(WATCHED, desk, tmp_path / "copy.attesta").splitlines()
    assert quiet == "[]"
    assert seen == "['open']"
