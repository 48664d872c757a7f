"""The card of a dataset in Hugging Face's layout: its features, for loaders and for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from model.corpus import Corpus

Features = dict[str, Any]

_STRING = {"dtype": "string", "_type": "Value"}
_INTEGER = {"dtype": "int32", "_type": "Value"}


def features(tags: Sequence[str]) -> Features:
    """The columns as `datasets` writes them into a file; `tags` are the names of `ner_tags`."""
    span = {
        "id": _STRING, "start": _INTEGER, "end": _INTEGER, "label": _STRING, "quote": _STRING,
        "origin": _STRING, "score": {"dtype": "float64", "_type": "Value"}, "note": _STRING,
        "person": _STRING, "attributes": _STRING,
    }  # fmt: skip
    strings = ("id", "title", "text", "source", "date", "language", "state", "sha256", "story")
    return {
        **dict.fromkeys(strings, _STRING),
        "people": _list(_STRING), "spans": _list(span), "suggestions": _list(span),
        "negatives": _list(span),
        "links": _list({"kind": _STRING, "head": _STRING, "child": _STRING}),
        "tokens": _list(_STRING), "token_starts": _list(_INTEGER),
        "ner_tags": _list({"names": list(tags), "_type": "ClassLabel"}),
    }  # fmt: skip


def card(corpus: Corpus, files: Mapping[str, str], *, layer: str, tags: Sequence[str],
         languages: Sequence[str]) -> str:  # fmt: skip
    """`README.md`; `files` are the paths of the splits."""
    head = [
        "---", f"pretty_name: {_quoted(corpus.project)}", "license: unknown",
        *(["language:", *(f"- {_quoted(one)}" for one in languages)] if languages else []),
        "task_categories:", "- token-classification", "annotations_creators:", "- expert-generated",
        "configs:", *_configs(files),
        "dataset_info:", *_info(files, tags), "---", "",
    ]  # fmt: skip
    return "\n".join([*head, *_page(corpus, files, layer)]) + "\n"


def _list(of: Features) -> Features:
    return {"feature": of, "_type": "List"}


def _configs(files: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    for config, splits in _by_config(files).items():
        lines += [f"- config_name: {config}", "  data_files:"]
        for split in splits:
            lines += [f"  - split: {split}", f"    path: {_quoted(files[split])}"]
    return lines


def _info(files: Mapping[str, str], tags: Sequence[str]) -> list[str]:
    lines: list[str] = []
    for config in _by_config(files):
        lines += [f"- config_name: {config}", "  features:", *_yaml(features(tags), "  ")]
    return lines


def _yaml(found: Features, indent: str) -> list[str]:
    """Features in the card's own notation: a list is named by what it holds."""
    lines: list[str] = []
    for name, what in found.items():
        lines.append(f"{indent}- name: {name}")
        if what["_type"] == "List":
            inner = what["feature"]
            if "_type" not in inner:
                lines += [f"{indent}  list:", *_yaml(inner, f"{indent}  ")]
            elif inner["_type"] == "ClassLabel":
                lines += [f"{indent}  list:", f"{indent}    class_label:",
                          f"{indent}      names:"]  # fmt: skip
                names = enumerate(inner["names"])
                lines += [f"{indent}        '{at}': {_quoted(tag)}" for at, tag in names]
            else:
                lines.append(f"{indent}  list: {inner['dtype']}")
        else:
            lines.append(f"{indent}  dtype: {what['dtype']}")
    return lines


def _by_config(files: Mapping[str, str]) -> dict[str, list[str]]:
    """Articles nobody has looked at are a configuration of their own: nobody loads it unasked."""
    named = [split for split in files if split != "unreviewed"]
    default = {"default": named} if named else {}
    return default | ({"unreviewed": ["unreviewed"]} if "unreviewed" in files else {})


def _page(corpus: Corpus, files: Mapping[str, str], layer: str) -> list[str]:
    tagged = f"spans labelled `{layer}`, the longest where they overlap" if layer else "nothing"
    unreviewed = [
        "- `load_dataset(folder, \"unreviewed\")` gives the articles nobody has looked at. That "
        "nothing is marked in them says nothing; do not train on them."
    ] if "unreviewed" in files else []  # fmt: skip
    return [
        f"# {_line(corpus.project)}", "",
        "News articles in which people have marked who claims what, with which figures, and "
        "whether it has been verified. The licence is left for the desk to state.", "",
        "    datasets.load_dataset(\"path/to/this/folder\")", "",
        "- `start` and `end` are **Unicode code points** of `text`, `end` exclusive; "
        "`text[start:end] == quote`. Spans may nest, overlap and cross.",
        "- `spans` holds what people said. `suggestions` and `negatives` (rejected ones) are empty "
        "unless everything was exported; they are not gold.",
        "- `attributes` is a JSON object. `links` lead from one span's `id` to another's.",
        f"- `ner_tags` are IOB2 tags of the {tagged}; `token_starts` are code points. A span that "
        "cuts a token tags the whole token.",
        "- An article in `train`, `validation` or `test` without spans was reviewed and nothing is "
        "there. Near-duplicate articles (`story`) are never in two splits.",
        *unreviewed,
        "", "## Labels", "",
        *(f"- `{label.name}`: {_line(label.definition)}" for label in corpus.labels),
        "", "`datasheet.md` has counts, losses, versions and hashes.",
    ]  # fmt: skip


def _quoted(text: str) -> str:
    """A YAML string: JSON's is one."""
    return json.dumps(text, ensure_ascii=False)


def _line(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")
