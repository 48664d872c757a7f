"""spaCy: a folder of DocBin files, one a split, with the configuration that trains on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.corpus import Corpus, CorpusArticle, CorpusSpan
from model.exporters import _spacy_config
from model.exporters._base import (
    TRAINING,
    Beyond,
    Option,
    Progress,
    Written,
    flat_layer,
    links_of,
    rounded_fields_of,
    span_of,
)
from model.exporters._spacy_shards import Shards, docs, repeat
from model.exporters._spacy_words import LONGEST_TEXT, Words
from model.losses import Loss, Tally
from model.splits import SPLITS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

NAME = "spacy"
SUFFIX = ""
TITLE = "spaCy (folder to train on)"
GROUP = TRAINING
OPTIONS = (
    Option("layer", "Flat layer in doc.ents", "",
           help="The label whose spans also stand in doc.ents; the actors unless chosen."),
    Option("misaligned", "Spans that cut a token", "leave out", ("leave out", "expand"),
           help="spaCy knows only whole tokens: leave such spans out, or widen them."),
)  # fmt: skip

HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")
NEEDS = ("spacy",)
"""Packages whose versions the datasheet names."""

FILES = (*SPLITS, "aside")
KEYS = {"accepted": "sc", "suggested": "suggested", "rejected": "rejected"}
"""The span group for each state: only "sc" is trained on."""

ALIGNMENT = {"leave out": "strict", "expand": "expand"}


Placed = list[tuple[CorpusSpan, "Span | None"]]
"""The spans of an article, each with its tokens; None where it cuts one and is left out."""


def losses(corpus: Corpus, layer: str = "", misaligned: str = "leave out") -> Iterator[Loss]:
    words = Words(corpus)
    found = _Losses(flat_layer(corpus, layer), widened=misaligned == "expand")
    for article in corpus.articles:
        found.add(article, _placed(words.doc(article), article, misaligned))
    yield from found.losses(words)


def export(corpus: Corpus, path: Path, on_progress: Progress, layer: str = "",
           misaligned: str = "leave out") -> Written:  # fmt: skip
    path.mkdir()
    words, written, longest = Words(corpus), Written(), 1
    shards = {name: Shards(path / f"{name}.spacy") for name in FILES}
    flat = flat_layer(corpus, layer)
    lost = _Losses(flat, widened=misaligned == "expand")
    for done, article in enumerate(corpus.articles, 1):
        doc = words.doc(article)
        placed = _placed(doc, article, misaligned)
        lost.add(article, placed)
        _fill(doc, article, placed, written, flat)
        longest = max([longest, *(len(span) for span in doc.spans.get("sc", ()))])
        shards[file_of(article)].add(doc)
        on_progress(done, len(corpus.articles))
    for one in shards.values():
        one.close()
    repeated = not shards["dev"].docs
    if repeated:
        repeat(path / "train.spacy", path / "dev.spacy")
    _texts(path, {
        "config.cfg": _spacy_config.config(
            language=words.language, seed=corpus.selection.seed, longest=longest),
        "README.md": _spacy_config.readme(
            project=corpus.project, layer=flat, longest=longest, repeated=repeated),
    })  # fmt: skip
    written.losses = tuple(lost.losses(words))
    return written


class _Losses:
    """Counts what spaCy cannot hold as it is; `add` sees every article once."""

    def __init__(self, flat: str, *, widened: bool) -> None:
        self._layer = flat
        self._cut = Tally("changed" if widened else "lost",
                          "Spans that cut a token, widened to whole tokens." if widened else
                          "Spans that cut a token; spaCy cannot hold them.")  # fmt: skip
        self._wide = Tally("note", f"Spans longer than {_spacy_config.WIDEST} tokens: kept, but "
                           "the configuration's suggester does not reach them.")  # fmt: skip
        self._flat = Tally("note", f"Spans of “{flat}” inside longer ones: in doc.spans, but not "
                           "in doc.ents.")  # fmt: skip
        self._long = Tally("note", f"Articles above {LONGEST_TEXT:,} characters, which spaCy does "
                           "not train on: set aside.")  # fmt: skip
        self._beyond = Beyond()
        self._files: Counter[str] = Counter()
        self._unseen = 0

    def add(self, article: CorpusArticle, placed: Placed) -> None:
        self._files[file_of(article)] += 1
        self._unseen += not article.looked_at
        self._beyond.look(article)
        if len(article.text) > LONGEST_TEXT:
            self._long.add(article)
        sure = []
        for span, found in placed:
            if found is None or (found.start_char, found.end_char) != (span.start, span.end):
                self._cut.add(article, span)
            if found is not None and span.state == "accepted":
                sure.append((span, found))
                if len(found) > _spacy_config.WIDEST:
                    self._wide.add(article, span)
        kept = {id(one) for one in _flat([found for _, found in sure], self._layer)}
        for span, found in sure:
            if span.label == self._layer and id(found) not in kept:
                self._flat.add(article, span)

    def losses(self, words: Words) -> Iterator[Loss]:
        for tally in (self._cut, self._beyond, self._wide, self._flat, self._long):
            yield from tally.losses()
        yield from words.losses()
        if self._unseen:
            yield Loss("note", "Articles nobody has looked at: set aside, so that nothing trains "
                       "on them.", self._unseen)  # fmt: skip
        if not self._files["train"]:
            yield Loss("note", "There is nothing to train on yet: annotate an article first.", 1)
        elif not self._files["dev"]:
            yield Loss("note", "No article is left for dev: dev.spacy repeats train.spacy, and "
                       "scores on it say nothing of new text.", self._files["train"])  # fmt: skip


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder, by spaCy's own reader."""
    for name in FILES:
        yield from map(_article, docs(path / f"{name}.spacy"))


