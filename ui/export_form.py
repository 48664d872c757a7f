"""The choices of an export as a form, and the command-line arguments that they amount to."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from model import exporting
from model.corpus import SPANS
from model.records import Label, Person
from model.splits import DEFAULT, SPLITS
from ui import plain
from ui.export_filter import ExportFilter
from ui.export_formats import FormatBox, OptionField
from ui.placing import keep_inside

SPANS_TEXTS = {
    "accepted": ("Accepted", "Accepted spans of articles worked on."),
    "submitted": ("Submitted", "Accepted spans of submitted and approved articles."),
    "gold": ("Gold", "Accepted spans of approved articles only."),
    "all": ("Everything", "Every article; suggestions and rejected ones too, kept apart."),
}
LABEL_COLUMNS = 2
PERCENT = 100


class ExportForm(QWidget):
    """Format and its options, spans, labels, person, articles, split, seed, strict, the target."""

    changed = Signal()
    """A choice that changes what would be exported."""
    target_changed = Signal()

    def __init__(self, labels: Iterable[Label], people: Iterable[Person], project: Path,
                 folder: Path) -> None:  # fmt: skip
        super().__init__()
        self._project = project
        self._folder = folder
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.format = FormatBox()
        self.spans = QComboBox()
        for key in SPANS:
            self.spans.addItem(SPANS_TEXTS[key][0], key)
        self.spans_note = plain.label(name="note", wrap=True)
        self.labels = {
            label.name: QCheckBox(label.name.replace("&", "&&"), checked=True) for label in labels
        }
        self.shares = [QSpinBox(maximum=PERCENT, value=share, suffix=" %") for share in DEFAULT]
        self.seed = QSpinBox(maximum=999_999)
        self.filter = ExportFilter(people)
        self.strict = QCheckBox("Refuse when anything would be lost")
        self.options: dict[str, QWidget] = {}
        self._fields: dict[str, OptionField] = {}
        self.target = QLineEdit()
        self.where = QWidget()
        """The row with the target, for the dialog to place."""
        self._browse = QPushButton("Choose…", autoDefault=False)
        self._lay_out()
        self._connect()
        self._format_chosen()
        self._spans_chosen()

    # ---- what is chosen

    @property
    def module(self) -> ModuleType:
        return exporting.formats()[str(self.format.currentData())]

    def trouble(self) -> str:
        """Why these choices cannot be exported; '' when they can."""
        if not any(box.isChecked() for box in self.labels.values()):
            return "Choose at least one label."
        if sum(share.value() for share in self.shares) != PERCENT:
            return f"The split adds up to {sum(s.value() for s in self.shares)} %, not to 100 %."
        if self.shares[0].value() == 0:
            return "Train needs a share."
        if not self.target.text().strip():
            return "Say where to export to."
        return self.filter.trouble()

    def arguments(self) -> list[str]:
        """Of `main.py export`, without the target."""
        chosen = [name for name, box in self.labels.items() if box.isChecked()]
        words = [
            "export", str(self._project), "--json-lines",
            "--format", str(self.format.currentData()), "--spans", str(self.spans.currentData()),
            "--split", ",".join(str(share.value()) for share in self.shares),
            "--seed", str(self.seed.value()),
        ]  # fmt: skip
        for name in chosen if len(chosen) < len(self.labels) else ():
            words += ["--label", name]
        for field in self._fields.values():
            words += field.arguments()
        return [*words, *self.filter.arguments()]

    @property
    def strictly(self) -> list[str]:
        """What is added when the export is made, and not when it is counted."""
        return ["--strict"] if self.strict.isChecked() else []

    @property
    def target_path(self) -> Path:
        """A name alone means the folder that was offered."""
        return self._folder / os.path.expanduser(self.target.text().strip())

    def choices(self) -> dict[str, Any]:
        """What is remembered for the next time."""
        return {
            "format": self.format.currentData(), "spans": self.spans.currentData(),
            "left_out": [name for name, box in self.labels.items() if not box.isChecked()],
            "shares": [share.value() for share in self.shares], "seed": self.seed.value(),
            "options": {key: field.value for key, field in self._fields.items()},
            "strict": self.strict.isChecked(),
            "folder": str(self.target_path.parent),
        }  # fmt: skip

    def restore(self, remembered: dict[str, Any]) -> None:
        """Choose what was chosen last; what no longer fits stays at its default."""
        _choose(self.format, remembered.get("format"))
        _choose(self.spans, remembered.get("spans"))
        left_out = remembered.get("left_out")
        for name in left_out if isinstance(left_out, list) else ():
            if name in self.labels:
                self.labels[name].setChecked(False)
        shares = remembered.get("shares")
        if isinstance(shares, list) and len(shares) == len(SPLITS):
            for box, share in zip(self.shares, shares, strict=True):
                box.setValue(share if isinstance(share, int) else box.value())
        seed = remembered.get("seed")
        self.seed.setValue(seed if isinstance(seed, int) else 0)
        options = remembered.get("options")
        for key, value in options.items() if isinstance(options, dict) else ():
            if key in self._fields and isinstance(value, str):
                self._fields[key].value = value
        self.strict.setChecked(remembered.get("strict") is True)

    # ---- inside

    def _lay_out(self) -> None:
        self._rows = QFormLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setVerticalSpacing(8)
        self._rows.setHorizontalSpacing(16)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows.addRow("Format", self.format)
        which = QVBoxLayout()
        which.setSpacing(3)
        which.addWidget(self.spans)
        which.addWidget(self.spans_note)
        of_spans = plain.label("Spans")
        of_spans.setBuddy(self.spans)
        self._rows.addRow(of_spans, which)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        for at, box in enumerate(self.labels.values()):
            grid.addWidget(box, at // LABEL_COLUMNS, at % LABEL_COLUMNS)
        self._rows.addRow("Labels", grid)
        self.filter.add_rows(self._rows)
        split = QHBoxLayout()
        split.setSpacing(6)
        for name, box in zip(SPLITS, self.shares, strict=True):
            box.setAccessibleName(f"Share of {name}")
            split.addWidget(plain.label(name, name="muted"))
            split.addWidget(box, 1)
        self._rows.addRow("Split by story", split)
        self.seed.setAccessibleDescription("Another seed splits the articles in another way")
        self._rows.addRow("Seed of the split", self.seed)
        self._rows.addRow("Strict", self.strict)
        where = QHBoxLayout(self.where)
        where.setContentsMargins(0, 0, 0, 0)
        where.setSpacing(8)
        where.addWidget(plain.label("Export to"))
        where.addWidget(self.target, 1)
        where.addWidget(self._browse)
        self.target.setAccessibleName("File or folder to export to")

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._format_chosen)
        self.spans.currentIndexChanged.connect(self._spans_chosen)
        for box in self.labels.values():
            box.toggled.connect(self.changed)
        for number in (*self.shares, self.seed):
            number.valueChanged.connect(self.changed)
        self.filter.changed.connect(self.changed)
        self.target.textChanged.connect(self.target_changed)
        self._browse.clicked.connect(self._ask_target)

    def _format_chosen(self) -> None:
        for box in self.options.values():
            self._rows.removeRow(box)
        self._fields = {
            option.key: OptionField(option, self.labels, self.changed)
            for option in self.module.OPTIONS
        }
        self.options = {key: field.widget for key, field in self._fields.items()}
        for at, field in enumerate(self._fields.values(), 1):
            self._rows.insertRow(at, field.option.text, field.widget)
        stem = self._project.stem
        name = f"{stem}{self.module.SUFFIX}" if self.module.SUFFIX else f"{stem} {self.module.NAME}"
        self.target.setText(str(self._folder / name))
        self.changed.emit()

    def _spans_chosen(self) -> None:
        self.spans_note.setText(SPANS_TEXTS[str(self.spans.currentData())][1])
        self.changed.emit()

    def _ask_target(self) -> None:
        suffix = self.module.SUFFIX
        dialog = QFileDialog(self, "Export to", str(self.target_path.parent))
        keep_inside(dialog)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        if suffix:
            dialog.setNameFilter(f"{self.module.TITLE} (*{suffix})")
            dialog.setDefaultSuffix(suffix[1:])
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile(self.target_path.name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.target.setText)
        dialog.open()


def _choose(box: QComboBox, value: object) -> None:
    at = box.findData(value) if isinstance(value, str) else -1
    if at >= 0:
        box.setCurrentIndex(at)
