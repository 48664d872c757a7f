"""What a project has of the edits that are exchanged, said in few words.

Every packet says so of its sender, and this machine remembers it, so that the next packet to them
can leave that out.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from model import places
from model.exchange import Passed

Runs = tuple[tuple[str, ...], ...]
"""Unbroken rows of edits, each sealed to the one before it: ids from the newest one back, further
and further apart, and that of the first. Who knows one of them knows what stands before it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody was last seen to have."""

    person: str
    device: str
    made: str
    """The moment of the newest edit that they had: UTC, ISO 8601."""
    runs: Runs


def runs_of(edits: Iterable[Passed]) -> Runs:
    """The edits, as many as they are, in few ids."""
    priors = {one.id: one.prior for one in edits}
    found, seen = [], set[str]()
    for tip in sorted(priors.keys() - set(priors.values())):
        run, id_ = [], tip
        while id_ in priors and id_ not in seen:
            seen.add(id_)
            run.append(id_)
            id_ = priors[id_]
        found.append(tuple(_sparse(run)))
    return tuple(found)


def _sparse(run: list[str]) -> list[str]:
    """The first id, those 1, 3, 7, 15 … behind it, and the last."""
    places = [at for at in range(len(run)) if not at & (at + 1)]
    return [run[at] for at in dict.fromkeys((*places, len(run) - 1))]


def covered(runs: Runs, edits: Iterable[Passed]) -> set[str]:
    """Ids of those of the edits that whoever has the runs has for certain."""
    priors = {one.id: one.prior for one in edits}
    found: set[str] = set()
    for run in runs:
        id_ = next((one for one in run if one in priors), "")
        while id_ in priors:
            found.add(id_)
            id_ = priors[id_] if id_ != run[-1] else ""
    return found


def is_runs(value: object) -> bool:
    """Whether a packet could say so."""
    return isinstance(value, list) and all(
        isinstance(run, list) and run and all(isinstance(one, str) for one in run) for run in value
    )


def said_by(manifest: Mapping[str, Any], edits: Iterable[Passed]) -> Holding:
    """What the sender of a packet had; of an older packet, which does not say so: its edits."""
    runs = tuple(map(tuple, manifest.get("has") or ())) or runs_of(edits)
    return Holding(str(manifest["from"]), str(manifest.get("device", "")),
                   str(manifest.get("made", "")), runs)  # fmt: skip


# ---- remembered on this machine


def remembered(project: str) -> list[Holding]:
    """What colleagues were last seen to have, the latest seen first."""
    try:
        said = json.loads(_place(project).read_text(encoding="utf-8"))
        return [Holding(**{**one, "runs": tuple(map(tuple, one["runs"]))}) for one in said]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def remember(project: str, seen: Iterable[Holding]) -> None:
    """Best effort: without it a packet merely holds more than it had to."""
    kept = {(one.person, one.device): one for one in remembered(project)}
    for one in seen:
        last = kept.get((one.person, one.device))
        if last is None or last.made <= one.made:
            kept = {(one.person, one.device): one} | {
                key: other for key, other in kept.items() if key != (one.person, one.device)
            }
    place = _place(project)
    fresh = place.with_suffix(".new")
    with contextlib.suppress(OSError):
        fresh.write_text(json.dumps([asdict(one) for one in kept.values()]), encoding="utf-8")
        os.replace(fresh, place)


def _place(project: str) -> Path:
    folder = places.state() / "colleagues"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    return folder / f"{project}.json"
