"""From a text file to training data in one sitting, as an analyst would on the first morning."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from model import articles, check, links, project, spans
from model.drafts import Draft
from tests.journeys.conftest import CTRL, PLAIN, Hands, Key
from ui.exporting import ExportDialog

TEXT = "Brigade staff said 7,905 soldiers were hurt in May.\nIt could not be confirmed.\n"


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "brigade-report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def drop(window, *paths):
    """Let files fall on the window."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action, button = QPointF(400, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), action, mime, button, PLAIN))
    QApplication.sendEvent(window, QDropEvent(place, action, mime, button, PLAIN))


def marked(desk):
    return {(desk.labels[s.label_id].name, s.quote) for s in desk.spans.values()}


def mark(hands, quote, key):
    start = hands.desk.text.index(quote)
    hands.grasp(start, start + len(quote))
    hands.press(key, at=hands.reader)


def test_import_mark_link_undo_close_reopen_export_and_load(make_window, qtbot, tmp_path, story):
    project = tmp_path / "Desk.attesta"
    hands = Hands(make_window(), qtbot)
    hands.window.projects.create(project, "claims")
    drop(hands.window, story)
    hands.desk.show(articles.first(hands.desk.project))
    hands.reader.setFocus()
    mark(hands, "7,905 soldiers were hurt in May", Key.Key_1)
    mark(hands, "7,905 soldiers", Key.Key_2)
    mark(hands, "Brigade staff", Key.Key_3)
    mark(hands, "could not be confirmed", Key.Key_4)
    nested = marked(hands.desk)
    assert nested == {
        ("claim", "7,905 soldiers were hurt in May"), ("figure", "7,905 soldiers"),
        ("actor", "Brigade staff"), ("verified", "could not be confirmed"),
    }  # fmt: skip
    claim = next(s for s in hands.desk.spans.values() if s.quote.endswith("May"))
    hands.desk.choose(claim.id)
    hands.press(Key.Key_L, at=hands.reader)
    hands.press(Key.Key_Return)
    linked = {(link.kind, link.child) for link in links.of_span(hands.desk.project, claim.id)}
    assert {kind for kind, _ in linked} == {"attributed_to", "has_figure", "has_status"}

    hands.reader.setFocus()
    hands.press((Key.Key_Z, CTRL), (Key.Key_Z, CTRL), at=hands.reader)
    assert links.of_span(hands.desk.project, claim.id) == []
    assert ("verified", "could not be confirmed") not in marked(hands.desk)
    hands.press((Key.Key_Y, CTRL), at=hands.reader)
    assert marked(hands.desk) == nested
    hands.window.close()

    hands = Hands(make_window(), qtbot)
    hands.window.projects.open_last()
    assert hands.desk.project.path == project
    assert marked(hands.desk) == nested
    hands.reader.setFocus()
    QApplication.processEvents()
    hands.press((Key.Key_Y, CTRL), at=hands.reader)
    assert {
        (link.kind, link.child) for link in links.of_span(hands.desk.project, claim.id)
    } == linked
    assert check.project(hands.desk.project) == []

    out = tmp_path / "corpus"
    dialog = ExportDialog(hands.desk, hands.window.jobs, hands.window)
    dialog.open()
    dialog.form.restore({"format": "spacy"})
    dialog.form.target.setText(str(out))
    dialog.export()
    qtbot.waitUntil(lambda: (out / "train.spacy").exists(), timeout=60_000)
    qtbot.waitUntil(lambda: "xported" in dialog.said.text() and "…" not in dialog.said.text(),
                    timeout=60_000)  # fmt: skip
    dialog.close()
    code = (
        "import sys, spacy; from spacy.tokens import DocBin;"
        "nlp = spacy.blank('en'); docs = DocBin().from_disk(sys.argv[1]).get_docs(nlp.vocab);"
        "print(sorted((s.label_, s.text) for d in docs for s in d.spans['sc']))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(out / "train.spacy")],
                         capture_output=True, text=True, check=True)  # fmt: skip
    assert ran.stdout.strip() == str(sorted(nested))


def test_offsets_hold_with_emoji_windows_lines_and_no_break_spaces(hands, tmp_path):
    path = tmp_path / "odd.txt"
    path.write_bytes(
        "🪖 Vor\u00e9ll said 7,905\u00a0men fell.\r\n👩‍👩‍👧 “About 12,220” wept.\r\n".encode()
    )
    hands.window.projects.create(tmp_path / "Odd.attesta", "claims")
    drop(hands.window, path)
    desk = hands.desk
    desk.show(articles.first(desk.project))
    hands.reader.setFocus()
    for quote, key in (
        ("7,905\u00a0men", Key.Key_2),
        ("About 12,220", Key.Key_2),
        ("Voréll", Key.Key_3),
    ):
        mark(hands, quote, key)
    stored = spans.of_article(desk.project, desk.article_id)
    assert {s.quote for s in stored} == {"7,905\u00a0men", "About 12,220", "Voréll"}
    text = articles.text_of(desk.project, desk.article_id)
    assert all(text[s.start : s.end] == s.quote for s in stored)
    assert "\r" not in text
    hands.reader.copy()
    desk.select(*(text.index("7,905"), text.index(" fell")))
    hands.reader.copy()
    assert QGuiApplication.clipboard().text() == "7,905\u00a0men"


