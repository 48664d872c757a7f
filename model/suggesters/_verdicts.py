"""Words that say whether something was checked, with the stance that they take (rules G20-G22)."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure_plurals import is_plural
from model.figure_tokens import WORD
from model.suggesters import _verdict_phrases as phrases
from model.suggesters._document import Doc
from model.suggesters._verdict_phrases import BASES, NEGATIONS, Verdict, helpers_start
from model.suggesters._words import ANAPHORS
from model.wordlists import words

CONFIRMS = words("""
confirmed verified corroborated authenticated substantiated validated proved proven fact-checked
checked replicated reproduced
""")
_PRESENT = words("confirms verifies corroborates authenticates substantiates validates")
_DENIES = words("""
denied denies deny denying disputed disputes dispute disputing contested contests contest
""")
_QUESTIONS = words("""
questioned questions challenged challenges contradicted contradicts contradict rejected dismissed
""")
_TOLD = words("""
claims reports accounts allegations accusations rumours rumors suggestions assertions
""")
_BACKS = words("supported supports support backed backs")
_FOUND = words("established determined ascertained")
_REFUTES = words("refuted refutes debunked debunks disproved disproves disproven discredited")
_MODALS = words("could can would will might may must should")
_NOBODY = words("neither none no nothing nobody little few")
_THINGS = words("""
claim claims report reports account accounts allegation allegations accusation accusations figure
figures number numbers statement statements assertion assertions that this it them rumours rumors
suggestion suggestions story version toll count estimate estimates wrongdoing involvement
responsibility charge charges finding findings idea any all having being those these
""")
_JUDGED = _THINGS - words("any all it them having being those") | words("whether if how")
_LABELS = words("""
false untrue incorrect wrong baseless unfounded groundless fake fabricated misleading inaccurate
nonsense rubbish untruthful implausible debunked unsubstantiated propaganda lies
fiction disinformation fabrication hoax lie myth invention
""")

_FULLY = words("""
\" “ ‘ simply completely entirely totally complete patently absolutely utterly pure not plainly
a an all just
""")
_ONLY_PASSIVE = words("proved proven checked replicated reproduced")
_BACKED = words(
    "claim claims account accounts allegation allegations version theory finding findings"
)
_CHECKING = CONFIRMS | _PRESENT | BASES | _DENIES | _QUESTIONS | _REFUTES | _BACKS | _FOUND
_FOUND_TO_BE = ("turned out to be", "found to be", "proved to be", "shown to be", "proved")


def verdicts(doc: Doc) -> list[Verdict]:
    """Every one outside silent paragraphs, in order, none inside another."""
    found: list[Verdict] = []
    for sentence in doc.sentences:
        at = sentence.first
        while at < sentence.end:
            one = next((v for v in _at(doc, at, sentence.end) if v is not None), None)
            if one is None or (found and one.first < found[-1].end):
                at += 1
                continue
            found.append(one)
            at = one.end
    return found


def _at(doc: Doc, at: int, end: int) -> Iterator[Verdict | None]:
    if doc.tokens[at].kind != WORD:
        return
    yield from phrases.at(doc, at)
    yield _group(doc, at)
    yield _labelled(doc, at, end)


def _group(doc: Doc, at: int) -> Verdict | None:
    """A verb of checking with its helpers: "could not be independently confirmed"."""
    low = doc.tokens.low
    word = low(at)
    known = word in _CHECKING or _reviewed(doc, at)
    if not known:
        return None
    start = helpers_start(doc, at)
    helpers = {low(place) for place in range(start, at)}
    negated = bool(helpers & NEGATIONS)
    end = at + (3 if _reviewed(doc, at) and low(at + 1) == "-" else 2 if _reviewed(doc, at) else 1)
    return _judged(doc, Verdict(start, end, "", ""), word, helpers, negated)


def _reviewed(doc: Doc, at: int) -> bool:
    low = doc.tokens.low
    return low(at) == "peer" and "reviewed" in {low(at + 1), low(at + 2)}


def _judged(doc: Doc, one: Verdict, word: str, helpers: set[str], negated: bool) -> Verdict | None:
    after, before = doc.tokens.low(one.end), doc.tokens.low(one.first - 1)
    passive = bool(helpers & {"be", "been", "is", "are", "was", "were", "being"})
    stance = "unconfirmed" if negated else "confirmed"
    kind = "verified-negated" if negated else "verified-passive" if passive else "verified-active"
    if word == "peer":
        return Verdict(one.first, one.end, stance, "verified-reviewed") if helpers else None
    if word in _BACKS:
        return _backed(doc, one, negated, passive)
    if word in _FOUND:
        fits = negated and passive and bool(helpers & _MODALS)
        return Verdict(one.first, one.end, "unconfirmed", kind) if fits else None
    if word in BASES:
        fits = negated or (word == "confirm" and _by_many(doc, one, after))
        return Verdict(one.first, one.end, stance, kind) if fits else None
    if word in CONFIRMS | _PRESENT:
        if word in _ONLY_PASSIVE and not (passive or negated):
            return None
        if word in {"proved", "proven"} and not (negated or "independently" in helpers):
            return None
        if not negated and helpers & _MODALS:
            denied = _denied_subject(doc, one.first)
            return Verdict(one.first, one.end, "unconfirmed", kind) if denied else None
        if not negated and not passive and _denied_subject(doc, one.first):
            stance = "unconfirmed"
        return Verdict(one.first, one.end, stance, kind) if _checks(doc, one, passive) else None
    if word in _REFUTES:
        return Verdict(one.first, one.end, "refuted", "verified-refutes")
    if negated and word in {"dispute", "deny", "contest"} and not passive:
        return Verdict(one.first, one.end, "confirmed", "verified-undisputed")
    if negated and "immediately" not in helpers:
        return None
    return _disputed(doc, one, word, passive, after, before)


def _backed(doc: Doc, one: Verdict, negated: bool, passive: bool) -> Verdict | None:
    """`supported the claim`, `is not backed by any evidence`: of a claim, not of a candidate."""
    low = doc.tokens.low
    if passive:
        proof = low(one.end) == "by" and {low(one.end + 1), low(one.end + 2)} & {"evidence", "data"}
        stance = "unconfirmed" if negated else "confirmed"
        return Verdict(one.first, one.end, stance, "verified-passive") if proof else None
    behind = {low(one.end), low(one.end + 1), low(one.end + 2)}
    fits = not negated and behind & _BACKED and low(one.first - 1) not in {"to", "the", "a", "of"}
    return Verdict(one.first, one.end, "confirmed", "verified-active") if fits else None


def _by_many(doc: Doc, one: Verdict, after: str) -> bool:
    """`officials confirm the toll`."""
    before = doc.tokens[one.first - 1]
    return one.end - one.first == 1 and is_plural(before.text) and after not in {"or", ","}


def _denied_subject(doc: Doc, at: int) -> bool:
    """`neither claim could be verified`, `none of it can be confirmed`."""
    return any(doc.tokens.low(place) in _NOBODY for place in range(max(0, at - 7), at))


def _checks(doc: Doc, one: Verdict, passive: bool) -> bool:
    """Not "confirmed cases", "a confirmed toll": a participle before its noun."""
    before, after = doc.tokens[one.first - 1], doc.tokens[one.end]
    if passive or one.end - one.first > 1:
        return True
    if after.low == "by" and is_plural(before.text):
        return False
    if before.low in {"a", "the", "of", "laboratory", "-", "lab", "newly", "no", "and", "with"}:
        return before.low == "and"
    return (
        (before.kind == WORD or before.text == ",")
        and not before.text.isdigit()
        and after.low not in {"cases", "deaths"}
    )


def _disputed(doc: Doc, one: Verdict, word: str, passive: bool, after: str, before: str
              ) -> Verdict | None:  # fmt: skip
    if word in _QUESTIONS and not passive:
        behind = {doc.tokens.low(one.end + step) for step in range(4)}
        told = _TOLD if word in {"rejected", "dismissed"} else _JUDGED
        if not behind & told:
            return None
    doubted = word in {"questioned", "questions", "rejected", "challenged", "dismissed"}
    if word in _QUESTIONS and passive and doubted and not (after == "by" and _of_claim(doc, one)):
        return None
    if word in {"denied", "denies", "deny", "denying"}:
        if (passive and after != "by" and not _of_claim(doc, one)) or after in {
            "access",
            "bail",
            "entry",
            "permission",
            "him",
            "her",
            "them",
            "us",
        }:
            return None
        if before in {"to", "or"}:
            return None
    if before in {"the", "a", "in", "territorial", "trade", "labour", "labor", "pay", "of", "this"}:
        return None
    return Verdict(one.first, one.end, "disputed", "verified-disputes")


def _of_claim(doc: Doc, one: Verdict) -> bool:
    """Whether a claim is the subject: "the allegation was denied", "that was challenged by"."""
    before = {doc.tokens.low(at) for at in range(max(0, one.first - 3), one.first)}
    return bool(before & ANAPHORS) or bool(before & {"allegation", "allegations"})


def _labelled(doc: Doc, at: int, end: int) -> Verdict | None:
    """`dismissed as false`, `is untrue`, `rated it misleading`, `rejected that as incorrect`."""
    low = doc.tokens.low
    if low(at) in {"dismissed", "rejected", "rated", "labelled", "labeled", "described", "branded",
                   "flagged", "called", "judged", "deemed", "ruled", "declared"}:  # fmt: skip
        for place in range(at + 1, min(end, at + 7)):
            if place in doc.quoted or low(place) in {",", ".", ";"}:
                break
            if low(place) in _LABELS:
                return _label(doc, at, place)
    shown = next((one for one in _FOUND_TO_BE if doc.tokens.follows(at, one)), "")
    if shown or low(at) in {"is", "are", "was", "were"}:
        place = at + max(1, len(shown.split()))
        while low(place) in _FULLY:
            place += 1
        if low(place) in _LABELS - {"wrong", "hard"} or (
            low(place) in {"true", "accurate", "correct"} and low(place - 1) == "not"
        ):
            place += low(place) == "false" and low(place + 1) == "alarm"
            place += low(place + 1) in {'"', "”", "’"} and any(
                low(step) in {'"', "“", "‘"} for step in range(at, place)
            )
            start = helpers_start(doc, at) if shown else at
            return Verdict(start, place + 1, "refuted", "verified-label")
    return None


def _label(doc: Doc, at: int, place: int) -> Verdict:
    start = helpers_start(doc, at)
    soft = doc.tokens.low(place) in {"misleading", "implausible", "inaccurate", "unsubstantiated"}
    return Verdict(start, place + 1, "disputed" if soft else "refuted", "verified-label")
