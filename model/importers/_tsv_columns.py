"""The columns of a WebAnno TSV 3 file, as the lines at its head name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    layer: str
    feature: str
    kind: str
    """'span', 'link', 'end' (what a link comes from) or 'other'."""


def columns_in(line: str) -> Iterator[Column]:
    """Those of the layer that a `#T_` line names; `#T_CH` chains and link features are 'other'."""
    layer, *features = line.partition("=")[2].split("|")
    kind = {"#T_SP": "span", "#T_RL": "link"}.get(line[:5], "other")
    for feature in features or [""]:
        one = kind
        if feature.startswith("BT_"):
            one = "end"
        elif feature.startswith("ROLE_") or (kind == "span" and "." in feature):
            one = "other"
        yield Column(layer, feature, one)
