"""Sharing articles out and submitting them, on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from model import articles, assignments, moves, people, project, unfinished
from model.assignments import Load, Plan
from model.errors import UserError
from model.records import ANNOTATOR, CURATOR
from model.settings import Settings
from model.store import Store
from model.unfinished import Forgotten
from ui import cli_reports as say


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
    into.add_argument("--share", type=percent, default=1.0, metavar="PERCENT",
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


# ---- submit


def add_submit(into: argparse.ArgumentParser) -> None:
    into.add_argument("--article", action="append", required=True, metavar="ID",
                      help="the article with this id; repeat it for several")  # fmt: skip
    into.add_argument("--anyway", action="store_true",
                      help="also when something may have been forgotten")  # fmt: skip
    into.add_argument("--json", action="store_true", help="report as JSON")


def submit(given: argparse.Namespace, teller: say.Teller) -> int:
    """`submit`: the person's work on articles is done; 1 when something was left unsubmitted."""
    person = str(given.person or Settings().text("person"))
    lines, told, left = [], [], False
    with project.open_(given.project, person=person) as store:
        for id_ in _all(store, given):
            found = unfinished.before_submit(store, id_)
            done = given.anyway or not found
            left |= not done
            if done:
                articles.submit(store, id_)
            title = articles.one(store, id_).title
            lines.append(_submitted(title, found, done=done))
            told.append({
                "article": id_, "title": title, "submitted": done,
                "forgotten": [{"kind": one.kind, "said": one.text, "spans": one.span_ids}
                              for one in found],
            })  # fmt: skip
    teller.result(told, "\n".join(lines))
    return teller.error("Look at what is named there, or use --anyway.") if left else 0


def _submitted(title: str, found: Sequence[Forgotten], *, done: bool) -> str:
    said = ". ".join([say.shown(title), *(one.text for one in found)])
    return f"{'Submitted' if done else 'Not submitted'}: {said}."


def percent(text: str) -> float:
    """`20` or `20%` as 0.2; what is none is refused by the parser."""
    share = float(text.strip().removesuffix("%")) / 100
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share
