"""Packets that mean harm or were cut off: refused with nothing merged, or taken in and sound."""

from __future__ import annotations

import hashlib
import json
import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import (
    articles,
    audit,
    backup,
    check,
    comments,
    exchange,
    labels,
    links,
    merging,
    packet,
    project,
    spans,
    stats,
)
from model.drafts import Draft
from model.errors import UserError
from model.exchange import NO_SEAL, Passed
from tests.faults.conftest import rounds
from tests.faults.test_killed import killed
from tests.proof import dump

pytestmark = pytest.mark.faults

TEXT = "Kyiv said 45,000 troops had left. Moscow denied that 12 trains were seen."
NASTY = (
    None, "", 0, -1, True, 2**70, 1e400, "x", "\0", "\ud800", "{", "uuid", "project", [], {},
    "9999-99-99T99:99:99.999Z", "9999-12-31T23:59:59.999Z", "../../etc", "<img src=file:///x>",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A project, and the lines of a packet with one of everything that Ben did in his copy."""
    folder = tmp_path_factory.mktemp("hostile")
    mine, theirs = folder / "ana.attesta", folder / "ben.attesta"
    with project.create(mine, person="Ana") as store:
        article = articles.add(store, [Draft(text=TEXT, title="One")]).new[0]
    shutil.copy(mine, theirs)
    with project.open_(theirs, person="Ben") as store:
        store.device = "Ben's machine"
        claim = spans.mark(store, article, 0, 32, labels.named(store, "claim").id)
        actor = spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
        links.add(store, claim, [actor])
        spans.set_note(store, actor, "sure?")
        comments.add(store, article, "Who else?", actor)
        labels.add(store, "place", "#336699")
        articles.add(store, [Draft(text="Another text.", title="Two")])
        articles.submit(store, article)
        packet.write(store, folder / "ben.attesta-packet")
    text = (folder / "ben.attesta-packet").read_text(encoding="utf-8")
    return mine, [json.loads(line) for line in text.splitlines()]


def signed(lines):
    """The lines as a packet whose every hash and seal is right."""
    seals, data = {"": NO_SEAL}, b""
    for line in lines[:-1]:
        if line.get("device") == "Ben's machine" and "seal" in line:
            bare = Passed(**{**line, "seal": ""})
            seals[line["id"]] = exchange.sealed(seals.get(line["prior"], NO_SEAL), bare)
            line = {**line, "seal": seals[line["id"]]}
        data += json.dumps(line).encode() + b"\n"
    return data + json.dumps({"end": hashlib.sha256(data).hexdigest()}).encode() + b"\n"


def leaves(value, path=()):
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inner:
        if isinstance(one, dict | list):
            yield from leaves(one, (*path, key))
        else:
            yield (*path, key)


def altered(value, path, to):
    copy = value.copy()
    copy[path[0]] = to if len(path) == 1 else altered(value[path[0]], path[1:], to)
    return copy


def harmed(lines, chance):
    """The lines with one value, of a line or within the changes of an edit, made nasty."""
    at = chance.draw(st.integers(0, len(lines) - 2))
    line = lines[at]
    nasty = chance.draw(st.sampled_from(NASTY))
    if "changes" in line and chance.draw(st.booleans()):
        changes = json.loads(line["changes"])
        where = chance.draw(st.sampled_from(list(leaves(changes))))
        line = {**line, "changes": json.dumps(altered(changes, where, nasty))}
    else:
        line = altered(line, chance.draw(st.sampled_from(list(leaves(line)))), nasty)
    return [*lines[:at], line, *lines[at + 1 :]]


def refusal_of(store, sent):
    """What was said against a packet; '' when it was merged."""
    try:
        merging.merge(store, [packet.read(sent)])
    except UserError as error:
        return str(error)
    return ""


def look_at_everything(store):
    for article in articles.every(store):
        for span in spans.of_article(store, article.id):
            audit.of_row(store, span.id)
    stats.of_project(store)
    assert check.project(store) == []


@given(chance=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True)
def test_whatever_a_packet_says_the_project_stays_sound(desk, tmp_path, chance):
    path, sent = tmp_path / "one.attesta", tmp_path / "one.attesta-packet"
    shutil.copy(desk[0], path)
    try:
        sent.write_bytes(signed(harmed(desk[1], chance)))
    except (TypeError, ValueError):  # what cannot even be hashed cannot be sent
        return
    with project.open_(path, person="Ana") as store:
        before = dump(store)
        refusal = refusal_of(store, sent)
        if refusal:
            assert "Nothing was merged" in refusal
            assert dump(store) == before
            return
        look_at_everything(store)
        spans.mark(store, articles.first(store), 5, 9, labels.named(store, "claim").id)
        store.undo()
        store.undo()
        look_at_everything(store)


MERGE = """
from pathlib import Path
from model import merging, packet, project
store = project.open_(Path(sys.argv[1]), person="Ana")
found = packet.read(Path(sys.argv[2]))
print("GO")
merging.merge(store, [found])
print("ACK done")
"""


@rounds(4, 40)
def test_killed_while_merging(tmp_path, chance, rounds):
    mine, theirs = tmp_path / "ana.attesta", tmp_path / "ben.attesta"
    with project.create(mine, person="Ana") as store:
        article = articles.add(store, [Draft(text=TEXT * 50, title="One")]).new[0]
    shutil.copy(mine, theirs)
    sent = tmp_path / "ben.attesta-packet"
    with project.open_(theirs, person="Ben") as store:
        store.device = "Ben's machine"
        claim = labels.named(store, "claim").id
        for start in range(300):
            spans.mark(store, article, start, start + 5, claim)
        packet.write(store, sent)
    for number in range(rounds):
        copy = tmp_path / f"{number}.attesta"
        shutil.copy(mine, copy)
        said = killed(MERGE, copy, sent, after=chance.uniform(0, 0.15))
        with project.open_(copy, person="Ana") as store:
            many = len(spans.of_article(store, article))
            assert many in ((300,) if said else (0, 300))
            assert check.project(store) == []
            merging.merge(store, [packet.read(sent)])
            assert len(spans.of_article(store, article)) == 300
            backup.make(store)
            assert not [one for one in os.listdir(backup.folder_of(store)) if ".new" in one]
