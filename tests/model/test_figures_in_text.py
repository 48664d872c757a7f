"""Figures found in running text: where they begin and end, what they say, and what is none."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model.figures import parse_figures
from model.records import COMPARATORS
from tests import gold as sample

TEXTS = {
    "7,905 Russian soldiers were killed, 12,220 were wounded, and 717 were captured.":
        ["7,905 Russian soldiers = 7905 person killed", "12,220 = 12220 person wounded",
         "717 = 717 person captured"],
    "It shot down 38 out of the 63 drones launched at nine regions.":
        ["38 out of the 63 drones ratio 38/63 drone shot down", "63 drones = 63 drone launched",
         "nine regions = 9 region"],
    "Shares fell 2.3% to $77.90 a barrel, a $1.2bn loss.":
        ["2.3% = 2.3 %", "$77.90 a barrel = 77.9 USD/barrel", "$1.2bn = 1200000000 USD"],
    "Each paid between 4,000 and 6,5OO euros; 45,ooo did.":
        ["between 4,000 and 6,5OO euros range 4000..6500 EUR", "45,ooo = 45000"],
    "Prices rose from 12 to 15 percent in 10 to 12 cities.":
        ["12 = 12 %", "15 percent = 15 %", "10 to 12 cities range 10..12 city"],
    "At least 214 people have been killed and more than 1,900 injured.":
        ["At least 214 people ≥ 214 person killed", "more than 1,900 > 1900 person wounded"],
    "It has €670 million over five years for over 2,000 people.":
        ["€670 million = 670000000 EUR", "five years = 5 year", "over 2,000 people > 2000 person"],
    "A nine-member jury saw a 25cm mirror and an 8.2-metre dish at -7C.":
        ["nine-member = 9 person", "25cm = 25 cm", "8.2-metre = 8.2 m", "-7C = -7 °C"],
    "There were 5.6 deaths per 100,000 people and 0.3 parts per billion.":
        ["5.6 deaths per 100,000 people = 5.6 person/100000",
         "0.3 parts per billion = 0.3 part/billion"],
    "Tens of thousands of families, a dozen or so worlds, 40-odd flights, half a million refugees.":
        ["Tens of thousands of families vague 20000.. family", "a dozen or so worlds ≈ 12 world",
         "40-odd flights ≈ 40 flight", "half a million refugees = 500000 person"],
    "Twice as many people, a third of the fleet, one in five voters, three times the limit.":
        ["Twice as many people multiple 2 person", "a third of the fleet ratio 1/3 fleet",
         "one in five voters ratio 1/5 person", "three times multiple 3"],
    "Rs 500 crore, A$4.5m-A$5m, 3.2m people, a 10m wall.":
        ["Rs 500 crore = 5000000000 INR", "A$4.5m-A$5m range 4500000..5000000 AUD",
         "3.2m people = 3200000 person", "10m = 10 m"],
    "In Kharkiv 12 people died; two Russian-made Su-27 aircraft and 12 police officers left.":
        ["12 people = 12 person killed", "two Russian-made Su-27 aircraft = 2 aircraft",
         "12 police officers = 12 person"],
    "They sent 12 Leopard 2 tanks, three MiG-29 jets and World War 2 veterans.":
        ["12 Leopard 2 tanks = 12 tank", "three MiG-29 jets = 3 jet"],
    "The 155mm howitzer and a 9mm pistol were found under 155mm of rain.":
        ["under 155mm < 155 mm"],
    "Twenty-two came, then half a million people, a quarter of a million homes and 7.9k users.":
        ["Twenty-two = 22", "half a million people = 500000 person",
         "a quarter of a million homes = 250000 home", "7.9k users = 7900 person"],
    "It gave 4.5 GW, 2.5 million barrels a day, 3-4 percent and 2.3 cases per 1,000.":
        ["4.5 GW = 4.5 GW", "2.5 million barrels a day = 2500000 barrel/day",
         "3-4 percent range 3..4 %", "2.3 cases per 1,000 = 2.3 case/1000"],
    "Between 300 and 400 left with 1.5 to 2 million, three times as many drones as the first time.":
        ["Between 300 and 400 range 300..400", "1.5 to 2 million range 1500000..2000000",
         "three times as many drones multiple 3 drone"],
    "KYIV (Agency) - Two trains and Five Eyes met 12 men.":
        ["Two trains = 2 train", "12 men = 12 person"],
    "The toll that officials confirmed on Friday now stands at nine.": ["nine = 9 person"],
    "He was there for two of those nine nights.":
        ["two of those nine nights ratio 2/9 night", "nine nights = 9 night"],
    "They approved 2,180 houses; \"nine out of ten\" of them were dry.":
        ["2,180 houses = 2180 house", "nine out of ten ratio 9/10 house"],
    "It was struck by a 122mm rocket; they were the only one left, and not one car came.": [],
    "Searchers found James E. King Jr., 45, on Friday.": [],
    "F-16, Su-34, COVID-19, the Group of 20, a Boeing 737, Highway 61, § 12, section 4.2.": [],
}  # fmt: skip


def written(text):
    found = []
    for one in parse_figures(text):
        numbers = f"{one.low}..{'' if one.high is None else one.high}" if one.value is None else (
            f"{one.value}" + (f"/{one.base}" if one.base else ""))  # fmt: skip
        parts = (text[one.start : one.end], one.comparator, numbers, one.unit, one.event)
        found.append(" ".join(part for part in parts if part))
    return found


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=list(TEXTS))
def test_the_figures_of_a_sentence_are_found_in_their_shortest_form(text, expected):
    assert written(text) == expected


def test_the_sample_s_figures_are_all_found_and_no_others():
    gold = sample.gold()
    wanted = {(s["start"], s["end"]) for s in gold["spans"] if s["label"] == "figure"}
    assert {(one.start, one.end) for one in parse_figures(gold["text"])} == wanted


@pytest.mark.parametrize(
    "text",
    ["On March 3, 2021, and on 14-16 June, it met.", "In the 1990s, in 2018-19 and by 2030.",
     "At 04:12, at 7.45pm, at 0915 GMT and at five o'clock.", "Their fifth summit, a third winter.",
     "A 27-year-old man, Brennan, 71, two aged 9", "Ana Roe (34) and a woman of 61.",
     "An F-16, a Su-34, COVID-19, an A380, H5N1 and MQ-9.", "Boeing 737-800, Highway 61, Route 66.",
     "The Group of 20, the Group of Seven, the S&P 500, Formula One.", "Under Article 5 of No. 10.",
     "The 3-2 win, a 6-3 ruling, it voted 52-48.", "At 10 Downing Street and 400 Harbour Road.",
     "Call +44 20 7946 0958 or 020 7946 0958.", "See https://example.org/12/345 or a1@b2.org.",
     "1. Findings", "3.2 Methods", "Case 2:19-cv-00481 on 2024-11-06.", "The 10-year Bund yield.",
     "No one, one of them, one day, one another.", "Phase 3, type 2 diabetes, top 10, page 12.",
     "children under five and people over 65 and under-17s", "Resolution 2719 and World War Two",
     "Rule 10b-5 applies near junction 27.", "A 30-something of 5'11\".", "A third-party seller.",
     "The quarter-finals and a half-marathon.", "A half-hour talk a quarter-mile away.",
     "They made 312 for 7."],
)  # fmt: skip
def test_dates_ages_codes_names_and_scores_are_no_figures(text):
    assert [one for one in written(text) if not one.startswith("two ")] == []


PIECES = [*"0123456789 ,.-–$€%'\"“”oO\nabm:/()", "half ", "one ", " of the ", "million", " per "]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_gives_figures_inside_it_in_order_and_twice_the_same(text):
    found = parse_figures(text)
    assert found == parse_figures(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        assert one.comparator in COMPARATORS
        assert one.value is not None or one.low is not None
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.text(max_size=120), st.text(max_size=40))
@example("0&", "")
@example("3:", "1")
def test_what_follows_a_line_end_changes_nothing_before_it(text, more):
    """So paragraphs can be read one by one."""
    before = [one for one in parse_figures(text + "\n" + more) if one.end <= len(text)]
    assert before == parse_figures(text)


@pytest.mark.parametrize("piece", ["1,", "9", "1 ", "one ", "1-", "111 ", "1,ooo,", "$", "half a ",
                                   "1 of the ", "a.", "a-", "1m ", "between 1 and "])  # fmt: skip
def test_hostile_text_takes_work_in_proportion_to_its_length(piece):
    """Ten times the text takes ten times the calls; square growth would take a hundred."""
    short, long = piece * (1_000 // len(piece)), piece * (10_000 // len(piece))
    assert calls(long) < 15 * calls(short) + 1_000


def calls(text):
    """How many functions are called to read a text: work counted, not timed."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += 1

    sys.setprofile(counted)
    try:
        parse_figures(text)
    finally:
        sys.setprofile(None)
    return count


def test_a_megabyte_of_digits_and_commas_is_read():
    assert parse_figures("1," * 500_000) == []
    assert parse_figures("9" * 1_000_000) == []
