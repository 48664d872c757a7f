"""The review queue and agreement on the command line; with `cli_share`, all that several need."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from model import (
    agreement,
    compare,
    labels,
    people,
    project,
    review_queue,
    selection,
)
from model.agreement import Agreement, Measure
from model.errors import UserError
from model.review_queue import CURATION, ORDERS, REVIEW, Waiting, Wish
from ui import cli_reports as say
from ui import cli_share
from ui.cli_parser import given_count
from ui.cli_share import percent

MOST_ROWS = 50
"""Rows of the queue that are shown unless more are asked for."""


# ---- queue


def add_queue(into: argparse.ArgumentParser) -> None:
    into.add_argument("--order", choices=tuple(ORDERS), default="place")
    for name, text in (("annotator", "of this annotator"), ("label", "of this label"),
                       ("article", "of the article with this id")):  # fmt: skip
        into.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(),
                          help=f"only spans {text}; repeat it for several")  # fmt: skip
    into.add_argument("--state", action="append", default=[],
                      choices=("submitted", "in progress", "returned"),
                      help="of articles in this state (default submitted)")  # fmt: skip
    into.add_argument("--kind", choices=(REVIEW, CURATION), default="",
                      help="only articles with one reading, or with several")  # fmt: skip
    into.add_argument("--before", default="", metavar="DAY", help="submitted before this day")
    into.add_argument("--sample", type=percent, default=1.0, metavar="PERCENT",
                      help="only a random sample of so much")  # fmt: skip
    into.add_argument("--seed", type=int, default=0, help="draws another sample (default 0)")
    into.add_argument("--limit", type=given_count, default=MOST_ROWS, metavar="N",
                      help=f"rows that are shown (default {MOST_ROWS}; 0 for all)")  # fmt: skip
    into.add_argument("--json", action="store_true", help="report as JSON")


def queue(given: argparse.Namespace, teller: say.Teller) -> None:
    """`queue`: what waits for review."""
    if given.before and not selection.is_day(given.before):
        raise UserError(f"“{given.before}” is no date.", hint="Write it as 2024-11-06.")
    with project.frozen(given.project) as store:
        wish = Wish(
            people=tuple(people.named(store, name).id for name in given.annotator),
            labels=tuple(labels.named(store, name).id for name in given.label),
            articles=tuple(given.article), states=tuple(given.state) or Wish().states,
            kind=given.kind, before=given.before, share=given.sample, seed=given.seed,
        )  # fmt: skip
        by_figures = given.order == "contradictions"
        wrong = compare.figures(store).contradicting if by_figures else ()
        ids = review_queue.ids(store, wish, given.order, wrong)
        piles = review_queue.articles(store, wish)
        rows = review_queue.rows(store, ids[: given.limit or len(ids)])
        named = {id_: label.name for id_, label in labels.by_id(store).items()}
    told = {
        "spans": len(ids), "articles": len(piles),
        "curation": sum(pile.readings > 1 for pile in piles),
        "rows": [{**asdict(row), "label": named[row.label_id]} for row in rows],
        "piles": [asdict(pile) for pile in piles],
    }  # fmt: skip
    said = (f"{say.many(len(ids), 'span')} of {say.many(len(piles), 'article')} in review, "
            f"{told['curation']} of them with several readings.")  # fmt: skip
    teller.result(told, "\n".join([said, *([_waiting(rows, named)] if rows else [])]))


def _waiting(rows: Sequence[Waiting], named: dict[str, str]) -> str:
    lines = [("LABEL", "PERSON", "SCORE", "SAME", "ARTICLE", "WORDS")]
    lines += [
        (say.shown(named[row.label_id]), say.shown(row.person),
         "–" if row.score is None else f"{row.score:.2f}", f"{row.same}/{row.readings}",
         say.shown(row.article)[:30], say.shown(" ".join(row.quote.split()))[:60])
        for row in rows
    ]  # fmt: skip
    return say.table(lines, numbers=(2, 3))


# ---- agreement


def add_agreement(into: argparse.ArgumentParser) -> None:
    for name, text in (("annotator", "of this annotator"), ("article", "of this article, by id")):
        into.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(),
                          help=f"only {text}; repeat it for several")  # fmt: skip
    into.add_argument("--json", action="store_true", help="report as JSON")
    into.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)


def agree(given: argparse.Namespace, teller: say.Teller) -> None:
    """`agreement`: over articles that two or more have finished."""
    with project.frozen(given.project) as store:
        chosen = [people.named(store, name).id for name in given.annotator]
        found = agreement.measure(store, article_ids=given.article, people_ids=chosen,
                                  on_progress=teller.progress)  # fmt: skip
    teller.result(agreement.as_values(found, by_article=not given.json_lines), _agreed(found))


def _agreed(found: Agreement) -> str:
    if not found.pairs:
        return "No article has been finished by two people yet, so there is nothing to compare."
    names = found.people
    parts = [f"{say.many(len(found.articles), 'article')} finished by two or more."]
    if len(found.pairs) > 1:
        parts.append("EVERYBODY\n" + _measured(found.measures))
    for pair in found.pairs:
        who = f"{say.shown(names[pair.one])} and {say.shown(names[pair.other])}"
        said = [f"{one.what}: {one.agreed} of {one.n} the same, kappa {_number(one.kappa)}"
                for one in pair.judged]  # fmt: skip
        parts.append("\n".join([f"{who}, {say.many(pair.articles, 'article')}",
                                _measured(pair.measures), *said]))  # fmt: skip
    parts.append(f"Coefficients of fewer than {agreement.LEAST} units are not given (–).")
    return "\n\n".join(parts)


def _measured(measures: Sequence[Measure]) -> str:
    rows = [("LABEL", "UNITS", "F1 EXACT", "F1 IOU .5", "F1 OVERLAP", "KAPPA", "ALPHA", "TOKENS")]
    rows += [
        (say.shown(one.label) or "all", str(one.n), _number(one.exact.f1), _number(one.iou.f1),
         _number(one.overlap.f1), _number(one.kappa), _number(one.alpha), str(one.tokens))
        for one in measures
    ]  # fmt: skip
    return say.table(rows, numbers=range(1, 8))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def add_commands(add: Any) -> None:  # noqa: ANN401
    """`add(name, run, text)` makes a command about a project and returns its parser."""
    for name, run, arguments, text in (
        ("assign", cli_share.assign, cli_share.add_assign,
         "share articles out among people, or say who has what"),
        ("submit", cli_share.submit, cli_share.add_submit,
         "submit one's work on articles, or say what may be missing"),
        ("queue", queue, add_queue, "list what waits for review"),
        ("agreement", agree, add_agreement, "measure how far annotators agree"),
    ):  # fmt: skip
        arguments(add(name, run, text))
