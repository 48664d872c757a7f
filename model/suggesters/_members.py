"""The members of a list of actors: "the ministers of A, B and C", "unions and the Bishop"."""

from __future__ import annotations

from model.figure_plurals import is_plural
from model.figure_tables import people
from model.figure_tokens import WORD
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._words import DETERMINERS, WITHIN

Places = tuple[int, int]


def members(doc: Doc, places: Places) -> list[Places]:
    """The names of "the ministers of A, B and C"; none when it is no list."""
    first, end = places
    joints = [at for at in range(first, end) if doc.tokens.low(at) in {",", "and"}]
    if not any(doc.tokens.low(at) == "and" for at in joints):
        return []
    begin = first
    for at in range(first, joints[0]):
        if doc.tokens.low(at) in {"of", "from"} and not _is_group(doc, joints[-1] + 1, end):
            begin = at + 1
    found: list[Places] = []
    for start, stop in zip([begin, *(at + 1 for at in joints)], [*joints, end], strict=True):
        if stop <= start:
            continue
        if doc.tokens.low(start) in {"of", "from", "who"}:
            break
        described = doc.tokens.low(start) in DETERMINERS and doc.tokens[stop - 1].text.islower()
        if found and described and not _is_single(doc, start, stop):
            break
        start = start if _stands_alone(doc, start, stop) else _named_part(doc, start, stop)
        last = doc.tokens[stop - 1]
        if not found and stop == joints[0] and _leads_names(doc, start, stop):
            continue
        if last.kind != WORD or not (last.text[0].isupper() or _stands_alone(doc, start, stop)):
            return []
        found.append((start, stop))
    return found if len(found) > 1 and _are_many(doc, first, begin, found) else []


def _are_many(doc: Doc, first: int, begin: int, parts: list[Places]) -> bool:
    """Whether the parts are several actors, and not words of one name: "Control and Prevention"."""
    known = lexicon.powers()
    if all(doc.slice(*part).removeprefix("the ") in known for part in parts):
        return True
    lead = [doc.tokens[at] for at in range(first, max(begin, parts[0][0]))]
    if any(word.text.islower() and is_plural(word.text) for word in lead):
        return True
    if any(_stands_alone(doc, *part) for part in parts):
        return all(_is_group(doc, *part) or _is_single(doc, *part) for part in parts)
    return len(parts) > 2 or all(_is_name(doc, part, known) for part in parts)


def _stands_alone(doc: Doc, start: int, stop: int) -> bool:
    described = doc.tokens[stop - 1].text.islower() and _is_single(doc, start, stop)
    return described or _is_group(doc, start, stop)


def _is_group(doc: Doc, start: int, stop: int) -> bool:
    """`teachers' unions`, `fighters of the Eastern Coalition`: a group of its own."""
    head = next((at for at in range(start, stop) if doc.tokens.low(at) in WITHIN), stop) - 1
    if head < start:
        return False
    word = doc.tokens[head]
    known = word.low in lexicon.organisations() or word.low in people()
    return known and word.text.islower() and is_plural(word.text)


def _is_single(doc: Doc, start: int, stop: int) -> bool:
    """`the Bishop of Tarn`, `the ministry`: one person or body, told by a determiner or a name."""
    led = doc.tokens.low(start) in {"the", "a", "an"} or doc.tokens[start].text[:1].isupper()
    known = lexicon.heads()
    return led and any(doc.tokens.low(at) in known for at in range(start, stop))


def _leads_names(doc: Doc, start: int, stop: int) -> bool:
    """`Two of the lawmakers, Jens Holt and Ida Moe`: who they are stands behind."""
    described = doc.tokens[stop - 1].text.islower() and doc.tokens.low(stop) == ","
    named = all(doc.tokens[stop + step].text[:1].isupper() for step in (1, 2))
    return described and named and is_plural(doc.tokens[stop - 1].text)


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
