"""Opening, making and closing projects from the window, with what can go wrong on the way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from model import articles, project, readings
from model.errors import DamagedProject, TakesLong, UserError
from model.store import Store
from ui import making_ready, mending, naming, recent, refused
from ui.backups import Backups, goes_beside
from ui.desk import Desk
from ui.examining import Examiner
from ui.steps import TURN

if TYPE_CHECKING:
    from ui.window import Window

AT_ONCE = 2_000_000
"""Bytes of a project that is looked through to the last index, or copied and brought up to date,
within the time that a window may take."""


class Projects(QObject):
    """Acts on the desk; asks the person only where there is a choice."""

    lending = Signal()
    """The project is about to be closed for a process of ours; what is shown is still its own."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self.backups = Backups(desk, self)
        self.examiner = Examiner(desk, self.examine, self)
        self._before: Path | None = None
        """The project that was open before this one was opened in its place."""
        self.lent = False
        """Whether the project is closed only as long as a process of ours changes it."""
        desk.settings_changed.connect(self._set_person)
        desk.changed.connect(lambda _: QTimer.singleShot(0, self, self.look_again))
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._came_back)

    def open(self, path: Path, *, read_only: bool = False, take_over: bool = False,
             trusted: bool = False, examined: bool = False, article_id: str | None = None,
             then: Callable[[], object] = lambda: None) -> None:  # fmt: skip
        """Open `path` in place of what is open; a refusal is told, and nothing is closed then.

        A file that holds less than this machine has seen is asked about, unless it is `trusted`;
        one that a process of ours has just looked through is `examined`. Of its articles this one
        is shown, else the one that waits for the person. What comes `then` is done at the end,
        which may be a while later.
        """
        store = self._desk.store
        if store is not None and store.path == path.resolve() and not store.read_only:
            then()
            return
        try:
            opened = project.open_(path, person=self._person(), read_only=read_only,
                                   take_over=take_over, examine_later=True, examined=examined,
                                   at_once=AT_ONCE)  # fmt: skip
            doubts = _doubts(opened, trusted=trusted)
        except TakesLong as error:
            again = partial(self.open, path, trusted=trusted, article_id=article_id, then=then)
            making_ready.begin(self, self._desk, cast("Window", self._window), path, error.what,
                               again, then, take_over=take_over)  # fmt: skip
            return
        except UserError as error:
            refused.answer(self, self._desk, self._window, path, error)
        else:
            self._go_on_with(opened, path, doubts, article_id)
        then()

    def examine(self) -> None:
        """Look through the whole file of the project, if its opening has put that off; one that is
        damaged is closed, and what can be done about it is offered."""
        store = self._desk.store
        if store is None or store.path is None or store.busy:
            return
        try:
            store.examine()
        except DamagedProject as error:
            self._desk.open(None)
            if self._before is not None:
                self.open(self._before)
            self._desk.tell(str(error), "trouble")
            self.recover(store.path)

    def create(self, path: Path, label_set: str) -> None:
        def make() -> None:
            self._take(project.create(path, label_set=label_set, person=self._person()))

        self._desk.attempt(make, edits=False)

    def open_sample(self) -> None:
        """The sample project, made from `seeds/` at the first time."""
        from model import importing  # with its importers, only where it is needed

        path = project.sample_path()
        if path.exists():
            self.open(path)
            return

        def make() -> None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._take(importing.make_sample(path, person=self._person()))

        self._desk.attempt(make, edits=False)

    def open_last(self) -> None:
        """The project that was open last, when it is still there; else the sample."""
        last = recent.newest()
        if last is None:
            self.open_sample()
        else:
            self.open(last)

    def close(self) -> None:
        left = self._leave()
        self._desk.open(None)
        self.backups.afterwards(left)

    def lend(self) -> None:
        """Close the project for a process of ours, which changes it; `take_back` follows."""
        self.lending.emit()
        self.lent = self._desk.is_lent = True
        self._desk.open(None)

    def take_back(self, path: Path, article_id: str | None, then: Callable[[], object], *,
                  examined: bool) -> None:  # fmt: skip
        """Open a project that was lent, and do what comes `then`; `examined` says that the process
        has looked through it and closed it in order."""

        def back() -> None:
            self._desk.is_lent = False
            if self._desk.store is None:
                self._desk.project_changed.emit()
            then()

        self.lent = False
        self.open(path, examined=examined, article_id=article_id, then=back)

    def recover(self, path: Path, why: str = "") -> None:
        """Offer to mend a damaged project; `why` it was refused is told when nobody wants that."""
        mending.offer(self, self._desk, self._window, path, why)

    def look_again(self) -> None:
        """Read anew what another program has written; it can only be one that breaks the lock."""
        desk, store = self._desk, self._desk.store
        if store is None or store.busy:
            return
        try:
            if not store.changed_elsewhere():
                return
            here = desk.article_id if desk.article_id in articles.states(store) else None
            desk.read_anew(here or articles.first(store))
        except UserError as error:
            desk.tell(str(error), "trouble")
            return
        desk.tell("Another program has changed this project; it is shown as it is now.", "warning")

    # ---- inside

    def _go_on_with(self, opened: Store, path: Path, doubts: list[str],
                    article_id: str | None) -> None:  # fmt: skip
        if doubts:
            from ui import older_dialog  # with its process, only where it is needed

            older_dialog.ask(self._desk, self._window, path, doubts[0], self.open)
            return
        try:
            self._take(opened, article_id)
        except UserError as error:
            self._desk.tell(str(error), "trouble")
            self.examine()

    def _take(self, store: Store, article_id: str | None = None) -> None:
        left, before = self._leave(), self._desk.store
        self._before = before.path if before is not None else None
        self.backups.begin(store)
        apart = before is not None and goes_beside(store)
        self._desk.open(store, None if apart else _beginning(store, article_id))
        self.backups.afterwards(left)
        if store.path is not None:
            recent.remember(store.path)
        if apart:  # in a turn of its own: two large projects are much for one
            QTimer.singleShot(TURN, self, lambda: self._show_beginning(store, article_id))
        for warning in project.warnings(store):
            self._desk.tell(warning, "warning")
        if store.read_only:
            self._desk.tell(
                "This project is open read-only: it can be read and exported, not changed.",
                "warning", "project.copy",
            )  # fmt: skip

    def _show_beginning(self, store: Store, article_id: str | None) -> None:
        """Show this article if it is there, else where the person goes on."""
        if self._desk.store is store and self._desk.article_id is None:
            self._desk.show(_beginning(store, article_id))

    def _leave(self) -> Path | None:
        """Note where one was, before the project is closed; the backup that is to be made then."""
        store, here = self._desk.store, self._desk.article_id
        if store is not None and store.path is not None and here is not None:
            recent.remember_article(store.path, here)
        return self.backups.at_leaving()

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look_again()

    def _person(self) -> str:
        return self._desk.settings.text("person")

    def _set_person(self) -> None:
        """The name in the settings stands on every edit from now on."""
        if self._desk.store is not None:
            naming.change(self._desk, self._window)


def _doubts(opened: Store, *, trusted: bool) -> list[str]:
    """Why a person should be asked before they work on it; it is closed again then."""
    doubts: list[str] = []
    try:
        if trusted:
            project.trust(opened)
        elif not opened.read_only:
            doubts = project.doubts(opened)
    except UserError:
        opened.close()
        raise
    if doubts:
        opened.close()
    return doubts


def _beginning(store: Store, wanted: str | None) -> str | None:
    """The article that is `wanted` if it is there, else where the person goes on: where they were
    when the project was closed here, unless they have finished that article; else the next one that
    waits for them."""
    if (found := articles.still_there(store, wanted)) is not None:
        return found
    kept = articles.still_there(store, recent.article(store.path)) if store.path else None
    if kept is not None and not readings.is_locked(store, kept):
        return kept
    return articles.next_unfinished(store, None) or articles.first(store)
