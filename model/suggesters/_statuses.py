"""Which claim words of checking judge: the one they introduce, or one before them (rule G21)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from model.suggesters._document import Doc
from model.suggesters._verdict_phrases import Verdict
from model.suggesters._words import ANAPHORS
from model.tokens import Range
from model.wordlists import words

REACH = 3
"""Sentences between a verified span and the claim before it that it may judge."""
_CLAIMS = 8
"""Claims before words of checking that are looked at for one with a source."""
_OBJECT = 3
"""Tokens between words of checking and the "reports" or "claims" that they judge."""
_OWN = words("verified-active verified-disputes verified-unable verified-negated")
_BEING = words("be been being is are was were")
_BEHIND = words("by on in at as to of from for and but or when while because after before since")
_PAIRS = words("either neither both")
_PAIR = 8
"""Tokens around words of checking in which "either" says that they judge two claims."""


def statuses(
    doc: Doc, claims: Mapping[Range, int], checks: Mapping[Range, int]
) -> Iterator[tuple[int, int, str]]:
    """A claim, the words that judge it, and the part of the rule that joined them; claims and
    verified spans are known by the code points where they stand."""
    known = {doc.span(one.first, one.end): one for one in doc.verdicts}
    introduced = _introduced(doc, claims)
    near = _Near(doc, claims)
    for place, check in checks.items():
        first, end = doc.place(place[0]), doc.place(place[1] - 1) + 1
        told = sorted({claim for at in range(first, end) for claim in introduced.get(at, ())})
        for claim in told:
            yield claim, check, "link-status-introduced"
        verdict = known.get(place)
        if told or (verdict is not None and _has_object(doc, verdict)):
            continue
        around = near.around(place) if doc.tokens.low(end) == "by" else None
        if around is not None:
            yield around, check, "link-status-0"
            continue
        for claim, apart in near.before(place, first):
            yield claim, check, f"link-status-{min(apart, 1)}"


def _introduced(doc: Doc, claims: Mapping[Range, int]) -> dict[int, list[int]]:
    """The claims that a token's words of saying introduce."""
    found: dict[int, list[int]] = {}
    for saying in doc.sayings.every:
        claim = claims.get(doc.span(*saying.content))
        if claim is None or saying.cue is None:
            continue
        first = saying.cue[0] - (_OBJECT if saying.kind == "noun" else 0)
        for place in range(first, saying.cue[1]):
            found.setdefault(place, []).append(claim)
    return found


def _has_object(doc: Doc, one: Verdict) -> bool:
    """`denied wrongdoing`, `has verified 640 of the deaths`, `declined to confirm whether`: what is
    judged stands behind, and is none of the claims before; "denied it", "denied the claims" judge
    one of those."""
    low = doc.tokens.low
    if one.kind not in _OWN or any(low(at) in _BEING for at in range(one.first, one.end)):
        return False
    behind = low(one.end)
    if not behind or not behind[0].isalnum() or behind in _BEHIND:
        return False
    for at in range(one.end, one.end + 4):
        if not low(at) or not low(at)[0].isalnum() or low(at) in _BEHIND:
            break
        if low(at) in ANAPHORS:
            return False
    return True


class _Near:
    """Finds claims around and before a place."""

    def __init__(self, doc: Doc, claims: Mapping[Range, int]) -> None:
        self.doc = doc
        self._attributed = {
            claims.get(doc.span(*one.content)) for one in doc.sayings.every if one.source
        }
        self._ended = sorted((end, -start, at) for (start, end), at in claims.items())

    def around(self, place: Range) -> int | None:
        """The shortest claim that holds the place: "the toll *confirmed* by officials is nine"."""
        ended = bisect_left(self._ended, (place[1], -len(self.doc.text), 0))
        held = [(end + start, at) for end, start, at in self._ended[ended : ended + _CLAIMS]
                if -start <= place[0]]  # fmt: skip
        return min(held)[1] if held else None

    def before(self, place: Range, first: int) -> list[tuple[int, int]]:
        """The claim that ends next before a place, and how many sentences before; one that is
        attributed, unless it stands in the same sentence. Two behind "either", "both"."""
        sentence = self.doc.sentence_of(first)
        ended = bisect_left(self._ended, (place[0] + 1, -len(self.doc.text), 0))
        near = [(at, sentence - self._sentence(end))
                for end, _, at in self._ended[max(0, ended - _CLAIMS) : ended]]  # fmt: skip
        near = [(at, apart) for at, apart in near if apart <= REACH]
        beside = bool(near) and not near[-1][1]
        judged = [one for one in near if beside or one[0] in self._attributed] or near
        held = self.doc.sentences[sentence]
        beside_it = range(max(held.first, first - _PAIR), min(held.end, first + _PAIR))
        pair = any(self.doc.tokens.low(at) in _PAIRS for at in beside_it)
        return judged[-1 - pair :]

    def _sentence(self, end: int) -> int:
        return self.doc.sentence_of(self.doc.place(end - 1))
