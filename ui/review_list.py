"""The queue as a list: what waits, filtered and in order, and how much is left."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.review_queue import Wish
from ui import plain
from ui.case import Case
from ui.desk import Desk
from ui.fields import Selector
from ui.icons import icon
from ui.queue import Queue
from ui.queue_places import KINDS
from ui.review_filter import QueueFilter
from ui.review_row import QueueRow
from ui.theme import Theme

ORDERS = (("By place", "place"), ("Lowest agreement", "agreement"),
          ("Lowest score", "score"), ("Contradictions", "contradictions"),
          ("Unverified figures", "figures"), ("Oldest", "oldest"))  # fmt: skip
NOTHING = (
    "Nothing waits for review.\n\nWhat an analyst has submitted (Ctrl+Enter in Annotate) waits "
    "here, until a reviewer has decided on it. Work of another computer comes in by a packet."
)
NONE_FIT = "Nothing that waits fits the filter."


class QueueList(QWidget):
    """Choosing a row brings it before the reviewer; the keys of verdicts work here too."""

    def __init__(self, desk: Desk, case: Case) -> None:
        super().__init__()
        self._desk, self._case = desk, case
        self._queue: Queue = case.queue
        self.kinds = QTabBar(drawBase=False, expanding=True)
        self.kinds.setAccessibleName("What is listed")
        for kind in KINDS:
            self.kinds.addTab(kind.capitalize())
        self.order = Selector("Order of the queue")
        self.order.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for text, name in ORDERS:
            self.order.addItem(text, name)
        self.filtering = QToolButton(checkable=True)
        self.filtering.setAccessibleName("Filter the queue")
        self.filtering.setToolTip("Filter the queue")
        self.renewing = QToolButton()
        self.renewing.setAccessibleName("Look again what waits")
        self.renewing.setToolTip("Look again what waits, and leave out what is decided")
        self.filter = QueueFilter(desk)
        self.filter.hide()
        self.list = QListView(
            uniformItemSizes=True, verticalScrollMode=QListView.ScrollMode.ScrollPerPixel
        )
        self.list.setAccessibleName("What waits for review")
        self.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.list.setModel(self._queue.rows)
        self._row = QueueRow(self.list, desk, self._queue.verdicts)
        self.list.setItemDelegate(self._row)
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.count = plain.label(name="note")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(4)
        asked.addWidget(self.kinds, 1)
        asked.addWidget(self.filtering)
        asked.addWidget(self.renewing)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 8)
        column.setSpacing(6)
        column.addLayout(asked)
        column.addWidget(self.order)
        column.addWidget(self.filter)
        column.addWidget(self._stack, 1)
        column.addWidget(self.count)

    def _connect(self) -> None:
        queue = self._queue
        self.kinds.currentChanged.connect(lambda at: queue.ask(kind=KINDS[at]))
        self.order.activated.connect(lambda _: queue.ask(order=str(self.order.currentData())))
        self.order.left.connect(self.focus_list)
        self.filter.left.connect(self.focus_list)
        self.filtering.toggled.connect(self._show_filter)
        self.renewing.clicked.connect(queue.renew)
        self.filter.changed.connect(lambda: queue.ask(wish=self.filter.wish()))
        queue.renewed.connect(self._show_rows)
        queue.counted.connect(self._count)
        self._case.changed.connect(self._follow)
        self.list.activated.connect(self._leave)
        self._follow_list()

    def set_theme(self, theme: Theme) -> None:
        self._row.set_theme(theme)
        self._tint(theme)
        side = round(self.fontMetrics().height())
        for button in (self.filtering, self.renewing):
            button.setIconSize(QSize(side, side))
        self.renewing.setIcon(icon("mdi6.refresh", theme))
        self.list.viewport().update()

    def focus_list(self) -> None:
        (self.list if self._queue.rows.ids else self.order).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc in what asks for rows give the keys to the rows."""
        asks = self.focusWidget() is not self.list
        if asks and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.focus_list()
        else:
            super().keyPressEvent(event)

    # ---- inside

    def _tint(self, theme: Theme) -> None:
        some = self._queue.wish != Wish()
        name = "mdi6.filter" if some else "mdi6.filter-outline"
        self.filtering.setIcon(icon(name, theme, colour=theme.accent if some else ""))
        self.filter.clear.setEnabled(some)

    def _show_filter(self, shown: bool) -> None:
        if shown:
            self.filter.show_wish(self._queue.wish)
        self.filter.setVisible(shown)

    def _show_rows(self) -> None:
        """Another kind of rows, or others of the same."""
        queue = self._queue
        for box, at in ((self.kinds, KINDS.index(queue.kind)),
                        (self.order, self.order.findData(queue.order))):  # fmt: skip
            box.blockSignals(True)
            box.setCurrentIndex(at)
            box.blockSignals(False)
        if self.list.model() is not queue.rows:
            self.list.setModel(queue.rows)
            self._follow_list()
        some = queue.wish != Wish()
        self.empty.setText("" if self._desk.store is None else NONE_FIT if some else NOTHING)
        self._stack.setCurrentIndex(0 if queue.rows.ids else 1)
        self._tint(self._row.theme)
        self._count()
        self._follow()

    def _count(self) -> None:
        queue = self._queue
        noun = queue.kind if queue.left != 1 else queue.kind.removesuffix("s")
        said = [f"{queue.left:,} {noun} left"]
        done = Counter(queue.verdicts.values())
        if queue.kind == KINDS[0] and done:
            done = Counter({"decided": done.total()})
        said += [f"{many:,} {what}" for what, many in sorted(done.items())]
        if queue.wish != Wish():
            said.append("filtered")
        if queue.comparing:
            said.append("comparing figures…")
        self.count.setText(" · ".join(said) if queue.rows.ids else "")

    def _follow_list(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._chosen)

    def _follow(self) -> None:
        """Show the place in the queue."""
        row = self._queue.rows.row_of(self._queue.place)
        if row == self.list.currentIndex().row():
            return
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        index = self._queue.rows.index(row) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        selection.blockSignals(False)
        if row >= 0:
            self.list.scrollTo(index)
        self.list.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self._case.go_to_row(self._queue.rows.ids[index.row()])

    def _leave(self, index: QModelIndex) -> None:
        self._chosen(index)
        if self._desk.frame is not None:
            self._desk.frame.focus_pane("reader")
