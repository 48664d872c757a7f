"""What a plot shows, as values: the plot draws it, a table lists it, and it can be copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category; None where there is none. `colour` is `#rrggbb`, '' the
    theme's accent."""

    name: str
    values: tuple[float | None, ...]
    colour: str = ""
    colours: tuple[str, ...] = ()
    """One for each category, when they have colours of their own."""

    def colour_of(self, category: int) -> str:
        return self.colours[category] if self.colours else self.colour


@dataclass(frozen=True, slots=True)
class Chart:
    """`categories` are names, or ISO days for a plot over time."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    """Stands after each value, such as `min`; '' for a count."""
    top: float = 0
    """The largest value there can be, where that is known: 1 for a coefficient."""
    note: str = ""
    """How the values come about, in one sentence."""
    empty: str = ""
    """What to do when there is nothing to show."""
    names: str = ""
    """What the categories are, in one word: the head of their column."""

    @property
    def is_empty(self) -> bool:
        """Zeros say something of people, nothing of counts."""
        if self.unit or self.top:
            return not self.categories
        return not any(value for one in self.series for value in one.values)

    def rows(self) -> list[list[str]]:
        """A table with a head, as it is shown and copied."""
        head = [self.names, *(one.name for one in self.series)]
        return [head, *(
            [name, *(self.said(one.values[at]) for one in self.series)]
            for at, name in enumerate(self.categories)
        )]  # fmt: skip

    def said(self, value: float | None) -> str:
        """A value with its unit, all with as many decimals; a coefficient has two."""
        if self.top == 1 and value is not None:
            return f"{value:.2f}"
        every = [value for one in self.series for value in one.values]
        return shown(value, self.unit, decimals(every))

    def told(self, category: int) -> str:
        """One category in words: `claim: 25 accepted, 3 suggested`."""
        values = [
            f"{self.said(one.values[category])}{f' {one.name}' if self.is_stacked else ''}"
            for one in self.series
        ]
        return f"{self.categories[category]}: {', '.join(values)}"

    @property
    def is_stacked(self) -> bool:
        return len(self.series) > 1


def decimals(values: Iterable[float | None]) -> int:
    """How many all of them need to stand below each other: one, when any is no whole number."""
    return int(any(value is not None and not float(value).is_integer() for value in values))


def shown(value: float | None, unit: str = "", places: int = -1) -> str:
    """`1,234`, `2.5 min`; a dash for nothing. `places` are decimals, -1 as many as it needs."""
    if value is None:
        return "–"
    places = decimals([value]) if places < 0 else places
    return f"{value:,.{places}f}{'' if unit == '%' else ' ' if unit else ''}{unit}"


def as_text(rows: list[list[str]]) -> str:
    """A table for the clipboard: cells parted by tabs, which spreadsheets take apart."""
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows) + "\n"
