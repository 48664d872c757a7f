"""Measures each part of the rules: `python -m tests.evaluation.calibrate`.

Prints the table of `model/suggesters/_scores.py` anew. What counts is above all how often a part is
right in the half that was set aside, because rules are always right where they were made; only its
numbers are used. A part that is seldom seen is drawn towards how often its label is right there.
Claims count as right when they share at least half of what they cover with a marked one, other
spans when their edges are right, links when both their ends stand for marked ones that are linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from model import registry, suggesting
from model.suggesters import links
from model.suggesters._document import Doc
from tests.evaluation import corpus
from tests.evaluation.corpus import Annotated
from tests.evaluation.matching import counterparts, pairs

LOOKED_AT = 0.1
"""What a suggestion in an article that was looked at counts, beside one in an article set aside."""
DRAWN = 4
"""So many suggestions that are as often right as those of the label stand beside those seen."""

HIGHEST = 0.99
"""Nothing is certain."""


class Shares:
    """How often each part is right, and the parts of a label or of a kind of link together."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()

    def add(self, part: str, right: bool, weight: float) -> None:
        for name in {part, _family(part)}:
            self.seen[name] += weight  # type: ignore[assignment]
            self.right[name] += right * weight  # type: ignore[assignment]

    def score(self, part: str) -> float:
        family = _family(part)
        usual = (self.right[family] + 1) / (self.seen[family] + 2)
        return (self.right[part] + DRAWN * usual) / (self.seen[part] + DRAWN)


def _family(part: str) -> str:
    """`link-source` of "link-source-after", `claim` of "claim-own-figure"."""
    words = part.split("-")
    return "-".join(words[:2]) + "*" if words[0] == "link" else words[0]


def main() -> None:
    shares = Shares()
    weights = dict.fromkeys(corpus.LOOKED_AT, LOOKED_AT) | {"set_aside": 1.0}
    for half, weight in weights.items():
        for part, right in judged(corpus.half(half)):
            shares.add(part, right, weight)
    for part in sorted({name.rstrip("*") for name in shares.seen}):
        print(f'    "{part}": {min(shares.score(part), HIGHEST):.2f},')


def judged(articles: Iterable[Annotated]) -> Iterator[tuple[str, bool]]:
    """The part of each suggestion, and whether it is right."""
    for article in articles:
        yield from _spans(article)
        yield from _links(article)


def _spans(article: Annotated) -> Iterator[tuple[str, bool]]:
    doc = Doc(article.text, article.boilerplate)
    for rule in registry.load(suggesting.RULES).values():
        if not rule.LABEL:
            continue
        made = rule.suggest(doc)
        wanted = [mark for mark in article.marks if mark.label == rule.LABEL]
        exact = {(mark.start, mark.end) for mark in wanted}
        near = {to for _, to in pairs(wanted, made)}
        for at, one in enumerate(made):
            right = at in near if rule.LABEL == "claim" else (one.start, one.end) in exact
            yield one.kind, right


def _links(article: Annotated) -> Iterator[tuple[str, bool]]:
    spans = suggesting.suggest(article.text, article.boilerplate).spans
    places = [links.Placed(one.label, one.start, one.end) for one in spans]
    known = counterparts(article, spans)
    for one in links.link(Doc(article.text, article.boilerplate), places):
        pair = known.get(one.head, -1), known.get(one.child, -1)
        if one.kind == "member_of":
            yield one.part, -1 not in pair
        else:
            yield one.part, (one.kind, *pair) in article.links


if __name__ == "__main__":
    main()
