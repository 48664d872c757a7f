"""What is said of an import: in a sentence, and as rows of the list of files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from model import recognising
from model.findings import Found
from model.import_report import FileResult, Report
from model.plurals import many
from model.spool import Brought
from ui.import_tree import Row


def kind(report: Report) -> str:
    """Of the notice that tells it."""
    return "done" if report.new or report.spans else "info"


def told(report: Report) -> str:
    """The report in one sentence."""
    parts = []
    if report.new:
        first = next((one.title for one in report.results if one.new), "")
        parts.append(f"Imported “{first}”" if len(report.new) == 1 else
                     f"Imported {len(report.new):,} articles")  # fmt: skip
    if report.known:
        alone = report.known == 1 and not report.new
        parts.append("The project holds this text already" if alone else
                     f"{report.known:,} known already")  # fmt: skip
    added = [many(number, noun) for number, noun in
             ((report.spans, "span"), (report.links, "link")) if number]  # fmt: skip
    if added:
        parts.append(f"{' and '.join(added)} added")
    for outcome, word in (("failed", "could not be read"), ("passed over", "passed over")):
        if number := len(report.those(outcome)):
            parts.append(f"{many(number, 'file')} {word}")
    said = ", ".join(parts) or "There was nothing to import"
    return said[:1].upper() + said[1:] + "."


def offered(brought: Brought) -> str:
    """What is there to be imported, in one sentence."""
    files = [one for one in brought.found if not one.outcome]
    if not files:
        return "There is nothing to import."
    counts = [many(brought.articles, "article")]
    for number, noun in ((sum(one.spans for one in files), "span"),
                         (sum(one.links for one in files), "link")):  # fmt: skip
        if number:
            counts.append(many(number, noun))
    *first, last = counts
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"{listed} in {many(len(files), 'file')}"


def before(brought: Brought) -> list[Row]:
    """The files as they were found."""
    rest = [Row(one.path, one.outcome, lines=[one.why]) for one in brought.rest]
    return [*map(_found, brought.found), *rest]


def after(report: Report) -> list[Row]:
    """The files as they were taken in."""
    return [_result(one) for one in report.results]


def needs_a_look(brought: Brought) -> bool:
    """Whether a person should see what was found before it is imported: not when it is plain
    texts alone, all of them readable in an encoding that is certain."""
    return any(
        one.outcome or one.skipped or one.moved or one.encoding or one.spans or one.links
        or one.format not in ("txt", "markdown")
        for one in brought.found
    ) or any(one.outcome == "failed" for one in brought.rest)  # fmt: skip


def _found(one: Found) -> Row:
    lines = [
        *filter(None, [one.why, one.encoding]),
        *one.moved,
        *(s for s in one.skipped if s not in one.why),
    ]
    mark = one.outcome or ("remarks" if lines else "fine")
    counts = (one.articles, one.spans, one.links)
    return Row(one.path, mark, _title(one.format), counts, _begun_well(one.path, lines))


def _result(one: FileResult) -> Row:
    lines = [*_said_of(one), *one.moved, *(s for s in one.skipped if s not in one.why)]
    plain = one.outcome in ("new", "known")
    mark = one.outcome if not plain else "remarks" if one.skipped or one.moved else "fine"
    counts = (len(one.new), one.spans, one.links)
    return Row(one.path, mark, _title(one.format), counts, _begun_well(one.path, lines))


def _begun_well(path: Path, lines: Sequence[str]) -> list[str]:
    """The remarks as sentences; the name of the file stays as it is."""
    return [one if one.startswith(path.name) else one[:1].upper() + one[1:] for one in lines]


def _said_of(one: FileResult) -> Iterable[str]:
    if one.why:
        yield one.why
    if one.known and one.new:
        yield f"{many(one.known, 'article')} known already."
    elif one.known:
        yield "Known already" + (", with new spans." if one.spans else ": nothing new in it.")


def _title(format_: str) -> str:
    return str(recognising.formats()[format_].TITLE) if format_ else ""
