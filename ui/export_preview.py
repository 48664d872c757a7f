"""What an export would hold and what its format loses, as a card beside the form."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from model.plurals import many
from model.splits import SPLITS
from ui import plain
from ui.dialog import emptied
from ui.theme import Theme

HARMS = {
    "lost": ("mdi6.close-circle-outline", "danger", "Lost"),
    "changed": ("mdi6.alert-outline", "warning", "Changed"),
    "note": ("mdi6.information-outline", "accent", "Note"),
}
"""Icon, colour of the theme and word of each kind of loss, the gravest first."""

ICON = 16


class ExportPreview(QFrame):
    """Shows the answer of a dry run; `wait` while one is under way."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(objectName="card")
        self.setMinimumWidth(34 * self.fontMetrics().averageCharWidth())
        self._theme = theme
        self._shown: dict[str, Any] | None = None
        self.head = plain.label("Counting…", name="heading", wrap=True)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(18)
        self._counts.setVerticalSpacing(3)
        self._losses = QVBoxLayout()
        self._losses.setSpacing(10)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(12)
        column.addWidget(self.head)
        column.addLayout(self._counts)
        column.addWidget(plain.rule())
        column.addLayout(self._losses)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        scroll.setAccessibleName("What will be exported, and what will be lost")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scroll)

    def wait(self) -> None:
        """Say that what is shown is being counted anew."""
        self.head.setText("Counting…")

    def say(self, trouble: str) -> None:
        """Show why there is nothing to preview."""
        self._shown = None
        self.head.setText(trouble)
        emptied(self._counts)
        emptied(self._losses)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._shown is not None:
            self.show_counts(self._shown)

    def show_counts(self, found: dict[str, Any]) -> None:
        """Show the result of `export --dry-run`."""
        self._shown = found
        self.head.setText(
            f"{many(found['articles'], 'article')}, {many(found['spans'], 'span')}, "
            f"{many(found['links'], 'link')}"
        )
        emptied(self._counts)
        emptied(self._losses)
        splits = [(name, found["by_split"].get(name, 0)) for name in (*SPLITS, "aside")]
        for row, (name, count) in enumerate(found["spans_by_label"].items()):
            self._count(row, 0, name, count)
        for row, (name, count) in enumerate(
            pair for pair in splits if pair[1] or pair[0] in SPLITS
        ):
            self._count(row, 2, name, count)
        self._counts.setColumnStretch(4, 1)
        order = list(HARMS)
        for loss in sorted(found["losses"], key=lambda one: order.index(one["harm"])):
            self._losses.addWidget(self._loss(loss))
        if not found["losses"]:
            self._losses.addWidget(self._line("mdi6.check-circle-outline", "good",
                                              "Nothing is lost in this format."))  # fmt: skip

    def _count(self, row: int, column: int, name: str, count: int) -> None:
        self._counts.addWidget(plain.label(name, name="muted"), row, column)
        number = plain.label(f"{count:,}")
        number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._counts.addWidget(number, row, column + 1)

    def _loss(self, loss: dict[str, Any]) -> QWidget:
        icon, colour, word = HARMS[loss["harm"]]
        examples = "\n".join(loss["examples"][:3]) if loss["harm"] != "note" else ""
        what = f"{word}: {loss['what'].rstrip('.')} ({loss['count']:,})"
        return self._line(icon, colour, what, examples)

    def _line(self, icon: str, colour: str, what: str, examples: str = "") -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        picture = plain.picture(icon, self._theme, ICON, colour=getattr(self._theme, colour))
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain.selectable(what))
        if examples:
            words.addWidget(plain.selectable(examples, name="note"))
        line.addLayout(words, 1)
        return made
