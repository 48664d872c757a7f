"""The same figure elsewhere, contradictions, and arithmetic within an article."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import articles, compare, figures, labels, links, project, spans
from model.drafts import Draft
from model.facts import Interval, interval
from tests import gold as sample
from tests.evaluation import corpus


@pytest.fixture
def store():
    with project.in_memory() as opened:
        yield opened


def reported(store, *texts):
    """Articles with their figures marked, each in a claim that is its sentence."""
    found = articles.add(store, [Draft(text=text, title=text[:12]) for text in texts]).new
    for article_id, text in zip(found, texts, strict=True):
        claim = spans.mark(store, article_id, 0, len(text), labels.named(store, "claim").id)
        for one in figures.parse_figures(text):
            said = figures.attributes_of(one)
            id_ = spans.mark(
                store, article_id, one.start, one.end, labels.named(store, "figure").id, said
            )
            links.add(store, claim, [id_])
    return found


def sums(store, article_id):
    return [one for article, one in compare.figures(store).sums if article.id == article_id]


def quotes(group):
    return [fact.quote for fact in group.facts]


def test_in_the_sample_45_000_is_told_twice_and_agrees(store):
    sample.load(store)
    (group,) = [one for one in compare.figures(store).groups if "some 45,000 troops" in quotes(one)]
    assert quotes(group) == ["some 45,000 troops", "about 45,ooo troops"]
    assert group.agrees


def test_in_the_sample_three_drones_are_unaccounted_for(store):
    article_id = sample.load(store)
    (one,) = [one for one in sums(store, article_id) if one.kind == "ratio"]
    assert one.said == "38 + 22 = 60 of 63 drones: 3 left unaccounted for."
    assert (one.fits, one.left) == (True, 3)


def test_the_sample_contradicts_itself_nowhere(store):
    sample.load(store)
    assert compare.figures(store).contradicting == set()


@pytest.mark.parametrize(
    ("first", "second", "agrees"),
    [
        ("214 people", "214 people", True),
        ("214 people", "at least 200 people", True),
        ("214 people", "more than 214 people", False),
        ("214 people", "at least 214 people", True),
        ("214 people", "fewer than 200 people", False),
        ("about 210 people", "214 people", True),
        ("214 people", "between 150 and 200 people", False),
        ("nearly 220 people", "214 people", True),
        ("dozens of people", "214 people", True),
        ("214 people", "371 people", False),
    ],
)  # fmt: skip
def test_figures_contradict_only_when_both_cannot_hold(store, first, second, agrees):
    tail = "were killed by the earthquake in Sulana province, officials in Berat Kala said."
    reported(store, f"{first.capitalize()} {tail}", f"In all {second} {tail}")
    (group,) = compare.figures(store).groups
    assert len(group.facts) == 2
    assert group.agrees is agrees
    assert bool(compare.figures(store).contradicting) is not agrees


@pytest.mark.parametrize(
    "text",
    ["The fatality rate in Sulana stands at 3.4%, more than three times the usual 1%.",
     "Turbines of 2.9 GW were connected to the grid, and offshore ones of 0.7 GW.",
     "The plan was approved by 203 votes to 117 in the lower house.",
     "Unions said 14,500 of the 16,000 nurses had left. The board said no more than 9,000 people.",
     "The operator, which has cut staff by 22% since 2019, said 31 of its 148 posts were vacant."],
)  # fmt: skip
def test_numbers_beside_each_other_are_of_different_things(store, text):
    reported(store, text)
    assert compare.figures(store).contradicting == set()


def test_a_contradiction_names_the_figures_and_their_claims(store):
    tail = "people were killed by the earthquake in Sulana province, officials said."
    found = reported(store, f"Some 200 {tail}", f"Over 900 {tail}")
    wrong = compare.figures(store).contradicting
    every = {span.id for one in found for span in spans.of_article(store, one)}
    assert wrong == every


@pytest.mark.parametrize(
    "text",
    ["Rovers had 17 shots to Castleton's 9 shots in the match at Mill Road on Sunday.",
     "A poll found 57 per cent in favour, 28 per cent against and 15 per cent undecided.",
     "Euro zone inflation was 1.8% in September, below the target of 2%."],
)  # fmt: skip
def test_figures_that_one_sentence_sets_beside_each_other_do_not_contradict(store, text):
    reported(store, text)
    assert compare.figures(store).contradicting == set()


def read_by(store, person, article_id, text, quotes_):
    """A person's reading, with these figures in a claim that is the whole text; their ids."""
    store.person = person
    claim = spans.mark(store, article_id, 0, len(text), labels.named(store, "claim").id)
    ids = []
    for quote in quotes_:
        at = text.index(quote)
        said = figures.attributes(quote)
        label = labels.named(store, "figure").id
        ids.append(spans.mark(store, article_id, at, at + len(quote), label, said))
    links.add(store, claim, ids)
    articles.submit(store, article_id)
    return [*ids, claim]


