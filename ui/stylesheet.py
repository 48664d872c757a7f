"""The style sheet of the window, written out from a theme and a text size."""

from __future__ import annotations

from pathlib import Path
from string import Template

from ui.theme import Theme, contrast, mix

SEEN = 3.0
"""Least contrast of a control's outline to its ground (WCAG 2.2, criterion 1.4.11)."""


def made(theme: Theme, line: int, points: float, glyphs: Path) -> str:
    """The sheet; `line` is the height of a line of text in pixels, `points` its size,
    `glyphs` the folder of the theme's small pictures."""
    tiny, small, roomy = round(line * 0.12), round(line * 0.26), round(line * 0.5)
    values = {
        **{name: getattr(theme, name) for name in _COLOURS},
        "outline": outline(theme),
        "hover": mix(theme.window, theme.text, 0.07 if not theme.dark else 0.10),
        "pressed": mix(theme.window, theme.text, 0.14 if not theme.dark else 0.18),
        "row": mix(theme.base, theme.text, 0.04 if not theme.dark else 0.06),
        "grid": theme.border if theme.name == "contrast" else mix(theme.base, theme.border, 0.6),
        "thumb": mix(theme.base, theme.text, 0.32),
        "thumb_hover": mix(theme.base, theme.text, 0.5),
        "accent_hover": mix(theme.accent, theme.text, 0.15),
        "tiny": tiny, "small": small, "roomy": roomy, "wide": roomy + small,
        "box": round(line * 0.86), "arrow": max(8, round(line * 0.55)), "line": line,
        "button": round(line * 1.25), "narrow": round(line * 0.62),
        "icon": max(16, round(line * 0.95)), "half_box": round(line * 0.86) // 2 + 1,
        "quiet": f"{points * 0.92:.1f}",
        "title": f"{points * 1.5:.1f}", "heading": f"{points * 1.15:.1f}",
        "glyphs": glyphs.as_posix(),
    }  # fmt: skip
    return "\n".join(Template(part).substitute(values) for part in _PARTS)


def outline(theme: Theme) -> str:
    """The border of what can be typed in or ticked, strong enough to be seen."""
    share = 0.0
    while contrast(mix(theme.border, theme.text, share), theme.window) < SEEN:
        share += 0.02
    return mix(theme.border, theme.text, share)


_COLOURS = ("base", "window", "raised", "text", "muted", "gutter", "border", "accent", "on_accent",
            "selection", "danger", "warning", "good")  # fmt: skip

_FRAME = """
QMainWindow, QDialog, QMessageBox { background: $window; }
QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: ${tiny}px; }
QLabel:disabled { color: $gutter; }
QLabel#muted, QLabel#note { color: $muted; }
QLabel#note { font-size: ${quiet}pt; }
QLabel#title { font-size: ${title}pt; font-weight: 600; }
QLabel#heading { font-size: ${heading}pt; font-weight: 600; }
QLabel#messageKind { font-weight: 600; }
QLabel#section { color: $muted; font-size: ${quiet}pt; font-weight: 600; }
QLabel#error { color: $danger; }
QLabel#keycap { background: $raised; border: 1px solid $outline; border-radius: 4px;
  padding: 0 ${small}px; }
QFrame#rule { background: $border; border: none; max-height: 1px; min-height: 1px; }
QFrame#card { background: $base; border: 1px solid $border; border-radius: 6px; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; margin: 0 2px; }
QSplitter::handle:vertical { height: 1px; margin: 2px 0; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; margin: 0; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; margin: 0; padding: 2px; }
QMainWindow::separator:hover { background: $accent; }
QDockWidget { color: $muted; }
QDockWidget::title { background: $window; padding: ${small}px ${roomy}px; text-align: left; }
QStatusBar { background: $window; color: $muted; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; padding: ${tiny}px ${small}px; }
QGroupBox { border: 1px solid $border; border-radius: 6px; margin-top: ${line}px;
  padding: ${small}px; }
QGroupBox::title { subcontrol-origin: margin; left: ${small}px; padding: 0 ${tiny}px;
  color: $muted; }
"""

