"""The parts of the window that its first sight can do without: made right after that, or sooner
when somebody needs one."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from ui import lazily
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.claims import ClaimsView
    from ui.corrected import CorrectedStrip
    from ui.inspector import Inspector
    from ui.jobs import Jobs
    from ui.proposal_bar import ProposalBar
    from ui.strip import Strip
    from ui.submitting import SubmitStrip
    from ui.suggestions import SuggestionKeeper
    from ui.welcome import Welcome
    from ui.window import Window

PATIENCE = 500
"""Milliseconds to wait for a window to be painted; it may be hidden, or minimised."""
DRESSED = ("claims", "inspector", "proposals", "submitting", "corrected", "welcome")
"""The parts that follow the theme."""
BESIDE_AN_ARTICLE = ("claims", "inspector", "proposals", "submitting", "corrected", "suggestions")
"""The parts that a project on the screen needs."""


class Later(QObject):
    """Each part by its name, made when it is first asked for and put in its place."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._theme: Theme | None = None
        self.claims_layout: dict[str, object] = {}
        """How the claims table was left."""
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._make_what_shows)

    def start(self) -> None:
        """Make what belongs to the page shown, once what is there has been painted."""
        if self._window.desk.store is None:
            self._soon.start(0)
        else:
            self._window.installEventFilter(self)
            self._soon.start(PATIENCE)

    def stop(self) -> None:
        """End what these parts have running beside the window."""
        if "jobs" in vars(self):
            self.jobs.stop_all()
        if "suggestions" in vars(self):
            self.suggestions.stop()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for name in DRESSED:
            if name in vars(self):
                vars(self)[name].set_theme(theme)

    # ---- the parts

    @cached_property
    def jobs(self) -> Jobs:
        from ui.jobs import Jobs

        return Jobs(self._window)

    @cached_property
    def suggestions(self) -> SuggestionKeeper:
        from ui.suggestions import SuggestionKeeper

        return SuggestionKeeper(self._window.desk, self._window)

    @cached_property
    def welcome(self) -> Welcome:
        from ui.welcome import Welcome

        window = self._window
        made = Welcome(window.desk)
        made.action_wanted.connect(window.actions_.run)
        made.project_wanted.connect(lambda path: window.projects.open(Path(path)))
        return made

    @cached_property
    def claims(self) -> ClaimsView:
        from ui.claims import ClaimsView

        made = ClaimsView(self._window.desk)
        self._dress(made)
        made.restore_layout(self.claims_layout)
        self._window.annotate.slots["claims"].take(made)
        return made

    @cached_property
    def inspector(self) -> Inspector:
        from ui.inspector import Inspector

        made = Inspector(self._window.desk)
        made.left.connect(self._window.reading.reader.setFocus)
        self._dress(made)
        self._window.annotate.slots["inspector"].take(made)
        return made

    @cached_property
    def proposals(self) -> ProposalBar:
        from ui.proposal_bar import ProposalBar

        made = ProposalBar(self._window.desk)
        self._dress(made)
        self._window.reading.add_below(made)
        return made

    @cached_property
    def submitting(self) -> SubmitStrip:
        from ui.submitting import SubmitStrip

        made = SubmitStrip(self._window.desk)
        self._dress(made)
        self._window.reading.add_below(made)
        return made

    @cached_property
    def corrected(self) -> CorrectedStrip:
        from ui.corrected import CorrectedStrip

        made = CorrectedStrip(self._window.desk)
        self._dress(made)
        self._window.reading.add_below(made)
        made.refresh()
        return made

    # ---- inside

    def _make_what_shows(self) -> None:
        self._window.removeEventFilter(self)
        self._window.actions_.complete()
        if self._window.desk.store is None:
            self._window.show_welcome()
        else:
            for part in BESIDE_AN_ARTICLE:
                getattr(self, part)
            QTimer.singleShot(0, self._window.projects, self._window.projects.examiner.start)
        QTimer.singleShot(0, self, self._run_the_rest)

    def _run_the_rest(self) -> None:
        """Run what no key has used yet, a module at a time, so that the first one need not wait."""
        if lazily.run_one():
            QTimer.singleShot(0, self, self._run_the_rest)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            self._make_what_shows()
        elif event.type() == QEvent.Type.Paint:
            self._soon.start(0)
        return super().eventFilter(watched, event)

    def _dress(self, made: ClaimsView | Inspector | Strip) -> None:
        if self._theme is not None:
            made.set_theme(self._theme)
