"""The reader's document layout: what Qt asks of it, answered from the galley."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextBlock, QTextDocument

from ui.galley import Galley
from ui.marks import MarkPainter
from ui.typeset import Typesetter


class PageLayout(QAbstractTextDocumentLayout):
    """Lays out and paints only what is on screen, however long the article is."""

    def __init__(self, document: QTextDocument, painter: MarkPainter) -> None:
        super().__init__(document)
        self._painter = painter
        self._held = False
        self.galley = Galley(self._block, Typesetter(painter.metrics, {}, {}), self._tell_size)

    def hold(self) -> None:
        """Answer nothing while the document's blocks change, until `go`."""
        self._held = True

    def go(self) -> None:
        self._held = False
        self.galley.hide_folded()

    def documentChanged(self, _position: int, _removed: int, _added: int) -> None:
        return

    def documentSize(self) -> QSizeF:
        return QSizeF(self.galley.left + self.galley.width, self.galley.height)

    def pageCount(self) -> int:
        return 1

    def frameBoundingRect(self, _frame: object) -> QRectF:
        return QRectF(QPointF(0, 0), self.documentSize())

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        number, galley = block.blockNumber(), self.galley
        if self._held or not 0 <= number < galley.count:
            return QRectF()
        height = galley.paragraph(number).height
        return QRectF(galley.left, galley.top(number), galley.width, height)

    def hitTest(  # type: ignore[override]
        self, point: QPointF, _accuracy: Qt.HitTestAccuracy
    ) -> int:
        return 0 if self._held else self.galley.unit_at(point)

    def draw(self, painter: QPainter, context: QAbstractTextDocumentLayout.PaintContext) -> None:
        if self._held:
            return
        galley, clip = self.galley, context.clip
        selected = [
            (each.cursor.selectionStart(), each.cursor.selectionEnd())
            for each in context.selections
        ]
        block = galley.block_at(clip.top())
        while block < galley.count and (top := galley.top(block)) <= clip.bottom():
            paragraph = galley.paragraph(block)
            origin = QPointF(galley.left, top)
            paragraph.layout.setPosition(origin)
            self._painter.paint(painter, galley.page, block, paragraph, origin, clip, selected)
            block += 1

    def _block(self, number: int) -> QTextBlock:
        return self.document().findBlockByNumber(number)

    def _tell_size(self) -> None:
        self.documentSizeChanged.emit(self.documentSize())
