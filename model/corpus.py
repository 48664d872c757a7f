"""A corpus: articles and spans as chosen for an export, read from the store once and frozen."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import model
from model import agreement, splits, stories
from model import text as texts
from model.errors import UserError
from model.records import Article, Attributes, Label
from model.selection import SPANS as SPANS
from model.selection import Chosen, choose
from model.selection import Selection as Selection
from model.store import Store

BATCH = 50
"""Articles read at a time: what keeps memory flat however large the project is."""


@dataclass(frozen=True, slots=True)
class CorpusSpan:
    """`[start, end)` in code points of the article's text."""

    id: str
    start: int
    end: int
    label: str
    quote: str
    state: str = "accepted"
    origin: str = "person"
    score: float | None = None
    note: str = ""
    person: str = ""
    attributes: Attributes = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CorpusLink:
    """From span `head` to span `child`, by id."""

    kind: str
    head: str
    child: str


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    id: str
    title: str
    text: str
    body: str
    """SHA-256 of the text."""
    source: str = ""
    date: str = ""
    language: str = "en"
    state: str = "in progress"
    split: str = "train"
    """One of SPLITS, or '' when nobody has looked at the article."""
    people: tuple[str, ...] = ()
    spans: tuple[CorpusSpan, ...] = ()
    links: tuple[CorpusLink, ...] = ()
    story: str = ""
    """SHA-256 of the first text of the story; near-duplicate articles share one."""

    @property
    def looked_at(self) -> bool:
        """False when its having no spans says nothing."""
        return self.state != "new"

    def spans_of(self, state: str) -> tuple[CorpusSpan, ...]:
        return tuple(span for span in self.spans if span.state == state)


@dataclass(frozen=True, slots=True)
class Corpus:
    """What exporters get. `articles` can be walked again and again, always in the same order."""

    project: str
    uuid: str
    head: str
    """Hash of the last edit: names the exact state of the project."""
    at: str
    """Moment of that edit."""
    selection: Selection
    labels: tuple[Label, ...]
    articles: Collection[CorpusArticle]
    left_out: Mapping[str, int] = field(default_factory=dict, hash=False)
    """What the selection leaves out, in words, with counts."""
    leaks: tuple[stories.Pair, ...] = ()
    """The most similar texts on two sides of the split, the nearest first."""
    versions: Mapping[str, str] = field(default_factory=dict, hash=False)
    agreement: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """That of the annotators on these articles, as `agreement.as_values` gives it; empty when
    fewer than two have finished any of them, or when it was not asked for."""


def snapshot(store: Store, selection: Selection) -> Corpus:
    """The corpus with every article in memory: plain values that any process can take."""
    found = stream(store, selection)
    return replace(found, articles=tuple(found.articles))


def stream(store: Store, selection: Selection, *, measured: bool = False) -> Corpus:
    """The corpus whose articles are read while they are walked; memory stays flat. `measured`
    takes the time to measure the agreement of its annotators, for the datasheet.

    Consistent only over a store that nobody changes (`project.frozen`).
    Raises `UserError` for a label, a person or an article that the project does not have.
    """
    chosen = choose(store, selection)
    known = stories.found_in(_texts(store))
    where = splits.assign(
        [one.body for one in chosen.articles if one.state != "new"], selection.shares,
        selection.seed, story_of=known.of, labels=chosen.label_names,
    )  # fmt: skip
    last = store.row("SELECT hash, at FROM edit ORDER BY position DESC LIMIT 1")
    assert last is not None
    return Corpus(
        project=str(store.value("SELECT value FROM project WHERE id = 'name'")),
        uuid=store.uuid, head=last["hash"], at=last["at"], selection=selection,
        labels=tuple(chosen.labels.values()), articles=_Articles(store, chosen, where, known.of),
        left_out=chosen.left_out, leaks=tuple(known.between(where)),
        versions={
            "attesta": model.__version__,
            "normaliser": str(store.value("SELECT value FROM project WHERE id = 'normaliser'")),
            "python": platform.python_version(),
        },
        agreement=_agreement(store, chosen) if measured else {},
    )  # fmt: skip


def _agreement(store: Store, chosen: Chosen) -> Mapping[str, Any]:
    if not chosen.articles:
        return {}
    found = agreement.measure(store, article_ids=[one.id for one in chosen.articles])
    return agreement.as_values(found) if found.pairs else {}


def _texts(store: Store) -> Iterator[tuple[str, str]]:
    """Every text of the project with its SHA-256, first come first: what is left out counts too,
    so that a story keeps its name whatever is selected."""
    bodies = [row["body"] for row in store.rows("SELECT body FROM article ORDER BY position, id")]
    bodies = list(dict.fromkeys(bodies))
    for start in range(0, len(bodies), BATCH):
        found = dict(map(tuple, store.rows(
            "SELECT hash, text FROM body WHERE hash IN (SELECT value FROM json_each(?))",
            (json.dumps(bodies[start : start + BATCH]),),
        )))  # fmt: skip
        yield from ((body, found[body]) for body in bodies[start : start + BATCH])


