"""The datasheet of an export: counts, definitions, what was left out, versions, hashes."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from model.corpus import Corpus
from model.losses import Loss
from model.splits import SPLITS

JSON, MARKDOWN = "datasheet.json", "datasheet.md"
MADE_BY = "attesta"


def of(corpus: Corpus, exporter: ModuleType, part: Path, name: str,
       losses: tuple[Loss, ...]) -> dict[str, Any]:  # fmt: skip
    """What there is to say of an export lying at `part` that will be called `name`."""
    articles: Counter[str] = Counter()
    states: Counter[str] = Counter()
    spans: dict[str, Counter[str]] = {label.name: Counter() for label in corpus.labels}
    links: Counter[str] = Counter()
    unsure: Counter[str] = Counter()
    for article in corpus.articles:
        split = article.split or "aside"
        articles[split] += 1
        states[article.state] += 1
        for span in article.spans:
            if span.state == "accepted":
                spans[span.label][split] += 1
            else:
                unsure[span.state] += 1
        links.update(link.kind for link in article.links)
    versions = dict(corpus.versions) | ({"spacy": version("spacy")} if not exporter.SUFFIX else {})
    return {
        "made_by": MADE_BY, "format": exporter.NAME, "offsets": "code points, end exclusive",
        "project": {"name": corpus.project, "uuid": corpus.uuid, "last_edit": corpus.head,
                    "last_edit_at": corpus.at},
        "selection": asdict(corpus.selection),
        "articles": {"total": len(corpus.articles), "by_split": _sorted(articles),
                     "by_state": _sorted(states)},
        "accepted_spans": {
            name: {"total": many.total(), **_sorted(many)} for name, many in spans.items()
        },
        "other_spans": _sorted(unsure),
        "links": _sorted(links),
        "labels": [{"name": label.name, "role": label.role, "definition": label.definition,
                    "examples": list(label.examples)} for label in corpus.labels],
        "losses": [asdict(loss) for loss in losses],
        "versions": versions,
        "sha256": {shown: _digest(path) for shown, path in _files(part, name)},
    }  # fmt: skip


def write(sheet: dict[str, Any], json_: Path, markdown: Path) -> None:
    shown = json.dumps(sheet, ensure_ascii=False, indent=2) + "\n"
    json_.write_text(shown, encoding="utf-8", newline="\n")
    markdown.write_text(_markdown(sheet), encoding="utf-8", newline="\n")


def is_ours(folder: Path) -> bool:
    """True when the folder is an earlier export, which a new one may replace."""
    try:
        said = json.loads((folder / JSON).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("made_by") == MADE_BY


def _files(part: Path, name: str) -> list[tuple[str, Path]]:
    if part.is_dir():
        return [(path.name, path) for path in sorted(part.iterdir())]
    return [(name, part)]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sorted(counts: Counter[str]) -> dict[str, int]:
    order = {name: place for place, name in enumerate(SPLITS)}
    return dict(sorted(counts.items(), key=lambda item: (order.get(item[0], 9), item[0])))


def _markdown(sheet: dict[str, Any]) -> str:
    project, chosen, splits = sheet["project"], sheet["selection"], (*SPLITS, "aside")
    lines = [
        f"# {_cell(project['name'])}: datasheet", "",
        f"Exported as `{sheet['format']}`; offsets are {sheet['offsets']}. Project "
        f"`{project['uuid']}` as of {project['last_edit_at']} (`{project['last_edit'][:16]}`).", "",
        f"- Spans: {chosen['spans']}; labels: {', '.join(map(_cell, chosen['labels'])) or 'all'}",
        f"- Split {':'.join(map(str, chosen['shares']))} by article, seed {chosen['seed']}",
        "", "| | total | " + " | ".join(splits) + " |", "| --- |" + " ---: |" * 5,
        _row("articles", {"total": sheet["articles"]["total"], **sheet["articles"]["by_split"]}),
        *(_row(name, counts) for name, counts in sheet["accepted_spans"].items()),
        "", "Links: " + _counted(sheet["links"]) + ". Spans not accepted: "
        + _counted(sheet["other_spans"]) + ".",
        "", "## Labels", "",
        *(f"- **{_cell(one['name'])}**: {_cell(one['definition'])}" for one in sheet["labels"]),
        "", "## Losses and notes", "",
        *([f"- {_cell(one['what'])} ({one['count']})" for one in sheet["losses"]] or ["None."]),
        "", "## Versions and hashes", "",
        *(f"- {name} {number}" for name, number in sheet["versions"].items()),
        *(f"- `{name}` `{digest}`" for name, digest in sheet["sha256"].items()),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _row(name: str, counts: dict[str, int]) -> str:
    cells = (str(counts.get(key, 0)) for key in ("total", *SPLITS, "aside"))
    return f"| {_cell(name)} | {' | '.join(cells)} |"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{_cell(name)} {many}" for name, many in counts.items()) or "none"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
