"""Suggests actors: sources, agents and parties; a list of sources gives its members as well."""

from __future__ import annotations

from model.figure_plurals import is_plural
from model.figure_tokens import WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters import _scores
from model.suggesters._agents import Agents
from model.suggesters._document import Doc
from model.suggesters._suggestion import Suggestion
from model.suggesters._words import DETERMINERS

NAME = "actors"
LABEL = "actor"
VERSION = "2"

Places = tuple[int, int]


def suggest(doc: Doc) -> list[Suggestion]:
    found = _Found()
    for saying in doc.sayings.every:
        if saying.source is not None:
            found.add(saying.source, "actor-source")
            for member in members(doc, saying.source):
                found.add(member, "actor-member")
    for judge in doc.sayings.judges:
        found.add(judge, "actor-judge")
    agents = Agents(doc)
    for places in agents.checkers():
        found.add(places, "actor-judge")
    for places, kind in agents.subjects():
        for one in members(doc, places) or [places]:
            found.add(one, kind)
    for places in agents.names.titled_names():
        found.add(places, "actor-title")
    for places in agents.partners():
        for one in members(doc, places) or [places]:
            found.add(one, "actor-party")
    whole = agents.names.whole
    made = [
        Suggestion(*doc.span(*places), kind, _scores.of(kind), _entity(doc, places, whole))
        for places, kind in found.kinds.items()
    ]
    return sorted(made, key=lambda one: (one.start, -one.end))


class _Found:
    """The first reading of a place stands; one that shares a token with it goes, unless it is a
    member of a list."""

    def __init__(self) -> None:
        self.kinds: dict[Places, str] = {}
        self._taken: set[int] = set()

    def add(self, places: Places, kind: str) -> None:
        if kind != "actor-member":
            if not self._taken.isdisjoint(range(*places)):
                return
            self._taken.update(range(*places))
        self.kinds.setdefault(places, kind)


def _entity(doc: Doc, places: Places, whole: dict[str, str]) -> dict[str, str]:
    """The fullest name in the article that ends in this one: "Syrskiy" is "Oleksandr Syrskiy"."""
    name = doc.slice(*places)
    known = whole.get(name, name)
    return {} if known == name or name in lexicon.states() else {"entity": known}


def members(doc: Doc, places: Places) -> list[Places]:
    """The names of "the ministers of A, B and C"; none when it is no list."""
    first, end = places
    joints = [at for at in range(first, end) if doc.tokens.low(at) in {",", "and"}]
    if not any(doc.tokens.low(at) == "and" for at in joints):
        return []
    begin = first
    for at in range(first, joints[0]):
        if doc.tokens.low(at) in {"of", "from"}:
            begin = at + 1
    found: list[Places] = []
    for start, stop in zip([begin, *(at + 1 for at in joints)], [*joints, end], strict=True):
        if stop <= start:
            continue
        if doc.tokens.low(start) in {"of", "from", "who"}:
            break
        if found and doc.tokens.low(start) in DETERMINERS and doc.tokens[stop - 1].text.islower():
            break
        start = _named_part(doc, start, stop)
        if doc.tokens[stop - 1].kind != WORD or not doc.tokens[stop - 1].text[0].isupper():
            return []
        found.append((start, stop))
    return found if len(found) > 1 and _are_many(doc, first, begin, found) else []


def _are_many(doc: Doc, first: int, begin: int, parts: list[Places]) -> bool:
    """Whether the parts are several actors, and not words of one name: "Control and Prevention"."""
    known = lexicon.states() | lexicon.bodies()
    if all(doc.slice(*part).removeprefix("the ") in known for part in parts):
        return True
    lead = [doc.tokens[at] for at in range(first, max(begin, parts[0][0]))]
    if any(word.text.islower() and is_plural(word.text) for word in lead):
        return True
    return len(parts) > 2 or all(_is_name(doc, part, known) for part in parts)


def _is_name(doc: Doc, part: Places, known: frozenset[str]) -> bool:
    """A known one, or two words with a capital at least."""
    capitals = sum(doc.tokens[at].text[:1].isupper() and doc.tokens.low(at) != "the"
                   for at in range(*part))  # fmt: skip
    return capitals > 1 or doc.slice(*part).removeprefix("the ") in known


def _named_part(doc: Doc, start: int, stop: int) -> int:
    """The name alone of "opposition lawmakers Marco Sala"; "the High Commissioner" stays whole."""
    for at in range(stop - 1, start, -1):
        if doc.tokens[at].text.islower() and doc.tokens.low(at) in lexicon.organisations():
            return at + 1
    return start
