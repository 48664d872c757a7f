"""Whatever an analyst does, in whatever order: undo goes back to what was, and all stays sound."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

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
    check,
    labels,
    links,
    parts,
    project,
    spans,
    suggestion_intake,
    suggestions,
)
from model.drafts import Draft
from model.errors import UserError
from model.suggested import Suggested, SuggestedLink, Suggestions
from model.text import occurrences
from tests.proof import dump

TEXTS = (
    "Kyiv said 💩 45,000 troops fought. Moscow denied 45,000 troops.",
    "Zoe\u0308 said 👨\u200d👩\u200d👧 𝔘nverified 日本 5%.",
)
PLACES = st.tuples(st.integers(0, 62), st.integers(1, 12))
NUMBERS = st.integers(0, 9)
ROLES = st.sampled_from(["claim", "figure", "actor", "verified"])


def without_suggestions(rows):
    """What persons have made or judged: suggestions come and go by themselves."""
    open_ = {row[0] for row in rows["span"] if "suggested" in row}
    kept = {name: rows[name] for name in rows.keys() - {"person"}}
    kept["span"] = [row for row in rows["span"] if row[0] not in open_]
    kept["link"] = [row for row in rows["link"] if open_.isdisjoint(row)]
    return kept


class Desk(RuleBasedStateMachine):
    """`past[level]` is the project after `level` edits that stand; undo and redo move the level.

    `fresh[level]` says how often suggestions had come by themselves by then: where none have since,
    everything is as it was, and else everything that persons have made."""

    @initialize(large=st.sampled_from([3, parts.LARGE]))
    def begin(self, large):
        self.usual, parts.LARGE = parts.LARGE, large
        self.folder = Path(tempfile.mkdtemp())
        self.file = self.folder / "desk.attesta"
        self.store = project.create(self.file, person="Ana")
        self.past = [dump(self.store)]
        self.level, self.fresh, self.came = 0, [0], 0
        self.heard = []
        self.store.listen(self.heard.append)
        self.bring_articles()

    def teardown(self):
        if hasattr(self, "store"):
            parts.LARGE = self.usual
            self.store.close()
            shutil.rmtree(self.folder)

    def do(self, verb, *arguments, **named):
        """Run a verb; what it changed is one more level, what it refused is nothing at all."""
        before, heard = dump(self.store), len(self.heard)
        try:
            verb(self.store, *arguments, **named)
        except UserError:
            assert dump(self.store) == before
            assert len(self.heard) == heard
            return
        if len(self.heard) == heard:
            assert dump(self.store) == before
            return
        assert len(self.heard) == heard + 1
        self.level += 1
        self.past[self.level :] = [dump(self.store)]
        self.fresh[self.level :] = [self.came]

    def all_articles(self):
        return [article.id for article in articles.every(self.store)]

    def all_spans(self):
        return [span.id for article in self.all_articles()
                for span in spans.of_article(self.store, article)]  # fmt: skip

    def all_links(self):
        return [link.id for article in self.all_articles()
                for link in links.of_article(self.store, article)]  # fmt: skip

    def article(self, number):
        if not self.all_articles():
            self.bring_articles()
        return self.pick(self.all_articles(), number)

    def bring_articles(self):
        self.do(articles.add, [Draft(text, text[:9]) for text in TEXTS])

    def pick(self, things, number):
        return things[number % len(things)]

    def label_id(self, number):
        return self.pick(labels.every(self.store), number).id

    def place(self, article, place):
        """A range of this article's text, wherever the numbers fall."""
        length = len(articles.text_of(self.store, article))
        start = place[0] % length
        return start, min(length, start + place[1])

    # ---- what can be done

    @rule(which=NUMBERS, label=NUMBERS, place=PLACES)
    def mark(self, which, label, place):
        article = self.article(which)
        self.do(spans.mark, article, *self.place(article, place), self.label_id(label))

    @rule(which=NUMBERS, place=PLACES)
    def mark_impossible(self, which, place):
        article = self.article(which)
        end = len(articles.text_of(self.store, article))
        self.do(spans.mark, article, end, end + place[1], self.label_id(0))

    @rule(which=NUMBERS, label=NUMBERS, quote=st.sampled_from(["troops", "45,000", "said", "💩"]))
    def mark_all(self, which, label, quote):
        article = self.article(which)
        found = occurrences(articles.text_of(self.store, article), quote)
        new = [spans.NewSpan(start, end, self.label_id(label)) for start, end in found]
        self.do(spans.mark_all, article, new, f"Mark all {quote}")

    @rule(which=NUMBERS, label=NUMBERS, place=PLACES)
    def suggest(self, which, label, place):
        article = self.article(which)
        new = spans.NewSpan(*self.place(article, place), self.label_id(label), state="suggested",
                            origin="rule:test@1", score=0.5)  # fmt: skip
        self.do(spans.mark_all, article, [new], "Suggest")

    @precondition(lambda self: self.all_spans())
    @rule(which=NUMBERS, place=PLACES)
    def move_edge(self, which, place):
        span = spans.one(self.store, self.pick(self.all_spans(), which))
        self.do(spans.move, span.id, *self.place(span.article_id, place))

    @precondition(lambda self: self.all_spans())
    @rule(which=NUMBERS, label=NUMBERS)
    def relabel(self, which, label):
        self.do(spans.relabel, self.pick(self.all_spans(), which), self.label_id(label))

    @precondition(lambda self: self.all_spans())
    @rule(which=NUMBERS, state=st.sampled_from(["accepted", "rejected", "suggested"]))
    def judge(self, which, state):
        self.do(suggestions.judge, [self.pick(self.all_spans(), which)], state)

    @precondition(lambda self: self.all_spans())
    @rule(which=NUMBERS, many=st.integers(1, 4))
    def delete(self, which, many):
        first = which % len(self.all_spans())
        self.do(spans.delete, self.all_spans()[first : first + many])

    @precondition(lambda self: self.all_spans())
    @rule(which=NUMBERS, note=st.text(max_size=5))
    def note(self, which, note):
        clean = note.encode(errors="replace").decode()
        self.do(spans.set_note, self.pick(self.all_spans(), which), clean)

    @precondition(lambda self: self.all_spans())
    @rule(which=NUMBERS, value=st.sampled_from(["confirmed", "refuted", "", None, 45000, 0.5]))
    def attributes(self, which, value):
        self.do(spans.set_attributes, self.pick(self.all_spans(), which), {"stance": value})

    @precondition(lambda self: len(self.all_spans()) > 1)
    @rule(head=NUMBERS, child=NUMBERS, kind=st.sampled_from(["", "has_figure", "restates"]))
    def link(self, head, child, kind):
        ends = self.pick(self.all_spans(), head), self.pick(self.all_spans(), child)
        self.do(links.add, ends[0], [ends[1]], kind=kind)

    @precondition(lambda self: self.all_links())
    @rule(which=NUMBERS)
    def unlink(self, which):
        self.do(links.remove, [self.pick(self.all_links(), which)])

    @rule(which=NUMBERS, name=st.sampled_from(["claim", "statement", "Сlaim", "figure", ""]))
    def rename_label(self, which, name):
        self.do(labels.change, self.label_id(which), name=name)

    @precondition(lambda self: len(labels.every(self.store)) > 2)
    @rule(one=NUMBERS, other=NUMBERS)
    def merge_labels(self, one, other):
        self.do(labels.merge, self.label_id(one), self.label_id(other))

    @rule(which=NUMBERS, verb=st.sampled_from([articles.submit, articles.reopen, articles.approve]))
    def finish(self, which, verb):
        self.do(verb, self.article(which))

    @precondition(lambda self: len(self.all_articles()) > 1)
    @rule(which=NUMBERS)
    def remove_article(self, which):
        self.do(articles.remove, self.article(which))

    @rule(which=NUMBERS)
    def fail_halfway(self, which):
        article = self.article(which)
        before, heard = dump(self.store), len(self.heard)
        with suppress(ZeroDivisionError), self.store.edit("Fail") as edit:
            edit.update("article", article, title="Half")
            edit.insert("project", id="half", value="done")
            raise ZeroDivisionError
        assert dump(self.store) == before
        assert len(self.heard) == heard

    @rule(person=st.sampled_from(["Ana", "Ben"]))
    def change_places(self, person):
        self.store.person = person

    @rule(which=NUMBERS, places=st.lists(st.tuples(PLACES, ROLES), max_size=3), tied=st.booleans())
    def open_an_article(self, which, places, tied):
        """Suggestions come by themselves: that is nobody's step, and ends no redo."""
        found = [
            Suggested(role, *self.place(self.article(which), place), 0.5, "rule:test@2")
            for place, role in places
        ]  # fmt: skip
        ties = [SuggestedLink("restates", 0, len(found) - 1, 0.5)] if tied and found[1:] else []
        article = articles.one(self.store, self.article(which))
        steps = list(self.store.history.done), list(self.store.history.undone)
        heard = len(self.heard)
        suggestion_intake.put(self.store, article.id, article.body, Suggestions(found, ties),
                        by_itself=True)  # fmt: skip
        assert (self.store.history.done, self.store.history.undone) == steps
        self.came += len(self.heard) - heard
        self.past[self.level], self.fresh[self.level] = dump(self.store), self.came

    # ---- and undone

    @rule()
    def undo(self):
        undone = self.store.undo()
        assert (undone is None) == (self.level == 0)
        self.go_to(max(0, self.level - 1))

    @rule()
    def redo(self):
        redone = self.store.redo()
        assert (redone is None) == (self.level == len(self.past) - 1)
        self.go_to(min(len(self.past) - 1, self.level + 1))

    def go_to(self, level):
        self.level = level
        if self.fresh[level] != self.came:
            now = dump(self.store)
            assert without_suggestions(now) == without_suggestions(self.past[level])
            self.past[level], self.fresh[level] = now, self.came

    @rule()
    def reopen(self):
        person = self.store.person
        self.store.close()
        assert os.listdir(self.folder) == ["desk.attesta"]
        self.store = project.open_(self.file, person=person)
        self.store.listen(self.heard.append)

    # ---- what always holds

    @invariant()
    def is_what_it_was_at_this_level(self):
        if hasattr(self, "store"):
            assert dump(self.store) == self.past[self.level]

    @invariant()
    def is_sound(self):
        if hasattr(self, "store"):
            assert check.project(self.store) == []


TestDesk = Desk.TestCase
TestDesk.settings = settings(
    settings.get_profile("quick"),
    max_examples=settings().max_examples // 2,
    stateful_step_count=30,
)
