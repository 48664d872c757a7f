"""Suggestions in a project: putting them in, judging them, and what hangs on them.

A suggestion is a span in the state `suggested` in the reading of the person who asked for it; a
link with such an end is proposed too, and stands once both its ends are accepted. What a person
has marked or rejected is never proposed to them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from model import already, articles, labels, links, moves, people, spans, twins
from model.edits import Cell
from model.open_edit import OpenEdit
from model.records import ANNOTATOR, Label, Span
from model.store import Store

if TYPE_CHECKING:
    from model.suggested import Suggested, Suggestions
    from model.wishes import Wish

ALIKE = 0.5
"""Share of what two spans of one label cover together that makes them the same thing."""
JUDGED = ("accepted", "rejected")
CAME = "Suggestions came by themselves"


def are_wanted(store: Store, article_id: str) -> bool:
    """Whether the person at work would use suggestions here: their reading is unfinished, or
    nobody has one."""
    states = moves.of_article(store, article_id)
    mine = states.get((people.whoever(store), ANNOTATOR))
    return not states if mine is None else mine not in moves.FINISHED


def wanted(store: Store) -> list[str]:
    """The ids of all articles of which `are_wanted` holds, in the library's order."""
    mine = f"person_id = ? AND role = '{ANNOTATOR}'"
    done = ", ".join(f"'{state}'" for state in moves.FINISHED)
    of_article = "SELECT 1 FROM assignment WHERE article_id = article.id"
    return [str(row[0]) for row in store.rows(
        f"SELECT id FROM article WHERE NOT EXISTS ({of_article})"  # noqa: S608
        f" OR EXISTS ({of_article} AND {mine} AND state NOT IN ({done})) ORDER BY position, id",
        (people.whoever(store),),
    )]  # fmt: skip


def put(store: Store, article_id: str, body: str, found: Suggestions,
        wish: Wish | None = None, *, by_itself: bool = False) -> int:  # fmt: skip
    """Make these the person's suggestions of an article, as one edit; returns how many are new.
    When nobody has asked for them just here they come `by_itself`, and are no step to be undone.

    Earlier ones that are not among them go. That they are there is noted with the `wish` that
    brought them. Nothing happens when the text is not the one that
    they were made for (`body` is its SHA-256), or when they are no longer wanted.
    """
    if store.value("SELECT body FROM article WHERE id = ?", (article_id,)) != body:
        return 0
    if not are_wanted(store, article_id):
        return 0
    text = articles.text_of(store, article_id)
    known = _Known(store, article_id)
    with store.edit(CAME if by_itself else "Suggest spans", by_itself=by_itself) as edit:
        placed = [_place(edit, article_id, text, known, one) for one in found.spans]
        for old in known.left():
            links.cut(edit, old.id)
            edit.delete("span", old.id)
        links.propose(edit, article_id, _ties(placed, found))
        if wish is not None:
            already.note(edit, store, article_id, body, wish)
        return sum(one.is_new for one in placed if one is not None)


def judge(store: Store, span_ids: Iterable[str], state: str) -> None:
    """Accept or reject suggestions, as one edit.

    Links stand between spans that are accepted; a rejected one is kept as a negative, without its
    links.
    """
    verb = {"accepted": "Accept", "rejected": "Reject", "suggested": "Unjudge"}[state]
    chosen = [spans.existing(store, span_id) for span_id in span_ids]
    noun = "suggestion" if len(chosen) == 1 else f"{len(chosen)} suggestions"
    with store.edit(f"{verb} {noun}") as edit:
        for span in chosen:
            _judge(edit, span, state)


def tied(store: Store, span_id: str) -> set[str]:
    """The suggestions that are linked with a span, either way."""
    return {str(row[0]) for row in store.rows(
        "SELECT id FROM span WHERE state = 'suggested' AND id IN ("
        "SELECT child FROM link WHERE head = :id UNION SELECT head FROM link WHERE child = :id)",
        {"id": span_id},
    )}  # fmt: skip


def clear(store: Store, article_id: str) -> int:
    """Take the person's unjudged suggestions of an article away; returns how many there were."""
    old = _Known(store, article_id).suggested
    with store.edit("Clear suggestions") as edit:
        for span in old:
            links.cut(edit, span.id)
            edit.delete("span", span.id)
        already.forget(edit, store, article_id)
    return len(old)


# ---- inside


class _Placed(NamedTuple):
    """Where a suggestion stands: the id of its span, or of the person's own that it equals."""

    span_id: str
    judged: bool
    is_new: bool = False


class _Known:
    """What the person's reading of an article holds already."""

    def __init__(self, store: Store, article_id: str) -> None:
        me = people.whoever(store)
        own = [one for one in spans.of_article(store, article_id)
               if one.person_id == me and one.role == ANNOTATOR]  # fmt: skip
        self.judged = [one for one in own if one.state in JUDGED]
        self.suggested = [one for one in own if one.state == "suggested"]
        self._kept: set[str] = set()
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
        same = (span for span in self.judged if span.label_id == label_id)
        near = [(_overlap(span, one), span) for span in same]
        best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        return best[1] if best[0] >= ALIKE else None

    def again(self, label_id: str, one: Suggested) -> Span | None:
        """The same suggestion from before; it stays."""
        for span in self.suggested:
            if (span.label_id, span.start, span.end) == (label_id, one.start, one.end):
                self._kept.add(span.id)
                return span
        return None

    def left(self) -> list[Span]:
        """The suggestions from before that were not made again."""
        return [one for one in self.suggested if one.id not in self._kept]


def _place(edit: OpenEdit, article_id: str, text: str, known: _Known,
           one: Suggested) -> _Placed | None:  # fmt: skip
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
        edit.update("span", again.id, **told)
        return _Placed(again.id, judged=False)
    spans.require_inside(text, one.start, one.end)
    id_ = edit.insert(
        "span", article_id=article_id, start=one.start, end=one.end, label_id=label.id,
        quote=text[one.start : one.end], state="suggested", person_id=people.at_work(edit),
        created=edit.at, note="", **told,
    )  # fmt: skip
    return _Placed(id_, judged=False, is_new=True)


def _ties(placed: Sequence[_Placed | None], found: Suggestions) -> Iterator[tuple[str, str, str]]:
    """The links of the spans that are there; between two that the person has judged, it is for
    them to say."""
    for link in found.links:
        head, child = placed[link.head], placed[link.child]
        if head is None or child is None or head.span_id == child.span_id:
            continue
        if not (head.judged and child.judged):
            yield link.kind, head.span_id, child.span_id


def _judge(edit: OpenEdit, span: Span, state: str) -> None:
    if span.state != "suggested":
        moves.require_own(edit, span.person_id)
    if state == "rejected":
        links.cut(edit, span.id)
    twins.judge(edit, span.id, state)


def _overlap(one: Span, other: Suggested) -> float:
    """Intersection over union, in code points."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / (max(one.end, other.end) - min(one.start, other.start))