class _Articles(Collection[CorpusArticle]):
    """The chosen articles, read from the store in batches; each is proved to be sound."""

    def __init__(self, store: Store, chosen: Chosen, where: Mapping[str, str],
                 story_of: Mapping[str, str]) -> None:  # fmt: skip
        self._store = store
        self._wanted = chosen
        self._states = frozenset(chosen.states)
        self._chosen = chosen.articles
        self._labels = {id_: label.name for id_, label in chosen.labels.items()}
        self._where = where
        self._story_of = story_of
        self._people = chosen.people

    def __len__(self) -> int:
        return len(self._chosen)

    def __contains__(self, article: object) -> bool:
        return any(article == one for one in self)

    def __iter__(self) -> Iterator[CorpusArticle]:
        for start in range(0, len(self._chosen), BATCH):
            yield from self._batch(self._chosen[start : start + BATCH])

    def _batch(self, chosen: Sequence[Article]) -> Iterator[CorpusArticle]:
        ids = json.dumps([article.id for article in chosen])
        texts = {row["id"]: row["text"] for row in self._store.rows(
            "SELECT article.id, text FROM article JOIN body ON body.hash = article.body"
            " WHERE article.id IN (SELECT value FROM json_each(?))", (ids,)
        )}  # fmt: skip
        spans: dict[str, list[CorpusSpan]] = {article.id: [] for article in chosen}
        home: dict[str, str] = {}
        for row in self._store.rows(
            'SELECT id, article_id, start, "end", label_id, quote, state, origin, person_id,'
            " score, note, attributes FROM span"
            " WHERE article_id IN (SELECT value FROM json_each(?))"
            ' ORDER BY start, "end" DESC, id',
            (ids,),
        ):
            if self._is_wanted(row):
                home[row["id"]] = row["article_id"]
                spans[row["article_id"]].append(self._span(row))
        links: dict[str, list[CorpusLink]] = {article.id: [] for article in chosen}
        for row in self._store.rows(
            "SELECT kind, head, child FROM link JOIN span ON span.id = link.head"
            " WHERE span.article_id IN (SELECT value FROM json_each(?))"
            " ORDER BY span.start, kind, link.id",
            (ids,),
        ):
            if row["head"] in home and row["child"] in home:
                links[home[row["head"]]].append(CorpusLink(*row))
        for one in chosen:
            yield self._article(one, texts[one.id], tuple(spans[one.id]), tuple(links[one.id]))

    def _is_wanted(self, row: sqlite3.Row) -> bool:
        if row["label_id"] not in self._labels or row["state"] not in self._states:
            return False
        whose = row["article_id"], row["person_id"], row["origin"]
        return not self._wanted.standing.why_not(*whose, row["state"])

    def _span(self, row: sqlite3.Row) -> CorpusSpan:
        said = row["attributes"]
        return CorpusSpan(
            row["id"], row["start"], row["end"], self._labels[row["label_id"]], row["quote"],
            row["state"], row["origin"], row["score"], row["note"], self._people[row["person_id"]],
            {} if said == "{}" else json.loads(said),
        )  # fmt: skip

    def _article(self, one: Article, text: str, spans: tuple[CorpusSpan, ...],
                 links: tuple[CorpusLink, ...]) -> CorpusArticle:  # fmt: skip
        _require_sound(one, text, spans)
        return CorpusArticle(
            id=one.id, title=one.title, text=text, body=one.body, source=one.source,
            date=one.date, language=one.language, state=one.state,
            split=self._where.get(one.body, ""), story=self._story_of.get(one.body, ""),
            people=tuple(sorted({span.person for span in spans})), spans=spans, links=links,
        )  # fmt: skip


def _require_sound(one: Article, text: str, spans: Sequence[CorpusSpan]) -> None:
    """Raise `UserError` unless a text is the one that was imported, and its spans quote it."""
    if texts.digest(text) != one.body:
        raise _damaged(f"The text of “{one.title}” is no longer the one that was imported")
    for span in spans:
        if text[span.start : span.end] != span.quote:
            what = f"{span.start}–{span.end} of “{one.title}” no longer says “{span.quote[:60]}”"
            raise _damaged(f"The file is damaged: {what}")


def _damaged(what: str) -> UserError:
    return UserError(
        f"{what}.", safe="Nothing is exported of a damaged project, and it was not changed.",
        hint="`check` lists what is wrong; `repair` mends it, or goes back to a backup.",
    )  # fmt: skip
