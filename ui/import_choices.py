"""How files are to be read, and whose work they are: the choices of the import dialog."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from model import encodings, recognising
from model.spool import Brought
from ui import plain
from ui.steps import in_steps

BY_CONTENT = "By their content"
LIKELIEST = "The likeliest encoding"
NAME = 16
"""Letters of a name that are seen while it is typed."""


class ImportChoices(QWidget):
    """As what the selected files are read, in which encoding, and whose work it is that no file
    gives a name to."""

    wanted = Signal(str)
    """A format's name; '' is by content."""
    encoding_wanted = Signal(str)
    """An encoding's name; '' is the likeliest."""

    def __init__(self, people: Iterable[str], at_work: str) -> None:
        super().__init__()
        self._at_work = at_work
        self.format = QComboBox()
        self.format.setAccessibleName("Read the selected files as")
        self.format.addItem(BY_CONTENT, "")
        self.format.activated.connect(lambda _: self.wanted.emit(str(self.format.currentData())))
        self.encoding = QComboBox()
        self.encoding.setAccessibleName("Encoding of the selected files")
        self.encoding.addItem(LIKELIEST, "")
        for name, title in encodings.KNOWN.items():
            self.encoding.addItem(title, name)
        self.encoding.activated.connect(
            lambda _: self.encoding_wanted.emit(str(self.encoding.currentData()))
        )
        self.person = QComboBox()
        self.person.setAccessibleName("Whose work it is where a file gives no name")
        self.person.setToolTip(
            "For spans to which the file gives no name. Choose a person, or type a new name."
        )
        self.person.setEditable(True)
        self.person.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.person.setMinimumContentsLength(NAME)
        self.person.addItems([at_work, *(name for name in people if name != at_work)])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_caption("Read selected files as", self.format))
        row.addWidget(self.format)
        self._in = _caption("in", self.encoding)
        row.addWidget(self._in)
        row.addWidget(self.encoding)
        row.addSpacing(24)
        self._of = _caption("Work of", self.person)
        row.addWidget(self._of)
        row.addWidget(self.person)
        row.addStretch(1)
        in_steps(recognising.loading(), self, self._list)

    def show_for(self, brought: Brought | None) -> None:
        """Hidden when there is nothing to choose for; asks for a person where there are spans."""
        if brought is not None:
            self._list()
        marked = brought is not None and any(one.spans for one in brought.found)
        for widget in (self._of, self.person):
            widget.setVisible(marked)
        is_open = brought is not None and any(one.encoding for one in brought.found)
        for widget in (self._in, self.encoding):
            widget.setVisible(is_open)
        self.setVisible(brought is not None)

    def whose(self) -> str:
        """The name; '' for whoever imports."""
        named = self.person.currentText().strip()
        return "" if named == self._at_work else named

    def _list(self) -> None:
        if self.format.count() == 1:
            for name, module in recognising.formats().items():
                self.format.addItem(str(module.TITLE), name)


def _caption(words: str, box: QComboBox) -> QWidget:
    made = plain.label(words, name="muted")
    made.setBuddy(box)
    return made
