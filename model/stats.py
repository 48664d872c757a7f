"""Counts of a project: what the status bar, the list and `stats` report."""

from __future__ import annotations

from model import articles
from model.records import ARTICLE_STATES
from model.store import Store


def of_project(store: Store) -> dict[str, object]:
    """Articles by state, spans by label and state, links by kind, people, edits."""
    listed = articles.every(store)
    return {
        "project": store.value("SELECT value FROM project WHERE id = 'name'"),
        "articles": len(listed),
        "articles_by_state": {
            state: sum(article.state == state for article in listed) for state in ARTICLE_STATES
        },
        "characters": sum(article.length for article in listed),
        "spans": spans(store),
        "spans_by_label": dict(
            tuple(row) for row in store.rows(
                "SELECT label.name, count(span.id) FROM label LEFT JOIN span"
                " ON span.label_id = label.id AND span.state = 'accepted'"
                " GROUP BY label.id ORDER BY label.position"
            )
        ),
        "spans_by_state": dict(
            tuple(row) for row in store.rows("SELECT state, count(*) FROM span GROUP BY state")
        ),
        "links": dict(
            tuple(row) for row in store.rows(
                "SELECT kind, count(*) FROM link GROUP BY kind ORDER BY kind"
            )
        ),
        "people": [row["name"] for row in store.rows("SELECT name FROM person ORDER BY name")],
        "edits": store.value("SELECT count(*) FROM edit"),
    }  # fmt: skip


def spans(store: Store) -> int:
    """Accepted spans of the whole project."""
    return int(str(store.value("SELECT count(*) FROM span WHERE state = 'accepted'")))
