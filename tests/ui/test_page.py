"""What the reader knows of each block: the same, whether the spans were listed before or not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from model import articles, labels, project, spans
from model.article_spans import ArticleSpans
from model.drafts import Draft
from ui.page import Page

LINE = "Kyiv said that Russia had fired missiles at Odesa during the night. " * 3
TEXT = "\n".join([LINE, "", LINE * 2, *[LINE] * 40])

places = st.integers(0, len(TEXT) - 700).flatmap(
    lambda start: st.tuples(st.just(start), st.integers(start + 1, start + 700))
)
changes = st.lists(st.tuples(st.integers(0, 99), st.none() | places), max_size=6)


def blocks_of(page: Page) -> list[set[str]]:
    return [{span.id for span in page.spans_in(block)} for block in range(len(page.blocks))]


@settings(deadline=None, max_examples=40)
@given(st.lists(places, min_size=1, max_size=30, unique=True),
       st.lists(st.integers(0, 42), max_size=5), changes)  # fmt: skip
def test_blocks_have_the_same_spans_whether_these_are_listed_or_not(given, looked_at, changes):
    store = project.in_memory()
    (article_id,) = articles.add(store, [Draft(TEXT, "Long")]).new
    actor = labels.named(store, "actor").id
    new = [spans.NewSpan(*place, actor, origin="import:x",
                         state=("accepted", "suggested", "rejected")[place[0] % 3])
           for place in given]  # fmt: skip
    ids = spans.mark_all(store, article_id, new, "Mark")
    source = ArticleSpans.of(store, article_id, lambda span: span.state != "suggested")
    page = Page(TEXT, source)
    for block in looked_at:
        page.spans_in(block)
    assert not source.is_listed
    shown = {one.id: one for one in spans.of_article(store, article_id) if one.state == "accepted"}
    for which, place in changes:
        span_id = ids[which % len(ids)]
        if span_id not in shown:
            continue
        if place is None:
            spans.delete(store, [span_id])
            del shown[span_id]
            source.drop(span_id)
            touched = page.drop(span_id)
        else:
            with store.edit("Move") as edit:
                quote = TEXT[slice(*place)]
                edit.update("span", span_id, start=place[0], end=place[1], quote=quote)
            before, shown[span_id] = shown[span_id], spans.existing(store, span_id)
            source.put(shown[span_id])
            touched = page.put(shown[span_id])
            assert {*page.blocks_of(before), *page.blocks_of(shown[span_id])} <= touched
    plain = Page(TEXT, shown.values())
    assert blocks_of(page) == blocks_of(plain)
    page.list_spans()
    assert blocks_of(page) == blocks_of(plain)
    assert [page.has_spans(block) for block in range(len(page.blocks))] == [
        plain.has_spans(block) for block in range(len(page.blocks))
    ]
    assert dict(page.spans) == shown
