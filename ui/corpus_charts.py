"""The figures of a project as charts: which there are, what each says, what to do when empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ui.chart import Chart, Series, decimals, shown

Figures = Mapping[str, Any]
"""What `model.stats.of_project` returns, or its JSON."""

MARK_FIRST = "Nothing is marked yet. Turn to Annotate (Ctrl+1), select words and press 1."
PEOPLE_COLUMNS = (
    ("spans", "Spans"), ("articles", "Articles"), ("days", "Days"),
    ("spans_per_day", "Spans per day"), ("articles_per_day", "Articles per day"),
    ("minutes", "Minutes"), ("minutes_per_article", "Minutes per article"),
    ("reviewed", "Reviewed"), ("correction_rate", "Corrected, %"),
)  # fmt: skip


def states(figures: Figures) -> Chart:
    by_state = figures["articles_by_state"]
    return Chart(
        "Articles by state", tuple(state.capitalize() for state in by_state),
        (Series("articles", tuple(by_state.values())),), names="State",
        empty="No articles yet. Import some with Ctrl+I, or drop files on the window.",
    )  # fmt: skip


def labels(figures: Figures) -> Chart:
    found = figures["labels"]
    colours = tuple(one["colour"] for one in found)
    return Chart(
        "Spans by label", tuple(one["label"] for one in found),
        tuple(Series(name, tuple(one[kind] for one in found), colours=colours)
              for kind, name in (("gold", "gold"), ("open", "accepted"),
                                 ("suggested", "suggested"))),
        empty=MARK_FIRST, names="Label",
    )  # fmt: skip


def spans_over_time(figures: Figures) -> Chart:
    days = figures["progress"]
    return Chart(
        "Accepted spans over time", tuple(one["day"] for one in days),
        (Series("spans", tuple(one["spans"] for one in days)),), empty=MARK_FIRST, names="Day",
    )  # fmt: skip


def articles_over_time(figures: Figures) -> Chart:
    days = figures["progress"]
    return Chart(
        "Finished articles over time", tuple(one["day"] for one in days),
        (Series("articles", tuple(one["articles"] for one in days)),), names="Day",
        note="By the day on which an article was last submitted or approved.",
        empty="No article is finished yet. Ctrl+Enter submits the article that is shown.",
    )  # fmt: skip


def backlog(figures: Figures) -> Chart:
    ages = figures["backlog"]["by_age"]
    return Chart(
        "Waiting for review, by age", tuple(name.capitalize() for name in ages),
        (Series("articles", tuple(ages.values())),), names="Age",
        empty="Nothing waits for review. What is submitted (Ctrl+Enter) waits here.",
    )  # fmt: skip


def spans_per_day(figures: Figures) -> Chart:
    return _by_person(
        figures, "Spans per day, by person", "spans_per_day", what="spans per day",
        note="Spans marked by hand or accepted, per day with any. Imports do not count.",
        empty=MARK_FIRST,
    )  # fmt: skip


def minutes_per_article(figures: Figures) -> Chart:
    return _by_person(
        figures, "Minutes per article, by person", "minutes_per_article", what="per article",
        unit="min",
        note=f"The middle value. Gaps of more than {figures['pause_minutes']:g} minutes between "
        "two edits do not count.",
        empty="Time is counted from edit to edit. It shows here once work has begun.",
    )  # fmt: skip


def correction_rate(figures: Figures) -> Chart:
    return _by_person(
        figures, "Corrected in review, by person", "reviewed", shows="correction_rate",
        what="corrected", unit="%",
        note="The share of a person's reviewed spans that were fixed or rejected.",
        empty="Nothing is reviewed yet. Turn to Review (Ctrl+2) once work is submitted.",
    )  # fmt: skip


def people(figures: Figures) -> list[list[str]]:
    """The table of all that is known of each person's work, with its head."""
    found = figures["people"]
    places = {key: decimals(one[key] for one in found) for key, _ in PEOPLE_COLUMNS}
    return [["Person", *(title for _, title in PEOPLE_COLUMNS)], *(
        [one["person"], *(shown(one[key], places=places[key]) for key, _ in PEOPLE_COLUMNS)]
        for one in found
    )]  # fmt: skip


LINES: tuple[Callable[[Figures], Chart], ...] = (spans_over_time, articles_over_time)
ORDER: tuple[Callable[[Figures], Chart], ...] = (
    states, labels, spans_over_time, articles_over_time, backlog, spans_per_day,
    minutes_per_article, correction_rate,
)  # fmt: skip
"""As the dashboard shows them."""


def tiles(figures: Figures) -> list[tuple[str, str]]:
    """The few numbers above all: value and what it is."""
    by_state = figures["articles_by_state"]
    finished = by_state["submitted"] + by_state["approved"]
    return [
        (f"{finished:,} of {figures['articles']:,}", "articles finished"),
        (f"{by_state['approved']:,}", "approved as gold"),
        (f"{figures['spans']:,}", "spans"),
        (f"{figures['backlog']['articles']:,}", "wait for review"),
        (f"{figures['keystrokes_saved']:,}", "keystrokes saved"),
    ]


def _by_person(figures: Figures, title: str, key: str, *, what: str, shows: str = "",
               **more: Any) -> Chart:  # noqa: ANN401  # fmt: skip
    """Of those for whom there is `key`; the value is that of `shows`, where another one is."""
    found = [one for one in figures["people"] if one[key]]
    return Chart(
        title, tuple(one["person"] for one in found),
        (Series(what, tuple(one[shows or key] for one in found)),), names="Person", **more,
    )  # fmt: skip