def test_what_several_people_have_marked_at_one_place_is_one_figure(store):
    text = "The 63 victims, including 40 women and 20 men, were buried. Of 63 victims he knew two."
    (article,) = articles.add(store, [Draft(text, "Victims")]).new
    marks = ["63 victims", "40 women", "20 men"]
    read_by(store, "Ana", article, text, marks)
    read_by(store, "Ben", article, text, [marks[0], marks[2]])
    store.person = "Dora"
    found = compare.figures(store)
    assert found.groups == ()
    assert [(one.kind, one.fits, one.left) for _, one in found.sums] == [("parts", True, 3)]
    assert found.contradicting == set()


def test_a_contradiction_names_the_figures_of_all_who_marked_them(store):
    tail = "people were killed by the earthquake in Sulana province, officials said."
    texts = f"Some 200 {tail}", f"Over 900 {tail}"
    added = articles.add(store, [Draft(text, text[:8]) for text in texts]).new
    wrong = {
        id_ for person in ("Ana", "Ben") for article, text in zip(added, texts, strict=True)
        for id_ in read_by(store, person, article, text, [text.partition(" were")[0]])
    }  # fmt: skip
    store.person = "Dora"
    (group,) = compare.figures(store).groups
    assert len(group.facts) == 2
    assert compare.figures(store).contradicting == wrong


@pytest.mark.parametrize(
    "other",
    ["Some 900 people were wounded by the earthquake in Sulana province.",
     "Some 900 houses were lost in the earthquake in Sulana province.",
     "Some 900 people were killed when a ferry sank off Port Halloran.",
     "In 2019 some 900 people were killed by the earthquake in Sulana province."],
)  # fmt: skip
def test_another_event_noun_subject_or_time_is_no_contradiction(store, other):
    reported(store, "In 2024 about 200 people were killed by the earthquake in Sulana province.",
             other)  # fmt: skip
    assert all(group.agrees for group in compare.figures(store).groups)


@pytest.mark.parametrize(
    ("text", "kind", "fits", "said"),
    [
        ("The 63 victims, including 40 women and 30 men, were buried.", "parts", False,
         "40 + 30 = 70 of 63: 7 more than the total."),
        ("The 63 victims, including 40 women and 20 men, were buried.", "parts", True,
         "40 + 20 = 60 of 63: 3 left unaccounted for."),
        ("It won 142 of the 300 seats, or 47.3% of them.", "percent", True,
         "142 of 300 is 47.3 %, printed as 47.3 %."),
        ("It won 142 of the 300 seats, or 45 percent of them.", "percent", False,
         "142 of 300 is 47.3 %, printed as 45 %."),
        ("Flames destroyed 150 of 200 houses, or 60 percent of them.", "percent", False,
         "150 of 200 is 75.0 %, printed as 60 %."),
        ("Some stayed away: 20 percent of the 10,000 voters, or 5,000 voters.", "percent", False,
         "20 % of 10,000 is 2,000, printed as 5,000."),
        ("Some stayed away: 20 percent of the 10,000 voters, or 2,000 voters.", "percent", True,
         "20 % of 10,000 is 2,000, printed as 2,000."),
        ("Arrivals rose 12% from 500 people to 560 people.", "change", True,
         "From 500 to 560 is 12.0 %, printed as 12 %."),
        ("Arrivals rose 20% from 500 people to 560 people.", "change", False,
         "From 500 to 560 is 12.0 %, printed as 20 %."),
    ],
)  # fmt: skip
def test_arithmetic_within_an_article(store, text, kind, fits, said):
    (article_id,) = reported(store, text)
    (one,) = [one for one in sums(store, article_id) if one.kind == kind]
    assert (one.fits, one.said) == (fits, said)
    assert bool(compare.figures(store).contradicting) is not fits


