"""Quantities in words and digits: read from a quote into values, and written out for a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache

from model.figure_words import (
    COMPARATORS_AFTER,
    COMPARATORS_BEFORE,
    CURRENCIES,
    FRACTIONS,
    LEADING,
    NO_UNITS,
    PEOPLE,
    SINGULARS,
    STOPS,
    VAGUE,
)
from model.numerals import BIG, NUMBER, SUFFIX, WORD, Number, pattern, prepared
from model.numerals import value as value_of
from model.records import Attributes


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: one `value`, or `low` and `high`; `base` is what a ratio is taken of."""

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str = ""
    comparator: str = "="
    """One of `records.COMPARATORS`."""
    approximate: bool = False
    base: Number | None = None


def parse(quote: str) -> Figure | None:
    """The figure that the quote states; None when it holds none (dates, ordinals, codes too)."""
    text = prepared(quote)
    comparator, approximate, text = _taken(text, COMPARATORS_BEFORE)
    while lead := pattern(_LEAD).match(text):
        text = text[lead.end() :]
        if comparator == "=" and not approximate:
            comparator, approximate, text = _taken(text, COMPARATORS_BEFORE)
    for form, read in _forms():
        match = form.match(text)
        reading = read(match) if match else None
        if match is None or reading is None:
            continue
        after, roughly, rest = _taken(text[match.end() :].strip(), COMPARATORS_AFTER)
        comparator = after if comparator == "=" else comparator
        unit = reading.unit or _unit(rest)
        if unit is None or (not unit and _is_year(text, comparator)):
            return None
        keeps = reading.comparator == "ratio" and comparator in "<>≤≥"
        return Figure(
            unit=unit, approximate=approximate or roughly, **reading.numbers,
            comparator=comparator if keeps else reading.comparator or comparator,
        )  # fmt: skip
    return None


def attributes(quote: str) -> Attributes:
    """What a figure's span is given when it is marked: only what could be read from the quote."""
    found = parse(quote)
    if found is None:
        return {}
    return {key: value for key, value in asdict(found).items() if value not in (None, "")}


