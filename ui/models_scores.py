"""How a model compares with the rules: a row of each for every label, and what is said of both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model import trained
from model.splits import SPLITS
from model.trained import Score, Trained
from ui import plain

COLUMNS = ("Label", "By", "Precision", "Recall", "F1", "Spans", "Used")
NUMBERS = range(2, 6)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MODEL, RULES = "model", "rules"
USED, TOO_FEW = "✓", "too few test spans"
HELPS = 0.01
"""Rise of F1 over the last step of a learning curve from which on more gold is likely to help."""
ABOUT_RULES = (
    "Rules written for news English suggest figures, actors, claims and verified words."
    " They need no training."
)


class Whole(QTreeWidget):
    """A table that is as high as its rows and as wide as its cells, at least: it never scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__(rootIsDecorated=False, uniformRowHeights=True)
        self.setAccessibleName(name)
        for hide in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            hide(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.header().setMinimumSectionSize(1)

    def show_rows(self, head: Sequence[str], rows: Iterable[Sequence[str]],
                  numbers: Iterable[int]) -> None:  # fmt: skip
        """`numbers` are the columns that stand at the right."""
        self.clear()
        self.setHeaderLabels(list(head))
        items = [self.headerItem(), *(QTreeWidgetItem(list(row)) for row in rows)]
        self.addTopLevelItems(items[1:])
        for column in numbers:
            for item in items:
                item.setTextAlignment(column, RIGHT)
        for column in range(len(head)):
            self.resizeColumnToContents(column)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        header, frame = self.header(), 2 * self.frameWidth()
        wide = sum(
            max(self.sizeHintForColumn(column), header.sectionSizeHint(column))
            for column in range(self.columnCount())
        )
        rows = self.topLevelItemCount() * max(0, self.sizeHintForRow(0))
        return QSize(wide + frame, header.sizeHint().height() + rows + frame)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class ScoreTable(Whole):
    """The scores of one model beside those of the rules, on the same articles."""

    def __init__(self) -> None:
        super().__init__("Scores of the chosen model beside the rules")

    def show_model(self, chosen: Trained | None) -> None:
        """Nothing is compared while the rules alone are chosen."""
        self.show_rows(COLUMNS, lines(chosen) if chosen else (), NUMBERS)
        self.setVisible(chosen is not None)


class CurveTable(Whole):
    """The learning curve of a model: what it reached with how many of the training articles."""

    def __init__(self) -> None:
        super().__init__("Learning curve of the chosen model")

    def show_model(self, chosen: Trained | None) -> None:
        """A curve has two points at least."""
        head, *rows = curve_lines(chosen) if chosen else [[]]
        self.show_rows(head, rows, range(1, len(head)))
        for column in range(1, len(head)):
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.setVisible(len(head) > 2)


class Comparison(QScrollArea):
    """All that is known of one model; where there is little room, it scrolls as one."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self.about = plain.selectable()
        self.scores, self.curve = ScoreTable(), CurveTable()
        self.more = plain.label(name="note", wrap=True)
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self.about, self.scores, self.curve, self.more):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(self._inside)
        for table in (self.scores, self.curve):
            table.currentItemChanged.connect(partial(self._follow, table))

    def show_model(self, chosen: Trained | None) -> None:
        self.about.setText(about(chosen))
        self.scores.show_model(chosen)
        self.curve.show_model(chosen)
        self.more.setText(more(chosen))
        self.more.setVisible(bool(self.more.text()))

    def _follow(self, table: Whole, item: QTreeWidgetItem | None, _before: object) -> None:
        """Keep the row in sight to which the arrow keys lead."""
        if item is not None:
            at = table.viewport().mapTo(self._inside, table.visualItemRect(item).center())
            self.ensureVisible(at.x(), at.y(), 0, table.sizeHintForRow(0))


def curve_lines(model: Trained) -> list[list[str]]:
    """The learning curve as a table, with its head."""
    training = model.articles.get("train", 0)
    shares = [round(share * 100) for share, _ in model.curve]
    return [
        ["Learning curve", *(f"{share} %" for share in shares)],
        ["training articles", *(f"{max(1, training * share // 100):,}" for share in shares)],
        ["F1 on the test articles", *(f"{f1:.2f}" for _, f1 in model.curve)],
    ]


def lines(model: Trained) -> list[list[str]]:
    """The cells of the table, by rows."""
    found = []
    for label, own in model.model.items():
        better = label in model.better_at
        few = "" if own.gold >= trained.LEAST else TOO_FEW
        found.append([label, MODEL, *_cells(own), USED if better else few])
        if label in model.rules:
            found.append([label, RULES, *_cells(model.rules[label]), "" if better else USED])
    return found


def about(chosen: Trained | None) -> str:
    """What a model is worth, and what it was made of."""
    if chosen is None:
        return ABOUT_RULES
    split = ", ".join(f"{chosen.articles.get(name, 0):,} {name}" for name in SPLITS)
    return (
        f"{trained.worth(chosen)}\n"
        f"Made {chosen.made[:16].replace('T', ' ')} from articles: {split}."
    )


def more(model: Trained | None) -> str:
    """Whether more gold would help, as far as the end of the learning curve tells."""
    if model is None or len(model.curve) < 2:
        return ""
    (_, before), (_, last) = model.curve[-2:]
    step = f"{before:.2f} → {last:.2f}"
    if last - before >= HELPS:
        return f"F1 still rose at the end ({step}): more gold is likely to help."
    return f"F1 rose no more at the end ({step}): more gold alone may not help much."


def _cells(score: Score) -> list[str]:
    return [*score.told, f"{score.gold:,}"]
