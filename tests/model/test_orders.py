"""What is done with many places: told to another process by a file, taken back as one."""

from __future__ import annotations

import pytest

from model import articles, labels, orders, project, spans
from model.bulk import Wish
from model.drafts import Draft
from model.errors import UserError
from model.orders import ACCEPT, LABEL, RELABEL, SETTLE, UNLABEL, Order
from model.spans import NewSpan


@pytest.fixture
def store():
    with project.in_memory(person="Ana") as opened:
        new = [Draft(f"Kyiv said so, Kyiv said. {n}", f"Nr {n}") for n in range(4)]
        articles.add(opened, new)
        yield opened


def ids(store):
    return [one.id for one in articles.every(store)]


def label(store, name):
    return labels.named(store, name).id


def marked(store):
    return [
        (number, span.start, span.label_id, span.state)
        for number, one in enumerate(ids(store))
        for span in spans.of_article(store, one)
    ]


def given(store, order, tmp_path):
    """The order as another process gets it."""
    path = tmp_path / "order.json"
    for _ in orders.writing(order, path):
        pass
    assert orders.read(path) == order
    return orders.carry_out(store, orders.read(path))


def everywhere(store):
    return tuple((one, start, start + 4) for one in ids(store) for start in (0, 14))


def test_each_verb_is_carried_out_from_its_file(store, tmp_path):
    actor, claim = label(store, "actor"), label(store, "claim")
    done = given(store, Order(LABEL, places=everywhere(store), label_id=actor), tmp_path)
    assert (done.changed, done.articles) == (8, 4)
    assert {one[2:] for one in marked(store)} == {(actor, "accepted")}
    every = [span.id for one in ids(store) for span in spans.of_article(store, one)]
    given(store, Order(RELABEL, span_ids=tuple(every[:3]), label_id=claim), tmp_path)
    assert [one[2] for one in marked(store)] == [claim] * 3 + [actor] * 5
    given(store, Order(UNLABEL, span_ids=tuple(every[:2])), tmp_path)
    assert len(marked(store)) == 6
    wishes = Wish((ids(store)[0], 0, 4), (), claim), Wish((ids(store)[3], 14, 18), (every[7],), "")
    assert given(store, Order(SETTLE, wishes=wishes), tmp_path).changed == 2
    assert [one[:3] for one in marked(store)][::5] == [(0, 0, claim), (3, 0, actor)]
    made = spans.mark_all(
        store, ids(store)[1], [NewSpan(5, 9, actor, state="suggested", origin="rule:a@1")], "S"
    )
    assert given(store, Order(ACCEPT, span_ids=tuple(made)), tmp_path).changed == 1
    assert "suggested" not in {one[3] for one in marked(store)}


def test_progress_goes_by_articles_and_can_take_everything_back(store):
    told = []
    order = Order(LABEL, places=everywhere(store), label_id=label(store, "actor"))

    def stop(done, total):
        told.append((done, total))
        if done == 2:
            raise UserError("Stopped.")

    with pytest.raises(UserError, match="Stopped"):
        orders.carry_out(store, order, stop)
    assert told == [(0, 4), (1, 4), (2, 4)]
    assert marked(store) == []
    assert [one.title for one in store.history.done] == ["Import articles"]
