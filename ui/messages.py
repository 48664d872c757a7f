"""The message bar: what the desk tells, one line each; trouble stays until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from model.edits import Edit
from model.history import BY_ITSELF
from ui import aloud, plain, style, unsaved
from ui.desk import Desk
from ui.icons import icon
from ui.news import LOCKED, REFUSED, Notice
from ui.theme import Theme

UNDO = "undo"
MOST = 3
"""Messages shown at a time; older fleeting ones make room, trouble is counted."""

FLEETING = {"done": 5_000, "info": 8_000}
"""Milliseconds after which a message of these kinds goes by itself."""

NOTICED = 2_000
"""Milliseconds for which a message stands at least, though its cause be gone sooner."""

KINDS = {
    "done": ("mdi6.check-circle-outline", "good", "Done"),
    "finished": ("mdi6.flag-checkered", "good", "Finished"),
    "info": ("mdi6.information-outline", "accent", "Note"),
    "warning": ("mdi6.alert-outline", "warning", "Warning"),
    "trouble": ("mdi6.alert-octagon-outline", "danger", "Problem"),
}
"""Icon, colour of the theme, and the word that says it without colour."""


class Message(QFrame):
    """One notice with its icon, its word, an action if it has one, and a button that closes it."""

    closed = Signal(object)
    action_wanted = Signal(str)

    def __init__(self, notice: Notice, theme: Theme, action_text: str) -> None:
        super().__init__(objectName="message")
        self.notice = notice
        kind = notice.kind if notice.kind in KINDS else "info"
        self.setProperty("kind", kind)
        self._icon, self._colour, word = KINDS[kind]
        self.setAccessibleName(f"{word}: {notice.text}")
        self._picture = plain.label()
        self.word = plain.label(word, name="messageKind")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.text = plain.selectable(notice.text)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(objectName="messageClose", autoRaise=True)
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName("Close message")
        self._close.clicked.connect(lambda: self.closed.emit(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 4, 4)
        row.setSpacing(10)
        row.addWidget(self._picture)
        self.word.setMinimumWidth(self.fontMetrics().horizontalAdvance("Warning MM"))
        row.addWidget(self.word)
        row.addWidget(self.text, 1)
        self.button = QPushButton(action_text.replace("&", "&&"))
        self.button.clicked.connect(lambda: self.action_wanted.emit(notice.action))
        row.addWidget(self.button)
        self.button.setVisible(bool(action_text))
        row.addWidget(self._close)
        self._kind, self._age = kind, QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(lambda: self.closed.emit(self))
        self.begin()
        self.set_theme(theme)

    @property
    def fleeting(self) -> bool:
        return self._timer.interval() > 0

    def begin(self) -> None:
        """Stay as long as if it were told now."""
        self._age.start()
        self._timer.stop()
        self._timer.setInterval(FLEETING.get(self._kind, 0))
        self.restart()

    def restart(self) -> None:
        if self.fleeting:
            self._timer.start()

    def go_once_noticed(self) -> None:
        """Its cause is gone; who was looking elsewhere should still see it."""
        self._timer.setInterval(max(1, NOTICED - self._age.elapsed()))
        if not self.underMouse():
            self.restart()

    def set_newest(self, newest: bool) -> None:
        """Esc closes the newest."""
        plain.explain(self._close, "Close (Esc)" if newest else "Close")

    def set_theme(self, theme: Theme) -> None:
        colour = getattr(theme, self._colour)
        side = round(self.fontMetrics().height() * 1.1)
        plain.show_picture(self._picture, self._icon, theme, side, colour=colour)
        self._close.setIcon(icon("mdi6.close", theme, colour=theme.muted))

    def enterEvent(self, event: QEnterEvent) -> None:
        """A message does not go while the mouse rests on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.restart()
        super().leaveEvent(event)


class MessageBar(QWidget):
    """The messages at the foot of the window, where they move no text that somebody reads, the
    newest first; takes no room while there is none."""

    action_wanted = Signal(str)
    """Id of the command whose button was pressed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName("Messages")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.shown: list[Message] = []
        """The newest first."""
        self._more = plain.label(name="note")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 6, 8, 6)
        self._column.setSpacing(4)
        self._column.addWidget(self._more)
        self.hide()
        desk.told.connect(self.tell)
        desk.withdrawn.connect(self.withdraw)
        desk.unsaved.changed.connect(
            lambda: None if desk.unsaved.count else self.withdraw(unsaved.TOPIC)
        )
        for followed in (desk.changed, desk.rewritten):
            followed.connect(self._outdate)
        for locking in (desk.changed, desk.article_changed):
            locking.connect(lambda *_: desk.here.is_locked or self.withdraw(LOCKED))

    def tell(self, notice: Notice) -> None:
        """Show a notice on top; one that is shown already starts anew instead of doubling."""
        same = next((one for one in self.shown if one.notice == notice), None)
        if same is not None:
            same.begin()
            return
        if notice.topic == REFUSED:
            self._let_refusals_go()
        elif notice.topic:
            self.withdraw(notice.topic)
        desk = self._desk
        message = Message(notice, style.theme_of(desk.settings), _text_of(notice.action, desk))
        message.closed.connect(self.close_one)
        message.action_wanted.connect(self._act)
        self.shown.insert(0, message)
        self._column.insertWidget(0, message)
        for old in [one for one in self.shown[MOST:] if one.fleeting]:
            self.close_one(old)
        self._arrange()
        aloud.say(message, message.accessibleName(), urgently=not message.fleeting)

    def withdraw(self, topic: str) -> None:
        """Close what was told of a topic."""
        for message in [one for one in self.shown if one.notice.topic == topic]:
            self.close_one(message)

    def close_one(self, message: Message) -> None:
        if message in self.shown:
            self.shown.remove(message)
            message.hide()
            message.deleteLater()
            self._arrange()

    def close_newest(self) -> bool:
        """Close the newest message; False when there is none."""
        if self.shown:
            self.close_one(self.shown[0])
            return True
        return False

    def set_theme(self, theme: Theme) -> None:
        for message in self.shown:
            message.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.window().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc comes to the window when nothing in it has a use for it. Held down it closes one
        message, lest others go unread."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and not event.modifiers()
        ):
            return event.isAutoRepeat() or self.close_newest()
        return super().eventFilter(watched, event)

    def _outdate(self, edit: Edit) -> None:
        """What offered to undo an edit would now undo another one; what says why one was refused
        has had its answer."""
        if edit.target == BY_ITSELF:
            return
        self._let_refusals_go()
        for message in [one for one in self.shown if one.notice.action == UNDO]:
            message.button.hide()
            if edit.kind in ("undo", "redo"):
                self.close_one(message)

    def _let_refusals_go(self) -> None:
        for message in [one for one in self.shown if one.notice.topic == REFUSED]:
            message.go_once_noticed()

    def _act(self, command: str) -> None:
        message = self.sender()
        if isinstance(message, Message):
            self.close_one(message)
        self.action_wanted.emit(command)

    def _arrange(self) -> None:
        for place, message in enumerate(self.shown):
            message.setVisible(place < MOST)
            message.set_newest(place == 0)
        waiting = len(self.shown) - MOST
        self._more.setText(f"{waiting} more below these; close one to see the next.")
        self._more.setVisible(waiting > 0)
        self.setVisible(bool(self.shown))


def _text_of(command_id: str, desk: Desk) -> str:
    """What the button of a message says: the command's text, or its first word when it varies."""
    from ui.commands import COMMANDS

    for command in COMMANDS:
        if command.id == command_id:
            text = command.text
            return text if isinstance(text, str) else text(desk).partition(" ")[0]
    return ""
