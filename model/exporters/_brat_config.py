"""The configuration of a brat folder: types, relations, attributes and how they look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from model.corpus import CorpusArticle
from model.records import STANCES, AttributeValue, Label

STATES = ("suggested", "rejected")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_VALUE = re.compile(r"[A-Za-z][A-Za-z0-9_.+-]*")


def shown_value(name: str, value: AttributeValue) -> str | None:
    """An attribute's value as a standoff line has it: one plain word, '' for a plain yes; None
    for everything that brat cannot say, which stays in the side file."""
    if not _NAME.fullmatch(name):
        return None
    if value is True:
        return ""
    return value if isinstance(value, str) and _VALUE.fullmatch(value) else None


class Used:
    """What the files of a folder use, collected while they are written."""

    def __init__(self) -> None:
        self.types: set[str] = set()
        self.relations: set[str] = set()
        self.values: dict[str, set[str]] = {"stance": set(STANCES)}

    def take(self, article: CorpusArticle, types: Iterable[str]) -> None:
        self.types.update(types)
        self.relations.update(one.kind for one in article.links)
        for span in article.spans:
            for name, value in span.attributes.items():
                shown = shown_value(name, value)
                if shown is not None:
                    self.values.setdefault(name, set()).add(shown)


def annotation_conf(labels: Iterable[Label], names: Mapping[str, str], used: Used) -> str:
    """Every type may be related to every other: what is sensible is for people to say."""
    lines = ["[entities]", *_types(labels, names, used), "", "[relations]"]
    lines += [f"{kind}\tArg1:<ENTITY>, Arg2:<ENTITY>" for kind in sorted(used.relations)]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "",
              "[attributes]"]  # fmt: skip
    for name, values in sorted(used.values.items()):
        plain = "|".join(sorted(filter(None, values)))
        lines.append(f"{name}\tArg:<ENTITY>" + (f", Value:{plain}" if plain else ""))
    return "\n".join(lines) + "\n"


def visual_conf(labels: Iterable[Label], names: Mapping[str, str], used: Used) -> str:
    labels = list(labels)
    lines = ["[labels]"]
    lines += [f"{names[one.name]} | {_one_line(one.name)}" for one in labels]
    lines += ["", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:lightgreen"]
    lines += [f"{names[one.name]}\tfgColor:black, bgColor:{one.colour}" for one in labels]
    lines += [f"{one}\tfgColor:black, bgColor:#eeeeee" for one in _marked(used)]
    return "\n".join([*lines, "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"]) + "\n"


def _types(labels: Iterable[Label], names: Mapping[str, str], used: Used) -> Iterator[str]:
    yield from (names[one.name] for one in labels)
    yield from _marked(used)


def _marked(used: Used) -> list[str]:
    """Types of what is nobody's word."""
    return sorted(one for one in used.types if one.partition("-")[0] in STATES)


def _one_line(said: str) -> str:
    return " ".join(said.replace("|", "/").split())
