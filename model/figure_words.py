"""The words figures are made of: numerals, scales, comparators, currencies, units, people."""

from __future__ import annotations

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "dozen": 12, "score": 20, "hundred": 100, "thousand": 10**3, "million": 10**6,
    "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SUFFIXES = {
    "tn": 10**12, "trn": 10**12, "bn": 10**9, "b": 10**9, "mln": 10**6, "mn": 10**6, "m": 10**6,
    "k": 10**3,
}  # fmt: skip
FRACTIONS = {
    "half": 2, "halves": 2, "thirds": 3, "third": 3, "quarters": 4, "quarter": 4, "fifths": 5,
    "fifth": 5, "tenths": 10, "tenth": 10,
}  # fmt: skip
"""The names of parts, by what the whole is divided into; an ordinal alone is no figure."""

VAGUE = {
    "tens of millions": 2 * 10**7, "hundreds of thousands": 2 * 10**5,
    "tens of thousands": 2 * 10**4, "hundreds of millions": 2 * 10**8, "several dozen": 24,
    "several hundred": 200, "several thousand": 2000, "several million": 2 * 10**6,
    "a few dozen": 24, "a few hundred": 200, "a few thousand": 2000, "dozens": 24, "hundreds": 200,
    "thousands": 2000, "millions": 2 * 10**6, "billions": 2 * 10**9,
}  # fmt: skip
"""Least numbers of what is not counted exactly: a plural means at least two."""

COMPARATORS_BEFORE = {
    "no fewer than": ("≥", False), "no less than": ("≥", False), "not less than": ("≥", False),
    "at least": ("≥", False), "a minimum of": ("≥", False),
    "no more than": ("≤", False), "not more than": ("≤", False), "at most": ("≤", False),
    "up to": ("≤", False), "as many as": ("≤", False), "as much as": ("≤", False),
    "a maximum of": ("≤", False),
    "well over": (">", False), "more than": (">", False), "greater than": (">", False),
    "in excess of": (">", False), "upwards of": (">", False), "upward of": (">", False),
    "just over": (">", True), "a little over": (">", True), "slightly more than": (">", True),
    "over": (">", False), "above": (">", False), "exceeding": (">", False),
    "just under": ("<", True), "a little under": ("<", True), "slightly less than": ("<", True),
    "fewer than": ("<", False), "less than": ("<", False), "under": ("<", False),
    "below": ("<", False), "nearly": ("<", True), "almost": ("<", True), "close to": ("<", True),
    "an estimated": ("≈", True), "estimated": ("≈", True), "some": ("≈", True),
    "about": ("≈", True), "around": ("≈", True), "roughly": ("≈", True),
    "approximately": ("≈", True), "circa": ("≈", True), "≈": ("≈", True), "~": ("≈", True),
    "≥": ("≥", False), "≤": ("≤", False), ">": (">", False), "<": ("<", False),
}  # fmt: skip
COMPARATORS_AFTER = {
    "or more": ("≥", False), "or fewer": ("≤", False), "or less": ("≤", False),
    "or so": ("≈", True), "-plus": ("≥", False), "plus": ("≥", False), "+": ("≥", False),
}  # fmt: skip
LEADING = (
    "the", "a(?= [$€£¥₴₽\\d])", "an(?= \\d)", "a (?:total|record|force|group) of", "a record",
    "another", "other", "its", "their", "his", "her", "our", "all", "only", "just", "nearly all",
    "a further", "an additional", "additional",
)  # fmt: skip
"""Words that stand before a figure and say nothing of its size."""

CURRENCIES = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "₴": "UAH", "₽": "RUB", "₺": "TRY", "₹": "INR", "zł": "PLN", "usd": "USD", "eur": "EUR",
    "gbp": "GBP",
}  # fmt: skip

SINGULARS = {
    r"square kilomet(?:er|re)s?|sq\.? ?km|km2|km²": "km2",
    r"square miles?|sq\.? ?mi": "mi2",
    r"square met(?:er|re)s?|m2|m²": "m2",
    r"(?:percentage|percent) points?": "percentage point",
    r"per ?cent|percent|pct|%": "%",
    r"degrees? celsius|°c|degrees? c": "°C",
    r"degrees? fahrenheit|°f": "°F",
    r"(?:us |american )?dollars?|us dollars": "USD",
    r"euros?": "EUR", r"(?:pounds )?sterling": "GBP",
    r"hryvnias?|hryvnya": "UAH", r"(?:russian )?r[ou]+bles?": "RUB",
    r"kilomet(?:er|re)s?|km": "km", r"met(?:er|re)s?": "m", r"miles?": "mi",
    r"kilograms?|kg|kilos?": "kg", r"(?:metric )?ton(?:ne)?s?": "t", r"lit(?:er|re)s?": "l",
    r"mm": "mm", r"megawatts?|mw": "MW", r"hectares?|ha": "ha",
    r"strong": "person",
}  # fmt: skip
"""Units by the pattern of their names; looked for before any noun."""

_PEOPLE = """
person persons people troop troops soldier soldiers serviceman servicemen servicewomen personnel
fighter fighters man men woman women child children civilian civilians resident residents dead
killed wounded injured hurt captured detained arrested missing displaced evacuated casualty
casualties victim victims prisoner prisoners captive captives refugee refugees migrant migrants
protester protesters demonstrator demonstrators voter voters worker workers employee employees
officer officers militant militants recruit recruits conscript conscripts mercenary mercenaries
volunteer volunteers student students patient patients doctor doctors journalist journalists
passenger passengers national nationals citizen citizens death deaths injury injuries fatality
fatalities
"""
PEOPLE = frozenset(_PEOPLE.split())
"""Nouns that count people; `killed` and the like count them without naming them."""

_STOPS = """
of in on at from to by with for since after before during who whom whose that which where and or
but as than a an the per each every near over under across into out were was are is had have has
been be will would could launched fired lost shot downed destroyed including inside along against
between among
"""
STOPS = frozenset(_STOPS.split())
"""Words that end the noun phrase after a numeral."""

NO_UNITS = (
    "st", "nd", "rd", "th", r"[ap]\.?m", "o['’]clock", "years?[ -]olds?", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
"""What follows a number that is no figure: ordinals, clock times, ages, dates."""
