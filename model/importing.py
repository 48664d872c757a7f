"""Importing: which files are articles, reading them, and putting all of them in as one edit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import ModuleType

from model import articles, languages, project, registry, text
from model.articles import NewArticle
from model.errors import UserError
from model.importers import txt
from model.store import Store

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file."""

    path: Path
    outcome: str
    """'new', 'known' (the project holds this very text), 'failed', or 'passed over'."""
    why: str = ""
    title: str = ""
    encoding: str = ""
    article_id: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of every file, in the order they were read."""

    results: tuple[FileResult, ...]

    def those(self, outcome: str) -> tuple[FileResult, ...]:
        return tuple(one for one in self.results if one.outcome == outcome)

    @property
    def new(self) -> tuple[str, ...]:
        """Ids of the articles added."""
        return tuple(one.article_id for one in self.those("new"))

    @property
    def went_well(self) -> bool:
        return not self.those("failed")


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to read, and those that will not be."""

    files: tuple[Path, ...]
    rest: tuple[FileResult, ...] = ()


def formats() -> dict[str, ModuleType]:
    """Every import format by name."""
    return registry.load("model.importers")


def suffixes() -> tuple[str, ...]:
    """The endings of files that can be imported, each with its dot."""
    return tuple(chain.from_iterable(module.SUFFIXES for module in formats().values()))


def plan(paths: Iterable[Path]) -> Plan:
    """Walk folders (hidden files and links to folders left out) and tell articles from the rest.

    A file named by itself that cannot be imported has failed; one met in a folder is passed over.
    """
    files: dict[Path, None] = {}
    rest: list[FileResult] = []
    for path in paths:
        if path.is_dir():
            for found in _walked(path, rest):
                if _reader(found) is not None:
                    files[found] = None
                else:
                    rest.append(FileResult(found, "passed over", _kinds()))
        elif not path.exists():
            rest.append(FileResult(path, "failed", "There is no such file."))
        elif path.suffix == project.SUFFIX:
            why = "This is a project: open it instead of importing it."
            rest.append(FileResult(path, "failed", why))
        elif _reader(path) is None:
            rest.append(FileResult(path, "failed", _kinds()))
        else:
            files[path] = None
    return Plan(tuple(files), tuple(rest))


class Reading:
    """Files being read one by one; nothing is in the project until `keep`."""

    def __init__(self, planned: Plan) -> None:
        self.plan = planned
        self._found: list[tuple[Path, NewArticle]] = []
        self._failed: list[FileResult] = list(planned.rest)

    def steps(self) -> Iterator[tuple[int, int]]:
        """Read the next file at each step; yields how many are done, and of how many."""
        total = len(self.plan.files)
        for done, path in enumerate(self.plan.files, 1):
            self._read(path)
            yield done, total

    def keep(self, store: Store, on_progress: Progress = lambda _done, _total: None) -> Report:
        """Add what was read, as one edit. Texts that the project holds already stay single."""
        results = []
        with store.edit(self._title()) as edit:
            position = articles.last_position(edit)
            for done, (path, found) in enumerate(self._found, 1):
                id_, is_new = articles.insert(edit, found, position + done)
                results.append(
                    FileResult(path, "new" if is_new else "known", title=found.title,
                               encoding=found.encoding, article_id=id_)
                )  # fmt: skip
                on_progress(done, len(self._found))
        return Report((*results, *self._failed))

    def _read(self, path: Path) -> None:
        try:
            reader = _reader(path)
            assert reader is not None
            for found in reader.read(path):
                _require_text(found)
                self._found.append((path, found))
        except UserError as error:
            self._failed.append(FileResult(path, "failed", str(error)))

    def _title(self) -> str:
        many = len(self._found)
        return f"Import {self._found[0][1].title}" if many == 1 else f"Import {many} articles"


def read_files(store: Store, paths: Iterable[Path],
               on_progress: Progress = lambda _done, _total: None) -> Report:  # fmt: skip
    """Import files and folders as one edit; one bad file never stops the others."""
    reading = Reading(plan(paths))
    for done, total in reading.steps():
        on_progress(done, total)
    return reading.keep(store)


def from_text(pasted: str, title: str = "") -> NewArticle:
    """A pasted or dropped text as an article, named by its first words unless `title` is given.

    Raises `UserError` when it is blank or too long.
    """
    body = text.normalise(pasted)
    named = title.strip() or txt.title_of(body) or _first_words(body)
    found = NewArticle(text=body, title=named, language=languages.guess(body))
    _require_text(found)
    return found


def make_sample(path: Path, *, person: str = "") -> Store:
    """The sample project at `path`, which must not exist: a project with the texts of `seeds/`."""
    store = project.create(path, person=person)
    try:
        read_files(store, project.sample_texts())
    except BaseException:
        store.close()
        raise
    return store


def _require_text(found: NewArticle) -> None:
    if not found.text.strip():
        raise UserError(f"“{found.title}” holds no text.", safe="It was not imported.")
    if len(found.text) > text.LARGEST:
        raise UserError(
            f"“{found.title}” has {len(found.text):,} characters; an article may have "
            f"{text.LARGEST:,}.", safe="It was not imported.", hint="Split it into smaller files.",
        )  # fmt: skip


def _walked(folder: Path, rest: list[FileResult]) -> Iterator[Path]:
    def trouble(error: OSError) -> None:
        where = Path(error.filename or folder)
        rest.append(FileResult(where, "failed", f"The folder cannot be read: {error.strerror}."))

    for here, folders, files in os.walk(folder, onerror=trouble):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))


def _reader(path: Path) -> ModuleType | None:
    ending = path.suffix.lower()
    return next((one for one in formats().values() if ending in one.SUFFIXES), None)


def _kinds() -> str:
    return f"Not a kind of file that can be imported ({', '.join(suffixes())})."


def _first_words(body: str) -> str:
    words = body.split()[:8]
    return (" ".join(words)[:80] + "…") if words else "Untitled"
