"""Settings of this machine: declared once here; forms are made from the declarations."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from model import places

Value = str | int | float | bool


class Setting(NamedTuple):
    """One setting: its kind follows from `default`, its limits from the fields below."""

    key: str
    group: str
    text: str
    default: Value
    help: str = ""
    choices: tuple[str, ...] = ()
    least: float = 0
    most: float = 0
    step: float = 1
    unit: str = ""
    usual: str = ""
    """What holds while a text is empty."""


RULES = {
    "figures": "Figures", "actors": "Actors", "claims": "Claims", "verified": "Verified words",
    "links": "Links of claims",
}  # fmt: skip
"""The rules that suggest, by name, as a person reads them; `suggest_NAME` switches each off."""

SETTINGS = (
    Setting("person", "You", "Name", "", "Stands on every edit you make.",
            usual=places.account()),
    Setting("theme", "Look", "Theme", "system", choices=("system", "light", "dark", "contrast")),
    Setting("text_size", "Look", "Text size of the window", 10, least=8, most=24, unit=" pt"),
    Setting("reader_font", "Reader", "Typeface", "sans", choices=("sans", "serif", "mono")),
    Setting("reader_size", "Reader", "Size", 17, least=11, most=40, unit=" px"),
    Setting("reader_measure", "Reader", "Characters in the longest line", 84, least=40, most=160,
            step=2),
    Setting("reader_spacing", "Reader", "Line spacing", 1.5, least=1.0, most=2.5, step=0.1),
    Setting("reader_tags", "Reader", "Show label tags", True),
    Setting("reader_numbers", "Reader", "Number the paragraphs", True),
    Setting("reader_fold", "Reader", "Fold boilerplate paragraphs", False),
    Setting("snap", "Annotating", "Snap selections to whole words", True,
            "With the mouse; hold Alt for single characters."),
    Setting("propose", "Annotating", "Propose links for a new claim", True),
    Setting("suggest", "Suggestions", "Suggest spans when an article is opened", True),
    Setting("suggest_after", "Suggestions", "Hide suggestions until I have marked the article",
            False, "So that they do not steer what you see first; R shows them."),
    Setting("suggestion_order", "Suggestions", "Go from one to the next", "by place",
            choices=("by place", "surest first", "least sure first")),
    *(Setting(f"suggest_{name}", "Suggestions", text, True) for name, text in RULES.items()),
    Setting("suggest_pipeline", "Suggestions", "spaCy pipeline", "",
            "Its names become actors. A package such as en_core_web_sm is found by itself."),
    Setting("suggest_trust", "Suggestions", "Run the code of that package", False,
            "Only for a pipeline of others that you trust: loading it runs what it brings."),
    Setting("backup_minutes", "Safety", "Back up while working, every", 30, least=5, most=240,
            step=5, unit=" min"),
)  # fmt: skip
DECLARED = {setting.key: setting for setting in SETTINGS}


class Settings:
    """The values in force; what is missing or unreadable in the file is at its default."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or places.config() / "settings.json"
        self._values: dict[str, Value] = {}
        self.trouble = ""
        """What to tell when the file could not be read (the defaults are in force) or written."""
        self._load()

    def __getitem__(self, key: str) -> Value:
        return self._values.get(key, DECLARED[key].default)

    def __iter__(self) -> Iterator[Setting]:
        return iter(SETTINGS)

    def text(self, key: str) -> str:
        return str(self[key])

    def number(self, key: str) -> float:
        return float(self[key])

    def whole(self, key: str) -> int:
        return int(self[key])

    def on(self, key: str) -> bool:
        return bool(self[key])

    def set(self, **values: Value) -> None:
        """Put values in force and write them; values out of limits are brought within."""
        for key, value in values.items():
            self._values[key] = _fitting(DECLARED[key], value)
        fresh = self._file.with_suffix(".new")
        try:
            fresh.write_text(json.dumps(self._values, indent=1), "utf-8")
            os.replace(fresh, self._file)
        except OSError as error:
            self.trouble = f"The settings could not be kept in {self._file}: {error.strerror}."

    def _load(self) -> None:
        try:
            given = json.loads(self._file.read_text(encoding="utf-8"))
            for key in given.keys() & DECLARED.keys():
                with contextlib.suppress(ValueError, TypeError):
                    self._values[key] = _fitting(DECLARED[key], given[key])
        except FileNotFoundError:
            return
        except (OSError, ValueError, AttributeError, RecursionError):
            self.trouble = f"The settings in {self._file} could not be read; defaults are used."


def _fitting(setting: Setting, value: Value) -> Value:
    """`value` in the setting's kind and limits; raises TypeError or ValueError when it has none."""
    kind = type(setting.default)
    if kind is bool or setting.choices:
        right = isinstance(value, bool) if kind is bool else value in setting.choices
        return value if right else setting.default
    if kind is str:
        return str(value)
    if setting.most:
        return kind(min(setting.most, max(setting.least, float(value))))
    return kind(value)
