"""Quantities: what is read from a quote, and how it is written in a table cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import figure_cells, figures, numerals
from model.figure_plurals import plural, singular
from model.figure_tables import IRREGULAR
from model.figures import Figure, parse
from model.records import COMPARATORS
from tests import gold as sample


def of_the_sample():
    return [span for span in sample.gold()["spans"] if span["label"] == "figure"]


@pytest.mark.parametrize("span", of_the_sample(), ids=lambda span: span["text"])
def test_the_sample_s_figures_are_read_as_its_annotator_did(span):
    norm = span["norm"]
    found = parse(span["text"])
    assert found is not None
    assert (found.value, found.base) == (norm["value"], norm.get("base"))
    assert (found.comparator, found.approximate) == (norm["comparator"], norm["approx"])
    taken_from_another_figure = "unit_from" in norm
    assert found.unit == ("" if taken_from_another_figure else norm["unit"])


CASES = {
    "2.5 million barrels a day": Figure(2_500_000, unit="barrel/day"),
    "at least a dozen people": Figure(12, unit="person", comparator="≥"),
    "between 300 and 400 fighters": Figure(low=300, high=400, unit="person", comparator="range"),
    "a $1.2bn aid package": Figure(1_200_000_000, unit="USD"),
    "a third of the fleet": Figure(1, base=3, unit="fleet", comparator="ratio"),
    "3-4 percent": Figure(low=3, high=4, unit="%", comparator="range"),
    "tens of thousands of protesters": Figure(low=20_000, unit="person", comparator="vague"),
    "up to 50": Figure(50, comparator="≤"),
    "nearly 2,000": Figure(2000, comparator="<", approximate=True),
    "fewer than 10": Figure(10, comparator="<"),
    "one in five voters": Figure(1, base=5, unit="person", comparator="ratio"),
    "three times as many drones": Figure(3, unit="drone", comparator="multiple"),
    "half a million refugees": Figure(500_000, unit="person"),
    "-12 degrees Celsius": Figure(-12, unit="°C"),
    "a 1,500-strong brigade": Figure(1500, unit="person"),
    "1.5 to 2 million": Figure(low=1_500_000, high=2_000_000, comparator="range"),
    "$5-7 million": Figure(low=5_000_000, high=7_000_000, unit="USD", comparator="range"),
    "from 10 to 12 tanks": Figure(low=10, high=12, unit="tank", comparator="range"),
    "two hundred and fifty-six vehicles": Figure(256, unit="vehicle"),
    "one and a half million people": Figure(1_500_000, unit="person"),
    "a quarter of a million dollars": Figure(250_000, unit="USD"),
    "more than half": Figure(1, base=2, comparator=">"),
    "two-thirds of voters": Figure(2, base=3, unit="person", comparator="ratio"),
    "tenfold": Figure(10, comparator="multiple"),
    "50 or more aircraft": Figure(50, unit="aircraft", comparator="≥"),
    "10,000+": Figure(10_000, comparator="≥"),
    "Russia's 45,000 troops": Figure(45_000, unit="person"),
    "45 000 personnel": Figure(45_000, unit="person"),
    "45\u00a0000 personnel": Figure(45_000, unit="person"),
    "some 20 percentage points": Figure(20, unit="percentage point", comparator="≈",
                                        approximate=True),
    "no fewer than 45k cities": Figure(45_000, unit="city", comparator="≥"),
    "€300m": Figure(300_000_000, unit="EUR"),
    "0.5%": Figure(0.5, unit="%"),
}  # fmt: skip


@pytest.mark.parametrize(("quote", "expected"), CASES.items(), ids=list(CASES))
def test_figures_of_every_form_are_read(quote, expected):
    assert parse(quote) == expected


@pytest.mark.parametrize(
    "quote",
    ["November 6", "6 November", "fifth summit", "the third winter", "2nd", "F-16", "Group of 20",
     "1975", "5 p.m.", "5:30", "20-year-old", "17 years old", "a lot", "", "   ", "3-2"],
)  # fmt: skip
def test_what_is_no_figure_is_left_alone(quote):
    assert parse(quote) is None
    assert figures.attributes(quote) == {}


def test_a_marked_figure_is_given_what_could_be_read():
    assert figures.attributes("about 45,ooo troops") == {
        "value": 45_000, "unit": "person", "comparator": "≈", "approximate": True,
        "raw_defect": True,
    }  # fmt: skip
    assert figures.attributes("38 out of the 63 drones")["base"] == 63
    assert "value" not in figures.attributes("300-400")


@pytest.mark.parametrize(
    ("quote", "cell"),
    [
        ("about 45,ooo troops", "≈ 45,000 people (about 45,ooo troops)"),
        ("38 out of the 63 drones", "38 of 63 drones (38 out of the 63 drones)"),
        ("nearly 2,000", "≈< 2,000 (nearly 2,000)"),
        ("3-4 percent", "3–4 % (3-4 percent)"),
        ("a $1.2bn aid package", "1.2 billion USD (a $1.2bn aid package)"),
        ("tens of thousands of\nprotesters", "≥ 20,000 people (tens of thousands of protesters)"),
        ("a third of the fleet", "1/3 fleet (a third of the fleet)"),
        ("three times as many", "× 3 (three times as many)"),
        ("a handful", "a handful"),
    ],
)
def test_a_cell_shows_the_normalised_figure_and_the_words(quote, cell):
    assert figure_cells.display(figures.attributes(quote), quote) == cell


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("about 45,ooo troops", "≈ 45,000 people"), ("one soldier", "1 person"),
        ("38 out of the 63 drones", "38 of 63 drones"), ("3-4 percent", "3–4 %"),
        ("more than 590 square kilometers", "> 590 km2"), ("$1.2bn", "1.2 billion USD"),
        ("a third of the fleet", "1/3 fleet"), ("two percentage points", "2 percentage points"),
        ("12 cities", "12 cities"), ("six crises", "6 crises"), ("40 aircraft", "40 aircraft"),
        ("five inches", "5 in"), ("nine buses", "9 buses"), ("seven days", "7 days"),
        ("a handful", ""),
    ],
)  # fmt: skip
def test_a_figure_in_words_has_as_many_of_a_thing_as_it_says(quote, words):
    assert figure_cells.in_words(figures.attributes(quote)) == words


@given(
    st.sampled_from(sorted({*IRREGULAR.values(), "city", "day", "box", "bus", "woman", "drone"}))
)
def test_a_plural_leads_back_to_its_singular(noun):
    assert singular(plural(noun)) == noun


@given(st.text(max_size=60))
def test_any_text_can_be_asked(quote):
    found = parse(quote)
    assert found is None or found.comparator in COMPARATORS


@given(st.integers(min_value=0, max_value=10**14))
def test_written_numbers_are_read_back(value):
    assert numerals.read(f"{value:,}") == value
    assert numerals.read(str(value)) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("45,000", 45_000), ("1.5", 1.5), (" -3 ", -3), ("half a million", 500_000),
     ("1.2bn", 1_200_000_000), ("twenty-two", 22), ("45,ooo", 45_000)],
)  # fmt: skip
def test_a_typed_number_is_understood(typed, value):
    assert numerals.read(typed) == value


@pytest.mark.parametrize("typed", ["", "many", "12 people", "1e5", "3-4", "--2"])
def test_what_is_no_number_is_refused(typed):
    assert numerals.read(typed) is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [(45000, "45,000"), (2.5e6, "2.5 million"), (999 * 10**24, "999,000,000,000,000 trillion"),
     (12345678901.5, "12,345,678,901.5"), (123456789012345, "123,456,789,012,345"), (0.6, "0.6")],
)  # fmt: skip
def test_a_number_is_shown_as_a_field_takes_it_back(value, shown):
    assert figure_cells.written(value) == shown
    assert numerals.read(shown) == value
