"""What a project is after all that was said of it: edits played again in one order, everywhere
the same.

It does not matter who met whom first, because nothing but the order decides. What cannot be done
as it was said, because somebody else did otherwise without knowing, follows written rules:

- A field takes the last word; the words of a span go with their places, an attribute by itself.
- What was changed after it was deleted elsewhere comes back; so does an article, a label or a
  person that others still need. A link goes with its ends.
- Of two rows that may only be there once, the later goes up in the earlier, for good.
- A suggestion that two people judged becomes two spans: nobody's word replaces another's.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from model import named_ids
from model.edits import Cell, Row, RowChange
from model.exchange import Conflict
from model.records import CURATED
from model.twins import packed

Key = tuple[str, str]
"""Table and id."""
_APART = "2b6f6f1e-44cd-4b8e-9a57-6d3c0a5c9d10"
_TOGETHER = (("start", "end", "quote"), ("state", "person_id", "origin"))
"""Columns of a span that only make sense together."""
_PARENTS = {
    "span": {"article_id": "article", "label_id": "label", "person_id": "person"},
    "link": {"head": "span", "child": "span", "person_id": "person"},
    "assignment": {"article_id": "article", "person_id": "person"},
    "decision": {"article_id": "article", "person_id": "person"},
    "comment": {"article_id": "article", "person_id": "person"},
    "article": {"supersedes": "article"},
}
_NAMED = {"decision": {"span_id": "span", "result": "span"},
          "comment": {"span_id": "span", "answers": "comment"}}  # fmt: skip
"""Rows that a row must have, and those that it may outlive, by column."""
_QUIET = {"id", "created", "added", "changed", "decided", "position", "quote"}
"""Columns that are nobody's judgement, or follow from others."""
_WAKES = ("span", "comment")
"""What brings an article back that somebody removed; assignments and decisions go with it."""


