"""What the fault tests share: a seed that can be given, and projects to harm."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from model import articles, project
from model.drafts import Draft
from tests.journeys.conftest import make_window

__all__ = ["make_window"]


def pytest_report_header() -> str:
    return f"FAULT_SEED={seed()}"


def seed() -> int:
    """Set FAULT_SEED to another number, and other moments are hit."""
    return int(os.environ.get("FAULT_SEED", "1"))


@pytest.fixture
def chance(request) -> random.Random:
    return random.Random(f"{seed()} {request.node.name}")


@pytest.fixture
def desk(tmp_path) -> Path:
    """A closed project with one article of 4,000 characters."""
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft("Kyiv said 💩 so. " * 250, "Long")])
    return path


def rounds(quick: int, long: int) -> pytest.MarkDecorator:
    """Some rounds in every test run, many in `make faults`."""
    return pytest.mark.parametrize(
        "rounds", [quick, pytest.param(long, marks=pytest.mark.slow, id=f"{long}-slow")]
    )
