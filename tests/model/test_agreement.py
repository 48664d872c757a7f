"""Agreement: against other implementations, worked examples of the literature, and by hand."""

from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import agreement, articles, coefficients, labels, links, matching, people, spans, tokens
from model.drafts import Draft
from tests import gold

ANA, BEN = people.id_of("Ana"), people.id_of("Ben")


# ---- coefficients

FLEISS = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
BEN_GERRY = ["aabbdcccedda", "babbbccceddd"]
FOUR = ["1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 ."]  # fmt: skip


def test_kappa_of_a_worked_example():
    """Fleiss, Statistical Methods for Rates and Proportions, 2nd ed. (1981), table 13.1: two
    raters, a hundred subjects, psychosis, neurosis, organic; kappa 0.68."""
    pairs = {(row, column): many for row, line in enumerate(FLEISS)
             for column, many in enumerate(line)}  # fmt: skip
    assert coefficients.kappa(pairs) == pytest.approx(0.23 / 0.34)


def test_alpha_of_worked_examples():
    """Krippendorff, Computing Krippendorff's Alpha-Reliability (2011): B, two observers, 0.692;
    C, four observers with missing data, nominal, 0.743."""
    two = [(pair, 1) for pair in zip(*BEN_GERRY, strict=True)]
    assert coefficients.alpha(two) == pytest.approx(0.692, abs=0.0005)
    four = [([one for one in unit if one != "."], 1)
            for unit in zip(*(line.split() for line in FOUR), strict=True)]  # fmt: skip
    assert coefficients.alpha(four) == pytest.approx(0.743, abs=0.0005)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
def test_kappa_is_that_of_scikit_learn(rated):
    from sklearn.metrics import cohen_kappa_score

    found = coefficients.kappa(Counter(rated))
    if len({value for pair in rated for value in pair}) == 1:
        assert found is None
    else:
        assert found == pytest.approx(cohen_kappa_score(*zip(*rated, strict=True)))


RATINGS = st.lists(st.lists(st.sampled_from([None, 0, 1, 2]), min_size=3, max_size=3),
                   min_size=2, max_size=20)  # fmt: skip


@given(RATINGS)
def test_alpha_is_that_of_krippendorff(units):
    import krippendorff
    import numpy

    found = coefficients.alpha(([one for one in unit if one is not None], 1) for unit in units)
    paired = [unit for unit in units if sum(one is not None for one in unit) > 1]
    if len({one for unit in paired for one in unit} - {None}) < 2:
        assert found is None
        return
    matrix = [[numpy.nan if unit[who] is None else unit[who] for unit in units] for who in range(3)]
    oracle = krippendorff.alpha(reliability_data=matrix, level_of_measurement="nominal")
    assert found == pytest.approx(oracle)


def test_how_often_a_unit_occurs_only_counts():
    units = [((0, 1), 3), ((1, 1), 5), ((0, 0), 2)]
    spread = [(values, 1) for values, times in units for _ in range(times)]
    assert coefficients.alpha(units) == pytest.approx(coefficients.alpha(spread))


# ---- matching

RANGES = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)).map(
    lambda one: (one[0], one[0] + one[1])), max_size=6, unique=True).map(sorted)  # fmt: skip


def most(pairs, many):
    """By trying: the most pairs that use nothing twice."""
    for size in range(many, 0, -1):
        for chosen in itertools.combinations(pairs, size):
            if len({one for _, one, _ in chosen}) == len({two for _, _, two in chosen}) == size:
                return size
    return 0


@settings(max_examples=60)
@given(RANGES, RANGES)
def test_as_many_as_possible_are_matched_whoever_comes_first(ones, others):
    pairs, turned = matching.overlaps(ones, others), matching.overlaps(others, ones)
    assert sorted(pairs) == sorted((weight, two, one) for weight, one, two in turned)
    for least in (0, 0.5):
        found = matching.maximum([pair for pair in pairs if pair[0] >= least])
        fits = {(one, two) for weight, one, two in pairs if weight >= least}
        assert set(found.items()) <= fits
        assert len(set(found.values())) == len(found)
        assert len(found) == len(matching.maximum([p for p in turned if p[0] >= least]))
        if len(fits) <= 12:
            assert len(found) == most([p for p in pairs if p[0] >= least], 6)


