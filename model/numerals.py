"""Numbers in digits and in words, the scales behind them, and the value that they say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from model.figure_tokens import DIGITS, FRACTIONS, LONGEST_NUMBER, WORD, Tokens
from model.figure_words import PARTS, SCALES, SUFFIXES, TENS, UNITS

Number = int | float

LONGEST = 14
"""Tokens in one spelled number."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at a place of the tokens: `[start, end)` counts tokens."""

    start: int
    end: int
    value: Number
    bare: bool = False
    """Digits alone, without separator, fraction or scale: a year or a code may look so."""
    spelled: bool = False
    defect: bool = False
    """Letters stand for noughts."""
    metres: bool = False
    """An `m` behind it may mean metres as well as millions."""
    scale: int = 1
    """The scale word or suffix behind digits, as a factor."""

    @property
    def scaled(self) -> bool:
        return self.scale > 1


def read(text: str) -> Number | None:
    """The plain number a person typed (`45,000`, `1.5`, `half a million`); None for no number."""
    tokens = Tokens(text.strip())
    first = 1 if tokens.low(0) in "-−" and tokens.glued(1) else 0
    found = at(tokens, first)
    if found is None or found.end != len(tokens):
        return None
    return -found.value if first else found.value


def at(tokens: Tokens, place: int) -> Numeral | None:
    """The longest number that begins at this token; None when none does."""
    key = "number", place, False
    if key not in tokens.known:
        tokens.known[key] = _read_at(tokens, place)
    found = tokens.known[key]
    assert found is None or isinstance(found, Numeral)
    return found


def _read_at(tokens: Tokens, place: int) -> Numeral | None:
    token = tokens[place]
    if token.kind == DIGITS:
        return _in_digits(tokens, place)
    if token.kind != WORD:
        return None
    return _part_of_scale(tokens, place) or _in_words(tokens, place)


# ---- digits


def _in_digits(tokens: Tokens, place: int) -> Numeral | None:
    token = tokens[place]
    printed = token.text
    if len(printed) > LONGEST_NUMBER:
        return None
    if printed[-1] in FRACTIONS:
        value = tidy(int(printed[:-1] or 0) + FRACTIONS[printed[-1]])
        return _scaled(tokens, Numeral(place, place + 1, value))
    cleaned = printed.replace("o", "0").replace("O", "0")
    plain = "".join(c for c in cleaned if c.isdecimal() or c == ".")
    if plain.count(".") > 1:
        groups = cleaned.split(".")
        if not all(len(group) == 3 for group in groups[1:]):
            return None
        plain = plain.replace(".", "")
    value = float(plain) if "." in plain else int(plain)
    found = Numeral(place, place + 1, value, bare=printed.isdecimal(), defect=cleaned != printed)
    return _halved(tokens, _scaled(tokens, found))


def _scaled(tokens: Tokens, found: Numeral) -> Numeral:
    """With the suffix (`1.2bn`) and the scale words (`1.2 million`, `5 lakh crore`) behind it."""
    end, scale, metres = found.end, 1, False
    suffix = tokens[end]
    if (
        tokens.glued(end)
        and suffix.low in SUFFIXES
        and not tokens.glued(end + 1)
        or tokens.glued(end)
        and suffix.low in SUFFIXES
        and not tokens[end + 1].text.isalnum()
    ):
        scale, end, metres = SUFFIXES[suffix.low], end + 1, suffix.text == "m"
    elif suffix.low in ("bn", "tn", "trn", "mn", "mln"):
        scale, end = SUFFIXES[suffix.low], end + 1
    while True:
        after = end + (tokens.low(end) == "-")
        if tokens.low(after) not in SCALES or tokens.low(after + 1) == "-" == tokens.low(end):
            break
        scale, end = scale * SCALES[tokens.low(after)], after + 1
    if end == found.end:
        return found
    return replace(
        found, end=end, value=tidy(found.value * scale), bare=False, metres=metres, scale=scale
    )


