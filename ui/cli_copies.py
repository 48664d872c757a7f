"""`compare` on the command line: what another copy of a project has that this one has not."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model import copies
from model.copies import Comparison, Copy, Side
from model.errors import UserError
from ui import cli_reports as say
from ui import recent
from ui.cli_parser import given_path

MOST_LINES = 40


def add_commands(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """What this module adds to the command line."""
    made = command("compare", run, "list what another copy of a project has that this one has not")
    made.add_argument(
        "other", nargs="?", type=given_path, metavar="FILE",
        help="the copy; without it the fullest one found on this machine",
    )  # fmt: skip
    made.add_argument(
        "--use", action="store_true",
        help="put a copy of FILE in the project's place; what is there is kept",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help="report as JSON")
    made.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def run(given: argparse.Namespace, teller: say.Teller) -> None:
    path = Path(given.project).resolve()
    found = [] if given.other else copies.newer(path, recent.paths())
    other = given.other.resolve() if given.other else found[0].path if found else None
    done: dict[str, Any] = {"copies": [asdict(one) for one in found], "here": None, "there": None,
                            "kept": ""}  # fmt: skip
    if other is None:
        if given.use:
            raise UserError(f"No newer copy of {path.name} is known here.",
                            safe="Nothing was changed.", hint="Name the file.")  # fmt: skip
        teller.result(done, f"No copy that holds more than {path} is known on this machine.")
        return
    compared = copies.compare(path, other)
    done |= asdict(compared)
    said = text(compared, found)
    if given.use:
        done["kept"] = str(copies.use(path, other))
        said = f"Put a copy of {other} in the place of {path}; that is kept as {done['kept']}."
    teller.result(done, said)


def text(compared: Comparison, found: list[Copy]) -> str:
    """Both sides, for people."""
    lines = [*_side(compared.there, "Only there"), *_side(compared.here, "Only here")]
    others = [one for one in found if one.path != compared.there.path]
    lines += [f"Another copy: {one.path} ({say.many(one.edits, 'edit')})" for one in others[:5]]
    return "\n".join(lines)


def _side(side: Side, heading: str) -> list[str]:
    people = ", ".join(f"{many:,} by {say.shown(name)}" for name, many in side.people.items())
    lines = [
        f"{side.path}: {say.many(side.articles, 'article')}, {say.many(side.spans, 'span')}.",
        f"{heading}: {say.many(side.alone, 'edit')}{f' ({people})' if people else ''}.",
    ]
    lines += [f"  {_when(one.at)}  {say.shown(one.person)}  {say.shown(one.title)}"
              for one in side.only[:MOST_LINES]]  # fmt: skip
    return [*lines, "  …"] if side.alone > MOST_LINES else lines


def _when(at: str) -> str:
    return at[:19].replace("T", " ")