@given(RANGES, RANGES)
def test_f1_lies_between_its_bounds(ones, others):
    pairs = matching.overlaps(ones, others)
    counts = [len(set(ones) & set(others))] + [
        len(matching.maximum([pair for pair in pairs if pair[0] >= least])) for least in (0.5, 0)
    ]  # fmt: skip
    assert counts == sorted(counts)
    scores = [agreement.Match(many, len(ones), len(others)).f1 for many in counts]
    if not ones and not others:
        assert scores == [None] * 3
    else:
        assert all(0 <= score <= 1 for score in scores)
        assert (scores[0] == 1) == (ones == others)


def test_a_greedy_match_is_rearranged():
    """The equal pair in the middle would leave two spans alone."""
    found = matching.maximum(matching.overlaps([(0, 4), (4, 10)], [(4, 10), (8, 14)]))
    assert found == {1: 0}
    pairs = matching.overlaps([(4, 10), (0, 5)], [(4, 10), (9, 14)])
    assert len(matching.maximum(pairs)) == 2


# ---- a project


def read(store, article, person, *marks, ties=()):
    store.person = person
    by_name = {one.name: one.id for one in labels.every(store)}
    ids = [spans.mark(store, article, start, end, by_name[name], *more)
           for start, end, name, *more in marks]  # fmt: skip
    for head, child in ties:
        links.add(store, ids[head], [ids[child]])
    articles.submit(store, article)
    return ids


BODY = " ".join(f"word{n}" for n in range(40)) + "."
"""Words of five and six characters: the nth of the first ten begins at 6n."""


def first(found, label):
    return next(one for one in found if one.label == label)


@pytest.fixture
def doubled(store):
    """An article that Ana and Ben have finished, and one that Ben still works on."""
    one, two = articles.add(store, [Draft(BODY, "One"), Draft(BODY + "!", "Two")]).new
    read(store, one, "Ana", (0, 11, "claim"), (12, 23, "claim"), (0, 5, "actor"))
    read(store, one, "Ben", (0, 11, "claim"), (12, 17, "claim"), (18, 23, "actor"))
    read(store, two, "Ana", (0, 5, "actor"))
    read(store, two, "Ben", (0, 5, "actor"))
    articles.reopen(store, two)
    return one


def test_pairs_are_counted_by_label(store, doubled):
    found = agreement.measure(store)
    assert [one.article_id for one in found.articles] == [doubled]
    (pair,) = found.pairs
    assert (found.people[pair.one], found.people[pair.other], pair.articles) == ("Ana", "Ben", 1)
    claim, actor, every = (first(pair.measures, name) for name in ("claim", "actor", ""))
    assert (claim.exact.f1, claim.overlap.f1, claim.n) == (0.5, 1.0, 2)
    assert claim.iou.f1 == 0.5  # 5 of 11 characters
    assert (actor.exact.f1, actor.overlap.f1, actor.n) == (0.0, 0.0, 2)
    assert (every.exact.matched, every.exact.one, every.exact.other, every.n) == (1, 3, 3, 4)
    assert every.tokens == len(tokens.tokens(BODY))
    assert [one.label for one in found.measures] == ["", "claim", "actor"]


def test_few_units_get_no_coefficient_but_their_number(store, doubled):
    found = agreement.measure(store)
    for one in (*found.measures, *found.pairs[0].measures):
        assert (one.kappa, one.alpha) == (None, None)
        assert 0 < one.n < agreement.LEAST
    assert [(one.what, one.n, one.kappa) for one in found.judged] == [
        ("verdict", 1, None), ("stance", 1, None), ("links", 0, None)]  # fmt: skip


def perturbed(store, article, who, seed):
    """The gold as `who` might have marked it: some missed, some shifted, some relabelled."""
    marks = []
    for number, one in enumerate(gold.gold()["spans"]):
        luck = (number * 7919 + seed * 104729) % 10
        if luck == 0:
            continue
        end = one["end"] - 2 if luck == 1 and one["end"] - one["start"] > 4 else one["end"]
        name = "actor" if luck == 2 else one["label"]
        marks.append((one["start"], end, name))
    return read(store, article, who, *dict.fromkeys(marks))


