"""Agreement: how far each pair agrees, on what, and the places where they do not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from model import agreement
from model.plurals import many
from model.store import Store
from ui import plain
from ui.chart import Chart, Series
from ui.corpus_disagreements import Disagreements
from ui.corpus_figures import Source
from ui.corpus_matrix import Matrix
from ui.desk import Desk
from ui.jobs import Jobs
from ui.plot_bars import BarPlot
from ui.plot_card import Card
from ui.theme import Theme

NOTHING = (
    "No article has been finished by two people yet, so there is nothing to compare.\n\n"
    "Project → Assign articles… gives articles to several people; agreement shows here once two "
    "of them have submitted the same article."
)
MEASURING = "Measuring how far people agree… {} %"
ALL = "all"
LABEL = 10
"""Characters of a label that are shown at least."""
NARROW = 110
"""Characters of the width below which the bars stand below the matrix."""
F1 = {"F1, exact": "exact", "F1, overlap": "overlap", "F1, overlap of half at least": "iou"}
COEFFICIENTS = {"Cohen’s kappa, on tokens": "kappa", "Krippendorff’s alpha, on tokens": "alpha"}
MEANS = {
    "F1, exact": "1: both have marked the same words with the same label everywhere; 0: nowhere.",
    "F1, overlap": "Marks of one label that share a word count as the same. 1: all do; 0: none.",
    "F1, overlap of half at least": "Marks of one label count as the same when they share at least "
    "half of what the two cover. 1: all do; 0: none.",
    "Cohen’s kappa, on tokens": "Whether each word carries the label, beyond what chance would "
    "bring. 1: always alike; 0: as by chance.",
    "Krippendorff’s alpha, on tokens": "Like kappa, with one chance for both of a pair. 1: always "
    "alike; 0: as by chance.",
}  # fmt: skip
UNITS = "n counts what either has marked."
FEW = "No coefficient is given (–) of fewer than {least}."
JUDGED = "Of claims that both have marked, by kappa: {}."


class AgreementView(QWidget):
    """Measured while it is seen; a pair and a label lead to the list of disagreements."""

    place_wanted = Signal(str, int, int)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self.setAccessibleName("Agreement")
        self._figures: dict[str, Any] | None = None
        self.source = Source(desk, jobs, "agreement", _measured)
        self.measure = QComboBox()
        self.measure.setAccessibleName("Measure")
        self.measure.addItems([*F1, *COEFFICIENTS])
        self.label = QComboBox()
        self.label.setAccessibleName("Label")
        self.label.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.label.setMinimumContentsLength(LABEL)
        self.label.addItem("All labels", ALL)
        self.said = plain.label(name="muted", wrap=True)
        self.matrix = Matrix()
        self.card = Card(BarPlot(Chart("Agreement by label", (), ())))
        self.disagreements = Disagreements(desk)
        self.empty = plain.label(NOTHING, name="empty", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        for part in (self.measure, self.label):
            head.addWidget(part)
        head.addWidget(self.said, 1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(12)
        self._sides.addWidget(self.matrix, 3, Qt.AlignmentFlag.AlignTop)
        self._sides.addWidget(self.card, 4)
        above = QWidget()
        above.setLayout(self._sides)
        self._sides.setContentsMargins(0, 0, 0, 10)
        self.body = QSplitter(Qt.Orientation.Vertical, objectName="plain")
        self.body.setHandleWidth(1)
        self.body.setChildrenCollapsible(False)
        self.body.addWidget(above)
        self.body.addWidget(self.disagreements)
        self.body.setSizes([300, 320])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.body, 1)

    def _connect(self) -> None:
        self.source.counted.connect(self.show_figures)
        self.source.progressed.connect(self._show_progress)
        self.source.failed.connect(self._fail)
        for choice in (self.measure, self.label):
            choice.activated.connect(lambda _: self._show())
        self.label.activated.connect(lambda _: self._list())
        self.matrix.pair_chosen.connect(lambda *_: self._show_labels())
        self.matrix.pair_wanted.connect(lambda *_: self._list())
        self.disagreements.place_wanted.connect(self.place_wanted)
        self.disagreements.left.connect(self.matrix.setFocus)

    def set_theme(self, theme: Theme) -> None:
        self.matrix.set_theme(theme)
        self.card.set_theme(theme)
        self.disagreements.set_theme(theme)

    def focus_first(self) -> None:
        """The matrix; while that is not measured the view itself, which hands the keys on."""
        (self.matrix if self._figures else self).setFocus()

    # ---- what it shows

    def show_figures(self, figures: dict[str, Any] | None) -> None:
        """`figures` are those of `agreement --json`."""
        self._figures = figures if figures and figures["pairs"] else None
        self.empty.setText(NOTHING)
        kept = self.label.currentData()
        self.label.clear()
        self.label.addItem("All labels", ALL)
        for one in figures["measures"][1:] if figures else ():
            self.label.addItem(one["label"], one["label"])
        self.label.setCurrentIndex(max(0, self.label.findData(kept)))
        self._show()
        if self.hasFocus():
            self.focus_first()

    def _show_progress(self, percent: int) -> None:
        """While nothing is measured yet; figures that are shown stay until there are newer ones."""
        self.empty.setText(MEASURING.format(percent))

    def _fail(self, why: str) -> None:
        said = f"Not measured: {why}"
        (self.said if self._figures else self.empty).setText(said)

    def _show(self) -> None:
        figures = self._figures
        self.empty.setVisible(figures is None)
        self.body.setVisible(figures is not None)
        for choice in (self.measure, self.label):
            choice.setEnabled(figures is not None)
        if figures is None:
            self.said.clear()
            return
        chosen = self.label.currentData()
        self.matrix.show_pairs(figures["people"], {
            (pair["one"], pair["other"]): next(
                (self._value(one), one["n"]) for one in pair["measures"] if one["label"] == chosen
            )
            for pair in figures["pairs"]
        })  # fmt: skip
        together, over_all = figures["together"], next(
            one for one in figures["measures"] if one["label"] == chosen
        )  # fmt: skip
        value = self._value(over_all)
        self.said.setText(
            f"Everybody: {'–' if value is None else f'{value:.2f}'}, n {over_all['n']:,} · "
            f"{many(together, 'article')} finished by two or more"
        )
        self._show_labels()

    def _show_labels(self) -> None:
        """The bars: of the pair whose cell has the keys, else of everybody."""
        if self._figures is None:
            return
        one, other = self.matrix.pair
        pair = next((pair for pair in self._figures["pairs"]
                     if (pair["one"], pair["other"]) == (one, other)), None)  # fmt: skip
        measures = (pair or self._figures)["measures"][1:]
        whose = f"{one} and {other}" if pair else "everybody"
        self.card.show_chart(Chart(
            f"{self.measure.currentText()}, by label: {whose}",
            tuple(f"{measured['label']} (n {measured['n']:,})" for measured in measures),
            (Series("agreement", tuple(self._value(measured) for measured in measures)),), top=1,
            names="Label", note=self._note(pair), empty="Neither has marked anything.",
        ))  # fmt: skip

    def _note(self, pair: dict[str, Any] | None) -> str:
        """What the measure says, and how far a pair judges alike what both have marked."""
        chosen = self.measure.currentText()
        said = [MEANS[chosen], UNITS]
        judged = [
            f"{one['what']} {one['kappa']:.2f} (n {one['n']:,})"
            for one in (pair["judged"] if pair else ()) if one["kappa"] is not None
        ]  # fmt: skip
        measures = (pair or self._figures or {"measures": ()})["measures"][1:]
        if chosen in COEFFICIENTS and any(self._value(one) is None for one in measures):
            said.append(FEW.format(least=agreement.LEAST))
        if judged:
            said.insert(0, JUDGED.format(", ".join(judged)))
        return " ".join(said)

    def _value(self, measured: dict[str, Any]) -> float | None:
        chosen = self.measure.currentText()
        if chosen in COEFFICIENTS:
            value: float | None = measured[COEFFICIENTS[chosen]]
            return value
        return measured[F1[chosen]]["f1"]

    def _list(self) -> None:
        one, other = self.matrix.pair
        if one:
            label = self.label.currentData()
            self.disagreements.show_pair(one, other, "" if label == ALL else label)

    # ---- inside

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._figures:
            self.matrix.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bars beside the matrix, or below it where there is no room."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.source.want(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.want(False)


def _measured(store: Store) -> object:
    return agreement.as_values(agreement.measure(store), by_article=False)
