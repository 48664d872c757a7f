"""Words of checking of several parts: "bear out", "knocked down", "has not gone through peer
review", "No evidence has been offered", "runs counter to"."""

from __future__ import annotations

from collections.abc import Iterator

from model.suggesters._document import Doc
from model.suggesters._verdict_phrases import NEGATIONS, Verdict, helpers_start
from model.suggesters._verdict_words import BEING, CLAIM_NOUNS, EVIDENCE, JUDGED, TOLD
from model.suggesters._words import ANAPHORS, GENITIVE
from model.wordlists import words

_FORMS = {
    form: base
    for base, listed in {
        "bear": "bear bears bore borne", "back": "back backs backed", "stand": "stand stands stood",
        "vouch": "vouch vouches vouched", "attest": "attest attests attested",
        "knock": "knock knocks knocked", "bat": "bat bats batted",
        "brush": "brush brushes brushed", "wave": "wave waves waved",
        "shoot": "shoot shoots shot", "laugh": "laugh laughs laughed",
        "push": "push pushes pushed pushing", "take": "take takes took taken taking",
        "pour": "pour pours poured pouring", "scoff": "scoff scoffs scoffed",
        "run": "run runs ran", "conflict": "conflict conflicts conflicted",
        "tally": "tally tallies tallied", "square": "square squares squared",
        "chime": "chime chimes chimed", "hold": "hold holds held", "check": "check checks checked",
        "add": "add adds added", "match": "match matches matched",
        "consistent": "consistent", "inconsistent": "inconsistent", "in": "in", "open": "open",
        "rule": "rule rules ruled", "reconcile": "reconcile reconciles reconciled",
    }.items()
    for form in listed.split()
}  # fmt: skip
_STANCES = {
    "confirmed": ("bear out", "back up", "stand by", "vouch for", "attest to", "tally with",
                  "square with", "chime with", "consistent with", "reconcile with"),
    "refuted": ("rule out",),
    "disputed": ("knock down", "bat away", "bat aside", "brush aside", "brush off", "wave away",
                 "wave aside", "shoot down", "laugh off", "push back against", "push back on",
                 "take issue with", "pour cold water on", "pour scorn on", "scoff at",
                 "run counter to", "conflict with", "inconsistent with", "in dispute", "in doubt",
                 "in question", "open to question", "open to doubt"),
}  # fmt: skip
_PHRASES: dict[str, list[tuple[str, str]]] = {}
for _stance, _listed in _STANCES.items():
    for _one in _listed:
        _base, _, _rest = _one.partition(" ")
        _PHRASES.setdefault(_base, []).append((_rest, _stance))
_OF_SUBJECT = words("consistent inconsistent in open")
"""They stand behind "is" and "remains", and a claim is their subject, or stands behind "with"."""
_PARTED = words("this that it them him her")
"""What a verb and its particle may have between them: "bear this out"."""
_STANDS = {"hold": "up", "stand": "up", "check": "out", "add": "up"}
"""What a claim does that is so."""
_EAGER = words("quick swift eager keen careful reluctant slow")
SEEMS = words("appear appears appeared seem seems seemed")
_SCRAPS = words("shred scrap iota ounce hint jot trace grain whit")
_SHOWN = words("offered given provided produced presented published cited shown emerged released")
_REVIEWS = words("""
gone through undergone undergo passed pass been subject subjected to completed awaiting awaits
awaited await pending without under formal independent full go going any put
""")
FIRST_WORDS = frozenset(_FORMS) | words("""
peer no not without short remains remain remained retracted recanted lacks lacked lacking lack
""")


def at(doc: Doc, place: int) -> Iterator[Verdict | None]:
    low = doc.tokens.low(place)
    if low not in FIRST_WORDS:
        return
    if low in _FORMS:
        yield _phrasal(doc, place, _FORMS[low])
        yield _stands(doc, place, _FORMS[low])
    yield _reviewed(doc, place)
    yield _nothing_shown(doc, place)
    yield _no_shred(doc, place)
    yield _no_basis(doc, place)
    yield _remains(doc, place)
    yield _retracted(doc, place)


def group_start(doc: Doc, at: int) -> int:
    """Where the verb group of a bare verb begins: "have been quick to deny"."""
    start = helpers_start(doc, at)
    if doc.tokens.low(start - 1) == "to" and doc.tokens.low(start - 2) in _EAGER | SEEMS:
        return helpers_start(doc, start - 2)
    return start


