"""Many places or spans of many articles changed as one edit, and what became of each.

Articles that the person has finished are left out: they are reopened first, one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

from model import articles, decisions, from_words, moves, people, readings, spans, suggestions
from model.concordance import Place
from model.open_edit import OpenEdit
from model.plurals import many
from model.store import Store

T = TypeVar("T")


@dataclass(slots=True)
class Done:
    """How many were changed, in how many articles; what was left alone, and why."""

    changed: int = 0
    articles: int = 0
    same: int = 0
    """Were as wanted already."""
    others: int = 0
    """Belong to somebody else, who alone can change them."""
    finished: int = 0
    """Articles left out, because the person has finished them."""
    begun: int = 0
    """Articles of other people in which the person now has a reading of their own."""


Progress = Callable[[int, int], object]
"""Is told how many articles are done, of how many."""


def unheard(_done: int, _total: int) -> None:
    """Nobody asks how far it is."""


def label(store: Store, places: Iterable[Place], label_id: str,
          on_progress: Progress = unheard) -> Done:  # fmt: skip
    """Mark places with a label; those that carry it in the person's reading are left as they are.

    A figure's numbers are read from its words.
    """
    name = _label(store, label_id)
    wanted = sorted(set(places))
    carrying = _carrying(store, wanted, label_id)
    new, finished = _open(
        store, [place for place in wanted if place not in carrying], itemgetter(0)
    )
    done = Done(changed=len(new), same=len(carrying.intersection(wanted)), finished=finished)
    with store.edit(f"Label {many(len(new), 'place')} as {name}") as edit:
        for article_id, group in _by_article(new, itemgetter(0), on_progress):
            text = articles.text_of(store, article_id)
            working = _work(edit, article_id, done)
            for _, start, end in group:
                _mark(edit, article_id, text, (start, end), label_id, working)
    return done


def relabel(store: Store, span_ids: Sequence[str], label_id: str,
            on_progress: Progress = unheard) -> Done:  # fmt: skip
    """Give the person's own spans among these another label."""
    name = _label(store, label_id)
    own, others = _own(store, span_ids)
    other = [(article_id, id_) for article_id, id_, now in own if now != label_id]
    wanted, finished = _open(store, other, itemgetter(0))
    done = Done(len(wanted), same=len(own) - len(other), others=others, finished=finished)
    with store.edit(f"Relabel {many(len(wanted), 'span')} as {name}") as edit:
        for article_id, group in _by_article(wanted, itemgetter(0), on_progress):
            _work(edit, article_id, done)
            for _, id_ in group:
                spans.put_label(edit, id_, label_id)
        decisions.follow(edit, [id_ for _, id_ in wanted])
    return done


def unlabel(store: Store, span_ids: Sequence[str], on_progress: Progress = unheard) -> Done:
    """Delete the person's own spans among these, with their links."""
    mine, others = _own(store, span_ids)
    own, finished = _open(store, mine, itemgetter(0))
    done = Done(changed=len(own), others=others, finished=finished)
    with store.edit(f"Delete {many(len(own), 'span')}") as edit:
        for article_id, group in _by_article(own, itemgetter(0), on_progress):
            _work(edit, article_id, done)
            for _, id_, _ in group:
                spans.drop(edit, id_)
    return done


def accept(store: Store, span_ids: Sequence[str], on_progress: Progress = unheard) -> Done:
    """Accept suggestions of any articles."""
    wanted, finished = _open(store, _suggested(store, span_ids), itemgetter(0))
    told = _by_article(wanted, itemgetter(0), on_progress)
    suggestions.judge(store, (id_ for _, group in told for _, id_ in group), "accepted")
    many_articles = len({article_id for article_id, _ in wanted})
    return Done(len(wanted), many_articles, finished=finished)


def clear(store: Store, span_ids: Sequence[str], on_progress: Progress = unheard) -> Done:
    """Take suggestions of any articles away."""
    wanted, finished = _open(store, _suggested(store, span_ids), itemgetter(0))
    done = Done(len(wanted), finished=finished)
    with store.edit("Clear suggestions") as edit:
        for article_id, group in _by_article(wanted, itemgetter(0), on_progress):
            suggestions.take_away(edit, store, article_id, (id_ for _, id_ in group))
            done.articles += 1
    return done


class Wish(NamedTuple):
    """How a place is to be labelled: the ids of the spans there, and one label, or '' for none."""

    place: Place
    span_ids: tuple[str, ...]
    label_id: str


