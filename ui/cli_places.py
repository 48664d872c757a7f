"""`change-places` on the command line: what the window asks for where very many are changed."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from model import orders, project
from model.settings import Settings
from ui import children
from ui import cli_reports as say
from ui.cli_parser import Parser, given_path


def add_commands(commands: argparse._SubParsersAction[Parser]) -> None:
    """What this module adds to the command line; nobody is told of it."""
    made = commands.add_parser("change-places")
    made.add_argument("project", type=given_path)
    made.add_argument("order", type=given_path)
    made.add_argument("--json-lines", action="store_true")
    made.set_defaults(run=run, json=False)


def run(given: argparse.Namespace, teller: say.Teller) -> None:
    """Carry out one order. Who asks in JSON lines takes it back by closing what it speaks into."""
    tell = teller.progress
    progress = children.until_called_off(tell) if given.json_lines else tell
    person = str(given.person or Settings().text("person"))
    with project.open_(given.project, person=person) as store:
        done = orders.carry_out(store, orders.read(given.order), progress)
    teller.result(asdict(done), f"Changed {say.many(done.changed, 'place')}.")
