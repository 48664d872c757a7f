"""Packets and merging: what travels, what is refused, and what a merge tells and can take back."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest

from model import (
    articles,
    audit,
    check,
    holdings,
    labels,
    merging,
    packet,
    project,
    provenance,
    spans,
    stats,
)
from model.drafts import Draft
from model.errors import UserError
from tests.proof import dump

TEXT = "Kyiv said 45,000 troops had left. Moscow denied it."


@pytest.fixture
def desks(tmp_path):
    """Ana's and Ben's copies of one project with one article, each on a machine of its own."""
    base = tmp_path / "base.attesta"
    with project.create(base, person="Ana") as store:
        articles.add(store, [Draft(text=TEXT, title="One")])
    made = []
    for name in ("Ana", "Ben"):
        path = tmp_path / f"{name}.attesta"
        shutil.copy(base, path)
        store = project.open_(path, person=name)
        store.device = f"device of {name}"
        made.append(store)
    yield made
    for store in made:
        store.close()


@pytest.fixture
def ana(desks):
    return desks[0]


@pytest.fixture
def ben(desks):
    return desks[1]


@pytest.fixture
def sent(tmp_path):
    """Writes a packet; returns its file."""

    def send(store, name="packet", **how):
        path = tmp_path / f"{name}{packet.SUFFIX}"
        packet.write(store, path, **how)
        return path

    return send


def mark(store, start=0, end=4, label="actor"):
    article = articles.first(store)
    return spans.mark(store, article, start, end, labels.named(store, label).id)


def merged(store, *paths):
    return merging.merge(store, [packet.read(path) for path in paths])


def test_a_packet_is_plain_text_with_counts_and_hashes(ana, sent):
    mark(ana)
    lines = sent(ana).read_text(encoding="utf-8").splitlines()
    manifest = json.loads(lines[0])
    assert (manifest["project"], manifest["from"], manifest["edits"]) == (ana.uuid, "Ana", 2)
    assert manifest["people"] == {"Ana": 2}
    assert len(json.loads(lines[-1])["end"]) == 64


def test_work_of_a_colleague_comes_in_as_one_edit(ana, ben, sent):
    mine, theirs = mark(ana), mark(ben, 34, 40)
    report = merged(ana, sent(ben))
    assert report.edits == {"Ben": 1}
    assert report.new["span"] == 1
    assert {mine, theirs} <= {row[0] for row in ana.rows("SELECT id FROM span")}
    assert report.backup.exists()
    assert ana.history.done[-1].title == "Merge 1 edit of Ben"
    assert check.project(ana) == []


def test_the_same_packet_again_changes_nothing(ana, ben, sent):
    mark(ben)
    path = sent(ben)
    merged(ana, path)
    before = dump(ana)
    report = merged(ana, path, path)
    assert (report.edits, dump(ana)) == ({}, before)


def test_undo_takes_the_merge_back_and_it_can_come_again(ana, ben, sent):
    mark(ana)
    before = dump(ana)
    mark(ben, 34, 40)
    path = sent(ben)
    merged(ana, path)
    ana.undo()
    assert dump(ana) == before
    assert merged(ana, path).edits == {"Ben": 1}
    assert len(spans.of_article(ana, articles.first(ana))) == 2


def test_a_merge_that_was_taken_back_is_not_passed_on(ana, ben, sent):
    mark(ben)
    merged(ana, sent(ben))
    ana.undo()
    assert packet.read(sent(ana)).manifest["people"] == {"Ana": 1}


def test_two_readings_of_the_same_words_both_stay(ana, ben, sent):
    mark(ana)
    mark(ben)
    report = merged(ana, sent(ben))
    assert report.conflicts == []
    assert len(spans.of_article(ana, articles.first(ana))) == 2


def test_the_same_article_imported_twice_is_one(ana, ben, sent):
    for store in (ana, ben):
        articles.add(store, [Draft(text="Another text.", title=f"By {store.person}")])
    merged(ana, sent(ben))
    assert len(articles.every(ana)) == 2


def test_one_persons_two_machines_are_told_where_they_differ(ana, ben, sent):
    span = mark(ana)
    merged(ben, sent(ana))
    ben.person = "Ana"
    spans.set_note(ben, span, "at home")
    spans.set_note(ana, span, "at the desk")
    report = merged(ana, sent(ben))
    merged(ben, sent(ana))
    assert [(one.field, {one.kept, one.lost}) for one in report.conflicts] == [
        ("note", {"at home", "at the desk"})]  # fmt: skip
    assert spans.one(ana, span).note == spans.one(ben, span).note == report.conflicts[0].kept


def test_what_was_deleted_here_and_changed_there_comes_back_and_is_told(ana, ben, sent):
    span = mark(ana)
    merged(ben, sent(ana))
    spans.delete(ana, [span])
    ben.person = "Ana"
    spans.set_note(ben, span, "still wanted")
    report = merged(ana, sent(ben))
    assert spans.one(ana, span).note == "still wanted"
    assert [(one.kept, one.lost) for one in report.conflicts] == [("changed", "deleted")]


def test_history_tells_who_did_it_and_when_not_only_who_merged(ana, ben, sent):
    span = mark(ben)
    merged(ana, sent(ben))
    told = audit.of_row(ana, span)
    assert [(one.title, one.person) for one in told] == [
        ("Merge 1 edit of Ben", "Ana"), ("Mark actor", "Ben")]  # fmt: skip


def test_the_story_and_the_figures_know_whose_work_came_in(ana, ben, sent):
    theirs = mark(ben)
    spans.set_note(ben, theirs, "sure?")
    merged(ana, sent(ben))
    assert [f"{one.person} {one.said}" for one in provenance.story(ana, theirs)] == [
        "Ben marked “Kyiv” as actor", "Ben wrote a note", "Ana took it in: Merge 2 edits of Ben",
    ]  # fmt: skip
    work = {one["person"]: one for one in stats.of_project(ana)["people"]}
    assert (work["Ben"]["spans"], work["Ana"]["spans"]) == (1, 0)
    assert work["Ben"]["articles_timed"] == 1
    ana.undo()
    assert "Ben" not in {one["person"] for one in stats.of_project(ana)["people"]}


def test_a_third_hears_of_it_through_a_second(ana, ben, sent, tmp_path):
    mark(ben)
    merged(ana, sent(ben))
    shutil.copy(tmp_path / "base.attesta", tmp_path / "third.attesta")
    with project.open_(tmp_path / "third.attesta", person="Chloe") as third:
        assert merged(third, sent(ana)).edits.get("Ben") == 1
        assert len(spans.of_article(third, articles.first(third))) == 1


# ---- what is refused


def refused(store, path, match):
    before = dump(store)
    with pytest.raises(UserError, match=match) as told:
        merged(store, path)
    assert "Nothing was merged" in str(told.value)
    assert dump(store) == before


def test_a_changed_value_is_refused(ana, ben, sent):
    mark(ben)
    path = sent(ben)
    path.write_text(path.read_text("utf-8").replace("Mark actor", "Mark victor"), "utf-8")
    refused(ana, path, "damaged or was altered")


def test_a_changed_value_under_a_new_hash_is_refused(ana, ben, sent):
    import hashlib

    mark(ben)
    path = sent(ben)
    head, end = path.read_bytes().rsplit(b"\n", 2)[0], b""
    head = head.replace(b"Mark actor", b"Mark victor") + b"\n"
    end = json.dumps({"end": hashlib.sha256(head).hexdigest()}).encode() + b"\n"
    path.write_bytes(head + end)
    refused(ana, path, "not as it was made")


@pytest.mark.parametrize("keep", [0, 10, 200, -30])
def test_a_part_of_a_packet_is_refused(ana, ben, sent, keep):
    mark(ben)
    path = sent(ben)
    data = path.read_bytes()
    path.write_bytes(data[:keep])
    refused(ana, path, "packet|end is missing|not hold")


@pytest.mark.parametrize("content", [b"\x00\xff\n", b"[1]\n", b"{}\n", b'{"attesta":"other"}\n',
                                     b"[" * 100_000 + b"\n"])  # fmt: skip
def test_what_is_no_packet_is_refused(ana, tmp_path, content):
    path = tmp_path / "strange.attesta-packet"
    path.write_bytes(content)
    refused(ana, path, "packet")


def test_another_projects_packet_is_refused(ana, sent, tmp_path):
    with project.create(tmp_path / "other.attesta", person="Ben") as other:
        articles.add(other, [Draft(text=TEXT, title="One")])
        refused(ana, sent(other), "another project")


def test_a_gap_is_refused_and_told(ana, ben, sent):
    mark(ben)
    mark(ben, 34, 40)
    last = ben.value("SELECT max(at) FROM edit")
    first = ben.value("SELECT min(at) FROM edit WHERE title LIKE 'Mark%'")
    assert first < last
    refused(ana, sent(ben, since=last), "are missing")
    merged(ana, sent(ben, "whole"))
    assert merged(ana, sent(ben, since=last)).known == 1


def test_a_clock_that_is_ahead_is_told_and_the_merge_goes_on(ana, tmp_path, sent):
    shutil.copy(tmp_path / "base.attesta", tmp_path / "ahead.attesta")
    ahead = datetime(2199, 1, 1, tzinfo=UTC)
    with project.open_(tmp_path / "ahead.attesta", person="Chloe", clock=lambda: ahead) as other:
        other.device = "elsewhere"
        span = mark(other)
        report = merged(ana, sent(other))
    assert "minutes ahead" in report.notes[0]
    spans.set_note(ana, mark(ana, 34, 40), "later")
    assert ana.value("SELECT max(at) FROM edit") > "2199"
    assert spans.one(ana, span) is not None


def test_a_file_that_goes_on_at_two_machines_under_one_name_is_told(ana, ben, sent):
    ben.device = ana.device
    mark(ana)
    mark(ben, 34, 40)
    report = merged(ana, sent(ben))
    assert "works in a copy" in report.notes[0]
    assert len(spans.of_article(ana, articles.first(ana))) == 2


# ---- only what somebody lacks


def test_a_packet_leaves_out_what_the_other_sides_packet_shows(ana, ben, sent):
    mark(ana)
    merged(ben, sent(ana))
    theirs = packet.read(sent(ben, "theirs"))
    mark(ben, 10, 16)
    mine = mark(ana, 34, 40)
    assert [one.title for one in packet.read(sent(ana, lacking=[theirs.holding])).edits] == [
        "Mark actor"]  # fmt: skip
    assert merged(ben, sent(ana, lacking=[theirs.holding])).edits == {"Ana": 1}
    assert spans.one(ben, mine) is not None


def test_an_empty_packet_says_what_is_here_and_can_be_merged(ana, ben, sent):
    mark(ana)
    merged(ben, sent(ana))
    receipt = packet.read(sent(ben, empty=True))
    assert receipt.edits == ()
    assert merged(ana, receipt.path).edits == {}
    mark(ana, 34, 40)
    assert len(packet.read(sent(ana, lacking=[receipt.holding])).edits) == 1


def test_what_a_person_has_is_what_all_their_machines_have(ana, ben, sent):
    fresh = packet.read(sent(ben, empty=True)).holding
    mark(ana)
    merged(ben, sent(ana))
    later = packet.read(sent(ben, empty=True)).holding
    assert len(packet.read(sent(ana, lacking=[later])).edits) == 0
    assert len(packet.read(sent(ana, lacking=[later, fresh])).edits) == 1


def test_what_was_taken_back_there_is_sent_again(ana, ben, sent):
    mark(ana)
    merged(ben, sent(ana))
    mark(ana, 34, 40)
    ben.undo()
    theirs = packet.read(sent(ben, empty=True)).holding
    assert merged(ben, sent(ana, lacking=[theirs])).edits == {"Ana": 2}


def test_a_merge_is_remembered_for_the_next_packet(ana, ben, sent):
    mark(ana)
    merged(ben, sent(ana))
    merged(ana, sent(ben))
    (seen,) = [one for one in holdings.remembered(ana.uuid) if one.person == "Ben"]
    assert seen.device == "device of Ben"
    mark(ana, 34, 40)
    assert len(packet.read(sent(ana, lacking=[seen])).edits) == 1
