"""The inspector's pages when no span is chosen: the article's own facts, or a selected range."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QGridLayout, QPushButton, QVBoxLayout, QWidget

from model import articles
from model.plurals import many
from model.records import Article
from ui import inspector_history, marking, plain
from ui.desk import Desk
from ui.dialog import emptied
from ui.fields import Entry, Note, wire
from ui.icons import icon
from ui.theme import LIGHT, Theme, tones

FIELDS = (("title", "Title", ""), ("source", "Source", "e.g. Reuters"),
          ("date", "Date", "e.g. 2024-11-06"), ("language", "Language", "e.g. en"))  # fmt: skip
PER_ROW = 2


class ArticlePage(QWidget):
    """Title, source, date, language and note can be edited; the text never changes."""

    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fields: dict[str, Entry | Note] = {
            key: Entry(name, hint) for key, name, hint in FIELDS
        }
        self.fields["note"] = Note("Article note", "Note on the article")
        for key, field in self.fields.items():
            wire(field, partial(self._change, key), self.left.emit)
            name = dict((k, n) for k, n, _ in FIELDS).get(key, "Note")
            form.addRow(plain.label(name, name="muted"), field)
        self.state = plain.label(name="note", wrap=True)
        self.history = inspector_history.of_article()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.state)
        column.addWidget(self.history)
        column.addStretch(1)

    def show_article(self, article: Article) -> None:
        for key, field in self.fields.items():
            field.show_value(getattr(article, key))
            field.setEnabled(self._desk.writable)
        promos = len(article.boilerplate)
        folded = f" · {many(promos, 'boilerplate paragraph')}" if promos else ""
        self.state.setText(
            f"{article.state.capitalize()} · {many(article.length, 'character')} · "
            f"added {article.added[:10]}{folded}"
        )
        self.history.show_row(self._desk.project, article.id)

    def _change(self, key: str, text: str) -> None:
        article = self._desk.article
        if article is None:
            return
        if not self._desk.attempt(
            lambda: articles.change(self._desk.project, article.id, **{key: text})
        ):
            self.show_article(article)


class RangePage(QWidget):
    """The selected words, and a button for every label."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._theme = LIGHT
        self.quote = plain.selectable()
        self.quote.setObjectName("quote")
        self.place = plain.label(name="note")
        self._buttons = QGridLayout()
        self._buttons.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.quote)
        column.addWidget(self.place)
        column.addLayout(self._buttons)
        column.addStretch(1)
        self.show_labels()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_labels()

    def show_labels(self) -> None:
        """A button per label of the project, in their order."""
        emptied(self._buttons)
        alive = [label for label in self._desk.labels.values() if not label.retired]
        for index, label in enumerate(alive):
            shown = label.name.replace("&", "&&")
            button = QPushButton(f"{shown}  {label.key}".strip())
            button.setIcon(
                icon(label.icon, self._theme, colour=tones(label.colour, self._theme).line)
            )
            button.setAccessibleName(f"Mark as {label.name}")
            button.setEnabled(self._desk.writable)
            button.clicked.connect(
                lambda _=False, label=label: marking.label_now(self._desk, label)
            )
            self._buttons.addWidget(button, index // PER_ROW, index % PER_ROW)

    def show_range(self, start: int, end: int) -> None:
        self.quote.setText(self._desk.text[start:end])
        self.place.setText(f"{start}–{end}, {many(end - start, 'character')}")
