"""Anchoring: offsets of a file stand on the kept text, or a span is moved by its quote, or told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import text
from model.anchors import OffsetMap, settle
from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError

RAW = st.text(st.sampled_from("a b\r\n\ufeff\x00\ud800💩\u0301\u00a0\u2028é"), max_size=40)


def kept(raw):
    """The same rules without the first: marks are dropped at the head of a text alone."""
    return text.normalise("x" + raw)[1:]


@given(raw=RAW, data=st.data())
def test_every_range_of_the_raw_text_finds_its_words(raw, data):
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, len(raw)))
    places, body = OffsetMap(raw), text.normalise(raw)
    head = len(raw) - len(raw.lstrip("\ufeff"))
    there = body[places.start(start) : places.end(end)]
    assert there == (kept(raw[max(start, head) : max(end, head)]) if end > start else there)


@given(raw=RAW, data=st.data())
def test_the_map_never_runs_backwards(raw, data):
    one, other = sorted(data.draw(st.tuples(*[st.integers(0, len(raw))] * 2)))
    places, body = OffsetMap(raw), text.normalise(raw)
    assert 0 <= places.start(one) <= places.start(other) <= len(body)
    assert 0 <= places.end(one) <= places.end(other) <= len(body)


@given(raw=RAW.map(lambda one: one + "end"), data=st.data())
def test_a_settled_span_quotes_the_kept_text(raw, data):
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    quote = data.draw(st.sampled_from(["", raw[start:end], "end", "elsewhere"]))
    settled = settle(Draft(raw, "t", spans=(DraftSpan(start, end, "claim", quote=quote, line=3),)))
    for span in settled.draft.spans:
        assert settled.draft.text[span.start : span.end] == span.quote != ""
    assert len(settled.draft.spans) + len(settled.draft.skipped) == 1


def settled(body, *spans, links=()):
    return settle(Draft(body, "t", spans=spans, links=links))


def test_line_ends_and_marks_shift_no_span():
    found = settled("\ufeffOne\r\ntwo 💩\rthree", DraftSpan(6, 9, "a", quote="two"),
                    DraftSpan(4, 6, "a"), DraftSpan(12, 17, "a", quote="three"))  # fmt: skip
    assert [span.quote for span in found.draft.spans] == ["two", "\n", "three"]
    assert not found.moved
    assert not found.draft.skipped


def test_a_quote_in_one_place_moves_its_span_and_says_so():
    found = settled("Kyiv said 45,000.", DraftSpan(5, 9, "figure", quote="45,000", line=7))
    (span,) = found.draft.spans
    assert (span.start, span.end) == (10, 16)
    (said,) = found.moved
    assert said.startswith("Line 7: figure 5–9: there stands “said”, not “45,000”. Moved to 10–16")


@pytest.mark.parametrize(
    ("start", "end", "quote", "why"),
    [
        (5, 9, "nowhere", "which stands nowhere"),
        (3, 5, "said", "which stands in several places"),
        (90, 95, "", "that is no range of the text, which has 17 characters"),
        (5, 5, "", "that is no range"),
        (-1, 4, "", "that is no range"),
    ],
)
def test_what_cannot_be_anchored_is_refused_by_line(start, end, quote, why):
    found = settled("He said she said.", DraftSpan(start, end, "cue", quote=quote, line=12))
    assert found.draft.spans == ()
    (said,) = found.draft.skipped
    assert said.startswith(f"Line 12: cue {start}–{end}: ")
    assert why in said


def test_a_quote_that_differs_in_blanks_alone_is_the_same():
    found = settled("one\ntwo\u00a0three", DraftSpan(0, 13, "a", quote="one two three"))
    assert found.draft.spans[0].quote == "one\ntwo\u00a0three"
    assert found.moved == ()


def test_links_of_spans_that_were_left_out_are_told():
    ok, lost = DraftSpan(0, 3, "a", key="1"), DraftSpan(9, 99, "b", key="2")
    links = (DraftLink("said_by", "1", "2"), DraftLink("said_by", "1", "9"),
             DraftLink("said_by", "1", "1"))  # fmt: skip
    found = settled("one two", ok, lost, links=links).draft
    assert found.links == ()
    assert [line.split(": ")[1] for line in found.skipped[1:]] == [
        "a span that it ties was left out.", "the file has no span 9.",
        "it ties a span to itself.",
    ]  # fmt: skip


def test_nonsense_around_a_span_is_told_and_not_kept():
    found = settled("one two", DraftSpan(0, 3, "a", state="golden"), DraftSpan(0, 3, " "),
                    DraftSpan(4, 7, "b", score=float("nan"), note="x\x00\ud800",
                              attributes={"fine": 1, "deep": {"a": 1}, "huge": 10**400}))  # type: ignore[dict-item]  # fmt: skip
    (span,) = found.draft.spans
    assert (span.score, span.note, span.attributes) == (None, "x\ufffd\ufffd", {"fine": 1})
    assert len(found.draft.skipped) == 4


def test_a_text_that_cannot_be_kept_is_refused():
    with pytest.raises(UserError, match="holds no text"):
        settled("\ufeff \r\n ")
    with pytest.raises(UserError, match="5,000,000"):
        settled("x" * 5_000_001)
