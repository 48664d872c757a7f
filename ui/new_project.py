"""The dialog for a new project: its name and place, the labels it begins with, who works on it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from model import labels, people, places, project
from model.errors import UserError
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog, emptied
from ui.placing import keep_inside
from ui.theme import tones

LONGEST_NAME = 200
"""Bytes, less than disks take: copies and backups have longer names."""
FORBIDDEN = '<>:"/\\|?*'
"""What a file name may not hold on one of the systems that a project may travel to."""


class NewProject(Dialog):
    """Says what is missing while it is typed; `chosen` when all is given."""

    chosen = Signal(str, str)
    """Path of the project to be made, and the stem of its label set."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "New project")
        self._sets = labels.sets()
        self.name = QLineEdit(_free_name(places.documents()))
        self.folder = QLineEdit(str(places.documents()))
        self.set = QComboBox()
        for one in self._sets:
            self.set.addItem(one.name, one.stem)
        self.person = QLineEdit(desk.settings.text("person") or project.default_person())
        self.said = plain.label(name="error", wrap=True)
        self._guideline = plain.label(name="muted", wrap=True)
        self._preview = QGridLayout()
        self._preview.setHorizontalSpacing(10)
        self._preview.setVerticalSpacing(8)
        self._preview.setColumnStretch(3, 1)
        self._lay_out()
        self.add_button("Cancel", self.reject)
        self.make = self.add_button("Make project", self._make, default=True)
        for line in (self.name, self.folder, self.person):
            line.textChanged.connect(self._check)
        self.set.currentIndexChanged.connect(self._show_set)
        self._show_set()
        self._check()
        self.want_size(80, 29)
        self.name.selectAll()
        self.name.setFocus()

    @property
    def path(self) -> Path:
        """Where the project would be made."""
        stem = self.name.text().strip().removesuffix(project.SUFFIX)
        return Path(os.path.expanduser(self.folder.text().strip())) / f"{stem}{project.SUFFIX}"

    def wrong(self) -> str:
        """What keeps the project from being made, or ''."""
        name = self.name.text().strip()
        if not name.removesuffix(project.SUFFIX):
            return "Type a name for the project."
        if any(letter in FORBIDDEN or not letter.isprintable() for letter in name):
            return f"A name cannot hold any of {' '.join(FORBIDDEN)}"
        if len(os.fsencode(self.path.name)) > LONGEST_NAME:
            return "That name is too long for a file. Choose a shorter one."
        if not os.path.isdir(self.path.parent):
            return f"There is no folder {self.path.parent}."
        if os.path.exists(self.path):
            return f"{self.path.name} exists there already. Choose another name."
        try:
            people.checked_name(self.person.text())
        except UserError as error:
            return str(error)
        return ""

    # ---- inside

    def _make(self) -> None:
        if self.wrong():
            return
        self.desk.change_settings(person=people.checked_name(self.person.text()))
        path, stem = str(self.path), str(self.set.currentData())
        self.accept()
        self.chosen.emit(path, stem)

    def _check(self) -> None:
        wrong = self.wrong()
        self.said.setText(wrong)
        self.make.setEnabled(not wrong)

    def _show_set(self) -> None:
        """The labels of the chosen set with their keys and definitions."""
        emptied(self._preview)
        chosen = self._sets[self.set.currentIndex()]
        self._guideline.setText(chosen.guideline)
        side = round(self.fontMetrics().height() * 1.2)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, label in enumerate(chosen.labels):
            colour = tones(label.colour, self.theme).line
            picture = plain.picture(label.icon, self.theme, side, colour=colour)
            self._preview.addWidget(picture, row, 0, middle)
            self._preview.addWidget(plain.label(label.name), row, 1, middle)
            if label.key:
                cap = plain.label(label.key, name="keycap")
                self._preview.addWidget(cap, row, 2, middle)
            first = label.definition.partition(". ")[0].rstrip(".") + "."
            self._preview.addWidget(plain.label(first, name="note", wrap=True), row, 3)

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, "Folder for the project", self.folder.text())
        keep_inside(dialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.open()

    def _lay_out(self) -> None:
        browse = QPushButton("Choose…", autoDefault=False)
        browse.setAccessibleName("Choose a folder")
        browse.clicked.connect(self._choose_folder)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(browse)
        rows = QFormLayout()
        rows.setHorizontalSpacing(16)
        rows.setVerticalSpacing(10)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, field, widget in (
            ("Name", self.name, self.name), ("Folder", self.folder, place),
            ("Your name", self.person, self.person), ("Labels", self.set, self.set),
        ):  # fmt: skip
            caption = plain.label(text)
            caption.setBuddy(field)
            field.setAccessibleName(text)
            rows.addRow(caption, widget)
        self.column.addLayout(rows)
        card = QFrame(objectName="card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(14, 12, 14, 12)
        inner.setSpacing(10)
        inner.addWidget(self._guideline)
        inner.addLayout(self._preview)
        inner.addStretch(1)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(card)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.said)


def _free_name(folder: Path) -> str:
    names = ["My project", *(f"My project {number}" for number in range(2, 1000))]
    return next(name for name in names if not (folder / f"{name}{project.SUFFIX}").exists())
