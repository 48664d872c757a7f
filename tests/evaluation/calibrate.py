"""Measures each part of the rules on the development half: `python -m tests.evaluation.calibrate`.

Prints the table of `model/suggesters/_scores.py` anew. Claims count as right when they share at
least half of what they cover with a marked one, other spans when their edges are right, links when
both their ends stand for marked ones that are linked.
"""

from __future__ import annotations

from collections import Counter

from model import registry, suggesting
from model.suggesters import links
from model.suggesters._document import Doc
from tests.evaluation import corpus
from tests.evaluation.corpus import Annotated
from tests.evaluation.matching import counterparts, pairs


def main() -> None:
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for article in corpus.half("development"):
        _spans(article, hits, found)
        _links(article, hits, found)
    for part in sorted(found):
        print(f'    "{part}": {(hits[part] + 1) / (found[part] + 2):.2f},')


def _spans(article: Annotated, hits: Counter[str], found: Counter[str]) -> None:
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
            found[one.kind] += 1
            hits[one.kind] += right


def _links(article: Annotated, hits: Counter[str], found: Counter[str]) -> None:
    spans = suggesting.suggest(article.text, article.boilerplate).spans
    places = [links.Placed(one.label, one.start, one.end) for one in spans]
    known = counterparts(article, spans)
    for one in links.link(Doc(article.text, article.boilerplate), places):
        pair = known.get(one.head, -1), known.get(one.child, -1)
        found[one.part] += 1
        if one.kind == "member_of":
            hits[one.part] += -1 not in pair
        else:
            hits[one.part] += (one.kind, *pair) in article.links


if __name__ == "__main__":
    main()
