"""Parquet in Hugging Face's layout: a folder that `datasets.load_dataset` opens."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model import tokens
from model.corpus import Corpus, CorpusArticle, CorpusSpan
from model.exporters import _card
from model.exporters._base import (
    TRAINING,
    Option,
    Progress,
    Written,
    fields_of,
    flat_layer,
    links_of,
    span_of,
)
from model.losses import Loss, Tally
from model.splits import SPLITS

if TYPE_CHECKING:
    from pyarrow import Schema
    from pyarrow.parquet import ParquetWriter

NAME = "parquet"
SUFFIX = ""
TITLE = "Parquet (folder for Hugging Face datasets)"
GROUP = TRAINING
OPTIONS = (
    Option("layer", "Flat layer in ner_tags", "",
           help="The label that the tokens are tagged with; the actors unless chosen."),
)  # fmt: skip
HOLDS = ("text", "meta", "spans", "links", "attributes", "suggestions", "states")
NEEDS = ("pyarrow",)

NAMES = {"train": "train", "dev": "validation", "test": "test"}
"""What a loader calls our splits."""
UNREVIEWED = "unreviewed"
LISTS = {"accepted": "spans", "suggested": "suggestions", "rejected": "negatives"}
GROUP_SIZE = 250_000
"""Characters after which waiting articles are written as a row group: what keeps memory flat."""
READ_AT_ONCE = 10
"""Articles."""


def losses(corpus: Corpus, layer: str = "") -> Iterator[Loss]:
    tally = _Tally(corpus, layer)
    for article in corpus.articles:
        tally.add(article, tokens.tokens(article.text))
    yield from tally.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress, layer: str = "") -> Written:
    (path / "data").mkdir(parents=True)
    flat = flat_layer(corpus, layer)
    tags = ["O", *(f"{at}-{flat}" for at in "BI" if flat)]
    tally, languages = _Tally(corpus, layer), set()
    with ExitStack() as stack:
        files = _Files(path / "data", _schema(tags), stack)
        for done, article in enumerate(corpus.articles, 1):
            found = tokens.tokens(article.text)
            tally.add(article, found)
            languages.add(article.language)
            files.add(_split_of(article), _row(article, found, flat))
            on_progress(done, len(corpus.articles))
        splits = files.close()
    named = {split: f"data/{_file(split)}" for split in splits}
    (path / "README.md").write_text(
        _card.card(corpus, named, layer=flat, tags=tags, languages=sorted(languages)),
        encoding="utf-8", newline="\n",
    )  # fmt: skip
    return Written(losses=tuple(tally.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of every file, by pyarrow."""
    from pyarrow.parquet import ParquetFile

    for file in sorted((path / "data").iterdir()):
        with ParquetFile(file) as found:
            for batch in found.iter_batches(batch_size=READ_AT_ONCE, use_threads=False):
                yield from map(_article, batch.to_pylist())


class _Files:
    """One file a split, begun when it gets its first article."""

    def __init__(self, folder: Path, schema: Schema, stack: ExitStack) -> None:
        self._folder = folder
        self._schema = schema
        self._stack = stack
        self._waiting: dict[str, list[dict[str, Any]]] = {}
        self._characters: Counter[str] = Counter()
        self._writers: dict[str, ParquetWriter] = {}

    def add(self, split: str, row: dict[str, Any]) -> None:
        waiting = self._waiting.setdefault(split, [])
        waiting.append(row)
        self._characters[split] += len(row["text"])
        if self._characters[split] >= GROUP_SIZE:
            self._write(split)

    def close(self) -> list[str]:
        """Write the rest; the splits that there are, an empty train when there is nothing else."""
        for split in list(self._waiting) or ([] if self._writers else ["train"]):
            self._write(split)
        return sorted(self._writers, key=[*NAMES.values(), UNREVIEWED].index)

    def _write(self, split: str) -> None:
        from pyarrow import Table
        from pyarrow.parquet import ParquetWriter

        if split not in self._writers:
            place = self._folder / _file(split)
            made = ParquetWriter(place, self._schema, compression="zstd")
            self._writers[split] = self._stack.enter_context(made)
        rows = self._waiting.pop(split, [])
        del self._characters[split]
        if rows:
            self._writers[split].write_table(Table.from_pylist(rows, schema=self._schema))


