"""Splits: shares met, order of no matter, small projects usable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import splits
from model.errors import UserError
from model.text import digest

TEXTS = [digest(str(number)) for number in range(200)]
SHARES = st.tuples(st.integers(1, 100), st.integers(0, 100), st.integers(0, 100))


@given(st.integers(0, 500), SHARES)
def test_shares_are_met_to_one_article(total, shares):
    found = splits.counts(total, shares)
    assert sum(found) == total
    needy = 2 if total < 30 else 1
    for many, share in zip(found, shares, strict=True):
        assert abs(many - total * share / sum(shares)) <= needy
    if total > 1 and shares[1]:
        assert found[1] > 0
    if total:
        assert found[0] > 0


@given(st.permutations(TEXTS[:20]), st.integers(0, 3))
def test_the_order_of_articles_does_not_matter(shuffled, seed):
    assert splits.assign(shuffled, seed=seed) == splits.assign(TEXTS[:20], seed=seed)


def test_one_article_more_moves_only_articles_at_a_cut():
    before, after = splits.assign(TEXTS[:199]), splits.assign(TEXTS)
    assert sum(before[text] != after[text] for text in before) <= 2


def test_another_seed_splits_in_another_way():
    assert splits.assign(TEXTS, seed=1) != splits.assign(TEXTS, seed=2)


def test_a_known_corpus_is_split_as_ever():
    """Exports of one project must agree over years: this must never change."""
    found = splits.assign(TEXTS[:10])
    assert [at for at, text in enumerate(TEXTS[:10]) if found[text] == "dev"] == [7]
    assert [at for at, text in enumerate(TEXTS[:10]) if found[text] == "test"] == [1]


@pytest.mark.parametrize("total", [0, 1, 2, 3, 10])
def test_small_corpora(total):
    wanted = {0: (0, 0, 0), 1: (1, 0, 0), 2: (1, 1, 0), 3: (2, 1, 0), 10: (8, 1, 1)}
    assert splits.counts(total) == wanted[total]


@pytest.mark.parametrize("text", ["", "80", "80,20", "a,b,c", "-1,50,51", "0,50,50", "1,2,3,4"])
def test_what_is_no_split_is_refused(text):
    with pytest.raises(UserError, match="is no split"):
        splits.parsed(text)


def test_a_split_is_read():
    assert splits.parsed("70, 20,10") == (70, 20, 10)
