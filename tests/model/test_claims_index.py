"""The index of the claims answers as the file does, whatever has been done to the project."""

from __future__ import annotations

import random

import pytest

from model import (
    articles,
    claims,
    labels,
    links,
    moves,
    people,
    policies,
    project,
    sight,
    spans,
)
from model.claims import ORDERS, ClaimFilter
from model.claims_index import MOST_TOUCHED, ClaimsIndex
from model.drafts import Draft
from model.errors import UserError
from model.records import LINKS

TEXT = "Kyiv said Ärzte saw 45,000 troops near Kursk. moscow denied 100% of it, reports a_b say.\n"
FILTERS = (
    ClaimFilter(), ClaimFilter(text="kyiv"), ClaimFilter(text="ärzte"), ClaimFilter(text="45000"),
    ClaimFilter(text="100% a_b"), ClaimFilter(text="said title"), ClaimFilter(text="a note"),
    ClaimFilter(unlinked=True), ClaimFilter(stance=("confirmed", "disputed")),
    ClaimFilter(verdict=("unchecked",)), ClaimFilter(verdict=("supported",), text="o"),
    ClaimFilter(state=("new", "in progress")), ClaimFilter(state=("submitted",)),
)  # fmt: skip


@pytest.fixture
def store():
    with project.in_memory() as opened:
        opened.person = "Ana"
        yield opened


def filled(store) -> ClaimsIndex:
    index = ClaimsIndex(store)
    for _ in index.fill():
        pass
    return index


def same(store, index) -> None:
    unseen = sight.unseen(store)
    for order in ORDERS:
        for descending in (False, True):
            asked = {"order": order, "descending": descending, "unseen": unseen}
            assert index.ids(**asked) == claims.ids(store, **asked), asked
    someone = tuple(one.id for one in people.everyone(store)[:1])
    for filters in (*FILTERS, ClaimFilter(person=someone)):
        for order in ("place", "actor", "figures"):
            asked = {"order": order, "filters": filters, "unseen": unseen}
            assert index.ids(**asked) == claims.ids(store, **asked), asked
        asked = {"filters": filters, "unseen": unseen}
        assert index.count(**asked) == claims.count(store, **asked), asked


def add(store, dice) -> None:
    several = dice.randint(1, 3)
    articles.add(store, [
        Draft(text=f"{TEXT * 3}{dice.random()}\n", title=f"{name} title")
        for name in dice.sample(("a", "B", "ß", "zero"), several)
    ])  # fmt: skip


def any_span(store, dice):
    found = [row[0] for row in store.rows("SELECT id FROM span ORDER BY rowid")]
    return dice.choice(found) if found else None


def mark(store, dice) -> None:
    article = dice.choice(articles.every(store)).id
    text = articles.text_of(store, article)
    start = dice.choice((0, 5, 10, dice.randrange(len(text) - 30)))
    label = dice.choice(labels.every(store))
    said = {
        "figure": {"value": dice.choice((45000, 4.5, 7))},
        "verified": {"stance": dice.choice(("confirmed", "disputed", "refuted"))},
        "claim": {"verdict": dice.choice(("supported", "unchecked")), "cue": "said"},
    }.get(label.role, {})
    spans.mark(store, article, start, start + dice.randint(1, 29), label.id, said)


def link(store, dice) -> None:
    pairs = store.rows(
        "SELECT head.id, child.id, own.role FROM span AS head"
        " JOIN label AS l ON l.id = head.label_id AND l.role = 'claim'"
        " JOIN span AS child ON child.article_id = head.article_id"
        " JOIN label AS own ON own.id = child.label_id ORDER BY head.rowid, child.rowid"
    )
    if pairs := [pair for pair in pairs if pair[2] in LINKS]:
        head, child, role = dice.choice(pairs)
        links.add(store, head, [child], kind=LINKS[role])


def relabel(store, dice) -> None:
    if one := any_span(store, dice):
        spans.relabel(store, one, dice.choice(labels.every(store)).id)


def delete(store, dice) -> None:
    if one := any_span(store, dice):
        spans.delete(store, [one])


def say(store, dice) -> None:
    if one := any_span(store, dice):
        spans.set_note(store, one, dice.choice(("", "a note", "Other")))


def judge(store, dice) -> None:
    if one := any_span(store, dice):
        spans.set_attributes(store, one, {"verdict": "refuted", "check_worthiness": "yes"})


def another_person(store, dice) -> None:
    store.person = dice.choice(("Ana", "Ben", "Cem"))


def submit(store, dice) -> None:
    article = dice.choice(articles.every(store)).id
    with store.edit("Submit") as edit:
        state = dice.choice(("in progress", "submitted", "approved"))
        role = dice.choice(("annotator", "annotator", "curator"))
        moves.put(edit, article, people.at_work(edit), role, state)


def another_role(store, dice) -> None:
    label = dice.choice(labels.every(store))
    labels.change(store, label.id, role=dice.choice(("claim", label.role)))


def blindly(store, dice) -> None:
    policies.set_blind(store, dice.random() < 0.7)


def undo(store, _dice) -> None:
    store.undo()


def redo(store, _dice) -> None:
    store.redo()


DEEDS = (mark, mark, mark, mark, mark, link, link, link, relabel, delete, say, judge, submit, undo,
         undo, redo, another_person, add, another_role, blindly)  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_after_any_work_the_index_answers_as_the_file_does(store, seed):
    dice = random.Random(seed)
    add(store, dice)
    for _ in range(30):
        mark(store, dice)
    index = filled(store)
    anew = []
    store.listen(lambda edit: None if index.follow(edit) else anew.append(edit))
    for _ in range(60):
        try:
            dice.choice(DEEDS)(store, dice)
        except UserError:
            continue
        if anew:
            anew.clear()
            assert not index.ready
            for _ in index.fill():
                pass
        same(store, index)


def test_claims_that_come_and_go_while_it_is_filled_are_right(store):
    dice = random.Random(5)
    add(store, dice)
    for _ in range(400):
        mark(store, dice)
    index = ClaimsIndex(store)
    store.listen(lambda edit: index.follow(edit))
    for _ in index.fill():
        for deed in (mark, link, delete, relabel):
            deed(store, dice)
    assert index.ready
    same(store, index)


def test_after_many_changes_at_once_it_wants_to_be_filled_anew(store):
    dice = random.Random(1)
    add(store, dice)
    index = filled(store)
    heard = []
    store.listen(lambda edit: heard.append(index.follow(edit)))
    article = articles.every(store)[0].id
    label = labels.named(store, "claim").id
    body = articles.text_of(store, article)
    with store.edit("Mark many") as edit:
        for at in range(MOST_TOUCHED + 1):
            new = spans.NewSpan(at % 200, at % 200 + 1 + at // 200, label)
            spans.insert(edit, article, body, new)
    assert heard == [False]
    assert not index.ready
    for _ in index.fill():
        pass
    same(store, index)