class _Tally:
    """Counts what the tags cannot say; the spans themselves are whole."""

    def __init__(self, corpus: Corpus, layer: str) -> None:
        self._layer = flat_layer(corpus, layer)
        self._cut = Tally("note", f"Spans of “{self._layer}” that cut a token: exact in spans, "
                          "the whole token in ner_tags.")  # fmt: skip
        self._over = Tally("note", f"Spans of “{self._layer}” inside or across longer ones: in "
                           "spans, but not in ner_tags.")  # fmt: skip
        self._unseen = Tally("note", "Articles nobody has looked at: apart, under “unreviewed”.")
        self._apart = Tally("note", "Suggested and rejected spans, apart from people's.")
        self._reviewed = 0

    def add(self, article: CorpusArticle, found: list[tokens.Range]) -> None:
        self._reviewed += article.looked_at
        if not article.looked_at:
            self._unseen.add(article)
        starts, ends = {start for start, _ in found}, {end for _, end in found}
        kept = {span.id for span in _flat(article, self._layer)}
        for span in article.spans:
            if span.state != "accepted":
                self._apart.add(article, span)
            elif span.label == self._layer:
                if span.id not in kept:
                    self._over.add(article, span)
                elif span.start not in starts or span.end not in ends:
                    self._cut.add(article, span)

    def losses(self) -> Iterator[Loss]:
        for tally in (self._cut, self._over, self._unseen, self._apart):
            yield from tally.losses()
        if not self._reviewed:
            yield Loss("note", "Nothing has been reviewed yet: `datasets` opens no empty split.", 1)


def _row(article: CorpusArticle, found: list[tokens.Range], flat: str) -> dict[str, Any]:
    return {
        "id": article.id, "title": article.title, "text": article.text, "source": article.source,
        "date": article.date, "language": article.language, "state": article.state,
        "sha256": article.body, "story": article.story or article.body,
        "people": list(article.people),
        **{name: [_span(span) for span in article.spans_of(state)]
           for state, name in LISTS.items()},
        "links": [{"kind": one.kind, "head": one.head, "child": one.child}
                  for one in article.links],
        "tokens": [article.text[start:end] for start, end in found],
        "token_starts": [start for start, _ in found],
        "ner_tags": _tags(found, _flat(article, flat)),
    }  # fmt: skip


def _span(span: CorpusSpan) -> dict[str, Any]:
    said = fields_of(span)
    said["attributes"] = json.dumps(said["attributes"], ensure_ascii=False)
    del said["state"]
    return {"start": span.start, "end": span.end, "label": span.label, **said}


def _flat(article: CorpusArticle, layer: str) -> list[CorpusSpan]:
    """The accepted spans of a label, none over another: the longest, then the first."""
    kept: list[CorpusSpan] = []
    wanted = [s for s in article.spans if s.label == layer and s.state == "accepted"]
    taken: set[int] = set()
    for span in sorted(wanted, key=lambda one: (one.start - one.end, one.start, one.id)):
        if span.start not in taken and span.end - 1 not in taken:
            taken.update(range(span.start, span.end))
            kept.append(span)
    return sorted(kept, key=lambda one: one.start)


def _tags(found: list[tokens.Range], spans: list[CorpusSpan]) -> list[int]:
    """0 outside, 1 at a span's first token, 2 within."""
    tags, at = [0] * len(found), 0
    for span in spans:
        while at < len(found) and found[at][1] <= span.start:
            at += 1
        first = at
        while at < len(found) and found[at][0] < span.end:
            tags[at] = 1 if at == first else 2
            at += 1
    return tags


def _article(row: dict[str, Any]) -> CorpusArticle:
    return CorpusArticle(
        id=row["id"], title=row["title"], text=row["text"], body=row["sha256"],
        source=row["source"], date=row["date"], language=row["language"], state=row["state"],
        people=tuple(row["people"]), story=row["story"],
        spans=tuple(
            span_of(span | {"state": state, "attributes": json.loads(span["attributes"])},
                    span["start"], span["end"], span["label"])
            for state, name in LISTS.items() for span in row[name]
        ),
        links=tuple(links_of([list(link.values()) for link in row["links"]])),
    )  # fmt: skip


def _schema(tags: list[str]) -> Schema:
    """The types of all columns, so that no split's are guessed from what it happens to hold."""
    import pyarrow as pa

    types = {"string": pa.string(), "int32": pa.int32(), "float64": pa.float64()}

    def type_of(what: dict[str, Any]) -> pa.DataType:
        if what.get("_type") == "Value":
            return types[what["dtype"]]
        if what.get("_type") == "ClassLabel":
            return pa.int64()
        if what.get("_type") == "List":
            return pa.list_(type_of(what["feature"]))
        return pa.struct([(name, type_of(inner)) for name, inner in what.items()])

    described = _card.features(tags)
    known = json.dumps({"info": {"features": described}}, ensure_ascii=False)
    return pa.schema(
        [(name, type_of(what)) for name, what in described.items()],
        metadata={"huggingface": known},
    )


def _split_of(article: CorpusArticle) -> str:
    return NAMES[article.split] if article.looked_at and article.split in SPLITS else UNREVIEWED


def _file(split: str) -> str:
    return f"{split}-00000-of-00001.parquet"
