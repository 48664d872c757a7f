"""What was used last on this machine: projects, the newest first, the article of each, and the
folder of files."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

from model import places

MOST = 12


def paths() -> list[Path]:
    """The remembered paths, missing files too: a medium may come back."""
    try:
        given = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    listed = given if isinstance(given, list) else []
    return [Path(path) for path in listed if isinstance(path, str)][:MOST]


def newest() -> Path | None:
    """The project that was open last, of those that are there."""
    return next((path for path in paths() if path.exists()), None)


def remember(path: Path) -> None:
    """Put `path` first."""
    path, known = path.resolve(), paths()
    if known[:1] != [path]:
        _write([path, *(kept for kept in known if kept != path)])


def forget(path: Path) -> None:
    """Leave `path` out from now on; the file itself is not touched."""
    _write([kept for kept in paths() if kept != path])


def article(path: Path) -> str:
    """The id of the article that was shown when the project was closed here; '' when none was."""
    return _articles().get(str(path.resolve()), "")


def remember_article(path: Path, article_id: str) -> None:
    kept = {str(path.resolve()): article_id} | {
        of: id_ for of, id_ in _articles().items() if of != str(path.resolve())
    }
    _put(_articles_file(), dict([*kept.items()][:MOST]))


def folder() -> Path:
    """Where files were chosen last; the documents when that place is gone."""
    try:
        last = Path(_folder_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return places.documents()
    return last if last.is_dir() else places.documents()


def remember_folder(used: Path) -> None:
    with contextlib.suppress(OSError):
        _folder_file().write_text(str(used), encoding="utf-8")


def _folder_file() -> Path:
    return places.state() / "folder.txt"


def _articles() -> dict[str, str]:
    try:
        given = json.loads(_articles_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {of: str(id_) for of, id_ in given.items()} if isinstance(given, dict) else {}


def _articles_file() -> Path:
    return places.state() / "articles.json"


def _write(found: list[Path]) -> None:
    _put(_file(), [str(path) for path in found[:MOST]])


def _put(file: Path, value: object) -> None:
    fresh = file.with_suffix(".new")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps(value, indent=1), "utf-8")
        os.replace(fresh, file)


def _file() -> Path:
    return places.state() / "recent.json"
