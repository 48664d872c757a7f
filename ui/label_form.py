"""One label's fields: each change is said at once, for the editor to carry out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from model.labels import KEYS
from model.records import ROLES, Label
from ui import plain
from ui.icon_picker import IconPicker, spoken
from ui.icons import icon
from ui.label_colours import ColourPicker, Preview
from ui.theme import LIGHT, Theme, tones

ROLE_TEXTS = {
    "claim": "Claim: a row of the claims table",
    "figure": "Figure: has a value and a unit",
    "actor": "Actor: the source of a claim",
    "verified": "Verified: has a stance",
    "cue": "Cue: the words of saying",
    "": "None: a label of your own",
}
WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
         Qt.Key.Key_End)  # fmt: skip


class LabelForm(QWidget):
    """Shows a label; `changed` carries what the person gave anew."""

    changed = Signal(str, dict)
    """Id of the label, and its new fields."""

    def __init__(self) -> None:
        super().__init__()
        self._label: Label | None = None
        self._others: list[Label] = []
        self._theme = LIGHT
        self.name = QLineEdit()
        self.key = QComboBox()
        self.role = QComboBox()
        self.icon = QPushButton(autoDefault=False)
        self.colour = ColourPicker()
        self.definition = QPlainTextEdit(tabChangesFocus=True)
        self.examples = QPlainTextEdit(tabChangesFocus=True)
        self.examples.setPlaceholderText("One example a line")
        self.preview = Preview()
        self._lay_out()
        self._connect()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        if self._label is not None:
            self.show_label(self._label, self._others)

    def show_label(self, label: Label | None, others: list[Label]) -> None:
        """Fill every field; `others` are the labels in use beside it."""
        self._label, self._others = label, others
        self.setEnabled(label is not None)
        self.preview.show_label(label)
        if label is None:
            return
        for widget, text in ((self.definition, label.definition),
                             (self.examples, "\n".join(label.examples))):  # fmt: skip
            if _text(widget) != text:
                widget.setPlainText(text)
        self.name.setText(label.name)
        self.mark_wrong(False)
        self._fill_keys(label)
        self.key.setEnabled(not label.retired)
        self.role.setCurrentIndex(self.role.findData(label.role))
        self.icon.setText(spoken(label.icon))
        colour = tones(label.colour, self._theme).line
        self.icon.setIcon(icon(label.icon, self._theme, colour=colour))
        self.colour.show_colour(label.colour, others, self._theme)

    def mark_wrong(self, wrong: bool) -> None:
        """Outline the name in red, or no longer."""
        plain.mark(self.name, "invalid", wrong)

    def say_typed(self, *, leaving: bool = False) -> None:
        """Say what is typed and not yet said. Who is `leaving` an emptied name keeps it."""
        if self._label is None:
            return
        label = self._label
        examples = tuple(line.strip() for line in _text(self.examples).splitlines() if line.strip())
        typed = {"name": self.name.text(), "definition": _text(self.definition).strip(),
                 "examples": examples}  # fmt: skip
        if leaving and not self.name.text().strip():
            del typed["name"]
        fresh = {key: value for key, value in typed.items() if value != getattr(label, key)}
        if fresh:
            self.changed.emit(label.id, fresh)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the name goes on to the key: it is no wish to close the editor. The lists open
        at an arrow, lest each entry on the way be taken."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        is_press = event.type() == QEvent.Type.KeyPress
        if watched is self.name and is_press and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.say_typed()
            self.key.setFocus()
            return True
        if isinstance(watched, QComboBox):
            if is_press and pressed in WALKS:
                watched.showPopup()
            if event.type() == QEvent.Type.Wheel:
                event.ignore()
            return pressed in WALKS or event.type() == QEvent.Type.Wheel
        if event.type() == QEvent.Type.FocusOut and watched in (self.definition, self.examples):
            self.say_typed()
        return super().eventFilter(watched, event)

    # ---- inside

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        self.definition.setFixedHeight(line * 5)
        self.examples.setFixedHeight(line * 4)
        self.icon.setIconSize(QSize(round(line * 1.1), round(line * 1.1)))
        for role in ROLES:
            self.role.addItem(ROLE_TEXTS[role], role)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self.name, 1)
        first.addWidget(_named(plain.label("Key"), self.key))
        first.addWidget(self.key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        rows = QFormLayout()
        column.addLayout(rows)
        column.addStretch(1)
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(_named(plain.label("Name"), self.name), first)
        for text, widget in (("Means", self.role), ("Icon", self.icon), ("Colour", self.colour),
                             ("Looks", self.preview), ("Definition", self.definition),
                             ("Examples", self.examples)):  # fmt: skip
            rows.addRow(_named(plain.label(text), widget), widget)
            if widget is self.colour:
                rows.addRow("", self.colour.note)
        for box in (self.key, self.role):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(7)

    def _connect(self) -> None:
        self.name.editingFinished.connect(lambda: self.say_typed())
        self.key.activated.connect(lambda at: self._say({"key": self.key.itemData(at)}))
        self.role.activated.connect(lambda at: self._say({"role": self.role.itemData(at)}))
        self.colour.picked.connect(lambda colour: self._say({"colour": colour}))
        self.icon.clicked.connect(self._pick_icon)
        for widget in (self.name, self.key, self.role, self.definition, self.examples):
            widget.installEventFilter(self)

    def _say(self, fields: dict[str, object]) -> None:
        if self._label is not None:
            self.changed.emit(self._label.id, fields)

    def _fill_keys(self, label: Label) -> None:
        taken = {other.key: other.name for other in self._others if other.key}
        self.key.clear()
        self.key.addItem("none", "")
        for key in KEYS:
            owner = taken.get(key)
            self.key.addItem(f"{key}  ({owner})" if owner else key, key)
        self.key.setCurrentIndex(self.key.findData(label.key))

    def _pick_icon(self) -> None:
        if self._label is None:
            return
        picker = IconPicker(self.icon, self._theme, self._label.icon)
        picker.picked.connect(lambda name: self._say({"icon": name}))
        picker.open()


def _named(label: QWidget, widget: QWidget) -> QWidget:
    """Tie a caption to its field, for the keyboard and for assistive tools."""
    widget.setAccessibleName(label.property("text"))
    return label


def _text(widget: QPlainTextEdit) -> str:
    return widget.toPlainText()
