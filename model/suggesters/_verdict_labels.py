"""What a claim is called: "dismissed as false", "is untrue", "the figure is accurate"."""

from __future__ import annotations

from model.suggesters._document import Doc
from model.suggesters._verdict_phrases import Verdict, helpers_start
from model.suggesters._words import ANAPHORS
from model.wordlists import words

_FALSE = words("""
false untrue incorrect baseless unfounded groundless fake fabricated bogus spurious concocted
nonsense rubbish garbage untruthful debunked propaganda lies slander
fiction disinformation misinformation fabrication hoax lie myth invention fantasy fairy fable
""")
_DOUBTFUL = words("""
misleading implausible inaccurate unsubstantiated absurd ridiculous ludicrous preposterous
far-fetched fanciful exaggerated overblown speculative laughable
""")
_FALSE_OF_CLAIMS = words("wrong mistaken staged doctored forged manipulated")
_DOUBTFUL_OF_CLAIMS = words("exaggerated inflated overstated premature overblown")
_TRUE_OF_CLAIMS = words("accurate correct true genuine authentic right")
_SHOWN = words("""
claim claims report reports account accounts allegation allegations accusation accusations figure
figures number numbers statement statements assertion assertions rumour rumours rumor rumors
suggestion suggestions story stories version estimate estimates total toll count
theory theories idea notion that this video videos footage photo photos photograph photographs
image images picture pictures clip clips document documents letter recording screenshot quote post
""")
_CALLS = words("""
dismissed rejected rated labelled labeled described branded flagged called judged deemed ruled
declared dubbed denounced derided ridiculed decried dismisses calls describes brands denounces
termed
""")
_FOUND_TO_BE = ("turned out to be", "found to be", "proved to be", "shown to be", "proved")
_IS = words("is are was were")
_FULLY = words("""
\" “ ‘ simply completely entirely totally complete patently absolutely utterly pure not plainly
a an all just clearly demonstrably quite broadly largely essentially substantially
""")
_FINDS = words("found deemed judged proved showed")
FIRST_WORDS = _CALLS | _IS | _FINDS | words("turned found proved shown")
_NOT_SAID = words("whether if how until unless not never")
_QUOTED = 8
"""Tokens of a quotation that is a label as a whole: 'called it "a fairy tale for children"'."""
_REACH = 7
"""Tokens from "called" to the label."""


def at(doc: Doc, place: int, end: int) -> Verdict | None:
    """The label that begins at `place`, in a sentence that ends at `end`."""
    low = doc.tokens.low(place)
    if low in _CALLS:
        found = _called(doc, place, end)
        if found is not None:
            return found
    if low in _FINDS:
        found = _found_to_be(doc, place, end)
        if found is not None:
            return found
    if low in _IS or low in {"turned", "found", "proved", "shown"}:
        return _is_labelled(doc, place)
    return None


def _called(doc: Doc, at: int, end: int) -> Verdict | None:
    low = doc.tokens.low
    pointed = False
    for place in range(at + 1, min(end, at + _REACH)):
        one = doc.quoted.get(place)
        if low(place) in {",", ".", ";"} or (one is not None and one.open > at and not pointed):
            return None
        pointed = pointed or low(place) in ANAPHORS | {"as"}
        if low(place) in _FALSE | _DOUBTFUL | {"wrong"}:
            stop = _closed(doc, at, place + 1 + (low(place) == "fairy"))
            stance = "disputed" if low(place) in _DOUBTFUL else "refuted"
            return Verdict(helpers_start(doc, at), stop, stance, "verified-label")
    return None


def _found_to_be(doc: Doc, at: int, end: int) -> Verdict | None:
    """`found the claim to be misleading`."""
    low = doc.tokens.low
    for place in range(at + 2, min(end - 2, at + _REACH)):
        if low(place) in {",", ".", ";"}:
            return None
        if low(place) == "to" and low(place + 1) == "be":
            label = place + 2
            while low(label) in _FULLY:
                label += 1
            if low(label) not in _FALSE | _DOUBTFUL or label in doc.quoted:
                return None
            stance = "disputed" if low(label) in _DOUBTFUL else "refuted"
            return Verdict(helpers_start(doc, at), label + 1, stance, "verified-label")
    return None


def _closed(doc: Doc, at: int, end: int) -> int:
    """Behind the mark that closes a short quotation begun since `at` (rule G5)."""
    one = doc.quoted.get(end - 1)
    if one is None or one.open <= at or one.close - one.open > _QUOTED:
        return end
    return max(end, one.close + 1)


def _is_labelled(doc: Doc, at: int) -> Verdict | None:
    """`is untrue`, `turned out to be false`, `is not accurate`, `were staged`."""
    low = doc.tokens.low
    shown = next((one for one in _FOUND_TO_BE if doc.tokens.follows(at, one)), "")
    if not shown and low(at) not in _IS:
        return None
    place = at + max(1, len(shown.split()))
    while low(place) in _FULLY:
        place += 1
    stance = _stance(doc, at, place)
    if not stance:
        return None
    end = place + 1
    end += low(place) == "false" and low(end) == "alarm"
    end += low(place) == "fairy"
    end += low(end) in {'"', "”", "’"} and any(
        low(step) in {'"', "“", "‘"} for step in range(at, place)
    )
    start = helpers_start(doc, at) if shown else at
    return Verdict(start, end, stance, "verified-label")


def _stance(doc: Doc, at: int, place: int) -> str:
    low = doc.tokens.low
    word, negated = low(place), low(place - 1) == "not"
    if word in _FALSE:
        return "refuted"
    if word in {"true", "accurate", "correct"} and negated:
        return "refuted"
    if word in _DOUBTFUL - _DOUBTFUL_OF_CLAIMS:
        return "disputed" if word in {"misleading", "inaccurate"} or _of_claim(doc, at) else ""
    if negated or not _of_claim(doc, at):
        return ""
    if word in _TRUE_OF_CLAIMS:
        return "" if low(place + 1) in {"to", "for", "of", "in"} else "confirmed"
    if word in _FALSE_OF_CLAIMS:
        return "" if low(place + 1) in {"to", "for"} else "refuted"
    return "disputed" if word in _DOUBTFUL_OF_CLAIMS else ""


def _of_claim(doc: Doc, at: int) -> bool:
    """Whether a claim is the subject: right before, or what the sentence begins with."""
    low = doc.tokens.low
    first = doc.sentences[doc.sentence_of(at)].first
    near = {low(place) for place in range(max(first, at - 4), at)}
    if near & _NOT_SAID or low(at - 1) in {"it", "he", "she", "they", "who"}:
        return False
    led = {low(place) for place in range(first, min(first + 3, at))}
    aside = low(at - 1) == "," and bool(led & (_SHOWN - {"that", "this"}))
    return aside or bool(near & (_SHOWN - {"that", "this"})) or low(at - 1) in {"that", "this"}
