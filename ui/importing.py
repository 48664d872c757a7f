"""Importing from the window: files, folders, clipboard and drops; at once, or by the dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from model import articles, importing
from model.import_report import Report
from model.importers import txt
from model.recognising import Plan
from ui import import_words, plain
from ui.desk import Desk
from ui.dialog import Dialog
from ui.import_dialog import ImportDialog, new_folder, own_file, show_first
from ui.import_tree import ImportTree
from ui.news import ADDED
from ui.theme import Theme

AT_ONCE = 8
"""Plain texts up to this many are read without a dialog, and here."""
SMALL = 2_000_000
"""Bytes of a file that is read here."""


def import_files(desk: Desk, paths: Sequence[Path], parent: QWidget | None = None) -> None:
    """Import files and folders, as one edit: a few plain texts at once, all else by the dialog."""
    if not 0 < len(paths) <= AT_ONCE or not all(_is_small_text(path) for path in paths):
        ImportDialog(desk, paths, parent).open()
        return
    planned = importing.plan(paths, own=own_file(desk))
    if any(name != txt.NAME for name in planned.formats.values()):
        ImportDialog(desk, paths, parent).open()
        return
    _import_at_once(desk, planned, parent)


def import_folder(desk: Desk, folder: Path, parent: QWidget | None = None) -> None:
    import_files(desk, [folder], parent)


def import_clipboard(desk: Desk, parent: QWidget | None = None) -> None:
    """The clipboard's files, else its text, as articles."""
    import_drop(desk, [], QGuiApplication.clipboard().mimeData(), parent)


def import_drop(desk: Desk, paths: Sequence[Path], mime: QMimeData,
                parent: QWidget | None = None) -> None:  # fmt: skip
    """Dropped or pasted files, else the plain text that came along; markup without such a text
    is read as a saved page is."""
    local = list(paths) or [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if local:
        import_files(desk, local, parent)
    elif mime.hasText() and mime.text().strip():
        desk.attempt(lambda: _add_text(desk, mime.text()))
    elif mime.hasHtml() and mime.html().strip():
        folder = new_folder()
        page = folder / "Pasted page.html"
        page.write_text(mime.html(), encoding="utf-8", errors="replace")
        ImportDialog(desk, [page], parent, folder=folder).open()
    else:
        desk.tell("There is no text to paste.", "info", topic=ADDED)


class ImportReport(Dialog):
    """What became of each file, what failed first."""

    def __init__(self, desk: Desk, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent, "Import")
        self.said = plain.label(import_words.told(report), name="heading", wrap=True)
        self.tree = ImportTree(self.theme)
        self.tree.show_rows(import_words.after(report))
        self.column.addWidget(self.said)
        self.column.addWidget(self.tree, 1)
        self.add_button("Copy report", self.copy, left=True)
        self.add_button("Close", self.close, default=True)
        self.want_size(90, 20)

    def copy(self) -> None:
        """Put the report into the clipboard, as text."""
        QGuiApplication.clipboard().setText("\n".join([self.said.text(), *self.tree.shown_lines()]))

    def set_theme(self, theme: Theme) -> None:
        self.tree.set_theme(theme)


def _add_text(desk: Desk, text: str) -> None:
    found = importing.from_text(text)
    added = articles.add(desk.project, [found], title=f"Paste {found.title}")
    if added.new:
        desk.tell(f"Pasted “{found.title}”.", "done", topic=ADDED)
    else:
        desk.tell("The project holds this text already.", "info", topic=ADDED)
    desk.show((added.new + added.known)[0])


def _import_at_once(desk: Desk, planned: Plan, parent: QWidget | None) -> None:
    reading = importing.Reading(planned)
    for _ in reading.steps():
        pass
    if any(found.encoding for found, _ in reading.found):
        every = (*planned.files, *(one.path for one in planned.rest))
        ImportDialog(desk, every, parent).open()
        return
    reports: list[Report] = []
    if not desk.attempt(lambda: reports.append(reading.keep(desk.project))):
        return
    report = reports[0]
    show_first(desk, report)
    failed = report.those("failed")
    if len(failed) == 1 and len(report.results) == 1:
        desk.tell(failed[0].why, "trouble")
    elif failed:
        ImportReport(desk, report, parent).open()
    else:
        desk.tell(import_words.told(report), import_words.kind(report), topic=ADDED)


def _is_small_text(path: Path) -> bool:
    """By its name and size alone: foreign bytes are looked at elsewhere."""
    try:
        return path.suffix.lower() in txt.SUFFIXES and path.is_file() and (
            path.stat().st_size <= SMALL)  # fmt: skip
    except OSError:
        return False
