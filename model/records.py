"""The nouns of a project as frozen values: what queries return and commands pass on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

AttributeValue = str | int | float | bool | None
Attributes = Mapping[str, AttributeValue]

ROLES = ("claim", "figure", "actor", "verified", "cue", "")
"""What a label means to the claims table; '' is a label of the desk's own."""

LINKS = {"actor": "attributed_to", "figure": "has_figure", "verified": "has_status"}
"""The link that a claim takes to a span of each role."""

OTHER_LINKS = (
    "has_agent",
    "has_party",
    "restates",
    "contradicts",
    "nested_in",
    "same_as",
    "member_of",
    "unit_from",
    "verified_by",
)
"""Links beside the claims table's own: between claims, between actors, between figures."""
STANCES = ("confirmed", "unconfirmed", "disputed", "refuted")
VERDICTS = (
    "unchecked",
    "supported",
    "refuted",
    "conflicting",
    "not enough evidence",
    "not checkable",
)
CHECK_WORTHINESS = ("no", "maybe", "yes")
COMPARATORS = ("=", "≈", ">", "≥", "<", "≤", "range", "ratio", "multiple", "vague")
SPAN_STATES = ("suggested", "accepted", "rejected")
ARTICLE_STATES = ("new", "in progress", "submitted", "returned", "approved")
ANNOTATOR, CURATOR = "annotator", "curator"
"""The roles of an assignment."""
AGREED, FIXED, REJECTED = DECISIONS = ("agreed", "fixed", "rejected")
"""What a curator may say of a span; without a decision it is unreviewed."""
CURATED = "review:"
"""How the origin of a span in a curator's reading begins; the ids of its sources follow."""


def of_curator(span: str = "span") -> str:
    """SQL: whether a row of the table or alias `span` is in a curator's reading, not in an
    annotator's."""
    return f"substr({span}.origin, 1, {len(CURATED)}) = '{CURATED}'"


class Person(NamedTuple):
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """One label of the project's set; `key` is the digit that marks with it, or ''."""

    id: str
    name: str
    role: str
    key: str
    colour: str
    """`#rrggbb` as chosen; the themes derive readable tones from it."""
    icon: str
    definition: str
    examples: tuple[str, ...]
    position: int
    retired: bool


@dataclass(frozen=True, slots=True)
class Article:
    """What the library shows of an article; the text is fetched apart (`articles.text_of`)."""

    id: str
    title: str
    source: str
    date: str
    """ISO 8601 (`2024-11-06`) or ''."""
    language: str
    body: str
    """SHA-256 of the normalised text, in hexadecimal."""
    length: int
    """Code points in the text."""
    added: str
    note: str
    boilerplate: tuple[int, ...]
    """Paragraph numbers, from 0, that carry no reporting (promos, captions)."""
    supersedes: str | None
    position: int
    state: str = "new"
    """One of ARTICLE_STATES: computed from the assignments, never stored."""
    spans: int = 0
    """Accepted spans."""
    suggestions: int = 0
    own: str = ""
    """The state of the annotating that the person at work has to do in it; '' when it is none of
    theirs, or everything is."""


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)` in code points of the article's text; `quote` is that slice."""

    id: str
    article_id: str
    start: int
    end: int
    label_id: str
    quote: str
    state: str
    """One of SPAN_STATES."""
    origin: str
    """'person', 'rule:NAME@VERSION', 'model:NAME@VERSION', 'import:FORMAT', or, in a curator's
    reading, 'review:' and the ids of the spans that it was made from, joined by commas."""
    person_id: str
    created: str
    score: float | None = None
    note: str = ""
    attributes: Attributes = field(default_factory=dict, hash=False)

    @property
    def role(self) -> str:
        """Of the reading that it belongs to: 'annotator' or 'curator'."""
        return CURATOR if self.origin.startswith(CURATED) else ANNOTATOR

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the spans that a curator made this one from."""
        return tuple(filter(None, self.origin.removeprefix(CURATED).split(","))) if (
            self.role == CURATOR) else ()  # fmt: skip


class Link(NamedTuple):
    """A directed link between two spans of one article, from `head` (a claim) to `child`."""

    id: str
    kind: str
    head: str
    child: str
    person_id: str
    created: str


class Decision(NamedTuple):
    """What a curator said of one span of another reading."""

    id: str
    article_id: str
    span_id: str
    person_id: str
    """The curator."""
    verdict: str
    """One of DECISIONS."""
    reason: str
    comment: str
    result: str | None
    """The span of the curator's reading that it became; None when rejected."""
    decided: str


class Comment(NamedTuple):
    """A remark on an article or a span, or an answer to another one."""

    id: str
    article_id: str
    span_id: str | None
    person_id: str
    text: str
    created: str
    answers: str | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row of the claims table: a claim and what its links say, ready to be shown."""

    span_id: str
    article_id: str
    number: int
    """From 1, by place in the article."""
    claim: str
    actor: str
    figures: str
    verified: str
    stance: str
    """The stances of the linked verified spans, joined; '' when none is linked or set."""
    check_worthiness: str
    verdict: str
    note: str
    state: str
    """The article's state."""
    person: str
    article: str
    start: int
    end: int
    cue: str = ""
    """The words of saying, such as `said`."""
    proposed: bool = False
    """Whether the claim is only suggested; it has no number then."""
    hollow: frozenset[str] = frozenset()
    """Fields of an accepted claim's row in which all that stands is only suggested."""
