"""`concordance` and `consistency` on the command line: places of words, in their context."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from model import labels, people, project
from model.errors import UserError
from model.records import SPAN_STATES
from model.store import Store
from ui import cli_reports as say
from ui.cli_parser import given_count

if TYPE_CHECKING:
    from model.concordance import Hit

AROUND = 34
"""Characters before and after a place that one line shows."""
DEADLINE = 5.0
"""Seconds for one article: nobody waits at a window here."""


def add_concordance(made: argparse.ArgumentParser) -> None:
    made.add_argument("query", metavar="QUERY", help="words, or a pattern; '' lists spans")
    made.add_argument("--regex", action="store_true", help="QUERY is a regular expression")
    made.add_argument("--case", action="store_true", help="capitals count")
    made.add_argument("--anywhere", action="store_true",
                      help="the last word may go on; a pattern matches inside words")  # fmt: skip
    made.add_argument("--label", metavar="NAME", default="", help="places that carry this label")
    made.add_argument("--attribute", metavar="NAME[=VALUE]", default="")
    made.add_argument("--state", choices=SPAN_STATES, default="")
    made.add_argument("--unlabelled", action="store_true", help="places that carry no label")
    made.add_argument(
        "--limit", type=given_count, metavar="N", default=0, help="list so many, count all"
    )


def concordance(given: argparse.Namespace, teller: say.Teller) -> None:
    from model import concordance

    with project.frozen(given.project) as store:
        work_as(store, given.person)
        label_id = labels.named(store, given.label).id if given.label else ""
        query = concordance.Query(
            given.query, given.regex, not given.anywhere, given.case, label_id, given.state,
            given.attribute, given.unlabelled,
        )  # fmt: skip
        if query.unlabelled and not query.text:
            raise UserError("There is nothing to look for.", hint="Give words.")
        place = _placer(store)
        hits: list[dict[str, Any]] = []
        total = 0
        for step in concordance.find(store, query, deadline=DEADLINE):
            teller.progress(step.done, step.total)
            total += len(step.hits)
            room = given.limit - len(hits) if given.limit else len(step.hits)
            hits += map(place, step.hits[: max(0, room)])
    found = {"total": total, "hits": hits, "left_out": list(step.slow), "ended": step.ended}
    teller.result(found, _told(hits, f"{say.many(total, 'place')}"))
    for title in step.slow:
        say.aside(f"The pattern took too long on “{say.shown(title)}”: it is left out.")
    if step.ended:
        say.aside({"slow": "The pattern is too slow: the search was given up.",
                   "full": "There are more places; narrow the search."}[step.ended])  # fmt: skip


def consistency(given: argparse.Namespace, teller: say.Teller) -> None:
    from model import consistency

    with project.frozen(given.project) as store:
        work_as(store, given.person)
        for step in consistency.find(store):
            teller.progress(step.done, step.total)
        place, names = _placer(store), labels.by_id(store)
        groups = [
            {
                "words": group.words,
                "labelled": [
                    {
                        "labels": [names[id_].name for id_ in way],
                        "label_ids": list(way),
                        "places": many,
                    }
                    for way, many in group.counts
                ],
                "odd": [*map(_bare if given.json_lines else place, group.odd)],
            }
            for group in step.groups
        ]
    told = () if given.json_lines else groups
    lines = [line for group in told for line in _told_group(group)]
    if step.cut:
        lines.append("There are more; settle these first.")
    said = "\n".join(lines) or "The same words are labelled alike everywhere."
    teller.result({"groups": groups, "cut": step.cut}, said)


def work_as(store: Store, person: str) -> None:
    """What is seen depends on who looks."""
    if person:
        store.person = people.checked_name(person)


# ---- inside


def _placer(store: Store) -> Callable[[Hit], dict[str, Any]]:
    """Makes plain JSON of a place, with labels and people by name."""
    named, known = labels.by_id(store), {one.id: one.name for one in people.everyone(store)}

    def place(hit: Hit) -> dict[str, Any]:
        return {
            "article_id": hit.article_id, "article": hit.article, "start": hit.start,
            "end": hit.end, "before": hit.before, "words": hit.words, "after": hit.after,
            "spans": [
                {"id": span.id, "label": named[span.label_id].name, "state": span.state,
                 "person": known[span.person_id]}
                for span in hit.spans
            ],
        }  # fmt: skip

    return place


def _bare(hit: Hit) -> list[str | int]:
    """For the window, which looks the rest up as it is when it comes to show it."""
    return [hit.article_id, hit.start, hit.end]


def _told(hits: Sequence[dict[str, Any]], total: str) -> str:
    return "\n".join([*map(_line, hits), total])


def _told_group(group: dict[str, Any]) -> list[str]:
    ways = ", ".join(
        f"{' + '.join(way['labels']) or 'no label'} {way['places']:,}" for way in group["labelled"]
    )
    return [f"{say.shown(group['words'])}: {ways}", *(f"  {_line(hit)}" for hit in group["odd"])]


def _line(hit: dict[str, Any]) -> str:
    before, after = hit["before"][-AROUND:], hit["after"][:AROUND]
    carried = ", ".join(f"{span['label']} {span['state']}" for span in hit["spans"])
    place = f"{hit['article']} {hit['start']}–{hit['end']}"
    return say.shown(
        f"{before:>{AROUND}}[{hit['words']}]{after:<{AROUND}}  {place}"
        f"{f'  ({carried})' if carried else ''}"
    )