def settle(store: Store, wishes: Sequence[Wish], on_progress: Progress = unheard) -> Done:
    """Label, relabel or unlabel each place as wished, as one edit."""
    done = Done()
    ready: list[tuple[Wish, list[str]]] = []
    for wish in sorted(wishes, key=lambda wish: wish.place):
        own, others = _own(store, wish.span_ids)
        done.others += others
        if own or (wish.label_id and not wish.span_ids):
            ready.append((wish, [id_ for _, id_, _ in own]))
    ready, done.finished = _open(store, ready, lambda one: one[0].place[0])
    done.changed = len(ready)
    with store.edit(f"Label {many(len(ready), 'place')} as elsewhere") as edit:
        for article_id, group in _by_article(ready, lambda one: one[0].place[0], on_progress):
            text = articles.text_of(store, article_id)
            working = _work(edit, article_id, done)
            for wish, own_ids in group:
                _settle(edit, text, wish, own_ids, working)
    return done


# ---- inside


def _suggested(store: Store, span_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Article and id of those that are suggestions still, in the same order."""
    asked = "SELECT article_id FROM span WHERE id = ? AND state = 'suggested'"
    found = [(store.row(asked, (id_,)), id_) for id_ in dict.fromkeys(span_ids)]
    return [(str(row["article_id"]), id_) for row, id_ in found if row is not None]


def _by_article(wanted: Sequence[T], article_of: Callable[[T], str], on_progress: Progress) -> (
    Iterator[tuple[str, Iterator[T]]]
):  # fmt: skip
    """What stands together by its article, told as it goes."""
    total = len(set(map(article_of, wanted)))
    for done, one in enumerate(groupby(wanted, article_of)):
        on_progress(done, total)
        yield one


def _open(store: Store, wanted: Sequence[T], article_of: Callable[[T], str]) -> tuple[list[T], int]:
    """What of it lies in articles that the person has not finished; how many others there are."""
    finished = {
        article_id
        for article_id in dict.fromkeys(map(article_of, wanted))
        if readings.is_locked(store, article_id)
    }
    return [one for one in wanted if article_of(one) not in finished], len(finished)


def _carrying(store: Store, places: Sequence[Place], label_id: str) -> set[Place]:
    """The places at which the person has accepted a span with the label."""
    me = people.whoever(store)
    return {
        (article_id, row[0], row[1])
        for article_id in dict.fromkeys(map(itemgetter(0), places))
        for row in store.rows(
            'SELECT start, "end" FROM span WHERE article_id = ? AND label_id = ? AND person_id = ?'
            " AND state = 'accepted'",
            (article_id, label_id, me),
        )
    }


def _own(store: Store, span_ids: Sequence[str]) -> tuple[list[tuple[str, str, str]], int]:
    """The person's own among these as (article, id, label), by article; and how many are not
    theirs. Spans that are gone count as neither."""
    me = people.whoever(store)
    own, others = [], 0
    for id_ in dict.fromkeys(span_ids):
        row = store.row("SELECT article_id, label_id, person_id FROM span WHERE id = ?", (id_,))
        if row is not None and row["person_id"] == me:
            own.append((str(row["article_id"]), id_, str(row["label_id"])))
        elif row is not None:
            others += 1
    return sorted(own), others


def _settle(
    edit: OpenEdit, text: str, wish: Wish, own_ids: Sequence[str], working: tuple[str, str]
) -> None:
    article_id, start, end = wish.place
    if not own_ids:
        _mark(edit, article_id, text, (start, end), wish.label_id, working)
    for id_ in own_ids:
        if wish.label_id:
            spans.put_label(edit, id_, wish.label_id)
        else:
            spans.drop(edit, id_)
    if wish.label_id:
        decisions.follow(edit, own_ids)


def _mark(
    edit: OpenEdit, article_id: str, text: str, place: tuple[int, int], label_id: str,
    working: tuple[str, str],
) -> None:  # fmt: skip
    label = edit.current("label", label_id)
    assert label is not None
    said = from_words.attributes(str(label["role"]), text, *place)
    span = spans.NewSpan(*place, label_id, said)
    spans.insert_as(edit, article_id, text, span, *working)


def _work(edit: OpenEdit, article_id: str, done: Done) -> tuple[str, str]:
    """Note the work on an article; returns the person's id and role."""
    before = moves.of_article(edit, article_id)
    person, role = moves.working(edit, article_id)
    done.articles += 1
    done.begun += bool(before) and (person, role) not in before
    return person, role


def _label(store: Store, label_id: str) -> str:
    return str(store.value("SELECT name FROM label WHERE id = ?", (label_id,)))
