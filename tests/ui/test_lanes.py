"""Tracks that overlap would hide each other; nesting must be seen at a glance."""

from hypothesis import given
from hypothesis import strategies as st

from ui.lanes import GAP, MOST_LANES, Piece, Reach, by_line, inner_first, stack

PIECES = st.lists(
    st.builds(
        lambda left, width, tags, leftwards: Piece("", left, left + width, tags, leftwards),
        st.integers(0, 300),
        st.integers(1, 200),
        st.sampled_from([(), (60.0, 30.0, 12.0)]),
        st.booleans(),
    ),
    max_size=40,
).map(lambda pieces: sorted(pieces, key=lambda piece: piece.right - piece.left))


def taken(piece, tag):
    width = piece.tags[tag] if tag >= 0 else 0
    if piece.leftwards:
        return min(piece.left, piece.right - width), piece.right
    return piece.left, max(piece.right, piece.left + width)


@given(PIECES)
def test_nothing_overlaps_in_a_lane_and_all_are_placed_or_counted(pieces):
    places, hidden = stack(pieces)
    assert len(places) + hidden == len(pieces)
    for lane in range(MOST_LANES):
        here = sorted(taken(pieces[p.piece], p.tag) for p in places if p.lane == lane)
        assert all(a[1] + GAP <= b[0] for a, b in zip(here, here[1:], strict=False))
    assert all(place.lane < MOST_LANES for place in places)


@given(PIECES)
def test_what_encloses_another_lies_further_out(pieces):
    places, _ = stack(pieces)
    for nth, inner in enumerate(places):
        for outer in places[nth + 1 :]:
            a, b = pieces[inner.piece], pieces[outer.piece]
            if b.left <= a.left and a.right <= b.right:
                assert outer.lane > inner.lane


def test_a_tag_is_shortened_before_its_span_moves_out():
    tags = (60.0, 30.0, 10.0)
    right, left = Piece("b", 35, 60, tags), Piece("a", 0, 20, tags)
    places, _ = stack([right, left])
    assert [(place.lane, place.tag) for place in places] == [(0, 0), (0, 1)]


def test_more_than_six_deep_are_counted():
    places, hidden = stack([Piece("", 0, 10 + nth) for nth in range(9)])
    assert [place.lane for place in places] == [0, 1, 2, 3, 4, 5]
    assert hidden == 3


def test_of_equal_spans_the_claim_is_outermost():
    claim = Reach(0, 5, "a", True, True, True)
    actor = Reach(0, 5, "b", True, True, False)
    figure = Reach(1, 3, "c", True, True, False)
    assert inner_first([claim, actor, figure]) == [figure, actor, claim]


def test_equal_spans_of_several_people_lie_in_the_order_of_the_people():
    tracks = [Reach(0, 5, key, True, True, False, rank)
              for key, rank in (("c", 0), ("a", 2), ("b", 1))]  # fmt: skip
    assert [one.key for one in inner_first(tracks)] == ["c", "b", "a"]


def test_a_span_is_on_every_line_it_touches_and_no_other():
    def reach(start, end):
        return Reach(start, end, f"{start}-{end}", True, True, False)

    spans = [reach(0, 10), reach(9, 11), reach(10, 20), reach(5, 25)]
    lines = by_line(spans, [0, 10, 20])
    assert [[one.key for one in line] for line in lines] == [
        ["0-10", "9-11", "5-25"],
        ["9-11", "10-20", "5-25"],
        ["5-25"],
    ]
