"""Label Studio's labeling config, and the reader that checks what was written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import Any

from model.corpus import CorpusArticle, CorpusLink, CorpusSpan
from model.links import KINDS
from model.records import CHECK_WORTHINESS, COMPARATORS, STANCES, VERDICTS, Label

CHOICES = {
    "stance": STANCES,
    "check_worthiness": CHECK_WORTHINESS,
    "verdict": VERDICTS,
    "comparator": COMPARATORS,
}
"""Attributes that Label Studio shows as choices of a region, and what there is to choose."""

_ROLES = {"stance": "verified", "check_worthiness": "claim", "verdict": "claim",
          "comparator": "figure"}  # fmt: skip


def config(labels: Iterable[Label], kinds: Iterable[str]) -> str:
    """The XML to paste under Settings, Labeling Interface: blanks and lines are kept as they are,
    because offsets count them."""
    labels = list(labels)
    lines = ['<View style="white-space: pre-wrap">', '  <Labels name="label" toName="text">']
    lines += [
        f'    <Label value="{_xml(one.name)}" background="{_xml(one.colour)}"'
        + (f' hotkey="{_xml(one.key)}"' if one.key else "") + "/>"
        for one in labels
    ]  # fmt: skip
    lines += ["  </Labels>", "  <Relations>"]
    own = sorted(set(kinds) - set(KINDS))
    lines += [f'    <Relation value="{_xml(kind)}"/>' for kind in (*KINDS, *own)]
    lines += ["  </Relations>", '  <Text name="text" value="$text"/>']
    for name, choices in CHOICES.items():
        lines += _choices(name, choices, [one for one in labels if one.role == _ROLES[name]])
    return "\n".join([*lines, "</View>"]) + "\n"


def _choices(name: str, choices: Collection[str], labels: list[Label]) -> Iterator[str]:
    where = _xml(",".join(one.name for one in labels))
    only = f' whenTagName="label" whenLabelValue="{where}"' if where else ""
    yield f'  <Choices name="{name}" toName="text" perRegion="true" choice="single"{only}>'
    yield from (f'    <Choice value="{_xml(one)}"/>' for one in choices)
    yield "  </Choices>"


def _xml(said: str) -> str:
    return escape("".join(sign for sign in said if sign >= " "))


class Read:
    """One task as it was read back. Offsets are turned by cutting the text's UTF-16 bytes."""

    def __init__(self, task: dict[str, Any]) -> None:
        self._task = task
        self._text: str = task["data"]["text"]
        self._bytes = self._text.encode("utf-16-le")
        self._points = self._turned()

    def article(self) -> CorpusArticle:
        meta = self._task["data"]["meta"]
        links = [CorpusLink(*one) for one in meta["suggested_links"]]
        spans: list[CorpusSpan] = []
        for one in self._task["annotations"]:
            spans += self._spans(one["result"], "person", accepted=True)
            links += [
                CorpusLink(kind, said["from_id"], said["to_id"])
                for said in one["result"] if said["type"] == "relation" for kind in said["labels"]
            ]  # fmt: skip
        for one in self._task["predictions"]:
            spans += self._spans(one["result"], one["model_version"], accepted=False)
        return CorpusArticle(
            id=meta["id"], title=meta["title"], text=self._text, body=meta["sha256"],
            state=meta["state"], split=meta["split"], spans=tuple(spans), links=tuple(links),
        )  # fmt: skip

    def _turned(self) -> dict[int, int]:
        """Code points of all the offsets in the task, in one walk over the text."""
        every = {
            one["value"][edge]
            for part in (*self._task["annotations"], *self._task["predictions"])
            for one in part["result"] if one["type"] == "labels" for edge in ("start", "end")
        }  # fmt: skip
        found, before, points = {}, 0, 0
        for unit in sorted(every):
            points += len(self._bytes[2 * before : 2 * unit].decode("utf-16-le"))
            found[unit], before = points, unit
        return found

    def _spans(self, result: list[dict[str, Any]], origin: str, *,
               accepted: bool) -> Iterator[CorpusSpan]:  # fmt: skip
        chosen: dict[str, dict[str, str]] = {}
        for one in result:
            if one["type"] == "choices":
                chosen.setdefault(one["id"], {})[one["from_name"]] = one["value"]["choices"][0]
        for one in result:
            if one["type"] == "labels":
                value, meta = one["value"], one.get("meta", {})
                start, end = self._points[value["start"]], self._points[value["end"]]
                quote = self._bytes[2 * value["start"] : 2 * value["end"]].decode("utf-16-le")
                yield CorpusSpan(
                    one["id"], start, end, value["labels"][0],
                    quote if value["text"] == quote else "",
                    "accepted" if accepted else meta.get("state", "accepted"),
                    meta.get("origin", origin), one.get("score", meta.get("score")),
                    "\n".join(meta.get("text", ())), meta.get("person", ""),
                    meta.get("attributes", {}) | chosen.get(one["id"], {}),
                )  # fmt: skip