def _phrasal(doc: Doc, at: int, base: str) -> Verdict | None:
    tokens = doc.tokens
    for rest, stance in _PHRASES.get(base, ()):
        parted = tokens.low(at + 1) in _PARTED and tokens.low(at + 2) == rest
        end = at + 3 if parted else tokens.follows(at + 1, rest)
        if not end:
            continue
        start = group_start(doc, at)
        helpers = {tokens.low(place) for place in range(helpers_start(doc, at), at)}
        negated = bool(helpers & NEGATIONS)
        compared = negated and stance == "confirmed" and rest == "with"
        if compared or rest == "counter to":
            fits = _points(doc, end, end + 4) or _points(doc, start - 6, start)
        elif base in _OF_SUBJECT:
            fits = _links(doc, at) and (
                _points(doc, end, end + 4) or _points(doc, start - 6, start)
            )
            start = start - 1 if tokens.low(start - 1).startswith("remain") else start
        elif parted:
            fits = True
        else:
            fits = _judges_claim(doc, start, end, passive=bool(helpers & BEING))
        if not fits or (negated and stance == "disputed"):
            return None
        if negated:
            stance = "disputed" if compared else "unconfirmed"
        return Verdict(start, end, stance, _kind(helpers, stance))
    return None


def _kind(helpers: set[str], stance: str) -> str:
    if helpers & BEING:
        return "verified-passive"
    return "verified-active" if stance == "confirmed" else "verified-disputes"


def _links(doc: Doc, at: int) -> bool:
    low = doc.tokens.low
    return (
        low(at - 1) in BEING | NEGATIONS
        or low(at - 1).startswith("remain")
        or (low(at - 1).endswith("ly") and low(at - 2) in BEING)
    )


def _points(doc: Doc, first: int, end: int) -> bool:
    return any(doc.tokens.low(place) in CLAIM_NOUNS for place in range(max(0, first), end))


def _judges_claim(doc: Doc, start: int, end: int, *, passive: bool) -> bool:
    """Whether a claim is the object, the subject of a passive, or what a clause tells more of: "a
    suggestion her aides have knocked down"."""
    low = doc.tokens.low
    for place in range(end, end + 5):
        if not low(place) or not (low(place)[0].isalnum() or low(place) in GENITIVE):
            break
        if low(place) in JUDGED - {"how", "charge", "charges"}:
            return True
    if passive:
        first = doc.sentences[doc.sentence_of(start)].first
        near = {low(place) for place in (*range(max(0, start - 4), start), first, first + 1)}
        return bool(near & ANAPHORS)
    return tells_of_claim(doc, start, end)


def tells_of_claim(doc: Doc, start: int, end: int) -> bool:
    """`a finding the developer rejects`: a clause that ends in words of checking."""
    low = doc.tokens.low
    ended = not low(end) or not low(end)[0].isalnum() or low(end) in {"and", "but", "as"}
    if not ended:
        return False
    for at in range(start - 1, max(0, start - 10), -1):
        if low(at) in {",", ".", ";"}:
            return False
        if low(at) in CLAIM_NOUNS:
            return low(at - 1) in {"a", "an"} or low(at - 2) == ","
    return False


def _stands(doc: Doc, at: int, base: str) -> Verdict | None:
    """`the figure checks out`, `the account does not stand up`."""
    if _STANDS.get(base) != doc.tokens.low(at + 1):
        return None
    start = helpers_start(doc, at)
    low = doc.tokens.low
    if not _points(doc, start - 4, start) and low(start - 1) not in {"that", "it"}:
        return None
    negated = any(low(place) in NEGATIONS for place in range(start, at))
    alone = not low(at + 2) or not low(at + 2)[0].isalnum() or low(at + 2) in {"to", "under"}
    if not alone or (low(start - 1) == "it" and not negated):
        return None
    return Verdict(start, at + 2, "disputed" if negated else "confirmed", "verified-label")


