"""Packets in the window: saving one, merging those of colleagues, and what a merge has brought."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model import packet, places
from model.plurals import many
from ui import moving, plain
from ui.away import AwayDialog
from ui.conflicts import ConflictList

if TYPE_CHECKING:
    from ui.window import Window

SUFFIX = packet.SUFFIX
AGAIN = (
    "to look at. Enter shows the span; “Conflicts of the last merge…” in the menu "
    "Project shows the list again:"
)
FILES = f"Packets (*{SUFFIX});;All files (*)"


def save(window: Window, to: Path, since: str = "") -> None:
    """Write all that the project knows to a packet, beside the window; `since` as on the command
    line leaves some of it out."""
    store = window.desk.project
    to = to if to.suffix else to.with_suffix(SUFFIX)

    def saved(found: object) -> None:
        assert isinstance(found, dict)
        window.desk.tell(f"Saved {many(found['edits'], 'edit')} in {to}.", "done")

    window.jobs.run(
        ["--person", store.person, "packet", str(store.path), "--to", str(to),
         "--since", since, "--json-lines"],
        lambda *_: None, saved, lambda why: window.desk.tell(why, "trouble"),
    )  # fmt: skip


def proposed(window: Window) -> Path:
    """Where a packet is saved unless the person says otherwise."""
    store = window.desk.project
    stem = store.path.stem if store.path else "project"
    return places.documents() / f"{stem} {store.person}{SUFFIX}"


def merge(window: Window, found: Sequence[Path]) -> None:
    """Merge packets into the open project; what came of it is shown when it is done."""
    MergeDialog(window, found).open()


class MergeDialog(AwayDialog):
    """Merges, and shows what came of it."""

    def __init__(self, window: Window, found: Sequence[Path]) -> None:
        names = ", ".join(path.name for path in found)
        super().__init__(window, "Merge packets", f"Merging {names}…")
        self.details = plain.selectable()
        self.list = ConflictList(self.desk)
        self.list.left.connect(self.close)
        self.column.addWidget(self.details)
        self.column.addWidget(self.list, 1)
        self.column.addStretch(0)
        self.list.hide()
        self.undo_button = self.add_button("Undo the merge", self.undo, left=True)
        self.close_button = self.add_button("Close", self.close, default=True)
        self.undo_button.hide()
        self.close_button.setEnabled(False)
        self.want_size(72, 14)
        self.away.send("merge", *map(str, found))

    def undo(self) -> None:
        """Take the merge back; the packets can be merged again."""
        self.close()
        if moving.undo(self.desk):
            self.desk.tell("The merge was taken back.", "done")

    # ---- inside

    def failed(self, why: str) -> None:
        self._let_close()
        self.said.setText("The project is as it was.")
        self.details.setText(why)

    def came_back(self, found: object) -> None:
        assert isinstance(found, dict)
        self._let_close()
        edits = sum(found["edits"].values())
        if not edits:
            self.said.setText("Nothing new: all of it was here already.")
            return
        self.said.setText(f"Merged {many(edits, 'edit')} as one step.")
        self.details.setText("\n".join(_details(found)))
        self.undo_button.show()
        if found["conflicts"]:
            self.desk.disputed.note(self.desk.project, found["conflicts"])
            self.list.fill(found["conflicts"])
            self.list.show()
            self.list.setFocus()
            self.want_size(84, 26)

    def _let_close(self) -> None:
        self.close_button.setEnabled(True)
        self.close_button.setFocus()


def _details(found: dict[str, Any]) -> list[str]:
    people = ", ".join(f"{name} {edits:,}" for name, edits in found["edits"].items())
    lines = [f"Edits by person: {people}"]
    for verb, key in (("New", "new"), ("Changed", "changed"), ("Gone", "gone")):
        if found[key]:
            rows = ", ".join(many(number, table) for table, number in found[key].items())
            lines.append(f"{verb}: {rows}")
    if found["known"]:
        lines.append(f"Here already: {many(found['known'], 'edit')}")
    lines += found["notes"]
    conflicts = len(found["conflicts"])
    lines.append(f"{many(conflicts, 'conflict')} {AGAIN}" if conflicts else "No conflicts.")
    return lines
