"""What the tests of suggestions share: a short text with some to find, and what waits in it."""

from __future__ import annotations

TEXT = "Kyiv said 45,000 troops had left by 12 trains. Nobody could confirm it.\nThen 7 tanks went."
PATIENCE = 60_000
"""Milliseconds in which a worker starts and answers."""


def waiting(desk):
    """The quotes of the suggestions in the article shown."""
    return [one.quote for one in desk.spans.values() if one.state == "suggested"]
