"""Every dialog by the name under which commands ask for it; each is imported when first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox

import model
from model import articles, logs, places, project
from model.plurals import many
from ui import dialogs_beside, once, plain, recent
from ui.placing import keep_inside

if TYPE_CHECKING:
    from ui.window import Window

PROJECT_FILES = f"Attesta projects (*{project.SUFFIX})"


def show(window: Window, name: str) -> None:
    """Show the dialog of a command; one that is open, or on its way, is not opened twice."""
    once.show(window, name, DIALOGS, BEFORE)


def _new(window: Window) -> None:
    from ui.new_project import NewProject

    dialog = NewProject(window.desk, window)
    dialog.chosen.connect(lambda path, labels: window.projects.create(Path(path), labels))
    dialog.open()


def _open(window: Window) -> None:
    _ask_file(
        window, "Open project", PROJECT_FILES, lambda paths: window.projects.open(Path(paths[0]))
    )


def _copy(window: Window) -> None:
    store = window.desk.project
    stem = store.path.stem if store.path else "project"

    def save(paths: list[str]) -> None:
        target = Path(paths[0])
        target = target if target.suffix else target.with_suffix(project.SUFFIX)
        window.projects.backups.save_copy(target)

    _ask_file(window, "Save a copy", PROJECT_FILES, save,
              new=str(places.documents() / f"{stem} copy{project.SUFFIX}"))  # fmt: skip


def _import(window: Window) -> None:
    from model import recognising
    from ui.importing import import_files

    endings = " ".join(f"*{suffix}" for suffix in recognising.suffixes())
    _ask_file(
        window, "Import articles", f"Articles ({endings});;All files (*)",
        lambda paths: import_files(window.desk, [Path(path) for path in paths], window),
        many=True,
    )  # fmt: skip


def _formats() -> Iterator[object]:
    from model import recognising

    return recognising.loading()


def _import_folder(window: Window) -> None:
    from ui.importing import import_folder

    dialog = QFileDialog(window, "Import a folder", str(recent.folder()))
    keep_inside(dialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.filesSelected.connect(lambda found: recent.remember_folder(Path(found[0])))
    dialog.filesSelected.connect(lambda found: import_folder(window.desk, Path(found[0]), window))
    dialog.open()


def _paste(window: Window) -> None:
    from ui.importing import import_clipboard

    import_clipboard(window.desk, window)


def _export(window: Window) -> None:
    from ui.exporting import ExportDialog

    ExportDialog(window.desk, window.jobs, window).open()


def _save_packet(window: Window) -> None:
    from ui import packets
    from ui.packet_dialog import PacketDialog

    def theirs(take: Callable[[Path], None]) -> None:
        _ask_file(window, "A packet of theirs", packets.FILES,
                  lambda paths: take(Path(paths[0])))  # fmt: skip

    def save(since: str) -> None:
        _ask_file(window, "Save a packet", packets.FILES,
                  lambda paths: packets.save(window, Path(paths[0]), since),
                  new=str(packets.proposed(window)))  # fmt: skip

    dialog = PacketDialog(window.desk, window, theirs)
    dialog.chosen.connect(save)
    dialog.open()


def _merge_packets(window: Window) -> None:
    from ui import packets

    _ask_file(window, "Merge packets", packets.FILES,
              lambda paths: packets.merge(window, [Path(path) for path in paths]),
              many=True)  # fmt: skip


def _turn(window: Window, kind: str) -> None:
    from ui.turning import TurnDialog

    TurnDialog(window, kind).open()


def _labels(window: Window) -> None:
    from ui.label_editor import LabelEditor

    LabelEditor(window.desk, window).open()


def _settings(window: Window) -> None:
    from ui.forms import SettingsDialog

    SettingsDialog(window.desk, window).open()


def _check(window: Window) -> None:
    from ui.check_dialog import CheckDialog

    CheckDialog(window.desk, window, window.jobs).open()


def _repair(window: Window) -> None:
    path = window.desk.project.path
    if path is not None:
        window.projects.recover(path)


def _history(window: Window) -> None:
    from ui.history import HistoryDialog

    HistoryDialog(window.desk, window).open()


def _palette(window: Window) -> None:
    from ui.palette import CommandPalette

    CommandPalette(window.actions_.listed(), window, articles=window.article_choices).open()


def _sheet(window: Window) -> None:
    from ui.sheet import ShortcutSheet

    ShortcutSheet(window.actions_.all(), window).open()


def _who(window: Window) -> None:
    from ui.who_dialog import WhoDialog

    WhoDialog(window.desk, window).open()


def _people(window: Window) -> None:
    from ui.people import PeopleDialog

    PeopleDialog(window.desk, window).open()


def _assign(window: Window) -> None:
    from ui.assign_dialog import AssignDialog

    AssignDialog(window.desk, window, window.library.model.ids).open()


def _guidelines(window: Window) -> None:
    from ui.guidelines import Guidelines

    window.keep_one("guidelines", lambda: Guidelines(window.desk, window))


def _reasons(window: Window) -> None:
    from ui.reasons_dialog import ReasonsDialog

    ReasonsDialog(window.desk, window).open()


def _conflicts(window: Window) -> None:
    from ui.conflicts import ConflictsDialog

    ConflictsDialog(window.desk, window).open()


def _remove(window: Window) -> None:
    article = window.desk.article
    if article is None:
        return
    marks = f" and its {many(article.spans, 'span')}" if article.spans else ""
    box = plain.box(window, "Remove article", f"Remove “{article.title}”{marks} from the project?",
                    "Undo brings it back.")  # fmt: skip
    remove = box.addButton("Remove", QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)

    def answered() -> None:
        if box.clickedButton() is remove:
            window.desk.attempt(lambda: articles.remove(window.desk.project, article.id))
            window.desk.show(articles.first(window.desk.project))

    box.finished.connect(answered)
    box.open()


def _about(window: Window) -> None:
    plain.box(window, "About Attesta", f"Attesta {model.__version__}",
              "Marks who claims what, with which figures, and whether it has been verified.\n\n"
              "Everything stays on this machine.").open()  # fmt: skip


def _log(_: Window) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(logs.folder())))


def _ask_file(window: Window, title: str, kinds: str, use: Callable[[list[str]], object], *,
              many: bool = False, new: str = "") -> None:  # fmt: skip
    dialog = QFileDialog(window, title, str(Path(new).parent if new else recent.folder()), kinds)
    keep_inside(dialog)
    if new:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(new)
    else:
        mode = QFileDialog.FileMode
        dialog.setFileMode(mode.ExistingFiles if many else mode.ExistingFile)
    dialog.filesSelected.connect(lambda found: recent.remember_folder(Path(found[0]).parent))
    dialog.filesSelected.connect(use)
    dialog.open()


DIALOGS: dict[str, Callable[[Window], object]] = {
    "new": _new,
    "open": _open,
    "sample": lambda window: window.projects.open_sample(),
    "close": lambda window: window.projects.close(),
    "copy": _copy,
    "backup": lambda window: window.projects.backups.now(),
    "import": _import,
    "import folder": _import_folder,
    "paste": _paste,
    "export": _export,
    "save packet": _save_packet,
    "merge packets": _merge_packets,
    "undo": lambda window: _turn(window, "undo"),
    "redo": lambda window: _turn(window, "redo"),
    "labels": _labels,
    "models": dialogs_beside.models,
    "suggest all": dialogs_beside.suggest_all,
    "settings": _settings,
    "check": _check,
    "repair": _repair,
    "history": _history,
    "palette": _palette,
    "sheet": _sheet,
    "guidelines": _guidelines,
    "who": _who,
    "people": _people,
    "assign": _assign,
    "reasons": _reasons,
    "conflicts": _conflicts,
    "remove": _remove,
    "about": _about,
    "log": _log,
}

BEFORE: dict[str, Callable[[], Iterator[object]]] = {"import": _formats}
"""What a dialog needs first and takes longer than a key may: it is done in steps."""
