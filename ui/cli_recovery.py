"""`repair` on the command line: what is wrong with a project, and mending it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from model import project, recovery
from model.errors import DamagedProject
from model.recovery import Diagnosis, Offer
from ui import cli_reports as say


def add_arguments(into: argparse.ArgumentParser) -> None:
    into.add_argument("--from-backup", action="store_true",
                      help="put the newest sound backup in the project's place")  # fmt: skip
    into.add_argument("--dry-run", action="store_true", help="only say what is wrong, and could be "
                      "done")  # fmt: skip
    into.add_argument("--json", action="store_true", help="report as JSON")
    into.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def run(given: argparse.Namespace, teller: say.Teller) -> int:
    """0 when the project is sound, or was mended."""
    path = Path(given.project).resolve()
    found = recovery.diagnose(path)
    done: dict[str, Any] = {"project": str(path), "kept": "", **asdict(found)}
    if not found.problems:
        teller.result(done, f"Nothing is wrong with {path}.")
        return 0
    if given.dry_run:
        teller.result(done, described(found))
        return int(not given.json_lines)
    if given.from_backup:
        done["kept"] = str(recovery.restore(path, _offered(found)))
        with project.open_(path) as store:
            project.trust(store)  # it is older than what this machine has seen: that was chosen
        said = f"Put the backup {_offered(found).path} in the place of {path}."
    else:
        done["kept"] = str(recovery.repair(path))
        said = f"Mended {path}: everything is there."
    teller.result(done, f"{said} The damaged file is kept as {done['kept']}.")
    return 0


def described(found: Diagnosis) -> str:
    lines = [*found.problems[:20]]
    if found.mendable:
        from_backups = f", and {found.texts:,} text(s) from backups" if found.texts else ""
        lines.append(
            f"`repair` puts it right, by indexes made anew{from_backups}: nothing is lost."
        )
    elif found.offer is None:
        lines.append("It cannot be mended, and there is no sound backup on this machine.")
    else:
        lines.append(f"It cannot be mended. `repair --from-backup` puts {found.offer.path}"
                     f" in its place, which {lacking(found.offer)}.")  # fmt: skip
    return "\n".join(lines)


def lacking(offer: Offer) -> str:
    """'lacks the last 12 changes', as far as this machine knows; and its flaws."""
    lacks = "no change that this machine knows of"
    if offer.lacks:
        lacks = f"the last {say.many(offer.lacks, 'change')}"
    flaws = f"; `check` finds {say.many(offer.flaws, 'flaw')} in it" if offer.flaws else ""
    return f"lacks {lacks}{flaws}"


def _offered(found: Diagnosis) -> Offer:
    if found.offer is None:
        raise DamagedProject("There is no sound backup of this project on this machine.",
                             safe=recovery.KEPT, hint="Look for a copy elsewhere.")  # fmt: skip
    return found.offer
