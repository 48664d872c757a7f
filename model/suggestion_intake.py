"""Suggestions of one article put into the project: all in one edit, or a part at a time, so that
nobody waits for those of a long article.

What a person has marked or rejected is left as it is; what was suggested before, and is suggested
again, stays; what no longer is suggested goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from model import already, articles, labels, links, people, spans, suggestions, twins
from model.edits import Cell
from model.open_edit import OpenEdit
from model.records import Label, Span
from model.store import Store
from model.suggested import Suggested, Suggestions
from model.wishes import Wish

JUDGED = ("accepted", "rejected")
ALIKE = 0.5
"""Share of what two spans of one label cover together that makes them the same thing."""
PART = 100
"""Changes that one part makes: a few hundredths of a second."""
LOOKS = 500
"""Suggestions and links looked at for one part, many of which may be there already."""
TIES = 25
"""Links put in at a time."""
ASKED_FOR, CAME = "Suggest spans", "Suggestions came by themselves"


def put(store: Store, article_id: str, body: str, found: Suggestions,
        wish: Wish | None = None, *, by_itself: bool = False) -> int:  # fmt: skip
    """Put what was suggested for an article into the project, as one edit, and note what it was
    made of, where a `wish` tells; returns how many spans are new.

    The person's suggestions that are not made again go. Nothing happens when the text is not the
    one they were made for (`body` is its SHA-256), or when they are no longer wanted.
    """
    intake = Intake(store, article_id, body, found, wish, by_itself=by_itself)
    intake.finish()
    return intake.new


class Intake:
    """The same in parts, edits that came by themselves, or one step of undo. Between them the
    project may change: what is not there yet is then looked for anew. Left early, what has come
    stays, and is not put in twice when the suggestions are made once more."""

    def __init__(self, store: Store, article_id: str, body: str, found: Suggestions,
                 wish: Wish | None = None, *, by_itself: bool) -> None:  # fmt: skip
        self._store = store
        self._article_id = article_id
        self._body = body
        self._found = found
        self._wish = wish
        self._by_itself = by_itself
        self._seen = ""
        """The head of the log when the last part was in."""
        self._edit: OpenEdit
        self._put_in_by = ""
        """The last edit of these that has changed anything, or the step that it is part of."""
        self._puts_in = ""
        """The same of the edit that is under way, once it has changed anything."""
        self._left: Iterator[bool] = iter(())
        """What is to be done, in `_edit`; tells of each deed whether it is a new span."""
        self.new = 0
        """How many spans were put in that were not there."""

    @property
    def is_undone(self) -> bool:
        """Whether what has come was a step, and somebody has taken it back."""
        step = "" if self._by_itself else self._put_in_by
        return bool(step) and not self._store.history.stands(step)

    def go_on(self) -> bool:
        """Put in the next part; whether it was the last."""
        return self._put(PART, LOOKS)

    def finish(self) -> None:
        """Put in all that is left, in one edit."""
        self._put(None, None)

    # ---- inside

    def _put(self, most: int | None, looks: int | None) -> bool:
        if self.is_undone:
            self._decline()
        if self.is_undone or not self._is_wanted():
            return True
        if self._store.head != self._seen:
            self._left = self._deeds()
        self._seen = ""  # until this part is in
        title = CAME if self._by_itself else ASKED_FOR
        step = self._step
        with self._store.edit(title, by_itself=self._by_itself, step=step) as self._edit:
            self._puts_in = step or self._edit.id
            is_last, new = self._do(most, looks)
        self._seen = self._store.head
        self._put_in_by = self._puts_in if self._edit.many else self._put_in_by
        self.new += new
        return is_last

    def _decline(self) -> None:
        with self._store.edit(ASKED_FOR) as edit:
            already.decline(edit, self._store, self._article_id)

    @property
    def _step(self) -> str:
        """The step to go on with: that of the last part, unless another stands above it by now."""
        return "" if self._by_itself else self._store.history.newest(self._put_in_by)

    def _is_wanted(self) -> bool:
        now = self._store.value("SELECT body FROM article WHERE id = ?", (self._article_id,))
        return now == self._body and suggestions.are_wanted(self._store, self._article_id)

    def _do(self, most: int | None, looks: int | None) -> tuple[bool, int]:
        """Whether nothing is left then, and how many spans are new."""
        done = new = 0
        for is_new in islice(self._left, looks):
            done, new = done + 1, new + is_new
            if most is not None and self._edit.many >= most:
                return False, new
        return done != looks, new

    def _deeds(self) -> Iterator[bool]:
        text = articles.text_of(self._store, self._article_id)
        known = _Known(self._store, self._article_id)
        placed: list[_Placed | None] = []
        for one in self._found.spans:
            placed.append(self._place(text, known, one))
            yield placed[-1] is not None and placed[-1].is_new
        ties = _ties(placed, self._found)
        while some := [*islice(ties, TIES)]:
            links.propose(self._edit, self._article_id, some)
            yield False
        for old in known.left():
            links.cut(self._edit, old.id)
            self._edit.delete("span", old.id)
            yield False
        if self._wish is not None:
            by = self._puts_in if self._edit.many else self._put_in_by
            already.note(self._edit, self._store, self._article_id, self._body, self._wish, by)

    def _place(self, text: str, known: _Known, one: Suggested) -> _Placed | None:
        label = known.label(one.label)
        if label is None:
            return None
        judged = known.alike(label.id, one)
        if judged is not None:
            return _Placed(judged.id, judged=True) if judged.state == "accepted" else None
        told: dict[str, Cell] = {
            "score": one.score, "origin": one.origin, "attributes": twins.packed(one.attributes),
        }  # fmt: skip
        again = known.again(label.id, one)
        if again is not None:
            self._edit.update("span", again.id, **told)
            return _Placed(again.id, judged=False)
        spans.require_inside(text, one.start, one.end)
        id_ = self._edit.insert(
            "span", article_id=self._article_id, start=one.start, end=one.end, label_id=label.id,
            quote=text[one.start : one.end], state="suggested",
            person_id=people.at_work(self._edit), created=self._edit.at, note="", **told,
        )  # fmt: skip
        return _Placed(id_, judged=False, is_new=True)


class _Placed(NamedTuple):
    """Where a suggestion stands: the id of its span, or of the person's own that it equals."""

    span_id: str
    judged: bool
    is_new: bool = False


