"""Who is found to have said what, in the many shapes in which news says it."""

from __future__ import annotations

import pytest

from model import suggesting

SAID = {
    "Prosecutor Ana Roe KC told jurors the two men had lied for years.":
        {("the two men had lied for years", "Prosecutor Ana Roe KC")},
    "The fund's chief economist Ana Roe told the Courier the bank had got it wrong.":
        {("the bank had got it wrong", "The fund's chief economist Ana Roe")},
    "Company chief Ana Roe has cut 450 jobs since March and said the club would have run out of "
    "money.": {("the club would have run out of money", "Company chief Ana Roe")},
    "Mayor Ana Roe apologised on Monday after a judge found that an ally had lied, and insisted "
    "she had known nothing.": {("she had known nothing", "Mayor Ana Roe"),
                               ("an ally had lied", "a judge")},
    "Sheriff Ana Roe left the hall when the county acted, saying that nobody had been warned.":
        {("nobody had been warned", "Sheriff Ana Roe")},
    "Roe later disputed the tally of houses, saying the number was closer to 90.":
        {("the number was closer to 90", "Roe")},
    "A nurse who was sacked after refusing to share a room told a tribunal that she felt ignored.":
        {("she felt ignored", "A nurse")},
    "Ana Roe KC put it to the witness that he held strong views.":
        {("he held strong views", "Ana Roe KC")},
    "The oil company was quoted as saying that exports would fall.":
        {("exports would fall", "The oil company")},
    "But the geologist Ana Roe was more cautious: “All we have is one jar of grey sand.”":
        {("All we have is one jar of grey sand", "the geologist Ana Roe")},
    "The union rejected the figures as “misleading” and accused the council of hiding its costs.":
        {("hiding its costs", "The union")},
    "The opposition accused the mayor of “running a mafia” and called for a boycott.":
        {("“running a mafia”", "The opposition")},
    "Its leader, Ana Roe, called the plan a “silent invasion” — a claim that experts reject.":
        {("the plan a “silent invasion”", "Its leader, Ana Roe")},
    "The rate stood at 5% on Monday, according to Fenwick Data; 600,000 owners will save £29, the "
    "bank said.": {("The rate stood at 5% on Monday", "Fenwick Data"),
                   ("600,000 owners will save £29", "the bank")},
    "The army rejected that account: nobody had fled, a spokesman said.":
        {("nobody had fled", "a spokesman")},
    "The agency disputes that, insisting the form was never filed.":
        {("the form was never filed", "The agency")},
    "Some 750 hectares had burned, said the prefect, Jean Roe.":
        {("Some 750 hectares had burned", "the prefect, Jean Roe")},
    "The sport's governing body, the ICX, insisted that 600 bikes had been scanned.":
        {("600 bikes had been scanned", "The sport's governing body, the ICX")},
    "As many as 199 roads, including one highway, remain shut, officials said.":
        {("As many as 199 roads, including one highway, remain shut", "officials")},
    "NORTH WEIR: The storm has claimed 98 lives since June, the agency said.":
        {("The storm has claimed 98 lives since June", "the agency")},
    "“The men are dead,” Roe said by email from Weir.": {("The men are dead", "Roe")},
    "Roe said by telephone that 12 men had died.": {("12 men had died", "Roe")},
    "The roads are open, and 140 people have returned, said spokesman Paul Roe.":
        {("The roads are open, and 140 people have returned", "spokesman Paul Roe")},
    "Prices rose 4 percent, and wages fell, said the bank.":
        {("Prices rose 4 percent, and wages fell", "the bank")},
    "About 140 people remain missing, said Governor Ana Roe.":
        {("About 140 people remain missing", "Governor Ana Roe")},
    "According to Hamas, Israeli troops shelled a school.":
        {("Israeli troops shelled a school", "Hamas")},
    "According to the Health Ministry, hospitals treated 300 people.":
        {("hospitals treated 300 people", "the Health Ministry")},
    "According to Ana Roe, the bank's chief economist, prices rose by 4 percent.":
        {("prices rose by 4 percent", "Ana Roe, the bank's chief economist")},
    "On Monday, according to police, two men robbed the bank.":
        {("On Monday, according to police, two men robbed the bank", "police")},
    "At least 12 people, including two children, were killed in a strike, officials said.":
        {("At least 12 people, including two children, were killed in a strike", "officials")},
    "Over 40 countries, led by France, signed the text, officials said.":
        {("Over 40 countries, led by France, signed the text", "officials")},
    "She told CNN at 5 p.m. that the bridge was shut.": {("the bridge was shut", "She")},
    "Scientists argue that the reef is dying; a survey found 84% of it is bleached.":
        {("the reef is dying", "Scientists"), ("84% of it is bleached", "a survey")},
    "Only 1 in 4 of those asked trusts the police, a Fenwick poll of 2,048 adults found.":
        {("Only 1 in 4 of those asked trusts the police", "a Fenwick poll of 2,048 adults")},
    "He added that 300 homes had been built, a figure disputed by residents.":
        {("300 homes had been built", "He")},
    "Judge Ana Roe sentenced him to 14 years, calling the attack “cowardly”.":
        {("the attack “cowardly”", "Judge Ana Roe")},
    "Crews had warned management in March that the radar kept failing.":
        {("the radar kept failing", "Crews")},
    "The owner, Roe Ferries, said the captain, a 51-year-old man, had been tested.":
        {("the captain, a 51-year-old man, had been tested", "The owner, Roe Ferries")},
    "The agency could not independently confirm how many demonstrators were hit.": set(),
    "The agency said nothing. United finished 15th, their worst showing since 1974.": set(),
    "The panel heard that the letter was never sent.": set(),
    "Sheriff Ana Roe declined to discuss why nobody was warned.": set(),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID.items(), ids=list(SAID))
def test_what_is_said_is_found_with_who_says_it(text, expected):
    found = suggesting.suggest(text)
    said = [text[one.start : one.end] for one in found.spans]
    assert {(said[one.head], said[one.child]) for one in found.links
            if one.kind == "attributed_to"} == expected  # fmt: skip


@pytest.mark.parametrize("text", [
    "Troops exchanged fire along their disputed border.",
    "They needed 50 of the 125 seats being contested.",
])  # fmt: skip
def test_what_is_fought_over_is_not_checked(text):
    assert [one for one in suggesting.suggest(text).spans if one.label == "verified"] == []


def test_chains_of_supply_do_not_act():
    text = "Ana Roe said supply chains would stay tight."
    found = [text[one.start : one.end] for one in suggesting.suggest(text).spans
             if one.label == "actor"]  # fmt: skip
    assert found == ["Ana Roe"]
