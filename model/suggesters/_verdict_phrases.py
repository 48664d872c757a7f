"""Fixed phrases that say whether something was checked: "no independent confirmation", "unable to
verify", "yet to be confirmed", "cast doubt on", "no truth in"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.suggesters._document import Doc
from model.suggesters._verdict_words import NOBODY
from model.wordlists import words

BASES = words("confirm verify corroborate authenticate substantiate validate check")
NEGATIONS = words("""
not never cannot n't can't couldn't wasn't weren't isn't aren't hasn't haven't hadn't didn't
doesn't don't won't wouldn't
""")
_HELPERS = NEGATIONS | words("""
has have had is are was were be been being could can would will may might must do does did
also since later then already now still yet itself
""")
_ADVERBS_NOT = words("only reply supply apply family rally ally")
_BASES_TOO = BASES | words("establish determine ascertain prove reproduce replicate")
"""What one may be unable to do to a claim, besides."""
_UNABLE = words("""
unable impossible declined declines decline refused refuses refuse failed difficult hard yet
unwilling struggled position
""")
_GAVE = words("""
offered gave given provided giving offering providing produced presented cited found saw seen showed
""")
_CHECKED = words("""
confirmed verified corroborated authenticated substantiated validated proved proven established
checked tested replicated peer
""")
_DOUBTS = words("doubt doubts")
_CASTS = words("cast casts casting raised raises raising threw throws thrown")


FIRST_WORDS = (
    _UNABLE
    | _CASTS
    | words("""
without no little provide offer give present provided offered unverified unconfirmed uncorroborated
unsubstantiated unproven neither able possible called calls calling at accept doubts doubted isn't
wasn't aren't weren't is was are were be been
""")
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Tokens `[first, end)`."""

    first: int
    end: int
    stance: str
    kind: str


def helper(doc: Doc, at: int) -> bool:
    """Whether a word belongs to the verb group behind it: an auxiliary, a negation, an adverb."""
    low = doc.tokens.low(at)
    return low in _HELPERS or (len(low) > 4 and low.endswith("ly") and low not in _ADVERBS_NOT
                               and doc.tokens[at].text.islower())  # fmt: skip


def helpers_start(doc: Doc, at: int) -> int:
    """Where the auxiliaries and adverbs before the word at `at` begin, in the same quotation."""
    start, quotation = at, doc.quoted.get(at)
    while helper(doc, start - 1) and doc.quoted.get(start - 1) == quotation:
        start -= 1
    return start


def nobody(doc: Doc, end: int) -> bool:
    """Whether the subject before a verb group is none: `neither claim`, `none of the reports`."""
    low = doc.tokens.low
    for place in range(end - 1, max(-1, end - 8), -1):
        if low(place) in NOBODY:
            before = low(place - 1)
            return not before or not before[0].isalnum() or before in {"and", "but", "that", "so"}
        if low(place) in {",", ";", ".", ":"}:
            return False
    return False


def at(doc: Doc, place: int) -> Iterator[Verdict | None]:
    if doc.tokens.low(place) not in FIRST_WORDS:
        return
    yield _phrase(doc, place)
    yield _neither(doc, place)
    yield _unable(doc, place)
    yield _yet(doc, place)
    yield _doubted(doc, place)
    yield _untrue(doc, place)
    yield _no_way(doc, place)


def _phrase(doc: Doc, at: int) -> Verdict | None:
    """`no independent confirmation`, `no evidence`, `unverified`."""
    low = doc.tokens.low
    if low(at) == "without" and low(at + 1) in {"providing", "offering", "giving", "presenting",
                                                "citing", "producing"}:  # fmt: skip
        place = at + 2 + (low(at + 2) == "any")
        fits = low(place) in {"evidence", "proof"}
        return Verdict(at, place + 1, "unconfirmed", "verified-noun") if fits else None
    place = at + (low(at) in {"no", "without", "little"})
    if place > at:
        while low(place) in {"independent", "immediate", "official", "further", "outside"}:
            place += 1
        known = {"confirmation", "verification", "corroboration", "proof"}
        evidence = low(place) == "evidence" and low(place + 1) not in {"that", "of"}
        if not evidence and low(place) not in known:
            return None
        start = helpers_start(doc, at - 1) if low(at - 1) in _GAVE else at
        return Verdict(start, place + 1, "unconfirmed", "verified-noun")
    if low(at) in {"provide", "offer", "give", "present", "provided", "offered"}:
        return _without_evidence(doc, at)
    if low(at) in {"unverified", "unconfirmed", "uncorroborated", "unsubstantiated", "unproven"}:
        start = at
        while low(start - 1) in {"remain", "remains", "remained", "is", "are", "was", "were",
                                 "still", "as", "yet"}:  # fmt: skip
            start -= 1
        return Verdict(start, at + 1, "unconfirmed", "verified-adjective")
    return None


def _without_evidence(doc: Doc, at: int) -> Verdict | None:
    """`did not provide any evidence`."""
    low, place = doc.tokens.low, at + 1
    while low(place) in {"any", "further", "immediate", "supporting", "specific"}:
        place += 1
    if low(place) not in {"evidence", "proof"} or (
        low(at - 1) not in NEGATIONS | {"immediately"}
    ):  # fmt: skip
        return None
    return Verdict(helpers_start(doc, at), place + 1, "unconfirmed", "verified-noun")


