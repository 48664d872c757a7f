"""Splits: shares met, order of no matter, small projects usable."""

from __future__ import annotations

from collections import Counter

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
    least = min((share for share in shares if share), default=1)
    needy = 2 if total * least < sum(shares) else 1  # one that would be empty takes an article
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


# ---- stories and labels


def by_split(found):
    return Counter(found.values())


def test_a_story_is_never_cut_in_two():
    story_of = {text: TEXTS[at - at % 3] for at, text in enumerate(TEXTS)}
    found = splits.assign(TEXTS, story_of=story_of)
    for at in range(0, len(TEXTS) - 2, 3):
        assert len({found[text] for text in TEXTS[at : at + 3]}) == 1
    assert set(found.values()) == set(splits.SPLITS)


def test_a_copy_that_is_added_goes_where_its_story_is():
    before = splits.assign(TEXTS)
    copies = {digest(f"copy of {text}"): text for text in TEXTS[:20]}
    after = splits.assign([*TEXTS, *copies], story_of=copies)
    assert all(after[copy] == before[text] == after[text] for copy, text in copies.items())


@pytest.mark.parametrize("seed", range(5))
def test_articles_stay_where_they_are_while_a_project_grows(seed):
    many = [digest(f"article {number}") for number in range(2000)]
    before = splits.assign(many[:1000], seed=seed)
    after = splits.assign(many, seed=seed)
    assert sum(before[text] != after[text] for text in before) == 0


@pytest.mark.parametrize("total", [10, 50, 100, 400, 2000])
def test_shares_are_met_to_a_quarter_and_in_small_projects_exactly(total):
    for seed in range(10):
        texts = [digest(f"{total} {number}") for number in range(total)]
        found = by_split(splits.assign(texts, seed=seed))
        wanted = splits.counts(total)
        for split, many in zip(splits.SPLITS[1:], wanted[1:], strict=True):
            assert abs(found[split] - many) <= many // splits.TOLERANCE


def test_a_rare_label_is_in_every_split():
    texts = [digest(f"text {number}") for number in range(60)]
    labels = {text: ["claim"] for text in texts} | {text: ["claim", "rare"] for text in texts[:3]}
    for seed in range(10):
        found = splits.assign(texts, seed=seed, labels=labels)
        assert {found[text] for text in texts[:3]} == set(splits.SPLITS)
        many = by_split(found)
        assert all(abs(many[split] - 6) <= 1 for split in ("dev", "test"))


def test_a_label_gets_at_least_half_of_its_share_everywhere():
    texts = [digest(f"text {number}") for number in range(400)]
    labels = {text: ["figure"] for text in texts[:80]}
    for seed in range(10):
        found = splits.assign(texts, seed=seed, labels=labels)
        of_label = Counter(found[text] for text in texts[:80])
        assert all(of_label[split] >= 4 for split in ("dev", "test"))
        assert of_label["train"] >= 32


def test_labels_move_nothing_where_every_split_has_them():
    labels = {text: ["claim", "actor"] for text in TEXTS}
    assert splits.assign(TEXTS, labels=labels) == splits.assign(TEXTS)


@given(st.lists(st.sets(st.sampled_from("abc")), min_size=1, max_size=40), SHARES)
def test_whatever_is_marked_every_article_has_one_place_and_train_is_never_empty(marked, shares):
    labels = {digest(str(at)): names for at, names in enumerate(marked)}
    found = splits.assign(list(labels), shares, labels=labels)
    assert found.keys() == labels.keys()
    assert "train" in found.values()
