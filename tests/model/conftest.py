"""A real project in memory or in a file, the sample text in it, and children that are killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import articles, labels, project
from model.drafts import Draft
from model.store import Store

MIXED = (
    "Kyiv said 💩 45,000 troops fought near Kursk.\n"
    "Zoe\u0308 Müller said 👨\u200d👩\u200d👧 “some 1,000 fled”, not confirmed.\n"
    "日本 5% 𝔘nverified. Kursk again.\n"
)
"""Astral, combining and joined characters: what offsets go wrong on."""


@pytest.fixture
def store():
    with project.in_memory() as opened:
        yield opened


@pytest.fixture
def project_file(tmp_path) -> Path:
    """A project with one article, closed."""
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as made:
        articles.add(made, [Draft(MIXED, "Mixed")])
    return path


@pytest.fixture
def opened(project_file):
    """The same, open."""
    with project.open_(project_file, person="Ana") as there:
        yield there


@pytest.fixture
def article(store: Store) -> str:
    """The id of an article with the mixed text, in `store`."""
    return articles.add(store, [Draft(MIXED, "Mixed")]).new[0]


@pytest.fixture
def label(store: Store) -> dict[str, str]:
    """Ids of the labels of `store`, by name."""
    return {one.name: one.id for one in labels.every(store)}
