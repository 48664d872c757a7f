"""Intake: articles, spans, links, people and states of what was read, put in as one edit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Generator, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from model import articles, moves, people, twins
from model.choices import Choices, Dictionary
from model.drafts import Draft, DraftSpan
from model.edits import Cell
from model.errors import UserError
from model.findings import Found
from model.import_report import FileResult
from model.links import id_of as id_of_link
from model.open_edit import OpenEdit
from model.plurals import many
from model.records import ANNOTATOR, of_curator
from model.store import Store

_ORIGIN = re.compile(r"(rule|model|import):.{1,200}")
Key = tuple[int, int, str]
"""Range and label: what two equal spans of an article have in common."""


@dataclass(slots=True)
class _There:
    """One span that an article has already."""

    id: str
    state: str
    origin: str
    person: str


@dataclass(slots=True)
class _Page:
    """One article while a draft is put into it."""

    id: str
    text: str
    there: dict[Key, list[_There]]
    is_new: bool
    added: Counter[str] = field(default_factory=Counter)
    """New accepted spans by person."""


class Intake:
    """Puts the drafts of files in, article by article, within one edit."""

    def __init__(self, store: Store, edit: OpenEdit, choices: Choices, whose: str = "") -> None:
        """`whose` work it is that no file gives a name to; '' for whoever imports."""
        self._edit = edit
        self._whose = whose
        self._words = Dictionary(store, choices)
        self._position = articles.last_position(edit)
        self._people: dict[str, str] = {}
        self._new: list[str] = []

    def begin(self, found: Found) -> None:
        """What is put in from now on comes from this file."""
        self._result = FileResult(
            found.path, found.outcome or "known", found.why, format=found.format,
            skipped=found.skipped, moved=found.moved,
        )  # fmt: skip
        self._left: Counter[tuple[str, str]] = Counter()
        """What was not put in: a noun and the rest of the sentence; of an article, which is named
        there, no noun."""

    def put(self, draft: Draft) -> None:
        """Put one article in, with all that the project does not have of it."""
        draft, result = _as_of(self._whose, draft), self._result
        try:
            id_, is_new = articles.insert(self._edit, draft, self._position + 1)
        except UserError as error:
            self._left["", str(error).rstrip(".")] += 1
            return
        self._position += is_new
        page = _Page(id_, draft.text, {} if is_new else self._spans_of(id_), is_new)
        many, keys = self._spans(draft, page)
        links = self._links(draft, keys)
        self._states(draft, page)
        self._result = replace(
            result, outcome="new" if is_new else result.outcome,
            title=result.title or draft.title, encoding=result.encoding or draft.encoding,
            is_guess=result.is_guess or draft.is_guess,
            article_id=result.article_id or id_, known=result.known + (not is_new),
            spans=result.spans + many, links=result.links + links,
        )  # fmt: skip
        if is_new:
            self._new.append(id_)

    def end(self) -> FileResult:
        """What became of the file."""
        said = (
            f"{many(number, noun)} {rest}." if noun else f"{rest}."
            for (noun, rest), number in self._left.items()
        )  # fmt: skip
        new, self._new = tuple(self._new), []
        return replace(self._result, new=new, skipped=(*self._result.skipped, *said))

    # ---- spans

    def _spans_of(self, article_id: str) -> dict[Key, list[_There]]:
        found: dict[Key, list[_There]] = {}
        for row in self._edit.rows(
            'SELECT start, "end", label_id, id, state, origin, person_id FROM span'  # noqa: S608
            f" WHERE article_id = ? AND NOT {of_curator()}", (article_id,),
        ):  # fmt: skip
            start, end, label, *rest = row
            found.setdefault((start, end, label), []).append(_There(*rest))
        return found

    def _spans(self, draft: Draft, page: _Page) -> tuple[int, dict[str, str]]:
        """How many spans are new, and the ids behind the draft's keys."""
        keys: dict[str, str] = {}
        many = 0
        for span in draft.spans:
            label = self._words.label(self._edit, span.label)
            if label is None:
                self._left["span", f"labelled “{span.label}” left out, as chosen"] += 1
                continue
            if page.text[span.start : span.end] != span.quote:
                self._left["span", "left out: the text says otherwise there"] += 1
                continue
            id_, is_new = self._span(span, label, page)
            keys[span.key] = id_
            many += is_new
        return many, keys

    def _span(self, span: DraftSpan, label: str, page: _Page) -> tuple[str, bool]:
        origin = _origin(span, self._result.format)
        person = self._person(span.person)
        same = page.there.setdefault((span.start, span.end, label), [])
        for one in same:
            if _says_the_same(one, span, origin, person):
                return one.id, False
        row: dict[str, Cell] = {
            "article_id": page.id, "start": span.start, "end": span.end, "label_id": label,
            "quote": span.quote, "state": span.state, "origin": origin, "person_id": person,
            "created": self._edit.at, "score": span.score, "note": span.note,
            "attributes": twins.packed(span.attributes) if span.attributes else "{}",
        }  # fmt: skip
        id_ = self._edit.insert("span", **row)
        same.append(_There(id_, span.state, origin, person))
        if span.state != "suggested":
            page.added[person] += 1
        return id_, True

    # ---- links

    def _links(self, draft: Draft, keys: dict[str, str]) -> int:
        many = 0
        for link in draft.links:
            kind = self._words.kind(link.kind)
            head, child = keys.get(link.head), keys.get(link.child)
            if not kind:
                self._left["link", f"“{link.kind}” left out: no such kind of link"] += 1
            elif head is None or child is None:
                self._left["link", "left out: a span at one of its ends is missing"] += 1
            elif head != child and not self._edit.rows(
                "SELECT 1 FROM link WHERE kind = ? AND head = ? AND child = ?", (kind, head, child)
            ):
                self._edit.insert("link", id=id_of_link(kind, head, child), kind=kind, head=head,
                                  child=child, person_id=self._person(""),
                                  created=self._edit.at)  # fmt: skip
                many += 1
        return many

    # ---- people and states

    def _person(self, name: str) -> str:
        """The id of the person so named, or of the one who imports."""
        if name not in self._people:
            self._people[name] = self._met(name or self._whose)
        return self._people[name]

    def _met(self, name: str) -> str:
        try:
            named = people.checked_name(name) if name else ""
        except UserError:
            named = ""
        if not named:
            return people.at_work(self._edit)
        return people.met(self._edit, named)

    def _states(self, draft: Draft, page: _Page) -> None:
        """Whoever's work came along has an assignment: in the state that the file gives, or in
        progress. Work that adds nothing to what is there leaves its state alone."""
        state = draft.state or "in progress"
        named = {self._person(span.person) for span in draft.spans if span.state != "suggested"}
        if not named and draft.state:
            named = {self._person("")}
        for person in sorted(named):
            there = (person, ANNOTATOR) in moves.of_article(self._edit, page.id)
            adds = page.added[person] or not there and (
                page.is_new or not self._is_worked_on(page.id))  # fmt: skip
            if adds:
                moves.put(self._edit, page.id, person, ANNOTATOR, state)

    def _is_worked_on(self, article_id: str) -> bool:
        return bool(self._edit.rows(
            "SELECT 1 FROM assignment WHERE article_id = ? AND state <> 'new' LIMIT 1",
            (article_id,),
        ))  # fmt: skip


