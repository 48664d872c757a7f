"""Label Studio: a folder of tasks, in UTF-16 units as browsers count, and their labeling config."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan
from model.exporters._base import Beyond, Option, Progress, Written, rounded
from model.exporters._label_studio import CHOICES, Read, config
from model.exporters._lines import about, json_line
from model.losses import Loss, Tally
from model.utf16 import Offsets

NAME = "label-studio"
SUFFIX = ""
TITLE = "Label Studio (folder)"
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")

TASKS, CONFIG = "tasks.json", "config.xml"


def losses(corpus: Corpus) -> Iterator[Loss]:
    apart = Tally("note", "Suggestions, kept apart from annotations, as predictions.")
    rejected = Tally("note", "Rejected suggestions, as predictions that say so.")
    unseen = Tally("note", "Articles nobody has looked at: tasks without an annotation.")
    tied = Tally("note", "Links of suggestions: kept with the task's data, where Label Studio does "
                 "not show them.")  # fmt: skip
    beyond = Beyond()
    for article in corpus.articles:
        beyond.look(article)
        if not article.looked_at:
            unseen.add(article)
        for span in article.spans:
            if span.state != "accepted":
                (apart if span.state == "suggested" else rejected).add(article, span)
        for _ in _unsure(article):
            tied.add(article)
    for tally in (beyond, apart, rejected, unseen, tied):
        yield from tally.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    path.mkdir()
    kinds: set[str] = set()
    with (path / TASKS).open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for done, article in enumerate(corpus.articles, 1):
            kinds |= {one.kind for one in article.links}
            file.write(("\n" if done == 1 else ",\n") + json_line(_task(article)))
            on_progress(done, len(corpus.articles))
        file.write("\n]\n")
    (path / CONFIG).write_text(config(corpus.labels, kinds), encoding="utf-8", newline="\n")
    return Written()


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder, by a reader that counts characters its own way."""
    with (path / TASKS).open(encoding="utf-8", newline="\n") as file:
        for line in file:
            said = line.rstrip("\n").rstrip(",")
            if said not in ("[", "]"):
                yield Read(json.loads(said)).article()


def _task(article: CorpusArticle) -> dict[str, Any]:
    units = Offsets(article.text)
    annotations = []
    if article.looked_at:
        result: list[dict[str, Any]] = []
        for span in article.spans_of("accepted"):
            result += _regions(span, units, said_origin="person", shared=None)
        unsure = set(_unsure(article))
        result += [_relation(one) for one in article.links if one not in unsure]
        annotations = [{"result": result, "was_cancelled": False, "ground_truth": False}]
    tied = [[one.kind, one.head, one.child] for one in _unsure(article)]
    meta = {"id": article.id, **about(article), "suggested_links": tied}
    return {"data": {"text": article.text, "meta": meta}, "annotations": annotations,
            "predictions": list(_predictions(article, units))}  # fmt: skip


def _unsure(article: CorpusArticle) -> list[CorpusLink]:
    """Links that no annotation can hold."""
    sure = {span.id for span in article.spans if span.state == "accepted" and article.looked_at}
    return [one for one in article.links if not {one.head, one.child} <= sure]


def _predictions(article: CorpusArticle, units: Offsets) -> Iterator[dict[str, Any]]:
    """What programs suggested, by what suggested it; what people rejected, under its own name."""
    groups: dict[str, list[CorpusSpan]] = {}
    for span in article.spans:
        if span.state != "accepted" or not article.looked_at:
            mark = "" if span.state == "suggested" else f" ({span.state})"
            groups.setdefault(span.origin + mark, []).append(span)
    for version, spans in sorted(groups.items()):
        scores = [span.score for span in spans if span.score is not None]
        score = round(sum(scores) / len(scores), 6) if scores else None
        result: list[dict[str, Any]] = []
        for span in spans:
            result += _regions(span, units, said_origin=version, shared=score)
        yield {"model_version": version, **({"score": score} if scores else {}), "result": result}


def _regions(span: CorpusSpan, units: Offsets, said_origin: str,
             shared: float | None) -> Iterator[dict[str, Any]]:  # fmt: skip
    """The region of a span, and what is chosen for it."""
    place = {
        "start": units.to_utf16(span.start),
        "end": units.to_utf16(span.end),
        "text": span.quote,
    }
    chosen = {key: value for key, value in span.attributes.items()
              if isinstance(value, str) and value in CHOICES.get(key, ())}  # fmt: skip
    rest = {key: rounded(value) for key, value in span.attributes.items() if key not in chosen}
    meta: dict[str, Any] = {
        **({"text": span.note.split("\n")} if span.note else {}),
        **({"state": span.state} if span.state != "accepted" else {}),
        **({"origin": span.origin} if span.origin != said_origin else {}),
        **({"score": span.score} if span.score != shared else {}),
        **({"person": span.person} if span.person else {}),
        **({"attributes": rest} if rest else {}),
    }
    yield {
        "id": span.id, "from_name": "label", "to_name": "text", "type": "labels",
        "value": {**place, "labels": [span.label]},
        **({"score": span.score} if span.score is not None and shared is not None else {}),
        **({"meta": meta} if meta else {}),
    }  # fmt: skip
    for name, value in chosen.items():
        yield {"id": span.id, "from_name": name, "to_name": "text", "type": "choices",
               "value": {**place, "choices": [value]}}  # fmt: skip


def _relation(link: CorpusLink) -> dict[str, Any]:
    return {"type": "relation", "from_id": link.head, "to_id": link.child, "direction": "right",
            "labels": [link.kind]}  # fmt: skip
