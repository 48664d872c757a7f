"""CoNLL columns: a folder, one IOB2 file a label and split, and a side file with exact places."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from model import tokens
from model.corpus import Corpus, CorpusArticle, CorpusSpan
from model.exporters._base import Option, Progress, Written
from model.exporters._lines import Reduced, about, bare, json_line, plain_names
from model.losses import Loss, Tally

NAME = "conll"
SUFFIX = ""
TITLE = "CoNLL / IOB2 (folder)"
OPTIONS: tuple[Option, ...] = ()
HOLDS = ("text", "meta", "spans", "states")

SIDECAR, README = "articles.jsonl", "README.md"
_HEAD = "-DOCSTART- -X- O O\n"
_CHUNK = 1 << 16

_Tagged = tuple[list[str], list[tuple[str, int, int]]]
"""Words of a document, and label, first and last word of each span."""

_EXPLAINED = """\
# {project}: CoNLL / IOB2

One file a label and split, `LABEL.SPLIT.conll`: spans of one label cannot nest in this format, \
spans of different ones can.

- Four columns: token, `-X-`, `_`, tag. IOB2: every span begins with `B-`.
- A blank line ends a sentence; `-DOCSTART-` begins an article, in the order of `{sidecar}`.
- Tokens are Attesta's own: a number with its signs (`45,000`) and a word with its inner hyphens \
are one token, blanks are none. A sentence does not end inside a span.
- `{sidecar}` has a line for each article: text, title, source, date, state, and for each token \
`[start, end)` in code points of the text; `left_out` lists the spans that the columns cannot hold.
- Articles that nobody has looked at are in `{sidecar}` alone, so that nothing trains on them.
"""


@dataclass(frozen=True, slots=True)
class _Laid:
    """An article in tokens; `spans` are those that fit, as first and last token by label."""

    tokens: list[tuple[int, int]]
    held: tuple[CorpusSpan, ...]
    cut: tuple[CorpusSpan, ...]
    nested: tuple[CorpusSpan, ...]

    @classmethod
    def of(cls, article: CorpusArticle) -> _Laid:
        found = tokens.tokens(article.text)
        starts = {start for start, _ in found}
        ends = {end for _, end in found}
        held: list[CorpusSpan] = []
        cut, nested = [], []
        taken: dict[str, set[int]] = {}
        order = sorted(article.spans_of("accepted"), key=lambda one: (one.start - one.end,
                                                                      one.start))  # fmt: skip
        for span in order:
            inside = taken.setdefault(span.label, set())
            if span.start not in starts or span.end not in ends:
                cut.append(span)
            elif not inside.isdisjoint(range(span.start, span.end)):
                nested.append(span)
            else:
                inside.update(range(span.start, span.end))
                held.append(span)
        return cls(found, tuple(sorted(held, key=lambda one: one.start)), tuple(cut),
                   tuple(nested))  # fmt: skip


def losses(corpus: Corpus) -> Iterator[Loss]:
    found = _Losses()
    for article in corpus.articles:
        found.add(article, _Laid.of(article))
    yield from found.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress) -> Written:
    path.mkdir()
    names, lost = plain_names(corpus.labels), _Losses()
    left_out: set[str] = set()
    with ExitStack() as stack:
        side = stack.enter_context(_new(path / SIDECAR))
        layers: dict[tuple[str, str], TextIO] = {}
        for done, article in enumerate(corpus.articles, 1):
            laid = _Laid.of(article)
            lost.add(article, laid)
            left_out.update(span.id for span in (*laid.cut, *laid.nested))
            side.write(json_line(_side(article, laid, names)) + "\n")
            if _in_layers(article, laid):
                untagged = _untagged(article, laid)
                for label, name in names.items():
                    key = name, _split(article)
                    if key not in layers:
                        layers[key] = stack.enter_context(_new(path / f"{'.'.join(key)}.conll"))
                    layers[key].write(_columns(untagged, laid, label, name))
            on_progress(done, len(corpus.articles))
    (path / README).write_text(
        _EXPLAINED.format(project=" ".join(corpus.project.split()), sidecar=SIDECAR),
        encoding="utf-8", newline="\n",
    )  # fmt: skip
    return Reduced(held=lambda article: _held(article, left_out), losses=tuple(lost.losses()))


def read_back(path: Path) -> Iterator[CorpusArticle]:
    """The articles of a folder: tags by spaCy's rules for IOB, places from the side file."""
    layers: dict[str, list[Iterator[_Tagged]]] = {}
    for file in sorted(path.glob("*.conll")):
        layers.setdefault(file.stem.rsplit(".", 1)[1], []).append(_read_layer(file))
    with (path / SIDECAR).open(encoding="utf-8", newline="\n") as side:
        for line in side:
            said = json.loads(line)
            tagged = [next(one) for one in layers[said["split"]]] if said["in_layers"] else []
            yield _article(said, tagged)