def written(value: object) -> str:
    """A number as people read it: `45,000`, `2.5 million`, `0.6`."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value)
    for size, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        thousandths = round(value * 1000 / size, 6)
        if abs(thousandths) >= 1000 and thousandths == int(thousandths):
            return f"{thousandths / 1000:,.10g} {name}"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.10g}"


def display(attributes: Attributes, quote: str) -> str:
    """A table cell: the normalised figure, then the words as printed: `≈ 45,000 person (…)`."""
    flat = " ".join(quote.split())
    amount = normalised(attributes)
    return f"{amount} ({flat})" if amount else flat


def normalised(attributes: Attributes) -> str:
    """`≈ 45,000 person`, `300–400`, `38 of 63 drone`; '' when nothing was normalised."""
    value, low, high, base = (attributes.get(k) for k in ("value", "low", "high", "base"))
    comparator = str(attributes.get("comparator") or "=")
    if low is not None and high is not None:
        amount = f"{written(low)}–{written(high)}"
    elif value is not None:
        of = "/" if isinstance(base, int) and base < 11 else " of "
        amount = written(value) + (f"{of}{written(base)}" if base is not None else "")
    elif low is not None or high is not None:
        amount = f"{'≥' if low is not None else '≤'} {written(low if low is not None else high)}"
    else:
        return ""
    sign = {"=": "", "range": "", "ratio": "", "vague": "", "multiple": "×"}.get(
        comparator, comparator
    )
    about = "≈" if attributes.get("approximate") and sign != "≈" else ""
    return " ".join(p for p in (about + sign, amount, str(attributes.get("unit") or "")) if p)


_COIN = rf"(?:(?:{'|'.join(map(re.escape, CURRENCIES))}) ?)"
_LEAD = rf"(?:{'|'.join(LEADING)})\s+(?=\S)|[^\W\d]+['’]s?\s+"

# ---- the forms a figure takes, the most particular first


@dataclass(frozen=True, slots=True)
class _Reading:
    numbers: dict[str, Number]
    comparator: str = ""
    unit: str = ""


def _ranged(match: re.Match[str]) -> _Reading | None:
    """'1.5 to 2 million' means millions twice."""
    low, high = value_of(match["low"]), value_of(match["high"])
    scale = re.search(rf"(?:{BIG}|{SUFFIX})$", match["high"])
    if scale and not match["low"][-1].isalpha():
        low = value_of(f"{match['low']} {scale.group()}")
    if low >= high:
        return None
    return _Reading({"low": low, "high": high}, "range", _coin(match))


def _share(match: re.Match[str]) -> _Reading:
    return _Reading({"value": value_of(match["part"]), "base": value_of(match["base"])}, "ratio")


def _fraction(match: re.Match[str]) -> _Reading:
    name = next(name for name in FRACTIONS if re.search(rf"\b{name}\b", match.group()))
    top = value_of(match["top"]) if match["top"] and match["top"] not in ("a", "an") else 1
    return _Reading({"value": top, "base": FRACTIONS[name]}, "ratio")


def _multiple(match: re.Match[str]) -> _Reading:
    twice = match.groupdict().get("twice")
    said = {"twice": 2, "thrice": 3}[twice] if twice else value_of(match["times"])
    return _Reading({"value": said}, "multiple")


def _vague(match: re.Match[str]) -> _Reading:
    return _Reading({"low": VAGUE[match["vague"]]}, "vague", _coin(match))


def _plain(match: re.Match[str]) -> _Reading:
    return _Reading({"value": value_of(match["value"])}, "", _coin(match))


def _coin(match: re.Match[str]) -> str:
    coin = match.groupdict().get("coin")
    return CURRENCIES[coin.strip()] if coin else ""


_OF = r"(?:the |its |their |all |every )*"
_AS = r"(?: as (?:many|much|big|high|large))?"
_PARTS = "|".join(FRACTIONS)
_FORMS = (
    (rf"between (?P<coin>{_COIN})?(?P<low>{NUMBER}) and {_COIN}?(?P<high>{NUMBER})(?!-|\w)",
     _ranged),
    (rf"(?:from )?(?P<coin>{_COIN})?(?P<low>{NUMBER})(?: ?[-–—] ?|-? to ){_COIN}?"
     rf"(?P<high>{NUMBER})(?!-|\w)", _ranged),
    (rf"(?P<part>{NUMBER}) (?:out )?of {_OF}(?P<base>{NUMBER})(?!\w)", _share),
    (rf"(?P<part>{NUMBER}) (?:in|out of) {_OF}(?P<base>{NUMBER})(?!\w)", _share),
    (rf"(?P<times>{NUMBER}(?= times|-fold)|(?:{WORD})(?=fold))(?: times|-?fold)\b{_AS}",
     _multiple),
    (rf"(?P<twice>twice|thrice)\b{_AS}", _multiple),
    (rf"(?:(?P<top>an?|{WORD})[ -](?:{_PARTS})|hal(?:f|ves)|(?:{_PARTS})(?= of))\b"
     rf"(?! (?:of )?an? (?:{BIG}))(?: of)?(?: {_OF})?", _fraction),
    (rf"(?P<coin>{_COIN})?(?P<vague>{'|'.join(VAGUE)})\b(?: of)?", _vague),
    (rf"(?P<coin>{_COIN})?(?P<value>{NUMBER})(?!-?\d|:\d)", _plain),
)  # fmt: skip


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Reading | None]], ...]:
    return tuple((re.compile(source), read) for source, read in _FORMS)


def _taken(text: str, table: dict[str, tuple[str, bool]]) -> tuple[str, bool, str]:
    """The comparator at the text's beginning, and the text without it."""
    for words, (comparator, approximate) in table.items():
        if text.startswith(words) and not text[len(words) : len(words) + 1].isalpha():
            return comparator, approximate, text[len(words) :].strip()
    return "=", False, text


# ---- the noun that is counted


def _unit(rest: str) -> str | None:
    """The counted noun in its normal form; '' for none; None when it makes this no figure."""
    text = rest.lstrip(" -")
    if re.match(rf"(?:{'|'.join(NO_UNITS)})(?!\w)", text):
        return None
    for names, unit in SINGULARS.items():
        if match := re.match(rf"(?:{names})(?!\w)", text):
            return unit + _per(text[match.end() :])
    words = list(_noun_phrase(text))
    if not words:
        return ""
    noun = words[-1]
    rate = _per(text[text.rindex(noun) + len(noun) :])
    return ("person" if noun in PEOPLE else singular(noun)) + rate


def _noun_phrase(text: str) -> Iterator[str]:
    for word in re.findall(r"[\w'’-]+|[^\w\s]", text):
        if word in STOPS or not word[0].isalpha():
            return
        yield word.removesuffix("'s").removesuffix("’s")
        if word in PEOPLE or word.endswith(("'s", "’s")):
            return


def _per(after: str) -> str:
    found = re.match(r" ?(?:a|an|per|each|every|/) ?(\w+)", after)
    return f"/{found.group(1)}" if found else ""


def singular(noun: str) -> str:
    """An English noun's singular by the regular rules."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"),
                            ("xes", "x"), ("zzes", "zz")):  # fmt: skip
        if noun.endswith(ending) and len(noun) > len(ending) + 1:
            return noun.removesuffix(ending) + instead
    kept = not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) < 4
    return noun if kept else noun[:-1]


def _is_year(text: str, comparator: str) -> bool:
    return comparator == "=" and re.fullmatch(r"(?:1[89]|20)\d\d", text) is not None
