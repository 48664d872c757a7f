"""How the command line is read: what is not understood is one line, and no path is empty."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, and where to read how it is written."""

    def error(self, message: str) -> NoReturn:
        said = " ".join(message.split()).rstrip(".")
        self.exit(2, f"{self.prog}: {said}. See: python {self.prog} --help\n")


def given_path(word: str) -> Path:
    """A path; an empty one, which would be this folder, is refused."""
    if not word:
        raise argparse.ArgumentTypeError("a path cannot be empty")
    return Path(word)


def new_path(word: str) -> Path:
    """A path of what is to be written; its name has to be text that other programs can show."""
    path = given_path(word)
    try:
        word.encode()
    except UnicodeEncodeError as error:
        raise argparse.ArgumentTypeError("the name holds bytes that are no text") from error
    return path


def given_count(word: str) -> int:
    """A number of things, from 0."""
    if not word.isdecimal():
        raise argparse.ArgumentTypeError(f"“{word}” is no number of rows; give 0 or more")
    return int(word)


def unknown(words: Sequence[str], commands: Sequence[str]) -> str:
    """The first word where it should be a command, and is none; '' otherwise."""
    first = next(iter(words), "")
    return "" if first.startswith("-") or first in commands else first
