"""What a person sees in the reader: tracks, tags, colours, and that they stay where they were."""

import gc
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect
from PySide6.QtGui import QColor

from tests.ui.readers import LABELS, box, changed, coloured, picture, span
from ui.inks import Colours
from ui.reader import Reader, ReaderLook
from ui.theme import CONTRAST, DARK, LIGHT, READABLE, contrast, tones

TEXT = "Russia has massed some 45,000 troops in Kursk, Syrskiy said. " * 3 + "\nThe end."
LONG = "\n".join(f"Number {n}. " + "Words to fill a line. " * (n % 9) for n in range(300))


@pytest.fixture
def reader(qtbot):
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(800, 400)
    reader.set_labels(LABELS)
    reader.show_article(TEXT, [])
    with qtbot.waitExposed(reader):
        reader.show()
    return reader


def below(reader: Reader, quote: str) -> QRect:
    """The strip under a quote in which its tracks and tags hang."""
    start = reader.text.index(quote)
    place = box(reader, start, start + len(quote))
    return QRect(place.left() - 4, place.bottom(), place.width() + 60, 24)


def test_putting_and_dropping_a_span_paints_where_it_is(reader):
    bare = picture(reader)
    actor = span("a", TEXT, "Russia", "actor")
    reader.change_spans([actor])
    marked = picture(reader)
    line = tones(LABELS["actor"].colour, LIGHT).line
    assert coloured(picture(reader, below(reader, "Russia")), line) > 60
    assert changed(bare, marked).top() >= box(reader, 0, 6).bottom() - 4
    reader.change_spans((), ["a"])
    assert picture(reader) == bare


def test_a_span_put_again_moves(reader):
    reader.change_spans([span("a", TEXT, "Russia", "actor")])
    reader.change_spans([span("a", TEXT, "Syrskiy", "actor")])
    line = tones(LABELS["actor"].colour, LIGHT).line
    assert coloured(picture(reader, below(reader, "Russia")), line) == 0
    assert coloured(picture(reader, below(reader, "Syrskiy")), line) > 60


def test_a_suggestion_is_hollow_and_a_rejected_one_is_not_shown(reader):
    bare = picture(reader)
    solid = tones(LABELS["claim"].colour, LIGHT)
    reader.change_spans([span("a", TEXT, "Russia has massed", "claim")])
    accepted = picture(reader)
    assert coloured(accepted, solid.band) > 500
    reader.change_spans([span("a", TEXT, "Russia has massed", "claim", "suggested")])
    suggested = picture(reader)
    assert coloured(suggested, solid.band) == 0
    assert coloured(suggested, solid.tint) < 5
    assert suggested not in (bare, accepted)
    reader.change_spans([span("a", TEXT, "Russia has massed", "claim", "rejected")])
    assert picture(reader) == bare


def test_stances_differ_by_sign_and_not_by_colour(reader):
    pictures = []
    for stance in ("confirmed", "unconfirmed", "disputed", "refuted", ""):
        reader.change_spans([span("a", TEXT, "massed some 45,000", "verified", stance=stance)])
        pictures.append(picture(reader))
    assert all(one != other for one in pictures for other in pictures if one is not other)


def test_the_chosen_and_the_hovered_stand_out(reader):
    reader.change_spans([span("a", TEXT, "Russia", "actor")])
    plain = picture(reader)
    reader.hover_span("a")
    hovered = picture(reader)
    reader.hover_span("")
    reader.choose_span("a")
    chosen = picture(reader)
    assert plain not in (hovered, chosen)
    assert hovered != chosen
    reader.choose_span(None)
    assert picture(reader) == plain


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST], ids=lambda theme: theme.name)
def test_every_theme_paints_its_own_paper_and_tones(reader, theme):
    reader.set_theme(theme)
    reader.change_spans([span("a", TEXT, "Russia", "actor")])
    image = picture(reader)
    assert image.pixelColor(2, 2) == QColor(theme.base)
    assert coloured(image, tones(LABELS["actor"].colour, theme).line) > 60
    numbers = Colours(theme, LABELS).gutter.name()
    assert contrast(numbers, theme.base) >= READABLE


def test_hits_lie_behind_the_text(reader):
    start = TEXT.index("Kursk")
    reader.set_hits([(start, start + 5)])
    assert coloured(picture(reader, box(reader, start, start + 5)), LIGHT.hit) > 100
    reader.set_hits([])
    assert coloured(picture(reader), LIGHT.hit) == 0


def test_right_to_left_paragraphs_hang_from_the_right(reader):
    text = "قال المتحدث 45,000 جندي\nplain"
    reader.show_article(text, [span("a", text, "قال", "actor")])
    first, last = box(reader, 0, 3), box(reader, text.index("plain"), len(text))
    assert first.left() > reader.viewport().width() / 2
    assert last.right() < reader.viewport().width() / 2
    strip = QRect(first.left() - 2, first.bottom(), first.width() + 4, 8)
    line = tones(LABELS["actor"].colour, LIGHT).line
    assert coloured(picture(reader, strip), line) > 20


