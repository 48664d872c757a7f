"""What the desk tells those who follow it: its signals, and notices for the person."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from model.errors import ProjectRefused, StoreTrouble, UserError

LOCKED = "locked"
"""Topic of what holds only until the article is reopened."""
REFUSED = "refused"
"""Topic of what says why an edit was not made: it goes when the next one is."""
ADDED = "added"
"""Topic of what came of importing or pasting last."""


class Notice(NamedTuple):
    """Something to tell. 'done' and 'info' go by themselves; 'finished' (work that took long),
    'warning' and 'trouble' stay until they are closed."""

    kind: str
    text: str
    action: str = ""
    """Id of a command that the message offers, or ''."""
    topic: str = ""
    """What it is about, where it may be withdrawn, or give way to newer word of the same."""


class News(QObject):
    """The desk's signals, and what it says in words."""

    project_changed = Signal()
    """Another project is open, or none; or nothing of the one that is need be as it was."""
    changed = Signal(object)
    """An `Edit` that is not large, after its commit."""
    rewritten = Signal(object)
    """A large `Edit`, after its commit; the project is read from its beginning then."""
    article_changed = Signal()
    """Another article is shown, or none."""
    readings_changed = Signal()
    """Other people's spans of the article are shown than before."""
    signs_changed = Signal()
    """Other signs stand on the tags of spans."""
    singled_changed = Signal()
    """Other spans stand out, or all do."""
    moved = Signal()
    """The caret, the selected range, the chosen span or the armed edge is another."""
    range_wanted = Signal(int, int)
    """A command asks the reader to select `[start, end)`; equal ends put the caret there."""
    search_changed = Signal()
    hit_wanted = Signal(int)
    """Go to the next hit of the search (1), or to the one before (-1)."""
    marked = Signal(str)
    """A person has just marked this span."""
    link_wanted = Signal()
    """Offer what the chosen span could be linked to."""
    submit_wanted = Signal()
    """Submit the article, once what may be forgotten in it was told."""
    walk_wanted = Signal(int)
    """Go to the next place (1) that the strip below the article lists, or to the one before."""
    answer_wanted = Signal()
    """Answer what a reviewer has said of the article shown."""
    confirm_wanted = Signal()
    """Make the links that are offered and ticked."""
    suggestions_wanted = Signal()
    """Make suggestions for the article shown."""
    told = Signal(object)
    """A `Notice`."""
    withdrawn = Signal(str)
    """What was told of this topic holds no more."""
    at_work = Signal(str, str)
    """How far work is that goes on unseen, in words: the id of the command that shows it comes
    first. No words when it has ended, or is seen."""
    settings_changed = Signal()

    def tell(self, text: str, kind: str = "info", action: str = "", topic: str = "") -> None:
        self.told.emit(Notice(kind, text, action, topic))

    def withdraw(self, topic: str) -> None:
        """Take back what was told of a topic, now that its cause is gone."""
        self.withdrawn.emit(topic)


def topic_of(error: UserError) -> str:
    """REFUSED where the request is at fault; '' where the disk or the file is, as that stays so
    whatever is edited next."""
    return "" if isinstance(error, StoreTrouble | ProjectRefused) else REFUSED


class Remarks:
    """What is told once, however often there is reason to."""

    def __init__(self, news: News) -> None:
        self._news = news
        self._told: set[str] = set()

    def begin_anew(self) -> None:
        """Tell everything once more, where there is reason to."""
        self._told.clear()

    def tell(self, text: str, action: str = "", topic: str = "") -> None:
        """Warn, unless that has been done; of '' nothing."""
        if text and text not in self._told:
            self._told.add(text)
            self._news.tell(text, "warning", action, topic)
