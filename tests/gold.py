"""The hand-made gold of the sample article, put into a store as an analyst's work would be."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from model import articles, labels, links, spans
from model.drafts import Draft
from model.records import Attributes
from model.store import Store

FILE = Path(__file__).with_name("kursk-troops.json")
TITLE = "Kursk troops"
STANCES = {"confirmed": "confirmed", "not_independently_confirmed": "unconfirmed"}
RENAMED = {"approx": "approximate", "check_worthy": "check_worthiness", "fv": "factuality"}
PLACED = {"id", "label", "paragraph", "start", "end", "text", "token_start", "token_end"}


@cache
def gold() -> dict[str, Any]:
    """The file as it stands; treat it as read-only."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def attributes_of(span: dict[str, Any]) -> Attributes:
    """What the gold says of a span, as flat attributes; the `id` of the gold is kept as `gold`."""
    found: dict[str, Any] = {"gold": span["id"], **(span.get("norm") or {})}
    found |= {k: v for k, v in span.items() if k not in PLACED | {"norm", "cue", "status"}}
    if cue := span.get("cue"):
        found |= {"cue": cue["text"], "cue_start": cue["start"], "cue_end": cue["end"]}
    if status := span.get("status"):
        found["stance"] = STANCES[status]
    return {
        RENAMED.get(key, key): value if isinstance(value, (str, int, float)) else str(value)
        for key, value in found.items()
        if value is not None
    }


def add_article(store: Store) -> str:
    """The sample article alone, not yet looked at; returns its id."""
    new = Draft(text=gold()["text"], title=TITLE, source="RFE/RL", date="2024-11-06")
    added = articles.add(store, [new])
    return (added.new + added.known)[0]


def load(store: Store, *, approved: bool = False) -> str:
    """The sample with its 87 spans and 80 links.

    Spans and links are one edit each; returns the article's id.
    """
    article_id = add_article(store)
    by_name = {label.name: label.id for label in labels.every(store)}
    marked = spans.mark_all(
        store,
        article_id,
        [
            spans.NewSpan(one["start"], one["end"], by_name[one["label"]], attributes_of(one))
            for one in gold()["spans"]
        ],
        "Mark the gold",
    )
    ids = dict(zip((one["id"] for one in gold()["spans"]), marked, strict=True))
    with store.edit("Link the gold") as edit:
        for relation in gold()["relations"]:
            ends = ids[relation["head_id"]], ids[relation["child_id"]]
            links.insert(edit, relation["label"], *ends)
    if approved:
        articles.submit(store, article_id)
        articles.approve(store, article_id)
    return article_id
