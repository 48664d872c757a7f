"""Arithmetic within an article: parts and their total, a ratio and its base, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from model.facts import Fact
from model.figure_cells import written
from model.figure_plurals import plural

NEAR_POINTS = 0.6
"""Percentage points by which a printed percentage may differ: it is rounded."""
NEAR_CHARACTERS = 12
"""Between a ratio and a percentage that say the same share: `31 of 148, or 21 %`."""
_REST = re.compile(
    r"\b(?:other|others|another|more(?! than)|further|remaining|rest)\b", re.IGNORECASE
)
_PARTS = re.compile(
    r"\b(?:including|among them|of them|of whom|of which|comprising)\b|:", re.IGNORECASE
)
_OR = re.compile(r",? or |,? that is,? | \(")
"""Between two figures that say the same."""
_OF = re.compile(r" of (?:the |its |their |all |his |her |our )?", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfrom\b.*\bto\b", re.IGNORECASE | re.DOTALL)
_CHANGED = re.compile(
    r"\b(?:up|down|rise|rose|risen|fall|fell|fallen|drop|dropped|increase[ds]?|decrease[ds]?|grew|"
    r"growth|jump(?:ed)?|decline[ds]?|gain(?:ed)?|lost|cut|climb(?:ed)?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A calculation: whether it comes out, what it says, and the figures that it is made of."""

    kind: str
    """'ratio', 'parts', 'percent' or 'change'."""
    span_ids: tuple[str, ...]
    fits: bool
    """False when the figures cannot all be right."""
    left: float
    """What is missing to the total; 0 when nothing is."""
    said: str


def of_article(facts: Sequence[Fact]) -> list[Sum]:
    """What can be reckoned with the figures of one article, given in reading order."""
    return [*_rests(facts), *_parts(facts), *_percents(facts), *_shares(facts), *_changes(facts)]


def _rests(facts: Sequence[Fact]) -> Iterator[Sum]:
    """`38 of the 63 drones` and `22 other drones` leave three unaccounted for."""
    for at, fact in enumerate(facts):
        part, base = _value(fact, "value"), _value(fact, "base")
        if part is None or base is None or base < 11 or part > base:
            continue
        others = []
        for one in facts[at + 1 :]:
            inside = fact.start <= one.start and one.end <= fact.end
            if one.unit != fact.unit or inside or one.interval is None:
                continue
            if not _REST.search(one.quote):
                break
            others.append(one)
        if not others:
            continue
        total = part + sum(_value(one, "value") or 0 for one in others)
        left = base - total
        reckoned = " + ".join(written(_plain(x)) for x in (
            part, *(_value(one, "value") or 0 for one in others)))  # fmt: skip
        of = f"{written(_plain(base))} {plural(fact.unit)}".strip()
        told = f"{reckoned} = {written(_plain(total))} of {of}: {_left(left)}."
        yield Sum("ratio", (fact.span_id, *(one.span_id for one in others)), left >= 0, left, told)


def _parts(facts: Sequence[Fact]) -> Iterator[Sum]:
    """`63 people, including 40 women and 30 children`: parts are not more than their total."""
    for at, total in enumerate(facts):
        whole = _exact(total)
        if whole is None:
            continue
        parts = [
            one for one in facts[at + 1 :]
            if one.sentence == total.sentence and one.start > total.end
            and one.unit == total.unit and _exact(one) is not None
        ]  # fmt: skip
        if len(parts) < 2:
            continue
        between = total.sentence.partition(total.quote)[2].partition(parts[0].quote)[0]
        if not _PARTS.search(between):
            continue
        amounts = [_exact(one) or 0 for one in parts]
        left = whole - sum(amounts)
        reckoned = " + ".join(written(_plain(x)) for x in amounts)
        total_of = f"{written(_plain(sum(amounts)))} of {written(_plain(whole))}"
        said = f"{reckoned} = {total_of}: {_left(left)}."
        yield Sum("parts", (total.span_id, *(one.span_id for one in parts)), left >= 0, left, said)


