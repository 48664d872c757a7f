"""The forms in which news gives figures: each with its edges, value, unit and comparator."""

import re

import pytest

from model.figures import parse_figures

FORMS = """
[45,000 troops] arrived. | = 45000 person
[45 000 troops] arrived. | = 45000 person
[12 men] arrived. | = 12 person
[Twenty-two drones] were lost. | = 22 drone
[A hundred homes] were lost. | = 100 home
[Two hundred and fifty-six homes] were lost. | = 256 home
[Half a million homes] were lost. | = 500000 home
[A quarter of a million homes] were lost. | = 250000 home
[Two dozen homes] were lost. | = 24 home
[a dozen homes] were lost. | = 12 home
[one and a half million homes] were lost. | = 1500000 home
[1½ million homes] were lost. | = 1500000 home
The walk is [3½ miles] long. | = 3.5 mi
It fell by [roughly 1½ per cent]. | ≈ 1.5 %
It cost [$1.2bn]. | = 1200000000 USD
It cost [$1.2 billion]. | = 1200000000 USD
It cost [$1,124.50]. | = 1124.5 USD
It cost [US$4.5 million]. | = 4500000 USD
It cost [$US4.5 million]. | = 4500000 USD
It cost [$US1,124.50]. | = 1124.5 USD
It cost [US $4.5 million]. | = 4500000 USD
It cost [A$3.2m]. | = 3200000 AUD
It cost [$A3.2m]. | = 3200000 AUD
It cost [C$900]. | = 900 CAD
It cost [NZ$1.1b]. | = 1100000000 NZD
It cost [HK$80]. | = 80 HKD
It cost [€3.4m]. | = 3400000 EUR
It cost [3.4 million euros]. | = 3400000 EUR
It cost [EUR 3.4 million]. | = 3400000 EUR
It cost [12 €]. | = 12 EUR
It cost [£1.15m]. | = 1150000 GBP
It cost [5,000 pounds]. | = 5000 GBP
It cost [Rs 500 crore]. | = 5000000000 INR
It cost [₹2 lakh]. | = 200000 INR
It cost [¥900bn]. | = 900000000000 JPY
It cost [60 cents]. | = 60 cent
It cost [80p]. | = 80 penny
It cost [9 Swiss francs]. | = 9 CHF
It cost [90 kroner]. | = 90 krone
It lost [$6-8 million]. | range 6000000..8000000 USD
It lost [2.3bn-2.6bn marks]. | range 2300000000..2600000000 mark
It lost [between $6 million and $8 million]. | range 6000000..8000000 USD
It lost [between 300 and 400 homes]. | range 300..400 home
It lost [3-4 percent]. | range 3..4 %
It took [3 to 4 percent]. | range 3..4 %
It is [3% to 4%]. | range 3..4 %
It lost [70-80%]. | range 70..80 %
It took [18 to 22 weeks]. | range 18..22 week
It lost [eight or nine months]. | range 8..9 month
It fell by a [quarter-point] in May. | ratio 1/4 point
It will take [a week or two]. | range 1..2 week
[One or two people] left. | range 1..2 person
[A half-million people] left. | = 500000 person
[Half-dozen suspects] left. | = 6 person
It took [two-and-a-half hours]. | = 2.5 hour
It fell by a [25-basis-point] cut. | = 25 basis point
It sold [30 bcm] of gas. | = 30 bcm
There were [10 cases for every 100,000 people]. | = 10 case/100000
It is a [$500-a-month] flat. | = 500 USD/month
They won the [400m] hurdles. | = 400 m
Of a [magnitude 7.4] earthquake there was no word. | = 7.4 magnitude
They need a [two thirds] majority. | ratio 2/3
There were [214] aboard. | = 214
It has [1.5 to 2 million barrels]. | range 1500000..2000000 barrel
It lost [310,000-325,000 ounces]. | range 310000..325000 oz
Yields rose [75 basis points]. | = 75 basis point
Yields rose [20bp]. | = 20 basis point
Yields rose [20bps]. | = 20 basis point
It rose [6.1 per cent]. | = 6.1 %
It rose [6.1 percent]. | = 6.1 %
It rose [6.1pc]. | = 6.1 %
It rose [6.1%]. | = 6.1 %
It rose [half a percentage point]. | ratio 1/2 percentage point
It rose [two percentage points]. | = 2 percentage point
It fell to [-12 degrees Celsius]. | = -12 °C
It fell to [minus 11C]. | = -11 °C
It fell to [-7C]. | = -7 °C
It fell to [minus two degrees]. | = -2 degree
It rose to [40 °C]. | = 40 °C
[38 out of the 63 homes] burned. | ratio 38/63 home
[Four of 12 homes] burned. | ratio 4/12 home
[two of its eight iron ribs] cracked. | ratio 2/8 rib
[Nine in ten homes] burned. | ratio 9/10 home
[One in five voters] stayed away. | ratio 1/5 person
[1 in 12 voters] stayed away. | ratio 1/12 person
[A third of the homes] burned. | ratio 1/3 home
[Two-thirds of the homes] burned. | ratio 2/3 home
[three quarters of the homes] burned. | ratio 3/4 home
[Half the homes] burned. | ratio 1/2 home
[Half of the homes] burned. | ratio 1/2 home
[more than half] burned. | > 1/2
It grew [threefold]. | multiple 3
It grew [more than twentyfold]. | multiple 20
It grew [2.5-fold]. | multiple 2.5
It was [three times as many]. | multiple 3
It was [twice] the level of last year. | multiple 2
It was [1.8 times] those forecast. | multiple 1.8
It was [40 times] higher. | multiple 40
A mouse is [a thousand times] the mass of a snail. | multiple 1000
It was seen [1.9 million times]. | = 1900000 time
It failed [three times]. | = 3 time
It was turned back [twice]. | = 2 time
[2.5 million barrels a day] were sold. | = 2500000 barrel/day
[70 beats a minute] is slow. | = 70 beat/minute
It sells at [$77.90 a barrel]. | = 77.9 USD/barrel
It sells at [$101 a tonne]. | = 101 USD/t
It sells at [202.50 a tonne]. | = 202.5 /t
It holds [4.1 grams per tonne]. | = 4.1 gram/t
There were [2.3 cases per 1,000]. | = 2.3 case/1000
There were [5.6 deaths per 100,000 people]. | = 5.6 person/100000
It blew at [185km/h]. | = 185 km/h
It blew at [22 km/h]. | = 22 km/h
It ran at [40mph]. | = 40 mi/h
It ran at [40 miles per hour]. | = 40 mi/hour
[Tens of thousands of homes] burned. | vague 20000.. home
[Dozens of homes] burned. | vague 24.. home
[Hundreds of homes] burned. | vague 200.. home
[Several hundred homes] burned. | vague 200.. home
[at least 17 homes] burned. | ≥ 17 home
[no fewer than 17 homes] burned. | ≥ 17 home
[17 or more homes] burned. | ≥ 17 home
[17-plus homes] burned. | ≥ 17 home
[more than 17 homes] burned. | > 17 home
[over 17 homes] burned. | > 17 home
[just over 17 homes] burned. | > 17 home
[up to 17 homes] burned. | ≤ 17 home
[as many as 17 homes] burned. | ≤ 17 home
It lasted [6 hours at most]. | ≤ 6 hour
It burned [17 homes at least]. | ≥ 17 home
[fewer than 17 homes] burned. | < 17 home
[under 17 tonnes] burned. | < 17 t
[below 60km/h] it may fly. | < 60 km/h
[nearly 17 homes] burned. | < 17 home
[almost 17 homes] burned. | < 17 home
[some 17 homes] burned. | ≈ 17 home
[about 17 homes] burned. | ≈ 17 home
[around 17 homes] burned. | ≈ 17 home
[roughly 17 homes] burned. | ≈ 17 home
[an estimated 17 homes] burned. | ≈ 17 home
[approximately 17 homes] burned. | ≈ 17 home
[17 homes or so] burned. | ≈ 17 home
[45,ooo homes] burned. | = 45000 home
[1 000 homes] burned. | = 1000 home
[9,6OO homes] burned. | = 9600 home
The jury, [nine-member] by law, met. | = 9 person
It is a [190-metre] ship. | = 190 m
It is a [32-tonne] lorry. | = 32 t
It is a [300-bed] hospital. | = 300 bed
It is a [1,500-strong] brigade. | = 1500 person
It took [11 hours]. | = 11 hour
It took [36 hours]. | = 36 hour
It took [ten minutes]. | = 10 minute
It covers [1,000 square kilometers]. | = 1000 km2
It covers [4.2 sq km]. | = 4.2 km2
It covers [30 hectares]. | = 30 ha
It holds [9.6 million cubic metres]. | = 9600000 m3
It lies [40 nautical miles] away. | = 40 nmi
It is [1.3m] deep. | = 1.3 m
It rose to a depth of [1.3m]. | = 1.3 m
It has [3.2m users]. | = 3200000 person
It is [0.2 millimetres] thick. | = 0.2 mm
It weighs [12 kg]. | = 12 kg
It weighs [5 lbs]. | = 5 lb
It makes [4.5 GW]. | = 4.5 GW
It holds [64GB]. | = 64 GB
It is [1.8 metres] high. | = 1.8 m
A quake of [magnitude 6.7] struck. | = 6.7 magnitude
[Two Boeing 737s] landed. | = 2 Boeing 737
[Five A320s] landed. | = 5 A320
[Three F-16s] landed. | = 3 F-16
[12 Leopard 2 tanks] arrived. | = 12 tank
[three Mi-24 helicopters] arrived. | = 3 helicopter
[A dozen 155mm shells] arrived. | = 12 shell
[seven dead] were found. | = 7 person
[Thirteen others] were hurt. | = 13 person
[Three fishermen] are missing. | = 3 person
[One e-mail] was found. | = 1 e-mail
It baked [300 loaves]. | = 300 loaf
It has [97 shelters]. | = 97 shelter
[one more week] will do. | = 1 week
[Two later studies] agreed. | = 2 study
[No more than three] were seen. | ≤ 3
It has [two metres] of water. | = 2 m
The index lost [512.4 points]. | = 512.4 point
They owe [Sh4.2bn]. | = 4200000000 shilling
He was fined [£85] plus costs. | = 85 GBP
It had been tested in only [one trial]. | = 1 trial
There were [1,436 confirmed cases]. | = 1436 case
It cost [about A$40,000 a household], or so they say. | ≈ 40000 AUD/household
Of it, or [about A$40,000], little is left. | ≈ 40000 AUD
They sold [2,300 pounds] of scrap. | = 2300 lb
They wrote off [2,300 pounds] of debt. | = 2300 GBP
It cost [$3.60 a pound]. | = 3.6 USD/lb
[A third of Dorna's pre-war population] left. | ratio 1/3 population
[one child in 200] suffers seizures. | ratio 1/200 person
[two of its eight iron ribs] broke. | ratio 2/8 rib
It had a congregation of [62]. | = 62 person
Attendances averaged [27,914]. | = 27914 person
"""
CASES = [line.split(" | ") for line in FORMS.strip().split("\n")]


def written(one):
    """`≈ 45000 person`, `range 3..4 %`, `ratio 38/63 drone`."""
    number = f"{one.low}..{'' if one.high is None else one.high}" if one.value is None else (
        f"{one.value}" + (f"/{one.base}" if one.base else ""))  # fmt: skip
    return " ".join(part for part in (one.comparator, number, one.unit) if part)


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[marked for marked, _ in CASES])
def test_a_figure_is_found_with_its_edges_value_unit_and_comparator(marked, expected):
    text = marked.replace("[", "").replace("]", "")
    quote = re.search(r"\[(.+)\]", marked)[1]
    found = [(text[one.start : one.end], written(one)) for one in parse_figures(text)]
    assert found[:1] == [(quote, expected)]
    assert all(quote.endswith(words) for words, _ in found[1:]), "only the base of a ratio follows"
