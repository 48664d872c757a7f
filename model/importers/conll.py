"""CoNLL columns: a token a line, its tag last; IOB1, IOB2 and IOBES; blank lines end sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

from model.drafts import Draft, DraftSpan
from model.errors import UserError
from model.importers import _json
from model.importers._bytes import SAFE
from model.importers.txt import tidy
from model.languages import guess
from model.records import ARTICLE_STATES

NAME = "conll"
SUFFIXES = (".conll", ".iob", ".iob2", ".bio")
TITLE = "CoNLL / IOB columns"
HOLDS = ("text", "meta", "spans", "states")

SIDECAR = "articles.jsonl"
"""In our own export: text and token places of every article, so that offsets come back exact."""
DOCSTART = "-DOCSTART-"
_TAG = re.compile(r"O|[BIESLU]-\S+")
_MOST_COLUMNS = 12


@dataclass(slots=True)
class _Document:
    """Sentences of (token, tag, line)."""

    sentences: list[list[tuple[str, str, int]]] = field(default_factory=lambda: [[]])
    skipped: list[str] = field(default_factory=list)

    def tokens(self) -> list[tuple[str, str, int]]:
        return [token for sentence in self.sentences for token in sentence]


def sniff(path: Path, head: bytes) -> float:
    """How sure it is that the columns end in tags, or the folder is our own export."""
    if not head:
        return 0.95 if path.is_dir() and _has_side(path) else 0.0
    lines = head.decode("utf-8", "replace").split("\n")[: 200 if len(head) < 8192 else -1]
    rows = [row for row in map(_columns, lines) if row]
    if not rows:
        return 0.0
    tagged = sum(1 < len(row) <= _MOST_COLUMNS and _is_tag(row[-1]) for row in rows)
    return 0.9 if tagged == len(rows) else 0.5 if tagged > 0.8 * len(rows) else 0.0


def read(path: Path) -> Iterator[Draft]:
    """An article for each document. Raises `UserError` naming the file when it has no columns."""
    if path.is_dir():
        yield from _ours(path, sorted(path.glob("*.conll")))
    elif _split(path) and _has_side(path.parent):
        yield from _ours(path.parent, [path])
    else:
        yield from _foreign(path)


def _foreign(path: Path) -> Iterator[Draft]:
    found = False
    for number, document in enumerate(_documents(path), 1):
        if document.tokens():
            found = True
            yield _rebuilt(document, path, number)
    if not found:
        raise UserError(f"{path.name} has no columns of tokens and tags.", safe=SAFE,
                        hint="Each line should be a token and, last, its IOB tag.")  # fmt: skip


def _rebuilt(document: _Document, path: Path, number: int) -> Draft:
    """Tokens joined by blanks, sentences by line ends: the text itself is not in the file."""
    places: list[tuple[int, int]] = []
    at = 0
    for sentence in filter(None, document.sentences):
        for token, _, _ in sentence:
            places.append((at, at + len(token)))
            at += len(token) + 1
    body = "\n".join(
        " ".join(token for token, _, _ in sentence) for sentence in document.sentences if sentence
    )
    return Draft(
        text=body, title=f"{tidy(path.stem)} {number}", language=guess(body),
        spans=tuple(_chunks(document, places, {}, body)), skipped=tuple(document.skipped),
    )  # fmt: skip


def _chunks(document: _Document, places: list[tuple[int, int]], names: Mapping[str, str],
            body: str) -> Iterator[DraftSpan]:  # fmt: skip
    """Every chunk: it begins at B, S or U, or at an I or E that continues nothing; so both kinds
    of IOB are read by one rule."""
    first = -1
    label = ""
    tokens = document.tokens()
    ends = set(accumulate(len(sentence) for sentence in document.sentences if sentence))
    for at, token in enumerate(tokens):
        mark, _, name = token[1].partition("-")
        if first >= 0 and (mark in "OBSU" or name != label):
            yield _chunk(first, at - 1, names.get(label, label), places, tokens, body)
            first = -1
        if mark != "O" and first < 0:
            first, label = at, name
        if first >= 0 and (mark in "ESLU" or at + 1 in ends):
            yield _chunk(first, at, names.get(label, label), places, tokens, body)
            first = -1
    if first >= 0:
        yield _chunk(first, len(tokens) - 1, names.get(label, label), places, tokens, body)


def _chunk(first: int, last: int, label: str, places: list[tuple[int, int]],
           tokens: list[tuple[str, str, int]], body: str) -> DraftSpan:  # fmt: skip
    start, end = places[first][0], places[last][1]
    return DraftSpan(start, end, label, quote=body[start:end], line=tokens[first][2])


def _documents(path: Path) -> Iterator[_Document]:
    """Split at -DOCSTART- lines; what stands before the first one is a document too."""
    document, begun = _Document(), False
    for number, line in _json.lines(path):
        row = _columns(line)
        if row and row[0] == DOCSTART:
            if begun or document.tokens():
                yield document
            document, begun = _Document(), True
        elif row is None:
            continue
        elif not row:
            document.sentences.append([])
        elif len(row) > 1 and _is_tag(row[-1]):
            document.sentences[-1].append((row[0], row[-1], number))
        else:
            document.skipped.append(f"{path.name}, line {number}: no token with a tag.")
    if begun or document.tokens():
        yield document


def _columns(line: str) -> list[str] | None:
    """The columns of a line, [] for a blank one, None for a remark. Tabs alone part columns where
    there are any, and only ASCII blanks do: a no-break space belongs to its token."""
    line = line.rstrip("\r")
    if "\t" in line:
        row = [one.strip(" ") for one in line.split("\t")]
    else:
        row = [one for one in line.split(" ") if one]
    if not any(row):
        return []
    return None if row[0] in ("#", "//") and not _is_tag(row[-1]) else row


def _is_tag(said: str) -> bool:
    return said == "O" or _TAG.fullmatch(said) is not None


def _ours(folder: Path, files: list[Path]) -> Iterator[Draft]:
    """Our own export: the side file's articles, each with the layers that were named."""
    layers = [(split, _documents(path)) for path in files if (split := _split(path))]
    for record in _json.records(folder / SIDECAR):
        try:
            yield _joined(record.value, layers)
        except (AttributeError, KeyError, TypeError, ValueError, IndexError) as error:
            raise UserError(
                f"{folder.name}: line {record.line} of {SIDECAR} does not fit the columns.",
                safe="Every article before it was read.",
                hint=f"To read a single file, move it away from {SIDECAR}.",
            ) from error


