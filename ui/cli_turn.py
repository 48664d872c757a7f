"""`undo` and `redo` on the command line: the newest step, taken back or done again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial

from model import audit, project
from model.errors import UserError
from model.settings import Settings
from ui import children
from ui import cli_reports as say

KINDS = {"undo": "take back what was done last", "redo": "do again what was undone last"}
SAID = {"undo": "Took back", "redo": "Did again"}


def add_commands(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """What this module adds to the command line."""
    for kind, text in KINDS.items():
        made = command(kind, partial(run, kind), text)
        made.add_argument("--step", default="", help=argparse.SUPPRESS)
        made.add_argument("--json", action="store_true", help="report as JSON")
        made.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def run(kind: str, given: argparse.Namespace, teller: say.Teller) -> None:
    """One step. `--step` names the only edit that may be meant; who asks in JSON lines takes the
    work back by closing what it speaks into."""
    tell = teller.progress
    progress = children.until_called_off(tell) if given.json_lines else tell
    person = str(given.person or Settings().text("person"))
    with project.open_(given.project, person=person) as store:
        stack = store.history.done if kind == "undo" else store.history.undone
        if not stack or given.step not in ("", stack[-1].id):
            raise UserError(
                f"There is nothing to {kind}." if not given.step else
                "The project was changed by somebody else meanwhile.",
                safe="Nothing was changed.", hint="Look at the history, and try again.",
            )  # fmt: skip
        title, whose = stack[-1].title, audit.whose(store, stack[-1].id)
        (store.undo if kind == "undo" else store.redo)(progress)
    by = f", by {say.shown(whose)}" if whose else ""
    teller.result({kind: title}, f"{SAID[kind]} “{say.shown(title)}”{by}.")
