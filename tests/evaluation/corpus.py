"""Reads the annotated articles of this folder: paragraphs, and under each what is marked in it.

A file is a text with lines of annotation between its paragraphs:

    % a paragraph that is boilerplate or a heading: nothing is marked in it
    some paragraph
    | F about 1.4 million people := ~ 1400000 person
    | V could not be verified := unconfirmed -> 2
    | C2 at least a dozen … counted <- the medical charity
    | A the medical charity

After the letter of its label a mark quotes the paragraph above; `…` stands for the words between,
`@2` at the end for the second place of the same words. A figure's quote is followed by its
comparator (`~` ≈, `>`, `>=`, `<`, `<=`, `<~` nearly, `x` multiple, `vague`; none for `=`), its
value (`3..4` a range, `20000..` a low bound, `2/5` a ratio) and its unit. A claim names its
source after `<-`; a verified span its stance, and after `->` the numbers of the claims that it
judges. Figures inside a claim belong to it, unless they are part of another figure there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tests import gold

HERE = Path(__file__).parent
LOOKED_AT = ("development", "fresh", "field")
"""Where it may be looked at what went wrong."""
KEPT_BACK = ("unseen", "blind")
"""Whose totals are only told where they are kept."""
HALVES = (*LOOKED_AT, "set_aside", *KEPT_BACK)
LINKS = ("attributed_to", "has_figure", "has_status")
LABELS = {"C": "claim", "F": "figure", "A": "actor", "V": "verified"}
SIGNS = {"~": "≈", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "<~": "<", "vague": "vague"}
_MARK = re.compile(r"\| ([CFAV])(\d*) (.+)")
_SUFFIX = re.compile(r" (:=|<-|->) ")


@dataclass(frozen=True)
class Mark:
    """One span as annotated: `[start, end)` in code points of the article's text."""

    label: str
    start: int
    end: int
    attributes: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Annotated:
    """An article with its marks; links are (kind, index of the claim, index of the other)."""

    name: str
    text: str
    boilerplate: tuple[int, ...]
    marks: list[Mark]
    links: set[tuple[str, int, int]]


@cache
def half(name: str) -> tuple[Annotated, ...]:
    """The articles of one half, in the order of their names; the sample belongs to development."""
    found = [read(path) for path in sorted((HERE / name).glob("*.txt"))]
    return (*found, sample()) if name == "development" else tuple(found)


