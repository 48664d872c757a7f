"""Training and measuring on the command line: `train` and `evaluate`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from model import corpus, project, trained
from model.corpus import CorpusArticle
from model.trained import Score, Trained
from ui import children
from ui import cli_reports as say
from ui.cli_parser import given_path

if TYPE_CHECKING:
    from model.training import Step


def add_commands(command: Callable[[str, object, str], argparse.ArgumentParser]) -> None:
    """What this module adds to the command line."""
    _add_train(command("train", train, "train a model on the project's gold"))
    _add_evaluate(command("evaluate", evaluate, "measure the rules, and a model, against the gold"))


def _add_train(made: argparse.ArgumentParser) -> None:
    made.add_argument("--to", type=given_path, metavar="DIR",
                      help="a new folder; else one beside the project")  # fmt: skip
    made.add_argument("--steps", type=steps, default=trained.STEPS,
                      help=f"most training steps (default {trained.STEPS})")  # fmt: skip
    made.add_argument("--seed", type=int, default=0, help="of the split (default 0)")
    made.add_argument("--no-curve", action="store_true",
                      help="train once, without the learning curve")  # fmt: skip
    made.add_argument(
        "--dry-run", action="store_true", help="only say whether there is enough gold"
    )
    _add_json(made)


def _add_evaluate(made: argparse.ArgumentParser) -> None:
    made.add_argument("--model", metavar="NAME", default="",
                      help="a model beside the project, or its folder, measured too")  # fmt: skip
    _add_json(made)


def train(given: argparse.Namespace, teller: say.Teller) -> None:
    """`train`: exports the gold, trains on it, measures the result beside the rules."""
    from model import training

    children.ends_in_order()
    with project.frozen(given.project) as store:
        found = corpus.snapshot(store, training.selection(given.seed))
    ready = training.readiness(found)
    if given.dry_run:
        teller.result({**asdict(ready), "can": ready.can, "told": ready.told}, ready.told)
        return
    now = datetime.now(UTC)
    beside = trained.folder_of(given.project) / trained.checked_name(f"{now:%Y-%m-%d %H.%M}")
    course = _Course(teller, given.steps, training.CURVE[-1:] if given.no_curve else training.CURVE)
    made = training.train(found, given.to or beside, children.run, course.tell, made=now,
                          steps=given.steps, curve=not given.no_curve)  # fmt: skip
    teller.result(values(made), text(made))


class _Course:
    """Where a training is, told step by step, with a guess how long it still takes."""

    def __init__(self, teller: say.Teller, steps: int, shares: Sequence[int]) -> None:
        self._teller = teller
        self._steps = steps
        self._shares = shares
        self._begun = time.monotonic()

    def tell(self, step: Step) -> None:
        before = self._shares.index(step.share)
        done, total = before * self._steps + step.step, len(self._shares) * self._steps
        which = f"Training {before + 1} of {len(self._shares)}, on {step.share} % of the articles: "
        self._teller.progress(done, total)
        self._teller.note(
            f"{which if len(self._shares) > 1 else ''}step {step.step:,} of {self._steps:,}, "
            f"loss {step.loss:,.1f}, F1 {step.score:.2f}{self._left(done, total)}"
        )

    def _left(self, done: int, total: int) -> str:
        if done in (0, total):
            return ""
        minutes = (time.monotonic() - self._begun) * (total - done) / done / 60
        return f"; some {minutes:,.0f} min left" if minutes >= 1 else "; less than a minute left"


def evaluate(given: argparse.Namespace, teller: say.Teller) -> None:
    """`evaluate`: the rules against the project's gold; with a model, both against the gold that
    it was not trained on."""
    from model import evaluating, training

    with project.frozen(given.project) as store:
        found = corpus.snapshot(store, training.selection())
    roles = {label.name: label.role for label in found.labels}
    articles: Collection[CorpusArticle] = found.articles
    model = trained.at(given.model, trained.folder_of(given.project)) if given.model else None
    if model is not None:
        articles = evaluating.unseen(model, articles)
    said: dict[str, Mapping[str, Score]] = {"rules": evaluating.of_rules(articles, roles)}
    if model is not None:
        said[model.name] = evaluating.of_model(model, articles, roles)
    result = {
        "articles": len(articles),
        "scores": {who: {k: asdict(v) for k, v in scores.items()} for who, scores in said.items()},
    }
    known = " that the model was not trained on" if model is not None else ""
    head = f"Against the gold of {say.many(len(articles), 'article')}{known}:"
    teller.result(result, "\n".join([head, *table(said)]))


def values(made: Trained) -> dict[str, object]:
    return asdict(made) | {"better_at": made.better_at, "worth": trained.worth(made)}


def text(made: Trained) -> str:
    """A trained model for people: scores beside the rules', the curve, and what it is good for."""
    curve = ", ".join(f"{share:.0%} {f1:.2f}" for share, f1 in made.curve)
    return "\n".join([
        f"Trained {made.folder}.", *table({"model": made.model, "rules": made.rules}),
        f"Learning curve (F1 by share of the training articles): {curve}.", trained.worth(made),
    ])  # fmt: skip


def table(scores: Mapping[str, Mapping[str, Score]]) -> list[str]:
    """A line a label and suggester: precision, recall, F1 and how many spans they rest on."""
    labels = dict.fromkeys(label for one in scores.values() for label in one)
    rows = [["LABEL", "FOUND BY", "PRECISION", "RECALL", "F1", "GOLD", "FOUND"]]
    for label in labels:
        for who, found in scores.items():
            if label in found:
                one = found[label]
                rows.append([say.shown(label), say.shown(who), *one.told,
                             f"{one.gold:,}", f"{one.found:,}"])  # fmt: skip
    return say.table(rows, numbers=range(2, 7)).splitlines()


def steps(text: str) -> int:
    """What is no positive number is refused by the parser."""
    most = int(text)
    if most < 1:
        raise ValueError(text)
    return most


def _add_json(made: argparse.ArgumentParser) -> None:
    made.add_argument("--json", action="store_true", help="report as JSON")
    made.add_argument("--json-lines", action="store_true", help=argparse.SUPPRESS)
