"""What a desk agrees on for one project: blind annotation, the reasons for rejecting, the model."""

from __future__ import annotations

import json
from collections.abc import Sequence

from model.errors import UserError
from model.store import Store

BLIND = "blind"
REASONS = "review_reasons"
MODEL = "model"
USUAL_REASONS = (
    "not a claim, a figure, an actor or a verification",
    "wrong label",
    "too much or too little text",
    "marked twice",
    "against the guideline",
)
MOST_REASONS, LONGEST_REASON = 50, 200


def is_blind(store: Store) -> bool:
    """Whether annotators see only their own spans of an article they still work on."""
    return _value(store, BLIND) != "no"


def set_blind(store: Store, blind: bool) -> None:
    title = "Annotate blind" if blind else "Let annotators see each other's work"
    _put(store, title, BLIND, "yes" if blind else "no")


def reasons(store: Store) -> tuple[str, ...]:
    """What a reviewer may choose from when rejecting or fixing."""
    stored = _value(store, REASONS)
    return USUAL_REASONS if stored is None else tuple(map(str, json.loads(stored)))


def set_reasons(store: Store, chosen: Sequence[str]) -> None:
    """Replace the list; blanks are folded and doubles left out. Raises `UserError` when empty."""
    folded = (" ".join(one.split())[:LONGEST_REASON] for one in chosen)
    kept = list(dict.fromkeys(filter(None, folded)))[:MOST_REASONS]
    if not kept:
        raise UserError("The list of reasons needs at least one.", safe="It was left as it was.",
                        hint="Type one, for instance “wrong label”.")  # fmt: skip
    _put(store, "Change the reasons of the review", REASONS, json.dumps(kept, ensure_ascii=False))


def model(store: Store) -> str:
    """The name of the trained model in use; '' for the rules alone."""
    return _value(store, MODEL) or ""


def set_model(store: Store, name: str) -> None:
    _put(store, f"Use model {name}" if name else "Use the rules alone", MODEL, name)


def _value(store: Store, key: str) -> str | None:
    found = store.value("SELECT value FROM project WHERE id = ?", (key,))
    return None if found is None else str(found)


def _put(store: Store, title: str, key: str, value: str) -> None:
    with store.edit(title) as edit:
        if edit.current("project", key) is None:
            edit.insert("project", id=key, value=value)
        else:
            edit.update("project", key, value=value)
