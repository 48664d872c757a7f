"""`figures` on the command line: the same figure elsewhere, and what can be reckoned with it."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from model import articles, compare, figure_cells, project
from model.errors import UserError
from model.facts import Fact
from model.same_figure import Group
from model.sums import Sum
from ui import cli_reports as say
from ui import cli_words


def add_commands(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """What this module adds to the command line."""
    made = command("figures", run, "compare figures across articles, and reckon with them")
    made.add_argument("--article", metavar="ID", default="", help="only the figures of this one")
    made.add_argument("--json", action="store_true", help="report as JSON")
    made.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def run(given: argparse.Namespace, teller: say.Teller) -> None:
    """`figures`: groups of the same figure, those that contradict first; then sums."""
    with project.frozen(given.project) as store:
        cli_words.work_as(store, given.person)
        dates = {one.id: one.date for one in articles.every(store)}
        if given.article and given.article not in dates:
            raise UserError(f"The project has no article “{given.article}”.",
                            hint="`list --json` shows the ids.")  # fmt: skip
        compared = compare.figures(store, [given.article] if given.article else (),
                                   on_progress=teller.progress)  # fmt: skip
    found = {
        "groups": [_group(one, dates) for one in compared.groups],
        "sums": [_sum(one, article.id, article.title) for article, one in compared.sums],
        "contradicting": [] if given.article else sorted(compared.contradicting),
    }
    teller.result(found, text(found))


def text(found: Mapping[str, Any]) -> str:
    """The same for people."""
    lines = []
    for group in found["groups"]:
        lines.append("agree:" if group["agrees"] else "CANNOT ALL BE RIGHT:")
        for one in group["facts"]:
            who = f" ({', '.join(one['actors'])})" if one["actors"] else ""
            where = f"{one['article']} {one['date']}".strip()
            lines.append(f"  {say.shown(one['shown'])} “{say.shown(one['quote'])}”{say.shown(who)}"
                         f" in {say.shown(where)}")  # fmt: skip
    for one in found["sums"]:
        sign = "fits" if one["fits"] else "DOES NOT FIT"
        lines.append(f"{sign}: {say.shown(one['said'])} in {say.shown(one['article'])}")
    return "\n".join(lines or ["No figure stands twice, and nothing can be reckoned."])


def _group(group: Group, dates: Mapping[str, str]) -> dict[str, Any]:
    return {
        "agrees": group.agrees,
        "conflicts": [list(pair) for pair in group.conflicts],
        "facts": [_fact(one, dates[one.article_id]) for one in group.facts],
    }


def _fact(fact: Fact, date: str) -> dict[str, Any]:
    return {
        "span_id": fact.span_id, "article_id": fact.article_id, "article": fact.article,
        "date": date, "start": fact.start, "end": fact.end, "quote": fact.quote,
        "shown": figure_cells.in_words(fact.attributes), "event": fact.event,
        "actors": sorted(fact.actors),
    }  # fmt: skip


def _sum(one: Sum, article_id: str, title: str) -> dict[str, Any]:
    return {
        "article_id": article_id, "article": title, "kind": one.kind, "said": one.said,
        "fits": one.fits, "left": one.left, "span_ids": list(one.span_ids),
    }  # fmt: skip
