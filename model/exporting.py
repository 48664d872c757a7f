"""Exporting: what is lost is told before, what is written is read back, and it lands whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from types import ModuleType

from model import datasheet, registry, targets
from model.comparing import compare
from model.corpus import Corpus, CorpusArticle
from model.disk import Files, everything_in, to_disk
from model.errors import UserError
from model.exporters._base import Progress
from model.losses import Loss, OfSelection
from model.packages import needed

PART, OLD = ".attesta-part", ".attesta-old"
"""Ends of the names beside the target while an export is being written or put in place."""
AS_IT_WAS = "What was there before is as it was; the project is untouched."

Options = Mapping[str, str]
Show = Callable[[CorpusArticle], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What an export did."""

    path: Path
    files: Collection[Path]
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


def report(corpus: Corpus, format_: str, options: Options | None = None,
           show: tuple[Show, ...] = ()) -> tuple[Loss, ...]:  # fmt: skip
    """What the export would lose or change, and what else one should know; nothing is written.

    Each of `show` is called with every article, while they are walked anyway.
    """
    exporter = format_called(format_)
    given = _checked(exporter, corpus, options or {})
    shared = OfSelection(corpus, _holds(exporter))
    seen = _Seen(corpus.articles, (shared.add, *show))
    with needed(exporter.TITLE, "Nothing was written."):
        own = tuple(exporter.losses(replace(corpus, articles=seen), **given))
    seen.walk_unless_walked()
    return (*shared.losses(), *own)


def refuse_losses(told: Sequence[Loss]) -> None:
    """Raise `UserError` when anything is lost or changed: what a strict export does."""
    harm = [loss for loss in told if loss.harm != "note"]
    if harm:
        said = "; ".join(f"{loss.what.rstrip('.')} ({loss.count})" for loss in harm)
        raise UserError(
            f"The export would not be whole. {said}.",
            safe="Nothing was written.",
            hint="Choose another format, or export without “strict”.",
        )


def target_in(format_: str, to: Path, project: str) -> Path:
    """The file or folder to write: a file's name is made up when `to` is a folder."""
    suffix = format_called(format_).SUFFIX
    return to / f"{project}{suffix}" if suffix and os.path.isdir(to) else to


def export(
    corpus: Corpus, format_: str, to: Path, options: Options | None = None, *,
    project: Path | None = None, strict: bool = False,
    on_progress: Progress = lambda _done, _total: None,
) -> Report:  # fmt: skip
    """Write the corpus to `to` (a file, or a folder), read it back, compare, put it in place.

    `to` is as it was before if anything fails; `project` is the file that must never be written.
    A `strict` export that would lose or change anything is refused with a `UserError`.
    """
    exporter = format_called(format_)
    given = _checked(exporter, corpus, options or {})
    to = to.absolute()
    with _person_can_read(to), needed(exporter.TITLE, AS_IT_WAS):
        _refuse(exporter, to, project)
        clean_up(to)
        if strict:
            refuse_losses(report(corpus, format_, given))
        part = _beside(to, PART)
        try:
            steps = _Steps(len(corpus.articles), on_progress)
            counts, shared = datasheet.Counts(corpus), OfSelection(corpus, _holds(exporter))
            seen = _Seen(corpus.articles, (counts.add, shared.add))
            written = exporter.export(replace(corpus, articles=seen), part, steps.write, **given)
            seen.walk_unless_walked()
            lost = written.losses
            lost = exporter.losses(corpus, **given) if lost is None else lost
            told = (*shared.losses(), *lost)
            spans, links = compare(exporter, corpus, part, written, steps.read_back)
            sheet = datasheet.of(corpus, exporter, counts, part, to.name, told)
            _put_in_place(part, to, _sheets(sheet, part, to))
        finally:
            _remove(part)
    files = Files(to) if to.is_dir() else (to, *_beside_file(to))
    return Report(to, files, len(corpus.articles), spans, links, told)


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
        self._articles = articles
        self._tell = tell

    def write(self, done: int, _total: int) -> None:
        self._tell(done, 2 * self._articles)

    def read_back(self, done: int, _total: int) -> None:
        self._tell(self._articles + done, 2 * self._articles)


class _Seen(Collection[CorpusArticle]):
    """Articles that are shown to others too while an exporter walks them for the first time."""

    def __init__(self, articles: Collection[CorpusArticle], show: tuple[Show, ...]) -> None:
        self._articles = articles
        self._show = show
        self._walked = False

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def __iter__(self) -> Iterator[CorpusArticle]:
        show, self._walked = () if self._walked else self._show, True
        for article in self._articles:
            for add in show:
                add(article)
            yield article

    def walk_unless_walked(self) -> None:
        if not self._walked:
            for _ in self:
                pass


def _holds(exporter: ModuleType) -> tuple[str, ...]:
    found: tuple[str, ...] = exporter.HOLDS
    return found


def _checked(exporter: ModuleType, corpus: Corpus, options: Options) -> dict[str, str]:
    known = {option.key: option for option in exporter.OPTIONS}
    names = {label.name for label in corpus.labels}
    for key, value in options.items():
        if key not in known:
            raise UserError(f"{exporter.TITLE} has no option “{key}”.")
        choices = known[key].choices or ("", *sorted(names))
        if known[key].free:
            if not value.isprintable():
                raise UserError(f"“{known[key].text}” must be one line of plain text.")
        elif value not in choices:
            raise UserError(
                f"“{value}” cannot be chosen for “{known[key].text}”.",
                hint=f"Choose one of: {', '.join(filter(None, choices))}.",
            )
    return dict(options)


def _refuse(exporter: ModuleType, to: Path, project: Path | None) -> None:
    targets.refuse(to, project)
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


def _sheets(sheet: dict[str, object], part: Path, to: Path) -> dict[Path, Path]:
    """Write the datasheets; of a file's, where they lie now and where they belong."""
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
    for path in chain(everything_in(part), (part, *sheets)):
        to_disk(path)
    if to.is_dir():
        os.rename(to, old)
    os.replace(part, to)
    for now, then in sheets.items():
        os.replace(now, then)
    to_disk(to.parent)
    _remove(old)


def _beside(to: Path, suffix: str) -> Path:
    return to.with_name(f".{to.name}{suffix}")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def _person_can_read(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            f"{to} could not be written: {error.strerror or error}.",
            safe=AS_IT_WAS,
            hint="Choose another folder, or free some space.",
        ) from error
