"""A damaged project: what is wrong with it, and what can be done without losing more."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from model.plurals import many
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.jobs import Jobs

MOST_LINES = 6
MENDS = (
    "{how} on a copy. The copy is checked to the last quote, and only then takes the project's"
    " place. The damaged file is kept beside it."
)
RESTORES = (
    "A copy of the backup takes the project's place. The damaged file is kept beside it, for"
    " whoever may get more out of it."
)


class RecoveryDialog(Dialog):
    """Looks when it is opened; mends, or restores, when the person says so."""

    recovered = Signal(str)
    """The project is sound again; what was done, in words."""
    backup_wanted = Signal(str)
    """Open this backup to look at it."""

    def __init__(self, desk: Desk, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Damaged project")
        self._path = path
        self._jobs = Jobs(self)
        self._offer: dict[str, Any] = {}
        self._picture = plain.picture("mdi6.database-alert-outline", self.theme, 32,
                                      colour=self.theme.danger)  # fmt: skip
        self.said = plain.label(f"{path.name} is damaged.", name="heading", wrap=True)
        self.more = plain.label("Looking for what can be saved…", wrap=True)
        self.details = plain.selectable(name="note")
        self.bar = QProgressBar(textVisible=False, maximumHeight=6)
        self.bar.setAccessibleName("At work on the project")
        self.bar.setRange(0, 0)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.said, 1)
        self.column.addLayout(head)
        for part in (self.more, self.bar, self.details):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.look_button = self.add_button("Look at the backup", self._look, left=True)
        self.cancel_button = self.add_button("Cancel", self.reject)
        self.mend_button = self.add_button("Repair", self.mend, default=True)
        self.restore_button = self.add_button("Put the backup in its place", self.restore)
        self._work([])
        self.want_size(72, 15)
        self.setModal(True)
        self._run(["--dry-run"], self._show)

    # ---- acting

    def mend(self) -> None:
        """Make the indexes anew; nothing is lost by it."""
        self._work(["Repairing…"])
        self._run([], self._done)

    def restore(self) -> None:
        """Go back to the newest sound backup."""
        self._work(["Putting the backup in place…"])
        self._run(["--from-backup"], self._done)

    def done(self, result: int) -> None:
        self._jobs.stop_all()
        super().done(result)

    # ---- inside

    def _run(self, words: list[str], then: Any) -> None:  # noqa: ANN401
        self._jobs.run(["repair", str(self._path), *words, "--json-lines"],
                       lambda *_: None, then, self._failed)  # fmt: skip

    def _look(self) -> None:
        self.backup_wanted.emit(str(self._offer["path"]))
        self.reject()

    def _work(self, said: list[str]) -> None:
        self.bar.show()
        for text in said:
            self.more.setText(text)
        for button in (self.look_button, self.mend_button, self.restore_button):
            button.hide()

    def _show(self, found: object) -> None:
        assert isinstance(found, dict)
        self.bar.hide()
        problems = found["problems"]
        more = ["…"] if len(problems) > MOST_LINES else []
        self.details.setText("\n".join([*problems[:MOST_LINES], *more]))
        self._offer = found["offer"] or {}
        if not problems:
            self._done(found)
        elif found["mendable"]:
            self.said.setText(f"{self._path.name} is damaged, and nothing of it is lost.")
            texts = found["texts"]
            how = "Its indexes are made anew"
            if texts:
                how += f", and {many(texts, 'text')} taken from a backup,"
            self.more.setText(MENDS.format(how=how))
            self._offer_button(self.mend_button)
        elif self._offer:
            self.said.setText(f"Part of {self._path.name} was lost on the disk.")
            self.more.setText(f"{_described(self._offer)} {RESTORES}")
            self.look_button.show()
            self._offer_button(self.restore_button)
        else:
            self.said.setText(f"Part of {self._path.name} was lost on the disk.")
            self.more.setText("There is no sound backup of it on this machine. The file is left as "
                              "it is: look for a copy elsewhere.")  # fmt: skip

    def _offer_button(self, button: QWidget) -> None:
        button.show()
        button.setFocus()

    def _done(self, found: object) -> None:
        assert isinstance(found, dict)
        kept = f" The damaged file is kept as {Path(found['kept']).name}." if found["kept"] else ""
        self.accept()
        self.recovered.emit(f"{self._path.name} is sound.{kept}")

    def _failed(self, why: str) -> None:
        self.bar.hide()
        self.more.setText(why)


def _described(offer: dict[str, Any]) -> str:
    made = QLocale().toString(datetime.fromisoformat(offer["made"]).astimezone(),
                              QLocale.FormatType.ShortFormat)  # fmt: skip
    lacks = offer["lacks"]
    lost = f"the last {lacks:,} changes" if lacks != 1 else "the last change"
    return f"The newest sound backup was made on {made}. " + (
        f"It lacks {lost}." if lacks else "As far as this machine knows, it lacks nothing."
    )
