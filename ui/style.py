"""The look of the whole window: palette, style sheet and fonts, made from the theme in force."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from model import places
from model.settings import Settings
from ui import stylesheet
from ui.theme import CONTRAST, DARK, LIGHT, THEMES, Theme, mix

FACES = {
    "sans": ("Noto Sans", "Inter", "Segoe UI", "Helvetica Neue", "DejaVu Sans"),
    "serif": ("Source Serif 4", "Source Serif Pro", "Noto Serif", "Charter", "Georgia",
              "DejaVu Serif"),
    "mono": ("Noto Sans Mono", "JetBrains Mono", "Cascadia Mono", "Menlo", "Consolas",
             "DejaVu Sans Mono"),
}  # fmt: skip
"""Faces by kind, the one that reads best on a screen first."""

FIRST = "QWidget {}"
"""Stands in before the first font: widgets that exist already would miss that change without."""

FUSION = "drawnByFusion"
"""The property of an application that it has that style. To ask it, or to set the style later, has
PySide load all of QStyle, which takes a twentieth of a bare window."""

_HINTS = {
    "sans": QFont.StyleHint.SansSerif,
    "serif": QFont.StyleHint.Serif,
    "mono": QFont.StyleHint.Monospace,
}


def theme_of(settings: Settings) -> Theme:
    """The theme that the settings ask for; 'system' is light or dark as the desktop is."""
    chosen = settings.text("theme")
    if chosen in THEMES:
        return THEMES[chosen]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def prepare(app: QApplication, settings: Settings) -> None:
    """Style, font and colours, without the style sheet. Widgets made under a sheet are dressed
    again at every step into their window: make the window after this, then call `apply`."""
    if not app.property(FUSION):
        app.setStyle("Fusion")
        app.setProperty(FUSION, True)
    font = window_font(settings)
    if app.font() != font:
        if app.allWidgets() and not app.styleSheet():
            app.setStyleSheet(FIRST)
        app.setFont(font)
    app.setPalette(palette(theme_of(settings)))


def apply(app: QApplication, settings: Settings) -> Theme:
    """Dress the whole application; may be called again after any change of the settings."""
    prepare(app, settings)
    theme, font = theme_of(settings), window_font(settings)
    glyphs = places.resources() / "themes" / theme.name
    sheet = stylesheet.made(theme, QFontMetrics(font).height(), font.pointSizeF(), glyphs)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)
    return theme


def window_font(settings: Settings) -> QFont:
    """The face and size of menus, tables and forms."""
    font = QFont()
    font.setFamilies(families("sans"))
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(settings.number("text_size"))
    return font


def families(kind: str) -> list[str]:
    """Installed faces of a kind ('sans', 'serif', 'mono'), the best first; never empty."""
    return list(_families(kind))


@lru_cache(maxsize=8)
def _families(kind: str) -> tuple[str, ...]:
    installed = set(QFontDatabase.families())
    found = tuple(face for face in FACES.get(kind, FACES["sans"]) if face in installed)
    if found:
        return found
    plain = QFont()
    plain.setStyleHint(_HINTS.get(kind, QFont.StyleHint.SansSerif))
    return (plain.defaultFamily(),)


def palette(theme: Theme) -> QPalette:
    """What Fusion draws with, for every state."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window, role.WindowText: theme.text, role.Base: theme.base,
        role.AlternateBase: mix(theme.base, theme.text, 0.03), role.Text: theme.text,
        role.Button: theme.raised, role.ButtonText: theme.text, role.BrightText: theme.danger,
        role.ToolTipBase: theme.raised, role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted, role.Highlight: theme.selection,
        role.HighlightedText: theme.text, role.Accent: theme.accent, role.Link: theme.accent,
        role.LinkVisited: theme.accent, role.Light: theme.raised, role.Midlight: theme.border,
        role.Mid: theme.border, role.Dark: mix(theme.border, theme.text, 0.25),
        role.Shadow: mix(theme.border, theme.text, 0.5),
    }  # fmt: skip
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.gutter))
    return made
