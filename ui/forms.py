"""Forms made from declared settings: a section a group, a field a setting, in force at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from model.settings import SETTINGS, Setting, Settings, Value
from ui import plain
from ui.desk import Desk
from ui.dialog import Dialog


def labelled_line(text: str, name: str) -> QLineEdit:
    """A line to type in, with a name for assistive tools."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    return made


class _Number(QDoubleSpinBox):
    """A fraction; the wheel scrolls the form unless the field has the focus."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        _only_focused(self, event, super().wheelEvent)


class _Whole(QSpinBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        _only_focused(self, event, super().wheelEvent)


class _Choice(QComboBox):
    def wheelEvent(self, event: QWheelEvent) -> None:
        _only_focused(self, event, super().wheelEvent)


class Field:
    """The widget of one setting: `show` puts a value in, `changed` is called with a new one."""

    def __init__(self, setting: Setting, changed: Callable[[str, Value], None]) -> None:
        self.setting = setting
        self._changed = changed
        self.widget, self._put = self._made()
        self.widget.setAccessibleName(setting.text)
        self.widget.setAccessibleDescription(setting.help)
        self.widget.setObjectName(f"setting.{setting.key}")
        if not isinstance(self.widget, (QCheckBox, QLineEdit)):
            self.widget.setMinimumWidth(18 * self.widget.fontMetrics().averageCharWidth())

    def show(self, value: Value) -> None:
        self.widget.blockSignals(True)
        self._put(value)
        self.widget.blockSignals(False)

    def _say(self, value: Value) -> None:
        self._changed(self.setting.key, value)

    def _made(self) -> tuple[QWidget, Callable[[Value], object]]:
        if isinstance(self.setting.default, bool):
            return self._switch()
        if self.setting.choices:
            return self._choice()
        if isinstance(self.setting.default, float):
            return self._fraction()
        if isinstance(self.setting.default, int):
            return self._whole()
        return self._line()

    def _switch(self) -> tuple[QWidget, Callable[[Value], object]]:
        box = QCheckBox(self.setting.text.replace("&", "&&"))
        box.toggled.connect(self._say)
        return box, lambda value: box.setChecked(bool(value))

    def _choice(self) -> tuple[QWidget, Callable[[Value], object]]:
        box = _Choice(focusPolicy=Qt.FocusPolicy.StrongFocus)
        for choice in self.setting.choices:
            box.addItem(choice[:1].upper() + choice[1:], choice)
        box.currentIndexChanged.connect(lambda at: self._say(box.itemData(at)))
        return box, lambda value: box.setCurrentIndex(box.findData(value))

    def _fraction(self) -> tuple[QWidget, Callable[[Value], object]]:
        box, setting = _Number(), self.setting
        box.setDecimals(len(f"{setting.step:.6f}".rstrip("0").partition(".")[2]) or 1)
        box.setRange(setting.least, setting.most or 1_000_000)
        box.setSingleStep(setting.step)
        self._begin(box)
        box.valueChanged.connect(self._say)
        return box, lambda value: box.setValue(float(value))

    def _whole(self) -> tuple[QWidget, Callable[[Value], object]]:
        box, setting = _Whole(), self.setting
        box.setRange(round(setting.least), round(setting.most or 1_000_000))
        box.setSingleStep(round(setting.step))
        self._begin(box)
        box.valueChanged.connect(self._say)
        return box, lambda value: box.setValue(int(value))

    def _begin(self, box: _Number | _Whole) -> None:
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setSuffix(self.setting.unit)
        box.setKeyboardTracking(False)

    def _line(self) -> tuple[QWidget, Callable[[Value], object]]:
        line = QLineEdit(placeholderText=self.setting.usual)
        line.editingFinished.connect(lambda: self._say(line.text().strip()))
        return line, lambda value: line.setText(str(value))


class Form(QWidget):
    """All `settings`, grouped; `changed` carries a key and its new value."""

    changed = Signal(str, object)

    def __init__(self, settings: Iterable[Setting], values: Settings) -> None:
        super().__init__()
        self._values = values
        self.fields: dict[str, Field] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 12, 0)
        column.setSpacing(16)
        groups: dict[str, list[Setting]] = {}
        for setting in settings:
            groups.setdefault(setting.group, []).append(setting)
        measure = self.fontMetrics()
        self._captions = max(
            (measure.horizontalAdvance(one.text) for group in groups.values() for one in group
             if not isinstance(one.default, bool)), default=0,
        )  # fmt: skip
        for group, members in groups.items():
            column.addLayout(self._section(group, members))
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the values in force; a field that is being typed in is left alone."""
        for key, field in self.fields.items():
            typing = isinstance(field.widget, QLineEdit) and field.widget.hasFocus()
            if not typing:
                field.show(self._values[key])

    def _section(self, group: str, members: list[Setting]) -> QVBoxLayout:
        section = QVBoxLayout()
        section.setSpacing(8)
        section.addWidget(plain.label(group, name="heading"))
        section.addWidget(plain.rule())
        rows = QFormLayout()
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.setHorizontalSpacing(20)
        rows.setVerticalSpacing(8)
        for setting in members:
            self._add_row(rows, setting)
        section.addLayout(rows)
        return section

    def _add_row(self, rows: QFormLayout, setting: Setting) -> None:
        field = self.fields[setting.key] = Field(setting, self.changed.emit)
        if isinstance(field.widget, QCheckBox):
            rows.addRow(field.widget)
        else:
            text = plain.label(setting.text)
            text.setBuddy(field.widget)
            text.setMinimumWidth(self._captions)
            rows.addRow(text, field.widget)
        if setting.help:
            note = plain.label(setting.help, name="note", wrap=True)
            note.setContentsMargins(4, 0, 0, 4)
            note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            if isinstance(field.widget, QCheckBox):
                rows.addRow(note)
            else:
                rows.addRow("", note)


class SettingsDialog(Dialog):
    """Every setting of this machine; what is changed is in force at once, and kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Settings")
        self.form = Form(SETTINGS, desk.settings)
        self.form.changed.connect(self._set)
        desk.settings_changed.connect(self.form.refresh)
        scroll = QScrollArea(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        scroll.setWidget(self.form)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(scroll, 1)
        self.defaults = self.add_button("Back to defaults", self._to_defaults, left=True)
        self.add_button("Close", self.close, default=True)
        self.want_size(72, 34)

    def _set(self, key: str, value: Value) -> None:
        if self.desk.settings[key] != value:
            self.desk.change_settings(**{key: value})

    def _to_defaults(self) -> None:
        """Everything but who the person is."""
        kept = {"person"}
        self.desk.change_settings(
            **{setting.key: setting.default for setting in SETTINGS if setting.key not in kept}
        )


def _only_focused(
    widget: QWidget, event: QWheelEvent, handle: Callable[[QWheelEvent], object]
) -> None:
    if widget.hasFocus():
        handle(event)
    else:
        event.ignore()
