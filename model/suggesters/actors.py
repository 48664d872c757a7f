"""Suggests actors: sources, agents and parties; a list of sources gives its members as well."""

from __future__ import annotations

from model.suggesters import _lexicon as lexicon
from model.suggesters import _scores
from model.suggesters._agents import Agents
from model.suggesters._document import Doc
from model.suggesters._members import members
from model.suggesters._parties import Parties
from model.suggesters._suggestion import Suggestion

NAME = "actors"
LABEL = "actor"
VERSION = "4"

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
    parties = Parties(doc, agents.names)
    for places in parties.checkers():
        found.add(places, "actor-judge")
    for places, kind in agents.subjects():
        for one in members(doc, places) or [places]:
            found.add(one, kind)
    for places in agents.names.titled_names():
        found.add(places, "actor-title")
    for places in parties.partners():
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