def test_a_double_click_and_a_label_bar_mark_by_mouse(hands, qtbot):
    hands.window.projects.open_sample()
    at = hands.point_at(hands.desk.text.index("45,000") + 2)
    viewport = hands.reader.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert hands.desk.text[slice(*hands.desk.range)] == "45,000"
    bar = hands.window.reading.bar
    assert bar.isVisible()
    figure = next(
        b for b in bar.children() if getattr(b, "accessibleName", str)() == "Mark as figure"
    )
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
    assert marked(hands.desk) == {("figure", "45,000")}
    assert not bar.isVisible()


def test_a_project_open_elsewhere_is_offered_read_only(make_window, qtbot, tmp_path):
    from model import project

    path = tmp_path / "Shared.attesta"
    with project.create(path, person="Ben") as elsewhere:
        articles.add(elsewhere, [Draft("Some words.", "Title")])
        hands = Hands(make_window(), qtbot)
        hands.window.projects.open(path)
        box = QApplication.activeModalWidget()
        assert "already open" in box.text()
        assert hands.desk.store is None
        reading = next(b for b in box.buttons() if b.text() == "Open read-only")
        qtbot.mouseClick(reading, Qt.MouseButton.LeftButton)
        assert hands.desk.store.read_only
        assert hands.desk.text == "Some words."
        QApplication.processEvents()
        assert not hands.window.actions_["mark.1"].isEnabled()


def test_a_damaged_file_is_refused_in_words_and_the_open_project_stays(hands, tmp_path):
    hands.window.projects.open_sample()
    bad = tmp_path / "bad.attesta"
    bad.write_bytes(b"garbage" * 200)
    hands.window.projects.open(bad)
    assert hands.desk.text
    assert "not an Attesta project" in hands.window.messages.shown[0].notice.text
    assert bad.read_bytes() == b"garbage" * 200


def test_everything_runs_from_the_palette(hands, qtbot):
    hands.window.projects.open_sample()
    hands.press((Key.Key_K, CTRL), at=hands.window)
    palette = QApplication.activePopupWidget()
    qtbot.keyClicks(palette.line, "dark theme")
    qtbot.keyClick(palette.line, Key.Key_Return)
    qtbot.waitUntil(lambda: hands.desk.settings.text("theme") == "dark")
    assert hands.desk.settings.text("theme") == "dark"


def test_the_arrangement_is_kept(make_window):
    window = make_window()
    window.projects.open_sample()
    window.toggle_pane("library")
    window.close()
    again = make_window()
    assert not again.pane_shown("library")
    assert again.pane_shown("claims")


def test_one_goes_on_where_one_was_until_that_article_is_finished(make_window, tmp_path):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        articles.add(store, [Draft(f"Kyiv said {n}.", f"Nr {n}") for n in range(3)])
        first, _, last = articles.states(store)
    window = make_window()
    window.projects.open(path)
    assert window.desk.article_id == first
    window.desk.show(last)
    window.close()
    again = make_window()
    again.projects.open(path)
    assert again.desk.article_id == last
    articles.submit(again.desk.project, last)
    again.close()
    finally_ = make_window()
    finally_.projects.open(path)
    assert finally_.desk.article_id == first


def test_every_dialog_opens_and_closes(hands, qtbot):
    hands.window.projects.open_sample()
    from ui.dialogs import DIALOGS

    outside = {
        "sample",
        "close",
        "copy",
        "backup",
        "log",
        "paste",
        "open",
        "import",
        "import folder",
        "undo",
        "redo",
    }
    for name in DIALOGS.keys() - outside:
        hands.window.show_dialog(name)
        QApplication.processEvents()
        shown = [
            w for w in QApplication.topLevelWidgets() if w.isVisible() and w is not hands.window
        ]
        assert shown, name
        for widget in shown:
            widget.close()
        QApplication.processEvents()


def test_closing_on_the_welcome_page_keeps_the_borders(make_window, qtbot):
    window = make_window()
    window.projects.open_sample()
    window.annotate.setSizes([200, 700, 460])
    QApplication.processEvents()
    sizes = window.annotate.sizes()
    window.close()
    for _ in range(2):
        window = make_window()
        QApplication.processEvents()
        window.close()
    window = make_window()
    window.projects.open_sample()
    QApplication.processEvents()
    assert all(abs(now - before) <= 4 for now, before in
               zip(window.annotate.sizes(), sizes, strict=True))  # fmt: skip
