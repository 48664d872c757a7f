"""What the command line asks for, told apart before anything heavy is imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.places import SUFFIX

COMMANDS = ("new", "import", "export", "formats", "list", "stats", "concordance", "consistency",
            "check", "backup", "repair", "compare", "sample", "assign", "submit", "queue",
            "agreement", "suggest", "train", "evaluate", "figures", "packet", "merge",
            "undo", "redo", "read-files", "take-in", "examine", "make-ready",
            "change-places")  # fmt: skip
SAMPLE = "--sample"


def is_desktop(arguments: Sequence[str]) -> bool:
    """True when the arguments ask for the window: none, `--sample`, or only a project."""
    words = without_person(arguments)
    if lacks_name(arguments):
        return False
    return words in ([], [SAMPLE]) or (
        len(words) == 1 and words[0] not in COMMANDS and _is_file(words[0])
    )


def project_of(arguments: Sequence[str]) -> Path | None:
    """The project that the window is to open; None when none is named."""
    words = [word for word in without_person(arguments) if word != SAMPLE]
    return Path(words[0]) if words else None


def wants_sample(arguments: Sequence[str]) -> bool:
    """Whether the window is to open the sample, whatever was open last."""
    return SAMPLE in arguments


def person_of(arguments: Sequence[str]) -> str:
    """The name after `--person`, wherever it stands; '' when there is none."""
    for at, word in enumerate(arguments):
        if word == "--person" and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith("--person="):
            return word.partition("=")[2]
    return ""


def lacks_name(arguments: Sequence[str]) -> bool:
    """Whether `--person` stands last, without the name that belongs after it."""
    return list(arguments[-1:]) == ["--person"]


def spread(arguments: Sequence[str]) -> list[str]:
    """The arguments with `--person NAME` brought to the front, where the parser looks for it."""
    name = person_of(arguments)
    return [*(["--person", name] if name else []), *without_person(arguments)]


def _is_file(word: str) -> bool:
    """A word that can only be meant as a file, so that a mistyped command is none."""
    path = Path(word)
    return path.suffix == SUFFIX or len(path.parts) > 1 or path.exists()


def without_person(arguments: Sequence[str]) -> list[str]:
    """The arguments but for `--person NAME`."""
    kept, skip = [], False
    for word in arguments:
        if skip or word == "--person" or word.startswith("--person="):
            skip = word == "--person" and not skip
        else:
            kept.append(word)
    return kept
