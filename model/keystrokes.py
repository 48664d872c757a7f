"""Keystrokes that accepted suggestions have saved, by a rule that errs on the low side.

By hand a span takes a key for each of its words and one for its label, a link two more. Accepting
takes two: to go there, and to accept.
"""

from __future__ import annotations

from model import tokens
from model.store import Store

LABEL, LINK, ACCEPT = 1, 2, 2


def by_hand(quote: str, links: int = 0) -> int:
    """Keys that marking these words, with so many links to other spans, would take."""
    return len(tokens.tokens(quote)) + LABEL + LINK * links


def saved(store: Store, person_id: str = "") -> int:
    """Of one person, or of everybody, over all suggestions that were accepted."""
    return sum(
        max(0, by_hand(row["quote"], row["links"]) - ACCEPT)
        for row in store.rows(
            "SELECT quote, (SELECT count(*) FROM link WHERE head = span.id) AS links FROM span"
            " WHERE state = 'accepted' AND (origin LIKE 'rule:%' OR origin LIKE 'model:%')"
            " AND (person_id = :person OR :person = '')",
            {"person": person_id},
        )
    )
