"""The settings form: made from the declarations alone, in force at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QSpinBox,
)

from model.settings import SETTINGS, Setting, Settings
from ui.forms import Form, SettingsDialog

KINDS = {bool: QCheckBox, int: QSpinBox, float: QDoubleSpinBox, str: QLineEdit}


@pytest.fixture
def dialog(desk, qtbot):
    made = SettingsDialog(desk)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_every_setting_has_a_named_field_of_its_kind(dialog, setting):
    widget = dialog.form.fields[setting.key].widget
    kind = QComboBox if setting.choices else KINDS[type(setting.default)]
    assert isinstance(widget, kind)
    assert widget.accessibleName() == setting.text
    if isinstance(widget, (QSpinBox, QDoubleSpinBox)):
        assert (widget.minimum(), widget.maximum()) == (setting.least, setting.most)
        assert widget.suffix() == setting.unit


def test_groups_and_help_are_shown_as_plain_text(dialog):
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {setting.group for setting in SETTINGS} <= shown
    assert {setting.help for setting in SETTINGS if setting.help} <= shown
    formats = {label.textFormat() for label in dialog.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}


def test_a_change_is_in_force_and_kept_at_once(dialog, desk, qtbot, tmp_path):
    with qtbot.waitSignal(desk.settings_changed):
        dialog.form.fields["reader_tags"].widget.click()
    with qtbot.waitSignal(desk.settings_changed):
        dialog.form.fields["reader_size"].widget.setValue(23)
    with qtbot.waitSignal(desk.settings_changed):
        box = dialog.form.fields["reader_font"].widget
        box.setCurrentIndex(box.findData("serif"))
    name = dialog.form.fields["person"].widget
    name.setFocus()
    QTest.keyClicks(name, "Ana Lima")
    with qtbot.waitSignal(desk.settings_changed):
        QTest.keyClick(name, Qt.Key.Key_Return)
    kept = Settings(tmp_path / "settings.json")
    assert kept.on("reader_tags") is False
    assert kept.whole("reader_size") == 23
    assert kept.text("reader_font") == "serif"
    assert kept.text("person") == "Ana Lima"


def test_return_in_a_field_does_not_close_the_dialog_unsaved(dialog, desk):
    name = dialog.form.fields["person"].widget
    name.setText("Bo")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert desk.settings.text("person") == "Bo"


def test_a_setting_changed_elsewhere_is_shown(dialog, desk):
    desk.change_settings(reader_size=31, theme="dark")
    assert dialog.form.fields["reader_size"].widget.value() == 31
    assert dialog.form.fields["theme"].widget.currentData() == "dark"


def test_back_to_defaults_keeps_the_name(dialog, desk):
    desk.change_settings(person="Ana", reader_size=31, reader_spacing=2.0, snap=False)
    dialog.defaults.click()
    assert desk.settings.text("person") == "Ana"
    for setting in SETTINGS:
        if setting.key != "person":
            assert desk.settings[setting.key] == setting.default
    assert dialog.form.fields["snap"].widget.isChecked()


def test_the_wheel_scrolls_past_fields_without_changing_them(dialog, desk):
    before = dict((setting.key, desk.settings[setting.key]) for setting in SETTINGS)
    dialog.setFocus()
    for field in dialog.form.fields.values():
        at = QPointF(5, 5)
        event = QWheelEvent(
            at, field.widget.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        if not field.widget.hasFocus():
            QApplication.sendEvent(field.widget, event)
    assert {key: desk.settings[key] for key in before} == before


def test_any_declaration_makes_a_form(qtbot, tmp_path):
    declared = (
        Setting("person", "A & B", "<b>Bold</b> & brave", "", "Help <i>me</i>"),
        Setting("snap", "Other", "Tick & tock", True),
    )
    form = Form(declared, Settings(tmp_path / "settings.json"))
    qtbot.addWidget(form)
    texts = [label.text() for label in form.findChildren(QLabel)]
    assert "<b>Bold</b> & brave" in texts
    assert form.fields["snap"].widget.text() == "Tick && tock"
