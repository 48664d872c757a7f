"""Words that say whether something was checked, with the stance that they take (rules G20-G22)."""

from __future__ import annotations

from collections.abc import Iterator

from model.figure_plurals import is_plural
from model.figure_tokens import WORD
from model.suggesters import _verdict_labels as labels
from model.suggesters import _verdict_phrasals as phrasals
from model.suggesters import _verdict_phrases as phrases
from model.suggesters import _verdict_words as known
from model.suggesters._document import Doc
from model.suggesters._verdict_phrases import BASES, NEGATIONS, Verdict, helpers_start
from model.suggesters._words import ANAPHORS
from model.wordlists import words

_ONLY_PASSIVE = words("proved proven checked replicated reproduced")
_NO_SUBJECTS = words("the a in territorial trade labour labor pay of this")

_CONFIRMED_LABEL = 6
"""Tokens between "confirmed" and "is genuine"."""
_FIRST_WORDS = (
    phrases.FIRST_WORDS | phrasals.FIRST_WORDS | labels.FIRST_WORDS | known.CHECKING_FORMS | BASES
)


def verdicts(doc: Doc) -> list[Verdict]:
    """Every one outside silent paragraphs, in order, none inside another."""
    found: list[Verdict] = []
    for sentence in doc.sentences:
        at = sentence.first
        while at < sentence.end:
            one = next((v for v in _at(doc, at, sentence.end) if v is not None), None)
            if one is None or (found and _is_same(found[-1], one)):
                at += 1
                continue
            found.append(one)
            at = one.end
    return found


def _is_same(before: Verdict, one: Verdict) -> bool:
    """Whether one lies in the one before, or is what that one says: `confirmed the footage was
    genuine`."""
    said = one.kind == "verified-label" and before.kind == "verified-active"
    return one.first < before.end + (_CONFIRMED_LABEL if said and one.stance == "confirmed" else 0)


def _at(doc: Doc, at: int, end: int) -> Iterator[Verdict | None]:
    if doc.tokens.low(at) not in _FIRST_WORDS or doc.tokens[at].kind != WORD:
        return
    yield from phrasals.at(doc, at)
    yield from phrases.at(doc, at)
    yield labels.at(doc, at, end)
    yield _group(doc, at)


def _group(doc: Doc, at: int) -> Verdict | None:
    """A verb of checking with its helpers: "could not be independently confirmed"."""
    low = doc.tokens.low
    word = low(at)
    if word not in known.CHECKING_FORMS and word not in BASES and not _reviewed(doc, at):
        return None
    start = phrasals.group_start(doc, at)
    helpers = {low(place) for place in range(helpers_start(doc, at), at)}
    negated = bool(helpers & NEGATIONS)
    end = at + (3 if _reviewed(doc, at) and low(at + 1) == "-" else 2 if _reviewed(doc, at) else 1)
    return _judged(doc, Verdict(start, end, "", ""), word, helpers, negated)


def _reviewed(doc: Doc, at: int) -> bool:
    low = doc.tokens.low
    return low(at) == "peer" and "reviewed" in {low(at + 1), low(at + 2)}


def _judged(doc: Doc, one: Verdict, word: str, helpers: set[str], negated: bool) -> Verdict | None:
    passive = bool(helpers & known.BEING)
    stance = "unconfirmed" if negated else "confirmed"
    kind = "verified-negated" if negated else "verified-passive" if passive else "verified-active"
    if word == "peer":
        return Verdict(one.first, one.end, stance, "verified-reviewed") if helpers else None
    if word in known.BACKS:
        return _backed(doc, one, negated, passive)
    if word in known.FOUND:
        fits = negated and passive and bool(helpers & known.MODALS)
        return Verdict(one.first, one.end, "unconfirmed", kind) if fits else None
    if word in BASES:
        after = doc.tokens.low(one.end)
        seems = doc.tokens.low(one.end - 2) == "to" and one.end - one.first > 2
        fits = negated or seems or (word == "confirm" and _by_many(doc, one, after))
        return Verdict(one.first, one.end, stance, kind) if fits else None
    if word in known.CONFIRMS | known.PRESENT:
        return _confirmed(doc, Verdict(one.first, one.end, stance, kind), word, helpers)
    if word in known.RECOGNISES:
        return _unrecognised(doc, one) if negated else None
    if word in known.REFUTES:
        return Verdict(one.first, one.end, "refuted", "verified-refutes")
    if negated and not passive and _undisputed(word, helpers):
        return Verdict(one.first, one.end, "confirmed", "verified-undisputed")
    if negated and "immediately" not in helpers:
        return None
    return _disputed(doc, one, word, passive)


def _unrecognised(doc: Doc, one: Verdict) -> Verdict | None:
    """`does not recognise those figures`, `a figure the ministry does not recognise`."""
    behind = {doc.tokens.low(one.end + step) for step in range(3)}
    fits = behind & known.CLAIM_NOUNS or phrasals.tells_of_claim(doc, one.first, one.end)
    return Verdict(one.first, one.end, "disputed", "verified-disputes") if fits else None


def _undisputed(word: str, helpers: set[str]) -> bool:
    """`did not dispute`, `has not denied`."""
    past = word in {"disputed", "denied", "contested", "challenged", "questioned"}
    return word in {"dispute", "deny", "contest"} or (
        past and bool(helpers & {"has", "have", "had"})
    )


