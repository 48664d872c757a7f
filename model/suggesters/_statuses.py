"""Which claim words of checking judge: the one they introduce, or one before them (rule G21)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from model.suggesters._document import Doc
from model.suggesters._verdict_phrasals import tells_of_claim
from model.suggesters._verdict_phrases import Verdict
from model.suggesters._words import ANAPHORS, DETERMINERS
from model.tokens import Range
from model.wordlists import words

REACH = 3
"""Sentences between a verified span and the claim before it that it may judge."""
_CLAIMS = 8
"""Claims before words of checking that are looked at for one with a source."""
_OBJECT = 3
"""Tokens between words of checking and the "reports" or "claims" that they judge."""
_OWN = words("""
verified-active verified-disputes verified-unable verified-negated verified-undisputed
""")
_BEING = words("be been being is are was were")
_BEHIND = words("by on in at as to of from for and but or when while because after before since")
_PAIRS = words("either neither both")
_ALLEGED = words("allegation allegations accusation accusations charge charges")
_ALLEGES = words("alleged accused alleges accuses allege")
_NUMBERS = words("""
figure figures number numbers toll count estimate estimates readings total amount sum
""")
_SUBJECT = 40
"""Tokens in words of checking and their subject that are looked at."""
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
        first, end = doc.place(place[0]), doc.place(place[1])
        told = sorted({claim for at in range(first, end) for claim in introduced.get(at, ())})
        for claim in told:
            yield claim, check, "link-status-introduced"
        verdict = known.get(place)
        if told or (verdict is not None and _has_object(doc, verdict)):
            continue
        around = near.around(place, first) if doc.tokens.low(end) == "by" else None
        if around is not None:
            yield around, check, "link-status-0"
            continue
        for claim, apart in near.judged(place, first, end):
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
        if low(at) in ANAPHORS or low(at) in {"involvement", "responsibility"}:
            return False
    return True


class _Near:
    """Finds claims around and before a place."""

    def __init__(self, doc: Doc, claims: Mapping[Range, int]) -> None:
        self.doc = doc
        self._said = {claims.get(doc.span(*one.content)): one for one in doc.sayings.every}
        self._places = {at: place for place, at in claims.items()}
        self._ended = sorted((end, -start, at) for (start, end), at in claims.items())

    def around(self, place: Range, first: int) -> int | None:
        """The shortest claim that holds the place: "the toll *confirmed* by officials is nine";
        none when one before it in the sentence may be meant."""
        if any(not apart for _, apart in self._nearest(place, self.doc.sentence_of(first))):
            return None
        ended = bisect_left(self._ended, (place[1], -len(self.doc.text), 0))
        held = [(end + start, at) for end, start, at in self._ended[ended : ended + _CLAIMS]
                if -start <= place[0]]  # fmt: skip
        return min(held)[1] if held else None

    def behind(self, place: Range, first: int) -> int | None:
        """The claim that begins next in the same sentence: "In a paper that has yet to be peer
        reviewed, her team says ..."."""
        end = self.doc.span(first, self.doc.sentences[self.doc.sentence_of(first)].end)[1]
        begun = [(start, at) for (start, stop), at in
                 ((self._places[at], at) for stop, _, at in self._following(place[1], end))
                 if start >= place[1]]  # fmt: skip
        return min(begun)[1] if begun else None

    def _following(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The first claims that end in a stretch of the text."""
        begun = bisect_left(self._ended, (start, -len(self.doc.text), 0))
        stop = bisect_left(self._ended, (end + 1, -len(self.doc.text), 0))
        return self._ended[begun : min(stop, begun + _CLAIMS)]

    def judged(self, place: Range, first: int, end: int) -> list[tuple[int, int]]:
        """The claims that words of checking judge, and how many sentences away: "which has yet to
        be peer reviewed" tells of one in the same sentence."""
        found = self.before(place, first, end)
        low = self.doc.tokens.low(first - 1)
        relative = low == "which" or (
            low == "that" and not self.doc.tokens.starts_sentence(first - 1)
        )
        if not relative or (found and not found[-1][1]):
            return found
        following = self.behind(place, first)
        return [] if following is None else [(following, 0)]

    def before(self, place: Range, first: int, end: int) -> list[tuple[int, int]]:
        """The claim before a place that the words of checking judge, and how many sentences
        before: one in the same sentence, else the one that the subject points back to. Two behind
        "either", "both"."""
        sentence = self.doc.sentence_of(first)
        near = self._nearest(place, sentence)
        beside = bool(near) and not near[-1][1]
        two = self._judges_two(sentence, first, end)
        alleged = self._told(sentence, end) & _ALLEGED and not tells_of_claim(self.doc, first, end)
        if not (beside or two) or alleged:
            near = self._pointed_at(near, sentence, first, end)
        return (self._both(near) if two else near)[-1 - two :]

    def _both(self, near: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Two accounts of one paragraph, rather than what one of them denies."""
        open_ = [one for one in near if one[0] not in self._said
                 or self._said[one[0]].kind not in {"denied", "judged"}]  # fmt: skip
        said = [one for one in open_ if one[0] in self._said and self._said[one[0]].source
                and self._paragraph(one[0]) == self._paragraph(open_[-1][0])]  # fmt: skip
        return said if len(said) > 1 else open_

    def _nearest(self, place: Range, sentence: int) -> list[tuple[int, int]]:
        """The claims that end before a place, and how many sentences before."""
        ended = bisect_left(self._ended, (place[0] + 1, -len(self.doc.text), 0))
        near = [(at, sentence - self._sentence(stop))
                for stop, _, at in self._ended[max(0, ended - _CLAIMS) : ended]]  # fmt: skip
        return [one for one in near if one[1] <= REACH]

    def _pointed_at(self, near: list[tuple[int, int]], sentence: int, first: int, end: int
                    ) -> list[tuple[int, int]]:  # fmt: skip
        """By the words of the subject: an allegation, an account, a number; what the subject says
        itself is not what it judges."""
        told = self._told(sentence, end)
        judges = self._judge(first, end)
        others = [one for one in near if one[1] and not judges & self._sources(one[0])]
        others = [one for one in others if self._beside(one[0], sentence)] or others
        said = [one for one in others if one[0] in self._said and self._said[one[0]].source]
        if told & _ALLEGED:
            alleged = [one for one in others if self._words(one[0]) & _ALLEGES]
            alleged = [one for one in near if self._cue(one[0]) & _ALLEGES] or alleged
            said = alleged or said
        elif told & _NUMBERS:
            said = [one for one in said if self._has_figure(one[0])] or said
        indirect = [one for one in said if not self._is_quoted(one[0])
                    and self._paragraph(one[0]) == self._paragraph(said[-1][0])]  # fmt: skip
        return indirect or said or others

    def _told(self, sentence: int, end: int) -> set[str]:
        """The words of the sentence before the words of checking, and the next few behind them."""
        held = self.doc.sentences[sentence]
        first = max(held.first, end - _SUBJECT)
        return {self.doc.tokens.low(at) for at in range(first, min(held.end, end + _OBJECT))}

    def _beside(self, claim: int, sentence: int) -> bool:
        """Whether a claim stands in the paragraph of a sentence."""
        return self._paragraph(claim) == self.doc.sentences[sentence].paragraph

    def _paragraph(self, claim: int) -> int:
        return self.doc.sentences[self._sentence(self._places[claim][1])].paragraph

    def _cue(self, claim: int) -> set[str]:
        one = self._said.get(claim)
        if one is None or one.cue is None:
            return set()
        return {self.doc.tokens.low(at) for at in range(*one.cue)}

    def _judge(self, first: int, end: int) -> set[str]:
        """The last name of who judges: before the words of checking, or behind their "by"."""
        low = self.doc.tokens.low
        by = low(end) == "by"
        found = self.doc.phrases.after(end + 1, end + 20) if by else (
            self.doc.phrases.before(first, max(0, first - 20))
        )  # fmt: skip
        if found is None:
            return set()
        named = [low(at) for at in range(*found) if self.doc.tokens[at].text[0].isupper()]
        return set(named[-1:]) - DETERMINERS

    def _sources(self, claim: int) -> set[str]:
        one = self._said.get(claim)
        if one is None or one.source is None:
            return set()
        return {self.doc.tokens.low(at) for at in range(*one.source)}

    def _words(self, claim: int) -> set[str]:
        start, end = self._places[claim]
        return {self.doc.tokens.low(at)
                for at in range(self.doc.place(start), self.doc.place(end))}  # fmt: skip

    def _has_figure(self, claim: int) -> bool:
        start, end = self._places[claim]
        return bool(self.doc.figures_in(self.doc.place(start), self.doc.place(end)))

    def _is_quoted(self, claim: int) -> bool:
        start, end = self._places[claim]
        first = self.doc.place(start)
        return first in self.doc.quoted and self.doc.place(end) - 1 in self.doc.quoted

    def _judges_two(self, sentence: int, first: int, end: int) -> bool:
        held = self.doc.sentences[sentence]
        beside = (*range(max(held.first, first - _PAIR), first),
                  *range(end, min(held.end, first + _PAIR)))  # fmt: skip
        return self.doc.tokens.low(end) == "which" or any(
            self.doc.tokens.low(at) in _PAIRS for at in beside
        )

    def _sentence(self, end: int) -> int:
        return self.doc.sentence_of(self.doc.place(end) - 1)