def tidy(value: Number) -> Number:
    """A whole number as an int, any other rounded to six places."""
    value = round(value, 6) if isinstance(value, float) else value
    return int(value) if value == int(value) else value


# ---- words


def _part_of_scale(tokens: Tokens, place: int) -> Numeral | None:
    """`half a million`, `a half-million`, `three quarters of a million`."""
    at_part, top = place, 1
    if tokens.low(place) in ("a", "one", "three"):
        at_part, top = place + 1, {"three": 3}.get(tokens.low(place), 1)
        at_part += tokens.low(at_part) == "-"
    base = PARTS.get(tokens.low(at_part))
    if base not in (2, 4):
        return None
    end = at_part + 1
    if tokens.low(end) == "-" and tokens.low(end + 1) in SCALES and tokens.low(end + 2) != "-":
        scale = SCALES[tokens.low(end + 1)]
        return Numeral(place, end + 2, tidy(scale * top / base), spelled=True, scale=scale)
    if base == 2 and at_part > place:
        return None
    end += tokens.low(end) == "of"
    if tokens.low(end) not in ("a", "one") or tokens.low(end + 1) not in SCALES:
        return None
    value = tidy(SCALES[tokens.low(end + 1)] * top / base)
    return Numeral(place, end + 2, value, spelled=True, scale=SCALES[tokens.low(end + 1)])


def _in_words(tokens: Tokens, place: int) -> Numeral | None:
    """By the usual order of English numerals: tens, units, hundreds, then the larger scales."""
    end, total, current, last = place, 0, 0, ""
    largest = 1
    if tokens.low(place) in ("a", "an"):
        if tokens.low(place + 1) not in SCALES:
            return None
        end, current, last = place + 1, 1, "unit"
    while end - place < LONGEST:
        step = _step(tokens, end, last, current)
        if step is None:
            break
        end, word = step
        largest = max(largest, SCALES.get(word, 1))
        if word in SCALES and SCALES[word] >= 1000:
            total, current, last = total + current * SCALES[word], 0, "big"
        elif word in SCALES:
            current, last = current * SCALES[word], "hundred"
        else:
            current += UNITS.get(word, TENS.get(word, 0))
            last = "ten" if word in TENS else "unit"
    if end == place or not last:
        return None
    found = Numeral(place, end, total + current, spelled=True, scale=largest)
    return _halved(tokens, found)


def _step(tokens: Tokens, end: int, last: str, current: int) -> tuple[int, str] | None:
    """The place behind the next word of a spelled number, and that word."""
    at_word = end
    if last and tokens.low(at_word) == "-" and tokens.glued(at_word):
        if not tokens.glued(at_word + 1):
            return None
        at_word += 1
    elif last in ("hundred", "big") and tokens.low(at_word) == "and":
        at_word += 1
        if tokens.low(at_word) not in UNITS and tokens.low(at_word) not in TENS:
            return None
    word = tokens.low(at_word)
    hyphened = at_word > end and tokens.low(end) == "-"
    fits = (
        (word in TENS and last in ("", "hundred", "big"))
        or (
            word in UNITS
            and (last in ("", "hundred", "big") or (last == "ten" and 0 < UNITS[word] < 10))
        )
        or (word in SCALES and last in ("unit", "ten", "hundred") and current > 0)
    )
    if not fits or (hyphened and word in SCALES and tokens.low(at_word + 1) == "-"):
        return None
    return at_word + 1, word


def _halved(tokens: Tokens, found: Numeral) -> Numeral:
    """With `and a half` behind it, and the scale that this is a half of."""
    end = tokens.follows(found.end, "and a half") or tokens.follows(found.end, "- and - a - half")
    if not end:
        return found
    scale = SCALES.get(tokens.low(end), 0)
    if scale:
        return replace(found, end=end + 1, value=tidy((found.value + 0.5) * scale), bare=False)
    scales = [SCALES[tokens.low(place)] for place in range(found.start, found.end)
              if tokens.low(place) in SCALES]  # fmt: skip
    half = max(scales, default=1) / 2
    return replace(found, end=end, value=tidy(found.value + half), bare=False)