@dataclass(slots=True)
class Rows:
    """The rows so far, and what must hold between them."""

    fresh: set[str]
    """Ids of the edits whose conflicts are to be told."""
    rows: dict[Key, dict[str, Cell]] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    _gone: dict[Key, dict[str, Cell]] = field(default_factory=dict)
    _alias: dict[Key, str] = field(default_factory=dict)
    _hosts: set[Key] = field(default_factory=set)
    _apart: dict[tuple[str, str], str] = field(default_factory=dict)
    """By span and person: the span that is this person's word on it."""
    _words: dict[Key, dict[str, str]] = field(default_factory=dict)
    """The edit that had the last word, by row and field; '' is the row itself."""
    _holders: dict[str, set[Key]] = field(default_factory=dict)
    """By id: the rows that have held it."""
    _once: dict[tuple[Cell, ...], Key] = field(default_factory=dict)
    _edit: tuple[str, str, str] = ("", "", "")

    @property
    def met(self) -> set[Key]:
        """Every row that it has, has had, or knows by another id."""
        return self.rows.keys() | self._gone.keys() | self._alias.keys()

    @property
    def gone_up(self) -> Iterable[Key]:
        """The rows that have gone up in others."""
        return self._alias.keys()

    def settle(self, touched: list[Key]) -> None:
        """After each edit: let all hold again that must, beginning with what it touched."""
        waiting = touched
        while waiting:
            key = waiting.pop()
            row = self.rows.get(key)
            if row is None:
                waiting += self._bereave(key)
            elif self._has_parents(key, row, waiting):
                for column in (*_PARENTS.get(key[0], ()), *_NAMED.get(key[0], ())):
                    self._holders.setdefault(str(row[column]), set()).add(key)
                waiting += self._alone(key, row)

    def _has_parents(self, key: Key, row: dict[str, Cell], waiting: list[Key]) -> bool:
        """Bring back what the row needs; False when the row has to go instead."""
        for column, table in _PARENTS.get(key[0], {}).items():
            parent = (table, str(row[column]))
            if row[column] is None or parent in self.rows:
                continue
            comes_back = table != "article" or key[0] in _WAKES
            if column == "supersedes":
                row[column] = None
            elif table != "span" and comes_back and parent in self._gone:
                self._come_back(parent, self._gone[parent], key)
                waiting.append(parent)
            else:
                self._gone[key] = self.rows.pop(key)
                waiting.append(key)
                return False
        return True

    def _bereave(self, key: Key) -> list[Key]:
        """The rows that a row which has gone leaves behind: those that need it call it back."""
        left = [holder for holder in sorted(self._holders.get(key[1], ())) if holder in self.rows]
        return sorted(left, key=lambda holder: holder[0] not in _WAKES, reverse=True)

    def _alone(self, key: Key, row: dict[str, Cell]) -> list[Key]:
        """Let a row go up in an earlier one that says the same; returns the rows that follow."""
        said = _once(key[0], row)
        if said is None:
            return []
        there = self._once.get(said)
        if there in (None, key) or there not in self.rows or (
            _once(there[0], self.rows[there]) != said
        ):  # fmt: skip
            self._once[said] = key
            return []
        if key[0] == "person":
            row["name"] = f"{row['name']} ({key[1][:4]})"
            return [key]
        return self._go_up(key, there)

    def _go_up(self, key: Key, there: Key) -> list[Key]:
        going, staying = self.rows.pop(key), self.rows[there]
        self._alias[key] = there[1]
        self._hosts.add(there)
        if key[0] == "span":
            both = json.loads(str(going["attributes"])) | json.loads(str(staying["attributes"]))
            staying["attributes"] = packed(both)
            staying["note"] = staying["note"] or going["note"]
        holders = [one for one in sorted(self._holders.get(key[1], ())) if one in self.rows]
        for one in holders:
            self.rows[one] = self._mapped(one[0], self.rows[one])
            if one[0] == "link" and self.rows[one]["head"] == self.rows[one]["child"]:
                self._gone[one] = self.rows.pop(one)
        return holders

    def _conflict(
        self, key: Key, name: str, kept: Cell, lost: Cell, caller: Key | None = None
    ) -> None:
        """Note a conflict, unless all whose words it is about have met before."""
        words = self._words.get(key, {})
        said = {self._edit[0], words.get(name, words.get("", ""))}
        said |= set(self._words.get(caller, {}).values()) if caller else set()
        if said & self.fresh:
            _, person, at = self._edit
            self.conflicts.append(Conflict(*key, name, kept, lost, person, at))

    # ---- what rows are called, and who had the last word

    def _now(self, table: str, id_: str) -> str:
        """The id of the row that this one has gone up in; its own when it has not."""
        while (table, id_) in self._alias:
            id_ = self._alias[table, id_]
        return id_

    def _mapped(self, table: str, row: Row) -> dict[str, Cell]:
        """The row with what it refers to as that is called now."""
        made = dict(row)
        for column, of in (_PARENTS.get(table, {}) | _NAMED.get(table, {})).items():
            id_ = made[column]
            if id_ is not None:
                if table == "link" and of == "span":
                    id_ = self._apart.get((str(id_), str(made["person_id"])), id_)
                made[column] = self._now(of, str(id_))
        return made

    def _come_back(self, key: Key, before: Row, caller: Key | None = None) -> None:
        self._conflict(key, "", "changed", "deleted", caller)
        self.rows[key] = {**before, **self._gone.pop(key, {}), "id": key[1]}


