"""The lines of a brat `.ann` file: spans, relations, events, attributes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from model.drafts import DraftLink

LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""What a fragment may not hold, because some readers end a line there."""

_PLACE = "[0-9]{1,9} [0-9]{1,9}"
_PLACES = re.compile(f"{_PLACE}(;{_PLACE})*")


@dataclass(frozen=True, slots=True)
class Textbound:
    """A span with its id; `[start, end)` in code points of the text file."""

    id: str
    type: str
    start: int
    end: int
    quote: str
    line: int


class Standoff:
    """What an `.ann` file says of its text."""

    def __init__(self, lines: str, body: str, name: str) -> None:
        self._body = body
        self._name = name
        self._triggers: dict[str, str] = {}
        self._later: list[tuple[int, str, str]] = []
        self.textbounds: dict[str, Textbound] = {}
        self.links: list[DraftLink] = []
        self.attributes: dict[str, dict[str, str | bool]] = {}
        self.notes: dict[str, list[str]] = {}
        """By the id of what they are about; '' for the article."""
        self.skipped: list[str] = []
        for number, line in enumerate(lines.removeprefix("\ufeff").split("\n"), 1):
            if line.strip():
                self._first(number, line.rstrip("\r"))
        for number, id_, rest in self._later:
            self._second(number, id_, rest)

    def _first(self, number: int, line: str) -> None:
        """Spans and triggers, which everything else names."""
        id_, tab, rest = line.partition("\t")
        if not tab:
            self._skip(number, f"“{line[:40]}” has no tab")
        elif id_.startswith("T"):
            self._textbound(number, id_, rest)
        else:
            if id_.startswith("E"):
                self._triggers[id_] = rest.split(" ", 1)[0].rpartition(":")[2].strip()
            self._later.append((number, id_, rest))

    def _second(self, number: int, id_: str, rest: str) -> None:
        if id_.startswith("R"):
            self._relation(number, rest)
        elif id_.startswith("E"):
            self._event(number, id_, rest)
        elif id_.startswith(("A", "M")):
            self._attribute(number, rest)
        elif id_.startswith("#"):
            self._note(number, rest)
        elif id_ == "*":
            self._equivalence(number, rest)
        else:
            self._skip(number, f"{id_}: a kind of line that has no place here")

    def _textbound(self, number: int, id_: str, rest: str) -> None:
        head, _, quote = rest.partition("\t")
        type_, _, places = head.partition(" ")
        if not type_ or not _PLACES.fullmatch(places):
            self._skip(number, f"{id_} has no place")
            return
        parts = [tuple(map(int, part.split(" "))) for part in places.split(";")]
        start, end = parts[0][0], parts[-1][1]
        if any(not a < b <= len(self._body) for a, b in parts):
            self._skip(number, f"{id_} lies outside the text")
        elif not all(self._only_line_ends(one[1], two[0])
                     for one, two in zip(parts, parts[1:], strict=False)):  # fmt: skip
            self._skip(number, f"{id_} “{quote[:40]}” is in {len(parts)} pieces: left out")
        else:
            said = quote if len(parts) == 1 else ""
            if len(parts) > 1 and quote.split() != self._body[start:end].split():
                said = quote
            self.textbounds[id_] = Textbound(id_, type_, start, end, said, number)

    def _only_line_ends(self, start: int, end: int) -> bool:
        gap = self._body[start:end]
        return start < end and not gap.strip(LINE_ENDS)

    def _relation(self, number: int, rest: str) -> None:
        words = rest.split()
        kind, ends = " ".join(words[:-2]), [one.partition(":")[2] for one in words[-2:]]
        if kind and all(self._span_of(end) for end in ends):
            self.links.append(DraftLink(kind, *(self._span_of(end) for end in ends)))
        else:
            self._skip(number, f"relation {kind or rest}: it does not join two spans")

    def _event(self, number: int, id_: str, rest: str) -> None:
        """Each argument as a link from the trigger, named by the argument's role."""
        head = self._span_of(id_)
        for role, _, end in (one.partition(":") for one in rest.split()[1:]):
            child = self._span_of(end)
            if head and child and head != child:
                self.links.append(DraftLink(role.rstrip("0123456789") or role, head, child))
            else:
                self._skip(number, f"event {id_}: its {role} does not join two spans")
        if not head:
            self._skip(number, f"event {id_} has no trigger")

    def _attribute(self, number: int, rest: str) -> None:
        name, _, said = rest.strip().partition(" ")
        target, _, value = said.partition(" ")
        span = self._span_of(target)
        if not name or not span:
            self._skip(number, f"attribute {name}: it is not about a span")
            return
        self.attributes.setdefault(span, {})[name] = value or True

    def _note(self, number: int, rest: str) -> None:
        head, _, said = rest.partition("\t")
        target = head.partition(" ")[2].strip()
        if not target or target.startswith("#"):
            self.notes.setdefault("", []).append(said)
        elif span := self._span_of(target):
            self.notes.setdefault(span, []).append(said)
        else:
            self._skip(number, f"note “{said[:40]}”: it is not about a span")

    def _equivalence(self, number: int, rest: str) -> None:
        kind, *ends = rest.split() or [""]
        known = [span for span in map(self._span_of, ends) if span]
        if len(known) < len(ends):
            self._skip(number, f"{kind}: not all of it are spans")
        self.links += self._chain(kind, known)

    def _chain(self, kind: str, spans: list[str]) -> Iterator[DraftLink]:
        for head, child in zip(spans, spans[1:], strict=False):
            yield DraftLink(kind, head, child)

    def _span_of(self, id_: str) -> str:
        """The span that an id means: itself, or an event's trigger."""
        id_ = self._triggers.get(id_, id_)
        return id_ if id_ in self.textbounds else ""

    def _skip(self, number: int, what: str) -> None:
        self.skipped.append(f"{self._name}, line {number}: {what}.")
