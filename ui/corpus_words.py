"""What the Corpus workspace shows, in words: what is listed, ticked and selected in its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QObject, QTimer, Signal, SignalInstance

from model.plurals import many
from ui import display

if TYPE_CHECKING:
    from ui.concordance import Concordance
    from ui.consistency import Consistency
    from ui.corpus_agreement import AgreementView
    from ui.corpus_dashboard import Dashboard
    from ui.figures_view import FiguresView
    from ui.places_table import PlacesTable

LONGEST = 60
"""Code points of words, or of a title, that are told."""


class CorpusWords(QObject):
    """Follows the part that is shown."""

    told = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._part: Any = None
        self._name = ""
        self._heard: set[str] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(lambda: self.told.emit(self.words))

    def turn(self, name: str, part: object) -> None:
        """Speak of this part from now on."""
        self._name, self._part = name, part
        if name not in self._heard:
            self._heard.add(name)
            for signal in _SIGNALS[name](part):
                signal.connect(self.speak)
        self.speak()

    def speak(self, *_: object) -> None:
        """Tell in a moment what there is to tell."""
        self._later.start()

    @property
    def words(self) -> str:
        said = _WORDS[self._name](self._part) if self._part is not None else ""
        return said or f"{self._name.capitalize()}: nothing is listed yet"


def _of_places(table: PlacesTable, noun: str) -> str:
    """'Place 2 of 24: “troops” 120–126 in “Kursk” · 3 ticked'."""
    rows, at = table.places.rows, table.currentIndex().row()
    if not rows:
        return ""
    if table.many_selected > 1:
        said = f"{table.many_selected:,} of {many(len(rows), noun)} selected"
    elif 0 <= at < len(rows):
        hit = rows[at].hit
        said = (
            f"{noun.capitalize()} {at + 1:,} of {len(rows):,}: {display.quoted(hit.words, LONGEST)}"
            f" {hit.start}–{hit.end} in {display.quoted(hit.article, LONGEST)}"
        )
    else:
        said = many(len(rows), noun)
    return f"{said} · {table.places.many_chosen:,} ticked"


def _of_concordance(part: Concordance) -> str:
    return _of_places(part.table, "place")


def _of_consistency(part: Consistency) -> str:
    return _of_places(part.table, "odd place")


def _of_dashboard(part: Dashboard) -> str:
    return f"The whole project: {many(part.articles, 'article')}"


def _of_figures(part: FiguresView) -> str:
    """'Group 2 of 12: “45,000 troops” in “Kursk”'."""
    tree, item = part.tree, part.tree.currentItem()
    groups = tree.topLevelItemCount()
    if item is None:
        return many(groups, "group") if groups else ""
    head = item.parent() or item
    said = f"Group {tree.indexOfTopLevelItem(head) + 1:,} of {groups:,}"
    if head is item:
        return f"{said}: {item.text(0)}"
    words, article = (display.quoted(item.text(column), LONGEST) for column in (1, 3))
    return f"{said}: {words} in {article}"


def _of_agreement(part: AgreementView) -> str:
    """'Ana and Ben · disagreement 2 of 14'."""
    listed, (one, other) = part.disagreements, part.matrix.pair
    names, rows = listed.model.names if listed.model.rows else (one, other), listed.model.rows
    if not all(names):
        return ""
    at = listed.table.currentIndex().row()
    said = f"disagreement {at + 1:,} of {len(rows):,}" if at >= 0 else many(
        len(rows), "disagreement")  # fmt: skip
    return f"{names[0]} and {names[1]}{f' · {said}' if rows else ''}"


def _rows_of(model: QAbstractItemModel) -> tuple[SignalInstance, ...]:
    return model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged


def _of_table(part: Concordance | Consistency) -> tuple[SignalInstance, ...]:
    return (*_rows_of(part.model), part.model.ticked,
            part.table.selectionModel().selectionChanged,
            part.table.selectionModel().currentChanged)  # fmt: skip


def _of_matrix(part: AgreementView) -> tuple[SignalInstance, ...]:
    listed = part.disagreements
    return (part.matrix.pair_chosen, part.source.counted, *_rows_of(listed.model),
            listed.table.selectionModel().currentChanged)  # fmt: skip


_SIGNALS: Mapping[str, Callable[[Any], tuple[SignalInstance, ...]]] = {
    "dashboard": lambda part: (part.source.counted,),
    "concordance": _of_table,
    "consistency": _of_table,
    "figures": lambda part: (*_rows_of(part.tree.model()), part.tree.currentItemChanged),
    "agreement": _of_matrix,
}
_WORDS: Mapping[str, Callable[[Any], str]] = {
    "dashboard": _of_dashboard, "concordance": _of_concordance, "consistency": _of_consistency,
    "figures": _of_figures, "agreement": _of_agreement,
}  # fmt: skip
