"""Exporting: what is lost is told before, what is written is read back, and it lands whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

from model import datasheet, losses, registry
from model.corpus import Corpus, CorpusArticle
from model.errors import UserError
from model.exporters._base import Progress, Written
from model.losses import Loss

PART, OLD = ".attesta-part", ".attesta-old"
"""Ends of the names beside the target while an export is being written or put in place."""

Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What an export did."""

    path: Path
    files: tuple[Path, ...]
    articles: int
    spans: int
    """Spans written, suggestions and rejected ones included."""
    links: int
    losses: tuple[Loss, ...]


def formats() -> dict[str, ModuleType]:
    """Every export format by name."""
    return registry.load("model.exporters")


def format_called(name: str) -> ModuleType:
    known = formats()
    if name not in known:
        raise UserError(f"There is no format “{name}”.", hint=f"Choose one of: {', '.join(known)}.")
    return known[name]


def report(corpus: Corpus, format_: str, options: Options | None = None) -> tuple[Loss, ...]:
    """What the export would lose or change, and what else one should know; nothing is written."""
    exporter = format_called(format_)
    given = _checked(exporter, corpus, options or {})
    return (*losses.of_selection(corpus), *exporter.losses(corpus, **given))


def target_in(format_: str, to: Path, project: str) -> Path:
    """The file or folder to write: a file's name is made up when `to` is a folder."""
    suffix = format_called(format_).SUFFIX
    return to / f"{project}{suffix}" if suffix and to.is_dir() else to


def export(
    corpus: Corpus, format_: str, to: Path, options: Options | None = None, *,
    project: Path | None = None, on_progress: Progress = lambda _done, _total: None,
) -> Report:  # fmt: skip
    """Write the corpus to `to` (a file, or a folder), read it back, compare, put it in place.

    `to` is as it was before if anything fails; `project` is the file that must never be written.
    """
    exporter = format_called(format_)
    given = _checked(exporter, corpus, options or {})
    to = to.absolute()
    _refuse(exporter, to, project)
    with _person_can_read(to):
        clean_up(to)
        told = report(corpus, format_, given)
        part = _beside(to, PART)
        try:
            steps = _Steps(len(corpus.articles), on_progress)
            written = exporter.export(corpus, part, steps, **given)
            counts = _compared(exporter, corpus, part, written, steps)
            sheets = _sheets(exporter, corpus, part, to, told)
            _put_in_place(part, to, sheets)
        finally:
            _remove(part)
    files = tuple(sorted(p for p in to.iterdir())) if to.is_dir() else (to, *sheets.values())
    return Report(to, files, len(corpus.articles), *counts, told)


def clean_up(to: Path) -> None:
    """Remove what an interrupted export left beside `to`; put an old folder back that was moved."""
    to = to.absolute()
    old = _beside(to, OLD)
    if old.exists() and not to.exists():
        os.rename(old, to)
    for left in (old, _beside(to, PART), *(_beside(sheet, PART) for sheet in _beside_file(to))):
        _remove(left)


class _Steps:
    """Writing and reading back, as one count."""

    def __init__(self, articles: int, tell: Progress) -> None:
        self.total = 2 * articles
        self.tell = tell

    def __call__(self, done: int, _total: int) -> None:
        self.tell(done, self.total)


def _checked(exporter: ModuleType, corpus: Corpus, options: Options) -> dict[str, str]:
    known = {option.key: option for option in exporter.OPTIONS}
    names = {label.name for label in corpus.labels}
    for key, value in options.items():
        if key not in known:
            raise UserError(f"{exporter.TITLE} has no option “{key}”.")
        choices = known[key].choices or ("", *sorted(names))
        if value not in choices:
            raise UserError(
                f"“{value}” cannot be chosen for “{known[key].text}”.",
                hint=f"Choose one of: {', '.join(filter(None, choices))}.",
            )
    return dict(options)


