"""What two machines do without knowing of each other, and what cannot stand side by side then."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from model import (
    articles,
    check,
    labels,
    links,
    merging,
    packet,
    people,
    project,
    spans,
    suggestion_intake,
    suggestions,
)
from model.drafts import Draft
from model.store import utc_now
from model.suggested import Suggested, SuggestedLink, Suggestions
from tests.proof import dump

TEXT = "Kyiv said 45,000 troops had left. Moscow denied that 12 trains were seen."


class Desks:
    """Copies of one project with one article, each at a machine of its own."""

    def __init__(self, folder, *names):
        self.folder = folder
        base = folder / "base.attesta"
        with project.create(base, person="Ana") as store:
            self.article = articles.add(store, [Draft(text=TEXT, title="One")]).new[0]
        self.stores = []
        for number, name in enumerate(names):
            path = folder / f"{number}.attesta"
            shutil.copy(base, path)
            store = project.open_(path, person=name)
            store.device = f"device {number}"
            self.stores.append(store)

    def send(self, sender, receiver):
        path = self.folder / f"sent{packet.SUFFIX}"
        packet.write(sender, path)
        return merging.merge(receiver, [packet.read(path)])

    def exchange(self):
        """All converge and are sound; returns what the first one was told."""
        one, other = self.stores
        report = self.send(other, one)
        self.send(one, other)
        assert not self.send(other, one).edits
        for store in self.stores:
            assert check.project(store) == []
        assert rows(one) == rows(other)
        return report


def rows(store):
    tables = ("project", "person", "label", "article", "span", "link", "assignment", "decision")
    return {name: sorted(map(tuple, store.rows(f"SELECT * FROM {name}"))) for name in tables}


@pytest.fixture
def desks(tmp_path):
    made = []

    def make(*names):
        made.append(Desks(tmp_path, *names))
        return made[0], *made[0].stores

    yield make
    for store in made[0].stores:
        store.close()


def label(store, name):
    return labels.named(store, name).id


def mark(store, start, end, name):
    return spans.mark(store, articles.first(store), start, end, label(store, name))


def told(report):
    return [(one.table, one.field, one.kept, one.lost) for one in report.conflicts]


def test_two_edges_of_one_span_moved_at_two_machines(desks):
    both, ana, home = desks("Ana", "Ana")
    span = mark(ana, 0, 9, "claim")
    both.send(ana, home)
    spans.move(ana, span, 5, 9)
    spans.move(home, span, 0, 16)
    assert told(both.exchange()) == [("span", "start", 0, 5)]
    assert spans.one(ana, span).quote == TEXT[0:16]


def test_attributes_set_at_two_machines_are_all_kept(desks):
    both, ana, home = desks("Ana", "Ana")
    span = mark(ana, 0, 9, "claim")
    both.send(ana, home)
    spans.set_attributes(ana, span, {"verdict": "refuted"})
    spans.set_attributes(home, span, {"check_worthiness": "yes"})
    assert both.exchange().conflicts == []
    assert spans.one(ana, span).attributes == {"verdict": "refuted", "check_worthiness": "yes"}


def test_the_same_words_marked_by_one_person_at_two_machines_are_one_span(desks):
    both, ana, home = desks("Ana", "Ana")
    first, second = mark(ana, 0, 4, "actor"), mark(home, 0, 4, "actor")
    spans.set_note(home, second, "the city")
    claim = mark(home, 0, 32, "claim")
    links.add(home, claim, [second])
    both.exchange()
    assert spans.one(ana, second) is None
    assert spans.one(ana, first).note == "the city"
    assert [one.child for one in links.of_span(home, claim)] == [first]


def test_what_was_undone_at_one_machine_stays_as_marked_at_the_other(desks):
    both, ana, home = desks("Ana", "Ana")
    first = mark(ana, 0, 4, "actor")
    mark(home, 0, 4, "actor")
    home.undo()
    both.exchange()
    assert [one.id for one in spans.of_article(home, both.article)] == [first]


def test_an_article_removed_here_and_marked_there_comes_back_and_is_told(desks):
    both, ana, ben = desks("Ana", "Ben")
    span = mark(ben, 0, 4, "actor")
    articles.remove(ana, both.article)
    report = both.exchange()
    assert [one.table for one in report.conflicts] == ["article"]
    assert [one.id for one in spans.of_article(ana, both.article)] == [span]


def test_a_link_to_a_span_that_was_deleted_elsewhere_goes_with_it(desks):
    both, ana, home = desks("Ana", "Ana")
    claim, actor = mark(ana, 0, 32, "claim"), mark(ana, 0, 4, "actor")
    both.send(ana, home)
    spans.delete(ana, [actor])
    links.add(home, claim, [actor])
    both.exchange()
    assert links.of_span(ana, claim) == []


def test_a_label_that_was_taken_back_but_used_elsewhere_stays(desks):
    both, ana, ben = desks("Ana", "Ben")
    place = labels.add(ana, "place", "#336699")
    both.send(ana, ben)
    spans.mark(ben, both.article, 0, 4, place)
    ana.undo()
    report = both.exchange()
    assert [one.table for one in report.conflicts] == ["label"]
    assert label(ana, "place") == place


def test_a_label_added_at_two_machines_is_one(desks):
    both, ana, ben = desks("Ana", "Ben")
    for store in (ana, ben):
        spans.mark(store, both.article, 0, 4, labels.add(store, "place", "#336699"))
    both.exchange()
    assert [one.name for one in labels.every(ana)].count("place") == 1
    assert len({one.label_id for one in spans.of_article(ana, both.article)}) == 1


def test_labels_merged_at_two_machines(desks):
    both, ana, home = desks("Ana", "Ana")
    mark(ana, 0, 4, "actor")
    both.send(ana, home)
    labels.merge(ana, label(ana, "actor"), label(ana, "claim"))
    mark(home, 0, 4, "claim")
    labels.merge(home, label(home, "figure"), label(home, "actor"))
    both.exchange()
    assert len(spans.of_article(ana, both.article)) == 1


def test_two_people_renamed_alike_stay_two(desks):
    both, ana, ben = desks("Ana", "Ben")
    for store, name in ((ana, "Zed"), (ben, "Yan")):
        people.rename(store, people.add(store, name), "Kim")
    both.exchange()
    assert sum(one.name.startswith("Kim") for one in people.everyone(ana)) == 2


@pytest.mark.parametrize("judgement", ["accepted", "rejected"])
def test_a_suggestion_judged_by_two_people_holds_the_word_of_each(desks, judgement):
    both, ana, ben = desks("Ana", "Ben")
    new = spans.NewSpan(0, 4, label(ana, "actor"), state="suggested", origin="rule:x@1")
    span = spans.mark_all(ana, both.article, [new], "Suggest")[0]
    both.send(ana, ben)
    suggestions.judge(ana, [span], "accepted")
    suggestions.judge(ben, [span], judgement)
    both.exchange()
    names = {one.id: one.name for one in people.everyone(ana)}
    said = {names[one.person_id]: one.state for one in spans.of_article(ana, both.article)}
    assert said == {"Ana": "accepted", "Ben": judgement}


def test_what_two_machines_have_suggested_to_one_person_is_there_once_when_it_is_suggested_anew(
    desks,
):
    both, one, other = desks("Ana", "Ana")
    found = Suggestions(
        [Suggested("figure", 10, 23, 0.9, "rule:figures@1"),
         Suggested("actor", 0, 4, 0.8, "rule:actors@1"),
         Suggested("claim", 10, 32, 0.7, "rule:claims@1")],
        [SuggestedLink("has_figure", 2, 0, 0.7), SuggestedLink("attributed_to", 2, 1, 0.7)],
    )  # fmt: skip

    def suggest(store):
        article = articles.one(store, both.article)
        return suggestion_intake.put(store, article.id, article.body, found, by_itself=True)

    assert [suggest(one), suggest(other)] == [3, 3]
    actor = next(span for span in spans.of_article(other, both.article) if span.start == 0)
    suggestions.judge(other, [actor.id], "rejected")
    both.exchange()
    assert [suggest(one), suggest(other)] == [0, 0], "as opening the article does"
    report = both.exchange()
    assert report.conflicts == []
    for store in (one, other):
        said = [
            (span.start, span.end, span.state) for span in spans.of_article(store, both.article)
        ]
        assert sorted(said) == [(0, 4, "rejected"), (10, 23, "suggested"), (10, 32, "suggested")]
        assert len(links.of_article(store, both.article)) == 1


def test_a_file_carried_to_a_machine_whose_clock_is_behind_keeps_its_order(tmp_path):
    both = Desks(tmp_path, "Ana", "Ana")
    both.stores.pop(0).close()
    ahead = datetime.now(UTC) + timedelta(hours=1)
    for device, clock, note in (("z", lambda: ahead, "first"), ("a", utc_now, "second")):
        with project.open_(tmp_path / "0.attesta", person="Ana", clock=clock) as carried:
            carried.device = device
            span = mark(carried, 0, 4, "actor")
            spans.set_note(carried, span, note)
            both.send(carried, both.stores[0])
    with both.stores[0] as home:
        assert spans.one(home, span).note == "second"


def test_a_merge_of_all_that_can_collide_is_taken_back_whole(desks):
    both, ana, ben = desks("Ana", "Ben")
    place = labels.add(ben, "place", "#336699")
    labels.add(ana, "place", "#993366")
    spans.mark(ben, both.article, 0, 4, place)
    articles.remove(ana, both.article)
    before = dump(ana)
    both.send(ben, ana)
    ana.undo()
    assert dump(ana) == before
    both.exchange()


def test_what_a_merge_brought_stays_away_once_it_is_taken_back(desks):
    both, ana, home, ben = desks("Ana", "Ana", "Ben")
    mark(ana, 40, 45, "claim")
    brought = mark(home, 0, 4, "actor")
    both.send(home, ana)
    labels.merge(ana, label(ana, "actor"), label(ana, "claim"))
    ana.undo()
    ana.undo()
    theirs = mark(ben, 34, 40, "actor")
    assert both.send(ben, ana).new["span"] == 1
    assert theirs in {one.id for one in spans.of_article(ana, both.article)}
    assert brought not in {one.id for one in spans.of_article(ana, both.article)}
