"""Training on the project's own gold: what there is, what is run, and what the result is worth.

The model is a span categorizer as the spaCy export configures it. It is measured on articles that
neither it nor the choice of its best step has seen, beside the rules on the same articles.
"""

from __future__ import annotations

import contextlib
import hashlib
import platform
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from model import evaluating, exporting, pipelines, tokens, trained
from model.corpus import Corpus, CorpusArticle
from model.errors import UserError
from model.exporters import spacy as exporter
from model.selection import Selection
from model.trained import PIPELINE, STEPS, Trained

SHARES = (70, 15, 15)
CURVE = (25, 50, 75, 100)
"""Percent of the training articles that the learning curve is made of; the last is the model."""
FEWEST, ENOUGH = 10, 200
"""Gold articles below which nothing can be trained, and from which on it is worth it."""
Run = Callable[[Sequence[str], Path, Callable[[str], None]], int]
"""Runs a command in a folder, hands over each line that it prints, and returns its exit code."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where training is."""

    share: int
    """Of CURVE: which training."""
    step: int
    steps: int
    loss: float
    score: float
    """F1 on the dev articles, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """How much gold there is to train on."""

    articles: int
    spans: Mapping[str, int]
    """By label."""

    @property
    def can(self) -> bool:
        return self.articles >= FEWEST and any(self.spans.values())

    @property
    def told(self) -> str:
        """What to say of it before anything is trained."""
        counted = ", ".join(f"{many:,} {label}" for label, many in self.spans.items())
        total = sum(self.spans.values())
        said = f"{self.articles:,} gold articles with {total:,} spans"
        said += f" ({counted}). " if total else ". "
        if not self.can:
            return said + f"At least {FEWEST} gold articles are needed: review and approve more."
        if self.articles < ENOUGH:
            return said + (
                f"That is little: below some {ENOUGH} articles a model rarely beats the rules. "
                "It is measured beside them and used only where it does."
            )
        return said + "That is enough to be worth trying."


def selection(seed: int = 0) -> Selection:
    """What is trained on: gold alone, split by story."""
    return Selection(spans="gold", shares=SHARES, seed=seed)


def readiness(corpus: Corpus) -> Readiness:
    spans = Counter({label.name: 0 for label in corpus.labels})
    for article in corpus.articles:
        spans.update(span.label for span in article.spans)
    return Readiness(len(corpus.articles), dict(spans))


def train(corpus: Corpus, folder: Path, run: Run, tell: Callable[[Step], None], *,
          made: datetime, steps: int = STEPS, curve: bool = True) -> Trained:  # fmt: skip
    """Train on a corpus selected by `selection` and put the model into `folder`, a new one.

    Whatever fails or is stopped leaves no folder. Raises `UserError`.
    """
    ready = readiness(corpus)
    if not ready.can:
        raise UserError(ready.told, safe="Nothing was trained.")
    if folder.exists():
        raise UserError(f"{folder} exists already.", safe="It was not touched.",
                        hint="Choose another name for the model.")  # fmt: skip
    fresh = [one for one in folder.parents if not one.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = folder.with_name(f".{folder.name}{exporting.PART}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        scores = [
            (share, _one(corpus, part, share, run, tell, steps))
            for share in (CURVE if curve else CURVE[-1:])
        ]
        made_of = _measured(corpus, part, scores, made)
        trained.write(replace(made_of, name=folder.name), part)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        for one in fresh:
            with contextlib.suppress(OSError):  # one that holds the model stays
                one.rmdir()
    return trained.named(folder.parent, folder.name)


def data_hash(corpus: Corpus) -> str:
    """SHA-256 of the texts and spans: the same gold gives the same, wherever it is."""
    sum_ = hashlib.sha256()
    for article in sorted(corpus.articles, key=lambda one: one.body):
        spans = sorted((span.start, span.end, span.label) for span in article.spans)
        sum_.update(f"{article.body} {article.split} {spans}\n".encode())
    return sum_.hexdigest()


def _one(corpus: Corpus, part: Path, share: int, run: Run, tell: Callable[[Step], None],
         steps: int) -> Path:  # fmt: skip
    """Train on a share of the training articles; returns the pipeline's folder."""
    data, out = part / f"data-{share}", part / f"run-{share}"
    exporter.export(replace(corpus, articles=tuple(_some(corpus, share))), data,
                    lambda _done, _total: None)  # fmt: skip
    command = [
        sys.executable, "-m", "spacy", "train", "config.cfg", "--output", str(out.resolve()),
        "--training.max_steps", str(steps), "--training.eval_frequency", str(max(10, steps // 20)),
    ]  # fmt: skip
    said: list[str] = []

    def listen(line: str) -> None:
        said.append(line)
        now = _parsed(line, share, steps)
        if now is not None:
            tell(now)

    if run(command, data, listen) != 0 or not (out / "model-best").is_dir():
        why = next((line.strip() for line in reversed(said) if line.strip()), "it said nothing")
        raise UserError(f"spaCy could not train: {why[:300]}", safe="The project is untouched.",
                        hint="Export the corpus and run `spacy debug data` on it.")  # fmt: skip
    shutil.rmtree(data)
    return out / "model-best"


def _some(corpus: Corpus, share: int) -> Iterator[CorpusArticle]:
    """Every dev article, and a share of the training ones: a larger share holds the smaller."""
    training = sorted(a.body for a in corpus.articles if a.split == "train")
    kept = set(training[: max(1, len(training) * share // 100)])
    for article in corpus.articles:
        if article.split == "dev" or (article.split == "train" and article.body in kept):
            yield from _paragraphs(article)


def _paragraphs(article: CorpusArticle) -> Iterator[CorpusArticle]:
    """An article a paragraph at a time, as the model is asked for its spans later.

    The stretches that a span categorizer weighs grow with the square of the longest span, and none
    of them reaches over a paragraph's end then. Spans that do are left out.
    """
    for number, (start, end) in enumerate(tokens.paragraphs(article.text)):
        if article.text[start:end].strip():
            yield replace(
                article, id=f"{article.id}-{number}", text=article.text[start:end], links=(),
                spans=tuple(
                    replace(span, start=span.start - start, end=span.end - start)
                    for span in article.spans if start <= span.start and span.end <= end
                ),
            )  # fmt: skip


def _parsed(line: str, share: int, steps: int) -> Step | None:
    """A row of spaCy's table: epoch, step, two losses, F, precision, recall, score."""
    try:
        values = [float(cell) for cell in line.split()]
    except ValueError:
        return None
    return Step(share, int(values[1]), steps, values[3], values[-1]) if len(values) == 8 else None


def _measured(corpus: Corpus, part: Path, made: Sequence[tuple[int, Path]],
              when: datetime) -> Trained:  # fmt: skip
    """Score every model of the curve on the test articles; keep the last one's pipeline."""
    test = [article for article in corpus.articles if article.split == "test"]
    roles = {label.name: label.role for label in corpus.labels}
    by_share = []
    for share, folder in made:
        nlp = pipelines.load(pipelines.named(str(folder)))
        own = evaluating.of_pipeline(nlp, test, roles)
        by_share.append((share / 100, evaluating.overall(own).f1))
    made[-1][1].rename(part / PIPELINE)
    for left in part.glob("run-*"):
        shutil.rmtree(left)
    return Trained(
        name="", made=when.isoformat(timespec="seconds"), data=data_hash(corpus),
        articles=dict(Counter(article.split for article in corpus.articles)),
        model=own, rules=evaluating.of_rules(test, roles), curve=tuple(by_share),
        versions={"spacy": version("spacy"), "python": platform.python_version()},
        seen=sorted(article.body for article in corpus.articles if article.split != "test"),
    )  # fmt: skip