def read(path: Path) -> Annotated:
    """Raises ValueError naming the file and line of a mark that does not quote its paragraph."""
    reader = _Reader(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            reader.take(line)
        except ValueError as error:
            raise ValueError(f"{path.name} line {number}: {error}") from error
    return reader.done()


class _Reader:
    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self.paragraphs: list[str] = []
        self.boilerplate: list[int] = []
        self.marks: list[Mark] = []
        self.numbers: dict[str, int] = {}
        self.sources: list[tuple[int, str]] = []
        self.judged: list[tuple[int, str]] = []

    def take(self, line: str) -> None:
        if line.startswith("| "):
            self._mark(line)
            return
        if line.startswith("% "):
            self.boilerplate.append(len(self.paragraphs))
            line = line[2:]
        self.paragraphs.append(line)

    def _mark(self, line: str) -> None:
        match = _MARK.fullmatch(line)
        if match is None:
            raise ValueError("no mark")
        label, number, rest = match.groups()
        quote, *said = _SUFFIX.split(rest)
        follows = dict(zip(said[::2], said[1::2], strict=True))
        start, end = _found(self.paragraphs[-1], quote)
        before = sum(len(one) + 1 for one in self.paragraphs[:-1])
        attributes = _attributes(label, follows.get(":=", ""))
        mark = Mark(LABELS[label], before + start, before + end, attributes)
        if any((m.label, m.start, m.end) == (mark.label, mark.start, mark.end) for m in self.marks):
            raise ValueError(f"marked twice: {quote}")
        if number:
            self.numbers[number] = len(self.marks)
        if "<-" in follows:
            self.sources.append((len(self.marks), follows["<-"]))
        if "->" in follows:
            self.judged += [(len(self.marks), one) for one in follows["->"].split()]
        self.marks.append(mark)

    def done(self) -> Annotated:
        text = "\n".join(self.paragraphs)
        links = {("has_status", self.numbers[number], at) for at, number in self.judged}
        for at, source in self.sources:
            links.add(("attributed_to", at, self._actor(text, at, source)))
        links |= _figures_of(self.marks)
        return Annotated(self.name, text, tuple(self.boilerplate), self.marks, links)

    def _actor(self, text: str, at: int, quote: str) -> int:
        """The nearest actor of these words."""
        claim = self.marks[at]
        actors = [
            (abs(mark.start - claim.end), index) for index, mark in enumerate(self.marks)
            if mark.label == "actor" and text[mark.start : mark.end] == quote
        ]  # fmt: skip
        if not actors:
            raise ValueError(f"{self.name}: no actor is marked as {quote}")
        return min(actors)[1]


def _found(paragraph: str, quote: str) -> tuple[int, int]:
    place = re.search(r" @(\d)\Z", quote)
    words = quote[: place.start()] if place else quote
    parts = [re.escape(part) for part in words.split(" … ")]
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    source = before + ".+?".join(parts) + after
    found = [match.span() for match in re.finditer(source, paragraph)]
    if not found:
        raise ValueError(f"not in the paragraph: {quote}")
    return found[int(place[1]) - 1 if place else 0]


def _attributes(label: str, said: str) -> dict[str, Any]:
    if label == "V":
        return {"stance": said}
    if label != "F":
        return {}
    if said.startswith("x"):
        value, _, unit = said[1:].partition(" ")
        return {"value": float(value), "unit": unit, "comparator": "multiple"}
    first, _, rest = said.partition(" ")
    sign = SIGNS.get(first, "")
    amount, _, unit = (rest if sign else said).partition(" ")
    return {"comparator": sign or "=", "unit": unit, **_numbers(amount, sign)}


def _numbers(amount: str, sign: str) -> dict[str, Any]:
    low, dots, high = amount.partition("..")
    if dots:
        ends = {"low": float(low), "high": float(high) if high else None}
        return {k: v for k, v in ends.items() if v is not None} | (
            {} if sign else {"comparator": "range"}
        )
    part, slash, base = amount.partition("/")
    if slash:
        kept = sign if sign and sign in "<>≤≥" else "ratio"
        return {"value": float(part), "base": float(base), "comparator": kept}
    return {"value": float(amount)}


def _figures_of(marks: list[Mark]) -> set[tuple[str, int, int]]:
    found = set()
    for at, claim in enumerate(marks):
        if claim.label != "claim":
            continue
        inside = [index for index, mark in enumerate(marks)
                  if mark.label == "figure" and _holds(claim, mark)]  # fmt: skip
        whole = [index for index in inside
                 if not any(_holds(marks[other], marks[index]) for other in inside
                            if other != index)]  # fmt: skip
        found |= {("has_figure", at, index) for index in whole}
    return found


def _holds(outer: Mark, inner: Mark) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def sample() -> Annotated:
    """The sample article by its own gold."""
    known = gold.gold()
    marks, place = [], {}
    for span in known["spans"]:
        if span["label"] in LABELS.values():
            place[span["id"]] = len(marks)
            said = dict(gold.attributes_of(span))
            kept = {k: said[k] for k in ("value", "low", "high", "base", "unit", "comparator",
                                         "stance") if k in said}  # fmt: skip
            marks.append(Mark(span["label"], span["start"], span["end"], kept))
    links = {(one["label"], place[one["head_id"]], place[one["child_id"]])
             for one in known["relations"] if one["label"] in LINKS}  # fmt: skip
    promos = tuple(
        number for number, line in enumerate(known["text"].split("\n"))
        if line.startswith(("Ukraine Invasion: News", "RFE/RL's Ukraine Live"))
    )  # fmt: skip
    return Annotated("kursk-troops (sample)", known["text"], promos, marks, links)
