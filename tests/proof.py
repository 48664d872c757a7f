"""What proofs about a project need: dumps, copies' hashes, damage, and children that are killed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from model.schema import LOGGED
from model.store import Store

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534


def dump(store: Store) -> dict[str, list[tuple]]:
    """Every row of every logged table."""
    return {
        table: sorted(map(tuple, store.rows(f"SELECT * FROM {table}")), key=repr)
        for table in LOGGED
    }


def sha256(path: Path) -> str:
    """Only while nothing in this process has the file open as a database."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def behind_its_back(path: Path, *statements: str) -> None:
    """Change a closed project as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def without_triggers(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_never_changes", f"DROP TRIGGER {table}_never_vanishes"]


def rebuilt(path: Path, table: str, *statements: str) -> None:
    """Alter a table that guards itself, and put its guards back as they were."""
    with closing(sqlite3.connect(path)) as db:
        guards = [sql for (sql,) in db.execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)
        )]  # fmt: skip
    behind_its_back(path, *without_triggers(table), *statements, *guards)


def child(code: str, *arguments: object, as_nobody: bool = False, **more) -> subprocess.Popen:
    """A Python of its own that runs `code` with the project's modules; its output is piped."""
    drop = f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    start = f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n"
    if as_nobody and os.getuid() == 0:  # who then could not read the modules any more
        start += "import model.project\n" + drop
    source = start + code
    return subprocess.Popen(
        [sys.executable, "-u", "-c", source, *map(str, arguments)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more,
    )  # fmt: skip


def told(code: str, *arguments: object, as_nobody: bool = False, **more) -> str:
    """What such a child says until it ends well."""
    with child(code, *arguments, as_nobody=as_nobody, **more) as process:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    return out


def ruin_a_quiet_page(path: Path) -> None:
    """Zero the page of a table that nothing has been written to, and that nobody reads."""
    with closing(sqlite3.connect(path)) as db:
        found = "SELECT rootpage FROM sqlite_schema WHERE name = 'comment'"
        (page,) = db.execute(found).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
