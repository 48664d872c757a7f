"""The look: every text can be read on what it stands on, in all three themes."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from model import labels, places
from model.records import STANCES
from model.settings import Settings
from ui import plain, stances, style, stylesheet
from ui.theme import CONTRAST, THEMES, contrast, tones

EVERY = list(THEMES.values())
themed = pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
sized = pytest.mark.parametrize("points", [10, 14, 20])


@pytest.fixture
def dressed(qapp):
    """Dress the application for one test; it is undressed afterwards."""
    before = qapp.font(), qapp.palette()

    def dress(**values):
        settings = Settings()
        settings.set(**values)
        return style.apply(qapp, settings)

    yield dress
    qapp.setStyleSheet("")
    qapp.setFont(before[0])
    qapp.setPalette(before[1])


@themed
def test_every_ink_reads_on_every_ground(theme):
    inks = ("text", "muted", "gutter", "accent", "danger", "warning", "good")
    pairs = [*product(inks, ("base", "window", "raised")), ("on_accent", "accent"),
             ("text", "selection"), ("text", "hit")]  # fmt: skip
    least = 7.0 if theme is CONTRAST else 4.5
    weak = {
        (ink, ground): round(contrast(getattr(theme, ink), getattr(theme, ground)), 2)
        for ink, ground in pairs
        if contrast(getattr(theme, ink), getattr(theme, ground)) < least
    }
    assert weak == {}


@themed
def test_the_palette_reads_where_fusion_paints_by_itself(theme):
    made = style.palette(theme)
    role = QPalette.ColorRole
    for ink, ground in (
        (role.WindowText, role.Window), (role.Text, role.Base), (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button), (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase), (role.PlaceholderText, role.Base),
        (role.Link, role.Base),
    ):  # fmt: skip
        found = contrast(made.color(ink).name(), made.color(ground).name())
        assert found >= theme.readable, (ink, ground, found)


@themed
def test_the_outline_of_a_field_can_be_seen(theme):
    assert contrast(stylesheet.outline(theme), theme.window) >= 3
    assert contrast(stylesheet.outline(theme), theme.base) >= 3


@themed
def test_labels_of_all_sets_and_of_any_colour_read(theme):
    shipped = [label.colour for one in labels.sets() for label in one.labels]
    dice = random.Random(7)
    anything = [f"#{dice.randrange(0x1000000):06x}" for _ in range(200)]
    for colour in (*shipped, *anything, "#000000", "#ffffff", "#808080"):
        shade = tones(colour, theme)
        assert contrast(shade.ink, shade.tint) >= theme.readable, colour
        assert contrast(shade.line, theme.base) >= theme.readable, colour
        assert contrast(shade.on_solid, shade.line) >= 4.5, colour
        assert contrast(theme.text, shade.band) >= theme.readable, colour


@themed
def test_stances_read_and_so_does_that_there_is_none(theme):
    for stance in (*STANCES, ""):
        shade = stances.stance_tones(stance, theme)
        assert contrast(shade.ink, shade.tint) >= theme.readable, stance
        assert contrast(shade.ink, theme.base) >= theme.readable, stance
    assert len({stances.sign(stance) for stance in (*STANCES, "")}) == len(STANCES) + 1


@themed
def test_the_sheet_is_complete_and_its_pictures_exist(theme, qapp):
    folder = places.resources() / "themes" / theme.name
    sheet = stylesheet.made(theme, 18, 10, folder)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    pictures = set(re.findall(r'url\("([^"]+)"\)', sheet))
    assert len(pictures) > 5
    for picture in pictures:
        assert not QIcon(picture).pixmap(16, 16).isNull(), picture


@themed
def test_the_pictures_have_the_theme_s_colours(theme):
    for path in (places.resources() / "themes" / theme.name).glob("*.svg"):
        colours = set(re.findall(r"#[0-9a-f]{6}", path.read_text(encoding="utf-8")))
        assert colours <= {theme.text, theme.muted, theme.on_accent}, path.name
        assert colours


@themed
@sized
def test_no_text_is_cut_in_the_controls(theme, points, dressed, qtbot):
    dressed(theme=theme.name, text_size=points)
    line = QFontMetrics(QApplication.font()).height()
    for kind in (QLineEdit, QPushButton, QComboBox, QSpinBox, QCheckBox, QRadioButton):
        widget = kind()
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() >= line + 2, kind.__name__


@themed
def test_a_tick_and_its_absence_look_different(theme, dressed, qtbot):
    dressed(theme=theme.name)
    box = QCheckBox("Show label tags")
    qtbot.addWidget(box)
    pictures = []
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked):
        box.setTristate(True)
        box.setCheckState(state)
        pictures.append(box.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


@themed
def test_the_focus_can_be_seen(theme, dressed, qtbot):
    dressed(theme=theme.name)
    for widget in (QLineEdit(), QPushButton("Do"), QCheckBox("Tick"), QComboBox()):
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(widget.hasFocus)
        assert widget.grab().toImage() != without, type(widget).__name__


def test_the_theme_and_the_size_follow_the_settings(dressed, qapp):
    assert dressed(theme="dark", text_size=13).name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == THEMES["dark"].window
    assert qapp.font().pointSizeF() == 13
    assert dressed(theme="contrast", text_size=10).name == "contrast"
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == "#000000"
    assert qapp.font().pointSizeF() == 10


def test_widgets_that_exist_already_take_the_size(dressed, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    inside = [QLineEdit(), QComboBox(), QPushButton(), plain.label("x", name="paneTitle")]
    for widget in inside:
        column.addWidget(widget)
    for points in (13, 17, 9):
        dressed(text_size=points)
        QApplication.processEvents()
        assert [widget.font().pointSizeF() for widget in inside] == [points] * len(inside)


def test_the_theme_of_the_system_is_light_unless_the_system_is_dark(dressed):
    assert dressed(theme="system").name in ("light", "dark")


@pytest.mark.parametrize("kind", ["sans", "serif", "mono", "unheard of"])
def test_the_reader_s_faces_are_installed(qapp, kind):
    installed = set(QFontDatabase.families())
    faces = style.families(kind)
    assert faces
    assert all(face in installed for face in faces)
