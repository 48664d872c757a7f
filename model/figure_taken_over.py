"""The unit of a figure that names none: taken over from another figure, or from its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.figure_core import Core
from model.figure_plurals import is_plural, singular, unit_of
from model.figure_tables import CHANGES, STOPS, people
from model.figure_tokens import BREAK, WORD, Tokens
from model.figure_units import unit_at
from model.wordlists import words

if TYPE_CHECKING:
    from model.figures import Figure

_QUOTES = frozenset("\"“‘'")
_QUOTES_END = frozenset("\"”’'")
_JOINS = frozenset(
    ("from", "to", "and", "or", "against", "than", "versus", "between", "was", "minus")
)
_COMPARES = words("against than versus from")
_EMPLOYS = words("""
employs employ employed employing hired hire hires recruited
""")
_CROWDS = words("""
crew team staff group population crowd audience workforce force squad congregation contingent
delegation garrison household cast choir
""")
_HOLDS = words("room space beds shelter seats seating capacity accommodation")
_OF_PEOPLE = words("""
killed wounded captured missing detained arrested displaced hospitalised evacuated infected
rescued stranded trapped deported freed kidnapped unemployed
""")
_DONE_BY_PEOPLE = words("""
took attended voted marched gathered protested joined turned signed watched applied survived died
work live
""")
_REACHES = CHANGES | words("""
topped exceeded reached passed hit stood numbered totalled totaled averaged surpassed to at from
over
""")
_COUNTS_PEOPLE = words("""
toll population turnout membership attendance headcount workforce readership
""")
_SUMS = words("number figure total count tally sum")
_NO_NOUNS = words("""
stands stays remains hits tops reaches runs totals comes goes gets sells trades closes puts gives
shows says sets makes takes brings leaves adds cuts
""")
_MEASURES = words("point percent % percentage")
_OTHERS = words("remaining other rest")


class Units:
    """The units told so far: in this sentence what was counted last and first, what was measured,
    and what levels were in after a change in percent; and what the sentence before was about."""

    def __init__(self, before: str = "") -> None:
        self.counted = self.measured = self.any = self.level = self.first = ""
        self.before = before
        self.last: Core | None = None

    def next_sentence(self) -> Units:
        return Units(self.first or self.before)

    def note(self, tokens: Tokens, core: Core, figure: Figure) -> None:
        unit = figure.unit.partition("/")[0]
        self.any = unit or self.any
        in_brackets = tokens.low(core.start - 1) == "("
        if unit and not core.time and not in_brackets:
            if self._is_level(tokens, core):
                self.level = unit
            if core.noun.measure:
                self.measured = unit
            else:
                self.counted, self.measured = unit, ""
                self.first = self.first or unit
        self.last = core

    def _is_level(self, tokens: Tokens, core: Core) -> bool:
        """`shed 4.4% to 31.75 marks`: whether a change in percent led to what stands here."""
        last = self.last
        return last is not None and last.noun.unit == "%" and last.end == core.start - 1 and (
            tokens.low(last.end) == "to" and tokens.low(last.start - 1) not in {"from", "between"}
        )  # fmt: skip

    def taken_over(self, tokens: Tokens, core: Core, figure: Figure,
                   following: tuple[Core, Figure] | None) -> str:  # fmt: skip
        """The unit of a figure that has none of its own; '' when nothing says it."""
        led, rate = led_by(tokens, core, figure), figure.unit
        if _counts_people(tokens, led, core):
            return "person" + rate
        said = self._pointed_at(tokens, core, led)
        if said is None and core.base is None:
            said = self._joined(tokens, core, led)
        if said is not None:
            return said + rate
        if core.base is not None:
            return self.counted if self.counted == "person" and core.base not in {2, 3, 4} else rate
        if self.counted:
            return self.counted + rate
        if following is not None and following[1].unit and following[0].start == core.end + 1 and (
            tokens.low(core.end) in {"to", "and", "or"}
        ):  # fmt: skip
            return following[1].unit.partition("/")[0]
        if figure.event in _OF_PEOPLE or tokens.low(core.end) in _DONE_BY_PEOPLE:
            return "person" + rate
        return _subject(tokens, core) + rate

    def _pointed_at(self, tokens: Tokens, core: Core, led: int) -> str | None:
        """By a word that points back: "a third of those", "the remaining three", "it was 110"."""
        at = core.end + (tokens.low(core.end) in _QUOTES_END)
        if any(tokens.follows(at, words) for words in ("of them", "of those", "of these")):
            unit = self.any or self.before
            return "" if core.base and unit in _MEASURES else unit
        if tokens.low(led) in _OTHERS:
            return self.counted or self.before
        if tokens.low(led) in {"was", "is"} and tokens.low(led - 1) == "it":
            return self.counted or self.before
        if tokens.low(led) in {"at", "is", "was", "to"} and _of_a_sum(tokens, led):
            return self.counted or self.before
        return None

    def _joined(self, tokens: Tokens, core: Core, led: int) -> str | None:
        """By the figure before, or by the heading of a table."""
        if self._is_level(tokens, core):
            return self.level
        word = tokens.low(led)
        if word in _COMPARES and self.any:
            return self.any
        if self.measured and word in _JOINS and not (
            self.measured == "%" and (core.value or 0) > 100
        ):  # fmt: skip
            return self.measured
        return _of_the_table(tokens, core)


def led_by(tokens: Tokens, core: Core, figure: Figure) -> int:
    """The place before a figure, its comparator and the quotation mark before it."""
    at = core.start - 1
    while tokens[at].start >= figure.start:
        at -= 1
    return at - 1 if tokens.low(at) in _QUOTES else at


def _counts_people(tokens: Tokens, led: int, core: Core) -> bool:
    word, before = tokens.low(led), tokens.low(led - 1)
    if word in _EMPLOYS or (word == "of" and before in _CROWDS):
        return True
    if word == "for" and before in _HOLDS:
        return True
    if word not in _REACHES | {"is", "was", "of"}:
        return False
    for at in range(led - 1, max(-1, led - 12), -1):
        token = tokens[at]
        if token.low in {".", ";", BREAK, ":", ",", "but"}:
            return False
        if token.low in _COUNTS_PEOPLE:
            return True
    return False


def _of_a_sum(tokens: Tokens, led: int) -> bool:
    """Whether "the real figure is 15", "put the number at five" leaves open what is counted."""
    return any(
        tokens.low(at) in _SUMS and (
            tokens.low(at + 1) != "of" or tokens.low(at + 2) in {"those", "them"} | people()
        )
        for at in range(led - 1, max(-1, led - 6), -1)
    )  # fmt: skip


def _of_the_table(tokens: Tokens, core: Core) -> str | None:
    """`in millimetres: Hinny 212, Port Sennet 174`."""
    if not tokens[core.start - 1].text[:1].isupper():
        return None
    for at in range(core.start - 1, max(0, core.start - 40), -1):
        if tokens.low(at) in {".", BREAK}:
            return None
        if tokens.low(at) == ":" and tokens.low(at - 2) == "in":
            unit = unit_at(tokens, at - 1, glued=False)
            return None if unit is None else unit.unit
    return None


def _subject(tokens: Tokens, core: Core) -> str:
    """The unit by the subject of "cases topped 1,000", "deaths rose to 15"."""
    verb = False
    for at in range(core.start - 1, max(-1, core.start - 9), -1):
        token = tokens[at]
        if token.kind != WORD:
            return ""
        if token.low == "toll":
            return "person"
        if token.low in _REACHES:
            verb = True
        elif (
            verb
            and is_plural(token.text)
            and token.low not in STOPS | _NO_NOUNS
            and (token.text.islower() or tokens.starts_sentence(at))
        ):
            counts = singular(token.low) in _COUNTS_PEOPLE
            return "person" if counts else unit_of(token.low)
    return ""
