"""Work that waits for review, made as analysts would make it, and a hand that presses keys."""

from __future__ import annotations

from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from model import articles, labels, links, spans
from model.drafts import Draft
from model.settings import Settings
from ui.desk import Desk
from ui.window import Window

BODY = (
    "Kyiv said 45,000 troops fought near Kursk. Moscow denied it.\n"
    "Rome and Bonn were silent, a spokesman said on Tuesday.\n"
)
OTHER = "Prague counted 12 drones on Monday.\n"
NO = Qt.KeyboardModifier.NoModifier


@contextmanager
def open_window():
    """The whole window, without a project."""
    window = Window(Desk(Settings()))
    window.resize(1366, 768)
    window.show()
    QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    yield window
    window.close()


def review(window, who="Dora"):
    """`who` turns to the Review workspace."""
    window.desk.project.person = who
    window.show_workspace("review")
    QApplication.processEvents()


def add(store, title, body=BODY):
    return articles.add(store, [Draft(body, title)]).new[0]


def read(store, article, person, *marks, ties=()):
    """A person's reading, submitted: marks are (words, label[, attributes]); ids in order."""
    store.person = person
    text = articles.text_of(store, article)
    by_name = {one.name: one.id for one in labels.every(store)}
    ids = [
        spans.mark(store, article, at := text.index(words), at + len(words), by_name[name], *more)
        for words, name, *more in marks
    ]
    for head, child in ties:
        links.add(store, ids[head], [ids[child]])
    articles.submit(store, article)
    return ids


def press(*keys):
    """Keys one after the other where the focus is, each a Key or a pair of Key and modifiers."""
    for key in keys:
        key, modifiers = key if isinstance(key, tuple) else (key, NO)
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        QApplication.processEvents()
