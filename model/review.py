"""Review: a curator agrees with, fixes or rejects spans, and approves or returns an article.

The spans decided on are never changed: what is agreed or fixed is copied into the curator's own
reading, which becomes the article's gold when it is approved. Every verb is one edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from model import articles, comments, decisions, moves, people, readings
from model.errors import UserError
from model.open_edit import OpenEdit
from model.records import ANNOTATOR, CURATOR
from model.sitting import Fix as Fix
from model.sitting import Sitting
from model.store import Store
from model.trouble import SAFE

UNCHANGED = "Nothing was changed."


# ---- verdicts


def agree(store: Store, span_ids: Sequence[str], comment: str = "") -> list[str]:
    """Agree with spans; returns the ids of the curator's spans made of them."""
    with store.edit(_title("Agree with", span_ids)) as edit:
        return [sitting.agree(id_, comment) for sitting, id_ in _seated(store, edit, span_ids)]


def agree_rest(store: Store, article_id: str, *, label_id: str = "", person_id: str = "") -> int:
    """Agree with all that is not decided yet, of one label or one reading where named.

    Returns how many spans that were.
    """
    me = people.whoever(store)
    left = decisions.undecided(store, article_id, me)
    marked = {row["id"]: row for row in store.rows(
        "SELECT id, label_id, person_id FROM span WHERE article_id = ?", (article_id,)
    )}  # fmt: skip
    wanted = [
        id_ for id_ in left
        if label_id in ("", marked[id_]["label_id"]) and person_id in ("", marked[id_]["person_id"])
    ]  # fmt: skip
    agree(store, wanted)
    return len(wanted)


def fix(store: Store, span_id: str, wanted: Fix, reason: str = "", comment: str = "",
        step: str = "") -> str:  # fmt: skip
    """Agree with a span but for its edges, label, attributes or note, going on with a `step` of
    undo if that is the newest.

    What was decided before is changed further. Returns the id of the curator's span.
    """
    with store.edit("Fix span", step=step) as edit:
        ((sitting, _),) = _seated(store, edit, [span_id])
        return sitting.fix(span_id, wanted, _folded(reason), comment.strip())


def reject(store: Store, span_ids: Sequence[str], reason: str, comment: str = "") -> None:
    """Reject spans for a reason, usually one of `policies.reasons`."""
    if not _folded(reason):
        raise UserError("A rejection needs a reason.", safe=UNCHANGED,
                        hint="Choose one of the list, or type your own.")  # fmt: skip
    with store.edit(_title("Reject", span_ids)) as edit:
        for sitting, span_id in _seated(store, edit, span_ids):
            sitting.reject(span_id, _folded(reason), comment.strip())


def reconsider(store: Store, span_ids: Sequence[str]) -> None:
    """Take decisions back: the spans wait again."""
    with store.edit(_title("Reconsider", span_ids)) as edit:
        for sitting, span_id in _seated(store, edit, span_ids):
            sitting.withdraw(span_id)


def link(store: Store, head: str, child: str, kind: str) -> None:
    """Link two spans in the curator's reading; either may be given by its source, which is agreed
    with when it was not decided yet."""
    with store.edit("Fix links: link") as edit:
        ((sitting, _),) = _seated(store, edit, [head])
        sitting.link(head, child, kind)


def unlink(store: Store, link_id: str) -> None:
    """Leave a link out of the curator's reading; it may be given as it stands in its source."""
    with store.edit("Fix links: unlink") as edit:
        row = edit.current("link", link_id)
        if row is None:
            raise UserError("That link is no longer there.", safe=SAFE)
        ((sitting, _),) = _seated(store, edit, [str(row["head"])])
        sitting.unlink(link_id)


# ---- the article


def approve(store: Store, article_id: str) -> None:
    """The curator's reading is the article's gold from now on.

    Raises `UserError` while spans of submitted readings are not decided on, or there are none.
    """
    title = articles.one(store, article_id).title
    with store.edit(f"Approve {title}") as edit:
        sitting = Sitting(store, edit, article_id)
        done = readings.finished(edit, article_id)
        if not done:
            raise UserError(f"Nobody has submitted “{title}”.", safe=UNCHANGED,
                            hint="Wait until somebody does.")  # fmt: skip
        left = decisions.undecided(edit, article_id, sitting.curator)
        if left:
            spans = "1 span is" if len(left) == 1 else f"{len(left)} spans are"
            raise UserError(
                f"{spans} not decided yet in “{title}”.", safe=UNCHANGED,
                hint="Agree, fix or reject them, or agree with all that is left.",
            )  # fmt: skip
        moves.move(edit, "approve", article_id, sitting.curator, CURATOR)
        for one in done:
            moves.move(edit, "accept", article_id, one.person_id, ANNOTATOR)


def return_(store: Store, article_id: str, message: str, people_ids: Iterable[str] = ()) -> None:
    """Send an article back to those who submitted it, or some of them, with a message.

    Raises `UserError` without a message, or when nobody has submitted it.
    """
    title = articles.one(store, article_id).title
    chosen = set(people_ids)
    with store.edit(f"Return {title}") as edit:
        Sitting(store, edit, article_id)
        done = [one.person_id for one in readings.finished(edit, article_id)
                if not chosen or one.person_id in chosen]  # fmt: skip
        if not done:
            raise UserError(f"Nobody has submitted “{title}”.", safe=UNCHANGED,
                            hint="There is nothing to return.")  # fmt: skip
        comments.put(edit, article_id, message)
        for person in done:
            moves.move(edit, "return", article_id, person, ANNOTATOR)


comment, answer = comments.add, comments.answer


# ---- inside


def _seated(store: Store, edit: OpenEdit, span_ids: Sequence[str]) -> Iterator[tuple[Sitting, str]]:
    """Each span with the sitting on its article."""
    sittings: dict[str, Sitting] = {}
    for span_id in span_ids:
        row = edit.current("span", span_id)
        if row is None:
            raise UserError("That span is no longer there.", safe=SAFE, hint="Choose another one.")
        article_id = str(row["article_id"])
        if article_id not in sittings:
            sittings[article_id] = Sitting(store, edit, article_id)
        yield sittings[article_id], span_id


def _title(verb: str, span_ids: Sequence[str]) -> str:
    return f"{verb} {'span' if len(span_ids) == 1 else f'{len(span_ids)} spans'}"


def _folded(text: str) -> str:
    return " ".join(text.split())
