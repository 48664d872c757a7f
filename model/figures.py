"""Quantities in news English: found in a text, read from a quote, and written out for a cell."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from model import figure_context
from model.figure_core import Core
from model.figure_forms import core_at
from model.figure_nouns import counted
from model.figure_tokens import WORD, Tokens
from model.figure_words import COMPARATORS_BEFORE, LOOSE_PREPOSITIONS, MEASURES_TIME
from model.numerals import Number
from model.numerals import at as numeral_at
from model.records import Attributes

_LONGEST_COMPARATOR = 5
_KEPT_OVER_RATIO = "<>≤≥"
_OPENS = frozenset('"“‘(')


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: one `value`, or `low` and `high`; `base` is what a ratio is taken of.

    Where it stands and what is said about it does not make two figures differ.
    """

    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str = ""
    """`person`, `drone`, `km2`, `%`, `USD`; with the rate, `barrel/day`."""
    comparator: str = "="
    """One of `records.COMPARATORS`."""
    approximate: bool = False
    base: Number | None = None
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    """`[start, end)` in code points of the text."""
    noun: str = field(default="", compare=False)
    """The counted noun as printed."""
    per: str = field(default="", compare=False)
    event: str = field(default="", compare=False)
    """What happened to those counted: `killed`, `wounded`, `captured`, ..."""
    raw_defect: bool = field(default=False, compare=False)
    """Letters are printed for noughts: `45,ooo`."""


def parse_figures(text: str) -> list[Figure]:
    """Every figure of a text in reading order; the base of a ratio follows its ratio.

    Takes any text, never raises, and needs time in proportion to its length.
    """
    tokens = Tokens(text)
    cores: list[tuple[Core, Figure]] = []
    at = 0
    while at < len(tokens):
        core = core_at(tokens, at)
        if core is None:
            at += 1
            continue
        cores.append((core, _figure(tokens, core)))
        if core.inner is not None:
            cores.append((core.inner, _figure(tokens, core.inner)))
        at = max(core.end, at + 1)
    return figure_context.completed(tokens, cores)


def parse(quote: str) -> Figure | None:
    """The figure that the quote states; None when it holds none (dates, ordinals, codes too)."""
    found = parse_figures(quote.replace("\n", " "))
    return found[0] if found else None


def attributes(quote: str) -> Attributes:
    """What a figure's span is given when it is marked: only what could be read from the quote."""
    found = parse(quote)
    return {} if found is None else attributes_of(found)


def attributes_of(figure: Figure) -> Attributes:
    """A figure as a span keeps it; what is not known is left out."""
    kept = {key: value for key, value in asdict(figure).items() if value not in (None, "")}
    for key in ("start", "end", "noun"):
        kept.pop(key, None)
    if not figure.raw_defect:
        del kept["raw_defect"]
    return kept


def _figure(tokens: Tokens, core: Core) -> Figure:
    start, comparator, roughly = _compared(tokens, core)
    if core.after is not None and comparator == "=":
        comparator, roughly = core.after
    if core.kind and not (core.kind == "ratio" and comparator in _KEPT_OVER_RATIO):
        comparator = core.kind
    return Figure(
        core.value, core.low, core.high, core.noun.unit, comparator, roughly, core.base,
        tokens[start].start, tokens[core.end - 1].end, core.noun.noun, core.noun.per,
        raw_defect=core.defect,
    )  # fmt: skip


def _compared(tokens: Tokens, core: Core) -> tuple[int, str, bool]:
    """Where the comparator's words before a figure begin, and what they say."""
    at, sign, roughly = core.start, "=", False
    for _ in range(2):
        found = _comparator_before(tokens, at, core.time)
        if found is None:
            break
        at, (said, rough) = found
        sign = said if sign in "=≈" else sign
        roughly = roughly or rough
    return at, sign, roughly


def _comparator_before(tokens: Tokens, at: int, time: bool) -> tuple[int, tuple[str, bool]] | None:
    for length in range(min(_LONGEST_COMPARATOR, at), 0, -1):
        words = " ".join(tokens.low(place) for place in range(at - length, at))
        said = COMPARATORS_BEFORE.get(words)
        if said is None:
            continue
        before = tokens[at - length - 1]
        if time and words in LOOSE_PREPOSITIONS and not (
            before.kind != WORD and before.low in _OPENS | {""} or before.low in MEASURES_TIME
        ):  # fmt: skip
            return None
        if words == "over" and _is_about(tokens, at):
            return None
        return at - length, said
    return None


def _is_about(tokens: Tokens, at: int) -> bool:
    """`a row over two crashes`: before a small number in words "over" is no comparator."""
    number = numeral_at(tokens, at)
    noun = counted(tokens, number.end) if number is not None else None
    return (
        number is not None and number.spelled and not number.scaled and number.value <= 12
        and noun is not None and not noun.measure and tokens.low(at - 2) not in MEASURES_TIME
    )  # fmt: skip


# ---- written out


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
