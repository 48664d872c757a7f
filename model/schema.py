"""The one place where the tables of a project stand: migrations, versions, logged columns."""

from __future__ import annotations

from typing import NamedTuple

APPLICATION_ID = 0x41545354
"""'ATST' in the file's header (SQLite's `application_id`)."""


class Migration(NamedTuple):
    """One step: an older file of the same major version stays readable by older programs."""

    major: int
    minor: int
    statements: tuple[str, ...]

    @property
    def version(self) -> int:
        """SQLite's `user_version`: major in the upper 16 bits, minor in the lower."""
        return self.major << 16 | self.minor


FIRST_TABLES = (
    "CREATE TABLE project (id TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE body (
        number INTEGER PRIMARY KEY,
        hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
        text TEXT NOT NULL
    ) STRICT""",
    """CREATE VIRTUAL TABLE body_search USING fts5(
        text, content='body', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
    )""",
    "CREATE TABLE person (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """CREATE TABLE label (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        key TEXT NOT NULL,
        colour TEXT NOT NULL,
        icon TEXT NOT NULL,
        definition TEXT NOT NULL,
        examples TEXT NOT NULL,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL CHECK (retired IN (0, 1))
    ) STRICT""",
    """CREATE TABLE article (
        id TEXT NOT NULL PRIMARY KEY,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        date TEXT NOT NULL,
        language TEXT NOT NULL,
        body TEXT NOT NULL REFERENCES body (hash),
        length INTEGER NOT NULL CHECK (length >= 0),
        added TEXT NOT NULL,
        note TEXT NOT NULL,
        boilerplate TEXT NOT NULL,
        supersedes TEXT REFERENCES article (id) ON DELETE RESTRICT,
        position INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX article_body ON article (body)",
    "CREATE INDEX article_position ON article (position, id)",
    """CREATE TABLE span (
        id TEXT NOT NULL PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        label_id TEXT NOT NULL REFERENCES label (id) ON DELETE RESTRICT,
        quote TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('suggested', 'accepted', 'rejected')),
        origin TEXT NOT NULL,
        person_id TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        created TEXT NOT NULL,
        score REAL,
        note TEXT NOT NULL,
        attributes TEXT NOT NULL,
        CHECK (start >= 0 AND "end" > start)
    ) STRICT""",
    "CREATE INDEX span_article ON span (article_id, start)",
    'CREATE INDEX span_label ON span (label_id, article_id, start, "end" DESC, id, state)',
    "CREATE INDEX span_state ON span (state, article_id)",
    """CREATE TABLE link (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        head TEXT NOT NULL REFERENCES span (id) ON DELETE RESTRICT,
        child TEXT NOT NULL REFERENCES span (id) ON DELETE RESTRICT,
        person_id TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        created TEXT NOT NULL,
        UNIQUE (kind, head, child),
        CHECK (head <> child)
    ) STRICT""",
    "CREATE INDEX link_head ON link (head)",
    "CREATE INDEX link_child ON link (child)",
    """CREATE TABLE assignment (
        id TEXT NOT NULL PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
        person_id TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        role TEXT NOT NULL CHECK (role IN ('annotator', 'curator')),
        state TEXT NOT NULL CHECK (
            state IN ('new', 'in progress', 'submitted', 'returned', 'approved')),
        changed TEXT NOT NULL,
        UNIQUE (article_id, person_id, role)
    ) STRICT""",
    """CREATE TABLE edit (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('start', 'do', 'undo', 'redo')),
        target TEXT NOT NULL,
        title TEXT NOT NULL,
        person TEXT NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        changes TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (device, seq)
    ) STRICT""",
    """CREATE TABLE touched (
        row TEXT NOT NULL, position INTEGER NOT NULL REFERENCES edit (position),
        PRIMARY KEY (row, position)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TRIGGER edit_never_changes BEFORE UPDATE ON edit
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER edit_never_vanishes BEFORE DELETE ON edit
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER body_never_changes BEFORE UPDATE ON body
        BEGIN SELECT RAISE(ABORT, 'texts are immutable'); END""",
    """CREATE TRIGGER body_never_vanishes BEFORE DELETE ON body
        BEGIN SELECT RAISE(ABORT, 'texts are immutable'); END""",
)

