"""One attribution as a value."""

from __future__ import annotations

from dataclasses import dataclass

from model.suggesters._words import Places


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution; `source` is None when it is told nowhere near."""

    content: Places
    source: Places | None
    cue: Places | None
    kind: str
    """'quote', 'asked' (a question), 'before', 'after', 'around', 'according', 'adding', 'within',
    'judging', 'attitude', 'noun', 'told', 'judged', 'testified', 'convinced', 'denied',
    'accusing', 'shown', 'colon', 'listed'."""
    judge: Places | None = None
    """Who denies it, and is not its source."""
