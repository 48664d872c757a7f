"""Which articles have their suggestions already, so that a run through the project goes on there;
and where the person wants none unless they ask.

What suggestions were made of is noted with them: the text, the rules and their versions, what was
switched on, the project's labels. The notes stand outside the log: whoever loses them only has the
same suggestions made once more.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from model import labels, people, pipelines, suggesters
from model.errors import UserError
from model.open_edit import OpenEdit
from model.store import Store
from model.wishes import Wish

DECLINED = "declined"
"""What suggestions that are not wanted are made of."""
_VERSION = re.compile(r'^VERSION = "(.+)"$', re.MULTILINE)


@cache
def versions() -> dict[str, str]:
    """The version of every rule by its file, read without running any."""
    return dict(sorted(_versions()))


def of_all(store: Store, wish: Wish) -> str:
    """What the suggestions of every article are made of, in short: the same for the same."""
    alive = [one for one in labels.every(store) if not one.retired]
    said = {
        **asdict(replace(wish, boilerplate=(), language="", model="")),
        "rules": versions(), "pipeline_version": _version_of(wish.pipeline),
        "labels": [(one.id, one.name, one.role) for one in alive],
    }  # fmt: skip
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def note(edit: OpenEdit, store: Store, article_id: str, body: str, wish: Wish,
         put_in_by: str) -> None:  # fmt: skip
    """Note what suggestions were made of, and the id of the edit that has put them in; with '',
    where there was nothing to put in, they are still those of the edit before."""
    of_text = f"{body} {wish.language} {json.dumps(list(wish.boilerplate))}"
    edit.run(
        "INSERT INTO suggested (article_id, person_id, made_of, edit_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET made_of = excluded.made_of,"
        " edit_id = coalesce(nullif(excluded.edit_id, ''), edit_id)"
        " WHERE made_of <> excluded.made_of OR excluded.edit_id <> ''",
        (article_id, people.whoever(store), f"{of_all(store, wish)} {of_text}",
         put_in_by),
    )  # fmt: skip


def decline(edit: OpenEdit, store: Store, article_id: str) -> None:
    """Note that the person wants no suggestions here unless they ask again, as long as this edit
    stands."""
    edit.run(
        "INSERT INTO suggested (article_id, person_id, made_of, edit_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET made_of = excluded.made_of, edit_id = excluded.edit_id",
        (article_id, people.whoever(store), DECLINED, edit.id if edit.many else ""),
    )


def are_declined(store: Store, article_id: str) -> bool:
    """Whether the person at work has cleared their suggestions of an article, or undone those that
    they had asked for: then none come by themselves."""
    noted = store.row(
        "SELECT made_of, edit_id FROM suggested WHERE article_id = ? AND person_id = ?",
        (article_id, people.whoever(store)),
    )
    if noted is None:
        return False
    step = str(noted["edit_id"])
    stands = step == "" or step in store.history.came or store.history.stands(step)
    if noted["made_of"] == DECLINED:
        return stands
    return not stands and store.row("SELECT 1 FROM edit WHERE id = ?", (step,)) is not None


def there(store: Store, wish: Wish) -> set[str]:
    """The ids of the articles that have the suggestions which a wish for all articles would bring
    to the person at work. Those that were undone are not there."""
    stands = {"", *(step.id for step in store.history.done), *store.history.came}
    noted = store.rows(
        "SELECT article_id, edit_id FROM suggested JOIN article ON article.id = article_id"
        " WHERE person_id = :me"
        " AND made_of = :made || ' ' || body || ' ' || language || ' ' || boilerplate",
        {"me": people.whoever(store), "made": of_all(store, wish)},
    )
    return {str(row["article_id"]) for row in noted if row["edit_id"] in stands}


def _versions() -> Iterator[tuple[str, str]]:
    for folder in suggesters.__path__:
        for file in Path(folder).glob("*.py"):
            for found in _VERSION.findall(file.read_text(encoding="utf-8")):
                yield file.stem, found


def _version_of(pipeline: str) -> str:
    try:
        return pipelines.named(pipeline).version if pipeline else ""
    except UserError:
        return ""
