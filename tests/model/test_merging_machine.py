"""Three analysts at three machines with clocks of their own: whoever meets whom, all converge."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from model import articles, check, labels, links, merging, packet, project, spans
from model.articles import NewArticle
from model.errors import UserError
from model.schema import LOGGED

TEXT = "Kyiv said 45,000 troops had left. Moscow denied that 12 trains were seen."
WORDS = [(0, 4), (10, 23), (10, 32), (34, 40), (53, 62)]
NAMES = ("Ana", "Ben", "Chloe")
which = st.integers(0, 2)
number = st.integers(0, 30)


def dump(store):
    """Every row of every logged table, as it is."""
    return {
        table: sorted(tuple(row) for row in store.rows(f"SELECT * FROM {table}"))
        for table in LOGGED
    }


class Exchange(RuleBasedStateMachine):
    @initialize(skews=st.tuples(*[st.integers(-10_000, 86_400)] * 3))
    def begin(self, skews):
        self.folder = Path(tempfile.mkdtemp())
        base = self.folder / "base.attesta"
        with project.create(base, person="Ana") as store:
            self.article = articles.add(store, [NewArticle(text=TEXT, title="One")]).new[0]
        self.now = datetime(2026, 5, 1, tzinfo=UTC)
        self.stores = []
        for name, skew in zip(NAMES, skews, strict=True):
            path = self.folder / f"{name}.attesta"
            shutil.copy(base, path)
            store = project.open_(path, person=name, clock=self.clock(skew))
            store.device = f"device of {name}"
            self.stores.append(store)

    def clock(self, skew):
        def tell():
            self.now += timedelta(milliseconds=400)
            return self.now + timedelta(seconds=skew)

        return tell

    def teardown(self):
        if hasattr(self, "stores"):
            self.meet_all()
            for store in self.stores:
                store.close()
            shutil.rmtree(self.folder)

    def own(self, at, n):
        store = self.stores[at]
        me = [row[0] for row in store.rows(
            "SELECT span.id FROM span JOIN person ON person.id = person_id WHERE name = ?"
            " ORDER BY span.id", (store.person,))]  # fmt: skip
        return store, me[n % len(me)] if me else None

    def attempt(self, work):
        try:
            work()
        except UserError:
            return

    @rule(at=which, n=number, label=st.sampled_from(["claim", "figure", "actor"]))
    def mark(self, at, n, label):
        store = self.stores[at]
        chosen = labels.named(store, label).id
        self.attempt(lambda: spans.mark(store, self.article, *WORDS[n % len(WORDS)], chosen))

    @rule(at=which, n=number, step=st.integers(-2, 2))
    def move(self, at, n, step):
        store, span_id = self.own(at, n)
        if span_id:
            span = spans.one(store, span_id)
            self.attempt(lambda: spans.move(store, span_id, span.start, span.end + step))

    @rule(at=which, n=number)
    def note(self, at, n):
        store, span_id = self.own(at, n)
        if span_id:
            spans.set_note(store, span_id, f"note {n} of {store.person}")

    @rule(at=which, n=number)
    def delete(self, at, n):
        store, span_id = self.own(at, n)
        if span_id:
            self.attempt(lambda: spans.delete(store, [span_id]))

    @rule(at=which, n=number, m=number)
    def link(self, at, n, m):
        (store, one), (_, other) = self.own(at, n), self.own(at, m)
        if one and other and one != other:
            self.attempt(lambda: links.add(store, one, [other], kind="has_agent"))

    @rule(at=which)
    def submit(self, at):
        self.attempt(lambda: articles.submit(self.stores[at], self.article))

    @rule(at=which, n=st.integers(0, 1))
    def bring_in(self, at, n):
        articles.add(self.stores[at], [NewArticle(text=f"Text {n} of all.", title=f"By {at}")])

    @rule(at=which, n=number)
    def define(self, at, n):
        store = self.stores[at]
        label = labels.named(store, "figure")
        self.attempt(lambda: labels.change(store, label.id, definition=f"Definition {n}"))

    @rule(at=which)
    def undo(self, at):
        if len(self.stores[at].history.done) > 1:  # the article itself stays
            self.attempt(self.stores[at].undo)

    @rule(at=which)
    def redo(self, at):
        self.attempt(self.stores[at].redo)

    @rule(sender=which, receiver=which)
    def meet(self, sender, receiver):
        if sender != receiver:
            file = self.folder / f"to{packet.SUFFIX}"
            packet.write(self.stores[sender], file)
            merging.merge(self.stores[receiver], [packet.read(file)])

    @invariant()
    def is_sound(self):
        for store in getattr(self, "stores", ()):
            found = [one for one in check.project(store) if one.check != "doubles"]
            assert found == []

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


TestExchange = Exchange.TestCase
TestExchange.settings = settings(
    max_examples=max(8, settings().max_examples // 20), stateful_step_count=14, deadline=None
)
