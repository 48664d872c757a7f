"""What the file itself must refuse or survive, whatever our code would do: settings of SQLite,
rules of the tables, every older format, values too large, a second name."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing

import pytest

from model import articles, check, labels, project, schema, spans
from model.errors import UserError
from tests.proof import behind_its_back

pytestmark = pytest.mark.faults


@pytest.fixture
def marked(desk):
    with project.open_(desk, person="Ana") as store:
        article, actor = articles.every(store)[0].id, labels.named(store, "actor").id
        for start in (0, 5):
            spans.mark(store, article, start, start + 4, actor)
    return desk


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("locking_mode", "normal"),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("busy_timeout", 5000),
    ],
)
def test_a_project_is_opened_with_the_settings_that_keep_it_safe(marked, setting, value):
    with project.open_(marked) as store:
        assert store.value(f"PRAGMA {setting}") == value


def test_no_code_can_be_loaded_into_the_database(marked):
    with project.open_(marked) as store, pytest.raises(sqlite3.OperationalError, match="author"):
        store.rows("SELECT load_extension('evil')")


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE span SET "end" = start',
        "UPDATE span SET start = -1",
        "UPDATE span SET start = 'here'",
        "UPDATE span SET quote = NULL",
        "UPDATE span SET state = 'perhaps'",
        "UPDATE span SET label_id = 'none'",
        "UPDATE span SET article_id = 'none'",
        "UPDATE span SET person_id = 'nobody'",
        "DELETE FROM label",
        "DELETE FROM person",
        "INSERT INTO link SELECT 'a', 'same_as', id, id, person_id, created FROM span LIMIT 1",
        "INSERT INTO link SELECT 'a', 'same_as', id, 'none', person_id, created FROM span LIMIT 1",
        "UPDATE edit SET title = ''",
        "DELETE FROM edit",
        "UPDATE body SET text = ''",
    ],
)
def test_the_tables_refuse_what_cannot_be_whoever_writes_it(marked, statement):
    with pytest.raises(sqlite3.IntegrityError):
        behind_its_back(marked, "PRAGMA foreign_keys = 1", statement)
    with project.open_(marked) as store:
        assert check.project(store) == []


@pytest.mark.parametrize("number", range(len(schema.MIGRATIONS) - 1))
def test_every_older_format_is_brought_up_to_date_with_all_that_is_in_it(marked, number):
    """What later formats brought is taken out, as if it had never been there."""
    later = [text for one in schema.MIGRATIONS[number + 1 :] for text in one.statements]
    made = [re.match(r"CREATE (TABLE|INDEX|TRIGGER) (\w+)", text).groups() for text in later
            if text.startswith("CREATE")]  # fmt: skip
    columns = [found for text in later if (found := re.match(r"ALTER TABLE (\w+) ADD COLUMN (\w+)",
                                                             text))]  # fmt: skip
    behind_its_back(
        marked,
        *(f"ALTER TABLE {one[1]} DROP COLUMN {one[2]}" for one in columns),
        *(f"DROP {kind} IF EXISTS {name}" for kind, name in reversed(made)),
        f"PRAGMA user_version = {schema.MIGRATIONS[number].version}",
    )
    with project.open_(marked, person="Ana") as store:
        assert store.value("PRAGMA user_version") == schema.CURRENT.version
        found = spans.of_article(store, articles.first(store))
        assert [span.quote for span in found] == ["Kyiv", "said"]
        assert check.project(store) == []
        store.undo()
        assert len(spans.of_article(store, articles.first(store))) == 1
    assert len(list(marked.parent.glob("*.before-upgrade-*.bak"))) == 1


@pytest.mark.slow
def test_a_value_that_is_larger_than_a_project_can_hold_is_never_taken_into_memory(marked):
    behind_its_back(marked, "UPDATE article SET note = CAST(zeroblob(300000000) AS TEXT)")
    with (
        project.open_(marked) as store,
        pytest.raises(UserError, match="larger than a project can hold"),
    ):
        store.rows("SELECT note FROM article")


def test_a_second_name_of_the_file_is_told(marked):
    with project.open_(marked) as store:
        assert project.warnings(store) == []
    os.link(marked, marked.with_name("again.attesta"))
    with project.open_(marked) as store:
        (said,) = project.warnings(store)
        assert "a second name" in said
    marked.with_name("again.attesta").unlink()
    with project.open_(marked) as store, closing(sqlite3.connect(marked)):
        assert project.warnings(store) == []
