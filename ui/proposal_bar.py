"""The strip of proposed links: what a claim just marked probably belongs to, confirmed by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
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

from model.records import Span
from ui import offers, plain
from ui.desk import Desk
from ui.icons import icon
from ui.offers import Offer
from ui.theme import Theme

MOST_ROWS = 6
HINT = "L or Enter links what is ticked · Space ticks · Esc closes"
UNFOCUSED = "Enter links what is ticked · L to change · Esc closes"
NOTHING_NEAR = "Nothing around here to link: mark an actor, a figure or a verified span first."
NO_CLAIM_NEAR = "There is no claim around here to link to."


class ProposalBar(QFrame):
    """Shown when a span has just been marked, or when L asks for it; never takes the keys by
    itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(objectName="proposals")
        self.setAccessibleName("Proposed links")
        self._desk = desk
        self._of: str | None = None
        self._rows: list[Offer] = []
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
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._offer)
        desk.marked.connect(lambda _: self._soon.start())
        desk.link_wanted.connect(self._ask)
        desk.confirm_wanted.connect(self.settle)
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

    def _offer(self) -> None:
        """After a mark, once it is painted: only when something is likely."""
        span = self._desk.span
        if span is not None and self._desk.settings.on("propose"):
            found = offers.likely(self._desk, span)
            if found:
                self._show(span, found)

    def _ask(self) -> None:
        """L: open it for the chosen span and take the keys; pressed there again it confirms."""
        span = self._desk.span
        if span is None:
            return
        if self.isHidden() or self._of != span.id:
            found = offers.all_around(self._desk, span)
            if not found:
                is_claim = self._desk.role(span) == "claim"
                self._desk.tell(NOTHING_NEAR if is_claim else NO_CLAIM_NEAR)
                return
            self._show(span, found)
        self.focus_list()

    def _follow(self) -> None:
        if not self.isHidden() and self._desk.chosen != self._of:
            self._hide()

    def _show(self, span: Span, found: list[Offer]) -> None:
        is_claim = self._desk.role(span) == "claim"
        self._of, self._rows = span.id, found
        self.heading.setText("Link this claim" if is_claim else "Link to a claim")
        self.list.blockSignals(True)
        self.list.clear()
        for one in found:
            item = QListWidgetItem(one.text)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = Qt.CheckState.Checked if one.ticked else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6)
        shown = min(len(found), MOST_ROWS)
        self.list.setFixedHeight(row * shown + 2 * self.list.frameWidth() + 2)
        self._count()
        self.show()
        self._desk.set_offering(True)

    def _count(self) -> None:
        """The button says how many links are made and taken away."""
        pairs = list(zip(self._rows, self._ticks(), strict=True))
        made = sum(on for row, on in pairs if row.proposal is not None)
        gone = sum(not on for row, on in pairs if row.link_id)
        words = [f"Link {made}"] if made else []
        words += [f"unlink {gone}" if made else f"Unlink {gone}"] if gone else []
        self.confirm.setText(", ".join(words) or "Link")
        self.confirm.setEnabled(bool(words))

    def _ticks(self) -> list[bool]:
        checked = Qt.CheckState.Checked
        return [self.list.item(row).checkState() == checked for row in range(self.list.count())]

    def set_theme(self, theme: Theme) -> None:
        self.confirm.setIcon(icon("mdi6.link-variant", theme))

    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what it does

    def settle(self) -> None:
        """Make it so, as one edit, and go back to the reader."""
        span = self._desk.spans.get(self._of or "")
        if span is not None and offers.settle(self._desk, span, self._rows, self._ticks()):
            self.close_strip()

    def close_strip(self) -> None:
        had_keys = self.list.hasFocus()
        self._hide()
        if had_keys and self._desk.frame is not None:
            self._desk.frame.focus_pane("reader")

    def _hide(self) -> None:
        self.hide()
        self._desk.set_offering(False)


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
