"""Sets a paragraph: its text in lines, and under each line the marks of the spans on it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextBlock, QTextOption

from model.records import Label, Span
from ui import display, stances
from ui.lanes import Piece, Place, Reach, by_line, inner_first, stack
from ui.look import Metrics
from ui.page import Page
from ui.paragraph import Mark, SetLine, SetParagraph

LONGEST_TAG = 16
OVERHANG = 14
"""Pixels that a tag may stick out of the column."""


class Typesetter:
    """Sets paragraphs by one look and one set of labels."""

    def __init__(
        self, metrics: Metrics, labels: Mapping[str, Label], signs: Mapping[str, str]
    ) -> None:
        """`signs` stand on the tags of spans, or of all spans of people, with these ids; people
        come in the order in which their tracks lie."""
        self.metrics = metrics
        self.labels = labels
        self.signs = signs
        self._ranks = {id_: rank for rank, id_ in enumerate(signs)}
        self._tags: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def set(self, page: Page, block: int, source: QTextBlock, width: int) -> SetParagraph:
        """Lay the block's text out in lines of `width` pixels and put its marks under them."""
        text = page.blocks[block]
        mixed = display.has_right_to_left(text)
        backwards = mixed and display.reads_right_to_left(text)
        first = page.offsets.to_utf16(page.starts[block])
        layout = source.layout()
        layout.setTextOption(_option(backwards, display.has_unbroken_run(text)))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        length = page.offsets.to_utf16(page.starts[block] + len(text)) - first
        paragraph = SetParagraph(source, first, length, width, backwards, mixed)
        self.mark(page, block, paragraph)
        return paragraph

    def mark(self, page: Page, block: int, paragraph: SetParagraph) -> None:
        """Stack the block's spans under its lines anew, and the lines with them."""
        layout, metrics = paragraph.layout, self.metrics
        paragraph.lines, paragraph.marks, paragraph.hidden = [], [], []
        starts = [layout.lineAt(number).textStart() for number in range(layout.lineCount())]
        spans = {span.id: span for span in page.spans_in(block)}
        reaches = by_line(inner_first(self._reaches(page, block, paragraph.from_qt)), starts)
        top = 0
        for number, start in enumerate(starts):
            line = layout.lineAt(number)
            text_height = max(metrics.line, math.ceil(line.height()))
            here = SetLine(top, 0, text_height, start, start + line.textLength())
            line.setPosition(QPointF(0, top))
            paragraph.lines.append(here)
            lanes = self._mark_line(paragraph, number, reaches[number], spans)
            here.height = text_height + lanes + metrics.lead
            top += here.height
        paragraph.height = top + self._gap(page, block)

    def _gap(self, page: Page, block: int) -> int:
        after = block + 1
        if page.is_continued(block) or (after < len(page.blocks) and not page.blocks[after]):
            return 0
        return self.metrics.gap

    def _reaches(self, page: Page, block: int, first: int) -> Iterator[Reach]:
        start = page.starts[block]
        end = start + len(page.blocks[block])
        for span in page.spans_in(block):
            left, right = max(span.start, start), min(span.end, end)
            if left < right:
                yield Reach(
                    page.offsets.to_utf16(left) - first,
                    page.offsets.to_utf16(right) - first,
                    span.id,
                    span.start >= start,
                    span.end <= end,
                    self._is_claim(span),
                    self._ranks.get(span.person_id, 0),
                )

    def _mark_line(
        self, paragraph: SetParagraph, number: int, reaches: list[Reach], spans: dict[str, Span]
    ) -> int:
        """Add the line's marks; the pixels that its lanes take come back."""
        pieces: list[Piece] = []
        marks: list[Mark] = []
        tags: list[list[str]] = []
        line = paragraph.lines[number]
        for reach in reaches:
            for mark in self._marks_of(paragraph, number, reach, spans[reach.key]):
                room = mark.right if mark.leftwards else paragraph.width - mark.left
                fitting = self._fitting(mark, room + OVERHANG)
                widths = tuple(map(self.metrics.tag_width, fitting))
                pieces.append(Piece(reach.key, mark.left, mark.right, widths, mark.leftwards))
                marks.append(mark)
                tags.append(fitting)
        places, hidden = stack(pieces)
        tops = self._lane_tops(places)
        base = line.top + line.text_height + 1
        for place in places:
            mark = marks[place.piece]
            mark.track, mark.bottom = base + tops[place.lane], base + tops[place.lane + 1] - 1
            if place.tag >= 0:
                self._tag(mark, tags[place.piece][place.tag])
            elif mark.begins and self.metrics.compact:
                self._tag(mark, self.tags(mark.span)[0])
            paragraph.marks.append(mark)
        if hidden:
            paragraph.hidden.append((line.top + line.text_height, hidden))
        return tops[-1]

    def _marks_of(
        self, paragraph: SetParagraph, number: int, reach: Reach, span: Span
    ) -> Iterator[Mark]:
        """What the line shows of one span, not yet on a lane; bidi text may split it."""
        line = paragraph.lines[number]
        start, end = max(reach.start, line.start), min(reach.end, line.end)
        stretches = paragraph.stretches(number, start, end)
        if paragraph.right_to_left:
            stretches.reverse()
        outer = 2 if reach.outermost else 0
        goes_on = reach.end > line.end
        for nth, (left, right) in enumerate(stretches):
            yield Mark(
                span,
                left - outer,
                max(right, left + 3) + outer,
                line.top,
                line.text_height,
                begins=reach.begins and reach.start >= line.start and nth == 0,
                ends=reach.ends and not goes_on and nth == len(stretches) - 1,
                fades=goes_on and not paragraph.mixed and not reach.outermost,
                banded=reach.outermost,
                leftwards=paragraph.right_to_left,
            )

    def _fitting(self, mark: Mark, room: float) -> list[str]:
        """The tags that a mark may take, widest first: none but where its span begins."""
        if not mark.begins or self.metrics.compact:
            return []
        tags = self.tags(mark.span)
        return [tag for tag in tags[:-1] if self.metrics.tag_width(tag) <= room] + [tags[-1]]

    def _lane_tops(self, places: list[Place]) -> list[int]:
        """Where each lane begins, and where the last one ends, from the first one's top."""
        tall = {place.lane for place in places if place.tag >= 0}
        tops = [0]
        for lane in range(1 + max((place.lane for place in places), default=-1)):
            height = self.metrics.lane_with_tag if lane in tall else self.metrics.lane
            tops.append(tops[-1] + height)
        return tops

    def _tag(self, mark: Mark, tag: str) -> None:
        mark.tag, mark.tag_width = tag, self.metrics.tag_width(tag)
        mark.tag_left = mark.right - mark.tag_width if mark.leftwards else mark.left

    def tags(self, span: Span) -> tuple[str, ...]:
        """The span's tag, then shorter and shorter forms of it."""
        stance = str(span.attributes.get("stance") or "")
        whose = self.signs.get(span.id) or self.signs.get(span.person_id, "")
        known = self._tags.get((span.label_id, stance, whose))
        if known is None:
            label = self.labels.get(span.label_id)
            name = label.name.upper() if label else "?"
            if len(name) > LONGEST_TAG:
                name = name[: LONGEST_TAG - 1] + "…"
            forms = dict.fromkeys((name, name[:3], name[:1]))
            if label and label.role == "verified":
                sign = stances.sign(stance)
                known = (f"{sign} {name}", f"{sign} {name[:3]}", sign)
            else:
                known = tuple(forms)
            if whose:
                known = tuple(f"{tag} · {whose}" for tag in known)
            self._tags[span.label_id, stance, whose] = known
        return known

    def _is_claim(self, span: Span) -> bool:
        label = self.labels.get(span.label_id)
        return label is not None and label.role == "claim"


def _option(right_to_left: bool, anywhere: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(
        QTextOption.WrapMode.WrapAnywhere
        if anywhere
        else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
    )
    if right_to_left:
        option.setAlignment(Qt.AlignmentFlag.AlignRight)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    return option
