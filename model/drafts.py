"""What importers find: articles with the spans and links that came along, not yet anyone's."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.records import Attributes


@dataclass(frozen=True, slots=True)
class DraftSpan:
    """`[start, end)` in code points of the draft's text as the file has it."""

    start: int
    end: int
    label: str
    """The name that the file gives; the import maps it to a label of the project."""
    key: str = ""
    """What links in the same draft call this span; '' when none does."""
    quote: str = ""
    """What the file says stands there; '' when it does not say. Checked against the text."""
    state: str = "accepted"
    """One of SPAN_STATES."""
    origin: str = ""
    """'rule:…' or 'model:…' for what a program suggested; '' for a person's work."""
    score: float | None = None
    note: str = ""
    person: str = ""
    """Who made it, as far as the file says."""
    attributes: Attributes = field(default_factory=dict, hash=False)
    line: int = 0
    """Where in the file it stands, from 1; 0 when the format has no lines."""


@dataclass(frozen=True, slots=True)
class DraftLink:
    """From span `head` to span `child`, by their keys. `kind` is one of `links.KINDS`, or the
    file's own word for it, which the import maps or reports."""

    kind: str
    head: str
    child: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a file; `text` not yet normalised."""

    text: str
    title: str
    source: str = ""
    date: str = ""
    """ISO 8601 or ''."""
    language: str = "en"
    boilerplate: tuple[int, ...] = ()
    """Paragraph numbers, from 0, that carry no reporting."""
    encoding: str = ""
    """What the file was decoded from, '' when it was not a file; not kept."""
    is_guess: bool = False
    """Whether the encoding is one."""
    note: str = ""
    spans: tuple[DraftSpan, ...] = ()
    links: tuple[DraftLink, ...] = ()
    state: str = ""
    """The article's state as far as the file says: 'submitted' when it was reviewed, so that
    having no spans means something; '' when it does not say."""
    skipped: tuple[str, ...] = ()
    """What the file holds of this article and the draft does not, one plain line each, with its
    line number where there is one."""
