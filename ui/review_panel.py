"""The decision panel: the span under review, what was decided on it, and the verdicts by key."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from model.corrections import ADDED
from model.differences import changes
from model.records import CURATOR, FIXED, Decision, Span
from ui import deciding, plain
from ui.action_button import ActionButton
from ui.actions import Actions
from ui.ages import ago
from ui.case import Case
from ui.desk import Desk
from ui.differing import from_to
from ui.review_article import ArticleBox
from ui.review_reasons import Reasons
from ui.review_remarks import Remarks
from ui.review_versions import Versions
from ui.standing import STANDINGS, WAITS, standing_tones
from ui.theme import LIGHT, Theme, tones

BUTTONS = (("review.agree", "Agree"), ("review.fix", "Fix"), ("review.reject", "Reject"),
           ("review.comment", "Comment"), ("review.back", "Let it wait"))  # fmt: skip
NOTHING = "No span is under review.\n\nN goes to the next that waits; Q to the queue."


class DecisionPanel(QWidget):
    """Reads the case; its buttons are the commands of the review."""

    left = Signal()
    """The keys go back to the article."""

    def __init__(self, desk: Desk, case: Case, actions: Actions) -> None:
        super().__init__()
        self._desk, self._case, self._theme = desk, case, LIGHT
        self._of = ""
        self.label = plain.label(name="chip")
        self.by = plain.label(name="note", wrap=True)
        self.quote = plain.selectable(name="quote")
        self.state = plain.label(wrap=True)
        self.changes = plain.selectable(name="note")
        self.versions = Versions(desk, case)
        self.buttons = {id_: ActionButton(actions[id_], text) for id_, text in BUTTONS}
        self.reasons = Reasons(desk)
        self.remarks = Remarks(desk, case)
        self.nothing = plain.label(NOTHING, name="empty", wrap=True)
        self.article = ArticleBox(desk, case, actions)
        self._arrange()
        case.changed.connect(self.refresh)
        case.asked.connect(self._ask)
        self.reasons.chosen.connect(self._reject)
        self.reasons.left.connect(self._end_asking)
        self.article.left.connect(self.refresh)
        for part in (self.reasons, self.remarks, self.article):
            part.left.connect(self.left)
        self.refresh()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.label)
        head.addWidget(self.by, 1)
        self._verdicts = QWidget()
        buttons = QGridLayout(self._verdicts)
        buttons.setContentsMargins(12, 6, 12, 8)
        buttons.setSpacing(6)
        for nth, button in enumerate(self.buttons.values()):
            buttons.addWidget(button, nth // 2, nth % 2)
        self._span = QWidget()
        of_span = QVBoxLayout(self._span)
        of_span.setContentsMargins(0, 0, 0, 0)
        of_span.setSpacing(8)
        of_span.addLayout(head)
        parts: tuple[QWidget, ...] = (self.quote, self.versions, self.state, self.changes)
        for part in parts:
            of_span.addWidget(part)
        of_span.addWidget(self.reasons)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(8)
        for part in (self._span, self.nothing, self.remarks):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._verdicts)
        outer.addWidget(plain.rule())
        outer.addWidget(self.article)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.versions.set_theme(theme)
        self.article.set_theme(theme)
        self.refresh()

    def focus_first(self) -> None:
        button = next((one for one in self.buttons.values() if one.isEnabled()), None)
        (button or self.article).setFocus()

    # ---- what is shown

    def refresh(self) -> None:
        case = self._case
        span = case.span
        self._span.setVisible(span is not None)
        self.nothing.setVisible(span is None and not case.is_decided)
        if span is None or span.id != self._of:
            self.reasons.hide()
            self._scroll.verticalScrollBar().setValue(0)
        self._of = span.id if span else ""
        if span is not None:
            self._show_span(span)
        asks = not (self.reasons.isHidden() and self.article.form.isHidden())
        self._verdicts.setVisible(span is not None and not asks)
        self.buttons["review.back"].setVisible(deciding.can_take_back(self._desk))
        self.remarks.refresh()
        self.article.refresh()

    def _show_span(self, span: Span) -> None:
        case, desk = self._case, self._desk
        label = desk.labels[span.label_id]
        ink = tones(label.colour, self._theme)
        self.label.setText(label.name)
        self.label.setStyleSheet(f"background: {ink.tint}; color: {ink.ink};")
        added = span.role == CURATOR
        whose = case.name_of(span.person_id)
        score = f" · score {span.score:.2f}" if span.score is not None else ""
        self.by.setText(f"{'added' if added else 'marked'} by {whose}, {ago(span.created)}{score}")
        self.quote.setText(span.quote)
        self.versions.refresh()
        decision = case.decision
        self._show_state(decision, added=added)
        said = self._changes(span, decision)
        self.changes.setText(said)
        self.changes.setVisible(bool(said))

    def _show_state(self, decision: Decision | None, *, added: bool) -> None:
        stands = decision.verdict if decision else ADDED if added else WAITS
        how, ink = STANDINGS[stands], standing_tones(stands, self._theme).ink
        self.state.setStyleSheet(f"color: {ink}; font-weight: 600;")
        said = f"{how.sign} {how.said.capitalize()}"
        if decision is not None:
            said += f" by {self._case.name_of(decision.person_id)}"
            said += f": {decision.reason}" if decision.reason else ""
        self.state.setText(said)

    def _changes(self, span: Span, decision: Decision | None) -> str:
        """What the reviewer's span says otherwise, and the comment of the decision."""
        result = self._case.result
        lines = []
        if result is not None and decision is not None and decision.verdict == FIXED:
            names = {id_: label.name for id_, label in self._desk.labels.items()}
            lines = [from_to(change) for change in changes(span, result, names)]
        if decision is not None and decision.comment:
            lines.append(f"“{decision.comment}”")
        return "\n".join(lines)

    # ---- what is asked

    def _ask(self, what: str) -> None:
        asked: dict[str, Reasons | Remarks | ArticleBox] = {
            "reason": self.reasons, "comment": self.remarks, "return": self.article
        }  # fmt: skip
        if what in asked:
            asked[what].ask()
            self.refresh()
        if what in asked and asked[what] is not self.article:
            QTimer.singleShot(0, lambda: self._scroll.ensureWidgetVisible(asked[what]))

    def _end_asking(self) -> None:
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def _reject(self, reason: str, comment: str) -> None:
        if deciding.reject(self._desk, reason, comment):
            self.reasons.hide()
            self.left.emit()
