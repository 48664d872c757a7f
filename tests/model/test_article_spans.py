"""An article's spans by id: whatever is read or not yet, they are those of the store."""

from __future__ import annotations

import pytest

from model import articles, labels, project, spans
from model.article_spans import ArticleSpans

WORDS = "Kyiv said so. " * 2_000


@pytest.fixture(scope="module")
def marked():
    """An article with a span every 28 characters, and its project."""
    store = project.in_memory()
    (article_id,) = articles.add(store, [articles.NewArticle(WORDS, "Long")]).new
    actor = labels.named(store, "actor").id
    new = [spans.NewSpan(start, start + 4, actor, origin="import:x",
                         state=("accepted", "suggested", "rejected")[start // 28 % 3])
           for start in range(0, len(WORDS), 28)]  # fmt: skip
    spans.mark_all(store, article_id, new, "Mark")
    return store, article_id


def read(marked) -> tuple[dict, ArticleSpans]:
    store, article_id = marked
    whole = {one.id: one for one in spans.of_article(store, article_id)}
    return whole, ArticleSpans.of(store, article_id, lambda span: True)


def test_each_is_the_stores_own_wherever_one_looks_first(marked):
    whole, found = read(marked)
    middle = [*whole][len(whole) // 2]
    assert found[middle] == whole[middle]
    assert found == whole
    assert list(found.values()) == list(whole.values())


def test_places_and_states_are_told_of_all_before_one_is_read(marked):
    whole, found = read(marked)
    assert found.places == {i: (s.start, s.end, s.state) for i, s in whole.items()}
    assert found.states["rejected"] == sum(one.state == "rejected" for one in whole.values())
    assert [*found] == [*whole]
    assert "no such id" not in found
    with pytest.raises(KeyError):
        found["no such id"]


def test_only_those_are_held_that_are_to_be(marked):
    store, article_id = marked
    whole, _ = read(marked)
    found = ArticleSpans.of(store, article_id, lambda span: span.state == "suggested")
    assert found == {i: one for i, one in whole.items() if one.state == "suggested"}


def test_what_is_put_and_taken_away_counts(marked):
    whole, found = read(marked)
    first, second = [*whole][:2]
    before = found.states["accepted"], found.states["suggested"]
    found[second] = whole[first]
    assert (found.states["accepted"], found.states["suggested"]) == (before[0] + 1, before[1] - 1)
    gone = found.pop(first)
    assert gone == whole[first]
    assert first not in found
    assert found.places[second] == (gone.start, gone.end, "accepted")
    assert found.states["accepted"] == before[0]
    assert len([*found.values()]) == len(found) == len(whole) - 1


def test_those_shown_leave_out_the_rejected_and_stand_apart(marked):
    whole, found = read(marked)
    shown = found.shown()
    assert shown == {i: one for i, one in whole.items() if one.state != "rejected"}
    assert shown.states["rejected"] == 0
    del shown[[*shown][0]]
    assert len(found) == len(whole)
