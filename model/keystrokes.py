"""Keystrokes that accepted suggestions have saved, by a rule that errs on the low side.

By hand a span takes a key for each of its words and one for its label, a link two more. Accepting
takes two: to go there, and to accept.
"""

from __future__ import annotations

from model import sight, tokens
from model.store import Store

LABEL, LINK, ACCEPT = 1, 2, 2


def by_hand(quote: str, links: int = 0) -> int:
    """Keys that marking these words, with so many links to other spans, would take."""
    return len(tokens.tokens(quote)) + LABEL + LINK * links


def saved(store: Store, person_id: str = "", article_id: str = "") -> int:
    """Of one person, or of everybody, in one article or in all, over the suggestions that were
    accepted, but for those of others in articles on which the person at work still works blind."""
    may_count, asked = sight.told(store)
    return sum(
        max(0, by_hand(row["quote"], row["links"]) - ACCEPT)
        for row in store.rows(
            "SELECT quote, (SELECT count(*) FROM link WHERE head = span.id) AS links FROM span"  # noqa: S608
            " WHERE state = 'accepted' AND (origin LIKE 'rule:%' OR origin LIKE 'model:%')"
            f" AND (span.person_id = :whose OR :whose = '')"
            f" AND (span.article_id = :where OR :where = '') AND {may_count}",
            {**asked, "whose": person_id, "where": article_id},
        )
    )
