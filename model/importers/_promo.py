"""Which paragraphs of a page carry no reporting: invitations, links to more, captions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_PROMO = 420
LONGEST_HEADING = 90
LINKED = 0.8
"""Of a paragraph's characters in links, from which on it is a signpost, not a report."""

_STARTS = re.compile(
    r"(?:[•»>→►*-]\s*)?(?:"
    r"read (?:more|also|next|the full|our)\b|also read\b|see (?:also|more)\b|watch(?: live)?:"
    r"|listen(?: now)?:|more (?:on|from|about|coverage|stories)\b|related(?: \w+)?:?\s*$"
    r"|related:|recommended\b.{0,40}$|most (?:read|popular)\b.{0,20}$|click here\b"
    r"|sign up (?:for|to|here)\b.{0,80}(?:newsletter|briefing|alert|e-?mail|update)"
    r"|subscribe\b.{0,80}$|follow (?:us|our)\b|share (?:this|on)\b|advertisement\s*$|sponsored\b"
    r"|get (?:the|our)\b.{0,60}(?:newsletter|briefing|app)\b|download (?:the|our)\b.{0,30}\bapp\b"
    r"|join (?:us|our)\b|(?:story|article) continues below\b|continue reading\b"
    r"|lesen sie auch\b|mehr zum thema\b|lire aussi\b|à lire\b|le[ae] también\b|leggi anche\b"
    r"|читайте (?:также|також|ще|ещё)\b|подпис(?:ывайтесь|аться)\b|підпи(?:суйтесь|шіться)\b"
    r"|смотрите также\b|дивіться також\b)",
    re.IGNORECASE,
)
_HOLDS = re.compile(
    r"\bclick here\b|\bour (?:\w+ ){0,3}newsletters?\b|\bfollow us on\b|\bgives? you the latest\b"
    r"|\bsubscribe to (?:our|the|receive)\b|\bsign up (?:for|to) (?:our|the|receive)\b"
    r"|\bin your inbox\b|\bnewsletter by clicking\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*\Z")
_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of a page as a reader sees it."""

    text: str
    tag: str = "p"
    """The element it came from."""
    linked: int = 0
    """How many of its characters stand in links."""
    aside: bool = False
    """Whether it stands in a box that the page itself calls a side matter or a caption."""
    block: int = 0
    """The number of its element; lines that only <br> parts share one."""
    main: bool = False
    """Whether it stands in what the page calls its article."""


def numbers(paragraphs: Sequence[Paragraph]) -> tuple[int, ...]:
    """The paragraphs, from 0, that carry no reporting.

    Those are short ones nearly all in links, invitations by their words, boxes apart (unless
    they make up most of the page), and a heading right above one of them.
    """
    apart = sum(len(one.text) for one in paragraphs if one.aside)
    trusted = apart <= 0.4 * sum(len(one.text) for one in paragraphs)
    promo = [(one.aside and trusted) or is_promo(one) for one in paragraphs]
    pairs = zip(paragraphs, paragraphs[1:], strict=False)
    heads = [promo[at + 1] and _may_head(one, after) for at, (one, after) in enumerate(pairs)]
    found = [at for at in range(len(paragraphs)) if promo[at] or (heads[at : at + 1] == [True])]
    return tuple(found) if len(found) < len(paragraphs) else ()


def is_promo(one: Paragraph) -> bool:
    """By its own words and links alone."""
    size = len(one.text)
    if one.tag == "h1" or not one.text.strip() or size > LONGEST_PROMO:
        return False
    signpost = one.linked >= LINKED * size and size <= LONGEST_PROMO // 2 and one.tag != "td"
    return signpost or bool(_STARTS.match(one.text) or _HOLDS.search(one.text))


def _may_head(one: Paragraph, after: Paragraph) -> bool:
    """Whether it reads like the heading of the box that `after` begins; a paragraph does only
    above a longer one, as a report's last words may stand above a link."""
    if not one.text.strip() or len(one.text) > LONGEST_HEADING or _ENDED.search(one.text):
        return False
    return one.tag in _HEADINGS or (one.tag != "h1" and len(after.text) > 2 * len(one.text))