_BARS = """
QMenuBar { background: $window; color: $text; border-bottom: 1px solid $border; }
QMenuBar::item { padding: ${small}px ${roomy}px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenuBar::item:pressed { background: $pressed; }
QMenu { background: $raised; color: $text; border: 1px solid $outline; padding: ${small}px 0;
  icon-size: ${icon}px; }
QMenu::item { padding: ${small}px ${wide}px ${small}px ${roomy}px; margin: 0 ${small}px;
  border-radius: 4px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $gutter; }
QMenu::icon { padding-left: ${roomy}px; }
QMenu::separator { height: 1px; background: $border; margin: ${small}px ${roomy}px; }
QMenu::indicator { width: ${narrow}px; height: ${narrow}px; left: ${small}px; }
QMenu::indicator:checked { image: url("$glyphs/tick.svg"); }
QMenu::right-arrow { image: url("$glyphs/right.svg"); width: ${arrow}px; height: ${arrow}px;
  right: ${small}px; }
QToolBar { background: $window; border: none; border-bottom: 1px solid $border;
  padding: ${tiny}px ${small}px; spacing: ${tiny}px; }
QToolButton#qt_toolbar_ext_button { padding: 0; border: none; min-width: 16px; }
QToolBar::separator { background: $border; width: 1px; margin: ${small}px; }
QToolButton { background: transparent; color: $text; border: 1px solid transparent;
  border-radius: 5px; padding: ${tiny}px ${small}px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:open { background: $pressed; }
QToolButton:checked { background: $selection; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $gutter; }
QToolButton::menu-indicator { image: url("$glyphs/down.svg"); width: ${arrow}px;
  height: ${arrow}px; subcontrol-position: right center; subcontrol-origin: padding; }
QToolButton[popupMode="2"] { padding-right: ${wide}px; }
QToolButton[popupMode="1"] { padding-right: ${wide}px; }
QToolButton::menu-button { width: ${wide}px; border: none; }
QToolButton::menu-arrow { image: url("$glyphs/down.svg"); width: ${arrow}px;
  height: ${arrow}px; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: ${small}px ${roomy}px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $selection; }
QTabBar::tab:disabled { color: $gutter; }
QTabBar::close-button { image: url("$glyphs/close.svg"); }
QProgressBar { background: $row; border: 1px solid $border; border-radius: 4px;
  text-align: center; color: $text; min-height: ${line}px; }
QProgressBar::chunk { background: $selection; border-radius: 3px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: ${narrow}px; margin: 0; }
QScrollBar:horizontal { height: ${narrow}px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${button}px; }
QScrollBar::handle:horizontal { min-width: ${button}px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $thumb_hover; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""

_INPUTS = """
QPushButton { background: $raised; color: $text; border: 1px solid $outline; border-radius: 5px;
  padding: ${tiny}px ${wide}px; min-height: ${button}px; icon-size: ${icon}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:default:hover { background: $accent_hover; }
QPushButton:focus { border: 2px solid $accent; padding: ${tiny}px ${wide}px; }
QPushButton:default:focus { border: 2px solid $text; }
QPushButton:disabled, QPushButton:default:disabled { background: $window; color: $gutter;
  border-color: $border; }
QPushButton::menu-indicator { image: url("$glyphs/down.svg"); width: ${arrow}px;
  height: ${arrow}px; subcontrol-position: right center; subcontrol-origin: padding;
  right: ${small}px; }
QPushButton:flat { background: transparent; border: 1px solid transparent; }
QPushButton:flat:hover { background: $hover; }
QPushButton:flat:focus { border: 1px solid $accent; }
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit { background: $base;
  color: $text; border: 1px solid $outline; border-radius: 5px; padding: ${tiny}px ${small}px;
  selection-background-color: $selection; selection-color: $text;
  placeholder-text-color: $muted; }
QLineEdit, QAbstractSpinBox, QComboBox { min-height: ${button}px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: 1px solid $accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled, QPlainTextEdit:disabled,
QTextEdit:disabled { background: $window; color: $gutter; border-color: $border; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 1px solid $danger; }
QAbstractItemView QLineEdit, QAbstractItemView QComboBox { border-radius: 0; padding: 0;
  min-height: 0; }
Reader, Reader:focus { border: none; border-radius: 0; padding: 0; }
QAbstractSpinBox { padding: ${tiny}px ${wide}px ${tiny}px 0; qproperty-alignment: AlignRight; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; border-radius: 0;
  background: transparent; padding: 0 ${small}px; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent;
  width: ${wide}px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$glyphs/up.svg"); width: ${arrow}px; height: ${arrow}px; }
QAbstractSpinBox::down-arrow { image: url("$glyphs/down.svg"); width: ${arrow}px;
  height: ${arrow}px; }
QComboBox { padding-right: ${wide}px; }
QComboBox::drop-down { border: none; width: ${wide}px; }
QComboBox::down-arrow { image: url("$glyphs/down.svg"); width: ${arrow}px; height: ${arrow}px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $outline; outline: none;
  padding: ${tiny}px; }
QComboBox QAbstractItemView::item { min-height: ${button}px; padding: 0 ${small}px; }
QCheckBox, QRadioButton { spacing: ${small}px; padding: ${tiny}px; border: 1px solid transparent;
  border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; }
QCheckBox:disabled, QRadioButton:disabled { color: $gutter; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
  width: ${box}px; height: ${box}px; background: $base; border: 1px solid $outline; }
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: ${half_box}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $accent;
  border-color: $accent; image: url("$glyphs/check.svg"); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $accent; border-color: $accent; image: url("$glyphs/dash.svg"); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url("$glyphs/dot.svg"); }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled {
  background: $gutter; border-color: $gutter; }
QSlider::groove:horizontal { background: $border; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: ${box}px; margin: -${small}px 0;
  border-radius: 4px; }
"""

_TABLES = """
QAbstractItemView { background: $base; color: $text; border: 1px solid $border;
  alternate-background-color: $row; selection-background-color: $selection;
  selection-color: $text; outline: none; }
QAbstractItemView:focus { border: 1px solid $accent; }
QTableView { gridline-color: $grid; }
QTreeView::item, QListView::item { padding: ${tiny}px; }
QTableView::item { padding: 0 ${small}px; }
QTableView::item:hover, QTreeView::item:hover, QListView::item:hover { background: $row; }
QAbstractItemView::item:selected, QTableView::item:selected:hover,
QTreeView::item:selected:hover, QListView::item:selected:hover {
  background: $selection; color: $text; }
QTableView::item:focus { border: 1px solid $accent; }
QHeaderView { background: $window; border: none; }
QHeaderView::section { background: $window; color: $muted; border: none; font-weight: normal;
  border-right: 1px solid $grid; border-bottom: 1px solid $border; text-align: left;
  padding: ${small}px ${small}px; }
QHeaderView::section:hover { background: $hover; color: $text; }
QHeaderView::down-arrow { image: url("$glyphs/down.svg"); width: ${arrow}px; height: ${arrow}px; }
QHeaderView::up-arrow { image: url("$glyphs/up.svg"); width: ${arrow}px; height: ${arrow}px; }
QTableCornerButton::section { background: $window; border: none;
  border-bottom: 1px solid $border; }
QTreeView::branch:has-children:closed { image: url("$glyphs/right.svg"); }
QTreeView::branch:has-children:open { image: url("$glyphs/down.svg"); }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
"""

_OURS = """
QWidget#pane { background: $window; }
QWidget#paneHeading { background: $window; border-bottom: 1px solid $border; }
QLabel#paneTitle { color: $muted; font-weight: 600; }
QToolButton#paneClose, QToolButton#messageClose { padding: ${tiny}px; }
QWidget#readerHeading { background: $window; border-bottom: 1px solid $border; }
QLabel#articleTitle { font-size: ${heading}pt; font-weight: 600; }
QLabel#edgeHint { background: $selection; color: $text; padding: ${small}px ${roomy}px; }
QLabel#empty { color: $muted; padding: ${roomy}px; }
QFrame#labelBar { background: $raised; border: 1px solid $outline; border-radius: 6px; }
QLabel#statusSaved { color: $good; }
QPushButton#statusWork { color: $accent; padding: 0 ${small}px; margin: 0; min-height: 0; }
QSplitter#panes::handle { background: $window; }
QSplitter#panes::handle:horizontal { width: 5px; margin: 0;
  border-left: 1px solid $border; border-right: 1px solid $border; }
QSplitter#panes::handle:vertical { height: 5px; margin: 0;
  border-top: 1px solid $border; border-bottom: 1px solid $border; }