def _joined(side: Any, layers: list[tuple[str, Iterator[_Document]]]) -> Draft:  # noqa: ANN401
    if not isinstance(side["text"], str):
        raise TypeError("no text")
    spans: list[DraftSpan] = []
    skipped: list[str] = []
    places = [(int(start), int(end)) for start, end in side["tokens"]]
    for split, documents in layers:
        if split == side["split"] and side["in_layers"]:
            document = next(documents, _Document())
            if len(document.tokens()) != len(places):
                raise ValueError("other tokens")
            spans += _chunks(document, places, side["names"], side["text"])
            skipped += document.skipped
    return _draft_of(side, spans, skipped)


def _draft_of(side: Mapping[str, Any], spans: list[DraftSpan], skipped: list[str]) -> Draft:
    lost = [f"{label} {start}–{end}: the columns could not hold it."
            for start, end, label in side.get("left_out", ())]  # fmt: skip
    state = side["state"]
    return Draft(
        text=side["text"], title=str(side["title"]), source=str(side["source"]),
        date=str(side["date"]), language=str(side["language"]), skipped=(*skipped, *lost),
        spans=tuple(sorted(spans, key=lambda one: (one.start, -one.end, one.label))),
        state=state if state in ARTICLE_STATES and state != "new" else "",
    )  # fmt: skip


def _split(path: Path) -> str:
    """The split of a file of our own export, from its name."""
    return path.stem.rpartition(".")[2] if "." in path.stem else ""


def _has_side(folder: Path) -> bool:
    """Whether our own export's side file lies there."""
    side = folder / SIDECAR
    if not side.is_file():
        return False
    with side.open("rb") as file:
        return file.read(64).startswith(f'{{"sidecar":"{NAME}"'.encode())
