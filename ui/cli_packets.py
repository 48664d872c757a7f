"""`packet` and `merge` on the command line: work handed from machine to machine."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from model import holdings, merging, packet, packet_rows, project
from model.conflicts import Told, told
from model.errors import UserError
from model.holdings import Holding
from model.merging import Report
from model.settings import Settings
from model.store import Store
from ui import cli_reports as say
from ui.cli_parser import given_path, new_path


def add_commands(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """What this module adds to the command line."""
    out = command("packet", save, "write the project's edits to a file for colleagues")
    out.add_argument("--to", type=new_path, metavar="FILE", required=True)
    out.add_argument("--since", metavar="DAY|PACKET|PERSON", default="",
                     help="only edits since this day, as 2024-11-06; or those that the sender of a"
                     " packet did not have; or those that somebody, whose packet was merged on this"
                     " machine, did not have then")  # fmt: skip
    out.add_argument("--receipt", action="store_true",
                     help="no edits, only what is here, for a colleague’s --since")  # fmt: skip
    into = command("merge", merge, "take in packets of colleagues, as one edit")
    into.add_argument("packets", nargs="+", type=given_path, metavar="FILE")
    for made in (out, into):
        made.add_argument("--json", action="store_true", help="report as JSON")
        made.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def save(given: argparse.Namespace, teller: say.Teller) -> None:
    """`packet`: everything the project knows, or what came since a day."""
    with project.frozen(given.project) as store:
        if given.person:
            store.person = given.person
        day, lacking = _since(store, given.since)
        manifest = packet.write(store, given.to, since=day, lacking=lacking, empty=given.receipt)
    people = ", ".join(f"{many} of {say.shown(name)}" for name, many in manifest["people"].items())
    said = f"Wrote {say.many(manifest['edits'], 'edit')} to {given.to}: {people or 'nothing yet'}."
    teller.result({"packet": given.to, **manifest}, said)


def _since(store: Store, said: str) -> tuple[str, list[Holding]]:
    """The day that is meant, or what a colleague has. Raises `UserError` for neither."""
    if not said:
        return "", []
    if packet_rows.is_day(said):
        return said, []
    if Path(said).exists():
        sent = packet.read(Path(said))
        merging.refuse_others(store, [sent])
        return "", [sent.holding]
    known = holdings.remembered(store.uuid)
    found = [one for one in known if one.person == said]
    if not found:
        names = ", ".join(sorted({one.person for one in known})) or "nobody yet"
        raise UserError(
            f"“{said}” is no day such as 2024-11-06, no packet, and nobody whose packet was merged"
            " on this machine.",
            safe="Nothing was written.", hint=f"Packets were merged here of: {names}.",
        )  # fmt: skip
    return "", found


def merge(given: argparse.Namespace, teller: say.Teller) -> None:
    """`merge`: all packets or none of them."""
    read = [packet.read(path) for path in given.packets]
    person = str(given.person or Settings().text("person"))
    with project.open_(given.project, person=person) as store:
        report = merging.merge(store, read)
        conflicts = told(store, report.conflicts)
    teller.result(
        asdict(report) | {"conflicts": [asdict(one) for one in conflicts]},
        text(report, conflicts),
    )


def text(report: Report, conflicts: list[Told]) -> str:
    """What a merge has brought, for people."""
    if not report.edits:
        return "Nothing new: all of it was here already."
    people = ", ".join(f"{many:,} of {say.shown(name)}" for name, many in report.edits.items())
    lines = [f"Merged {say.many(sum(report.edits.values()), 'edit')}: {people}."]
    for verb, rows in (("New", report.new), ("Changed", report.changed), ("Gone", report.gone)):
        if rows:
            lines.append(f"{verb}: {', '.join(say.many(n, table) for table, n in rows.items())}.")
    if report.known:
        lines.append(f"{say.many(report.known, 'edit')} were here already.")
    lines += [say.shown(note) for note in report.notes]
    for one in conflicts:
        lines.append(f"CONFLICT {say.shown(one.what)}: kept {say.shown(one.kept)}, "
                     f"not {say.shown(one.lost)} ({say.shown(one.person)})")  # fmt: skip
    if report.backup:
        lines.append(f"As it was before: {report.backup}. Undo takes the merge back.")
    return "\n".join(lines)
