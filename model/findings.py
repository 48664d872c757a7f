"""Findings: what reading a file has brought, in a form that passes between processes as lines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any

from model import anchors, encodings, recognising
from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.packages import needed

MOST_LINES = 200
"""Lines about one file that are kept; of the rest only the number."""
NOTHING = "Nothing was imported from it."
AROUND = 20
"""Characters before the letter that shows an encoding; twice as many after it."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
LONGEST_CELL = 200
"""Characters of a table's cell that a preview shows."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one file holds. `outcome` is '' when something was read, else 'failed' or
    'passed over', with `why`."""

    path: Path
    format: str = ""
    outcome: str = ""
    why: str = ""
    articles: int = 0
    spans: int = 0
    links: int = 0
    labels: Mapping[str, int] = field(default_factory=dict, hash=False)
    """How many spans carry each label, by the file's own names."""
    kinds: Mapping[str, int] = field(default_factory=dict, hash=False)
    """How many links are of each kind, by the file's own words."""
    skipped: tuple[str, ...] = ()
    """What was not taken and why, a line each."""
    moved: tuple[str, ...] = ()
    """Spans that stand elsewhere than the file says, a line each."""
    columns: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """Of a table: `names`, what each field was `guess`ed or said to be, and the first `rows`."""
    encoding: str = ""
    """What is to be said of a text's encoding where the file leaves it open, with an example."""


class Tally:
    """Counts the drafts of one file while they go by."""

    def __init__(self, path: Path, format_: str) -> None:
        self._found = Found(path, format_)
        self._articles = self._spans = self._links = 0
        self._labels: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._skipped = _Lines()
        self._moved = _Lines()
        self._chosen = ""

    def add(self, settled: anchors.Settled) -> None:
        draft = settled.draft
        self._articles += 1
        self._spans += len(draft.spans)
        self._links += len(draft.links)
        self._labels.update(span.label for span in draft.spans)
        self._kinds.update(link.kind for link in draft.links)
        self._skipped.extend(draft.skipped)
        self._moved.extend(settled.moved)
        if (draft.is_guess or self._chosen) and not self._found.encoding:
            how = "chosen" if self._chosen else "a guess"
            said = f"The encoding is {how}, {encodings.title(draft.encoding)}."
            if example := _example(draft.text):
                said += f" It reads “{example}”."
            self._found = replace(self._found, encoding=said)

    def note_encoding(self, chosen: str) -> None:
        self._chosen = chosen

    def note_columns(self, columns: Mapping[str, Any]) -> None:
        self._found = replace(self._found, columns=columns)

    def skip(self, why: str) -> None:
        self._skipped.extend([why])

    def explain(self, why: str) -> None:
        """What a person must know before anything else of the file."""
        self._skipped.put_first(why)

    @property
    def has_only_texts(self) -> bool:
        return self._articles > 0 and not self._spans

    def failed(self, why: str) -> Found:
        """Nothing could be read, or not all of it: what came before is kept then."""
        if self._articles:
            self.skip(f"The rest of the file could not be read: {why}")
            return self.found()
        return replace(self._found, outcome="failed", why=why)

    def found(self) -> Found:
        if not self._articles:
            why = " ".join(self._skipped.kept()) or f"{self._found.path.name} holds no articles."
            return replace(self._found, outcome="failed", why=why, skipped=self._skipped.kept())
        return replace(
            self._found, articles=self._articles, spans=self._spans, links=self._links,
            labels=dict(self._labels), kinds=dict(self._kinds), skipped=self._skipped.kept(),
            moved=self._moved.kept(),
        )  # fmt: skip


