"""Recognising: which import format a file or folder is in, by its content before its name."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import ModuleType

from model import project, registry
from model.errors import UserError

HEAD = 8192
"""Bytes at the beginning of a file by which it is recognised."""
SURE_ENOUGH = 0.1
"""How sure a format must be of a file that was only met in a folder."""
PLAINLY = 0.5
"""How sure a format must be of a file that was read as another one."""
_PACKED = (
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf",
    b"Rar!",
    b"PK\x03\x04",
)
"""How gzip, bzip2, xz, zstd, 7z, RAR and zip begin; office documents are recognised before."""
_TAR_AT = 257
_LEFT_BY_PROJECTS = (project.SUFFIX, f"{project.SUFFIX}.lock", f"{project.SUFFIX}-journal")


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that will not be read: outcome 'failed' or 'passed over', and why."""

    path: Path
    outcome: str
    why: str


IMPORTERS = "model.importers"


@dataclass(frozen=True, slots=True)
class Plan:
    """The files and folders to read, each with its format's name, and those that will not be."""

    files: tuple[Path, ...]
    rest: tuple[Passed, ...] = ()
    formats: Mapping[Path, str] = field(default_factory=dict, hash=False)


def formats() -> dict[str, ModuleType]:
    """Every import format by name."""
    return registry.load(IMPORTERS)


def loading() -> Iterator[tuple[str, ModuleType]]:
    """Every import format, loaded one at a time: together they take a while."""
    return registry.loading(IMPORTERS)


def suffixes() -> tuple[str, ...]:
    """The endings of files that can be imported, each once, with its dot."""
    return tuple(dict.fromkeys(chain.from_iterable(m.SUFFIXES for m in formats().values())))


def format_named(name: str) -> ModuleType:
    """Raises `UserError` naming the formats there are."""
    known = formats()
    if name not in known:
        raise UserError(
            f"There is no import format “{name}”.", hint=f"Choose one of: {', '.join(known)}."
        )
    return known[name]


def recognised(path: Path) -> tuple[str, float]:
    """The format of a file or folder and how sure that is; ('', 0.0) when it is in none.

    A file whose content says nothing to any format goes by its ending, so that the format can
    tell what is wrong with it. Raises `UserError` when the file cannot be read.
    """
    head = _head(path)
    ending = "" if path.is_dir() else path.suffix.lower()
    found = [(module.sniff(path, head), ending in module.SUFFIXES, name)
             for name, module in formats().items()]  # fmt: skip
    sure, _, name = max(found)
    if sure < SURE_ENOUGH:
        by_name = [(one, name) for one, fits, name in found if fits]
        if by_name:
            return max(by_name)[1], SURE_ENOUGH
    return (name, sure) if sure > 0 else ("", 0.0)


def with_spans(path: Path) -> ModuleType | None:
    """The format that a file is plainly in, when that is one with spans."""
    name, sure = recognised(path)
    module = formats().get(name)
    return module if module and sure >= PLAINLY and "spans" in module.HOLDS else None


def plan(paths: Iterable[Path], *, format_: str = "", chosen: Mapping[Path, str] | None = None,
         own: tuple[int, int] | None = None) -> Plan:  # fmt: skip
    """Walk folders (hidden files and links to folders left out) and tell articles from the rest.

    A file named by itself that cannot be imported has failed; one met in a folder is passed over.
    `format_` is that of all the files named, `chosen` that of some. `own` is device and inode of
    the project that is open: reading its file would cost it its lock.
    """
    planned = _Planning(format_, chosen or {}, own)
    for path in paths:
        planned.take(path)
    return Plan(tuple(planned.files), tuple(planned.rest), planned.files)


def kinds() -> str:
    return "Not a kind of file that can be imported, as far as content and name show."


def _why_not(path: Path) -> str:
    """Why a file in no format is not read, and what to do about it."""
    try:
        head = _head(path)
    except UserError as error:
        return str(error)
    if head.startswith(_PACKED) or head[_TAR_AT:].startswith(b"ustar"):
        return "A packed archive, which is not opened: unpack it, then import what was in it."
    return kinds()


