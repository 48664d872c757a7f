"""A corpus: articles and spans as chosen for an export, read from the store once and frozen."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import model
from model import articles, labels, people, splits
from model.records import SPAN_STATES, Article, Attributes, Label
from model.store import Store

SPANS = ("accepted", "gold", "all")
BATCH = 200
"""Articles read at a time: what keeps memory flat however large the project is."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to export.

    `accepted`: the accepted spans of articles that were worked on. `gold`: those of approved
    articles only. `all`: every article; suggestions and rejected ones too, told apart by state.
    """

    spans: str = "accepted"
    labels: tuple[str, ...] = ()
    """Names of labels; none means every label."""
    shares: splits.Shares = splits.DEFAULT
    seed: int = 0


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
    versions: Mapping[str, str] = field(default_factory=dict, hash=False)


def snapshot(store: Store, selection: Selection) -> Corpus:
    """The corpus with every article in memory: plain values that any process can take."""
    found = stream(store, selection)
    return replace(found, articles=tuple(found.articles))


def stream(store: Store, selection: Selection) -> Corpus:
    """The corpus whose articles are read while they are walked; memory stays flat.

    Consistent only over a store that nobody changes (`project.frozen`).
    Raises `UserError` for a label that the project does not have.
    """
    assert selection.spans in SPANS, selection.spans
    kept = _labels(store, selection)
    listed = articles.every(store)
    chosen = [article for article in listed if _belongs(article, selection)]
    seen = [one.body for one in chosen if one.state != "new"]
    where = splits.assign(seen, selection.shares, selection.seed)
    last = store.row("SELECT hash, at FROM edit ORDER BY position DESC LIMIT 1")
    assert last is not None
    return Corpus(
        project=str(store.value("SELECT value FROM project WHERE id = 'name'")),
        uuid=store.uuid, head=last["hash"], at=last["at"], selection=selection,
        labels=tuple(kept.values()),
        articles=_Articles(store, selection, kept, chosen, where),
        left_out=_left_out(store, selection, kept, listed, chosen),
        versions={
            "attesta": model.__version__,
            "normaliser": str(store.value("SELECT value FROM project WHERE id = 'normaliser'")),
            "python": platform.python_version(),
        },
    )  # fmt: skip


class _Articles(Collection[CorpusArticle]):
    """The chosen articles, read from the store in batches."""

    def __init__(self, store: Store, selection: Selection, kept: Mapping[str, Label],
                 chosen: Sequence[Article], where: Mapping[str, str]) -> None:  # fmt: skip
        self._store = store
        self._states = ("accepted",) if selection.spans != "all" else SPAN_STATES
        self._labels = kept
        self._chosen = chosen
        self._where = where
        self._people = {person.id: person.name for person in people.everyone(store)}

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
            if row["label_id"] in self._labels and row["state"] in self._states:
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

    def _span(self, row: sqlite3.Row) -> CorpusSpan:
        said = row["attributes"]
        return CorpusSpan(
            row["id"], row["start"], row["end"], self._labels[row["label_id"]].name, row["quote"],
            row["state"], row["origin"], row["score"], row["note"], self._people[row["person_id"]],
            {} if said == "{}" else json.loads(said),
        )  # fmt: skip

    def _article(self, one: Article, text: str, spans: tuple[CorpusSpan, ...],
                 links: tuple[CorpusLink, ...]) -> CorpusArticle:  # fmt: skip
        return CorpusArticle(
            id=one.id, title=one.title, text=text, body=one.body, source=one.source,
            date=one.date, language=one.language, state=one.state,
            split=self._where.get(one.body, ""),
            people=tuple(sorted({span.person for span in spans})), spans=spans, links=links,
        )  # fmt: skip


def _labels(store: Store, selection: Selection) -> dict[str, Label]:
    if not selection.labels:
        return labels.by_id(store)
    named = [labels.named(store, name) for name in selection.labels]
    return {label.id: label for label in sorted(named, key=lambda one: one.position)}


def _belongs(article: Article, selection: Selection) -> bool:
    if selection.spans == "gold":
        return article.state == "approved"
    return selection.spans == "all" or not (article.state == "new" or _only_begun(article))


def _only_begun(article: Article) -> bool:
    """In progress without a span: that nothing is marked does not yet say that nothing is there."""
    return article.state in ("in progress", "returned") and not article.spans


def _left_out(store: Store, selection: Selection, kept: Mapping[str, Label],
              listed: Sequence[Article], chosen: Sequence[Article]) -> dict[str, int]:  # fmt: skip
    inside = {article.id for article in chosen}
    why: Counter[str] = Counter()
    for article in listed:
        if article.id not in inside:
            why["articles nobody has looked at" if article.state == "new"
                else "articles not approved" if selection.spans == "gold"
                else "articles begun, with nothing marked yet"] += 1  # fmt: skip
    for row in store.rows(
        "SELECT article_id, label_id, state, count(*) AS many FROM span"
        " GROUP BY article_id, label_id, state"
    ):
        if row["article_id"] not in inside:
            continue
        if row["label_id"] not in kept:
            why["spans of other labels"] += row["many"]
        elif selection.spans != "all" and row["state"] != "accepted":
            why["suggestions not judged" if row["state"] == "suggested"
                else "suggestions rejected"] += row["many"]  # fmt: skip
    return dict(sorted(why.items()))
