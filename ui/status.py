"""The status bar: what is saved, how much is marked, what is selected or shown instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar

from model import people, sight
from model.edits import Edit, Row
from model.plurals import many
from model.records import CURATED
from model.store import Store
from ui import display, judging, plain
from ui.desk import Desk
from ui.steps import Stepper

LONGEST_QUOTE = 60


class StatusBar(QStatusBar):
    """Left: the selection with its offsets; right: work that goes on unseen, suggestions, spans,
    the last save."""

    def __init__(self, desk: Desk, run: Callable[[str], object]) -> None:
        """`run` does a command by its id: work that is pressed is shown."""
        super().__init__()
        self._desk = desk
        self._run = run
        self._spans: int | None = None
        """Of the whole project; None until they are counted."""
        self._counter = Stepper(self)
        self._instead: str | None = None
        """What is said instead of the article, while that is not shown."""
        self.setSizeGripEnabled(False)
        self.selection = plain.Elided(name="statusSelection")
        self.suggestions = plain.label(name="statusSuggestions")
        self.spans = plain.label(name="statusSpans")
        self.saved = plain.label(name="statusSaved")
        self._at_work: dict[str, QPushButton] = {}
        """By the command that shows it."""
        self.addWidget(self.selection, 1)
        for shown in (self.suggestions, self.spans, self.saved):
            self.addPermanentWidget(shown)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show)
        desk.project_changed.connect(self._count)
        desk.moved.connect(self._later.start)
        desk.article_changed.connect(self._later.start)
        desk.readings_changed.connect(self._later.start)
        desk.changed.connect(self._follow)
        desk.unsaved.changed.connect(self._later.start)
        desk.at_work.connect(self._show_work)

    def speak_of(self, words: str | None) -> None:
        """Say this, and nothing of the article; with None say again what is of it."""
        self._instead = words
        self._show()

    def _count(self) -> None:
        self._spans = None
        self._recount()

    def _recount(self) -> None:
        """The number shown stays until another one is known."""
        self._counter.stop()
        if self._desk.store is not None:
            self._counter.start(_counting(self._desk.store), self._counted,
                                lambda why: self._desk.tell(why, "trouble"))  # fmt: skip
        self._later.start()

    def _counted(self, found: int | None) -> None:
        if found is not None:
            self._spans = found
            self._later.start()

    def _follow(self, edit: Edit) -> None:
        if self._spans is None or self._counter.running or self._may_show_others(edit):
            self._recount()
            return
        for change in edit.of("span"):
            for row, step in ((change.before, -1), (change.after, 1)):
                if row is not None:
                    self._spans += step * (row["state"] == "accepted" and not _is_copy(row))
        self._later.start()

    def _may_show_others(self, edit: Edit) -> bool:
        """Whether spans of others come, go, or are counted now that were not, or the reverse."""
        me = people.whoever(self._desk.project)
        return edit.touches("assignment", "person", "project") or any(
            row is not None and row["person_id"] != me
            for change in edit.of("span") for row in (change.before, change.after)
        )  # fmt: skip

    def _show(self) -> None:
        desk = self._desk
        store = desk.store
        self.selection.say(self._selected())
        here, is_seen = desk.spans.states, self._instead is None
        _set(self.suggestions, self._waiting(here["suggested"]) if is_seen else "")
        if store is None:
            _set(self.spans, "")
            _set(self.saved, "")
            return
        counts = [f"{here['accepted']:,} here"] if desk.article_id and is_seen else []
        counts += [many(self._spans, "span")] if self._spans is not None else []
        _set(self.spans, " · ".join(counts))
        unsaved = desk.unsaved.count
        plain.restyle(self.saved, "error" if unsaved else "statusSaved")
        if unsaved:
            _set(self.saved, f"NOT SAVED: {many(unsaved, 'change')}")
        elif store.read_only:
            _set(self.saved, "Read-only")
        elif store.saved_at is not None:
            _set(self.saved, f"Saved {store.saved_at.astimezone():%H:%M:%S}")
        else:
            _set(self.saved, "All saved")

    def _show_work(self, command: str, words: str) -> None:
        button = self._at_work.get(command)
        if button is None and words:
            button = self._at_work[command] = QPushButton(objectName="statusWork", flat=True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip("Show it")
            button.clicked.connect(lambda: self._run(command))
            self.insertPermanentWidget(1, button)
        if button is not None:
            button.setText(words)
            button.setVisible(bool(words))

    def _waiting(self, shown: int) -> str:
        here = self._desk.here
        if here.awaits and not shown:
            return "Looking for suggestions…"
        if here.hides:
            return judging.hidden(self._desk).removesuffix(".")
        return f"{many(shown, 'suggestion')} waiting" if shown else ""

    def _selected(self) -> str:
        if self._instead is not None:
            return self._instead
        desk = self._desk
        if desk.span is not None:
            span = desk.span
            label = desk.here.called(span, desk.labels)
            said = f"{label} {display.quoted(span.quote, LONGEST_QUOTE)} {span.start}–{span.end}"
            sure = f", score {span.score:.2f}" if span.score is not None else ""
            return f"{said} · suggested{sure}" if span.state == "suggested" else said
        if desk.range is not None:
            start, end = desk.range
            words = display.quoted(desk.text[start:end], LONGEST_QUOTE)
            return f"{words} {start}–{end}, {many(end - start, 'character')}"
        return f"Character {desk.caret:,} of {len(desk.text):,}" if desk.article_id else ""


def _set(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)


def _counting(store: Store) -> Iterator[int | None]:
    """What an open edit has written is not counted: it may still be taken back."""
    steps = sight.counting(store)
    found = None
    while found is None:
        found = None if store.busy else next(steps)
        yield found


def _is_copy(row: Row) -> bool:
    """A curator's spans are not counted beside the annotators'."""
    return str(row["origin"]).startswith(CURATED)
