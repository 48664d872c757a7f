"""Models trained on the project's own gold: they live in a folder beside it, with their scores."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from model import labels, policies
from model.errors import UserError
from model.store import Store

SHEET, PIPELINE = "model.json", "pipeline"
"""In a model's folder: what is known of it, and what spaCy loads."""
STEPS = 2000
"""Training steps, at most, unless others are asked for."""
LEAST = 10
"""Spans of a label in the test articles below which a score says nothing."""
_NAME = re.compile(r"[\w][\w .-]{0,60}")


@dataclass(frozen=True, slots=True)
class Score:
    """How suggestions compare with gold; `gold` and `found` count spans."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int

    @property
    def told(self) -> tuple[str, str, str]:
        """Precision, recall and F1 for people; – where there was nothing to find."""
        first, second, third = (
            f"{value:.2f}" if self.gold else "–" for value in (self.precision, self.recall, self.f1)
        )
        return first, second, third


@dataclass(frozen=True, slots=True)
class Trained:
    """A trained model and what it reached on articles that it was not trained on."""

    name: str
    made: str
    """UTC, ISO 8601."""
    data: str
    """SHA-256 of the gold it was trained on."""
    articles: Mapping[str, int]
    """By split."""
    model: Mapping[str, Score]
    """By label, on the test articles."""
    rules: Mapping[str, Score]
    """Of the rules on the same articles."""
    curve: Sequence[tuple[float, float]] = ()
    """Share of the training articles, and the F1 over all labels reached with them."""
    versions: Mapping[str, str] = field(default_factory=dict)
    seen: Sequence[str] = ()
    """SHA-256 of the texts that it was trained on, or its best step chosen by."""
    folder: Path = Path()

    @property
    def better_at(self) -> tuple[str, ...]:
        """The labels that it is used for: those where it beats the rules on enough spans."""
        return tuple(
            label for label, own in self.model.items()
            if own.gold >= LEAST and own.f1 > (self.rules[label].f1 if label in self.rules else 0)
        )  # fmt: skip

    @property
    def pipeline(self) -> Path:
        """The folder that spaCy loads."""
        return self.folder / PIPELINE


def folder_of(project: Path) -> Path:
    """Where the models of the project at this path live: beside it."""
    return project.with_suffix(".models")


def listed(folder: Path) -> list[Trained]:
    """The models in a folder, the newest first; what is no model is passed over."""
    found = [_read(sheet) for sheet in folder.glob(f"*/{SHEET}")]
    return sorted((one for one in found if one), key=lambda one: one.made, reverse=True)


def named(folder: Path, name: str) -> Trained:
    """Raises `UserError` when there is none of that name."""
    for one in listed(folder):
        if one.name == name:
            return one
    raise UserError(
        f"There is no model “{name}” beside the project.", safe="Suggestions come from the rules.",
        hint="Choose another one, or train a model.",
    )  # fmt: skip


def at(place: str, folder: Path) -> Trained:
    """The model of this name in `folder`, or else the one whose own folder is at this place.

    Raises `UserError` when there is neither.
    """
    apart = _read(Path(place) / SHEET)
    beside = next((one for one in listed(folder) if one.name == place), None)
    return beside or apart or named(folder, place)


def checked_name(name: str) -> str:
    """A name that can be a folder's; raises `UserError`."""
    if not _NAME.fullmatch(name):
        raise UserError(f"“{name}” cannot be a model's name.",
                        hint="Use letters, digits, blanks, dots and hyphens.")  # fmt: skip
    return name


def current(store: Store) -> Trained | None:
    """The model in use; None when there is none, or when it has gone from the folder."""
    name = policies.model(store)
    known = listed(_beside(store)) if name else []
    return next((one for one in known if one.name == name), None)


def use(store: Store, name: str) -> None:
    """Have suggestions come from this model where it is better than the rules; '' for the rules
    alone. Raises `UserError` when there is no such model."""
    if name:
        named(_beside(store), name)
    policies.set_model(store, name)


def delete(store: Store, name: str) -> None:
    """Delete a model's files, with the last one their folder; when it was in use, the rules alone
    are from now on."""
    gone = named(_beside(store), name)
    used = current(store)
    if used is not None and used.name == name:
        use(store, "")
    shutil.rmtree(gone.folder)
    with contextlib.suppress(OSError):  # one that holds other models stays
        gone.folder.parent.rmdir()


def write(trained: Trained, folder: Path) -> None:
    """Keep what is known of a model in its folder."""
    values = {key: value for key, value in asdict(trained).items() if key != "folder"}
    text = json.dumps(values, ensure_ascii=False, indent=1)
    (folder / SHEET).write_text(text + "\n", encoding="utf-8")


def worth(model: Trained) -> str:
    """What a trained model is good for, in a sentence."""
    if model.better_at:
        better = ", ".join(model.better_at)
        return f"Better than the rules at {better}: in use, it suggests these, the rules the rest."
    seen = [label for label, score in model.model.items() if score.gold >= LEAST]
    if not seen:
        return f"No label has {LEAST} spans in the test articles: nothing can be said of it yet."
    return "Nowhere better than the rules on the test articles: the rules go on alone."


def roles_of(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """The role of each label called so; '' of a label that is gone or has none."""
    by_name = {label.name: label.role for label in labels.every(store)}
    return tuple(by_name.get(name, "") for name in names)


def _beside(store: Store) -> Path:
    assert store.path is not None
    return folder_of(store.path)


def _read(sheet: Path) -> Trained | None:
    try:
        said: dict[str, Any] = json.loads(sheet.read_text(encoding="utf-8"))
        for which in ("model", "rules"):
            said[which] = {label: Score(**score) for label, score in said[which].items()}
        said["curve"] = tuple((float(share), float(f1)) for share, f1 in said["curve"])
        return Trained(**said, folder=sheet.parent)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