def _reviewed(doc: Doc, at: int) -> Verdict | None:
    """`has not gone through peer review`, `is awaiting peer review`, `without peer review`."""
    low = doc.tokens.low
    if low(at) != "peer":
        return None
    end = at + 1 + (low(at + 1) == "-")
    if low(end) != "review":
        return None
    start = at
    while low(start - 1) in _REVIEWS:
        start -= 1
    start = helpers_start(doc, start)
    led = {low(place) for place in range(start, at)}
    if led & (NEGATIONS | {"yet", "pending", "without", "await", "awaits", "awaiting", "awaited"}):
        return Verdict(start, end + 1, "unconfirmed", "verified-reviewed")
    fits = led & {"passed", "undergone", "through", "completed"}
    return Verdict(start, end + 1, "confirmed", "verified-reviewed") if fits else None


def _nothing_shown(doc: Doc, at: int) -> Verdict | None:
    """`No evidence has been offered`, `no proof was ever given`; `lacks evidence`."""
    low = doc.tokens.low
    place = at + 1
    while low(place) in {"independent", "further", "such", "hard", "supporting", "any", "credible"}:
        place += 1
    if low(place) not in {"evidence", "proof", "confirmation"}:
        return None
    if low(at).startswith("lack"):
        return Verdict(helpers_start(doc, at), place + 1, "unconfirmed", "verified-noun")
    end = place + 1
    while low(end) in {"has", "have", "had", "been", "was", "is", "yet", "ever", "so", "far"}:
        end += 1
    shown = low(at) == "no" and end > place + 1 and low(end) in _SHOWN
    return Verdict(at, end + 1, "unconfirmed", "verified-noun") if shown else None


def _no_shred(doc: Doc, at: int) -> Verdict | None:
    """`was "not a shred of evidence"`, `without an iota of proof`."""
    low = doc.tokens.low
    fits = low(at) in {"not", "without"} and low(at + 1) in {"a", "an", "one"}
    if not fits or low(at + 2) not in _SCRAPS or low(at + 3) != "of":
        return None
    if low(at + 4) not in {"evidence", "proof", "truth"}:
        return None
    quoted = low(at - 1) in {'"', "“", "‘", "'"}
    start = at - quoted
    start -= low(start - 1) in BEING
    end = at + 5
    end += quoted and low(end) in {'"', "”", "’", "'"}
    stance = "refuted" if low(at + 4) == "truth" else "unconfirmed"
    return Verdict(start, end, stance, "verified-noun")


def _no_basis(doc: Doc, at: int) -> Verdict | None:
    """`the charge is without foundation`, `the claims had no basis in fact`."""
    low = doc.tokens.low
    known = {"foundation", "basis", "merit", "substance"}
    if low(at) not in {"no", "without"} or low(at + 1) not in known:
        return None
    start = helpers_start(doc, at)
    pointed = _points(doc, start - 4, start + 1) or _points(doc, at + 2, at + 6)
    if start == at or not pointed:
        return None
    end = at + 2 + 2 * bool(doc.tokens.follows(at + 2, "in fact"))
    return Verdict(start, end, "refuted", "verified-label")


def _remains(doc: Doc, at: int) -> Verdict | None:
    """`remains to be verified`; `stopped short of confirming`."""
    low = doc.tokens.low
    if low(at).startswith("remain") and doc.tokens.follows(at + 1, "to be"):
        place = at + 3
        while low(place).endswith("ly"):
            place += 1
        checked = words("confirmed verified corroborated established proved proven tested checked")
        fits = low(place) in checked
        return Verdict(helpers_start(doc, at), place + 1, "unconfirmed", "verified-unable") if (
            fits) else None  # fmt: skip
    if low(at) == "short" and low(at + 1) == "of" and low(at - 1) in {
        "stopped", "stops", "fell", "falls", "stopping"
    } and low(at + 2) in {"confirming", "verifying", "corroborating"}:  # fmt: skip
        return Verdict(at - 1, at + 3, "unconfirmed", "verified-unable")
    return None


def _retracted(doc: Doc, at: int) -> Verdict | None:
    """`retracted the statement`, `the paper was retracted`."""
    low = doc.tokens.low
    if low(at) not in {"retracted", "recanted"}:
        return None
    start = helpers_start(doc, at)
    passive = any(low(place) in BEING for place in range(start, at))
    near = range(max(0, start - 4), start) if passive else range(at + 1, at + 5)
    fits = {low(place) for place in near} & (TOLD | EVIDENCE | {"statement", "paper", "article"})
    kind = "verified-passive" if passive else "verified-disputes"
    return Verdict(start, at + 1, "refuted", kind) if fits else None