def test_the_number_of_a_right_to_left_paragraph_stands_where_it_begins(reader):
    reader.show_article("قال المتحدث 45,000 جندي\nplain", [])
    image, column = picture(reader), box(reader, 0, 3)
    line = QRect(0, column.top(), image.width(), column.height())
    right = QRect(column.right() + 4, line.top(), image.width() - column.right() - 4, line.height())
    ink = Colours(LIGHT, LABELS).gutter.name()
    assert coloured(picture(reader, right), ink) > 0
    assert coloured(picture(reader, QRect(0, line.top(), 60, line.height())), ink) == 0


def test_digits_inside_right_to_left_text_are_wholly_underlined(reader):
    text = "قال المتحدث 45,000 جندي"
    reader.show_article(text, [span("a", text, "45,000", "figure")])
    place = box(reader, text.index("45"), text.index("45") + 6)
    row = QRect(place.left() + 2, place.bottom() + 3, place.width() - 5, 1)
    line = tones(LABELS["figure"].colour, LIGHT).line
    assert coloured(picture(reader, row), line) >= row.width() - 2


def test_looks_change_the_measure_the_size_and_the_tags(reader):
    reader.change_spans([span("a", TEXT, "Russia", "actor")])
    tall = box(reader, TEXT.index("The end"), len(TEXT)).top()
    reader.set_look(ReaderLook(compact=True))
    compact = box(reader, TEXT.index("The end"), len(TEXT)).top()
    reader.set_look(ReaderLook(measure=40))
    narrow = box(reader, TEXT.index("The end"), len(TEXT)).top()
    reader.set_look(ReaderLook(size=30, family="serif"))
    assert compact < tall < narrow
    assert box(reader, 0, 6).height() > 30


def test_numbers_stand_in_the_gutter_unless_switched_off(reader):
    left = box(reader, 0, 1).left()
    strip = QRect(0, 0, left - 6, 60)
    assert picture(reader, strip) != picture(reader, strip.translated(0, 80))
    reader.set_look(ReaderLook(numbers=False))
    blank = picture(reader, QRect(0, 0, box(reader, 0, 1).left() - 6, 60))
    assert coloured(blank, LIGHT.base) == blank.width() * blank.height()


def test_markup_and_pictures_in_an_article_stay_text(reader, tmp_path):
    red = tmp_path / "red.png"
    image = picture(reader)
    image.fill(QColor("#ff0000"))
    image.save(str(red))
    text = f'<img src="file://{red}"><b>bold</b>'
    reader.show_article(text, [])
    assert coloured(picture(reader), "#ff0000") == 0
    reader.selectAll()
    assert reader.selection() == (0, len(text))


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "a" * 1_000_000, "word " * 200_000, "x\n" * 20_000, "e" + "\u0301" * 20_000,
     "\ufeffBOM", "a\r\nb"],
    ids=["empty", "blank", "unbroken", "one line", "many lines", "marks", "bom", "crlf"],
)  # fmt: skip
def test_extreme_articles_open_and_take_a_span(reader, text):
    reader.show_article(text, [])
    if text:
        end = min(len(text), 20)
        reader.change_spans([span("a", text, text[:end], "claim")])
        reader.select(0, len(text))
        assert reader.selection() == (0, len(text))
    reader.grab()


def test_a_paragraph_of_hundreds_of_spans_counts_what_it_cannot_show(reader):
    text = "some words in a row of many words " * 6
    words = span("", text, "some", "actor")
    spans = [
        replace(words, id=f"s{n}", start=n % 120, end=n % 120 + 12 + n % 40) for n in range(480)
    ]
    bare = picture(reader)
    reader.show_article(text, spans)
    first = box(reader, 0, 4)
    margin = QRect(reader.viewport().width() - 70, first.top(), 70, 60)
    assert coloured(picture(reader, margin), LIGHT.base) < 70 * 60
    assert picture(reader) != bare


def test_the_view_keeps_its_line_while_unseen_paragraphs_find_their_height(reader):
    text = LONG
    spans = [span(f"s{n}", text, f"Number {n}.", "claim") for n in range(0, 300, 3)]
    reader.show_article(text, spans)
    reader.place_caret(text.index("Number 150."))
    bar = reader.verticalScrollBar()
    for _ in range(60):
        offset = reader.cursorForPosition(QPoint(200, 200)).position()
        here = box(reader, offset, offset).top()
        value = bar.value()
        bar.setValue(value - 40)
        assert abs(box(reader, offset, offset).top() - (here + 40)) <= 1


def test_changing_the_width_keeps_the_first_line(reader):
    text = LONG
    reader.show_article(text, [])
    reader.place_caret(text.index("Number 200."))
    reader.verticalScrollBar().setValue(reader.verticalScrollBar().value() + 7)
    first = reader.cursorForPosition(QPoint(200, 2)).position()
    reader.resize(500, 400)
    assert abs(box(reader, first, first).top()) < 60


def test_readers_come_and_go_without_leaving_anything_dangling(qtbot):
    for _ in range(12):
        reader = Reader()
        reader.resize(600, 300)
        reader.set_labels(LABELS)
        for text in (LONG, TEXT):
            reader.show_article(text, [span("a", text, text[:6], "actor")])
            reader.grab()
        reader.deleteLater()
        del reader
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    last = Reader()
    qtbot.addWidget(last)
    last.show_article(TEXT, [])
    assert last.text == TEXT
