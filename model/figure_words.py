"""The words figures are made of: numerals, scales, comparators, currencies, units, parts, rates."""

from __future__ import annotations

from model.wordlists import words

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
UNITS = {word: value for value, word in enumerate(_UNITS.split())}
TENS = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5,
    "million": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
SUFFIXES = {
    "tn": 10**12, "trn": 10**12, "bn": 10**9, "b": 10**9, "mln": 10**6, "mn": 10**6, "m": 10**6,
    "k": 10**3,
}  # fmt: skip
_PART_NAMES = """half third quarter fifth sixth seventh eighth ninth tenth hundredth thousandth
twelfth twentieth fourth"""
_PART_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000, 12, 20, 4)
PARTS = dict(zip(_PART_NAMES.split(), _PART_SIZES, strict=True))
"""The names of parts, by what the whole is divided into; an ordinal alone is no figure."""
PARTS |= {"halves": 2} | {name + "s": size for name, size in PARTS.items() if name != "half"}

VAGUE = {
    "tens of thousands": 2 * 10**4, "hundreds of thousands": 2 * 10**5,
    "tens of millions": 2 * 10**7, "hundreds of millions": 2 * 10**8,
    "tens of billions": 2 * 10**10, "hundreds of billions": 2 * 10**11,
    "thousands of millions": 2 * 10**9, "several dozen": 24, "several hundred": 200,
    "several thousand": 2000, "several million": 2 * 10**6, "several billion": 2 * 10**9,
    "several tens of thousands": 2 * 10**4, "several hundred thousand": 2 * 10**5,
    "several hundreds": 200, "several thousands": 2000, "many thousands": 2000,
    "many hundreds": 200, "many millions": 2 * 10**6, "many dozens": 24,
    "a couple of hundred": 200, "a couple of thousand": 2000, "a couple of dozen": 24,
    "a couple of million": 2 * 10**6, "a couple hundred": 200, "a couple thousand": 2000,
    "a few dozen": 24, "a few hundred": 200, "a few thousand": 2000, "a few million": 2 * 10**6,
    "a few hundred thousand": 2 * 10**5, "a few billion": 2 * 10**9,
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2 * 10**6,
    "billions": 2 * 10**9, "trillions": 2 * 10**12,
}  # fmt: skip
"""Least numbers of what is not counted exactly: a plural means at least two."""

_MORE, _LEAST, _LESS, _MOST = (">", False), ("≥", False), ("<", False), ("≤", False)
_NEAR, _BIT_MORE, _BIT_LESS = ("≈", True), (">", True), ("<", True)
COMPARATORS_BEFORE = dict.fromkeys((
    "no fewer than", "no less than", "not less than", "not fewer than", "at least", "as few as",
    "as little as", "as low as", "at the very least", "a minimum of", "minimum of", "≥", ">=",
), _LEAST) | dict.fromkeys((
    "no more than", "not more than", "at most", "up to", "as many as", "as much as", "as high as",
    "as long as", "as far as", "a maximum of", "maximum of", "no later than", "not exceeding",
    "no greater than", "no higher than", "upto", "at the most", "≤", "<=",
), _MOST) | dict.fromkeys((
    "more than", "greater than", "in excess of", "upwards of", "upward of", "over", "above",
    "exceeding", "well over", "well above", "far more than", "well more than", "much more than",
    "north of", "higher than", "longer than", "larger than", "bigger than", "better than",
    "topping", "surpassing", "considerably more than", "far above", "way over", ">",
), _MORE) | dict.fromkeys((
    "just over", "just above", "a little over", "little over", "slightly over", "slightly above",
    "slightly more than", "just more than", "a little more than", "little more than",
    "a bit more than", "a shade over", "a touch over", "marginally over", "marginally more than",
), _BIT_MORE) | dict.fromkeys((
    "fewer than", "less than", "lower than", "smaller than", "shorter than", "under", "below",
    "south of", "well under", "well below", "far fewer than", "far less than", "far below",
    "much less than", "well short of", "shy of", "short of", "<",
), _LESS) | dict.fromkeys((
    "just under", "just below", "a little under", "slightly under", "slightly below",
    "slightly less than", "slightly fewer than", "just less than", "a little less than",
    "just fewer than", "a shade under", "just short of", "just shy of", "nearly", "almost",
    "close to", "nearing", "approaching", "getting on for", "not quite", "very nearly",
    "a touch under", "marginally below", "marginally under",
), _BIT_LESS) | dict.fromkeys((
    "an estimated", "estimated", "some", "about", "around", "round about", "roughly",
    "approximately", "approx", "approx.", "circa", "in the region of", "in the order of",
    "on the order of", "in the neighborhood of", "in the vicinity of", "or so",
    "an approximate", "an estimated total of", "≈", "~", "c.", "ca", "ca.", "somewhere around",
    "something like", "of the order of", "broadly", "very roughly", "give or take", "anywhere near",
), _NEAR)  # fmt: skip
COMPARATORS_AFTER = {
    "or more": _LEAST, "or greater": _LEAST, "or higher": _LEAST, "or above": _LEAST,
    "at least": _LEAST, "at most": _MOST, "at the most": _MOST,
    "and above": _LEAST, "and over": _LEAST, "- plus": _LEAST, "plus": _LEAST, "+": _LEAST,
    "or fewer": _MOST, "or less": _MOST, "or lower": _MOST, "or below": _MOST, "or under": _MOST,
    "or so": _NEAR, "- odd": _NEAR, "- ish": _NEAR, "odd": _NEAR,
}  # fmt: skip
LOOSE_PREPOSITIONS = words("over under above below around within")
"""Comparators that before a length of time mostly say when, not how much."""
MEASURES_TIME = words("""
for after in lasted lasts lasting took takes taking take spent spend spending of waited wait by to
than every is was well served serving
""")
"""What stands before a comparator that does say how long."""

