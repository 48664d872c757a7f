"""Words of saying: where they stand beside an actor, and which of them ties a claim to it."""

from __future__ import annotations

import re
from functools import cache

from model.tokens import Range

_SAYING = """
said says say saying told tells wrote writes writing added adds adding claimed claims claim claiming
reported reports report reporting stated states stating announced announces announcing confirmed
confirms confirming denied denies denying warned warns warning argued argues arguing alleged alleges
insisted insists noted notes noting stressed stresses tweeted posted acknowledged admitted admits
estimated estimates explained explains predicted predicts promised pledged vowed urged suggested
suggests showed shows showing revealed reveals believes believed condemned condemns accused accuses
replied responded testified declared declares asserted asserts maintained recalled concluded
concludes published issued
"""
VERBS = frozenset(_SAYING.split())
"""Verbs that tie a content to its source."""

_HELPERS = "(?:(?:has|have|had|also|then|later|earlier|again),? )*"
_PHRASES = "according to|as per|in the words of|citing"
NEAR = 90
"""Code points that may lie between an actor and its words of saying."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(sorted(VERBS, key=len, reverse=True))
    cue = rf"\b{_HELPERS}(?:{verbs})\b(?: a statement)?"
    return (
        re.compile(rf"(?:,[^,.;\"“”]{{0,{NEAR}}},)?\s*(?P<cue>{cue})", re.IGNORECASE),
        re.compile(rf"(?P<cue>{cue}|\b(?:{_PHRASES})\b)(?: the| a| an)?\s*\Z", re.IGNORECASE),
        re.compile(rf"(?P<cue>{cue}|\b(?:{_PHRASES})\b)", re.IGNORECASE),
    )


def after(text: str, end: int) -> Range | None:
    """The words of saying that follow an actor ending at `end`: "Ukraine *also claimed*"."""
    match = _patterns()[0].match(text, end, end + 2 * NEAR)
    return None if match is None else match.span("cue")


def before(text: str, start: int) -> Range | None:
    """The words of saying that an actor beginning at `start` follows: "*according to* Kyiv"."""
    low = max(0, start - NEAR)
    match = _patterns()[1].search(text[low:start])
    return None if match is None else (low + match.start("cue"), low + match.end("cue"))


def is_phrase(cue: str) -> bool:
    """Whether these words name a source that comes before its content: "According to"."""
    return cue.casefold() in _PHRASES.split("|")


def last_within(text: str, stretch: Range) -> Range | None:
    """The last words of saying in a stretch."""
    found = None
    for match in _patterns()[2].finditer(text, *stretch):
        found = match.span("cue")
    return found
