"""The article that is open on the desk: its text, the spans shown of it, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping

from model import articles, people, readings, sight, spans
from model.article_spans import ArticleSpans
from model.edits import Edit, Row
from model.readings import BLIND, EVERYBODY, GOLD, OWN, REVIEW, View
from model.records import ANNOTATOR, CURATOR, Article, Label, Span
from model.store import Store
from ui import stances


class OpenArticle:
    """Read once, then kept up to date with every edit; nothing is open at first."""

    def __init__(self, store: Store | None = None, article_id: str | None = None, *,
                 hides: bool = False, reviewing: bool = False) -> None:  # fmt: skip
        """`hides` keeps suggestions out of sight, until `hide_suggestions`; `reviewing` shows what
        a reviewer has before them. Raises `DamagedProject` for a text that was changed."""
        self.id = article_id
        self.hides = hides
        self.awaits = False
        """Whether suggestions for it are being made."""
        self._ask = readings.under_review if reviewing else readings.view
        self._reviewing = reviewing
        self._locked: bool | None = None
        self.text = ""
        self.spans = ArticleSpans()
        """The spans shown, by id; the same mapping for good."""
        self.people: dict[str, str] = {}
        """The names, by id, of those whose spans are shown; empty when it is just one."""
        self.signs: dict[str, str] = {}
        """What the tags of single spans say beside the label, by the span's id."""
        self.singled: frozenset[str] | None = frozenset() if reviewing else None
        """The spans that stand out beside the chosen one; None where none steps back."""
        self._store = store
        self._view = View(EVERYBODY, frozenset())
        self._record: Article | None = None
        self._me = people.whoever(store) if store is not None else ""
        if store is not None and article_id is not None:
            self.text = articles.whole_text_of(store, article_id)
            self._view = self._ask(store, article_id)
            self._read(store, article_id)

    @property
    def undecided(self) -> frozenset[str]:
        """Ids of the spans that the article's curator still has to decide on."""
        return self._view.undecided

    @property
    def is_locked(self) -> bool:
        """Whether the person has finished it, and has to reopen it before they change anything."""
        if self._locked is None:
            self._locked = (
                self._store is not None and self.id is not None and not self._reviewing
                and readings.is_locked(self._store, self.id)
            )  # fmt: skip
        return self._locked

    @property
    def record(self) -> Article | None:
        """What the library knows of it, with its state and counts."""
        if self._record is None and self._store is not None and self.id is not None:
            found = [articles.one(self._store, self.id)]
            self._record = sight.counted(self._store, found)[0]
        return self._record

    def whose(self) -> str:
        """Whose spans are shown, in words; where nobody else has worked on the article, who is to,
        unless it is the person's own."""
        store, view = self._store, self._view
        if store is None or self.id is None or not sight.are_several(store):
            return ""
        me = people.whoever(store)
        given = readings.of_article(store, self.id)
        found = [one for one in given if one.state != "new"]
        names = {one.id: one.name for one in people.everyone(store)}
        others = [*dict.fromkeys(names[one.person_id] for one in found if one.person_id != me)]
        if not others and view.why != REVIEW:
            to = {one.person_id: names[one.person_id] for one in given if one.role == ANNOTATOR}
            return "" if me in to or not to else f"given to {' and '.join(to.values())}"
        if view.why == GOLD:
            by = " and ".join("you" if id_ == me else names[id_] for id_, _ in sorted(view.whose))
            reviewed = any(role == CURATOR for _, role in view.whose)
            return f"reviewed by {by}" if reviewed else f"approved work of {by}"
        said = {BLIND: "your spans only, until you submit", OWN: "your spans only",
                REVIEW: "your review"}  # fmt: skip
        return said.get(view.why, f"spans of {', '.join(others)}")

    def called(self, span: Span, labels: Mapping[str, Label]) -> str:
        """'actor', 'verified, no stance'; where the spans of several people are shown, 'actor by
        Ben'."""
        label, whose = labels[span.label_id], self.people.get(span.person_id)
        stance = str(span.attributes.get("stance") or stances.NONE)
        said = f"{label.name}, {stance}" if label.role == "verified" else label.name
        return f"{said} by {whose}" if whose else said

    def shows(self, row: Row) -> bool:
        """Whether this row of a span is one of those shown."""
        return row["article_id"] == self.id and self._holds(spans.from_row(row))

    def hide_suggestions(self, hides: bool) -> None:
        """Hide them from now on, or no longer."""
        if self._store is not None and self.id is not None:
            self.hides = hides
            self._read(self._store, self.id)

    def follow(self, edit: Edit) -> bool:
        """Take over what an edit changed; whether other people's spans are shown than before."""
        self._record, self._locked = None, None
        if self._store is None or self.id is None:
            return False
        if edit.touches("assignment", "decision", "project"):
            before, self._view = self._view, self._ask(self._store, self.id)
            if not _differ_in(before, self._view, spans_of(edit)):
                self._read(self._store, self.id)
                return True
            for span_id in before.undecided ^ self._view.undecided:
                self._read_one(self._store, span_id)
        for change in edit.of("span"):
            if change.after is not None and self.shows(change.after):
                self.spans.put(spans.from_row(change.after))
            else:
                self.spans.drop(change.id)
        if edit.touches("span", "decision"):
            self.people = self._ask_people(self._store)
        return False

    def _read(self, store: Store, article_id: str) -> None:
        if self._view.undecided:
            found = filter(self._holds, spans.of_article(store, article_id))
            self.spans.take(ArticleSpans(found))
        else:
            self.spans.take(ArticleSpans.of(store, article_id, self._holds))
        self.people = self._ask_people(store)

    def _read_one(self, store: Store, span_id: str) -> None:
        span = spans.one(store, span_id)
        if span is not None and self._holds(span):
            self.spans.put(span)
        else:
            self.spans.drop(span_id)

    def _holds(self, span: Span) -> bool:
        """Suggestions are for the person who asked for them alone."""
        if span.state == "suggested" and (self.hides or span.person_id != self._me):
            return False
        return self._view.holds(span)

    def _ask_people(self, store: Store) -> dict[str, str]:
        if self._view.why in (BLIND, OWN) or not sight.are_several(store):
            return {}
        found = self.spans.people
        named = {one.id: one.name for one in people.everyone(store) if one.id in found}
        return named if len(named) > 1 else {}


def spans_of(edit: Edit) -> set[str]:
    """The spans that an edit wrote, or of which it says otherwise whether they are decided."""
    rows = (change.after or change.before or {} for change in edit.of("decision"))
    return {change.id for change in edit.of("span")} | {str(row["span_id"]) for row in rows}


def _differ_in(before: View, now: View, span_ids: set[str]) -> bool:
    """Whether two views are the same but for some of these spans."""
    same = (before.why, before.whose) == (now.why, now.whose)
    return same and before.undecided ^ now.undecided <= span_ids
