"""The strip of proposed links: what a claim just marked probably belongs to, confirmed by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from model import links, proposals
from model.proposals import CUE, SURE, Proposal
from model.records import LINKS, Span
from ui import plain
from ui.desk import Desk
from ui.icons import icon
from ui.theme import Theme

WORDS = {LINKS["actor"]: "said by", LINKS["figure"]: "figure", LINKS["verified"]: "verified",
         CUE: "words of saying"}  # fmt: skip
MOST_ROWS = 6
HINT = "L or Enter links what is ticked · Space ticks · Esc closes"
UNFOCUSED = "L to confirm or change · Esc closes"


class ProposalBar(QFrame):
    """Shown when a span has just been marked, or when L asks for it; never takes the keys by
    itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(objectName="proposals")
        self.setAccessibleName("Proposed links")
        self._desk = desk
        self._of: str | None = None
        self._rows: list[Proposal] = []
        self._is_claim = True
        self.heading = plain.label(name="section")
        self.hint = plain.label(UNFOCUSED, name="note")
        self.hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.list = _Choices()
        self.confirm = QPushButton("Link")
        self.confirm.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.confirm.clicked.connect(self.settle)
        self.dismiss = QPushButton("Not now")
        self.dismiss.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.dismiss.clicked.connect(self.close_strip)
        self._arrange()
        self.list.confirmed.connect(self.settle)
        self.list.dismissed.connect(self.close_strip)
        self.list.focused.connect(lambda on: self.hint.setText(HINT if on else UNFOCUSED))
        self.list.itemChanged.connect(lambda _: self._count())
        desk.marked.connect(self._offer)
        desk.link_wanted.connect(self._ask)
        desk.moved.connect(self._follow)
        self.hide()

    def _arrange(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.heading)
        buttons.addSpacing(12)
        buttons.addWidget(self.hint, 1)
        buttons.addWidget(self.dismiss)
        buttons.addWidget(self.confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 8)
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self.list)

    # ---- when it shows

    def _offer(self, span_id: str) -> None:
        """After a mark: only when something is likely."""
        if self._desk.settings.on("propose"):
            found = [one for one in self._found(span_id, nearby=False) if one.score >= SURE]
            if found:
                self._show(span_id, self._found(span_id, nearby=False))

    def _ask(self) -> None:
        """L: open it for the chosen span and take the keys; pressed there again it confirms."""
        span = self._desk.span
        if span is None:
            return
        if self.isHidden() or self._of != span.id or self.list.count() == 0:
            found = self._found(span.id, nearby=True)
            if not found:
                self._desk.tell(
                    "Nothing around here to link: mark an actor, a figure or a verified span first."
                    if self._role(span) == "claim" else "There is no claim around here to link to."
                )  # fmt: skip
                return
            self._show(span.id, found)
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self) -> None:
        if not self.isHidden() and self._desk.chosen != self._of:
            self.hide()

    def _found(self, span_id: str, *, nearby: bool) -> list[Proposal]:
        span = self._desk.spans.get(span_id)
        if span is None:
            return []
        if self._role(span) == "claim":
            return proposals.propose(self._desk.project, span_id, nearby=nearby)
        if self._role(span) in LINKS:
            return proposals.propose_for(self._desk.project, span_id, nearby=nearby)
        return []

    def _role(self, span: Span) -> str:
        return self._desk.role(span)

    def _show(self, span_id: str, found: list[Proposal]) -> None:
        span = self._desk.spans[span_id]
        self._of, self._rows, self._is_claim = span_id, found, self._role(span) == "claim"
        self.heading.setText("Link this claim" if self._is_claim else "Link to a claim")
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            words = WORDS[one.kind] if self._is_claim else "claim"
            item = QListWidgetItem(f"{words}:  {' '.join(one.quote.split())}   ({one.reason})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = one.score >= SURE
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6)
        shown = min(len(found), MOST_ROWS)
        self.list.setFixedHeight(row * shown + 2 * self.list.frameWidth() + 2)
        self._count()
        self.show()

    def _count(self) -> None:
        many = len(self._ticked())
        self.confirm.setText(f"Link {many}" if many else "Link")
        self.confirm.setEnabled(bool(many))

    def _ticked(self) -> list[Proposal]:
        checked = Qt.CheckState.Checked
        return [one for row, one in enumerate(self._rows)
                if self.list.item(row).checkState() == checked]  # fmt: skip

    def set_theme(self, theme: Theme) -> None:
        self.confirm.setIcon(icon("mdi6.link-variant", theme))

    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what it does

    def settle(self) -> None:
        """Link what is ticked, as one edit, and go back to the reader."""
        chosen, of, project = self._ticked(), self._of, self._desk.project
        if of is None or not chosen:
            return
        if self._is_claim:
            self._desk.attempt(lambda: proposals.settle(project, of, chosen))
        else:
            heads = [one.span_id for one in chosen]
            self._desk.attempt(lambda: links.add_to(project, heads, of))
        self.close_strip()

    def close_strip(self) -> None:
        had_keys = self.list.hasFocus()
        self.hide()
        if had_keys and self._desk.frame is not None:
            self._desk.frame.focus_pane("reader")


class _Choices(QListWidget):
    """Rows with ticks; L, Enter and Esc are told."""

    confirmed = Signal()
    dismissed = Signal()
    focused = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Proposed links")
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if event.key() in (key.Key_Return, key.Key_Enter, key.Key_L):
            self.confirmed.emit()
        elif event.key() == key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.focused.emit(True)

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.focused.emit(False)