def _percents(facts: Sequence[Fact]) -> Iterator[Sum]:
    """`142 of 300 seats` and `47.3%` in one sentence say the same share."""
    for fact in facts:
        part, base = _value(fact, "value"), _value(fact, "base")
        if part is None or not base:
            continue
        for one in facts:
            said = _exact(one)
            if one.unit != "%" or one.sentence != fact.sentence or said is None or base < 11:
                continue
            share = 100 * part / base
            off = abs(share - said)
            near = max(fact.start, one.start) - min(fact.end, one.end) <= NEAR_CHARACTERS
            same = _OR.fullmatch(_between(fact, one)) is not None
            if same or off <= (5 if near else NEAR_POINTS):  # farther off, it is another share
                yield Sum("percent", (fact.span_id, one.span_id), off <= NEAR_POINTS, 0.0,
                          f"{written(_plain(part))} of {written(_plain(base))} is {share:.1f} %, "
                          f"printed as {written(_plain(said))} %.")  # fmt: skip


def _shares(facts: Sequence[Fact]) -> Iterator[Sum]:
    """`20 percent of the 10,000 voters, or 2,000`: both say the same number."""
    for percent, base, part in zip(facts, facts[1:], facts[2:], strict=False):
        said, whole, told = (_exact(one) for one in (percent, base, part))
        if percent.unit != "%" or said is None or whole is None or told is None or whole < 11:
            continue
        if not (_OF.fullmatch(_between(percent, base)) and _OR.fullmatch(_between(base, part))):
            continue
        if part.unit not in ("", base.unit):
            continue
        share = said * whole / 100
        yield Sum(
            "percent",
            tuple(one.span_id for one in (percent, base, part)),
            abs(share - told) <= max(1, NEAR_POINTS * whole / 100),
            0.0,
            f"{written(_plain(said))} % of {written(_plain(whole))} is"
            f" {written(_plain(round(share, 1)))}, printed as {written(_plain(told))}.",
        )


def _between(one: Fact, other: Fact) -> str:
    """What stands between two figures of one sentence; '-' when they do not follow each other."""
    if one.sentence != other.sentence or other.start < one.end:
        return "-"
    at = one.sentence.find(one.quote)
    return one.sentence[at + one.end - one.start : at + other.start - one.start]


def _changes(facts: Sequence[Fact]) -> Iterator[Sum]:
    """`rose 12 % from 500 to 560`: the change is the percentage of the first number."""
    by_sentence: dict[str, list[Fact]] = {}
    for fact in facts:
        by_sentence.setdefault(fact.sentence, []).append(fact)
    for sentence, inside in by_sentence.items():
        percents = [one for one in inside if one.unit == "%" and _exact(one) is not None]
        counts = [one for one in inside if one.unit != "%" and _exact(one) is not None]
        if len(percents) != 1 or len(counts) != 2 or counts[0].unit != counts[1].unit:
            continue
        if not (_FROM_TO.search(sentence) and _CHANGED.search(sentence)):
            continue
        first, second, said = (_exact(one) or 0 for one in (*counts, percents[0]))
        if not first:
            continue
        change = 100 * abs(second - first) / abs(first)
        fits = abs(change - said) <= max(NEAR_POINTS, 0.02 * said)
        yield Sum("change", tuple(one.span_id for one in (*counts, percents[0])), fits, 0.0,
                  f"From {written(_plain(first))} to {written(_plain(second))} is {change:.1f} %, "
                  f"printed as {written(_plain(said))} %.")  # fmt: skip


def _value(fact: Fact, key: str) -> float | None:
    value = fact.attributes.get(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _exact(fact: Fact) -> float | None:
    plain = str(fact.attributes.get("comparator") or "=") == "=" and fact.interval is not None
    return _value(fact, "value") if plain else None


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 6)


def _left(left: float) -> str:
    if left == 0:
        return "nothing is left"
    amount = written(_plain(abs(left)))
    return f"{amount} left unaccounted for" if left > 0 else f"{amount} more than the total"
