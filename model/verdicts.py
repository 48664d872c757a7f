"""What a reviewer does to one span, whether its article has one finished reading or several.

With several, a verdict is on the unit: what the other readings have there is decided with it, as
in `curation`. What is changed is never another's row, but the reviewer's copy. One edit a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from model import curation, decisions, labels, links, readings, review, spans, twins, units
from model.errors import UserError
from model.open_edit import OpenEdit
from model.proposals import CUE, Proposal
from model.records import CURATOR, Attributes, Span
from model.sitting import Fix, Sitting
from model.spans import NewSpan
from model.store import Store
from model.trouble import SAFE


def agree(store: Store, span_id: str, comment: str = "") -> str:
    """Agree with an annotator's span; returns the reviewer's one."""
    if _are_several(store, _one(store, span_id).article_id):
        return curation.take(store, span_id)
    return review.agree(store, [span_id], comment)[0]


def change(store: Store, span_id: str, wanted: Fix, step: str = "") -> str:
    """Change a span: the reviewer's own as it stands, another's in a copy that is made of it. New
    edges go on with a `step` of undo if that is the newest.

    Returns the id of the span that was changed.
    """
    span = _one(store, span_id)
    decided = decisions.of_span(store, span_id)[-1:] if span.role == CURATOR else []
    if span.role == CURATOR and not decided:
        _change_own(store, span, wanted, step)
        return span_id
    if decided:
        one = decided[0]
        return review.fix(store, one.span_id, wanted, one.reason, one.comment, step)
    if not _are_several(store, span.article_id):
        return review.fix(store, span_id, wanted, step=step)
    with store.edit("Fix span", step=step) as edit:
        case = _Case(store, edit, span.article_id)
        case.mine(span_id)
        return case.sitting.fix(span_id, wanted)


def reject(store: Store, span_id: str, reason: str, comment: str = "") -> None:
    """Reject an annotator's span, with the whole unit that it is in."""
    if _are_several(store, _one(store, span_id).article_id):
        curation.reject(store, span_id, reason, comment)
    else:
        review.reject(store, [span_id], reason, comment)


def reconsider(store: Store, span_id: str) -> None:
    """Take the verdict on an annotator's span back, with that on its unit."""
    if _are_several(store, _one(store, span_id).article_id):
        curation.reopen(store, span_id)
    else:
        review.reconsider(store, [span_id])


def add(store: Store, article_id: str, new: NewSpan, instead: str = "") -> str:
    """Add what the annotators missed; returns the new span's id.

    With several readings it settles the undecided unit of the span `instead`, if it is that thing.
    """
    if instead and _are_several(store, article_id):
        unit = curation.board(store, article_id).unit_of(instead)
        if unit is not None and not unit.is_decided and _is_same(new, list(unit.spans.values())):
            return curation.make(store, instead, new)
    with store.edit("Add what was missed") as edit:
        sitting = Sitting(store, edit, article_id)
        return sitting.make([], new)


def relink(store: Store, span_id: str, chosen: Sequence[Proposal], unlinked: Sequence[str]) -> None:
    """Link a claim, or what it can be linked to, as proposed, and take the links `unlinked` away.

    Annotators' spans at the ends are agreed with.
    """
    span = _one(store, span_id)
    is_claim = labels.by_id(store)[span.label_id].role == "claim"
    with store.edit("Fix links") as edit:
        case = _Case(store, edit, span.article_id)
        for link_id in unlinked:
            case.unlink(link_id)
        for one in chosen:
            if one.kind == CUE:
                case.say(span_id, {CUE: one.quote, "cue_start": one.start, "cue_end": one.end})
            elif is_claim:
                case.link(span_id, one.span_id, one.kind)
            else:
                case.link(one.span_id, span_id, links.kind_for(store, span_id))


def unlink(store: Store, link_id: str) -> None:
    """Take one link away."""
    found = store.row("SELECT head FROM link WHERE id = ?", (link_id,))
    if found is None:
        raise UserError("That link is no longer there.", safe=SAFE)
    relink(store, str(found["head"]), [], [link_id])


# ---- inside


class _Case:
    """A sitting on one article that settles whole units where there are several readings."""

    def __init__(self, store: Store, edit: OpenEdit, article_id: str) -> None:
        self._edit = edit
        self.sitting = Sitting(store, edit, article_id)
        several = _are_several(store, article_id)
        self._board = curation.board(store, article_id) if several else None

    def mine(self, span_id: str) -> str:
        """The reviewer's span for this one; what was not decided yet is agreed with."""
        unit = self._board.unit_of(span_id) if self._board else None
        theirs = {span.id: span for span in unit.spans.values()} if unit else {}
        if unit is not None and span_id in theirs and not self.sitting.results.get(span_id):
            curation.settle(self.sitting, unit, [[theirs[span_id]]])
        return self.sitting.mine(span_id)

    def link(self, head: str, child: str, kind: str) -> None:
        self.sitting.link(self.mine(head), self.mine(child), kind)

    def unlink(self, link_id: str) -> None:
        row = self._edit.current("link", link_id)
        if row is None:
            raise UserError("That link is no longer there.", safe=SAFE)
        self.mine(str(row["head"]))
        self.mine(str(row["child"]))
        self.sitting.unlink(link_id)

    def say(self, span_id: str, attributes: Attributes) -> None:
        """Give the reviewer's span these attributes beside its own."""
        made = self.mine(span_id)
        row = self._edit.current("span", made)
        assert row is not None
        said = {**spans.from_row(row).attributes, **attributes}
        self._edit.update("span", made, attributes=twins.packed(said))
        decisions.follow(self._edit, [made])


def _change_own(store: Store, span: Span, wanted: Fix, step: str) -> None:
    """A span that comes from nobody else's has no decision that would have to follow."""
    if wanted.start is not None or wanted.end is not None:
        start = span.start if wanted.start is None else wanted.start
        end = span.end if wanted.end is None else wanted.end
        spans.move(store, span.id, start, end, step)
    if wanted.label_id is not None:
        spans.relabel(store, span.id, wanted.label_id)
    if wanted.attributes is not None:
        spans.set_attributes(store, span.id, wanted.attributes)
    if wanted.note is not None:
        spans.set_note(store, span.id, wanted.note)


def _is_same(new: NewSpan, there: Sequence[Span]) -> bool:
    """Whether a new span is the same thing as these, by the measure that makes units."""
    return any(
        units.overlap(new, one) >= (0.0 if new.label_id == one.label_id else units.ALIKE)
        and min(new.end, one.end) > max(new.start, one.start)
        for one in there
    )


def _are_several(store: Store, article_id: str) -> bool:
    return len(readings.finished(store, article_id)) > 1


def _one(store: Store, span_id: str) -> Span:
    span = spans.one(store, span_id)
    if span is None:
        raise UserError("That span is no longer there.", safe=SAFE, hint="Choose another one.")
    return span
