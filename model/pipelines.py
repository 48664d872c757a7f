"""spaCy pipelines on this machine: found without importing spaCy, trusted only when they may be.

A pipeline that is a package runs its own code when it is loaded; one that is a folder can name any
function that spaCy knows. So a package is loaded when it is one of spaCy's own or when the person
has said yes to it, and a folder when everything that its configuration names is on the list here.
"""

from __future__ import annotations

import configparser
import importlib.metadata
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import UserError

if TYPE_CHECKING:
    from spacy.language import Language

SPACYS_OWN = re.compile(r"en_core_web_(sm|md|lg|trf)")
"""Packages that spaCy's makers publish for English; they bring no code of others."""

_FACTORIES = frozenset(
    """attribute_ruler entity_ruler lemmatizer merge_entities merge_noun_chunks morphologizer ner
    parser sentencizer senter span_finder span_ruler spancat spancat_singlelabel tagger textcat
    textcat_multilabel tok2vec trainable_lemmatizer""".split()  # noqa: SIM905
)
_FUNCTIONS = re.compile(
    r"(spacy(-legacy)?\.[A-Z_a-z]\w*\.v\d+|(Adam|RAdam|SGD)\.v1|(compounding|constant|constant_then"
    r"|cyclic_triangular|decaying|slanted_triangular|warmup_linear)\.v1"
    r"|(Softmax|Linear|Maxout|Mish|Relu|chain|reduce_(max|mean|sum))\.v[12]"
    r"|spacy\.(zh|ja|ko|th|vi)\.\w+Tokenizer)"
)
_REGISTRIES = frozenset(
    """architectures augmenters batchers initializers layers loggers lookups misc ops optimizers
    readers schedules scorers tokenizers vectors""".split()  # noqa: SIM905
)
"""Of spaCy's registries those whose functions only build or measure; callbacks are left out."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline that could be loaded."""

    name: str
    """The package's name, or the folder's path."""
    version: str
    folder: bool

    @property
    def title(self) -> str:
        known = Path(self.name).name if self.folder else self.name
        return f"{known} {self.version}".strip()


@cache
def installed() -> list[Pipeline]:
    """The pipelines installed as packages, spaCy's own first; looked up once."""
    found = {
        entry.name: entry.dist.version if entry.dist else ""
        for entry in importlib.metadata.entry_points(group="spacy_models")
    }
    ordered = sorted(found, key=lambda name: (not SPACYS_OWN.fullmatch(name), name))
    return [Pipeline(name, found[name], folder=False) for name in ordered]


def preferred() -> Pipeline | None:
    """The one that is used without being asked for: the first of spaCy's own that is there."""
    return next((one for one in installed() if SPACYS_OWN.fullmatch(one.name)), None)


def named(name: str) -> Pipeline:
    """The installed package or the folder called `name`; raises `UserError`."""
    for one in installed():
        if one.name == name:
            return one
    path = Path(name)
    if not (path / "config.cfg").is_file() or not (path / "meta.json").is_file():
        raise UserError(
            f"There is no spaCy pipeline “{name}”.", safe="Suggestions go on without it.",
            hint="Name an installed package such as en_core_web_sm, or the folder that training "
            "has made.",
        )  # fmt: skip
    try:
        version = str(json.loads((path / "meta.json").read_text(encoding="utf-8"))["version"])
    except (OSError, ValueError, KeyError, TypeError):
        version = ""
    return Pipeline(str(path.resolve()), version, folder=True)


def load(pipeline: Pipeline, *, trusted: bool = False) -> Language:
    """Load it; `trusted` says that the person agreed to run a package's code.

    Imports spaCy: only for the worker and the command line. Raises `UserError`.
    """
    if pipeline.folder:
        refuse_unknown_parts(Path(pipeline.name) / "config.cfg")
    elif not (trusted or SPACYS_OWN.fullmatch(pipeline.name)):
        raise UserError(
            f"{pipeline.name} is a package of others: loading it runs its code.",
            safe="It was not loaded.", hint="Agree to that in the settings if you trust it.",
        )  # fmt: skip
    import spacy

    try:
        return spacy.load(pipeline.name)
    except (OSError, ValueError, KeyError, ImportError) as error:
        said = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise UserError(
            f"{pipeline.title} cannot be loaded: {said}", safe="Suggestions go on without it.",
            hint=f"It may have been made for another version of spaCy than "
            f"{importlib.metadata.version('spacy')}.",
        ) from error  # fmt: skip


def refuse_unknown_parts(config: Path) -> None:
    """Raise `UserError` when a configuration names code that is not spaCy's own."""
    parser = configparser.ConfigParser(interpolation=None, strict=False, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    try:
        parser.read_string(config.read_text(encoding="utf-8"))
    except (OSError, ValueError, configparser.Error) as error:
        raise UserError(
            f"{config} cannot be read.", safe="Nothing was loaded.",
            hint="Train the model again, or choose another one.",
        ) from error  # fmt: skip
    foreign = sorted(set(_foreign_parts(parser)))
    if foreign:
        raise UserError(
            f"The pipeline in {config.parent} names code that is not spaCy's own: "
            f"{', '.join(foreign)}.",
            safe="It was not loaded.", hint="Use pipelines that spaCy or Attesta has trained.",
        )  # fmt: skip


def _foreign_parts(parser: configparser.ConfigParser) -> Iterator[str]:
    for section in parser.sections():
        for key, raw in parser.items(section):
            yield from _foreign_in(key, _value(raw))


def _foreign_in(key: str, value: object) -> Iterator[str]:
    """What is not spaCy's own in one entry; a value may hold sections of its own."""
    if isinstance(value, dict):
        for inner, one in value.items():
            yield from _foreign_in(str(inner), one)
    elif isinstance(value, list):
        for one in value:
            yield from _foreign_in("", one)
    elif key.startswith("@"):
        if key[1:] not in _REGISTRIES or not _FUNCTIONS.fullmatch(str(value)):
            yield f"{key} = {value}"
    elif key == "factory" and value not in _FACTORIES:
        yield f"factory {value}"
    elif key in ("source", "code") and value:
        yield f"{key} {value}"


def _value(raw: str) -> object:
    try:
        return json.loads(raw)
    except ValueError:
        return raw