def _neither(doc: Doc, at: int) -> Verdict | None:
    """`neither confirmed nor denied`, `would neither confirm nor deny`."""
    low = doc.tokens.low
    if low(at) != "neither" or not low(at + 1).startswith("confirm") or low(at + 2) != "nor":
        return None
    out = low(at + 3).startswith("rul") and low(at + 4) == "out"
    fits = out or low(at + 3).startswith(("den", "disput", "refut", "reject", "contradict"))
    start = helpers_start(doc, at)
    return Verdict(start, at + 4 + out, "unconfirmed", "verified-unable") if fits else None


def _unable(doc: Doc, at: int) -> Verdict | None:
    """`was unable to verify`, `has not been able to establish`, `declined to confirm`."""
    low = doc.tokens.low
    group = helpers_start(doc, at)
    able = low(at) in {"able", "possible"} and (
        bool({low(place) for place in range(group, at)} & NEGATIONS) or nobody(doc, group)
    )
    to = at + 1
    if low(to) == "for":  # hard for outsiders to verify
        to = next((place for place in range(to + 1, to + 5) if low(place) == "to"), to)
    if not (able or low(at) in _UNABLE) or low(to) != "to":
        return None
    if low(at) == "position":
        return _in_no_position(doc, at)
    place = to + 1
    while helper(doc, place) or (low(place + 1) == "or" and low(place + 2) in BASES):
        place += 1 + (low(place + 1) == "or")
    declines = low(at).startswith(("declin", "refus"))
    if low(place) not in (BASES | {"endorse"} if declines else _BASES_TOO):
        return None
    end = place + 1
    if low(end) in {"or"} and low(end + 1) in {"deny"}:
        end += 2
    return Verdict(helpers_start(doc, at), end, "unconfirmed", "verified-unable")


def _in_no_position(doc: Doc, at: int) -> Verdict | None:
    """`is not in a position to confirm`, `was in no position to verify`."""
    low = doc.tokens.low
    start = helpers_start(doc, at - 2) if low(at - 2) == "in" else at
    led = {low(place) for place in range(start, at)}
    fits = low(at + 2) in _BASES_TOO and bool(led & (NEGATIONS | {"no"}))
    return Verdict(start, at + 3, "unconfirmed", "verified-unable") if fits else None


def _no_way(doc: Doc, at: int) -> Verdict | None:
    """`there was no way to verify`, `has no means of checking`."""
    low = doc.tokens.low
    if low(at) != "no" or low(at + 1) not in {"way", "means"}:
        return None
    checks = low(at + 2) == "to" and low(at + 3) in BASES
    checks = checks or (low(at + 2) == "of" and low(at + 3) in _CHECKS)
    start = at - (low(at - 1) in {"is", "was", "has", "had", "have"})
    return Verdict(start, at + 4, "unconfirmed", "verified-unable") if checks else None


_CHECKS = words("verifying checking confirming establishing knowing corroborating")


def _yet(doc: Doc, at: int) -> Verdict | None:
    """`has yet to be verified`, `are yet to be peer reviewed`."""
    low = doc.tokens.low
    if not doc.tokens.follows(at, "yet to be"):
        return None
    place = at + 3
    while helper(doc, place):
        place += 1
    if low(place) not in _CHECKED:
        return None
    end = place + 1
    if low(place) == "peer":
        end += low(end) == "-"
        end += low(end) == "reviewed"
    return Verdict(helpers_start(doc, at), end, "unconfirmed", "verified-unable")


def _doubted(doc: Doc, at: int) -> Verdict | None:
    """`cast doubt on`, `called into question`, `is at odds with`, `does not accept that`."""
    tokens = doc.tokens
    low = tokens.low(at)
    start = helpers_start(doc, at)
    if low in _CASTS and {tokens.low(at + step) for step in (1, 2)} & _DOUBTS:
        end = at + 2 + (tokens.low(at + 1) not in _DOUBTS)
        end += tokens.low(end) in {"on", "about", "over"}
        return Verdict(start, end, "disputed", "verified-disputes")
    if low in {"called", "calls", "calling"} and tokens.follows(at + 1, "into question"):
        return Verdict(start, at + 3, "disputed", "verified-disputes")
    if low == "at" and tokens.follows(at + 1, "odds with"):
        return Verdict(start, at + 3, "disputed", "verified-disputes")
    negated = bool({tokens.low(place) for place in range(start, at)} & NEGATIONS)
    if low == "accept" and negated and tokens.low(at + 1) in {"that", "this", "the"}:
        return Verdict(start, at + 1, "disputed", "verified-disputes")
    if low in {"doubts", "doubted"} and tokens.low(at + 1) in {"that", "whether", "if"}:
        return Verdict(start, at + 1, "disputed", "verified-disputes")
    return None


def _untrue(doc: Doc, at: int) -> Verdict | None:
    """`is not true`, `there is no truth in it`, `turned out to be false`, `was not the case`."""
    tokens = doc.tokens
    low = tokens.low(at)
    if low in {"isn't", "wasn't", "aren't", "weren't"}:
        if tokens.low(at + 1) in {"true", "correct", "accurate"}:
            return Verdict(at, at + 2, "refuted", "verified-label")
        return None
    if low not in {"is", "was", "are", "were", "be", "been"}:
        return None
    if tokens.follows(at + 1, "not the case"):
        return Verdict(at, at + 4, "refuted", "verified-label")
    place = at + 1
    place += tokens.low(place) in {'"', "“", "‘"}
    if tokens.follows(place, "no truth"):
        end = place + 2
        end += tokens.low(end) in {"whatever", "whatsoever", "at"}
        end += tokens.low(end) == "all"
        end += place > at + 1 and tokens.low(end) in {'"', "”", "’"}
        return Verdict(at, end, "refuted", "verified-label")
    return None