REVIEW = (
    """CREATE TABLE decision (
        id TEXT NOT NULL PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
        span_id TEXT NOT NULL,
        person_id TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        verdict TEXT NOT NULL CHECK (verdict IN ('agreed', 'fixed', 'rejected')),
        reason TEXT NOT NULL,
        comment TEXT NOT NULL,
        result TEXT,
        decided TEXT NOT NULL,
        UNIQUE (span_id, person_id)
    ) STRICT""",
    "CREATE INDEX decision_article ON decision (article_id, person_id)",
    "CREATE INDEX decision_result ON decision (result)",
    """CREATE TABLE comment (
        id TEXT NOT NULL PRIMARY KEY,
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE RESTRICT,
        span_id TEXT,
        person_id TEXT NOT NULL REFERENCES person (id) ON DELETE RESTRICT,
        text TEXT NOT NULL,
        created TEXT NOT NULL,
        answers TEXT
    ) STRICT""",
    "CREATE INDEX comment_article ON comment (article_id, created)",
    "CREATE INDEX comment_span ON comment (span_id)",
    "CREATE INDEX assignment_state ON assignment (state, role, article_id, person_id)",
    "CREATE INDEX assignment_person ON assignment (person_id, role, state, article_id)",
)
"""`span_id`, `result` and `answers` may name a row that is gone: whoever takes a span of theirs
away leaves standing what others said of it."""

EXCHANGE = (
    """CREATE TABLE foreign_edit (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        person TEXT NOT NULL,
        device TEXT NOT NULL,
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        changes TEXT NOT NULL,
        prior TEXT NOT NULL,
        seal TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX foreign_edit_device ON foreign_edit (device, seq)",
    "CREATE INDEX foreign_edit_at ON foreign_edit (at)",
    """CREATE TABLE foreign_touched (
        row TEXT NOT NULL, edit_id TEXT NOT NULL REFERENCES foreign_edit (id),
        PRIMARY KEY (row, edit_id)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE merged (
        edit_id TEXT NOT NULL REFERENCES foreign_edit (id), merge_id TEXT NOT NULL,
        PRIMARY KEY (edit_id, merge_id)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX merged_by ON merged (merge_id)",
    """CREATE TRIGGER foreign_edit_never_changes BEFORE UPDATE ON foreign_edit
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER foreign_edit_never_vanishes BEFORE DELETE ON foreign_edit
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
)
"""Edits made on other machines, as they were made; `merge_id` is the edit that brought them in,
and they count as long as that stands."""

PARTS = (
    """CREATE TABLE edit_part (
        edit_id TEXT NOT NULL REFERENCES edit (id), number INTEGER NOT NULL,
        changes TEXT NOT NULL,
        PRIMARY KEY (edit_id, number)
    ) STRICT""",
    """CREATE TRIGGER edit_part_never_changes BEFORE UPDATE ON edit_part
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    """CREATE TRIGGER edit_part_never_vanishes BEFORE DELETE ON edit_part
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    "ALTER TABLE touched ADD COLUMN part INTEGER",
)
"""The changes of large edits (`model.parts`); `touched.part` is the one part in which a row is
touched, NULL when there are several, or none because the edit is not in parts."""

SUPERSEDED = (
    "CREATE INDEX article_supersedes ON article (supersedes) WHERE supersedes IS NOT NULL",
)
"""Without it each article that is taken out is looked for in all others."""

ALREADY = (
    """CREATE TABLE suggested (
        article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
        person_id TEXT NOT NULL,
        made_of TEXT NOT NULL,
        edit_id TEXT NOT NULL,
        PRIMARY KEY (article_id, person_id)
    ) STRICT, WITHOUT ROWID""",
)
"""What the suggestions of an article were made of, or that they were declined (`model.already`),
outside the log; `edit_id` is the edit that has put them in or taken them away, '' when there was
nothing to put in or to take away."""

MIGRATIONS = (
    Migration(1, 0, FIRST_TABLES), Migration(1, 1, REVIEW), Migration(1, 2, EXCHANGE),
    Migration(1, 3, PARTS), Migration(1, 4, SUPERSEDED), Migration(1, 5, ALREADY),
)  # fmt: skip
"""Append only: a released entry is never edited."""

CURRENT = MIGRATIONS[-1]

LOGGED: dict[str, tuple[str, ...]] = {
    "project": ("id", "value"),
    "person": ("id", "name"),
    "label": (
        "id", "name", "role", "key", "colour", "icon", "definition", "examples", "position",
        "retired",
    ),
    "article": (
        "id", "title", "source", "date", "language", "body", "length", "added", "note",
        "boilerplate", "supersedes", "position",
    ),
    "span": (
        "id", "article_id", "start", "end", "label_id", "quote", "state", "origin", "person_id",
        "created", "score", "note", "attributes",
    ),
    "link": ("id", "kind", "head", "child", "person_id", "created"),
    "assignment": ("id", "article_id", "person_id", "role", "state", "changed"),
    "decision": (
        "id", "article_id", "span_id", "person_id", "verdict", "reason", "comment", "result",
        "decided",
    ),
    "comment": ("id", "article_id", "span_id", "person_id", "text", "created", "answers"),
}  # fmt: skip
"""The columns of every table whose changes go through the log, `id` first."""
