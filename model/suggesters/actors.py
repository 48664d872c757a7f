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
VERSION = "1"

Places = tuple[int, int]


def suggest(doc: Doc) -> list[Suggestion]:
    found: dict[Places, str] = {}
    for saying in doc.sayings.every:
        if saying.source is not None:
            _add(found, saying.source, "actor-source")
            for member in members(doc, saying.source):
                _add(found, member, "actor-member")
    agents = Agents(doc)
    for places, kind in agents.subjects():
        listed = members(doc, places)
        for one in listed or [places]:
            _add(found, one, kind)
    for places in agents.names.titled_names():
        _add(found, places, "actor-title")
    for places in agents.partners():
        for one in members(doc, places) or [places]:
            _add(found, one, "actor-party")
    return sorted(
        (Suggestion(*doc.span(*places), kind, _scores.of(kind), _attributes(doc, places))
         for places, kind in found.items()),
        key=lambda one: (one.start, -one.end),
    )  # fmt: skip


def _add(found: dict[Places, str], places: Places, kind: str) -> None:
    """The first reading of a place stands; one that crosses or is held by another one goes,
    unless it is a member of a list."""
    for known in list(found):
        shared = min(known[1], places[1]) - max(known[0], places[0])
        if shared > 0 and kind != "actor-member" and found[known] != "actor-member":
            return
    found.setdefault(places, kind)


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


def _attributes(doc: Doc, places: Places) -> dict[str, str]:
    name = doc.slice(*places)
    whole = alias_of(doc, name)
    return {"entity": whole} if whole and whole != name else {}


def alias_of(doc: Doc, name: str) -> str:
    """The fullest name in the article that ends in this one: "Syrskiy" is "Oleksandr Syrskiy"."""
    if not name or " " in name or name in lexicon.states():
        return ""
    best = ""
    for at in range(len(doc.tokens)):
        if doc.tokens[at].text != name:
            continue
        start = at
        while doc.tokens[start - 1].kind == WORD and doc.tokens[start - 1].text[0].isupper() and (
            not doc.tokens.starts_sentence(start)
        ):  # fmt: skip
            start -= 1
        whole = doc.slice(start, at + 1)
        best = max(best, whole, key=len)
    return best
