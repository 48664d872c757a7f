"""The datasheet of an export: counts, definitions, articles, leaks, losses, versions, hashes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from model import json_pieces
from model.corpus import Corpus, CorpusArticle
from model.datasheet_text import markdown
from model.disk import Files
from model.losses import Loss
from model.splits import SPLITS
from model.stories import SHINGLE, SIMILAR, SKETCH

JSON, MARKDOWN = "datasheet.json", "datasheet.md"
MADE_BY = "attesta"
MOST_LEAKS = 5
"""Nearest pairs that are listed."""


class _Listed(NamedTuple):
    """An article, as it is listed."""

    id: str
    title: str
    sha256: str
    story: str
    state: str
    split: str
    spans: int


class _List(Collection[dict[str, Any]]):
    """The articles as JSON shows them, each made when it is come to."""

    def __init__(self, listed: Sequence[_Listed]) -> None:
        self._listed = listed

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (one._asdict() for one in self._listed)

    def __len__(self) -> int:
        return len(self._listed)

    def __contains__(self, one: object) -> bool:
        return any(one == other for other in self)


class _Digests(Mapping[str, str]):
    """The SHA-256 of every file of an export, but for its datasheets, computed when it is come to;
    there may be two of each article."""

    def __init__(self, part: Path, name: str) -> None:
        """The export lies at `part`; a file will be called `name`."""
        self._part, self._name = part, name

    def __iter__(self) -> Iterator[str]:
        if not self._part.is_dir():
            return iter((self._name,))
        paths = (path.relative_to(self._part).as_posix() for path in Files(self._part))
        return (path for path in paths if path not in (JSON, MARKDOWN))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> str:
        path = self._part / name if self._part.is_dir() else self._part
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class Counts:
    """What there is to count in a corpus; `add` sees every article once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._splits: Counter[str] = Counter()
        self._states: Counter[str] = Counter()
        self._spans: dict[str, Counter[str]] = {label.name: Counter() for label in corpus.labels}
        self._holding: dict[str, Counter[str]] = {name: Counter() for name in self._spans}
        self._links: Counter[str] = Counter()
        self._unsure: Counter[str] = Counter()
        self._leaking = {text for pair in corpus.leaks for text in (pair.one, pair.other)}
        self._sides: dict[str, _Listed] = {}
        self._listed: list[_Listed] = []

    def add(self, article: CorpusArticle) -> None:
        split = article.split or "aside"
        self._splits[split] += 1
        self._states[article.state] += 1
        for span in article.spans:
            if span.state == "accepted":
                self._spans[span.label][split] += 1
            else:
                self._unsure[span.state] += 1
        for name in {span.label for span in article.spans if span.state == "accepted"}:
            self._holding[name][split] += 1
        self._links.update(link.kind for link in article.links)
        listed = _Listed(article.id, article.title, article.body, article.story or article.body,
                         article.state, split, len(article.spans))  # fmt: skip
        self._listed.append(listed)
        if article.body in self._leaking:
            self._sides[article.body] = listed

    def shown(self) -> dict[str, Any]:
        stories = Counter(one.story for one in self._listed)
        return {
            "articles": {"total": len(self._listed), "by_split": _sorted(self._splits),
                         "by_state": _sorted(self._states)},
            "accepted_spans": _with_totals(self._spans),
            "articles_with_label": _with_totals(self._holding),
            "other_spans": _sorted(self._unsure),
            "links": _sorted(self._links),
            "stories": {"total": len(stories),
                        "of_several_articles": sum(many > 1 for many in stories.values())},
            "leaks": self._leaks(),
            "article_list": _List(self._listed),
        }  # fmt: skip

    def _leaks(self) -> dict[str, object]:
        """What proves that no near-duplicate lies on two sides of the split."""
        sides = self._sides
        found = [pair for pair in self._corpus.leaks if {pair.one, pair.other} <= sides.keys()]
        return {
            "method": f"Jaccard similarity of {SHINGLE}-word shingles, estimated from the "
                      f"{SKETCH} smallest hashes of each article",
            "threshold": SIMILAR,
            "pairs_at_or_above": sum(pair.similarity >= SIMILAR for pair in found),
            "nearest": [
                {"similarity": round(pair.similarity, 4),
                 "articles": [{"title": one.title, "sha256": one.sha256, "split": one.split}
                              for one in (sides[pair.one], sides[pair.other])]}
                for pair in found[:MOST_LEAKS]
            ],
        }  # fmt: skip


def of(corpus: Corpus, exporter: ModuleType, counts: Counts, part: Path, name: str,
       losses: tuple[Loss, ...]) -> dict[str, Any]:  # fmt: skip
    """What there is to say of an export lying at `part` that will be called `name`."""
    needed = getattr(exporter, "NEEDS", ())
    versions = dict(corpus.versions) | {package: version(package) for package in needed}
    return {
        "made_by": MADE_BY, "format": exporter.NAME, "offsets": "code points, end exclusive",
        "project": {"name": corpus.project, "uuid": corpus.uuid, "last_edit": corpus.head,
                    "last_edit_at": corpus.at},
        "selection": asdict(corpus.selection),
        **counts.shown(),
        "labels": [{"name": label.name, "role": label.role, "definition": label.definition,
                    "examples": list(label.examples)} for label in corpus.labels],
        "agreement": _agreement(corpus.agreement),
        "losses": [asdict(loss) for loss in losses],
        "versions": versions,
        "sha256": _Digests(part, name),
    }  # fmt: skip


def write(sheet: dict[str, Any], json_: Path, markdown_: Path) -> None:
    with json_.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_pieces.pieces(sheet))
        file.write("\n")
    markdown_.write_text(markdown(sheet), encoding="utf-8", newline="\n")


def is_ours(folder: Path) -> bool:
    """True when the folder is an earlier export, which a new one may replace."""
    try:
        said = json.loads((folder / JSON).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("made_by") == MADE_BY


def _agreement(found: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of all articles together; `articles` is 0 when there was none to measure."""
    told = {key: found[key] for key in ("people", "measures", "judged") if found}
    return {"articles": len(found.get("articles", ())), **told}


def _with_totals(counts: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {name: {"total": many.total(), **_sorted(many)} for name, many in counts.items()}


def _sorted(counts: Counter[str]) -> dict[str, int]:
    order = {name: place for place, name in enumerate(SPLITS)}
    return dict(sorted(counts.items(), key=lambda item: (order.get(item[0], 9), item[0])))
