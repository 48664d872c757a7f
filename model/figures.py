"""Quantities in news English: found in a text, and read from a quote."""

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


def parse_figures(text: str, tokens: Tokens | None = None) -> list[Figure]:
    """Every figure of a text in reading order; the base of a ratio follows its ratio.
    `tokens` are those of the text, when it has been cut already.

    Takes any text, never raises, and needs time in proportion to its length.
    """
    tokens = tokens or Tokens(text)
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