def _explains_an_export(path: Path) -> bool:
    """A datasheet, or the page that lies beside one."""
    beside = path.name == "README.md" and (path.parent / "datasheet.json").exists()
    return beside or path.name.endswith(("datasheet.md", "datasheet.json"))


class _Planning:
    def __init__(self, format_: str, chosen: Mapping[Path, str],
                 own: tuple[int, int] | None) -> None:  # fmt: skip
        for name in filter(None, (format_, *chosen.values())):
            format_named(name)
        self._format = format_
        self._chosen = chosen
        self._own = own
        self.files: dict[Path, str] = {}
        self.rest: list[Passed] = []

    def take(self, path: Path) -> None:
        """A path that a person has named."""
        if not os.path.lexists(path):
            self._pass(path, "failed", "There is no such file.")
        elif not path.is_dir():
            self._take_file(path, named=True)
        elif (name := self._name_of(path)[0]) is None:
            return
        elif name:
            self.files[path] = name
        else:
            self._walk(path)

    def _walk(self, folder: Path) -> None:
        for path in _walked(folder, lambda inner: bool(self._name_of(inner)[0]), self._trouble):
            if path.is_dir():
                self.files[path] = self._name_of(path)[0] or ""
            else:
                self._take_file(path, named=False)

    def _take_file(self, path: Path, *, named: bool) -> None:
        if self._is_own(path):
            self._pass(path, "failed" if named else "passed over",
                       "This is the project that is open.")  # fmt: skip
            return
        if not named and path.name.endswith(_LEFT_BY_PROJECTS):
            self._pass(path, "passed over", "A project: name it to import what is in it.")
            return
        if not named and _explains_an_export(path):
            self._pass(path, "passed over", "It describes an export.")
            return
        name, sure = self._name_of(path, named=named)
        if name is None:
            return
        if name and (named or sure >= SURE_ENOUGH):
            self.files[path] = name
        elif path.suffix == project.SUFFIX:
            self._pass(path, "failed", "This is a project: open it instead of importing it.")
        else:
            self._pass(path, "failed" if named else "passed over", _why_not(path))

    def _name_of(self, path: Path, *, named: bool = True) -> tuple[str | None, float]:
        """The format; '' when there is none; None when the path cannot be looked at, which is
        noted then."""
        if asked := self._chosen.get(path, ""):
            return asked, 1.0
        try:
            if not self._format:
                return recognised(path)
            fits = (named and not path.is_dir()) or suits(path, format_named(self._format))
            return (self._format, 1.0) if fits else ("", 0.0)
        except UserError as error:
            self._pass(path, "failed", str(error))
            return None, 0.0

    def _trouble(self, error: OSError) -> None:
        self._pass(Path(error.filename or "."), "failed",
                   f"The folder cannot be read: {error.strerror}.")  # fmt: skip

    def _pass(self, path: Path, outcome: str, why: str) -> None:
        self.rest.append(Passed(path, outcome, why))

    def _is_own(self, path: Path) -> bool:
        try:
            found = os.stat(path)
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._own


def suits(path: Path, module: ModuleType) -> bool:
    """Whether a file or folder may be in this format, by its ending or its content."""
    by_ending = not path.is_dir() and path.suffix.lower() in module.SUFFIXES
    return by_ending or module.sniff(path, _head(path)) > 0


def _walked(folder: Path, is_whole: Callable[[Path], bool],
            trouble: Callable[[OSError], None]) -> Iterator[Path]:  # fmt: skip
    """Files, and the sub-folders that are a corpus by themselves, which are not gone into."""
    for here, folders, files in os.walk(folder, onerror=trouble):
        seen = sorted(name for name in folders if not name.startswith("."))
        whole = [name for name in seen
                 if not Path(here, name).is_symlink() and is_whole(Path(here, name))]  # fmt: skip
        folders[:] = [name for name in seen if name not in whole]
        yield from (Path(here, name) for name in whole)
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))


def _head(path: Path) -> bytes:
    """The first bytes of a file; none of a folder. Never waits on what is no file."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            return b""
        if not stat.S_ISREG(found.st_mode):
            raise UserError(f"{path.name} is not a file.", safe="Nothing was imported from it.")
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise UserError(
            f"{path.name} cannot be read: {error.strerror}.", safe="Nothing was imported from it."
        ) from error