def _refuse(exporter: ModuleType, to: Path, project: Path | None) -> None:
    if project is not None and to.exists() and os.path.samefile(project, to):
        raise UserError(f"{to} is the project itself.", safe="It was not touched.",
                        hint="Choose another name for the export.")  # fmt: skip
    if not to.parent.is_dir():
        raise UserError(f"There is no folder {to.parent}.", hint="Make it first.")
    if exporter.SUFFIX:
        if to.is_dir():
            raise UserError(f"{to} is a folder.", hint="Name a file.")
        return
    if to.exists() and not to.is_dir():
        raise UserError(f"{to} is a file.", safe="It was not touched.", hint="Name a folder.")
    if to.is_dir() and any(to.iterdir()) and not datasheet.is_ours(to):
        raise UserError(
            f"The folder {to} holds other files.", safe="They were not touched.",
            hint="Choose a new folder, an empty one, or an earlier export.",
        )  # fmt: skip


def _compared(exporter: ModuleType, corpus: Corpus, part: Path, written: Written,
              steps: _Steps) -> tuple[int, int]:  # fmt: skip
    """Walk corpus and file side by side; spans and links found. Raises at the first difference."""
    spans = links = 0
    seen: set[str] = set()
    done = len(corpus.articles)
    for wanted, found in zip_longest(exporter.in_order(corpus), exporter.read_back(part)):
        if wanted is None or found is None:
            raise _different("it does not hold the articles that were written")
        expected = written.expected(wanted)
        if expected.id != found.id or expected.text != found.text:
            raise _different(f"the text of “{wanted.title}” came back different")
        if _spans(expected) != _spans(found) or set(expected.links) != set(found.links):
            raise _different(f"the spans of “{wanted.title}” came back different")
        if found.id not in seen:
            spans += len(found.spans)
            links += len(found.links)
        seen.add(found.id)
        done = min(done + 1, steps.total)
        steps(done, steps.total)
    return spans, links


def _spans(article: CorpusArticle) -> list[tuple[object, ...]]:
    return sorted(
        (span.start, span.end, span.label, span.id, span.state, span.origin, span.score or 0.0,
         span.note, sorted((k, _comparable(v)) for k, v in span.attributes.items()))
        for span in article.spans
    )  # fmt: skip


def _comparable(value: object) -> str:
    beyond = isinstance(value, int) and abs(value) >= 2**63
    return repr(float(value) if beyond else value)  # type: ignore[arg-type]


def _different(what: str) -> UserError:
    return UserError(
        f"The export was read back, and {what}.",
        safe="Nothing was put in place; the project is untouched.",
        hint="Please report this: it is a fault of Attesta.",
    )


def _sheets(exporter: ModuleType, corpus: Corpus, part: Path, to: Path,
            told: tuple[Loss, ...]) -> dict[Path, Path]:  # fmt: skip
    """Write the datasheets; of a file's, where they lie now and where they belong."""
    sheet = datasheet.of(corpus, exporter, part, to.name, told)
    if part.is_dir():
        datasheet.write(sheet, part / datasheet.JSON, part / datasheet.MARKDOWN)
        return {}
    json_, markdown = _beside_file(to)
    moves = {_beside(json_, PART): json_, _beside(markdown, PART): markdown}
    datasheet.write(sheet, *moves)
    return moves


def _beside_file(to: Path) -> tuple[Path, Path]:
    return (to.with_name(f"{to.stem}.{datasheet.JSON}"),
            to.with_name(f"{to.stem}.{datasheet.MARKDOWN}"))  # fmt: skip


def _put_in_place(part: Path, to: Path, sheets: Mapping[Path, Path]) -> None:
    """Everything on disk first, then the renames."""
    old = _beside(to, OLD)
    for path in [*(sorted(part.iterdir()) if part.is_dir() else []), part, *sheets]:
        _to_disk(path)
    if to.is_dir():
        os.rename(to, old)
    os.replace(part, to)
    for now, then in sheets.items():
        os.replace(now, then)
    _to_disk(to.parent)
    _remove(old)


def _beside(to: Path, suffix: str) -> Path:
    return to.with_name(f".{to.name}{suffix}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _person_can_read(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{to} could not be written: {error.strerror or error}.",
            safe="What was there before is as it was; the project is untouched.",
            hint="Choose another folder, or free some space.",
        ) from error
