"""What a person does in the reader by mouse and keys, and what the reader says of it."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tests.ui.readers import (
    ALT,
    LABELS,
    box,
    changed,
    click,
    double_click,
    drag,
    edge,
    move,
    picture,
    press,
    release,
    span,
    track,
)
from ui.reader import Reader, ReaderLook

TEXT = (
    "Russia has massed some 45,ooo troops in Kursk 😀, Syrskiy's staff said.\n"
    "They don't know 10\u00a0000 more.\n"
    "中国外交部发言人说。"
)
CLAIM = span("claim", TEXT, "Russia has massed some 45,ooo troops in Kursk", "claim")
FIGURE = span("figure", TEXT, "some 45,ooo troops", "figure")
ACTOR = span("actor", TEXT, "Syrskiy", "actor")


@pytest.fixture
def reader(qtbot):
    reader = Reader()
    qtbot.addWidget(reader)
    reader.resize(900, 500)
    reader.set_labels(LABELS)
    reader.show_article(TEXT, [CLAIM, FIGURE, ACTOR])
    with qtbot.waitExposed(reader):
        reader.show()
    reader.setFocus()
    return reader


def middle(reader: Reader, quote: str) -> QPoint:
    start = TEXT.index(quote)
    return box(reader, start, start + len(quote)).center()


@pytest.mark.parametrize("quote", ["Russia", "😀", "😀, Syrskiy", "don't", "10\u00a0000", "中国"])
def test_what_is_selected_comes_back_in_code_points(reader, qtbot, quote):
    start = TEXT.index(quote)
    with qtbot.waitSignal(reader.selection_moved):
        reader.select(start, start + len(quote))
    assert reader.selection() == (start, start + len(quote))
    assert reader.caret() == start + len(quote)


def test_a_bare_caret_is_no_selection(reader):
    reader.place_caret(TEXT.index("Syrskiy"))
    assert reader.selection() is None
    assert reader.caret() == TEXT.index("Syrskiy")


@pytest.mark.parametrize("quote", ["45,ooo", "10\u00a0000 more", "😀"])
def test_copying_gives_the_very_characters_and_nothing_richer(reader, quote):
    start = TEXT.index(quote)
    reader.select(start, start + len(quote))
    reader.copy()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == quote
    assert not copied.hasHtml()


def test_dragging_selects_whole_words_and_says_so_once(reader, qtbot):
    start, end = TEXT.index("ssed"), TEXT.index("oo troops")
    made = []
    reader.selection_made.connect(lambda: made.append(reader.selection()))
    drag(reader, box(reader, start, start + 1).center(), box(reader, end, end + 1).center())
    assert made == [(TEXT.index("massed"), TEXT.index(" troops"))]


def test_alt_keeps_a_drag_to_the_character(reader):
    start, end = TEXT.index("ssed"), TEXT.index("oo troops")
    places = [box(reader, at, at + 1) for at in (start, end)]
    drag(reader, *(QPoint(at.left() + 1, at.center().y()) for at in places), ALT)
    assert reader.selection() == (start, end)


def test_without_snapping_it_is_alt_that_widens(reader):
    reader.set_snapping(False)
    start, end = TEXT.index("ssed"), TEXT.index("oo troops")
    places = [box(reader, at, at + 1) for at in (start, end)]
    ends = [QPoint(at.left() + 1, at.center().y()) for at in places]
    drag(reader, *ends)
    assert reader.selection() == (start, end)
    drag(reader, *ends, ALT)
    assert reader.selection() == (TEXT.index("massed"), TEXT.index(" troops"))


def test_a_drag_may_begin_inside_what_is_selected(reader):
    reader.select(TEXT.index("has"), TEXT.index("troops"))
    drag(reader, middle(reader, "massed"), middle(reader, "some"))
    assert reader.selection() == (TEXT.index("massed"), TEXT.index(" 45,ooo"))


@pytest.mark.parametrize("word", ["45,ooo", "don't", "Syrskiy", "😀"])
def test_double_click_takes_the_whole_word(reader, qtbot, word):
    with qtbot.waitSignal(reader.selection_made):
        double_click(reader, middle(reader, word))
    start = TEXT.index(word)
    assert reader.selection() == (start, start + len(word))


def test_a_third_click_takes_the_paragraph(reader):
    place = middle(reader, "know")
    double_click(reader, place)
    click(reader, place)
    start = TEXT.index("They")
    assert reader.selection() == (start, TEXT.index("\n", start))


def test_clicking_a_track_chooses_and_clicking_again_goes_outwards(reader):
    said = []
    reader.span_clicked.connect(said.append)
    place = track(reader, FIGURE.start, FIGURE.end)
    for _ in range(3):
        click(reader, place)
    assert said == ["figure", "claim", "figure"]
    assert reader.chosen_span == "figure"


def test_clicking_the_text_takes_the_innermost_and_elsewhere_lets_go(reader):
    said = []
    reader.span_clicked.connect(said.append)
    click(reader, middle(reader, "45,ooo"))
    click(reader, middle(reader, "Kursk"))
    click(reader, middle(reader, "know"))
    assert said == ["figure", "claim", ""]
    assert reader.chosen_span is None


def test_hovering_names_the_innermost_span_and_leaving_names_none(reader):
    said = []
    reader.span_hovered.connect(said.append)
    move(reader, middle(reader, "45,ooo"))
    move(reader, middle(reader, "Kursk"))
    move(reader, middle(reader, "know"))
    assert said == ["figure", "claim", ""]


def test_an_edge_is_dragged_to_the_nearest_word_with_a_preview(reader):
    said = []
    reader.edge_dragged.connect(lambda *what: said.append(what))
    place = edge(reader, ACTOR.end, end=True)
    move(reader, place)
    assert reader.viewport().cursor().shape() == Qt.CursorShape.SplitHCursor
    press(reader, place)
    target = middle(reader, "staff") + QPoint(6, 0)
    move(reader, target, held=True)
    assert reader.span("actor").end == TEXT.index("staff") + 5
    assert said == []
    release(reader, target)
    assert said == [("actor", "end", TEXT.index("staff") + 5)]
    assert reader.span("actor") == ACTOR


def test_alt_drags_an_edge_by_characters_and_the_start_works_too(reader):
    said = []
    reader.edge_dragged.connect(lambda *what: said.append(what))
    target = box(reader, TEXT.index("ome 45"), TEXT.index("ome 45") + 1)
    place = edge(reader, FIGURE.start, end=False)
    press(reader, place)
    inside = QPoint(target.left() + 1, target.center().y())
    move(reader, inside, held=True, modifiers=ALT)
    release(reader, inside, ALT)
    assert said == [("figure", "start", TEXT.index("ome 45"))]


@pytest.mark.parametrize(
    "one", ["👩\u200d👩\u200d👧\u200d👦", "\u1112\u1161\u11ab", "नी", "🇺🇦", "e\u0301"]
)
def test_the_mouse_stops_inside_nothing_that_is_seen_as_one_character(reader, one):
    text = f"so {one}{one} it"
    reader.show_article(text, [span("so", text, "so", "actor")])
    whole = {3, 3 + len(one), 3 + 2 * len(one)}
    place, said = edge(reader, 2, end=True), []
    reader.edge_dragged.connect(lambda _id, _edge, to: said.append(to))
    around = box(reader, 3, 3 + 2 * len(one))
    for x in range(around.left() + 1, around.right(), 2):
        target = QPoint(x, around.center().y())
        drag(reader, place, target, ALT)
        drag(reader, box(reader, 0, 1).center(), target, ALT)
        assert reader.selection()[1] in whole
    assert {*said} == whole


def test_escape_lets_the_edge_go_back(reader):
    said = []
    reader.edge_dragged.connect(lambda *what: said.append(what))
    press(reader, edge(reader, ACTOR.end, end=True))
    target = middle(reader, "staff")
    move(reader, target, held=True)
    QTest.keyClick(reader, Qt.Key.Key_Escape)
    release(reader, target)
    assert said == []
    assert reader.span("actor") == ACTOR


def test_an_edge_never_crosses_the_other(reader):
    said = []
    reader.edge_dragged.connect(lambda *what: said.append(what))
    press(reader, edge(reader, ACTOR.end, end=True))
    target = middle(reader, "Russia")
    move(reader, target, held=True)
    release(reader, target)
    assert said == []


def test_the_spans_at_a_place_come_innermost_first(reader):
    at = TEXT.index("45")
    assert [found.id for found in reader.spans_at(at)] == ["figure", "claim"]
    assert [found.id for found in reader.spans_at(ACTOR.end)] == ["actor"]
    assert reader.spans_at(TEXT.index("They")) == []


def test_keys_move_and_widen_and_the_caret_is_seen(reader):
    reader.place_caret(0)
    QTest.keyClick(reader, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    start, end = reader.selection()
    assert start == TEXT.index("has")
    assert end > start
    before = picture(reader)
    reader.place_caret(3)
    caret = box(reader, 3, 3)
    seen = changed(before, picture(reader))
    assert seen.intersects(caret)


def test_the_caret_stays_in_view_all_the_way_to_the_end(reader):
    reader.show_article("\n".join(f"Paragraph {n} of many, " * 8 for n in range(400)), [])
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(reader, key, Qt.KeyboardModifier.ControlModifier)
        assert reader.viewport().rect().contains(reader.selection_rect())
    for _ in range(5):
        QTest.keyClick(reader, Qt.Key.Key_PageDown)
        assert reader.viewport().rect().contains(reader.selection_rect())
    assert reader.caret() > 1000


def test_letters_and_digits_are_left_to_the_commands(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    reader = Reader(window)
    QVBoxLayout(window).addWidget(reader)
    fired = []
    for key in ("1", "A", "?", "[", "Tab", "Shift+Tab"):
        action = QAction(window)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, key=key: fired.append(key))
        window.addAction(action)
    reader.show_article(TEXT, [])
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    reader.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_BracketLeft, Qt.Key.Key_Tab):
        QTest.keyClick(reader, key)
    assert fired == ["1", "A", "[", "Tab"]


def test_nothing_can_be_put_into_the_text(reader, tmp_path):
    source = QMimeData()
    source.setText("<b>no</b>")
    source.setUrls([QUrl.fromLocalFile(str(tmp_path / "article.txt"))])
    assert not reader.canInsertFromMimeData(source)
    assert not reader.acceptDrops()
    assert not reader.viewport().acceptDrops()
    QGuiApplication.clipboard().setText("pasted")
    reader.paste()
    QTest.keyClick(reader, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    reader.selectAll()
    assert reader.selection() == (0, len(TEXT))


def test_folded_promo_opens_by_click_and_by_going_there(reader):
    text = "One.\nPromo one here.\nMore promo.\nLast."
    reader.set_look(ReaderLook(fold_boilerplate=True))
    reader.show_article(text, [span("a", text, "More", "actor")], boilerplate=(1, 2))
    height = box(reader, text.index("Last"), len(text)).top()
    QTest.keyClick(reader, Qt.Key.Key_Down)
    assert reader.caret() == text.index("Last")
    reader.choose_span("a")
    opened = box(reader, text.index("Last"), len(text)).top()
    assert opened > height
    reader.set_look(ReaderLook(fold_boilerplate=True, size=18))
    reader.show_article(text, [], boilerplate=(1, 2))
    one = box(reader, 0, 3)
    click(reader, QPoint(one.center().x(), one.top() + 66))
    QTest.keyClick(reader, Qt.Key.Key_Down)
    assert reader.caret() < text.index("Last")


def test_it_has_a_name_and_a_text_for_screen_readers(reader):
    assert reader.accessibleName() == "Article text"
    assert reader.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_arrow_keys_go_through_blank_lines_of_a_right_to_left_article(qtbot, reader):
    text = "قال المتحدث\n\nالثاني 45,000\n \nplain\n\nend"
    reader.show_article(text, [])
    reader.setFocus()
    seen = [reader.caret()]
    for _ in range(2 * len(text)):
        last = text.index("plain") <= reader.caret()
        qtbot.keyClick(reader, Qt.Key.Key_Right if last else Qt.Key.Key_Left)
        seen.append(reader.caret())
    assert seen[-1] == len(text)
    assert set(seen) == {*range(len(text) + 1)}