class _Losses:
    def __init__(self) -> None:
        self._nested = Tally("lost", "Spans inside or across a longer one of the same label: a "
                             "layer is flat; the longest is kept.")  # fmt: skip
        self._cut = Tally("lost", "Spans that cut a token, or begin or end with a blank.")
        self._other = Tally("lost", "Suggestions and rejected ones: tags could not tell them from "
                            "spans of people.")  # fmt: skip
        self._links = Tally("lost", "Links: the columns have no place for them.")
        self._said = Tally("lost", "Attributes and notes: the columns have no place for them.")
        self._unseen = Tally("note", "Articles nobody has looked at: in the side file alone, in "
                             "no layer.")  # fmt: skip

    def add(self, article: CorpusArticle, laid: _Laid) -> None:
        for tally, spans in ((self._nested, laid.nested), (self._cut, laid.cut)):
            for span in spans:
                tally.add(article, span)
        for span in article.spans:
            if span.state != "accepted":
                self._other.add(article, span)
        for span in laid.held:
            if span.attributes or span.note:
                self._said.add(article, span)
        for _ in article.links:
            self._links.add(article)
        if not article.looked_at:
            self._unseen.add(article)

    def losses(self) -> Iterator[Loss]:
        for tally in (self._nested, self._cut, self._other, self._links, self._said, self._unseen):
            yield from tally.losses()


def _held(article: CorpusArticle, left_out: Collection[str]) -> CorpusArticle:
    """The article with the spans that fit, named by their places, and no links."""
    spans = article.spans_of("accepted") if article.looked_at else ()
    held = [span for span in spans if span.id not in left_out]
    return bare(article, held, {span.id: _name(span) for span in held}, links=False)


def _read_layer(file: Path) -> Iterator[_Tagged]:
    """Words and spans of each document, from columns by spaCy's rules for IOB."""
    with file.open(encoding="utf-8", newline="\n") as source:
        assert source.readline() == _HEAD, file.name
        held = ""
        while piece := source.read(_CHUNK):
            *documents, held = (held + piece).split(_HEAD)
            yield from map(_tagged, documents)
        yield _tagged(held)


def _tagged(document: str) -> _Tagged:
    """A sentence at a time, because spaCy's rules take long over long lists; one without a span
    has nothing to ask them about."""
    from spacy.training import iob_to_biluo, tags_to_entities

    words: list[str] = []
    spans: list[tuple[str, int, int]] = []
    for sentence in document.split("\n\n"):
        columns = sentence.split()
        tags = columns[3::4]
        if tags.count("O") < len(tags):
            for label, first, last in tags_to_entities(iob_to_biluo(tags)):
                spans.append((label, len(words) + first, len(words) + last))
        words += columns[::4]
    return words, spans


def _article(said: Mapping[str, Any], layers: list[_Tagged]) -> CorpusArticle:
    places, text = said["tokens"], said["text"]
    wanted = [text[start:end] for start, end in places]
    spans = []
    for words, found in layers:
        for name, first, last in found if words == wanted else ():
            start, end, label = places[first][0], places[last][1], said["names"][name]
            spans.append(CorpusSpan(f"{label}-{start}-{end}", start, end, label, text[start:end]))
    return CorpusArticle(
        id=said["id"], title=said["title"], text=text, body=said["sha256"],
        state=said["state"], split=said["split"], spans=tuple(spans),
    )  # fmt: skip


def _untagged(article: CorpusArticle, laid: _Laid) -> list[str]:
    """The line of each token, outside of every span; a blank one before it begins a sentence."""
    breaks = set(_breaks(article, laid))
    return [
        f"{chr(10) * (start in breaks)}{article.text[start:end]} -X- _ O"
        for start, end in laid.tokens
    ]  # fmt: skip


def _columns(untagged: list[str], laid: _Laid, label: str, name: str) -> str:
    """The article as the layer of one label has it."""
    lines = untagged.copy()
    for span in laid.held:
        if span.label == label:
            first = bisect_left(laid.tokens, (span.start, 0))
            after = bisect_left(laid.tokens, (span.end, 0))
            for at in range(first, after):
                lines[at] = f"{untagged[at][:-1]}{'I' if at > first else 'B'}-{name}"
    return "\n".join([_HEAD, *lines, "", ""])


def _breaks(article: CorpusArticle, laid: _Laid) -> Iterator[int]:
    """Where a new sentence begins: the first token at or after a sentence's start, if no span of
    any label goes over it."""
    starts = [start for start, _ in laid.tokens]
    over: set[int] = set()
    for span in laid.held:
        over.update(starts[bisect_left(starts, span.start + 1) : bisect_left(starts, span.end)])
    for sentence, _ in tokens.sentences(article.text)[1:]:
        at = bisect_left(starts, sentence)
        if at < len(starts) and starts[at] not in over:
            yield starts[at]


def _side(article: CorpusArticle, laid: _Laid, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "sidecar": NAME, "id": article.id, **about(article), "split": _split(article),
        "in_layers": _in_layers(article, laid), "text": article.text, "tokens": laid.tokens,
        "names": {name: label for label, name in names.items()},
        "left_out": [[span.start, span.end, span.label] for span in (*laid.nested, *laid.cut)],
    }  # fmt: skip


def _in_layers(article: CorpusArticle, laid: _Laid) -> bool:
    return article.looked_at and bool(laid.tokens)


def _split(article: CorpusArticle) -> str:
    return article.split or ("train" if article.looked_at else "")


def _name(span: CorpusSpan) -> str:
    return f"{span.label}-{span.start}-{span.end}"


def _new(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")
