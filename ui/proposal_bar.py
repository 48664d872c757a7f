"""The strip of proposed links: what a claim just marked probably belongs to, confirmed by keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidgetItem

from model.records import Span
from ui import offers
from ui.desk import Desk
from ui.icons import icon
from ui.offers import Offer
from ui.strip import Strip
from ui.theme import Theme

MOST_ROWS = 6
HINT = "L or Enter links what is ticked · Space ticks · Esc closes"
UNFOCUSED = "Enter links what is ticked · L to change · Esc closes"
NOTHING_NEAR = "Nothing around here to link: mark an actor, a figure or a verified span first."
NO_CLAIM_NEAR = "There is no claim around here to link to."


class ProposalBar(Strip):
    """Shown when a span has just been marked, or when L asks for it; never takes the keys by
    itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Proposed links", Qt.Key.Key_L)
        self._of: str | None = None
        self._rows: list[Offer] = []
        self.hint.setText(UNFOCUSED)
        self.dismiss = self.add_button("Not now")
        self.dismiss.clicked.connect(self.close_strip)
        self.confirm = self.add_button("Link")
        self.confirm.clicked.connect(self.settle)
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

    # ---- when it shows

    def _offer(self) -> None:
        """After a mark, once it is painted: only when something is likely."""
        span = self.desk.span
        if span is not None and self.desk.settings.on("propose"):
            found = offers.likely(self.desk, span)
            if found:
                self._show(span, found)

    def _ask(self) -> None:
        """L: open it for the chosen span and take the keys; pressed there again it confirms."""
        span = self.desk.span
        if span is None:
            return
        if self.isHidden() or self._of != span.id:
            found = offers.all_around(self.desk, span)
            if not found:
                is_claim = self.desk.role(span) == "claim"
                self.desk.tell(NOTHING_NEAR if is_claim else NO_CLAIM_NEAR)
                return
            self._show(span, found)
        self.focus_list()

    def _follow(self) -> None:
        if not self.isHidden() and self.desk.chosen != self._of:
            self.hide()

    def _show(self, span: Span, found: list[Offer]) -> None:
        is_claim = self.desk.role(span) == "claim"
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
        self.list.fit(MOST_ROWS)
        self._count()
        self.show()
        self.desk.set_offering(True)

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

    # ---- what it does

    def settle(self) -> None:
        """Make it so, as one edit, and go back to the reader."""
        span = self.desk.spans.get(self._of or "")
        if span is not None and offers.settle(self.desk, span, self._rows, self._ticks()):
            self.close_strip()

    def hide(self) -> None:
        super().hide()
        self.desk.set_offering(False)