def test_token_coefficients_are_those_of_the_oracles_on_every_token(store):
    import krippendorff
    from sklearn.metrics import cohen_kappa_score

    article = gold.add_article(store)
    for seed, who in enumerate(("Ana", "Ben", "Cem")):
        perturbed(store, article, who, seed)
    found = agreement.measure(store)
    words = tokens.tokens(articles.text_of(store, article))
    ids = {one.id: one.name for one in labels.every(store)}
    rated = {}
    for who in found.people:
        own = [one for one in spans.of_article(store, article) if one.person_id == who]
        rated[who] = [frozenset(ids[one.label_id] for one in own
                                if one.start < end and start < one.end)
                      for start, end in words]  # fmt: skip
    for name in ("", "claim", "actor", "figure"):

        def said(who, name=name):
            return [sorted(one) if not name else name in one for one in rated[who]]

        values = {who: [str(one) for one in said(who)] for who in rated}
        numbers = {value: at for at, value in enumerate(sorted(set(itertools.chain(
            *values.values()))))}  # fmt: skip
        for pair in found.pairs:
            oracle = cohen_kappa_score(values[pair.one], values[pair.other])
            assert first(pair.measures, name).kappa == pytest.approx(oracle)
        alpha = krippendorff.alpha(
            [[numbers[one] for one in values[who]] for who in values],
            level_of_measurement="nominal")  # fmt: skip
        assert first(found.measures, name).alpha == pytest.approx(alpha)
    assert first(found.measures, "verified").kappa is None
    assert first(found.measures, "verified").n == 6
    assert 0 < first(found.measures, "").exact.f1 < first(found.measures, "").overlap.f1 < 1


def test_what_is_said_of_claims_is_compared(store):
    """Twelve claims of two words, each with a figure; Ben leaves two links and a verdict out."""
    (article,) = articles.add(store, [Draft(BODY.replace(" ", "\n"), "Claims")]).new
    spots = [place for place in tokens.tokens(articles.text_of(store, article))][:36]
    claims = [(spots[n * 3][0], spots[n * 3 + 2][1], "claim",
               {"verdict": "supported" if n % 2 else "refuted"}) for n in range(12)]  # fmt: skip
    figures = [(*spots[n * 3], "figure") for n in range(12)]
    every = [(n, n + 12) for n in range(12)]
    read(store, article, "Ana", *claims, *figures, ties=every)
    fewer = [(*claims[0][:3], {"verdict": "supported"}), *claims[1:]]
    read(store, article, "Ben", *fewer, *figures, ties=every[2:])
    judged = {one.what: one for one in agreement.measure(store).judged}
    assert (judged["verdict"].n, judged["verdict"].agreed) == (12, 11)
    assert judged["verdict"].kappa == pytest.approx(1 - (1 / 12) / 0.5)
    assert (judged["links"].n, judged["links"].agreed) == (12, 10)
    assert (judged["stance"].agreed, judged["stance"].kappa) == (12, None)


def test_people_and_articles_can_be_chosen(store, doubled):
    read(store, doubled, "Cem", (0, 11, "claim"))
    assert len(agreement.measure(store).pairs) == 3
    both = agreement.measure(store, people_ids=[ANA, BEN])
    assert list(both.people.values()) == ["Ana", "Ben"]
    assert agreement.measure(store, article_ids=["gone"]).pairs == ()
    said = agreement.as_values(both)
    assert said["pairs"][0]["one"] == "Ana"
    assert said["measures"][0]["label"] == "all"
    assert said["articles"][0]["exact"] == {"matched": 1, "one": 3, "other": 3, "f1": 1 / 3}


def test_a_curators_copies_are_nobodys_reading(store, doubled):
    from model import review

    store.person = "Ana"
    review.agree_rest(store, doubled)
    assert agreement.measure(store).measures[0].exact.one == 3
