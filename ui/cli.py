"""The command line: what can be asked without a window, and what each command does."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import model
from model import (
    articles,
    backup,
    check,
    importing,
    labels,
    opening,
    project,
    stats,
)
from model.errors import DamagedProject, UserError
from model.settings import Settings
from ui import (
    children,
    cli_copies,
    cli_export,
    cli_figures,
    cli_import,
    cli_packets,
    cli_places,
    cli_recovery,
    cli_review,
    cli_suggest,
    cli_train,
    cli_turn,
    cli_words,
)
from ui import cli_reports as say
from ui.arguments import COMMANDS, lacks_name, spread, without_person
from ui.cli_parser import Parser, given_path, new_path, unknown


def main(arguments: Sequence[str]) -> int:
    """Carry out a command; 0 when all went well, 1 when not, 2 when it was not understood."""
    read = parser()
    if word := unknown(without_person(arguments), COMMANDS):
        read.error(f"there is no command “{word}”")
    if lacks_name(arguments):
        read.error("argument --person: expected a name")
    given = read.parse_args(spread(arguments))
    teller = say.Teller(as_json=given.json, as_lines=given.json_lines)
    try:
        return int(given.run(given, teller) or 0)
    except children.CalledOff:
        teller.result(children.CALLED_OFF, "")
        return 0
    except UserError as error:
        return teller.error(str(error))
    except KeyboardInterrupt:
        return teller.error("Stopped.")
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except OSError as error:
        about = f"{say.shown(str(error.filename))}: " if error.filename else ""
        return teller.error(f"Stopped: {about}{error.strerror or error}.")


def parser() -> Parser:
    made = Parser(
        prog="main.py", description="Marks who claims what, with which figures, and whether it "
        "was verified. Without a command: the desktop, on PROJECT, on the sample, or on the last "
        "project.",
        usage="main.py [--person NAME] [PROJECT | --sample | COMMAND ...]",
    )  # fmt: skip
    made.add_argument("--version", action="version", version=f"Attesta {model.__version__}")
    made.add_argument(
        "--person",
        metavar="NAME",
        default="",
        help="who does this: stands on every edit; the desktop remembers it",
    )
    made.set_defaults(json=False, json_lines=False)
    commands = made.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="main.py"
    )
    _add_writers(commands)
    _add_export(commands)
    _add_readers(commands)
    _add_formats(commands)
    cli_places.add_commands(commands)
    cli_suggest.add_commands(
        lambda name, run, text: _command(commands, name, run, text, needs_project=False)
    )
    cli_copies.add_commands(lambda name, run, text: _command(commands, name, run, text))
    cli_packets.add_commands(lambda name, run, text: _command(commands, name, run, text))
    cli_turn.add_commands(lambda name, run, text: _command(commands, name, run, text))
    cli_figures.add_commands(lambda name, run, text: _command(commands, name, run, text))
    cli_train.add_commands(lambda name, run, text: _command(commands, name, run, text))
    cli_review.add_commands(lambda name, run, text: _command(commands, name, run, text))
    return made


def _add_writers(commands: Any) -> None:  # noqa: ANN401
    new = _command(commands, "new", _new, "make a new project", path=new_path)
    new.add_argument("--labels", default="claims", help="label set it begins with (default claims)")
    into = _command(commands, "import", cli_import.run, "import files and folders as one edit")
    cli_import.add_arguments(into)
    mend = _command(commands, "repair", cli_recovery.run, "mend a damaged project")
    cli_recovery.add_arguments(mend)
    copy = _command(commands, "backup", _backup, "make a verified copy")
    copy.add_argument("--to", type=new_path, metavar="PATH", help="instead of the backup folder")
    copy.add_argument("--json", action="store_true", help="report as JSON")
    copy.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)
    sample = _command(commands, "sample", _sample, "make the sample project", needs_project=False)
    sample.add_argument(
        "--to", type=new_path, metavar="PATH", help="instead of the documents folder"
    )


def _add_export(commands: Any) -> None:  # noqa: ANN401
    out = _command(commands, "export", cli_export.run, "export a labelled corpus")
    cli_export.add_arguments(out)


def _add_readers(commands: Any) -> None:  # noqa: ANN401
    for name, run, text in (
        ("list", _list, "list the articles with state and counts"),
        ("stats", _stats, "count what is in the project"),
        ("concordance", cli_words.concordance, "list places of words with what is around them"),
        ("consistency", cli_words.consistency, "list words that are not labelled alike everywhere"),
        ("check", _check, "check the file, hashes, quotes, offsets and the log"),
    ):
        made = _command(commands, name, run, text)
        made.add_argument("--json", action="store_true", help="report as JSON")
        made.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)
        if name == "concordance":
            cli_words.add_concordance(made)


def _add_formats(commands: Any) -> None:  # noqa: ANN401
    both = _command(commands, "formats", cli_import.formats,
                    "list the formats of both directions with what each can hold",
                    needs_project=False)  # fmt: skip
    both.add_argument("--json", action="store_true", help="report as JSON")
    read = commands.add_parser("read-files")
    read.add_argument("request", type=given_path)
    read.set_defaults(run=cli_import.read_files, json_lines=True)
    look = commands.add_parser("examine")
    look.add_argument("project", type=given_path)
    look.add_argument("--json-lines", action="store_true")
    look.set_defaults(run=_examine)
    ready = commands.add_parser("make-ready")
    ready.add_argument("project", type=given_path)
    ready.add_argument("--take-over", action="store_true")
    ready.set_defaults(run=_make_ready, json=False, json_lines=True)
    take = commands.add_parser("take-in")
    take.add_argument("project", type=given_path)
    take.add_argument("request", type=given_path)
    take.add_argument("--json-lines", action="store_true")
    take.set_defaults(run=cli_import.take_in)


def _command(commands: Any, name: str, run: object, text: str, *,  # noqa: ANN401
             needs_project: bool = True,
             path: Callable[[str], Path] = given_path) -> argparse.ArgumentParser:  # fmt: skip
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text.capitalize() + "."
    )
    made.set_defaults(run=run)
    if needs_project:
        made.add_argument("project", type=path, metavar="PROJECT")
    return made


# ---- the commands


def _new(given: argparse.Namespace, teller: say.Teller) -> None:
    path = given.project
    if os.path.isdir(path):
        raise UserError(f"{path} is a folder.", hint="Give a name for the project in it.")
    path = path if path.suffix else path.with_suffix(project.SUFFIX)
    with project.create(path, label_set=given.labels, person=_person(given)) as store:
        named = ", ".join(label.name for label in labels.every(store))
        teller.result({"project": str(store.path)}, f"Made {store.path} with the labels {named}.")


def _list(given: argparse.Namespace, teller: say.Teller) -> None:
    with project.frozen(given.project) as store:
        found = articles.every(store)
    teller.result([asdict(one) for one in found], say.listed(found))


def _stats(given: argparse.Namespace, teller: say.Teller) -> None:
    with project.frozen(given.project) as store:
        cli_words.work_as(store, given.person)
        counts = stats.of_project(store)
    teller.result(counts, say.counted(counts))


def _check(given: argparse.Namespace, teller: say.Teller) -> int:
    with project.frozen(given.project) as store:
        problems = check.project(store)
        problems += [check.Problem("receipt", doubt) for doubt in project.doubts(store)]
    said = "Everything is as it should be." if not problems else ""
    teller.result([asdict(one) for one in problems], said)
    for one in problems if not given.json_lines else ():
        teller.error(f"{one.check}: {one.what}")
    kinds = {one.check for one in problems}
    if kinds & {"file", "texts", "search"}:
        teller.note("`repair` makes indexes anew, and takes texts from a backup that has them.")
    elif kinds - {"receipt"}:
        teller.note("`repair --from-backup` goes back to the newest sound backup; the file that is"
                    " there is kept beside it.")  # fmt: skip
    if "receipt" in kinds:
        teller.note("`compare` lists what a newer copy has.")
    return 1 if problems and not given.json_lines else 0


def _examine(given: argparse.Namespace, teller: say.Teller) -> None:
    opening.patiently(given.project).close()
    teller.result({}, "")


def _make_ready(given: argparse.Namespace, teller: say.Teller) -> None:
    """Open a project once, with all that takes long before it can be opened at once. Whoever waits
    calls it off by hanging up; then the file is as it was."""
    children.ends_in_order()
    tell = children.until_called_off(lambda _done, _total: None)
    try:
        project.open_(given.project, person=_person(given), take_over=given.take_over,
                      watch=lambda: tell(0, 0)).close()  # fmt: skip
    except DamagedProject as error:
        teller.result({"damaged": str(error)}, "")
    else:
        teller.result({}, "")


def _backup(given: argparse.Namespace, teller: say.Teller) -> None:
    made, head = backup.of_file(given.project, given.to)
    teller.result({"backup": str(made), "head": head}, f"Backed up to {made}.")


def _sample(given: argparse.Namespace, teller: say.Teller) -> None:
    path = given.to or project.sample_path()
    said = f"The sample project is there already: {path}."
    if not os.path.exists(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        importing.make_sample(path, person=_person(given)).close()
        said = f"Made the sample project {path}."
    else:
        project.frozen(path).close()
    teller.result({"project": str(path)}, said)


def _person(given: argparse.Namespace) -> str:
    return str(given.person or Settings().text("person"))
