"""Packets in the window: saving one, merging those of colleagues, and what a merge has brought."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QProgressBar

from model import packet, places
from ui import plain
from ui.dialog import Dialog
from ui.jobs import Job

if TYPE_CHECKING:
    from ui.window import Window

SUFFIX = packet.SUFFIX
FILES = f"Packets (*{SUFFIX});;All files (*)"
ROLE = Qt.ItemDataRole.UserRole


def save(window: Window, to: Path, since: str = "") -> None:
    """Write all that the project knows to a packet, beside the window; `since` as on the command
    line leaves some of it out."""
    store = window.desk.project
    to = to if to.suffix else to.with_suffix(SUFFIX)

    def saved(found: object) -> None:
        assert isinstance(found, dict)
        many = found["edits"]
        window.desk.tell(f"Saved {many:,} edit{'s' if many != 1 else ''} in {to}.", "done")

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


class MergeDialog(Dialog):
    """The project is closed while another process merges, so that the window never waits; then it
    is open again, where it was."""

    def __init__(self, window: Window, found: Sequence[Path]) -> None:
        super().__init__(window.desk, window, "Merge packets")
        self._window = window
        store = window.desk.project
        assert store.path is not None, "only a project with a file can be merged into"
        self._path, self._article = store.path, window.desk.article_id
        self._merges = False
        names = ", ".join(path.name for path in found)
        self.said = plain.label(f"Merging {names}…", name="heading", wrap=True)
        self.progress = QProgressBar(textVisible=False, maximumHeight=6)
        self.progress.setRange(0, 0)
        self.details = plain.selectable()
        self.list = QListWidget(wordWrap=True, alternatingRowColors=True)
        self.list.setAccessibleName("Conflicts")
        self.list.itemActivated.connect(self._jump)
        for widget in (self.said, self.progress, self.details):
            self.column.addWidget(widget)
        self.column.addWidget(self.list, 1)
        self.column.addStretch(0)
        self.list.hide()
        self.undo_button = self.add_button("Undo the merge", self.undo, left=True)
        self.close_button = self.add_button("Close", self.close, default=True)
        self.undo_button.hide()
        self.close_button.setEnabled(False)
        self.want_size(72, 14)
        self._start(store.person, found)

    @property
    def running(self) -> bool:
        return self._job.running

    def undo(self) -> None:
        """Take the merge back; the packets can be merged again."""
        if self.desk.attempt(self.desk.project.undo):
            self.desk.tell("The merge was taken back.", "done")
            self.close()

    def reject(self) -> None:
        if not self.running:
            super().reject()

    # ---- inside

    def _start(self, person: str, found: Sequence[Path]) -> None:
        self.desk.open(None)
        self._job: Job = self._window.jobs.run(
            ["--person", person, "merge", str(self._path), *map(str, found), "--json-lines"],
            lambda *_: None, self._merged, self._failed,
        )  # fmt: skip

    def _reopened(self) -> None:
        self.progress.hide()
        self.close_button.setEnabled(True)
        self.close_button.setFocus()
        self._window.projects.open(self._path)
        if self._article is not None and self.desk.store is not None:
            self.desk.show(self._article)

    def _failed(self, why: str) -> None:
        self._reopened()
        self.said.setText("The project is as it was.")
        self.details.setText(why)

    def _merged(self, found: object) -> None:
        assert isinstance(found, dict)
        self._reopened()
        many = sum(found["edits"].values())
        if not many:
            self.said.setText("Nothing new: all of it was here already.")
            return
        self.said.setText(f"Merged {many:,} edit{'s' if many != 1 else ''} as one step.")
        self.details.setText("\n".join(_details(found)))
        self.undo_button.show()
        for one in found["conflicts"]:
            words = (f"{one['what']}: {one['person']}'s later word {one['kept']} was kept, "
                     f"not {one['lost']}")  # fmt: skip
            item = QListWidgetItem(words, self.list)
            item.setData(ROLE, one["span_id"])
        if found["conflicts"]:
            self.list.show()
            self.want_size(84, 26)

    def _jump(self, item: QListWidgetItem) -> None:
        if span_id := item.data(ROLE):
            self.desk.reveal(span_id)
            self.close()


def _details(found: dict[str, Any]) -> list[str]:
    people = ", ".join(f"{name} {many:,}" for name, many in found["edits"].items())
    lines = [f"Edits by person: {people}"]
    for verb, key in (("New", "new"), ("Changed", "changed"), ("Gone", "gone")):
        if found[key]:
            rows = ", ".join(f"{many:,} {table}{'s' if many != 1 else ''}"
                             for table, many in found[key].items())  # fmt: skip
            lines.append(f"{verb}: {rows}")
    if found["known"]:
        lines.append(f"Here already: {found['known']:,} edits")
    lines += found["notes"]
    conflicts = len(found["conflicts"])
    lines.append(f"{conflicts:,} conflict{'s' if conflicts != 1 else ''} to look at (Enter shows "
                 "the span):" if conflicts else "No conflicts.")  # fmt: skip
    return lines
