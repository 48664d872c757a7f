"""Choosing a format: a list of all, grouped by what they are for, and the options of each."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from model import exporting
from model.exporters._base import TABLES, TOOLS, TRAINING, Option
from ui import plain

FIRST = "jsonl"
"""What is chosen at first."""


class FormatBox(QComboBox):
    """The formats by title; `currentData` is the name."""

    def __init__(self) -> None:
        super().__init__()
        items = QStandardItemModel(self)
        groups: dict[str, list[tuple[str, str]]] = {TRAINING: [], TOOLS: [], TABLES: []}
        for name, module in exporting.formats().items():
            group = getattr(module, "GROUP", TOOLS)
            groups.setdefault(group, []).append((module.TITLE, name))
        for group, members in groups.items():
            if members:
                items.appendRow(_heading(group))
            for title, name in members:
                item = QStandardItem(title)
                item.setData(name, Qt.ItemDataRole.UserRole)
                items.appendRow(item)
        self.setModel(items)
        self.setMaxVisibleItems(items.rowCount())
        self.setCurrentIndex(self.findData(FIRST))


class OptionField:
    """One option of a format: a list to choose from, or a line to type."""

    def __init__(self, option: Option, labels: Iterable[str], changed: SignalInstance) -> None:
        self.option = option
        self.widget: QWidget
        if option.free:
            self._line = QLineEdit(option.default)
            self._line.textChanged.connect(changed)
            self.widget = self._line
        else:
            self._box = QComboBox()
            for choice in option.choices or ("", *labels):
                shown = _titled(choice) if option.choices else choice or "Automatic"
                self._box.addItem(shown, choice)
            self.value = option.default
            self._box.currentIndexChanged.connect(changed)
            self.widget = self._box
        self.widget.setAccessibleName(option.text)
        plain.explain(self.widget, option.help)

    @property
    def value(self) -> str:
        return self._line.text().strip() if self.option.free else str(self._box.currentData())

    @value.setter
    def value(self, value: str) -> None:
        if self.option.free:
            self._line.setText(value)
        elif (at := self._box.findData(value)) >= 0:
            self._box.setCurrentIndex(at)

    def arguments(self) -> list[str]:
        """Of `main.py export`; a typed text may begin with a dash."""
        if not self.value:
            return []
        key = f"--{self.option.key}"
        return [f"{key}={self.value}"] if self.option.free else [key, self.value]


def _heading(text: str) -> QStandardItem:
    made = QStandardItem(text)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    return made


def _titled(text: str) -> str:
    return text[:1].upper() + text[1:]