@given(st.data())
def test_intervals_meet_exactly_when_a_number_satisfies_both(data):
    def one():
        value = data.draw(st.integers(-20, 20))
        comparator = data.draw(st.sampled_from(["=", "<", "≤", ">", "≥"]))
        return comparator, value, interval({"comparator": comparator, "value": value})

    (first, a, left), (second, b, right) = one(), one()
    holds = {"=": lambda x, v: x == v, "<": lambda x, v: x < v, "≤": lambda x, v: x <= v,
             ">": lambda x, v: x > v, "≥": lambda x, v: x >= v}  # fmt: skip
    tried = [n / 2 for n in range(-90, 91)]
    both = any(holds[first](x, a) and holds[second](x, b) for x in tried)
    assert left.meets(right) is right.meets(left) is both


def test_what_has_no_number_is_compared_with_nothing():
    assert interval({}) is None
    assert interval({"comparator": "multiple", "value": 3}) is None
    assert interval({"comparator": "ratio", "value": 1, "base": 3}) is None
    assert interval({"comparator": "vague", "low": 200}) == Interval(200, math.inf)


def told(text):
    return [(one.start, one.end, one.noun, one.event) for one in figures.parse_figures(text)]


def told_by_lines(text):
    """The same of each line alone, with the line ends around it."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        before = max(0, start - 1)
        found += [(a + before, b + before, *rest)
                  for a, b, *rest in told(text[before : start + len(line)])]  # fmt: skip
        start += len(line)
    return found


SOME = """more than two hundred and thirty 45,000 3.5 million % percent people soldiers killed
wounded were from to between about of the them in 2024 half a dozen others missing dollars ( ) , . "
– -""".split()  # noqa: SIM905


@given(st.lists(st.tuples(st.sampled_from(SOME), st.sampled_from((" ", " ", " ", "\n")))))
def test_no_figure_goes_beyond_its_line_or_depends_on_another_one(parts):
    text = "".join(word + blank for word, blank in parts)
    assert told_by_lines(text) == told(text)


@pytest.mark.parametrize("half", corpus.HALVES)
def test_nor_does_any_of_an_annotated_article(half):
    for one in corpus.half(half):
        assert told_by_lines(one.text) == told(one.text)


def test_each_figure_is_read_where_it_stands_also_over_the_end_of_a_line(store):
    text = (
        "Kyiv spoke.\n\nThe earthquake in Sulana province killed 214 people, officials said.\n"
        "It moved 31 houses and 12\nbridges killed 4 soldiers.\n"
    )
    (article_id,) = reported(store, text)
    start = text.index("12\nbridges")
    figure = labels.named(store, "figure").id
    for span in spans.of_article(store, article_id):
        if span.quote == "12":
            spans.delete(store, [span.id])
    spans.mark(store, article_id, start, start + 10, figure)
    known = compare.facts(store, articles.one(store, article_id))
    assert [(one.quote, one.noun, one.event) for one in known] == [
        ("214 people", "person", "killed"), ("31 houses", "house", ""),
        ("12\nbridges", "", ""), ("4 soldiers", "soldier", "killed"),
    ]  # fmt: skip
