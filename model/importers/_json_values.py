"""One value of foreign JSON: what is not plain in it is refused, lone surrogates are replaced."""

from __future__ import annotations

import json
import re
from typing import Any

TWICE = "a name stands twice in one object"

_LONE = re.compile("[\ud800-\udfff]")
_ESCAPED_LONE = re.compile(r"\\u[dD][89a-fA-F]")


class TooDeep(ValueError):
    """Lists and objects inside one another, beyond what can be read."""


class Decoder:
    """Decodes values; what is wrong with one that JSON allows, or that readers differ about, is
    its `problem`, so that the value after it can still be found."""

    def __init__(self) -> None:
        self.problem = ""
        self._decoder = json.JSONDecoder(
            parse_constant=self._constant, object_pairs_hook=self._once
        )

    def value(self, said: str, at: int = 0) -> tuple[Any, int]:
        """The value that begins `at`, and where it ends. Raises `ValueError` for what is none,
        `TooDeep` among them."""
        self.problem = ""
        try:
            return self._decoder.raw_decode(said, at)
        except RecursionError as error:
            raise TooDeep("nested too deeply") from error

    def _constant(self, name: str) -> float:
        self.problem = f"{name} is not a number"
        return 0.0

    def _once(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            self.problem = TWICE
        return found


def parsed(said: str) -> Any:  # noqa: ANN401
    """One JSON value; raises `ValueError` for what is none, is too deep, has NaN in it, or says
    one thing twice."""
    decoder = Decoder()
    said = said.strip(" \t\n\r")
    value, end = decoder.value(said)
    if decoder.problem or end != len(said):
        raise ValueError(decoder.problem or "more than one value")
    return kept(value) if _ESCAPED_LONE.search(said) else value


def kept(value: Any) -> Any:  # noqa: ANN401
    """The value with a sign of replacement for every half of a surrogate pair."""
    if isinstance(value, str):
        return _LONE.sub("\ufffd", value)
    if isinstance(value, list):
        return [kept(one) for one in value]
    if isinstance(value, dict):
        return {kept(key): kept(one) for key, one in value.items()}
    return value