CURRENCIES = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "$": "USD", "€": "EUR", "£": "GBP",
    "¥": "JPY", "₴": "UAH", "₽": "RUB", "₺": "TRY", "₹": "INR", "₦": "NGN", "₩": "KRW", "₱": "PHP",
    "₪": "ILS", "฿": "THB", "₫": "VND", "zł": "PLN",
}  # fmt: skip
"""Signs, with the letters that may stand before them."""
_CODES = words("""
USD EUR GBP JPY CHF AUD CAD NZD SEK NOK DKK PLN CZK HUF UAH RUB TRY INR CNY KRW BRL MXN ZAR NGN
KES GHS EGP ILS AED SAR QAR SGD HKD TWD THB IDR MYR PHP VND PKR LKR BDT ARS CLP COP
""")
CODES = {code.casefold(): code for code in sorted(_CODES)} | {
    "rs": "INR", "rs.": "INR", "rm": "MYR", "r": "ZAR", "ksh": "KES", "sh": "shilling",
    "ush": "UGX", "tsh": "TZS", "rp": "IDR", "tk": "BDT",
}  # fmt: skip
GLUED_CODES = words("rs rm r ksh sh ush tsh rp tk")
"""Codes that are words or parts of names unless a number stands right behind them."""

UNIT_NAMES = {
    "%": "%", "percent": "%", "pc": "%", "pct": "%", "percentage point": "percentage point",
    "percentage points": "percentage point", "percent points": "percentage point",
    "per cent": "%", "basis point": "basis point", "basis points": "basis point",
    "basis-point": "basis point", "basis-points": "basis point", "mcm": "mcm", "bcm": "bcm",
    "mcf": "mcf", "bcf": "bcf", "tcf": "tcf", "mmbtu": "mmBtu", "bps": "basis point",
    "bp": "basis point", "€": "EUR",
    "square kilometer": "km2", "square kilometre": "km2", "sq km": "km2", "sq. km": "km2",
    "km2": "km2", "km²": "km2", "square mile": "mi2", "sq mile": "mi2", "sq miles": "mi2",
    "square meter": "m2", "square metre": "m2", "sq m": "m2", "m²": "m2", "sqm": "m2",
    "square foot": "ft2", "square feet": "ft2", "sq ft": "ft2", "sq. ft": "ft2",
    "square inch": "in2", "cubic meter": "m3", "cubic metre": "m3", "m³": "m3",
    "cubic foot": "ft3", "cubic feet": "ft3", "cubic kilometer": "km3", "cubic kilometre": "km3",
    "kilometer": "km", "kilometre": "km", "km": "km", "kms": "km",
    "meter": "m", "metre": "m", "m": "m", "centimeter": "cm", "centimetre": "cm", "cm": "cm",
    "millimeter": "mm", "millimetre": "mm", "mm": "mm", "nanometer": "nm", "nanometre": "nm",
    "micrometer": "µm", "micron": "µm", "mile": "mi", "mi": "mi", "nautical mile": "nmi",
    "yard": "yd", "yd": "yd", "yds": "yd", "foot": "ft", "feet": "ft", "ft": "ft", "inch": "in",
    "inches": "in", "in": "in", "hectare": "ha", "ha": "ha", "acre": "acre",
    "kilogram": "kg", "kilogramme": "kg", "kilo": "kg", "kg": "kg", "kgs": "kg", "gram": "gram",
    "gramme": "gram", "g": "gram", "milligram": "mg", "mg": "mg", "microgram": "µg", "mcg": "µg",
    "µg": "µg", "ton": "t", "tonne": "t", "metric ton": "t", "metric tonne": "t", "t": "t",
    "short ton": "short ton", "pound": "pound", "lb": "lb", "lbs": "lb", "ounce": "oz", "oz": "oz",
    "stone": "stone", "liter": "l", "litre": "l", "l": "l", "milliliter": "ml", "millilitre": "ml",
    "ml": "ml", "gallon": "gallon", "barrel": "barrel", "bbl": "barrel", "bpd": "barrel/day",
    "megawatt": "MW", "mw": "MW", "gigawatt": "GW", "gw": "GW", "kilowatt": "kW", "kw": "kW",
    "terawatt": "TW", "tw": "TW", "watt": "W", "kilowatt hour": "kWh", "kilowatt-hour": "kWh",
    "kwh": "kWh", "megawatt hour": "MWh", "megawatt-hour": "MWh", "mwh": "MWh",
    "gigawatt hour": "GWh", "gigawatt-hour": "GWh", "gwh": "GWh", "terawatt hour": "TWh",
    "terawatt-hour": "TWh", "twh": "TWh", "volt": "V", "hertz": "Hz", "megahertz": "MHz",
    "mhz": "MHz", "gigahertz": "GHz", "ghz": "GHz", "decibel": "dB", "db": "dB",
    "gb": "GB", "gigabyte": "GB", "mb": "MB", "megabyte": "MB", "tb": "TB", "terabyte": "TB",
    "km/h": "km/h", "kmh": "km/h", "kph": "km/h", "kmph": "km/h", "mph": "mi/h", "m/s": "m/s",
    "knot": "knot", "kt": "knot", "°c": "°C", "° c": "°C", "degree celsius": "°C",
    "degrees celsius": "°C", "degree centigrade": "°C", "degrees centigrade": "°C",
    "degrees c": "°C", "°f": "°F", "° f": "°F", "degree fahrenheit": "°F",
    "degrees fahrenheit": "°F", "degrees f": "°F", "degree": "degree", "°": "degree",
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD",
    "canadian dollar": "CAD", "australian dollar": "AUD", "singapore dollar": "SGD",
    "hong kong dollar": "HKD", "new zealand dollar": "NZD", "euro": "EUR",
    "pound sterling": "GBP", "pounds sterling": "GBP", "sterling": "GBP", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "ruble": "RUB", "rouble": "RUB", "russian ruble": "RUB",
    "russian rouble": "RUB", "hryvnia": "UAH", "hryvnya": "UAH", "hryvnias": "UAH",
    "rupee": "INR", "indian rupee": "INR", "pakistani rupee": "PKR", "swiss franc": "CHF",
    "franc": "CHF", "peso": "peso", "reais": "BRL", "rand": "ZAR", "won": "KRW",
    "lira": "TRY", "zloty": "PLN", "shekel": "ILS", "naira": "NGN", "dirham": "AED",
    "krone": "krone", "kroner": "krone", "krona": "krona", "kronor": "krona",
    "swedish crown": "SEK", "norwegian crown": "NOK", "danish crown": "DKK",
    "czech crown": "CZK", "forint": "HUF", "baht": "THB", "dong": "VND", "ringgit": "MYR",
    "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "sec": "second",
    "secs": "second", "b/d": "barrel/day", "pence": "penny", "p": "penny", "cent": "cent",
    "light year": "light-year", "light-year": "light-year",
}  # fmt: skip
"""Normal forms by printed names; a plural with s is found by its singular."""
GLUED_ONLY = words("in c f p g t l m mi ° kt db mb")
"""Signs of units that stand directly behind the digits, else they may be anything."""
TEMPERATURES = {"c": "°C", "f": "°F"}

TIME_UNITS = words("""
second minute hour day night week weekend fortnight month quarter year decade century season term
semester
""")
RATE_UNITS = words("""
second minute hour day night week weekend fortnight month quarter year decade century season
person head capita household share barrel tonne ton kilo kilogram gram litre liter gallon mile
kilometer kilometre match game hectare acre cubic square metre meter child pupil student patient
worker employee vote seat litre unit ounce pound bushel night customer user inhabitant passenger
family group team megawatt kilowatt gigawatt shift visit item ticket round session capita vehicle
car plane inch foot yard plot dose piece annum
""")
"""Nouns by which something is reckoned: "a day", "per head"."""
