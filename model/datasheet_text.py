"""A datasheet as a page to read, in Markdown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import Any

from model.plurals import many
from model.splits import SPLITS

PLACES = (*SPLITS, "aside")
MOST_ARTICLES = MOST_FILES = 1_000
"""Articles and files that the page lists; datasheet.json has them all."""


def markdown(sheet: Mapping[str, Any]) -> str:
    """`sheet` is what `datasheet.of` says."""
    project = sheet["project"]
    lines = [
        f"# {_cell(project['name'])}: datasheet", "",
        f"Exported as `{sheet['format']}`; offsets are {sheet['offsets']}. Project "
        f"`{project['uuid']}` as of {project['last_edit_at']} (`{project['last_edit'][:16]}`).", "",
        *_selection(sheet["selection"]),
        "", "| | total | " + " | ".join(PLACES) + " |", "| --- |" + " ---: |" * 5,
        _row("articles", {"total": sheet["articles"]["total"], **sheet["articles"]["by_split"]}),
        *(_row(name, counts) for name, counts in sheet["accepted_spans"].items()),
        "", "Links: " + _counted(sheet["links"]) + ". Spans not accepted: "
        + _counted(sheet["other_spans"]) + ".",
        "", "## Labels", "",
        *(f"- **{_cell(one['name'])}**: {_cell(one['definition'])}" for one in sheet["labels"]),
        "", "## Agreement", "", *_agreement(sheet["agreement"]),
        "", "## Losses and notes", "",
        *([f"- {_cell(one['what'])} ({one['count']})" for one in sheet["losses"]] or ["None."]),
        "", "## Stories and leaks", "", *_leaks(sheet),
        "", "## Articles", "", *_articles(sheet["article_list"]),
        "", "## Versions and hashes", "",
        *(f"- {name} {number}" for name, number in sheet["versions"].items()),
        *_hashes(sheet["sha256"]),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _selection(chosen: Mapping[str, Any]) -> Iterator[str]:
    yield f"- Spans: {chosen['spans']}; labels: {', '.join(map(_cell, chosen['labels'])) or 'all'}"
    if chosen["people"]:
        yield f"- Only the work of {', '.join(map(_cell, chosen['people']))}"
    if chosen["states"]:
        yield f"- Only articles that are {' or '.join(chosen['states'])}"
    if chosen["articles"]:
        yield f"- Only {many(len(chosen['articles']), 'article')}, chosen one by one"
    if chosen["matching"]:
        yield f"- Only articles whose title and source hold: {_cell(chosen['matching'])}"
    if chosen["since"] or chosen["until"]:
        yield f"- Dated {chosen['since'] or 'any day'} to {chosen['until'] or 'any day'}"
    yield f"- Split {':'.join(map(str, chosen['shares']))} by story, seed {chosen['seed']}"


def _agreement(found: Mapping[str, Any]) -> Iterator[str]:
    if not found["articles"]:
        yield "No article was finished by two annotators, so there is none to measure."
        return
    many = "1 article" if found["articles"] == 1 else f"{found['articles']} articles"
    yield (
        f"Between {', '.join(map(_cell, found['people']))}, over {many} that "
        "two or more of them finished. Spans of one label are matched one to one, as many as can "
        "be. Kappa is Cohen's, the mean of all pairs, alpha Krippendorff's, both on tokens; "
        "of fewer than 10 units no coefficient is given."
    )
    yield ""
    yield "| label | units | F1 exact | F1 IoU ≥ 0.5 | F1 overlap | kappa | alpha |"
    yield "| --- |" + " ---: |" * 6
    for one in found["measures"]:
        matched = (_number(one[name]["f1"]) for name in ("exact", "iou", "overlap"))
        yield (
            f"| {_cell(one['label'])} | {one['n']} | {' | '.join(matched)} "
            f"| {_number(one['kappa'])} | {_number(one['alpha'])} |"
        )
    yield ""
    for one in found["judged"]:
        yield (
            f"- {one['what']} of matched claims: {one['agreed']} of {one['n']} the same, "
            f"kappa {_number(one['kappa'])}"
        )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _leaks(sheet: Mapping[str, Any]) -> Iterator[str]:
    stories, leaks = sheet["stories"], sheet["leaks"]
    yield (
        f"{stories['total']} stories, {stories['of_several_articles']} of them with several "
        "articles; a story is never cut in two. Adding articles moves a story only where a split "
        "would else miss its share or a label, or where an article ties two stories together."
    )
    yield ""
    yield (
        f"Pairs on two sides of the split with a similarity of {leaks['threshold']:.2f} or more: "
        f"{leaks['pairs_at_or_above']} ({leaks['method']})."
    )
    for pair in leaks["nearest"]:
        one, other = pair["articles"]
        yield (
            f"- {pair['similarity']:.2f}: {_cell(one['title'])} ({one['split']}) and "
            f"{_cell(other['title'])} ({other['split']})"
        )


def _articles(listed: Collection[dict[str, Any]]) -> Iterator[str]:
    yield "| title | state | split | spans | text (SHA-256) | story |"
    yield "| --- | --- | --- | ---: | --- | --- |"
    for one in islice(listed, MOST_ARTICLES):
        yield (
            f"| {_cell(one['title'])} | {one['state']} | {one['split']} | {one['spans']} "
            f"| `{one['sha256']}` | `{one['story'][:16]}` |"
        )
    if len(listed) > MOST_ARTICLES:
        yield ""
        yield f"{len(listed) - MOST_ARTICLES} more are in datasheet.json."


def _hashes(digests: Mapping[str, str]) -> Iterator[str]:
    for name, digest in islice(digests.items(), MOST_FILES):
        yield f"- `{name}` `{digest}`"
    if len(digests) > MOST_FILES:
        yield f"- {len(digests) - MOST_FILES} more are in datasheet.json."


def _row(name: str, counts: Mapping[str, int]) -> str:
    cells = (str(counts.get(key, 0)) for key in ("total", *PLACES))
    return f"| {_cell(name)} | {' | '.join(cells)} |"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{_cell(name)} {many}" for name, many in counts.items()) or "none"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