QSplitter#panes::handle:hover, QSplitter#panes::handle:pressed { background: $accent; }
QSplitter#plain::handle:vertical { background: $border; height: 1px; margin: 0; }
QSplitter#plain::handle:hover, QSplitter#plain::handle:pressed { background: $accent; }
QFrame#message { background: $raised; border: 1px solid $border; border-radius: 3px; }
QFrame#message[kind="done"], QFrame#message[kind="finished"] { border-left: 4px solid $good; }
QFrame#message[kind="info"] { border-left: 4px solid $accent; }
QFrame#message[kind="warning"] { border-left: 4px solid $warning; }
QFrame#message[kind="trouble"] { border-left: 4px solid $danger; }
QWidget#switcher QToolButton { color: $muted; border-radius: 0;
  border-bottom: 2px solid transparent; }
QWidget#switcher QToolButton:checked { color: $text; background: transparent;
  border-bottom: 2px solid $accent; }
QWidget#switcher QToolButton:hover { background: $hover; }
QWidget#switcher QToolButton:disabled { color: $gutter; border-bottom: 2px solid transparent; }
QFrame#palette { background: $raised; border: 1px solid $outline; }
QFrame#palette QLineEdit { border: none; border-bottom: 1px solid $border; border-radius: 0;
  background: $raised; padding: ${small}px ${roomy}px; font-size: ${heading}pt; }
QFrame#palette QListView { background: $raised; border: none; }
QFrame#strip { background: $raised; border: none; border-top: 1px solid $border; }
QLabel#quote { background: $base; border: 1px solid $border; border-radius: 5px;
  padding: ${small}px ${roomy}px; }
QFrame#drop { border: 1px dashed $outline; border-radius: 6px; }
QFrame#drop[over="true"] { border: 1px dashed $accent; background: $selection; }
QPushButton#choice { text-align: left; padding: ${small}px ${roomy}px; border-color: $border; }
QPushButton#version { text-align: left; padding: ${small}px ${small}px; border-color: $border; }
QPushButton#version[chosen="true"] { background: $selection; }
QLabel#chip { border-radius: 4px; padding: ${tiny}px ${small}px; font-weight: 600; }
QPushButton#choice:focus { border: 2px solid $accent; }
"""

_PARTS = (_FRAME, _BARS, _INPUTS, _TABLES, _OURS)
