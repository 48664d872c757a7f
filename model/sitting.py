"""One curator's work on one article within one edit: what the verbs of review and curation do."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from model import articles, curated_links, decisions, links, moves, people, spans, twins
from model.edits import Cell
from model.errors import UserError
from model.open_edit import OpenEdit
from model.records import AGREED, ANNOTATOR, CURATED, CURATOR, REJECTED, Attributes
from model.store import Store
from model.trouble import SAFE

Stored = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Fix:
    """What is to be otherwise; None leaves a part as it is. Attributes of None or '' go."""

    start: int | None = None
    end: int | None = None
    label_id: str | None = None
    attributes: Attributes | None = None
    note: str | None = None


class Sitting:
    """Raises `UserError` when the person cannot be the article's curator now."""

    def __init__(self, store: Store, edit: OpenEdit, article_id: str) -> None:
        self._store = store
        self._edit = edit
        self.article_id = article_id
        self.curator = people.at_work(edit)
        self._states = moves.of_article(edit, article_id)
        self._require_the_only_curator()
        moves.move(edit, "work", article_id, self.curator, CURATOR)
        made = decisions.of_article(edit, article_id, self.curator)
        self.results = {span_id: decision.result for span_id, decision in made.items()}
        """By source: the span of the curator's reading that it became; None for rejected."""

    # ---- verdicts

    def agree(self, span_id: str, comment: str = "", *, voted: bool = False) -> str:
        """Take a span into the curator's reading as it is; returns the span made of it.

        One that was voted for brings no links along: they are voted for too.
        """
        source = self._source(span_id)
        self.withdraw(span_id)
        made = self._take(source, voted=voted)
        self._decide(source, made, "", comment)
        return made

    def become(self, span_id: str, made: str) -> None:
        """Settle a span by one of the curator's that was taken from another reading, or made."""
        source = self._source(span_id)
        self.withdraw(span_id)
        self._name_source(made, span_id)
        self._decide(source, made, "", "")

    def fix(self, span_id: str, wanted: Fix, reason: str = "", comment: str = "") -> str:
        """Take a span with changes, or change what was taken; returns the span made of it."""
        source = self._source(span_id)
        made = self.results.get(span_id)
        if made is None or self._edit.current("span", made) is None:
            self.withdraw(span_id)
            made = self._take(source, voted=False)
            self._decide(source, made, reason, comment)
        else:
            self._edit.update("decision", decisions.id_of(span_id, self.curator), reason=reason,
                              comment=comment, decided=self._edit.at)  # fmt: skip
        made = self._change(made, wanted)
        decisions.follow(self._edit, [made])
        return made

    def reject(self, span_id: str, reason: str, comment: str = "") -> None:
        source = self._source(span_id)
        self.withdraw(span_id)
        self.results[span_id] = None
        decisions.put(self._edit, source, self.curator, REJECTED, result=None, reason=reason,
                      comment=comment)  # fmt: skip

    def withdraw(self, span_id: str) -> None:
        """Take a decision back; the span made of it goes when no other decision stands on it."""
        id_ = decisions.id_of(span_id, self.curator)
        if self._edit.current("decision", id_) is None:
            return
        self._edit.delete("decision", id_)
        made = self.results.pop(span_id)
        row = self._edit.current("span", made) if made else None
        if made is None or row is None:
            return
        beside = links.beside(self._edit, made)
        if made in self.results.values():
            ids = str(row["origin"]).removeprefix(CURATED).split(",")
            left = ["" if one == span_id and not at else one for at, one in enumerate(ids)
                    if one != span_id or not at]  # fmt: skip
            self._edit.update("span", made, origin=CURATED + ",".join(left))
        else:
            links.cut(self._edit, made)
            self._edit.delete("span", made)
        decisions.follow(self._edit, [made, *beside])

    def make(self, sources: Sequence[str], new: spans.NewSpan) -> str:
        """A span of the curator's own, in place of these; returns its id."""
        for span_id in sources:
            self.withdraw(span_id)
        text = articles.text_of(self._store, self.article_id)
        made = spans.insert(self._edit, self.article_id, text, new)
        for span_id in sources:
            self.become(span_id, made)
        return made

    def vote(self, made: Collection[str], wins: curated_links.Wins) -> None:
        """Take over the links, at these spans of the curator's, that enough readings have."""
        curated_links.vote(self._edit, self.results, made, wins)

    # ---- links

    def link(self, head: str, child: str, kind: str) -> None:
        """Link two spans of the curator's reading; others' are agreed with first."""
        ends = self.mine(head), self.mine(child)
        links.insert(self._edit, kind, *ends)
        decisions.follow(self._edit, ends)

    def unlink(self, link_id: str) -> None:
        """Take a link away in the curator's reading; the spans at its ends are agreed with."""
        link = self._edit.current("link", link_id)
        if link is None:
            raise UserError("That link is no longer there.", safe=SAFE)
        head, child = self.mine(str(link["head"])), self.mine(str(link["child"]))
        for row in self._edit.rows(
            "SELECT id FROM link WHERE kind = ? AND head = ? AND child = ?",
            (link["kind"], head, child),
        ):
            self._edit.delete("link", row["id"])
        decisions.follow(self._edit, [head, child])

    def mine(self, span_id: str) -> str:
        """The curator's span for this one, which is agreed with when there is none yet."""
        row = self._edit.current("span", span_id)
        if row is not None and _is_curated(row) and row["person_id"] == self.curator:
            return span_id
        return self.results.get(span_id) or self.agree(span_id)

    # ---- inside

    def _require_the_only_curator(self) -> None:
        own = self._states.get((self.curator, ANNOTATOR))
        others = [person for person, role in self._states
                  if role == CURATOR and person != self.curator]  # fmt: skip
        if own is not None and own not in moves.FINISHED:
            title = articles.one(self._store, self.article_id).title
            raise UserError(
                f"You are still annotating “{title}” yourself.", safe="Nothing was changed.",
                hint="Submit your own work first.",
            )  # fmt: skip
        if others and (self.curator, CURATOR) not in self._states:
            name = people.name_of(self._edit, others[0])
            raise UserError(f"{name} reviews this article.", safe="Nothing was changed.",
                            hint=f"Leave it to {name}, or take it from {name} in the "
                            "assignments first.")  # fmt: skip

    def _source(self, span_id: str) -> Stored:
        row = self._edit.current("span", span_id)
        if row is None or row["article_id"] != self.article_id:
            raise UserError("That span is no longer there.", safe=SAFE, hint="Choose another one.")
        if _is_curated(row) or row["state"] != "accepted":
            raise UserError("Only what an annotator has marked can be decided on.", safe=SAFE)
        state = self._states.get((str(row["person_id"]), ANNOTATOR))
        if state not in moves.FINISHED:
            name = people.name_of(self._edit, str(row["person_id"]))
            raise UserError(f"{name} has not submitted this article.", safe=SAFE,
                            hint="Wait until it is submitted.")  # fmt: skip
        return row

    def _take(self, source: Stored, *, voted: bool) -> str:
        """The curator's span that equals this one: there already, or copied."""
        copied = {**source, "person_id": self.curator, "origin": CURATED}
        made = twins.of(self._edit, copied)
        if made is None:
            del copied["id"]
            copied["created"] = self._edit.at
            made = self._edit.insert("span", **copied)
            if not voted:
                self._edit.update("span", made, origin=CURATED + str(source["id"]))
        self._name_source(made, str(source["id"]))
        return made

    def _decide(self, source: Stored, made: str, reason: str, comment: str) -> None:
        """Keep a decision whose result is there; its links follow where both ends exist now."""
        span_id = str(source["id"])
        self.results[span_id] = made
        decisions.put(self._edit, source, self.curator, AGREED, result=made, reason=reason,
                      comment=comment)  # fmt: skip
        curated_links.follow(self._edit, self.results, span_id, made)

    def _change(self, made: str, wanted: Fix) -> str:
        """Give a span of the curator's what a fix asks for; it may go up in an equal one."""
        before = self._edit.current("span", made)
        assert before is not None
        after = {**before, **_changed(before, wanted)}
        text = articles.text_of(self._store, self.article_id)
        start, end = int(str(after["start"])), int(str(after["end"]))
        spans.require_inside(text, start, end)
        after |= _quoting(before, text[start:end], wanted)
        if after["label_id"] != before["label_id"]:
            label = self._edit.current("label", str(after["label_id"]))
            assert label is not None
            links.follow_role(self._edit, made, str(label["role"]))
        same = twins.of(self._edit, after)
        if same is None or same == made:
            self._edit.update("span", made, **after)
            return made
        twins.fold(self._edit, made, same)
        self._edit.update("span", same, attributes=after["attributes"], note=after["note"])
        self.results = {of: same if to == made else to for of, to in self.results.items()}
        return same

    def _name_source(self, made: str, source: str) -> None:
        row = self._edit.current("span", made)
        assert row is not None
        taken, *others = str(row["origin"]).removeprefix(CURATED).split(",")
        ids = dict.fromkeys([taken, *others, source])
        self._edit.update("span", made, origin=CURATED + ",".join(ids))


def _changed(row: Stored, wanted: Fix) -> Stored:
    asked = ((name, getattr(wanted, name)) for name in ("start", "end", "label_id", "note"))
    found: Stored = {name: value for name, value in asked if value is not None}
    if wanted.attributes is not None:
        both = {**json.loads(str(row["attributes"])), **wanted.attributes}
        kept = {key: value for key, value in both.items() if value is not None and value != ""}
        found["attributes"] = twins.packed(kept)
    return found


def _quoting(row: Stored, quote: str, wanted: Fix) -> Stored:
    """The quote, and a figure's numbers as they are read from it, unless others are wanted."""
    if quote == row["quote"] or wanted.attributes is not None:
        return {"quote": quote}
    kept = spans.read_again(spans.from_row(row), quote)
    return {"quote": quote, "attributes": twins.packed(kept)}


def _is_curated(row: Stored) -> bool:
    return str(row["origin"]).startswith(CURATED)
