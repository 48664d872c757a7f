"""Sharing out, the review queue and agreement on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from model import (
    agreement,
    articles,
    assignments,
    labels,
    moves,
    people,
    project,
    review_queue,
    selection,
)
from model.agreement import Agreement, Measure
from model.assignments import Load, Plan
from model.errors import UserError
from model.records import ANNOTATOR, CURATOR
from model.review_queue import CURATION, ORDERS, REVIEW, Waiting, Wish
from model.settings import Settings
from model.store import Store
from ui import cli_reports as say

MOST_ROWS = 50
"""Rows of the queue that are shown unless more are asked for."""


# ---- assign


def add_assign(into: argparse.ArgumentParser) -> None:
    into.add_argument("--to", action="append", default=[], metavar="NAME",
                      help="a person; repeat it for several; without it: who has what")  # fmt: skip
    into.add_argument("--add", action="store_true",
                      help="add people whom the project does not know yet")  # fmt: skip
    into.add_argument("--article", action="append", default=[], metavar="ID",
                      help="only this article; repeat it for several (default: those that nobody "
                      "has; with --times or --each, all)")  # fmt: skip
    into.add_argument("--role", choices=(ANNOTATOR, CURATOR), default=ANNOTATOR)
    into.add_argument("--each", action="store_true", help="every article to every one of them")
    into.add_argument("--times", type=int, default=1, metavar="N",
                      help="so many annotators for an article (default 1)")  # fmt: skip
    into.add_argument("--share", type=_percent, default=1.0, metavar="PERCENT",
                      help="with --times: so many of the articles, the others once")  # fmt: skip
    into.add_argument("--seed", type=int, default=0, help="draws other articles (default 0)")
    into.add_argument("--remove", action="store_true",
                      help="take what is not begun from these people instead")  # fmt: skip
    into.add_argument("--dry-run", action="store_true", help="only say what would be assigned")
    into.add_argument("--json", action="store_true", help="report as JSON")


def assign(given: argparse.Namespace, teller: say.Teller) -> None:
    """`assign`: articles to people, as one edit; or who has what."""
    if not given.to:
        with project.frozen(given.project) as store:
            found = assignments.loads(store)
        teller.result([asdict(one) for one in found], _loads(found))
        return
    person = str(given.person or Settings().text("person"))
    with project.open_(given.project, person=person, read_only=given.dry_run) as store:
        chosen = [_person(store, name, add=given.add and not given.dry_run) for name in given.to]
        if given.remove:
            taken = sum(assignments.unassign(store, _all(store, given), one, given.role)
                        for one in chosen)  # fmt: skip
            teller.result({"removed": taken}, f"Removed {say.many(taken, 'assignment')}.")
            return
        plan = _plan(store, given, chosen)
        if not given.dry_run:
            assignments.carry_out(store, plan)
        names = {one.id: one.name for one in people.everyone(store)}
    told = {
        "role": plan.role, "assigned": len(plan.pairs), "there_already": plan.known,
        "people": {names[id_]: many for id_, many in plan.each.items()},
        "articles_by_people": {str(many): count for many, count in plan.passes.items()},
        "carried_out": not given.dry_run,
    }  # fmt: skip
    teller.result(told, _planned(plan, names, done=not given.dry_run))


def _plan(store: Store, given: argparse.Namespace, chosen: Sequence[str]) -> Plan:
    if given.each:
        return assignments.by_hand(store, _all(store, given), chosen, given.role)
    if given.times > 1:
        if given.role == CURATOR:
            raise UserError("An article has one curator.", safe="Nothing was assigned.",
                            hint="Leave --times out.")  # fmt: skip
        return assignments.by_overlap(store, _all(store, given), chosen, times=given.times,
                                      share=given.share, seed=given.seed)  # fmt: skip
    free = assignments.unassigned(store) if given.role == ANNOTATOR else _all(store, given)
    wanted = given.article or free
    return assignments.round_robin(store, wanted, chosen, given.role, given.seed)


def _all(store: Store, given: argparse.Namespace) -> list[str]:
    known = [*articles.states(store)]
    for id_ in given.article:
        if id_ not in known:
            raise UserError(f"The project has no article “{id_}”.",
                            hint="`list --json` shows the ids.")  # fmt: skip
    return list(given.article) or known


def _person(store: Store, name: str, *, add: bool) -> str:
    try:
        return people.named(store, name).id
    except UserError:
        if not add:
            raise
        return people.add(store, name)


def _planned(plan: Plan, names: dict[str, str], *, done: bool) -> str:
    if not plan.pairs:
        return "Nothing is to be assigned: everything stands already."
    verb = "Assigned" if done else "Would assign"
    by_name = sorted((names[id_], many) for id_, many in plan.each.items())
    each = [f"  {say.shown(name)}: {say.many(many, 'article')}" for name, many in by_name]
    passes = [f"  {say.many(count, 'article')} with {say.many(many, plan.role)}"
              for many, count in plan.passes.items()]  # fmt: skip
    return "\n".join([f"{verb}:", *each, "Afterwards:", *passes])


def _loads(found: Sequence[Load]) -> str:
    rows = [("PERSON", *(state.upper() for state in moves.STATES), "REVIEWING", "SPANS",
             "DECISIONS")]  # fmt: skip
    rows += [
        (say.shown(one.name), *(str(one.annotating.get(state, 0)) for state in moves.STATES),
         str(sum(one.reviewing.values())), str(one.spans), str(one.decisions))
        for one in found
    ]  # fmt: skip
    return say.table(rows, numbers=range(1, len(rows[0])))


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
    into.add_argument("--sample", type=_percent, default=1.0, metavar="PERCENT",
                      help="only a random sample of so much")  # fmt: skip
    into.add_argument("--seed", type=int, default=0, help="draws another sample (default 0)")
    into.add_argument("--limit", type=int, default=MOST_ROWS, metavar="N",
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
        ids = review_queue.ids(store, wish, given.order)
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
    teller.result(agreement.as_values(found), _agreed(found))


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


def _percent(text: str) -> float:
    """`20` or `20%` as 0.2; what is none is refused by the parser."""
    share = float(text.strip().removesuffix("%")) / 100
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


def add_commands(add: Any) -> None:  # noqa: ANN401
    """`add(name, run, text)` makes a command about a project and returns its parser."""
    add_assign(add("assign", assign, "share articles out among people, or say who has what"))
    add_queue(add("queue", queue, "list what waits for review"))
    add_agreement(add("agreement", agree, "measure how far annotators agree"))