class Results(Collection[FileResult], Protocol):
    """What became of the files, in their order."""

    def append(self, one: FileResult, /) -> None: ...


class Steps:
    """An import in steps: the edit is open from the first to the last one.

    Walk it to the end and everything is in; `stop` before that, and nothing is.
    """

    def __init__(self, store: Store, files: Iterable[tuple[Found, Iterable[Draft]]],
                 choices: Choices, title: str, whose: str = "",
                 results: Results | None = None) -> None:  # fmt: skip
        """`whose` work it is that no file gives a name to, '' for whoever imports; `results` keeps
        what becomes of each file, which is in memory otherwise."""
        self._store = store
        self._files = files
        self._choices = choices
        self._title = title
        self._whose = whose
        self.results: Results = [] if results is None else results

    def __iter__(self) -> Generator[int, None, None]:
        """Puts in the next article at each step; yields how many are in."""
        done = 0
        opened: AbstractContextManager[OpenEdit] = self._store.edit(self._title)
        with opened as edit:
            intake = Intake(self._store, edit, self._choices, self._whose)
            for found, drafts in self._files:
                intake.begin(found)
                for draft in drafts:
                    intake.put(draft)
                    done += 1
                    yield done
                self.results.append(intake.end())


def _as_of(person: str, draft: Draft) -> Draft:
    if not person:
        return draft
    spans = (replace(one, person=person) if not one.person and one.state == "accepted" else one
             for one in draft.spans)  # fmt: skip
    return replace(draft, spans=tuple(spans))


def _origin(span: DraftSpan, format_: str) -> str:
    """'person' for the work of a named person; what a program made keeps its name."""
    if span.origin == "person" or _ORIGIN.fullmatch(span.origin):
        return span.origin
    return "person" if span.person and span.state == "accepted" else f"import:{format_}"


def _says_the_same(one: _There, span: DraftSpan, origin: str, person: str) -> bool:
    """Whether a span of the same words and label says what the file's does.

    A suggestion says nothing new when it was made, or judged, already; the work of nobody in
    particular nothing when anybody has marked the same.
    """
    if span.state == "suggested":
        return one.origin == origin
    if one.state != span.state:
        return False
    return not span.person or one.person == person
