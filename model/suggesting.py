"""All rules over one text: what they propose, as plain values."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from model import registry
from model.suggested import Suggested, SuggestedLink, Suggestions
from model.suggesters._document import Doc
from model.suggesters.links import Placed

RULES = "model.suggesters"
ROLES = ("claim", "figure", "actor", "verified")


def suggest(text: str, boilerplate: Iterable[int] = (), off: Collection[str] = ()) -> Suggestions:
    """What the rules propose for an article, in reading order; the same text gives the same.

    `boilerplate` are paragraphs that get nothing, besides those that look like promos and
    headings; `off` names the rules that are switched off.
    """
    doc = Doc(text, boilerplate)
    spans = [
        Suggested(rule.LABEL, one.start, one.end, one.score, f"rule:{rule.NAME}@{rule.VERSION}",
                  one.attributes)
        for rule in registry.load(RULES).values() if rule.LABEL and rule.NAME not in off
        for one in rule.suggest(doc)
    ]  # fmt: skip
    spans.sort(key=lambda one: (one.start, -one.end, one.label))
    return Suggestions(spans, _linked(doc, spans, off))


def _linked(doc: Doc, spans: list[Suggested], off: Collection[str]) -> list[SuggestedLink]:
    places = [Placed(one.label, one.start, one.end) for one in spans]
    found = {
        (one.kind, one.head, one.child): one
        for rule in registry.load(RULES).values() if not rule.LABEL and rule.NAME not in off
        for one in rule.link(doc, places)
    }  # fmt: skip
    return [SuggestedLink(one.kind, one.head, one.child, one.score) for one in found.values()]
