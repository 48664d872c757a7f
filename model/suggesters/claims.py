"""Suggests claims: what somebody is said to say, and the author's own statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.records import Attributes
from model.suggesters import _scores
from model.suggesters._document import Doc, Sentence
from model.suggesters._saying import Saying
from model.suggesters._suggestion import Suggestion
from model.suggesters._words import ANAPHORS, Places, finite_within
from model.wordlists import words

NAME = "claims"
LABEL = "claim"
VERSION = "4"

_NO_COMMENT = re.compile(
    r"\b(?:(?:declined|refused) to (?:comment|say|elaborate|discuss|answer|reveal|disclose|specify)"
    r"|(?:did|does|do) not (?:\w+ )?(?:respond|reply|comment|elaborate|give details)"
    r"|(?:has|have|had) not (?:\w+ )?(?:commented|responded)|made no (?:\w+ )?comment"
    r"|did not (?:\w+ )?(?:provide|give|offer|release|disclose) (?:\w+ )?(?:information|details)"
    r"|asked not to be (?:named|identified)|(?:spoke|speaking) on (?:the )?condition of anonymity"
    r"|it (?:is|was|remains) (?:not (?:\w+ )?|un)clear"
    r"|neither (?:[\w'’-]+ ){1,12}(?:responded|replied|commented)"
    r"|could not say (?:how|when|where|who|why|whether|what)"
    r"|could not (?:\w+ )?be reached|not (?:\w+ )?available for comment)\b"
)
_POINTS = words("""
that this these those it neither none both either the he she they his her its their
""")
"""What a sentence may begin with that points to a claim before it."""
_SUBJECT = 12
"""Tokens from the beginning of a sentence to words of checking that are its verb."""
_SHORTEST = 3
"""Tokens in a statement of the author's own."""
_SHORTEST_PLAIN = 6
"""The same for one without a figure."""


def suggest(doc: Doc) -> list[Suggestion]:
    found = [_said(doc, saying) for saying in doc.sayings.every]
    found += _own(doc)
    return sorted(found, key=lambda one: (one.start, -one.end))


def _said(doc: Doc, saying: Saying) -> Suggestion:
    start, end = doc.span(*saying.content)
    kind = f"claim-{saying.kind}" if saying.source else f"claim-{saying.kind}-unattributed"
    return Suggestion(start, end, kind, _scores.of(kind), _attributes(doc, saying))


def _attributes(doc: Doc, saying: Saying) -> Attributes:
    first, end = saying.content
    marks = [at in doc.quoted for at in range(first, end)]
    quotation = "direct" if all(marks) else "mixed" if any(marks) else "indirect"
    if saying.cue is None:
        return {"quotation": quotation}
    start, stop = doc.span(*saying.cue)
    return {
        "quotation": quotation,
        "cue": doc.text[start:stop],
        "cue_start": start,
        "cue_end": stop,
    }


def _own(doc: Doc) -> Iterator[Suggestion]:
    """Sentences in which nobody is said to say anything, and that say more than "no comment"."""
    said = {at for one in doc.sayings.every
            if one.kind != "convinced" and (one.kind != "shown" or one.source)
            for place in (one.content, one.cue or one.content) for at in range(*place)}  # fmt: skip
    checked = {at for one in doc.verdicts for at in range(one.first, one.end)}
    for number, sentence in enumerate(doc.sentences):
        places = range(sentence.first, sentence.end)
        if any(at in doc.quoted for at in places[:1]):
            continue
        if (
            _says_nothing(doc, sentence.first, sentence.end)
            or doc.tokens.low(sentence.end - 1) == "?"
        ):
            continue
        if any(at in said for at in places):
            yield from _beside(doc, number, sentence)
            continue
        if any(at in checked for at in places) and not doc.figures_in(sentence.first, sentence.end):
            continue
        content = _stated(doc, sentence)
        if content is None:
            continue
        counts = bool(doc.figures_in(*content))
        shortest = _SHORTEST if counts else _SHORTEST_PLAIN
        if content[1] - content[0] < shortest:
            continue
        start, end = doc.span(*content)
        kind = "claim-own-figure" if counts else "claim-own"
        yield Suggestion(start, end, kind, _scores.of(kind), {"quotation": "none"})