class Replay(Rows):
    """Plays edits; `rows` is the project so far."""

    def play(self, edit_id: str, person: str, at: str, changes: Iterable[RowChange]) -> None:
        """One edit; edits come in the order that is the same everywhere."""
        self._edit = (edit_id, person, at)
        touched: list[Key] = []
        for change in changes:
            key = self._carry_out(change)
            if key is not None:
                touched.append(key)
        self.settle(touched)

    # ---- one change

    def _carry_out(self, change: RowChange) -> Key | None:
        key = self._key(change)
        if change.after is None:
            return self._delete(key, change)
        after = self._mapped(change.table, change.after)
        if change.before is None:
            self.rows[key] = {**self.rows.get(key, {}), **after, "id": key[1]}
            self._words[key] = {"": self._edit[0]}
        else:
            before = self._mapped(change.table, change.before)
            if key not in self.rows:
                if key not in self._gone:  # it came by a merge that was taken back
                    return None
                self._come_back(key, before)
            if self._is_judged_by_another(key, before, after):
                key = self._set_apart(key, after)
            else:
                self._update(key, before, after)
        return key

    def _key(self, change: RowChange) -> Key:
        row = change.before or change.after or {}
        id_ = change.id
        if change.table == "span":
            id_ = self._apart.get((id_, str(row["person_id"])), id_)
        return (change.table, self._now(change.table, id_))

    def _delete(self, key: Key, change: RowChange) -> Key | None:
        """A row that went up in another stands on: whoever deletes it knew nothing of that."""
        if key not in self.rows or (change.table, change.id) in self._alias:
            return None
        row = self._gone[key] = self.rows.pop(key)
        before = self._mapped(key[0], change.before or {})
        names = row.keys() & before.keys() - _QUIET
        if key in self._hosts or any(row[name] != before[name] for name in names):
            self._conflict(key, "", "deleted", "changed")
        self._words[key] = {"": self._edit[0]}
        return key

    def _update(self, key: Key, before: Row, after: Row) -> None:
        changed = [name for name in after if after[name] != before.get(name)]
        for together in _TOGETHER if key[0] == "span" else ():
            if set(together) & set(changed):
                changed += [name for name in together if name not in changed]
        row = self.rows[key]
        for name in changed:
            if name == "id":
                continue
            if name == "attributes":
                self._set_attributes(key, str(before[name]), str(after[name]))
                continue
            if name not in _QUIET and row.get(name) not in (before.get(name), after[name]):
                self._conflict(key, name, after[name], row[name])
            row[name] = after[name]
            self._words.setdefault(key, {})[name] = self._edit[0]

    def _set_attributes(self, key: Key, before: str, after: str) -> None:
        row = self.rows[key]
        was, now, here = json.loads(before), json.loads(after), json.loads(str(row["attributes"]))
        for name in sorted(was.keys() | now.keys()):
            if was.get(name) != now.get(name):
                if here.get(name) not in (was.get(name), now.get(name)):
                    self._conflict(key, name, now.get(name), here.get(name))
                here[name] = now.get(name)
                self._words.setdefault(key, {})[name] = self._edit[0]
        row["attributes"] = packed({name: v for name, v in here.items() if v is not None})

    def _is_judged_by_another(self, key: Key, before: Row, after: Row) -> bool:
        row = self.rows[key]
        return (
            key[0] == "span" and before["state"] == "suggested" != after["state"]
            and row["state"] != "suggested" and row["person_id"] != after["person_id"]
        )  # fmt: skip

    def _set_apart(self, key: Key, after: Row) -> Key:
        person = str(after["person_id"])
        apart = ("span", named_ids.id_of(_APART, f"{key[1]} {person}"))
        self._apart[key[1], person] = apart[1]
        self.rows[apart] = {**after, "id": apart[1]}
        self._words[apart] = {"": self._edit[0]}
        return apart


def _once(table: str, row: Row) -> tuple[Cell, ...] | None:
    """What no other row of the table may say too; None when any may."""
    if table == "span":
        if row["state"] != "accepted":
            return None
        curated = str(row["origin"]).startswith(CURATED)
        return ("span", *(row[name] for name in (
            "article_id", "start", "end", "label_id", "person_id")), curated)  # fmt: skip
    if table in ("label", "person"):
        return (table, unicodedata.normalize("NFKC", str(row["name"])).casefold())
    columns = {
        "article": ("body",), "link": ("kind", "head", "child"),
        "assignment": ("article_id", "person_id", "role"), "decision": ("span_id", "person_id"),
    }.get(table)  # fmt: skip
    return columns and (table, *(row[name] for name in columns))
