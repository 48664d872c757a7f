"""How a model compares with the rules: a row of each for every label, and what is said of both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from model import trained
from model.splits import SPLITS
from model.trained import Score, Trained

COLUMNS = ("Label", "Found by", "Precision", "Recall", "F1", "Test spans", "Used")
NUMBERS = range(2, 6)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
MODEL, RULES = "model", "rules"
USED, TOO_FEW = "✓", "too few test spans"
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
    """What a model is worth, what it was made of, and whether more gold would help."""
    if chosen is None:
        return ABOUT_RULES
    curve = ", ".join(f"{f1:.2f} with {share * 100:.0f} %" for share, f1 in chosen.curve)
    split = ", ".join(f"{chosen.articles.get(name, 0):,} {name}" for name in SPLITS)
    return (
        f"{trained.worth(chosen)}\n"
        f"Made {chosen.made[:16].replace('T', ' ')} from articles: {split}.\n"
        f"Learning curve: F1 {curve} of the articles."
    )


def _cells(score: Score) -> list[str]:
    return [*score.told, f"{score.gold:,}"]
