"""Records of the right words in the wrong places: read or refused, never anything else."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import importing
from model.anchors import settle
from model.errors import UserError

KEYS = [
    "text", "data", "meta", "spans", "relations", "tokens", "answer", "label", "labels", "entities",
    "start", "end", "start_offset", "end_offset", "id", "from_id", "to_id", "type", "annotations",
    "predictions", "result", "value", "score", "state", "attributes", "choices", "was_cancelled",
    "head", "child", "head_span", "token_start", "token_end", "suggested_links", "names", "sidecar",
    "split", "in_layers", "title", "source", "date", "language", "file", "at", "exact", "Comments",
    "completed_by", "model_version", "from_name", "note", "text", "text",
]  # fmt: skip
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 30), st.sampled_from([10**400, 1e308, -0.5]),
    st.sampled_from(["ten men fell", "labels", "relation", "choices", "accept", "new", "s1", "a",
                     "suggested", "accepted", "train", "conll", "brat", "\ud83d", ""]),
)  # fmt: skip
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner,
                                                                max_size=8),
    max_leaves=30,
)  # fmt: skip
RECORDS = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10).map(
    lambda record: {"text": "ten men fell"} | record
)


def settled(format_, path):
    with suppress(UserError):
        for draft in importing.formats()[format_].read(path):
            settle(draft)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.mark.parametrize("format_", ["jsonl", "doccano", "label-studio"])
@given(records=st.lists(RECORDS | VALUES, max_size=3), listed=st.booleans())
def test_any_records(format_, records, listed, folder):
    path = folder / "records.json"
    said = json.dumps(records) if listed else "\n".join(map(json.dumps, records))
    path.write_text(said)
    importing.formats()[format_].sniff(path, said.encode()[:8192])
    settled(format_, path)


@given(regions=st.lists(RECORDS, max_size=4), prediction=st.booleans())
def test_any_regions(regions, prediction, folder):
    path = folder / "task.json"
    results = [{"type": "labels", "id": "s1", "value": {"start": 0, "end": 3, "labels": ["a"]}}]
    part = {"predictions" if prediction else "annotations": [{"result": [*results, *regions]}]}
    path.write_text(json.dumps([{"data": {"text": "ten men fell"}, **part}]))
    settled("label-studio", path)


@pytest.mark.parametrize("format_", ["brat", "conll"])
@given(records=st.lists(RECORDS, max_size=2))
def test_any_side_file(format_, records, folder):
    place = folder / format_
    place.mkdir(exist_ok=True)
    (place / "a.txt").write_text("ten men fell")
    (place / "a.ann").write_text("T1\tfigure 0 3\tten\n")
    (place / "a.train.conll").write_text("-DOCSTART- O\n\nten B-figure\nmen O\n")
    side = {"file": "a", "split": "train", "in_layers": True, "tokens": [[0, 3], [4, 7]]}
    lines = [json.dumps({"sidecar": format_} | side | one | {"sidecar": format_})
             for one in records]  # fmt: skip
    (place / "articles.jsonl").write_text("\n".join(lines).replace(": ", ":"))
    settled(format_, place)


LINES = st.lists(
    st.tuples(st.sampled_from(["T1", "T2", "R1", "E1", "E2", "A1", "M1", "N1", "#1", "*", "X"]),
              st.text("aT1E2 :;09\t", max_size=12)).map("\t".join),
    max_size=8,
)  # fmt: skip


@given(lines=LINES)
def test_any_standoff_lines(lines, folder):
    place = folder / "lines"
    place.mkdir(exist_ok=True)
    (place / "a.txt").write_text("ten men fell")
    (place / "a.ann").write_text("\n".join(["T1\tfigure 0 3\tten", *lines]))
    settled("brat", place / "a.ann")
