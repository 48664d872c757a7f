"""How a model compares with the rules: a row of each for every label, and what is said of both."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from model import trained
from model.splits import SPLITS
from model.trained import Score, Trained

COLUMNS = ("Label", "Found by", "Precision", "Recall", "F1", "Test spans", "Used")
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


class ScoreTable(QTreeWidget):
    """The scores of one model beside those of the rules, on the same articles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, rootIsDecorated=False, uniformRowHeights=True)
        self.setHeaderLabels(COLUMNS)
        self.setAccessibleName("Scores of the chosen model beside the rules")
        for column in NUMBERS:
            self.headerItem().setTextAlignment(column, RIGHT)
        place = self.sizePolicy()
        place.setRetainSizeWhenHidden(True)
        self.setSizePolicy(place)

    def show_model(self, chosen: Trained | None) -> None:
        """Nothing is compared while the rules alone are chosen."""
        self.clear()
        self.setVisible(chosen is not None)
        for line in lines(chosen) if chosen else ():
            item = QTreeWidgetItem(line)
            for column in NUMBERS:
                item.setTextAlignment(column, RIGHT)
            self.addTopLevelItem(item)
        for column in range(len(COLUMNS)):
            self.resizeColumnToContents(column)


class CurveTable(QTreeWidget):
    """The learning curve of a model: what it reached with how many of the training articles."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, rootIsDecorated=False, uniformRowHeights=True)
        self.setAccessibleName("Learning curve of the chosen model")
        self.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_model(self, chosen: Trained | None) -> None:
        """A curve has two points at least."""
        self.clear()
        head, *rows = curve_lines(chosen) if chosen else [[]]
        self.setVisible(len(head) > 2)
        self.setHeaderLabels(head)
        items = [self.headerItem(), *(QTreeWidgetItem(row) for row in rows)]
        self.addTopLevelItems(items[1:])
        for column in range(1, len(head)):
            for item in items:
                item.setTextAlignment(column, RIGHT)
        for column in range(len(head)):
            self.resizeColumnToContents(column)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as its rows: it never scrolls."""
        rows = self.topLevelItemCount()
        high = self.header().sizeHint().height() + 2 * self.frameWidth()
        line = self.sizeHintForRow(0) if rows else 0
        return QSize(super().sizeHint().width(), high + rows * line)


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
        f"{_more(chosen)}"
    )


def _more(model: Trained) -> str:
    """Whether more gold would help, as far as the end of the learning curve tells."""
    if len(model.curve) < 2:
        return ""
    (share, before), (_, last) = model.curve[-2:]
    step = f"\nFrom {share * 100:.0f} % to all of the training articles F1 "
    if last - before >= HELPS:
        return f"{step}rose from {before:.2f} to {last:.2f}: more gold is likely to help."
    went = f"went from {before:.2f} to {last:.2f}" if f"{before:.2f}" != f"{last:.2f}" else "stayed"
    return f"{step}{went}: more gold of the same kind may not help much."


def _cells(score: Score) -> list[str]:
    return [*score.told, f"{score.gold:,}"]
