"""Taking in: one edit, nothing twice, people and states as the files say, no label lost unsaid."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from model import (
    articles,
    check,
    choices,
    findings,
    intake,
    labels,
    links,
    people,
    spans,
    suggestions,
)
from model.anchors import settle
from model.choices import Choices
from model.drafts import Draft, DraftLink, DraftSpan
from model.errors import UserError
from model.import_report import Report

BODY = "Kyiv said 💩 45,000 troops fought near Kursk."
CLAIM = DraftSpan(10, 33, "claim", key="c")
FIGURE = DraftSpan(12, 18, "figure", key="f", quote="45,000")


def draft(*given, links=(), state="", body=BODY, title="A"):
    return Draft(body, title, spans=given, links=links, state=state)


def take(store, *drafts, chosen=None):
    tally = findings.Tally(Path("file.x"), "jsonl")
    kept = []
    for one in map(settle, drafts):
        tally.add(one)
        kept.append(findings.from_line(findings.as_line(one.draft)))
    files = [(tally.found(), kept)]
    steps = intake.Steps(store, files, chosen or Choices(), "Import file")
    for _ in steps:
        pass
    return Report(tuple(steps.results))


def marked(store):
    (article,) = articles.every(store)
    names = {one.id: one.name for one in labels.every(store, retired=True)}
    return [
        (names[one.label_id], one.quote, one.state, one.origin)
        for one in spans.of_article(store, article.id)
    ]


def test_everything_is_one_edit_that_undo_takes_back(store):
    before = store.value("SELECT count(*) FROM edit"), len(people.everyone(store))
    given = DraftSpan(0, 4, "SOURCE", key="s", person="Ben")
    report = take(
        store,
        draft(CLAIM, FIGURE, given, state="submitted",
              links=(DraftLink("has_figure", "c", "f"), DraftLink("Has-Figure", "c", "f"),
                     DraftLink("attributed to", "c", "s"))),
        chosen=Choices(labels={"SOURCE": choices.ADD}),
    )  # fmt: skip
    assert (len(report.new), report.spans, report.links) == (1, 3, 2)
    assert store.value("SELECT count(*) FROM edit") == before[0] + 1
    assert "SOURCE" in {one.name for one in labels.every(store)}
    assert {one.name for one in people.everyone(store)} >= {"Ana", "Ben"}
    assert check.project(store) == []
    store.undo()
    assert articles.every(store) == []
    assert len(people.everyone(store)) == before[1]
    assert "SOURCE" not in {one.name for one in labels.every(store, retired=True)}
    store.redo()
    assert len(marked(store)) == 3
    assert check.project(store) == []


def test_again_adds_nothing_and_makes_no_edit(store):
    given = draft(
        CLAIM, FIGURE, FIGURE, DraftSpan(0, 4, "actor", person="Ben"),
        DraftSpan(0, 4, "actor", state="suggested", origin="model:x@1", score=0.5),
        DraftSpan(5, 9, "actor", state="rejected", origin="model:x@1"),
        links=(DraftLink("has_figure", "c", "f"),), state="submitted",
    )  # fmt: skip
    first = take(store, given)
    assert (first.spans, first.links) == (5, 1)
    before = store.head
    again = take(store, given)
    assert (again.new, again.known, again.spans, again.links) == ((), 1, 0, 0)
    assert again.results[0].outcome == "known"
    assert store.head == before


def test_a_text_that_is_there_gets_the_new_spans(store):
    take(store, draft(CLAIM))
    report = take(store, draft(CLAIM, FIGURE, links=(DraftLink("has_figure", "c", "f"),)))
    assert (report.known, report.spans, report.links) == (1, 1, 1)
    assert len(marked(store)) == 2


def test_origins_say_whose_work_it_is(store):
    take(store, draft(
        DraftSpan(0, 4, "actor"), DraftSpan(5, 9, "actor", person="Ben"),
        DraftSpan(10, 11, "actor", state="suggested", origin="rule:r@1", score=0.25),
        DraftSpan(12, 18, "figure", state="suggested"),
        DraftSpan(12, 18, "actor", origin="; DROP"),
    ))  # fmt: skip
    assert Counter(marked(store)) == Counter(
        [
            ("actor", "Kyiv", "accepted", "import:jsonl"),
            ("actor", "said", "accepted", "person"),
            ("actor", "💩", "suggested", "rule:r@1"),
            ("actor", "45,000", "accepted", "import:jsonl"),
            ("figure", "45,000", "suggested", "import:jsonl"),
        ]
    )
    (article,) = articles.every(store)
    names = {one.id: one.name for one in people.everyone(store)}
    by_quote = {one.quote: names[one.person_id] for one in spans.of_article(store, article.id)}
    assert (by_quote["Kyiv"], by_quote["said"]) == ("Ana", "Ben")


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (draft(), "new"),
        (draft(state="submitted"), "submitted"),
        (draft(CLAIM), "in progress"),
        (draft(CLAIM, state="approved"), "approved"),
        (draft(DraftSpan(0, 4, "actor", state="suggested")), "new"),
    ],
)
def test_the_state_is_what_the_file_says(given, state, store):
    take(store, given)
    assert articles.every(store)[0].state == state


def test_a_state_that_adds_nothing_changes_nothing(store):
    take(store, draft(CLAIM, state="submitted"))
    (article,) = articles.every(store)
    articles.reopen(store, article.id)
    take(store, draft(CLAIM, state="submitted"))
    assert articles.one(store, article.id).state == "in progress"
    articles.submit(store, article.id)
    articles.approve(store, article.id)
    take(store, draft(FIGURE))
    assert articles.one(store, article.id).state == "in progress", "new spans are not yet gold"


def test_a_judged_suggestion_is_not_suggested_again(store):
    one = draft(DraftSpan(0, 4, "actor", state="suggested", origin="model:x@1"))
    take(store, one)
    (article,) = articles.every(store)
    (span,) = spans.of_article(store, article.id)
    suggestions.judge(store, [span.id], "rejected")
    assert take(store, one).spans == 0
    assert [one[2] for one in marked(store)] == ["rejected"]


# ---- labels and links that the project does not know


def found_of(*drafts):
    tally = findings.Tally(Path("file.x"), "jsonl")
    for one in map(settle, drafts):
        tally.add(one)
    return [tally.found()]


FOREIGN = draft(
    DraftSpan(0, 4, "PER", key="p"), DraftSpan(12, 18, "Figure", key="f"),
    DraftSpan(5, 9, "not_checkable"), links=(DraftLink("said_by", "f", "p"),),
)  # fmt: skip


def test_names_are_known_whatever_their_case(store):
    needed = choices.unknown(store, found_of(FOREIGN))
    assert needed.labels == {"PER": 1, "not_checkable": 1}
    assert needed.links == {"said_by": 1}
    labels.add(store, "not checkable", "#112233")
    assert choices.unknown(store, found_of(FOREIGN)).labels == {"PER": 1}


def chosen(store, *maps):
    found = found_of(FOREIGN)
    return choices.chosen(store, choices.unknown(store, found), choices.parsed(maps), found)


def test_no_label_is_dropped_unsaid(store):
    with pytest.raises(UserError, match=r"no label PER \(1\), not_checkable \(1\)\..*--map 'PER="):
        chosen(store)
    with pytest.raises(UserError, match=r"no label not_checkable"):
        chosen(store, "PER=actor")
    with pytest.raises(UserError, match="no label “person”"):
        chosen(store, "PER=person", "*=")
    with pytest.raises(UserError, match="No file has a label or link “LOC”"):
        chosen(store, "LOC=actor", "*=+")
    with pytest.raises(UserError, match="no kind of link"):
        chosen(store, "said_by=x", "*=+")
    with pytest.raises(UserError, match="OLD=NEW"):
        chosen(store, "PER")


def test_mapped_added_and_left_out_are_all_reported(store):
    report = take(store, FOREIGN, chosen=chosen(store, "PER=actor", "*="))
    assert marked(store)[0][0] == "actor"
    assert report.results[0].skipped == (
        "1 span labelled “not_checkable” left out, as chosen.",
        "1 link “said_by” left out: no such kind of link.",
    )
    report = take(store, FOREIGN, chosen=chosen(store, "PER=actor", "said_by=attributed_to", "*=+"))
    assert (report.spans, report.links, report.remarks) == (1, 1, 0)
    (article,) = articles.every(store)
    assert [one.kind for one in links.of_article(store, article.id)] == ["attributed_to"]


def test_a_retired_label_comes_back_only_when_chosen(store):
    labels.retire(store, labels.named(store, "figure").id)
    needed = choices.unknown(store, found_of(draft(FIGURE)))
    assert needed.labels == {"figure": 1}
    take(store, draft(FIGURE), chosen=Choices(labels={"figure": choices.ADD}))
    assert "figure" in {one.name for one in labels.every(store)}
    assert check.project(store) == []


def test_left_half_way_nothing_is_in(store):
    before = store.head
    kept = [settle(draft(CLAIM, body=f"{BODY} {n}")).draft for n in range(5)]
    tally = findings.Tally(Path("file.x"), "jsonl")
    walk = iter(intake.Steps(store, [(tally.found(), kept)], Choices(), "Import"))
    assert [next(walk), next(walk)] == [1, 2]
    walk.close()
    assert store.head == before
    assert articles.every(store) == []
    articles.add(store, [Draft("Work goes on.", "B")])
