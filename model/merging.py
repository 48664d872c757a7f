"""Merging: the edits of colleagues taken in, as one edit that can be undone.

Nobody's judgement is overwritten by another's: each row of a reading is changed by its person
alone, so two words on one row are those of one person at two machines, or of the desk's labels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from model import articles, backup, excerpt, exchange, garbage, holdings, packet, rewriting
from model.edits import Cell, Row, RowChange, decode
from model.errors import UserError
from model.exchange import Conflict, Passed
from model.open_edit import OpenEdit
from model.packet import Packet
from model.plurals import many
from model.replay import Replay
from model.rewriting import Replayed
from model.store import Store

SKEW = timedelta(minutes=5)
"""How far another machine's clock may be ahead before that is told."""


@dataclass(slots=True)
class Report:
    """What a merge has brought."""

    packets: tuple[str, ...] = ()
    edits: dict[str, int] = field(default_factory=dict)
    """New ones, by the name of the person."""
    known: int = 0
    """Edits that were here already."""
    new: dict[str, int] = field(default_factory=dict)
    """Rows that came, by table."""
    changed: dict[str, int] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What a person should know: clocks, copied files."""
    backup: Path | None = None


def merge(store: Store, packets: Sequence[Packet]) -> Report:
    """Take in what the packets hold and the project lacks, all or nothing, as one edit.

    A verified backup is made first. Raises `UserError` for packets of other projects, with gaps,
    or altered; nothing is changed then.
    """
    with garbage.put_off():
        report = _merge(store, packets)
    if store.path is not None:
        holdings.remember(store.uuid, (
            one.holding for one in packets if one.manifest.get("device") != store.device
        ))  # fmt: skip
    return report


def _merge(store: Store, packets: Sequence[Packet]) -> Report:
    refuse_others(store, packets)
    fresh, report = _fresh(store, packets)
    if not fresh:
        return report
    report.notes += [*_skewed(fresh), *_copied(store, fresh)]
    if store.path is not None:
        report.backup = backup.make(store)
    texts = {hash_: body for one in packets for hash_, body in one.texts.items()}
    with store.edit(_title(report.edits)) as edit:
        _keep(edit, fresh, texts)
        _take_effect(store, edit, fresh, report)
        if not edit.many:  # nothing that could be taken back: they are known for good
            edit.run("UPDATE merged SET merge_id = '' WHERE merge_id = ?", (edit.id,))
        _compare_counts(store, packets, fresh)
    return report


# ---- before


def refuse_others(store: Store, packets: Sequence[Packet]) -> None:
    """Raise `UserError` unless all are of copies of this project."""
    for one in packets:
        if one.manifest["project"] != store.uuid:
            raise UserError(
                f"{one.path.name} is of another project, “{one.manifest['name']}”.",
                safe="Nothing was merged.",
                hint="Packets go between copies of one project. To bring in another project's "
                "articles and spans, import its file.",
            )


def _fresh(store: Store, packets: Sequence[Packet]) -> tuple[list[Passed], Report]:
    """The edits that are new here, in the order of the fold."""
    wanted = {id_ for one in packets for edit in one.edits for id_ in (edit.id, edit.prior)}
    seals, standing = exchange.seals(store, wanted), exchange.standing_ids(store)
    report = Report(tuple(one.path.name for one in packets))
    found: dict[str, Passed] = {}
    for one in packets:
        packet.refuse_broken_seals(one, seals)
        for edit in one.edits:
            seals[edit.id] = edit.seal
            if edit.id in standing:
                report.known += 1
            elif edit.id not in found:
                found[edit.id] = edit
    fresh = sorted(found.values(), key=lambda one: one.order)
    for edit in fresh:
        report.edits[edit.person] = report.edits.get(edit.person, 0) + 1
    return fresh, report


def _skewed(fresh: Sequence[Passed]) -> list[str]:
    latest = max(fresh, key=lambda one: one.at)
    ahead = datetime.fromisoformat(latest.at) - datetime.now(UTC)
    if ahead <= SKEW:
        return []
    minutes = round(ahead.total_seconds() / 60)
    return [f"The clock of {latest.person}'s machine is {minutes:,} minutes ahead of this one."]


def _copied(store: Store, fresh: Sequence[Passed]) -> list[str]:
    others = exchange.others_in_place_of(store, fresh)
    people = {one.person for one in fresh if one.id in others}
    return [
        f"{name} works in a copy of a file that goes on elsewhere too: both were kept."
        for name in sorted(people)
    ]


def _title(edits: Mapping[str, int]) -> str:
    return f"Merge {many(sum(edits.values()), 'edit')} of {' and '.join(sorted(edits))}"


# ---- taking in


def _keep(edit: OpenEdit, fresh: Sequence[Passed], texts: Mapping[str, str]) -> None:
    """Keep texts and edits as they came; they stay, even when the merge is taken back."""
    for hash_, body in texts.items():
        articles.keep_body(edit, hash_, body)
    edit.run_each(
        "INSERT OR IGNORE INTO foreign_edit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((one.id, one.kind, one.title, one.person, one.device, one.seq, one.at, one.changes,
          one.prior, one.seal) for one in fresh),
    )  # fmt: skip
    edit.run_each(
        "INSERT OR IGNORE INTO foreign_touched VALUES (?, ?)",
        ((name, one.id) for one in fresh
         for change in decode(one.changes) for name in change.names()),
    )  # fmt: skip
    edit.run_each("INSERT INTO merged VALUES (?, ?)", ((one.id, edit.id) for one in fresh))


def _take_effect(store: Store, edit: OpenEdit, fresh: Sequence[Passed], report: Report) -> None:
    """Bring every row to what all that is known comes to."""
    standing = exchange.standing_merges(store) | {edit.id}
    found = excerpt.replayed(edit, standing, fresh) or _replayed(edit, standing, fresh)
    report.conflicts += found.played.conflicts
    changes = rewriting.differences(found)
    _refuse_misquoted(edit, changes)
    report.gone, report.new, report.changed = rewriting.apply(edit, changes)


def _replayed(edit: OpenEdit, standing: set[str], fresh: Sequence[Passed]) -> Replayed:
    """Everything that is known, against everything that there is."""
    played = Replay({one.id for one in fresh})
    for id_, person, at, said in exchange.in_order(edit, standing):
        played.play(id_, person, at, decode(said))
    return Replayed(played, rewriting.everything(edit))


def _refuse_misquoted(edit: OpenEdit, changes: Mapping[str, list[RowChange]]) -> None:
    """Raise `UserError` unless every article that comes has its text, and every span is in it."""
    bodies = {str(row["id"]): str(row["body"]) for row in edit.rows("SELECT id, body FROM article")}
    lengths: dict[str, Cell] = {}
    for change in changes["article"]:
        if change.after is not None:
            bodies[change.id] = str(change.after["body"])
            lengths[change.id] = change.after["length"]
    spans: dict[str, list[Row]] = {id_: [] for id_ in lengths}
    for change in changes["span"]:
        if change.after is not None:
            spans.setdefault(str(change.after["article_id"]), []).append(change.after)
    for article, rows in spans.items():
        text = _text(edit, bodies[article])
        if lengths.get(article, len(text)) != len(text):
            raise _impossible("an article is not as long as it says")
        for row in rows:
            if text[int(str(row["start"])) : int(str(row["end"]))] != row["quote"]:
                raise _impossible(f"“{row['quote']}” does not stand where it says")


def _text(edit: OpenEdit, body: str) -> str:
    rows = edit.rows("SELECT text FROM body WHERE hash = ?", (body,))
    if not rows:
        raise _impossible("an article has no text")
    return str(rows[0]["text"])


def _impossible(why: str) -> UserError:
    return UserError(f"The packets cannot be merged: {why}.", safe="Nothing was merged.",
                     hint="Ask for them again; check the project that they come from.")  # fmt: skip


def _compare_counts(store: Store, packets: Sequence[Packet], fresh: Sequence[Passed]) -> None:
    """Where this project now knows just what the sender knew, both must count the same."""
    known = len(exchange.standing_ids(store) | {one.id for one in fresh})
    counted = packet.spans_of(store)
    for one in packets:
        same = one.manifest["known"] == known and not one.manifest["since"]
        if same and one.manifest["spans"] != counted:
            raise UserError(
                f"After {one.path.name} the spans would not be as many as its sender has.",
                safe="Nothing was merged.", hint="Check both projects, then save the packet anew.",
            )  # fmt: skip