def _stated(doc: Doc, sentence: Sentence) -> Places | None:
    """What a sentence states itself: of `Both are hard to verify, because three gauges failed` what
    stands behind "because"; nothing of `That was denied by Roe, who leads 12 people`."""
    first = doc.sayings.contents.clause_start(sentence.first, sentence.end)
    for verdict in doc.verdicts_in(first, first + _SUBJECT):
        led = {doc.tokens.low(at) for at in range(first, verdict.first)}
        points = doc.tokens.low(first) in _POINTS and led & (ANAPHORS | {"he", "she", "they"})
        if not points or doc.figures_in(first, verdict.first):
            break
        for at in range(verdict.end, sentence.end):
            if doc.tokens.low(at) in {"because", "since", "as", "after"} and (
                finite_within(doc.tokens, at + 2, sentence.end)
            ):  # fmt: skip
                content = doc.sayings.contents.bare(at + 1, sentence.end)
                return content if content and doc.figures_in(*content) else None
        return None
    return doc.sayings.contents.bare(first, _before_checking(doc, sentence))


def _before_checking(doc: Doc, sentence: Sentence) -> int:
    """Where a sentence ends, or its last clause begins when that only says what was checked: ", and
    his lawyer has called it an invention"."""
    for verdict in doc.verdicts_in(sentence.first, sentence.end):
        joint = verdict.first - 1
        if doc.tokens.low(joint) in {"and", "but"} and joint > sentence.first + _SHORTEST:
            return joint if not doc.figures_in(joint, sentence.end) else sentence.end
        for at in range(verdict.first - 1, sentence.first + _SHORTEST, -1):
            if doc.tokens.low(at) == ";" or (
                doc.tokens.low(at) == "," and doc.tokens.low(at + 1) in {"and", "but", "while"}
            ):
                return at if not doc.figures_in(at, sentence.end) else sentence.end
    return sentence.end


def _says_nothing(doc: Doc, first: int, end: int) -> bool:
    """`declined to comment`, `did not immediately respond`: no claim."""
    return _NO_COMMENT.search(doc.slice(first, end).casefold()) is not None


def _before_adding(doc: Doc, first: int, saying: Saying) -> Iterator[Suggestion]:
    """`The agency declared an end to it`, when it goes on ", saying that ..." or "and said"."""
    end = saying.cue[0] if saying.cue else first
    end -= doc.tokens.low(end - 1) in {"and", "but"}
    content = doc.sayings.contents.bare(first, end)
    if content is None or _says_nothing(doc, *content):
        return
    if doc.verdicts_in(*content) and not doc.figures_in(*content):
        return
    if content[1] - content[0] > _SHORTEST:
        yield Suggestion(*doc.span(*content), "claim-beside", _scores.of("claim-beside"),
                         {"quotation": "none"})  # fmt: skip


def _beside(doc: Doc, number: int, sentence: Sentence) -> Iterator[Suggestion]:
    """What the author says before ", but X said", and around "after X said"."""
    sayings = [one for one in doc.sayings.by_sentence.get(number, ()) if one.source and
               sentence.first <= one.source[0] < sentence.end]  # fmt: skip
    if not sayings:
        return
    first = doc.sayings.contents.clause_start(sentence.first, sentence.end)
    if all(one.kind == "adding" for one in sayings):
        yield from _before_adding(doc, first, sayings[0])
        return
    cue = sayings[0].cue
    if cue and doc.tokens.low(cue[0] - 1) in {"and", "but"} and doc.figures_in(first, cue[0]):
        yield from _before_adding(doc, first, sayings[0])
        return
    begin = min(min(one.source[0], one.content[0]) for one in sayings if one.source)
    led = doc.tokens.low(begin - 1)
    if begin - first < _SHORTEST + 2 or any(at in doc.quoted for at in range(first, begin)):
        return
    if led in {"but", "while", "although", "though"} and doc.tokens.low(begin - 2) == ",":
        content = doc.sayings.contents.bare(first, begin - 2)
    elif led in {"after", "as", "when", "because", "which", "that"}:
        content = doc.sayings.contents.bare(first, sentence.end)
    else:
        return
    checked = content is not None and doc.verdicts_in(*content) and not doc.figures_in(first, begin)
    if content is not None and not checked:
        yield Suggestion(*doc.span(*content), "claim-beside", _scores.of("claim-beside"),
                         {"quotation": "none"})  # fmt: skip
