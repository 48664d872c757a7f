"""Export on the command line: what can be chosen, what it says, and writing to standard output."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from model import corpus, exporting, project, splits
from model.corpus import CorpusArticle
from model.errors import UserError
from model.losses import Loss
from ui import cli_reports as say
from ui.cli_parser import new_path

STANDARD_OUTPUT = Path("-")


def add_arguments(out: argparse.ArgumentParser) -> None:
    """What `export` can be told, beside the project; each format brings options of its own."""
    formats = exporting.formats()
    out.add_argument("--format", required=True, choices=tuple(formats))
    out.add_argument("--to", type=new_path, metavar="PATH",
                     help="file or folder to write; - is standard output")  # fmt: skip
    _add_selection(out.add_argument_group("what to export"))
    out.add_argument("--split", default="80,10,10", metavar="TRAIN,DEV,TEST")
    out.add_argument("--seed", type=int, default=0, help="of the split (default 0)")
    own = out.add_argument_group("options of formats")
    for key, (option, names) in _options().items():
        metavar = None if option.choices else "TEXT" if option.free else "LABEL"
        text = f"{', '.join(names)}: {option.help}".replace("%", "%%")
        own.add_argument(f"--{key}", dest=f"option_{key}", choices=option.choices or None,
                         metavar=metavar, help=text)  # fmt: skip
    out.add_argument("--strict", action="store_true",
                     help="refuse when anything would be lost or changed")  # fmt: skip
    out.add_argument("--dry-run", action="store_true", help="only say what would be lost")
    out.add_argument("--json", action="store_true", help="report as JSON")
    out.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def run(given: argparse.Namespace, teller: say.Teller) -> None:
    """`export`: written, read back, compared, put in place."""
    chosen = _selection(given)
    options = {key: value for key in _options()
               if (value := getattr(given, f"option_{key}")) is not None}  # fmt: skip
    if given.to is None and not given.dry_run:
        raise UserError("Say where to export to.", hint="Give --to PATH.")
    with project.frozen(given.project) as store:
        found = corpus.stream(store, chosen, measured=not given.dry_run)
        if given.dry_run:
            preview = Preview(found)
            losses = exporting.report(found, given.format, options, (preview.add,))
            teller.result(preview.value(losses), preview.text(losses))
            if given.strict:
                exporting.refuse_losses(losses)
        elif given.to == STANDARD_OUTPUT:
            _to_standard_output(found, given, options)
        else:
            to = exporting.target_in(given.format, given.to, found.project)
            report = exporting.export(
                found, given.format, to, options, project=given.project, strict=given.strict,
                on_progress=teller.progress,
            )  # fmt: skip
            teller.result(_values(report), exported(report))


class Preview:
    """Counts of an export that is not made; `add` sees every article once."""

    def __init__(self, found: corpus.Corpus) -> None:
        self._articles = self._others = self._links = 0
        self._labels = {label.name: 0 for label in found.labels}
        self._splits: dict[str, int] = {}

    def add(self, article: CorpusArticle) -> None:
        split = article.split or "aside"
        self._articles += 1
        self._splits[split] = self._splits.get(split, 0) + 1
        self._links += len(article.links)
        for span in article.spans:
            if span.state == "accepted":
                self._labels[span.label] += 1
            else:
                self._others += 1

    def value(self, losses: Iterable[Loss]) -> Mapping[str, Any]:
        return {
            "articles": self._articles, "by_split": self._splits, "spans_by_label": self._labels,
            "spans": sum(self._labels.values()), "other_spans": self._others,
            "links": self._links, "losses": [_loss(one) for one in losses],
        }  # fmt: skip

    def text(self, losses: Iterable[Loss]) -> str:
        spans = sum(self._labels.values())
        head = (
            f"Would export {say.many(self._articles, 'article')}, {say.many(spans, 'span')}"
            f" and {say.many(self._links, 'link')}."
        )
        return "\n".join([head, *_lines(losses)])


def _values(report: exporting.Report) -> Mapping[str, Any]:
    told = asdict(replace(report, files=()))
    return {**told, "files": report.files}


def exported(report: exporting.Report) -> str:
    """What an export did, for people."""
    head = (
        f"Exported {say.many(report.articles, 'article')}, {say.many(report.spans, 'span')} and "
        f"{say.many(report.links, 'link')} to {report.path}; read back and found equal."
    )
    return "\n".join([head, *_lines(report.losses)])


def _add_selection(out: Any) -> None:  # noqa: ANN401
    out.add_argument("--spans", choices=corpus.SPANS, default="accepted",
                     help="accepted (default), of submitted articles, gold (of approved ones) or "
                     "all, suggestions too")  # fmt: skip
    for name, metavar, text in (
        ("labels", "A,B", "only these labels"),
        ("people", "A,B", "only the work of these people"),
        ("states", "A,B", "only articles in these states"),
        ("articles", "ID,ID", "only these articles"),
    ):
        out.add_argument(f"--{name}", default="", metavar=metavar, help=text)
    out.add_argument("--label", action="append", default=[], help=argparse.SUPPRESS)
    out.add_argument("--one-person", action="append", default=[], help=argparse.SUPPRESS)
    out.add_argument("--matching", default="", metavar="WORDS",
                     help="only articles with these words in title or source")  # fmt: skip
    out.add_argument("--since", default="", metavar="DAY", help="only articles from this day on")
    out.add_argument("--until", default="", metavar="DAY", help="only articles up to this day")


def _selection(given: argparse.Namespace) -> corpus.Selection:
    return corpus.Selection(
        spans=given.spans, labels=(*_words(given.labels), *given.label),
        shares=splits.parsed(given.split), seed=given.seed,
        people=(*_words(given.people), *given.one_person), articles=_words(given.articles),
        states=_words(given.states), matching=given.matching, since=given.since.strip(),
        until=given.until.strip(),
    )  # fmt: skip


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _options() -> dict[str, tuple[Any, list[str]]]:
    """The options of all formats by key, with the formats that have them."""
    found: dict[str, tuple[Any, list[str]]] = {}
    for name, module in exporting.formats().items():
        for option in module.OPTIONS:
            found.setdefault(option.key, (option, []))[1].append(name)
    return found


def _to_standard_output(found: corpus.Corpus, given: argparse.Namespace,
                        options: Mapping[str, str]) -> None:  # fmt: skip
    """The one file of a format, checked like any other; what there is to say goes to stderr."""
    suffix = exporting.format_called(given.format).SUFFIX
    if not suffix:
        raise UserError(f"The format “{given.format}” is a folder.",
                        hint="Give a path after --to.")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="attesta-export-") as folder:
        to = Path(folder) / f"export{suffix}"
        report = exporting.export(found, given.format, to, options, strict=given.strict)
        sys.stdout.flush()
        with to.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    say.aside(exported(report).replace(f" to {to}", ""))


def _loss(one: Loss) -> Mapping[str, Any]:
    return {"harm": one.harm, "what": one.what, "count": one.count, "examples": list(one.examples)}


def _lines(losses: Iterable[Loss]) -> list[str]:
    return [
        line
        for one in losses
        for line in (
            f"  {one.harm}: {one.what} ({one.count})",
            *(f"    {say.shown(example)}" for example in one.examples[:3] if one.harm != "note"),
        )
    ]
