"""Opening: what is not a sound project of ours is refused in plain words, and left as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from model import articles, audit, check, labels, project, schema, spans, stats
from model.drafts import Draft
from model.errors import (
    DamagedProject,
    ForeignSchema,
    NewerProject,
    NotAProject,
    ProjectRefused,
    ReadOnlyProject,
    UnfinishedProject,
    UserError,
)
from model.schema import APPLICATION_ID, CURRENT
from tests.proof import behind_its_back, dump, ruin_a_quiet_page, sha256, told


def refused(path: Path, kind: type[ProjectRefused], saying: str, **how) -> ProjectRefused:
    """The refusal, which is of exactly this class; nothing is left beside the file."""
    beside = sorted(os.listdir(path.parent)) if path.parent != Path("/dev") else None
    with pytest.raises(kind, match=saying) as caught:
        project.open_(path, person="Ana", **how)
    assert type(caught.value) is kind
    assert caught.value.what.endswith(".")
    if beside is not None:
        assert sorted(os.listdir(path.parent)) == beside
    return caught.value


def untouched(path: Path, kind: type[ProjectRefused], saying: str) -> None:
    before, stamp = sha256(path), os.stat(path).st_mtime_ns
    for how in ({}, {"read_only": True}):
        refused(path, kind, saying, **how)
    assert sha256(path) == before
    assert os.stat(path).st_mtime_ns == stamp


def other_program(path: Path, *statements: str) -> Path:
    behind_its_back(path, "CREATE TABLE notes (id INTEGER)", *statements)
    return path


def inner_pages(path: Path) -> list[int]:
    """Offsets of the b-tree pages inside tables, in bytes: interior ones first."""
    data = path.read_bytes()
    size = int.from_bytes(data[16:18], "big")
    kinds = {at: data[at] for at in range(size, len(data), size)}
    return sorted((at for at in kinds if kinds[at] in (5, 13)), key=lambda at: kinds[at])


# ---- not ours


@pytest.mark.parametrize(
    ("name", "content", "saying"),
    [
        ("report.pdf", b"%PDF-1.7\n" + b"x" * 4000, "is not an Attesta project"),
        ("notes.txt", b"Kyiv said.\n" * 100, "is not an Attesta project"),
        ("tiny.attesta", b"SQLite format 3\0", "is not an Attesta project"),
        ("empty.attesta", b"", "is empty .0 bytes."),
        ("zeros.attesta", bytes(8192), "is not an Attesta project"),
    ],
)
def test_what_is_no_database_is_refused(tmp_path, name, content, saying):
    path = tmp_path / name
    path.write_bytes(content)
    untouched(path, NotAProject, saying)


def test_a_folder_is_refused(tmp_path):
    refused(tmp_path, NotAProject, "is not a file")


def test_a_missing_file_makes_no_new_one(tmp_path):
    refused(tmp_path / "gone.attesta", ProjectRefused, "There is no project at")


def test_a_drive_that_is_not_there_makes_no_folder(tmp_path):
    missing = tmp_path / "drive" / "desk.attesta"
    with pytest.raises(ProjectRefused, match="There is no project at") as caught:
        project.open_(missing)
    assert "drive" in caught.value.hint
    assert os.listdir(tmp_path) == []


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe.attesta")
    refused(tmp_path / "pipe.attesta", NotAProject, "is not a file")


def test_an_endless_device_is_refused():
    refused(Path("/dev/zero"), NotAProject, "is not a file")


def test_a_link_that_leads_to_itself_is_refused(tmp_path):
    (tmp_path / "loop.attesta").symlink_to(tmp_path / "loop.attesta")
    refused(tmp_path / "loop.attesta", ProjectRefused, "cannot be reached")


def test_five_gigabytes_of_nothing_are_not_read(tmp_path):
    path = tmp_path / "huge.attesta"
    with path.open("wb") as file:
        file.truncate(5 * 10**9)
    refused(path, NotAProject, "is not an Attesta project")


@pytest.mark.parametrize(
    ("mark", "saying"),
    [(0, "another program's database"), (0x47504B47, "a GeoPackage map"),
     (0x12345678, "another program's database")],
)  # fmt: skip
def test_another_programs_database_is_refused(tmp_path, mark, saying):
    path = other_program(tmp_path / "places.sqlite", f"PRAGMA application_id = {mark}")
    untouched(path, NotAProject, saying)


def test_another_programs_open_journal_is_left_to_it(tmp_path):
    """A WAL database that its program has not closed: looking at it must not fold the log in."""
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = wal")
        db.execute("CREATE TABLE notes (id INTEGER)")
        for name in os.listdir(tmp_path):
            shutil.copy(tmp_path / name, tmp_path / f"copy-{name}")
    (tmp_path / "copy-places.sqlite-shm").unlink()
    wal = tmp_path / "copy-places.sqlite-wal"
    assert wal.stat().st_size > 0
    before = sha256(wal)
    untouched(tmp_path / "copy-places.sqlite", NotAProject, "another program's database")
    assert sha256(wal) == before


# ---- ours, but not to be trusted


WIPE = "CREATE TRIGGER wipe AFTER INSERT ON span BEGIN DELETE FROM span; END"
ENDLESS = """CREATE VIEW many AS
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"""
UNGUARDED = "DROP TRIGGER edit_never_changes"


@pytest.mark.parametrize(
    ("statement", "minor"),
    [
        *((code, minor) for code in (WIPE, ENDLESS, UNGUARDED) for minor in (0, 1)),
        ("CREATE TABLE extra (id)", 0),
        ("DROP INDEX span_article", 0),
        ("DROP TABLE link", 1),
        ("ALTER TABLE span ADD COLUMN hidden TEXT", 0),
    ],
)
def test_tables_that_are_not_ours_are_refused(project_file, statement, minor):
    number = CURRENT.version + minor
    behind_its_back(project_file, statement, f"PRAGMA user_version = {number}")
    untouched(project_file, ForeignSchema, "tables, views or triggers that Attesta did not make")


@pytest.mark.parametrize("number", [CURRENT.version, CURRENT.version + 1])
def test_a_view_in_the_place_of_a_table_is_refused(project_file, number):
    behind_its_back(
        project_file,
        "PRAGMA legacy_alter_table = 1",
        "ALTER TABLE link RENAME TO old",
        "CREATE VIEW link AS SELECT * FROM old",
        f"PRAGMA user_version = {number}",
    )
    untouched(project_file, ForeignSchema, "did not make")


def test_an_unknown_older_format_is_refused(project_file):
    behind_its_back(project_file, "PRAGMA user_version = 7")
    untouched(project_file, ForeignSchema, "did not make")


@pytest.mark.parametrize("name", ["../../elsewhere", "", "x" * 32])
def test_a_project_cannot_choose_where_its_backups_go(project_file, name):
    behind_its_back(project_file, f"UPDATE project SET value = '{name}' WHERE id = 'uuid'")
    untouched(project_file, DamagedProject, "lost what every project begins with")


def test_a_newer_major_is_refused_and_named(project_file):
    behind_its_back(project_file, f"PRAGMA user_version = {(CURRENT.major + 1) << 16 | 3}")
    untouched(project_file, NewerProject, rf"format {CURRENT.major + 1}\.3; this one reads")


def test_a_newer_minor_opens_and_keeps_what_this_one_does_not_know(project_file):
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        first = spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
    behind_its_back(
        project_file,
        "ALTER TABLE span ADD COLUMN mood TEXT NOT NULL DEFAULT 'plain'",
        "CREATE TABLE mood (id TEXT NOT NULL PRIMARY KEY) STRICT",
        "UPDATE span SET mood = 'grave'",
        f"PRAGMA user_version = {CURRENT.version + 1}",
    )
    with project.open_(project_file, person="Ana") as store:
        second = spans.mark(store, article, 5, 9, labels.named(store, "claim").id)
        spans.delete(store, [first])
        store.undo()
        spans.set_note(store, first, "note")
        moods = dict(map(tuple, store.rows("SELECT id, mood FROM span")))
        assert moods == {first: "grave", second: "plain"}
        assert check.project(store) == []
    with closing(sqlite3.connect(project_file)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == CURRENT.version + 1


# ---- damage


def test_a_truncated_file_is_damaged(project_file):
    os.truncate(project_file, project_file.stat().st_size // 2 // 4096 * 4096)
    untouched(project_file, DamagedProject, "damaged")


def test_a_zeroed_page_is_damage(project_file):
    at = inner_pages(project_file)[0]
    with project_file.open("r+b") as file:
        file.seek(at)
        file.write(bytes(4096))
    untouched(project_file, DamagedProject, "damaged")


def test_what_is_looked_through_later_can_be_read_but_not_changed_before(project_file):
    project.open_(project_file, examine_later=True).close()
    ruin_a_quiet_page(project_file)
    before = sha256(project_file)
    with project.open_(project_file, person="Ana", examine_later=True) as store:
        there = articles.first(store)
        assert articles.text_of(store, there)
        for _ in range(2):
            with pytest.raises(DamagedProject, match="damaged"):
                articles.change(store, there, title="Other")
            with pytest.raises(DamagedProject, match="damaged"):
                store.examine()
        assert articles.one(store, there).title == "Mixed"
    assert sha256(project_file) == before
    untouched(project_file, DamagedProject, "damaged")


def test_what_was_sound_when_looked_through_later_can_be_changed(project_file):
    with project.open_(project_file, person="Ana", examine_later=True) as store:
        articles.change(store, articles.first(store), title="Other")
        store.examine()
    with project.open_(project_file) as store:
        assert articles.one(store, articles.first(store)).title == "Other"


def test_a_project_that_was_not_closed_is_looked_through_at_once(project_file):
    ruin_a_quiet_page(project_file)
    left = {"pid": "1", "host": socket.gethostname(), "since": "2024-11-06T14:02:11+00:00"}
    project_file.with_name("desk.attesta.lock").write_text(json.dumps(left))
    before = sha256(project_file)
    refused(project_file, DamagedProject, "damaged", examine_later=True)
    assert sha256(project_file) == before


def test_a_database_with_our_mark_and_nothing_else_is_refused(tmp_path):
    path = other_program(tmp_path / "fake.attesta", f"PRAGMA application_id = {APPLICATION_ID}")
    untouched(path, ForeignSchema, "did not make")


@pytest.fixture
def false_index(project_file) -> Path:
    """An index that does not know of the last change: SQLite's quick check does not see it."""
    with closing(sqlite3.connect(project_file)) as db:
        index = db.execute("SELECT * FROM sqlite_schema WHERE name = 'article_position'").fetchone()
    hidden = "DELETE FROM sqlite_schema WHERE name = 'article_position'"
    behind_its_back(project_file, "PRAGMA writable_schema = 1", hidden)
    behind_its_back(project_file, "UPDATE article SET position = position + 7")
    with closing(sqlite3.connect(project_file, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = 1")
        db.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)
    return project_file


def test_damage_in_an_index_is_found_where_the_last_window_did_not_close(false_index):
    left = {"pid": "1", "host": socket.gethostname(), "since": "2024-11-06T14:02:11+00:00"}
    false_index.with_name("desk.attesta.lock").write_text(json.dumps(left))
    before = sha256(false_index)
    for _ in range(2):
        refused(false_index, DamagedProject, "damaged")
    assert sha256(false_index) == before


def test_the_check_finds_damage_in_an_index(false_index):
    with project.open_(false_index, person="Ana") as store:
        problems = check.project(store)
    assert {problem.check for problem in problems} == {"file", "replay"}
    assert any("article_position" in problem.what for problem in problems)


# ---- opened all the same


@pytest.mark.parametrize("read_only", [False, True])
def test_a_project_that_another_program_put_into_wal_mode_opens(project_file, read_only):
    behind_its_back(project_file, "PRAGMA journal_mode = wal")
    with project.open_(project_file, person="Ana", read_only=read_only) as store:
        assert len(articles.every(store)) == 1
        mode = store.value("PRAGMA journal_mode")
    assert mode == ("wal" if read_only else "delete")
    if not read_only:
        assert os.listdir(project_file.parent) == [project_file.name]


@pytest.mark.parametrize(
    "name", ["a#b", "what?", "100%20", "two words", "é", "💩", "line\nend", "a&mode=memory", "'\"",
             "file:x"]
)  # fmt: skip
def test_every_path_is_the_same_file_again(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    path = folder / f"{name}.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft("Kyiv.", "a")])
        assert sorted(os.listdir(folder)) == sorted([path.name, f"{path.name}.lock"])
    with project.open_(path, person="Ana") as store:
        assert [article.title for article in articles.every(store)] == ["a"]
    assert os.listdir(folder) == [path.name]
    assert os.listdir(tmp_path) == [name, *({"machine", "home"} & set(os.listdir(tmp_path)))]


def test_a_link_opens_the_file_it_leads_to(project_file, tmp_path):
    link = tmp_path / "link" / "other name.attesta"
    link.parent.mkdir()
    link.symlink_to(project_file)
    with project.open_(link, person="Ana") as store:
        assert store.path == project_file.resolve()
        assert os.listdir(link.parent) == [link.name]


def test_a_read_only_project_can_be_read_and_says_why_it_does_not_change(project_file):
    with project.open_(project_file, read_only=True) as store:
        article = articles.every(store)[0].id
        with pytest.raises(ReadOnlyProject, match="open read-only"):
            spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
        with pytest.raises(ReadOnlyProject):
            store.undo()
        assert not project_file.with_name("desk.attesta.lock").exists()


def test_an_older_project_that_is_only_read_shows_everything_and_stays_as_it_is(project_file):
    later = [text for one in schema.MIGRATIONS[1:] for text in one.statements]
    added = [text for text in later if text.startswith("ALTER TABLE")]
    made = [re.match(r"CREATE (TABLE|INDEX|TRIGGER) (\w+)", text).groups()
            for text in later if text not in added]  # fmt: skip
    with closing(sqlite3.connect(project_file, isolation_level=None)) as db:
        for kind, name in reversed(made):
            db.execute(f"DROP {kind} {name}")
        for text in added:
            db.execute(re.sub(r"ADD COLUMN (\w+).*", r"DROP COLUMN \1", text))
        db.execute(f"PRAGMA user_version = {schema.MIGRATIONS[0].version}")
    before = project_file.read_bytes()
    with project.open_(project_file, read_only=True) as store:
        assert [one["person"] for one in stats.of_project(store)["people"]] == ["Ana"]
        assert len(audit.of_row(store, articles.first(store))) == 1
    assert project_file.read_bytes() == before


OPEN_AS_NOBODY = """
from pathlib import Path
from model import project, articles
path = Path(sys.argv[1])
try:
    project.open_(path, person="Ana").close()
except Exception as error:
    print(type(error).__name__, error)
try:
    with project.open_(path, person="Ana", read_only=True) as store:
        print(len(articles.every(store)), "articles")
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.fixture
def shared(project_file):
    """A copy in a folder that everybody may enter, whatever pytest's own folders allow."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        copy = Path(shutil.copy(project_file, folder))
        copy.chmod(0o644)
        yield copy
        folder.chmod(0o755)


@pytest.mark.parametrize("may_write", ["the file", "the folder", "neither"])
def test_who_may_not_write_here_may_still_read(shared, may_write):
    shared.chmod(0o666 if may_write == "the file" else 0o444)
    shared.parent.chmod(0o777 if may_write == "the folder" else 0o555)
    before = sha256(shared)
    first, second = told(OPEN_AS_NOBODY, shared, as_nobody=True).splitlines()
    assert first.startswith("ReadOnlyProject desk.attesta cannot be changed where it lies.")
    assert "Open it read-only" in first
    assert second == "1 articles"
    assert sha256(shared) == before
    assert os.listdir(shared.parent) == [shared.name]


def test_who_may_not_read_is_told_so(shared):
    shared.chmod(0o000)
    answers = told(OPEN_AS_NOBODY, shared, as_nobody=True).splitlines()
    assert [answer.startswith("ProjectRefused You may not read") for answer in answers] == [
        True
    ] * 2


CREATE_AS_NOBODY = """
from pathlib import Path
from model import project
try:
    project.create(Path(sys.argv[1]), person="Ana")
except Exception as error:
    print(type(error).__name__, error)
"""


def test_a_project_cannot_be_made_where_one_may_not_write(shared):
    shared.parent.chmod(0o555)
    new = shared.with_name("new.attesta")
    answer = told(CREATE_AS_NOBODY, new, as_nobody=True)
    assert answer.startswith(("StoreTrouble The project file could not", "UserError"))
    assert os.listdir(shared.parent) == [shared.name]


def crashed(project_file: Path) -> Path:
    """A copy of the project as a crash in the middle of a commit leaves it: journal and all."""
    copy = project_file.with_name("crashed.attesta")
    with closing(sqlite3.connect(project_file, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("PRAGMA cache_spill = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("CREATE TABLE torn (x)")
        db.execute("INSERT INTO torn WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                   " WHERE i < 2000) SELECT hex(randomblob(200)) FROM n")  # fmt: skip
        shutil.copy(project_file, copy)
        shutil.copy(f"{project_file}-journal", f"{copy}-journal")
        db.execute("ROLLBACK")
    return copy


def test_a_crash_in_the_middle_of_a_commit_is_undone_at_opening(project_file):
    with project.open_(project_file, read_only=True) as store:
        before = dump(store)
    copy = crashed(project_file)
    with project.open_(copy, person="Ana") as store:
        assert dump(store) == before
        assert check.project(store) == []
    assert not Path(f"{copy}-journal").exists()


def test_a_crashed_project_that_cannot_be_repaired_here_is_never_shown_as_it_is(shared):
    copy = crashed(shared)
    shared.unlink()
    journal = Path(f"{copy}-journal")
    copy.chmod(0o444)
    journal.chmod(0o444)
    shared.parent.chmod(0o555)
    before = sha256(copy), sha256(journal)
    first, second = told(OPEN_AS_NOBODY, copy, as_nobody=True).splitlines()
    assert first.startswith("ReadOnlyProject")
    assert second.startswith("UnfinishedProject The project was not closed properly")
    assert "Copy the file and its -journal" in second
    assert (sha256(copy), sha256(journal)) == before
    with pytest.raises(UnfinishedProject, match="not closed properly"):
        project.open_(copy, read_only=True)
    with tempfile.TemporaryDirectory() as writable:
        mended = shutil.copy(copy, writable)
        shutil.copy(journal, writable)
        Path(mended).chmod(0o644)
        with project.open_(Path(mended), person="Ana") as store:
            assert check.project(store) == []
            assert len(articles.every(store)) == 1


# ---- making one


def test_what_is_there_is_never_overwritten(project_file):
    before = sha256(project_file)
    with pytest.raises(UserError, match="exists already"):
        project.create(project_file)
    assert sha256(project_file) == before


@pytest.mark.parametrize("name", ["x" * 300, "gone/desk"])
def test_an_impossible_name_is_told(tmp_path, name):
    with pytest.raises(UserError, match="no folder|cannot be made|cannot be reached"):
        project.create(tmp_path / f"{name}.attesta")
    assert os.listdir(tmp_path) == []


def test_an_unknown_label_set_leaves_nothing_behind(tmp_path):
    with pytest.raises(UserError, match="There is no label set “none”"):
        project.create(tmp_path / "desk.attesta", label_set="none")
    assert os.listdir(tmp_path) == []
