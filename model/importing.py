"""Importing: which files are articles, reading them, and putting all of them in as one edit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from model import choices, findings, intake, languages, project, text
from model.anchors import settle
from model.choices import Choices
from model.drafts import Draft
from model.errors import UserError
from model.findings import Found
from model.import_report import FileResult, Report
from model.importers import txt
from model.recognising import Passed, Plan, format_named, formats, plan, suffixes
from model.store import Store

__all__ = [
    "FileResult", "Plan", "Reading", "Report", "formats", "from_text", "make_sample", "plan",
    "read_files", "suffixes",
]  # fmt: skip

Progress = Callable[[int, int], None]


class Reading:
    """Files being read one by one, here; nothing is in the project until `keep`.

    For files that are trusted to be read without a process of their own: plain text, our own.
    """

    def __init__(self, planned: Plan) -> None:
        self.plan = planned
        self.found: list[tuple[Found, list[Draft]]] = []

    def steps(self) -> Iterator[tuple[int, int]]:
        """Read the next file at each step; yields how many are done, and of how many."""
        total = len(self.plan.files)
        for done, path in enumerate(self.plan.files, 1):
            self.found.append(read_file(path, self.plan.formats[path]))
            yield done, total

    def keep(self, store: Store, on_progress: Progress = lambda _done, _total: None,
             chosen: Choices | None = None) -> Report:  # fmt: skip
        """Add what was read, as one edit. Texts that the project holds already stay single.

        Raises `UserError` for labels that the project does not have, unless `chosen` says what
        becomes of them.
        """
        known = [found for found, _ in self.found]
        if chosen is None:
            chosen = choices.chosen(store, choices.unknown(store, known), {}, known)
        total = sum(found.articles for found in known)
        first = next((drafts[0].title for _, drafts in self.found if drafts), "")
        steps = intake.Steps(store, self.found, chosen, title_for(total, first))
        for done in steps:
            on_progress(done, total)
        return Report((*steps.results, *map(passed, self.plan.rest)))


def read_file(path: Path, format_: str) -> tuple[Found, list[Draft]]:
    """What one file holds, with its drafts; never raises for what is wrong with the file."""
    tally = findings.Tally(path, format_)
    drafts: list[Draft] = []
    try:
        drafts.extend(findings.read(path, format_named(format_), tally))
    except UserError as error:
        return tally.failed(str(error)), drafts
    return tally.found(), drafts


def read_files(store: Store, paths: Iterable[Path],
               on_progress: Progress = lambda _done, _total: None, *,
               format_: str = "") -> Report:  # fmt: skip
    """Import files and folders as one edit; one bad file never stops the others."""
    reading = Reading(plan(paths, format_=format_))
    for done, total in reading.steps():
        on_progress(done, total)
    return reading.keep(store)


def title_for(articles: int, first: str) -> str:
    """What an import is called: it stands in the menu and in the history."""
    return f"Import {first}" if articles == 1 and first else f"Import {articles:,} articles"


def passed(one: Passed) -> FileResult:
    """What the report says of a file that was not read."""
    return FileResult(one.path, one.outcome, one.why)


def from_text(pasted: str, title: str = "") -> Draft:
    """A pasted or dropped text as an article, named by its first words unless `title` is given.

    Raises `UserError` when it is blank or too long.
    """
    body = text.normalise(pasted)
    named = title.strip() or txt.title_of(body) or _first_words(body)
    return settle(Draft(text=body, title=named, language=languages.guess(body))).draft


def make_sample(path: Path, *, person: str = "") -> Store:
    """The sample project at `path`, which must not exist: a project with the texts of `seeds/`."""
    store = project.create(path, person=person)
    try:
        read_files(store, project.sample_texts())
    except BaseException:
        store.close()
        raise
    return store


def _first_words(body: str) -> str:
    words: Sequence[str] = body.split()[:8]
    return (" ".join(words)[:80] + "…") if words else "Untitled"
