"""Import and `formats` on the command line, and the reading that the window's dialog asks for."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

from model import (
    choices,
    encodings,
    exporting,
    findings,
    import_report,
    importing,
    intake,
    project,
    spool,
)
from model.choices import Choices, Unknown
from model.errors import UserError
from model.findings import Found
from model.import_report import FileResult
from model.recognising import Passed
from model.settings import Settings
from model.spool import Brought
from model.store import Store
from ui import children
from ui import cli_reports as say
from ui.cli_parser import given_path

STANDARD_INPUT = Path("-")
MOST_LINES = 5
"""Lines about one file that are shown; `--json` has all."""
LARGEST_INPUT = 500_000_000
"""Bytes taken from standard input."""


def add_arguments(into: argparse.ArgumentParser) -> None:
    """What `import` can be told, beside the project."""
    into.add_argument("paths", nargs="+", type=given_path, metavar="PATH",
                      help="file or folder; - is standard input")  # fmt: skip
    into.add_argument("--format", default="", metavar="NAME",
                      help="read the files as this, instead of by their content")  # fmt: skip
    into.add_argument("--map", action="append", default=[], metavar="OLD=NEW",
                      help="what a label or link that the project does not know becomes: one "
                      "it knows, + for a new label, nothing to leave it out; OLD * is the rest",
                      )  # fmt: skip
    into.add_argument("--column", action="append", default=[], metavar="FIELD=COLUMN",
                      help="of a table: the column of text, title, source, date, language or note",
                      )  # fmt: skip
    into.add_argument("--encoding", default="", metavar="NAME",
                      help="of texts that are not in UTF-8, such as cp1252, instead of a guess",
                      )  # fmt: skip
    into.add_argument("--dry-run", action="store_true", help="only say what would be imported")
    into.add_argument("--json", action="store_true", help="report as JSON")


def run(given: argparse.Namespace, teller: say.Teller) -> int:
    """`import`: everything as one edit; 1 when a file could not be imported."""
    maps = choices.parsed(given.map)
    person = str(given.person or Settings().text("person"))
    with tempfile.TemporaryDirectory(prefix="attesta-import-") as made:
        folder = Path(made)
        if given.dry_run:
            with project.frozen(given.project) as store:
                return _preview(store, _read(given, folder, teller), maps, teller)
        with project.open_(given.project, person=person) as store:
            brought = _read(given, folder, teller)
            chosen = _choices(store, brought, maps)
            report = _take_in(store, brought, chosen, str(given.person or ""))
        teller.result(map(import_report.as_values, report), _told(report))
        return _failures(report, teller)


def read_files(given: argparse.Namespace, teller: say.Teller) -> None:
    """`read-files`: for the window; reads what a request names into the request's folder."""
    asked = json.loads(given.request.read_text(encoding="ascii"))
    wish = children.Wish.from_values(asked)
    brought = children.read(wish, given.request.parent, teller.progress)
    teller.result({"files": len(brought.found) + len(brought.rest)}, "")


def take_in(given: argparse.Namespace, teller: say.Teller) -> None:
    """`take-in`: for the window; puts what `read-files` has read into the project, as a request
    beside it says; nothing of it when the window hangs up meanwhile."""
    progress = children.until_called_off(teller.progress)
    folder = given.request.parent
    asked = json.loads(given.request.read_text(encoding="ascii"))
    brought = Brought(folder, spool.found_in(folder), spool.rest_in(folder))
    total = brought.articles
    with project.open_(given.project, person=given.person) as store:
        chosen = Choices(asked["labels"], asked["links"])
        report = _take_in(store, brought, chosen, asked["whose"],
                          lambda done: progress(done, total))  # fmt: skip
    teller.result({"files": len(report)}, "")


def formats(_given: argparse.Namespace, teller: say.Teller) -> None:
    """`formats`: both directions with what each can hold."""
    both = {
        "import": [_described(one, one.SUFFIXES) for one in importing.formats().values()],
        "export": [_described(one, (one.SUFFIX,)) for one in exporting.formats().values()],
    }
    teller.result(both, "\n".join(_tables(both)))


# ---- inside


def _read(given: argparse.Namespace, folder: Path, teller: say.Teller) -> Brought:
    paths = [_standard_input(folder) if path == STANDARD_INPUT else path for path in given.paths]
    own = os.stat(given.project)
    columns = choices.pairs(given.column, "FIELD=COLUMN")
    if given.encoding:
        encodings.told(given.encoding)
    wish = children.Wish(paths, given.format, own=(own.st_dev, own.st_ino), columns=columns,
                         encoding=given.encoding)  # fmt: skip
    brought = children.read(wish, folder, teller.progress)
    if not len(brought.found) + len(brought.rest):
        looked = ", ".join(map(str, given.paths))
        raise UserError(f"There are no files in {looked}.", safe="Nothing was imported.")
    if STANDARD_INPUT not in given.paths:
        return brought
    kept = folder / "standard-input"
    found = (replace(one, path=STANDARD_INPUT) if one.path == kept else one
             for one in brought.found)  # fmt: skip
    return replace(brought, found=tuple(found))