def _confirmed(doc: Doc, one: Verdict, word: str, helpers: set[str]) -> Verdict | None:
    negated, passive = one.stance == "unconfirmed", bool(helpers & known.BEING)
    if word in _ONLY_PASSIVE and not (passive or negated):
        return None
    denied = phrases.nobody(doc, one.first)
    if word in {"proved", "proven"} and not (negated or denied or "independently" in helpers):
        return None
    if not negated and helpers & known.MODALS:
        return Verdict(one.first, one.end, "unconfirmed", one.kind) if denied else None
    stance = "unconfirmed" if denied else one.stance
    fits = _checks(doc, one, passive)
    return Verdict(one.first, one.end, stance, one.kind) if fits else None


def _backed(doc: Doc, one: Verdict, negated: bool, passive: bool) -> Verdict | None:
    """`supported the claim`, `is not backed by any evidence`: of a claim, not of a candidate."""
    low = doc.tokens.low
    if passive:
        proof = low(one.end) == "by" and (
            {low(one.end + 1), low(one.end + 2)} & (known.EVIDENCE - {"witnesses"})
        )
        stance = "unconfirmed" if negated else "confirmed"
        fits = proof or (low(one.end) == "by" and _of_claim(doc, one))
        return Verdict(one.first, one.end, stance, "verified-passive") if fits else None
    behind = {low(one.end), low(one.end + 1), low(one.end + 2)}
    shown = low(one.end) in {"it", "that", "this"} and _is_evidence(doc, one.first)
    fits = (behind & known.BACKED or shown) and low(one.first - 1) not in {"to", "the", "a", "of"}
    stance = "disputed" if negated else "confirmed"
    if phrases.nobody(doc, one.first):  # nothing in the files supports that claim
        stance = "unconfirmed"
    return Verdict(one.first, one.end, stance, "verified-active") if fits else None


def _is_evidence(doc: Doc, end: int) -> bool:
    """`Two later studies (supported it)`."""
    return any(doc.tokens.low(at) in known.EVIDENCE for at in range(max(0, end - 4), end))


def _by_many(doc: Doc, one: Verdict, after: str) -> bool:
    """`officials confirm the toll`."""
    before = doc.tokens[one.first - 1]
    return one.end - one.first == 1 and is_plural(before.text) and after not in {"or", ","}


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


def _disputed(doc: Doc, one: Verdict, word: str, passive: bool) -> Verdict | None:
    if doc.tokens.low(one.first - 1) in _NO_SUBJECTS:
        return None
    owned = doc.tokens.low(one.first - 1) in {"a", "an", "the", "its", "their", "his", "her", "'s"}
    fits = doc.tokens.low(one.end) in known.JUDGED | known.CLAIM_NOUNS
    if owned and not fits and word in {"disputed", "contested"}:
        return None  # their disputed border
    if word.startswith("contest"):
        near = {doc.tokens.low(at) for at in range(max(0, one.first - 4), one.end + 4)}
        if near & known.CONTESTS:
            return None
    if word in known.QUESTIONS and not _questions(doc, one, word, passive):
        return None
    if word in known.DENYING and not _denies(doc, one, passive):
        return None
    return Verdict(one.first, one.end, "disputed", "verified-disputes")


def _denies(doc: Doc, one: Verdict, passive: bool) -> bool:
    """Not `was denied bail`, `declined to deny`."""
    after, before = doc.tokens.low(one.end), doc.tokens.low(one.first - 1)
    if passive and after != "by" and not _of_claim(doc, one):
        return False
    return after not in known.NO_CHECK_AFTER_DENYING and before not in {"to", "or"}


def _questions(doc: Doc, one: Verdict, word: str, passive: bool) -> bool:
    """`rejected the claim`, `challenged that account`: of what was told, not of a plan."""
    low = doc.tokens.low
    if passive:
        rejected_bill = low(one.first - 1) == "it"
        of_claim = low(one.end) == "by" and _of_claim(doc, one) and not rejected_bill
        return word not in known.DOUBTED or of_claim
    behind = {low(one.end + step) for step in range(5) if not _is_any(doc, one.end + step)}
    told = known.TOLD if word in known.REJECTS else known.JUDGED
    if word in {"rejected", "rejects"}:
        told = known.REJECTS_CHARGES
    if word == "contradicted" and low(one.end) == "by":  # backed by Roe but contradicted by Bell
        return True
    if not behind & told and phrasals.tells_of_claim(doc, one.first, one.end):
        return True
    bare = word in known.BARE and one.end - one.first == 1
    somebody = is_plural(doc.tokens[one.first - 1].text) or low(one.first - 1) in {"they", "we"}
    return bool(behind & told) and (not bare or somebody)


def _is_any(doc: Doc, at: int) -> bool:
    """`a claim under Section 107`: not one that was made before."""
    return doc.tokens.low(at - 1) in {"a", "an"} and doc.tokens.low(at + 1) != "that"


def _of_claim(doc: Doc, one: Verdict) -> bool:
    """Whether a claim is the subject: "the allegation was denied", "that was challenged by"."""
    before = {doc.tokens.low(at) for at in range(max(0, one.first - 3), one.first)}
    return bool(before & ANAPHORS)
