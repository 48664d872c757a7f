"""A few edits into much that is known: only what bears on them is played, with the same outcome."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from model import (
    articles,
    check,
    comments,
    excerpt,
    exchange,
    labels,
    links,
    merging,
    packet,
    parts,
    people,
    project,
    spans,
)
from model.drafts import Draft
from model.replay import Replay
from model.store import utc_now
from tests.proof import dump

TEXTS = [f"Kyiv said {n},000 troops had left. Moscow denied that {n} trains were seen."
         for n in range(8)]  # fmt: skip


class Desk:
    """Ana's and Ben's copies of a project of eight articles, with forty edits of Ben in his."""

    def __init__(self, folder):
        self.folder = folder
        base = folder / "base.attesta"
        with project.create(base, person="Ana") as store:
            self.articles = articles.add(
                store, [Draft(text, f"Nr {n}") for n, text in enumerate(TEXTS)]
            ).new
            people.add(store, "Ben")
        self.stores = []
        for number, name in enumerate(("Ana", "Ben")):
            path = folder / f"{name}.attesta"
            shutil.copy(base, path)
            clock = lambda number=number: utc_now() + timedelta(days=1 - number)  # noqa: E731
            self.stores.append(project.open_(path, person=name, clock=clock))
            self.stores[-1].device = f"device {number}"
        self.ana, self.ben = self.stores
        for article in self.articles:
            for place in ((0, 4), (10, 15), (35, 41)):
                self.mark(self.ben, article, place)
            spans.set_note(self.ben, self.mark(self.ben, article, (16, 22)), "to check")
            comments.add(self.ben, article, "Really?")

    def mark(self, store, article, place=(0, 4), label="actor"):
        return spans.mark(store, article, *place, labels.named(store, label).id)

    def sent(self, store):
        path = self.folder / f"sent{packet.SUFFIX}"
        packet.write(store, path)
        return packet.read(path)


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    yield made
    for store in made.stores:
        store.close()


@pytest.fixture
def played(monkeypatch):
    """Ids of the edits that each of the merges played."""
    found = []
    begin, play = Replay.__init__, Replay.play

    def beginning(self, *what):
        found.append([])
        begin(self, *what)

    def playing(self, edit_id, *what):
        found[-1].append(edit_id)
        play(self, edit_id, *what)

    monkeypatch.setattr(Replay, "__init__", beginning)
    monkeypatch.setattr(Replay, "play", playing)
    return found


def taken(desk, monkeypatch):
    """What Ben is told when he takes in Ana's packet; the same as when everything is played."""
    sent = desk.sent(desk.ana)
    whole = desk.folder / "whole.attesta"
    desk.ben.close()
    shutil.copy(desk.ben.path, whole)
    desk.ben = desk.stores[1] = project.open_(desk.ben.path, person="Ben")
    desk.ben.device = "device 1"
    report = merging.merge(desk.ben, [sent])
    with monkeypatch.context() as patch, project.open_(whole, person="Ben") as other:
        other.device = "device 1"
        patch.setattr(excerpt, "replayed", lambda *_: None)
        expected = merging.merge(other, [sent])
        assert dump(other) == dump(desk.ben)
    assert check.project(desk.ben) == []
    for name in ("edits", "known", "new", "changed", "gone", "conflicts"):
        assert getattr(report, name) == getattr(expected, name), name
    assert report.edits
    return report


def many(desk):
    return len(exchange.standing_ids(desk.ben))


def test_only_the_history_of_the_article_is_played(desk, monkeypatch, played):
    mine = desk.mark(desk.ana, desk.articles[3], (0, 22), "claim")
    figure = desk.mark(desk.ana, desk.articles[3], (10, 15), "figure")
    links.add(desk.ana, mine, [figure])
    report = taken(desk, monkeypatch)
    assert report.new["span"] == 2
    excerpted, whole = played
    assert len(excerpted) < 16 < many(desk) < len(whole) + 3
    assert set(excerpted) < set(whole)


def test_what_both_did_to_one_row_is_a_conflict_all_the_same(desk, monkeypatch, played):
    for store in desk.stores:
        labels.change(store, labels.named(store, "claim").id, definition=f"By {store.person}")
    report = taken(desk, monkeypatch)
    assert [one.field for one in report.conflicts] == ["definition"]
    assert len(played[0]) < len(played[1])


def test_a_label_that_goes_up_in_another_has_everything_played(desk, monkeypatch, played):
    labels.add(desk.ben, "place", "#336699")
    for article in desk.articles:
        desk.mark(desk.ben, article, (0, 4), "place")
    labels.change(desk.ana, labels.named(desk.ana, "verified").id, name="place")
    taken(desk, monkeypatch)
    assert len(played[0]) < len(played[1]) == len(played[2]), "an excerpt was not enough"
    place = labels.named(desk.ben, "place").id
    named = {one.label_id for one in spans.of_article(desk.ben, desk.articles[6])}
    assert place in named


def test_an_article_that_both_brought_in_is_one(desk, monkeypatch):
    text = "Kyiv said the same on both machines."
    for store in desk.stores:
        new = articles.add(store, [Draft(text, f"By {store.person}")]).new[0]
        desk.mark(store, new)
    taken(desk, monkeypatch)
    assert len([one for one in articles.every(desk.ben) if one.length == len(text)]) == 1
    assert len(spans.of_article(desk.ben, articles.every(desk.ben)[-1].id)) == 2


def test_a_correction_of_an_article_that_was_removed_stays_without_it(desk, monkeypatch):
    old = desk.articles[5]
    new = articles.add(desk.ben, [Draft("Kyiv said less.", "Corrected")]).new[0]
    with desk.ben.edit("Correct an article") as edit:
        edit.update("article", new, supersedes=old)
    articles.remove(desk.ana, old)
    taken(desk, monkeypatch)
    assert articles.one(desk.ben, new).supersedes in (None, old)


def test_large_edits_are_read_part_by_part(desk, monkeypatch, played):
    monkeypatch.setattr(parts, "LARGE", 6)
    monkeypatch.setattr(parts, "PART", 3)
    label = labels.named(desk.ben, "verified").id
    for start in (0, 10):
        with desk.ben.edit("Mark all") as edit:
            for article in desk.articles:
                spans.insert(edit, article, articles.text_of(desk.ben, article),
                             spans.NewSpan(start, start + 4, label))  # fmt: skip
    desk.mark(desk.ana, desk.articles[7], (0, 4), "figure")
    taken(desk, monkeypatch)
    assert len(played[0]) < len(played[1])
