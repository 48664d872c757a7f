"""One analyst at two machines and a second one at a third, whose clocks go wrong: whoever hands
what to whom, and whatever is done, undone and merged in between, all converge."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from model import (
    articles,
    bulk,
    check,
    comments,
    excerpt,
    exchange,
    labels,
    links,
    merging,
    open_edit,
    opening,
    packet,
    people,
    project,
    review,
    spans,
    suggestion_intake,
    suggestions,
)
from model.drafts import Draft
from model.edits import decode
from model.errors import UserError
from model.replay import Replay
from model.schema import LOGGED
from model.spans import NewSpan
from model.store import Store
from model.suggested import Suggested, SuggestedLink, Suggestions

TEXTS = ("Kyiv said 45,000 troops had left. Moscow denied that 12 trains were seen.",
         "Kyiv said that 💩 5% had come back.")  # fmt: skip
WORDS = ((0, 4), (10, 16), (10, 23), (10, 32))
NAMES = ("Ana", "Ana", "Ben")
MACHINE = st.integers(0, 2)
NUMBER = st.integers(0, 11)
SKEW = st.integers(-10_000, 86_400)
COLOUR = "#336699"
FINISH = (articles.submit, articles.approve, articles.reopen, review.agree_rest, review.approve)
REVIEW = (review.agree, review.reconsider, partial(review.reject, reason="no claim"))


class Exchange(RuleBasedStateMachine):
    @initialize(skews=st.tuples(SKEW, SKEW, SKEW), copied=st.booleans(), seed=st.integers(0, 999))
    def begin(self, skews, copied, seed):
        """Three copies of one project; two of them may take themselves for the same machine. The
        ids that they draw are the same whenever this is run again."""
        dice = random.Random(seed)
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(open_edit, "new_id", lambda: f"{dice.getrandbits(128):032x}")
        self.patch.setattr(excerpt, "SHARE", 0)
        self.folder = Path(tempfile.mkdtemp())
        base = self.folder / "base.attesta"
        with project.create(base, person="Ana") as store:
            article = articles.add(store, [Draft(TEXTS[0], "One")]).new[0]
            known = labels.every(store)
            for place, label in zip(WORDS, (*known, *known), strict=False):
                spans.mark(store, article, *place, label.id)
        self.now = datetime.now(UTC) + timedelta(days=1)  # after what the copies share
        self.skews, self.stores, self.sent = list(skews), [], []
        for number, name in enumerate(NAMES):
            path = self.folder / f"{number}.attesta"
            shutil.copy(base, path)
            store = project.open_(path, person=name, clock=self.clock(number))
            store.device = f"device {0 if copied and number == 1 else number}"
            self.stores.append(store)

    def clock(self, number):
        def tell():
            self.now += timedelta(milliseconds=400)
            return self.now + timedelta(seconds=self.skews[number])

        return tell

    def teardown(self):
        if hasattr(self, "stores"):
            self.meet_all()
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)
            self.patch.undo()

    # ---- what there is at a machine

    def pick(self, found, n):
        return found[n % len(found)] if found else None

    def article(self, at, n):
        return self.pick([one.id for one in articles.every(self.stores[at])], n)

    def label(self, at, n):
        return self.pick([one.id for one in labels.every(self.stores[at])], n)

    def span(self, at, n):
        return self.pick(self.spans(at), n)

    def spans(self, at):
        rows = self.stores[at].rows("SELECT id FROM span ORDER BY article_id, start, id")
        return [row[0] for row in rows]

    def attempt(self, verb, at, *what, **how):
        """What a verb refuses it leaves as it was; what there is not cannot be asked for."""
        if None in what:
            return
        before = dump(self.stores[at])
        try:
            verb(self.stores[at], *what, **how)
        except UserError:
            assert dump(self.stores[at]) == before

    # ---- what can be done there

    @rule(at=MACHINE, a=NUMBER, n=NUMBER, label=NUMBER)
    def mark(self, at, a, n, label):
        place = WORDS[n % len(WORDS)]
        self.attempt(spans.mark, at, self.article(at, a), *place, self.label(at, label))

    @rule(at=MACHINE, a=NUMBER, n=NUMBER, label=NUMBER)
    def suggest(self, at, a, n, label):
        label_id = self.label(at, label)
        new = NewSpan(*WORDS[n % len(WORDS)], label_id, state="suggested", origin="rule:x@1")
        self.attempt(spans.mark_all, at, self.article(at, a), [new], "Suggest")

    @rule(at=MACHINE, a=NUMBER, n=NUMBER, role=st.sampled_from(["claim", "actor"]))
    def open_an_article(self, at, a, n, role):
        """Suggestions come by themselves, and are no step of anybody's."""
        article = self.article(at, a)
        if article is not None:
            found = [Suggested(role, *WORDS[(n + more) % len(WORDS)], 0.5, "rule:x@2")
                     for more in (0, 1)]  # fmt: skip
            ties = [SuggestedLink("restates", 0, 1, 0.5)]
            body = articles.one(self.stores[at], article).body
            self.attempt(suggestion_intake.put, at, article, body, Suggestions(found, ties),
                         by_itself=True)  # fmt: skip

    @rule(at=MACHINE, n=NUMBER, state=st.sampled_from(["accepted", "rejected", "suggested"]))
    def judge(self, at, n, state):
        if span := self.span(at, n):
            self.attempt(suggestions.judge, at, [span], state)

    @rule(at=MACHINE, n=NUMBER, end=st.integers(-2, 2))
    def move(self, at, n, end):
        if span_id := self.span(at, n):
            span = spans.one(self.stores[at], span_id)
            self.attempt(spans.move, at, span_id, span.start, span.end + end)

    @rule(at=MACHINE, n=NUMBER, label=NUMBER)
    def relabel(self, at, n, label):
        self.attempt(spans.relabel, at, self.span(at, n), self.label(at, label))

    @rule(at=MACHINE, n=NUMBER)
    def note(self, at, n):
        self.attempt(spans.set_note, at, self.span(at, n), f"note {n} at {at}")

    @rule(at=MACHINE, n=NUMBER, name=st.sampled_from(["stance", "verdict"]),
          value=st.sampled_from(["confirmed", "refuted", None]))  # fmt: skip
    def attribute(self, at, n, name, value):
        self.attempt(spans.set_attributes, at, self.span(at, n), {name: value})

    @rule(at=MACHINE, n=NUMBER)
    def delete(self, at, n):
        if span := self.span(at, n):
            self.attempt(spans.delete, at, [span])

    @rule(at=MACHINE, n=NUMBER, m=NUMBER, kind=st.sampled_from(["has_agent", "restates"]))
    def link(self, at, n, m, kind):
        if self.spans(at):
            self.attempt(links.add, at, self.span(at, n), [self.span(at, m)], kind=kind)

    @rule(at=MACHINE, n=NUMBER)
    def unlink(self, at, n):
        found = [row[0] for row in self.stores[at].rows("SELECT id FROM link ORDER BY id")]
        if found:
            self.attempt(links.remove, at, [self.pick(found, n)])

    @rule(at=MACHINE, label=NUMBER)
    def mark_everywhere(self, at, label):
        places = [(one.id, *WORDS[0]) for one in articles.every(self.stores[at])]
        self.attempt(bulk.label, at, places, self.label(at, label))

    @rule(at=MACHINE, label=NUMBER)
    def relabel_everywhere(self, at, label):
        self.attempt(bulk.relabel, at, self.spans(at), self.label(at, label))

    @rule(at=MACHINE)
    def unlabel_everywhere(self, at):
        self.attempt(bulk.unlabel, at, self.spans(at))

    # ---- labels, people, articles

    @rule(at=MACHINE, n=NUMBER)
    def add_label(self, at, n):
        self.attempt(labels.add, at, f"place {n % 2}", COLOUR)

    @rule(at=MACHINE, label=NUMBER, name=st.sampled_from(["statement", "place 0", "Claim"]))
    def rename_label(self, at, label, name):
        self.attempt(labels.change, at, self.label(at, label), name=name)

    @rule(at=MACHINE, label=NUMBER, n=NUMBER)
    def define(self, at, label, n):
        self.attempt(labels.change, at, self.label(at, label), definition=f"Definition {n}")

    @rule(at=MACHINE, label=NUMBER, retired=st.booleans())
    def retire(self, at, label, retired):
        self.attempt(labels.retire, at, self.label(at, label), retired=retired)

    @rule(at=MACHINE, label=NUMBER, into=NUMBER)
    def merge_labels(self, at, label, into):
        if self.label(at, label) != self.label(at, into):
            self.attempt(labels.merge, at, self.label(at, label), self.label(at, into))

    @rule(at=MACHINE, n=NUMBER, name=st.sampled_from(["Kim", "Ana", "Zed"]))
    def rename_person(self, at, n, name):
        found = [one.id for one in people.everyone(self.stores[at])]
        self.attempt(people.rename, at, self.pick(found, n), name)

    @rule(at=MACHINE, n=st.integers(0, 1))
    def bring_in(self, at, n):
        articles.add(self.stores[at], [Draft(TEXTS[n], f"By {at}")])

    @rule(at=MACHINE, a=NUMBER, surely=st.integers(0, 2))
    def remove_article(self, at, a, surely):
        if surely == 2:  # seldom, for with its article goes most of what there is to do
            self.attempt(articles.remove, at, self.article(at, a))

    @rule(at=MACHINE, a=NUMBER, verb=st.sampled_from(FINISH))
    def finish(self, at, a, verb):
        self.attempt(verb, at, self.article(at, a))

    @rule(at=MACHINE, n=NUMBER, verb=st.sampled_from(REVIEW))
    def review(self, at, n, verb):
        if span := self.span(at, n):
            self.attempt(verb, at, [span])

    @rule(author=MACHINE, curator=MACHINE, a=NUMBER, n=NUMBER)
    def hand_over(self, author, curator, a, n):
        """One submits; the other rejects one span and agrees with the rest, which is gold then."""
        article = self.article(author, a)
        self.attempt(articles.submit, author, article)
        self.meet(author, curator)
        self.review(curator, n, REVIEW[2])
        article = articles.still_there(self.stores[curator], article)
        for verb in (review.agree_rest, review.approve):
            self.attempt(verb, curator, article)

    @rule(at=MACHINE, a=NUMBER, n=NUMBER)
    def comment(self, at, a, n):
        self.attempt(comments.add, at, self.article(at, a), f"comment {n}")

    # ---- back and forth, and from one to the other

    @rule(at=MACHINE)
    def undo(self, at):
        self.attempt(lambda store: store.undo(), at)

    @rule(at=MACHINE)
    def redo(self, at):
        self.attempt(lambda store: store.redo(), at)

    @rule(at=MACHINE, skew=SKEW)
    def set_the_clock(self, at, skew):
        self.skews[at] = skew

    @rule(sender=MACHINE)
    def send(self, sender):
        """A packet that somebody may take in now, much later, often or never."""
        file = self.folder / f"{len(self.sent)}{packet.SUFFIX}"
        packet.write(self.stores[sender], file)
        self.sent.append(file)

    @precondition(lambda self: self.sent)
    @rule(receiver=MACHINE, n=NUMBER, many=st.integers(1, 3))
    def receive(self, receiver, n, many):
        first = n % len(self.sent)
        found = [packet.read(file) for file in self.sent[first : first + many]]
        self.attempt(self.merge, receiver, found)

    @rule(sender=MACHINE, receiver=MACHINE)
    def meet(self, sender, receiver):
        if sender != receiver:
            file = self.folder / f"to{packet.SUFFIX}"
            packet.write(self.stores[sender], file)
            self.merge(self.stores[receiver], [packet.read(file)])

    def merge(self, store, packets):
        """By an excerpt of what is known, where there is one; and with all of it the same comes."""
        twin = twin_of(store)
        with self.patch.context() as patch:
            patch.setattr(excerpt, "replayed", lambda *_: None)
            try:
                whole = merging.merge(twin, packets)
            except UserError:
                whole = None
        try:
            report = merging.merge(store, packets)
        finally:
            assert dump(store) == dump(twin)
        assert told(report) == told(whole)
        twin.close()

    # ---- what always holds

    @invariant()
    def all_are_sound(self):
        for store in getattr(self, "stores", ()):
            assert check.project(store) == []

    @invariant()
    def each_is_what_all_that_is_known_there_comes_to(self):
        for store in getattr(self, "stores", ()):
            assert dump(store) == folded(store)

    def meet_all(self):
        """Everybody gets everything; a second time nothing is new."""
        for _ in range(2):
            for receiver in range(3):
                for sender in range(3):
                    self.meet(sender, receiver)
        one, *others = map(dump, self.stores)
        for other in others:
            assert other == one
        file = self.folder / f"again{packet.SUFFIX}"
        packet.write(self.stores[0], file)
        again = merging.merge(self.stores[1], [packet.read(file)])
        assert not again.edits
        assert dump(self.stores[1]) == one


def twin_of(store):
    """A copy of a project in memory."""
    db = opening.create(None)
    store.copy_into(db)
    return Store(db, path=None, person=store.person, device=store.device, guards=(spans.guard,),
                 clock=lambda: datetime(2030, 1, 1, tzinfo=UTC))  # fmt: skip


def told(report):
    return (report.edits, report.known, report.new, report.changed, report.gone,
            report.conflicts)  # fmt: skip


def dump(store):
    """Every row of every logged table, as it is."""
    return {
        table: {row["id"]: dict(row) for row in store.rows(f"SELECT * FROM {table}")}
        for table in LOGGED
    }


def folded(store):
    """What comes of all that is known, played from the beginning."""
    played = Replay(set())
    standing = exchange.standing_merges(store)
    for id_, person, at, changes in exchange.in_order(store, standing):
        played.play(id_, person, at, decode(changes))
    found = {table: {} for table in LOGGED}
    for (table, id_), row in played.rows.items():
        found[table][id_] = row
    return found


TestExchange = pytest.mark.faults(Exchange.TestCase)
LONG = settings().max_examples >= 1000
TestExchange.settings = settings(
    max_examples=400 if LONG else 8, stateful_step_count=40 if LONG else 20, deadline=None
)