class _Known:
    """What the person's reading of an article holds already."""

    def __init__(self, store: Store, article_id: str) -> None:
        self._judged: defaultdict[str, list[Span]] = defaultdict(list)
        self._suggested: dict[tuple[str, int, int], Span] = {}
        self._left: dict[str, Span] = {}
        for span in suggestions.own(store, article_id):
            if span.state in JUDGED:
                self._judged[span.label_id].append(span)
            elif span.state == "suggested":
                self._suggested[span.label_id, span.start, span.end] = span
                self._left[span.id] = span
        alive = [one for one in labels.every(store) if not one.retired]
        self._labels: dict[str, Label] = {}
        for label in reversed(alive):
            if label.role:
                self._labels[label.role] = label
        self._labels |= {label.name: label for label in alive}

    def label(self, name: str) -> Label | None:
        """The project's label of this name, or the first of this role."""
        return self._labels.get(name)

    def alike(self, label_id: str, one: Suggested) -> Span | None:
        """What the person has judged already, and is the same thing."""
        near = [(_overlap(span, one), span) for span in self._judged[label_id]
                if span.start < one.end and one.start < span.end]  # fmt: skip
        best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] >= ALIKE else None

    def again(self, label_id: str, one: Suggested) -> Span | None:
        """The same suggestion from before; it stays."""
        span = self._suggested.get((label_id, one.start, one.end))
        if span is not None:
            self._left.pop(span.id, None)
        return span

    def left(self) -> list[Span]:
        """The suggestions from before that were not made again."""
        return [*self._left.values()]


def _ties(placed: Sequence[_Placed | None], found: Suggestions) -> Iterator[tuple[str, str, str]]:
    """The links of the spans that are there; between two that the person has judged, it is for
    them to say."""
    for link in found.links:
        head, child = placed[link.head], placed[link.child]
        if head is None or child is None or head.span_id == child.span_id:
            continue
        if not (head.judged and child.judged):
            yield link.kind, head.span_id, child.span_id


def _overlap(one: Span, other: Suggested) -> float:
    """Intersection over union, in code points."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))