def read(path: Path, module: ModuleType, tally: Tally,
         columns: Mapping[str, str] | None = None,
         encoding: str = "") -> Iterator[Draft]:  # fmt: skip
    """The file's drafts, settled; a draft that cannot be kept is a line of the tally.

    `columns` says of a table which column holds which field; of the fields that it does not name,
    the guess stands. `encoding` is what a person says that a text is in. Raises `UserError` when
    the file cannot be read on.
    """
    with needed(module.TITLE, NOTHING):
        yield from _settled(_drafts(path, module, tally, columns or {}, encoding), tally)
    if tally.has_only_texts and (other := recognising.with_spans(path)) not in (None, module):
        tally.explain(
            f"{path.name} looks like “{other.TITLE}” but was read as “{module.TITLE}”, which finds"
            " none of its spans. Choose the other format to take them."
        )


def _drafts(path: Path, module: ModuleType, tally: Tally,
            columns: Mapping[str, str], encoding: str) -> Iterable[Draft]:  # fmt: skip
    said = {"encoding": encoding} if getattr(module, "ENCODED", False) else {}
    if said:
        tally.note_encoding(encoding)
    if not hasattr(module, "columns"):
        return module.read(path, **said)  # type: ignore[no-any-return]
    seen = module.columns(path, **said)
    mapping = {**seen.guess, **columns}
    rows = [[cell[:LONGEST_CELL] for cell in row] for row in seen.rows]
    tally.note_columns({"names": list(seen.names), "guess": mapping, "rows": rows})
    return module.read(path, mapping, **said)  # type: ignore[no-any-return]


def _example(text: str) -> str:
    """Some words around the first letter by which an encoding is told from another."""
    match = _BEYOND_ASCII.search(text)
    if match is None:
        return ""
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - AROUND)
    return " ".join(text[start : match.start() + 2 * AROUND].partition("\n")[0].split())


def _settled(drafts: Iterable[Draft], tally: Tally) -> Iterator[Draft]:
    for draft in drafts:
        try:
            settled = anchors.settle(draft)
        except UserError as error:
            tally.skip(str(error))
            continue
        tally.add(settled)
        yield settled.draft


class _Lines:
    def __init__(self) -> None:
        self._kept: list[str] = []
        self._more = 0

    def extend(self, lines: Iterable[str]) -> None:
        for line in lines:
            if len(self._kept) < MOST_LINES:
                self._kept.append(line)
            else:
                self._more += 1

    def put_first(self, line: str) -> None:
        self._kept.insert(0, line)

    def kept(self) -> tuple[str, ...]:
        more = f"And {self._more:,} more of the kind."
        return (*self._kept, more) if self._more else tuple(self._kept)


# ---- as lines


def as_line(draft: Draft) -> str:
    """The draft as one line of ASCII; only `skipped` stays behind, which the tally has."""
    given = {name: getattr(draft, name) for name in _DRAFT}
    given["spans"] = [[getattr(one, name) for name in _SPAN] for one in draft.spans]
    given["links"] = [[one.kind, one.head, one.child] for one in draft.links]
    return json.dumps(given, separators=(",", ":"))


def from_line(line: str | bytes) -> Draft:
    """The reverse of `as_line`. Raises ValueError for a line that is no draft."""
    try:
        given = json.loads(line)
        given["spans"] = tuple(DraftSpan(*one) for one in given["spans"])
        given["links"] = tuple(DraftLink(*one) for one in given["links"])
        given["boilerplate"] = tuple(given["boilerplate"])
        return Draft(**given)
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("no draft") from error


def as_values(found: Found) -> dict[str, Any]:
    return {**{name: getattr(found, name) for name in _FOUND}, "path": str(found.path)}


def from_values(values: Mapping[str, Any]) -> Found:
    """The reverse of `as_values`."""
    lines = {name: tuple(values[name]) for name in ("skipped", "moved")}
    return Found(**{**values, **lines, "path": Path(values["path"])})


_FOUND = tuple(one.name for one in fields(Found))
_SPAN = tuple(one.name for one in fields(DraftSpan))
_DRAFT = tuple(one.name for one in fields(Draft) if one.name not in ("spans", "links", "skipped"))
