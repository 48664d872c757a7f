"""Whatever annotators and curators do to one article, in whatever order: nobody's work is touched
by another, undo goes back to what was, and what is approved can be told from where it came."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from model import (
    articles,
    check,
    corrections,
    curation,
    decisions,
    labels,
    links,
    open_edit,
    people,
    premerge,
    project,
    readings,
    review,
    review_queue,
    spans,
)
from model.drafts import Draft
from model.errors import UserError
from model.premerge import Strategy
from model.review import Fix
from tests.proof import dump

BODY = "Kyiv said 💩 45,000 troops fought. Moscow denied 45,000 troops. Zoe\u0308 said no."
PEOPLE = ("Ana", "Ben", "Cem")
NUMBERS = st.integers(0, 11)
PLACES = st.sampled_from([(0, 4), (10, 33), (12, 25), (12, 18), (35, 41), (49, 62), (0, 18)])
REASON = "wrong label"


class Article(RuleBasedStateMachine):
    """Ana and Ben annotate, Cem curates; `past` is the project after each edit that stands."""

    @initialize(data=st.data())
    def begin(self, data):
        dice = random.Random(0)  # ids order what is equal otherwise: the same ones at every replay
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(open_edit, "new_id", lambda: f"{dice.getrandbits(128):032x}")
        self.store = project.in_memory()
        self.article = articles.add(self.store, [Draft(BODY, "One")]).new[0]
        self.labels = [one.id for one in labels.every(self.store)]
        for name in PEOPLE[:2]:
            self.store.person = name
            for start, end in data.draw(st.lists(PLACES, max_size=4)):
                label = data.draw(st.sampled_from(self.labels[:3]))
                spans.mark(self.store, self.article, start, end, label)
            articles.submit(self.store, self.article)
        self.store.person = "Cem"
        self.past = [dump(self.store)]
        self.level = 0

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()
            self.patch.undo()

    def do(self, verb, *arguments):
        """Run a verb of whoever is at work: it changes rows of theirs only, or nothing at all."""
        before = dump(self.store)
        others = self.rows_of_others()
        edits = self.store.value("SELECT count(*) FROM edit")
        try:
            verb(self.store, *arguments)
        except UserError:
            assert dump(self.store) == before
            return
        assert self.rows_of_others() == others
        if self.store.value("SELECT count(*) FROM edit") > edits:
            self.level += 1
            self.past[self.level :] = [dump(self.store)]
        else:
            assert dump(self.store) == before

    def rows_of_others(self):
        me = people.whoever(self.store)
        return {
            table: [tuple(row) for row in self.store.rows(
                f"SELECT * FROM {table} WHERE person_id <> ? ORDER BY id", (me,))]
            for table in ("span", "link", "decision", "comment")
        }  # fmt: skip

    def span(self, number, *roles):
        """Any span; of one role, if it is given."""
        found = [one.id for one in spans.of_article(self.store, self.article)
                 if one.role in (roles or ("annotator", "curator"))]  # fmt: skip
        return found[number % len(found)] if found else "none"

    def source(self, number):
        return self.span(number, "annotator")

    # ---- annotators

    @rule(person=st.sampled_from(PEOPLE))
    def change_places(self, person):
        self.store.person = person

    @rule(which=NUMBERS, place=PLACES)
    def move(self, which, place):
        self.do(spans.move, self.span(which), *place)

    @rule(place=PLACES, label=st.integers(0, 3))
    def mark(self, place, label):
        self.do(spans.mark, self.article, *place, self.labels[label])

    @rule(which=NUMBERS)
    def delete(self, which):
        self.do(spans.delete, [self.span(which)])

    @rule(head=NUMBERS, child=NUMBERS)
    def tie(self, head, child):
        self.do(links.add, self.span(head), [self.span(child)])

    @rule(verb=st.sampled_from([articles.submit, articles.reopen, articles.approve]))
    def finish(self, verb):
        self.do(verb, self.article)

    # ---- the curator

    @rule(which=NUMBERS, verb=st.sampled_from([
        lambda store, span: review.agree(store, [span]),
        lambda store, span: review.reject(store, [span], REASON),
        lambda store, span: review.reconsider(store, [span]),
        lambda store, span: curation.reject(store, span, REASON),
        curation.take, curation.reopen,
    ]))  # fmt: skip
    def decide(self, which, verb):
        self.do(verb, self.source(which))

    @rule(which=NUMBERS, place=PLACES, label=st.integers(0, 3))
    def fix(self, which, place, label):
        said = Fix(*place, self.labels[label], {"stance": "disputed"})
        self.do(review.fix, self.source(which), said)

    @rule(which=NUMBERS, place=PLACES, label=st.integers(0, 3))
    def make(self, which, place, label):
        self.do(curation.make, self.source(which), spans.NewSpan(*place, self.labels[label]))

    @rule(head=NUMBERS, child=NUMBERS)
    def link(self, head, child):
        self.do(review.link, self.source(head), self.source(child), "has_figure")

    @rule(which=NUMBERS)
    def unlink(self, which):
        found = links.of_article(self.store, self.article)
        if found:
            self.do(review.unlink, found[which % len(found)].id)

    @rule(name=st.sampled_from(premerge.STRATEGIES), top=st.integers(1, 2))
    def merge(self, name, top):
        strategy = Strategy(name, votes=1, confidence=0, top=top)
        self.do(premerge.carry_out, self.article, strategy)

    @rule(verb=st.sampled_from([review.approve, curation.take_agreed, review.agree_rest]))
    def settle(self, verb):
        self.do(verb, self.article)

    @rule(which=NUMBERS, verb=st.sampled_from([review.agree, review.reconsider]), many=NUMBERS)
    def decide_several(self, which, verb, many):
        self.do(verb, [self.source(which + one) for one in range(many % 4 + 1)])

    @rule()
    def send_back(self):
        self.do(review.return_, self.article, "Look again.")

    @rule(which=NUMBERS)
    def comment(self, which):
        self.do(review.comment, self.article, "Sure?", self.span(which))

    @rule(which=st.integers(0, 3), into=st.integers(0, 3))
    def merge_labels(self, which, into):
        me, self.store.person = self.store.person, "Dan"
        edits = self.store.value("SELECT count(*) FROM edit")
        try:
            labels.merge(self.store, self.labels[which], self.labels[into])
        except UserError:
            assert dump(self.store) == self.past[self.level]
        if self.store.value("SELECT count(*) FROM edit") > edits:
            self.level += 1
            self.past[self.level :] = [dump(self.store)]
        self.store.person = me

    # ---- and undone

    @rule()
    def undo(self):
        if self.level:
            self.store.undo()
            self.level -= 1

    @rule()
    def redo(self):
        if self.store.redo() is not None:
            self.level += 1

    # ---- what always holds

    @invariant()
    def is_what_it_was_and_sound(self):
        if hasattr(self, "store"):
            assert dump(self.store) == self.past[self.level]
            assert check.project(self.store) == []

    @invariant()
    def is_told_alike_everywhere(self):
        if not hasattr(self, "store"):
            return
        states = {(one.person_id, one.role): one.state
                  for one in readings.of_article(self.store, self.article)}  # fmt: skip
        gold = readings.gold_of(self.store, self.article)
        assert all(states[one] == "approved" for one in gold)
        left = {one[0]: decisions.undecided(self.store, self.article, one[0])
                for one, state in states.items() if one[1] == "curator"}  # fmt: skip
        for curator, waiting in left.items():
            if states[curator, "curator"] == "approved" and not self.newly_submitted(states):
                assert waiting == []
            made = decisions.of_article(self.store, self.article, curator)
            for one in made.values():
                assert (one.result is None) == (one.verdict == "rejected")
        for person in PEOPLE[:2]:
            corrections.of(self.store, self.article, people.id_of(person))
        review_queue.articles(self.store)

    def newly_submitted(self, states):
        """Whether an annotator went on after the approval."""
        return any(role == "annotator" and state != "approved"
                   for (_, role), state in states.items())  # fmt: skip


TestArticle = Article.TestCase
TestArticle.settings = settings(
    settings.get_profile("quick"),
    max_examples=settings().max_examples // 2,
    stateful_step_count=25,
)
