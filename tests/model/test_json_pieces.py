"""Long values as JSON: what is written piece by piece reads like what is written at once."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.disk import Files
from model.json_pieces import pieces
from model.kept import Kept

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner,
                                                                max_size=4),
    max_leaves=20,
)  # fmt: skip


def long(value, how):
    """The same value, of iterators and of mappings that are not built in, as deep as `how` says."""
    if not how:
        return value
    if isinstance(value, dict):
        return MappingProxyType({key: long(one, how - 1) for key, one in value.items()})
    return iter([long(one, how - 1) for one in value]) if isinstance(value, list) else value


@given(_VALUES, st.integers(0, 3))
def test_long_values_are_written_as_short_ones_are(value, how):
    whole = json.dumps(value, ensure_ascii=False, indent=2)
    assert "".join(pieces(long(value, how))) == whole
    assert "".join(pieces({"a": long(value, how), "b": 1})) == json.dumps(
        {"a": value, "b": 1}, ensure_ascii=False, indent=2
    )


def test_what_json_cannot_hold_is_refused():
    with pytest.raises(TypeError):
        "".join(pieces({"a": object()}))


def test_files_are_listed_in_the_order_of_their_paths(tmp_path):
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "a.txt", "empty"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if name == "empty" else path.write_text("words")
    found = Files(tmp_path)
    assert list(found) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(found) == 4
    assert tmp_path / "a.txt" in found
    assert tmp_path / "empty" not in found
    assert not list(Files(tmp_path / "a.txt"))


def test_what_is_kept_comes_back_in_order_while_more_is_added_and_begins_anew(tmp_path):
    kept = Kept(tmp_path / "kept.jsonl", str, Path)
    for first in ("one", "uno"):
        with kept:
            kept.append(Path(first))
            assert list(kept) == [Path(first)]
            kept.append(Path("two"))
            assert list(kept) == [Path(first), Path("two")]
        assert (len(kept), Path("two") in kept) == (2, True)
    assert list(kept) == [Path("uno"), Path("two")]