def _standard_input(folder: Path) -> Path:
    path = folder / "standard-input"
    data = sys.stdin.buffer.read(LARGEST_INPUT + 1)
    if len(data) > LARGEST_INPUT:
        raise UserError(f"Standard input is larger than {LARGEST_INPUT // 1_000_000} MB.",
                        safe="Nothing was imported.", hint="Import it as a file.")  # fmt: skip
    path.write_bytes(data)
    return path


def _take_in(store: Store, brought: Brought, chosen: Choices, whose: str,
             on_progress: Callable[[int], None] = lambda _done: None,
             ) -> Collection[FileResult]:  # fmt: skip
    """`whose` work it is that no file gives a name to; '' for nobody's in particular. Nothing is in
    when `on_progress`, which gets the number of articles that are, raises."""
    title = importing.title_for(brought.articles, brought.first_title())
    with spool.results_in(brought.folder) as results:
        steps = intake.Steps(store, brought.files(), chosen, title, whose, results)
        with closing(iter(steps)) as walk:
            for done in walk:
                on_progress(done)
        for one in brought.not_read():
            results.append(one)
    return results


def _choices(store: Store, brought: Brought, maps: dict[str, str]) -> Choices:
    needed = choices.unknown(store, brought.found)
    return choices.chosen(store, needed, maps, brought.found)


def _preview(store: Store, brought: Brought, maps: dict[str, str], teller: say.Teller) -> int:
    needed = choices.unknown(store, brought.found)
    value = {
        "files": map(findings.as_values, brought.found),
        "rest": map(asdict, brought.rest),
        "unknown_labels": dict(needed.labels), "unknown_links": dict(needed.links),
    }  # fmt: skip
    teller.result(value, _would_all(brought, needed, maps))
    return _failures(chain(brought.found, brought.rest), teller)


def _failures(files: Iterable[FileResult | Found | Passed], teller: say.Teller) -> int:
    code = 0
    for one in files:
        if one.outcome == "failed":
            code = teller.error(f"{say.shown(str(one.path))}: {one.why}")
    return code


def _would_all(brought: Brought, needed: Unknown, maps: Container[str]) -> Iterator[str]:
    yield from (_would(one) for one in brought.found if not one.outcome)
    for what, names in (("label", needed.labels), ("kind of link", needed.links)):
        said = (f"{say.shown(name)} ({many:,})" for name, many in names.items() if name not in maps)
        if listed := ", ".join(said):
            yield f"The project has no {what} {listed}."


def _would(one: findings.Found) -> str:
    counts = _counts(one.articles, one.spans, one.links)
    return "\n".join([f"Would import {say.shown(str(one.path))} ({one.format}): {counts}.",
                      *_remarks((*filter(None, [one.encoding]), *one.moved, *one.skipped)),
                      ])  # fmt: skip


def _told(report: Iterable[FileResult]) -> Iterator[str]:
    outcomes: Counter[str] = Counter()
    new = known = spans = links = 0
    for one in report:
        outcomes[one.outcome] += 1
        new, known = new + len(one.new), known + one.known
        spans, links = spans + one.spans, links + one.links
        if one.outcome in ("new", "known"):
            yield from (_line(one), *_remarks((*one.moved, *one.skipped)))
    marks = f" with {_counts(0, spans, links)}" * bool(spans or links)
    passed = outcomes["passed over"]
    yield (
        f"{new} new{marks}, {known} known already, {outcomes['failed']} failed"
        + (f", {say.many(passed, 'other file')} passed over." if passed else ".")
    )


def _line(one: FileResult) -> str:
    what = "new  " if one.outcome == "new" else "known"
    many = len(one.new) + one.known
    named = say.shown(one.title) if many == 1 else f"{many:,} articles"
    counts = _counts(0, one.spans, one.links)
    encoding = f", {one.encoding}" if one.encoding else ""
    encoding += ", a guess" if one.is_guess else ""
    where = f"{say.shown(str(one.path))}, {one.format}{encoding}"
    return f"{what}  {named}{counts and ', '}{counts}  ({where})"


def _counts(articles: int, spans: int, links: int) -> str:
    named = (("article", articles), ("span", spans), ("link", links))
    return ", ".join(say.many(number, noun) for noun, number in named if number)


def _remarks(lines: Sequence[str]) -> list[str]:
    more = len(lines) - MOST_LINES
    return [f"       {say.shown(line)}" for line in lines[:MOST_LINES]] + (
        [f"       … and {more:,} more; --json lists them."] if more > 0 else []
    )


def _described(module: ModuleType, endings: Sequence[str]) -> dict[str, Any]:
    return {
        "name": module.NAME, "title": module.TITLE, "endings": list(filter(None, endings)),
        "holds": list(module.HOLDS),
    }  # fmt: skip


def _tables(both: dict[str, list[dict[str, Any]]]) -> Iterable[str]:
    every = [one for rows in both.values() for one in rows]
    wide = [max(len(one[key]) for one in every) for key in ("name", "title")]
    for direction, rows in both.items():
        yield f"{direction}:"
        for one in rows:
            holds = ", ".join(one["holds"])
            endings = " ".join(one["endings"])
            named = f"{one['name']:{wide[0]}}  {one['title']:{wide[1]}}"
            yield f"  {named}  {holds}  ({endings or 'folder'})"