def file_of(article: CorpusArticle) -> str:
    fit = article.looked_at and len(article.text) <= LONGEST_TEXT
    return article.split if fit and article.split in SPLITS else "aside"


def _placed(doc: Doc, article: CorpusArticle, misaligned: str) -> Placed:
    mode = ALIGNMENT[misaligned]
    return [
        (span, doc.char_span(span.start, span.end, label=span.label, span_id=span.id,
                             alignment_mode=mode))
        for span in article.spans
    ]  # fmt: skip


def _fill(doc: Doc, article: CorpusArticle, placed: Placed, written: Written, flat: str) -> None:
    groups: dict[str, list[Span]] = {"sc": []} if article.looked_at else {}
    for span, found in placed:
        if found is None:
            written.dropped.add(span.id)
            continue
        if (found.start_char, found.end_char) != (span.start, span.end):
            written.moved[span.id] = found.start_char, found.end_char
        groups.setdefault(KEYS[span.state], []).append(found)
    for key, spans in groups.items():
        doc.spans[key] = spans
    if flat and article.looked_at:
        sure = article.state in ("submitted", "approved")
        doc.set_ents(_flat(groups["sc"], flat), default="outside" if sure else "missing")
    kept = [span for span in article.spans if span.id not in written.dropped]
    ids = {span.id for span in kept}
    doc.user_data["attesta"] = {
        "id": article.id, "title": article.title, "source": article.source, "date": article.date,
        "language": article.language, "state": article.state, "split": article.split,
        "people": list(article.people), "sha256": article.body,
        "spans": {span.id: rounded_fields_of(span) for span in kept},
        "links": [[one.kind, one.head, one.child] for one in article.links
                  if {one.head, one.child} <= ids],
    }  # fmt: skip


def _flat(spans: list[Span], layer: str) -> list[Span]:
    from spacy.util import filter_spans

    return filter_spans([span for span in spans if span.label_ == layer])


def _texts(path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (path / name).write_text(text, encoding="utf-8", newline="\n")


def _article(doc: Doc) -> CorpusArticle:
    said: dict[str, Any] = doc.user_data["attesta"]
    found = {
        span.id_: span_of(said["spans"][span.id_], span.start_char, span.end_char, span.label_)
        for key in KEYS.values() for span in doc.spans.get(key, ())
    }  # fmt: skip
    return CorpusArticle(
        id=said["id"], title=said["title"], text=doc.text, body=said["sha256"],
        state=said["state"], split=said["split"],
        spans=tuple(found[id_] for id_ in said["spans"] if id_ in found),
        links=tuple(links_of([list(link) for link in said["links"]])),
    )  # fmt: skip
