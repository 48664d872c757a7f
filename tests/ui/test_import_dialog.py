"""Importing in the window, with real children: at once, previewed, mapped, stopped, reported."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from model import articles, exporting, labels, links, parts, people, project, spans
from model.drafts import Draft
from model.settings import Settings
from tests import gold
from tests.corpora import of_gold
from ui.desk import Desk
from ui.import_dialog import ImportDialog
from ui.importing import ImportReport, import_drop, import_files
from ui.messages import MessageBar

WAIT = 60_000
SAID = "Syrskiy said 7,905 Russian soldiers were killed."


@pytest.fixture
def desk(qapp, tmp_path):
    """A desk on a project in a file, with the sample in it."""
    made = Desk(Settings(tmp_path / "settings.json"))
    store = project.create(tmp_path / "desk.attesta", person="Ana")
    gold.load(store)
    made.open(store)
    made.notices = []
    made.told.connect(made.notices.append)
    yield made
    made.open(None)


@pytest.fixture
def inbox(tmp_path):
    made = tmp_path / "in"
    made.mkdir()
    return made


@pytest.fixture
def dialog_on(desk, qtbot):
    """Opens the dialog on paths."""

    def opened(*paths):
        made = ImportDialog(desk, paths)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(made)
        made.open()
        return made

    return opened


def looked_at(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.import_button.isVisible(), timeout=WAIT)


def reported(qtbot, dialog):
    qtbot.waitUntil(lambda: dialog.copy_button.isVisible(), timeout=WAIT)


def prodigy(path, *labelled, text=SAID):
    """A task with spans and links between the first and the others."""
    spans_ = [{"start": s, "end": e, "label": label} for s, e, label in labelled]
    path.write_text(json.dumps({"text": text, "spans": spans_, "answer": "accept"}) + "\n")
    return path


def dropped(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_text_dropped_is_there_at_once(desk, inbox):
    (inbox / "one.txt").write_text("Some words about a thing.")
    import_drop(desk, [], dropped(inbox / "one.txt"))
    assert desk.article.title == "One"
    assert desk.notices[-1].text == "Imported “One”."


def test_a_text_that_is_there_already_is_shown_and_said_to_be(desk, inbox):
    for name in ("a.txt", "b.txt"):
        (inbox / name).write_text("Nobody was hurt.\n")
    import_files(desk, [inbox / "a.txt"])
    first = desk.article_id
    desk.show(None)
    import_files(desk, [inbox / "b.txt"])
    assert desk.notices[-1].text == "The project holds this text already."
    assert desk.article_id == first


def test_pasted_text_is_never_read_as_markup(desk):
    mime = QMimeData()
    mime.setHtml("<b>bold</b>")
    mime.setText("Heading <i>as typed</i>\nmore words")
    import_drop(desk, [], mime)
    assert desk.text == "Heading <i>as typed</i>\nmore words"
    import_drop(desk, [], mime)
    assert desk.notices[-1].text == "The project holds this text already."
    import_drop(desk, [], QMimeData())
    assert "no text" in desk.notices[-1].text


def test_that_a_text_was_there_already_is_said_no_longer_once_another_is_pasted(desk, qtbot):
    bar = MessageBar(desk)
    qtbot.addWidget(bar)
    for text in ("One text.", "One text.", "Another text."):
        mime = QMimeData()
        mime.setText(text)
        import_drop(desk, [], mime)
    (said,) = (one.text.text() for one in bar.shown)
    assert said.startswith("Pasted “Another text.")


def test_many_texts_need_no_question_and_are_undone_at_once(desk, qtbot, inbox):
    for number in range(30):
        (inbox / f"{number}.txt").write_text(f"Article number {number}")
    import_files(desk, [inbox])
    qtbot.waitUntil(lambda: desk.notices != [], timeout=WAIT)
    assert desk.notices[-1].text == "Imported 30 articles."
    assert len(articles.every(desk.project)) == 31
    desk.project.undo()
    assert len(articles.every(desk.project)) == 1


def test_a_preview_shows_what_is_in_the_files_before_anything_is_kept(
    desk, qtbot, inbox, dialog_on
):
    prodigy(inbox / "a.jsonl", (0, 7, "ACTOR"), (13, 18, "figure"))
    (inbox / "bad.txt").write_bytes(bytes(500))
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    assert dialog.said.text() == "1 article and 2 spans in 1 file"
    rows = [
        [dialog.tree.topLevelItem(at).text(column) for column in range(5)]
        for at in range(dialog.tree.topLevelItemCount())
    ]
    assert rows[0][0] == "bad.txt"
    assert "not a text file" in dialog.tree.topLevelItem(0).child(0).text(0)
    assert rows[1][0] == "a.jsonl"
    assert rows[1][2:] == ["1", "2", ""]
    assert not dialog.mapping.isVisible()
    assert len(articles.every(desk.project)) == 1
    dialog.import_button.click()
    reported(qtbot, dialog)
    assert desk.text == SAID
    marked = spans.of_article(desk.project, desk.article.id)
    assert [(one.quote, one.origin) for one in marked] == [
        ("Syrskiy", "import:jsonl"), ("7,905", "import:jsonl"),
    ]  # fmt: skip
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert "bad.txt" in copied
    assert "a.jsonl" in copied
    desk.project.undo()
    assert len(articles.every(desk.project)) == 1


def test_enter_imports_and_then_closes_the_report(desk, qtbot, inbox, dialog_on):
    prodigy(inbox / "a.jsonl", (0, 7, "actor"))
    dialog = dialog_on(inbox / "a.jsonl")
    looked_at(qtbot, dialog)
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    reported(qtbot, dialog)
    assert desk.text == SAID
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_enter_presses_the_button_that_has_the_focus(desk, qtbot, inbox, dialog_on):
    prodigy(inbox / "a.jsonl", (0, 7, "actor"))
    dialog = dialog_on(inbox / "a.jsonl")
    looked_at(qtbot, dialog)
    dialog.cancel_button.setFocus()
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert len(articles.every(desk.project)) == 1


@pytest.mark.parametrize("becomes", ["figure", "+", ""])
def test_an_unknown_label_becomes_what_is_chosen(becomes, desk, qtbot, inbox, dialog_on):
    prodigy(inbox / "a.jsonl", (0, 7, "actor"), (13, 18, "NUMBER"))
    dialog = dialog_on(inbox / "a.jsonl")
    looked_at(qtbot, dialog)
    assert dialog.mapping.isVisible()
    box = dialog.mapping.labels["NUMBER"]
    assert box.currentText() == "is added as a new label"
    box.setCurrentIndex(box.findData(becomes))
    dialog.import_button.click()
    reported(qtbot, dialog)
    names = {one.id: one.name for one in labels.every(desk.project)}
    marked = spans.of_article(desk.project, desk.article.id)
    found = {one.quote: names[one.label_id] for one in marked}
    kept = {"figure": {"7,905": "figure"}, "+": {"7,905": "NUMBER"}, "": {}}[becomes]
    assert found == {"Syrskiy": "actor", **kept}
    copied = "\n".join(dialog.tree.shown_lines())
    assert ("1 span labelled “NUMBER” left out" in copied) == (becomes == "")
    desk.project.undo()
    assert "NUMBER" not in {one.name for one in labels.every(desk.project)}


def test_tab_goes_through_the_labels_before_the_buttons(desk, qtbot, inbox, dialog_on):
    prodigy(inbox / "a.jsonl", (0, 7, "PLACE"), (13, 18, "NUMBER"))
    dialog = dialog_on(inbox / "a.jsonl")
    looked_at(qtbot, dialog)
    dialog.how.format.setFocus()
    seen = [dialog.how.format]
    while seen[-1] is not dialog.import_button and len(seen) < 20:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    boxes = [dialog.mapping.labels[name] for name in ("NUMBER", "PLACE")]
    assert [one for one in seen if one in boxes] == boxes


def test_the_work_is_that_of_whoever_is_at_work_unless_another_name_is_typed(
    desk, qtbot, inbox, dialog_on
):
    prodigy(inbox / "a.jsonl", (0, 7, "actor"))
    (inbox / "b.jsonl").write_text('{"text": "Nothing here.", "spans": [], "answer": "accept"}\n')
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    box = dialog.how.person
    assert box.currentText() == "Ana"
    seen = dialog.how.format
    seen.setFocus()
    qtbot.keyClick(seen, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is box
    box.lineEdit().selectAll()
    qtbot.keyClicks(box, "Ben Okri")
    dialog.import_button.click()
    reported(qtbot, dialog)
    names = {one.id: one.name for one in people.everyone(desk.project)}
    new = [one for one in articles.every(desk.project) if one.title != gold.TITLE]
    assert len(new) == 2
    marked = [span for one in new for span in spans.of_article(desk.project, one.id)]
    assert [(span.quote, names[span.person_id]) for span in marked] == [("Syrskiy", "Ben Okri")]
    passes = [
        (names[row["person_id"]], row["state"])
        for row in desk.project.rows("SELECT * FROM assignment ORDER BY rowid DESC LIMIT 2")
    ]
    assert passes == [("Ben Okri", "submitted")] * 2
    assert desk.project.person == "Ana"


def test_texts_without_spans_are_nobodys_work(desk, qtbot, inbox, dialog_on):
    (inbox / "t.csv").write_text(f'no,wire\n1,"{SAID} And so on it went."\n')
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    assert not dialog.how.person.isVisible()


def test_another_format_can_be_chosen(desk, qtbot, inbox, dialog_on):
    path = prodigy(inbox / "a.jsonl", (0, 7, "actor"))
    dialog = dialog_on(path)
    looked_at(qtbot, dialog)
    box = dialog.how.format
    box.setCurrentIndex(box.findData("txt"))
    box.activated.emit(box.currentIndex())
    assert not dialog.import_button.isVisible()
    looked_at(qtbot, dialog)
    assert "finds none of its spans. Choose the other format" in "\n".join(
        dialog.tree.shown_lines()
    )
    dialog.import_button.click()
    qtbot.waitUntil(lambda: '"text"' in desk.text, timeout=WAIT)


def test_the_columns_of_a_table_can_be_chosen(desk, qtbot, inbox, dialog_on):
    (inbox / "t.csv").write_text(f'no,wire,paper\n1,"{SAID} And so on it went.",Kyiv Times\n')
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    assert dialog.columns.isVisible()
    assert dialog.columns.fields["text"].currentText() == "wire"
    assert dialog.columns.table.item(0, 2).text() == "Kyiv Times"
    box = dialog.columns.fields["source"]
    box.setCurrentIndex(box.findData("paper"))
    box.activated.emit(box.currentIndex())
    looked_at(qtbot, dialog)
    assert box.currentText() == "paper"
    dialog.import_button.click()
    reported(qtbot, dialog)
    assert desk.article.source == "Kyiv Times"
    assert not dialog.columns.isVisible()


def test_a_claims_table_says_in_full_what_to_do_and_tab_leads_through(
    desk, qtbot, inbox, dialog_on
):
    exporting.export(of_gold(), "csv", inbox / "claims.csv")
    dialog = dialog_on(inbox / "claims.csv")
    looked_at(qtbot, dialog)
    assert not dialog.import_button.isEnabled()
    line = dialog.tree.topLevelItem(0).child(0)
    room = dialog.tree.visualItemRect(line)
    words = dialog.tree.fontMetrics().boundingRect(
        QRect(0, 0, room.width(), 0), Qt.TextFlag.TextWordWrap, line.text(0)
    )
    assert words.height() <= room.height() > 2 * dialog.tree.fontMetrics().height()
    seen = [dialog.focusWidget()]
    while seen.count(seen[-1]) == 1 and len(seen) < 40:
        qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())
    assert {*dialog.columns.fields.values(), dialog.columns.table} < set(seen)
    box = dialog.columns.fields["text"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_C)
    looked_at(qtbot, dialog)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=WAIT)
    assert dialog.said.text() == "25 articles in 1 file"


def test_stopped_while_reading_nothing_is_imported(desk, qtbot, inbox, dialog_on):
    for number in range(30):
        (inbox / f"{number}.txt").write_text(f"Article number {number}")
    dialog = dialog_on(inbox)
    folder = dialog._folder  # noqa: SLF001
    assert folder.exists()
    dialog.reject()
    assert len(articles.every(desk.project)) == 1
    assert "stopped" in desk.notices[-1].text
    assert not folder.exists()


def test_stopped_while_taking_in_nothing_is_imported(desk, qtbot, inbox, dialog_on):
    for number in range(200):
        prodigy(inbox / f"{number}.jsonl", (0, 7, "actor"), text=f"{SAID} {number}")
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    before = desk.project.head
    dialog.import_button.click()
    qtbot.waitUntil(lambda: dialog.bar.value() > 0, timeout=WAIT)
    dialog.cancel_button.click()
    assert len(articles.every(desk.project)) == 1
    assert desk.project.head == before
    assert "stopped" in desk.notices[-1].text
    articles.add(desk.project, [Draft("Edits work again.", "A")])


def test_a_large_import_is_shown_told_and_undone(desk, qtbot, inbox, dialog_on, monkeypatch):
    monkeypatch.setattr(parts, "LARGE", 20)
    here, large, small = desk.article_id, [], []
    desk.rewritten.connect(large.append)
    desk.changed.connect(small.append)
    for number in range(12):
        prodigy(inbox / f"{number}.jsonl", (0, 7, "actor"), text=f"{SAID} {number}")
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    dialog.import_button.click()
    reported(qtbot, dialog)
    assert [one.text for one in desk.notices if one.kind != "done"] == []
    assert "12 articles" in desk.notices[-1].text
    assert large[0].counts["span"] == 12
    assert small == []
    desk.project.undo()
    assert [one.id for one in articles.every(desk.project)] == [articles.first(desk.project)]
    assert desk.article_id in (None, here)
    desk.project.redo()
    assert len(articles.every(desk.project)) == 13


def test_what_failed_is_listed_file_by_file(desk, qtbot, inbox):
    (inbox / "good.txt").write_text("Good words.")
    (inbox / "<b>bad.txt").write_bytes(bytes(500))
    import_files(desk, [inbox / "good.txt", inbox / "<b>bad.txt"])
    (report,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ImportReport)]
    qtbot.addWidget(report)
    lines = report.tree.shown_lines()
    assert lines[0] == "Failed: <b>bad.txt (Plain text)"
    assert "is not a text file" in lines[1]
    assert lines[2] == "Fine: good.txt (Plain text): 1 article"
    report.copy()
    assert "<b>bad.txt" in QGuiApplication.clipboard().text()
    report.close()


def test_the_open_project_is_not_read(desk, qtbot, tmp_path, inbox, dialog_on):
    prodigy(tmp_path / "a.jsonl", (0, 7, "actor"))
    dialog = dialog_on(desk.project.path, tmp_path / "a.jsonl")
    looked_at(qtbot, dialog)
    assert "the project that is open" in "\n".join(dialog.tree.shown_lines())
    dialog.import_button.click()
    reported(qtbot, dialog)
    assert links.of_article(desk.project, desk.article.id) == []


def test_the_dialog_can_be_closed_by_the_window_going(desk, qtbot, inbox, dialog_on):
    prodigy(inbox / "a.jsonl", (0, 7, "actor"))
    dialog = dialog_on(inbox)
    dialog.close()
    assert not dialog.isVisible()


def test_the_window_lives_while_a_file_keeps_its_reader_busy(desk, qtbot, inbox, dialog_on):
    (inbox / "slow.md").write_bytes(b"![" * 600_000)
    beats = []
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: beats.append(1))
    timer.start()
    dialog = dialog_on(inbox / "slow.md")
    qtbot.waitUntil(lambda: "Reading" in dialog.said.text(), timeout=WAIT)
    begun = len(beats)
    qtbot.waitUntil(lambda: len(beats) > begun + 20, timeout=WAIT)
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert len(articles.every(desk.project)) == 1


def test_pasted_markup_without_a_text_is_read_as_a_page(desk, qtbot):
    mime = QMimeData()
    mime.setData("text/html", f"<article><h1>News</h1><p>{SAID * 5}</p></article>".encode())
    import_drop(desk, [], mime)
    (dialog,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, ImportDialog) and one.isVisible()
    ]
    qtbot.addWidget(dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    looked_at(qtbot, dialog)
    dialog.import_button.click()
    reported(qtbot, dialog)
    assert SAID in desk.text
    assert "<p>" not in desk.text


def rows_of(dialog):
    return " ".join(dialog.tree.shown_lines())


def test_a_guessed_encoding_is_told_with_an_example_and_can_be_changed(desk, inbox, qtbot):
    path = inbox / "visit.txt"
    path.write_bytes("Visite à Łódź\n\nLe maire était déjà là.\n".encode("cp1250", "replace"))
    import_files(desk, [path])
    (dialog,) = [one for one in QApplication.topLevelWidgets()
                 if isinstance(one, ImportDialog) and one.isVisible()]  # fmt: skip
    looked_at(qtbot, dialog)
    assert "The encoding is a guess" in rows_of(dialog)
    assert dialog.how.encoding.isVisible()
    index = dialog.how.encoding.findData("cp1250")
    dialog.how.encoding.setCurrentIndex(index)
    dialog.how.encoding.activated.emit(index)
    looked_at(qtbot, dialog)
    qtbot.waitUntil(lambda: "The encoding is chosen" in rows_of(dialog), timeout=WAIT)
    assert "Central European (Windows-1250). It reads “Visite" in rows_of(dialog)
    dialog.take_in()
    qtbot.waitUntil(lambda: desk.article is not None and "Łódź" in desk.article.title, timeout=WAIT)
    assert "Łódź" in desk.text
    dialog.close()


def test_a_text_in_utf_8_is_imported_without_a_word_of_its_encoding(desk, inbox, qtbot):
    path = inbox / "visit.txt"
    path.write_text("Le maire était déjà là.\n", encoding="utf-8")
    import_files(desk, [path])
    assert desk.text == "Le maire était déjà là.\n"


def test_an_encoding_is_changed_of_the_selected_files_alone(dialog_on, inbox, qtbot):
    for name in ("a.txt", "b.txt"):
        (inbox / name).write_bytes("Déjà vu.".encode("cp1252"))
    dialog = dialog_on(inbox)
    looked_at(qtbot, dialog)
    dialog.tree.topLevelItem(0).setSelected(True)
    dialog.read_in("cp1251")
    qtbot.waitUntil(lambda: "The encoding is chosen" in rows_of(dialog), timeout=WAIT)
    said = rows_of(dialog)
    assert said.count("The encoding is chosen, Cyrillic (Windows-1251)") == 1
    assert said.count("The encoding is a guess, Western European (Windows-1252)") == 1
    dialog.tree.topLevelItem(0).setSelected(True)
    dialog.read_in("")
    qtbot.waitUntil(lambda: rows_of(dialog).count("is a guess") == 2, timeout=WAIT)


def test_a_folder_dropped_on_the_window_is_looked_at_and_taken_in(
    window_on, qtbot, inbox, tmp_path
):
    path = tmp_path / "dropped.attesta"
    project.create(path, person="Ana").close()
    (inbox / "deep").mkdir()
    for name in ("a.txt", "b.txt", "deep/c.txt", "deep/again.txt"):
        text = inbox / name
        text.write_text(f"Kyiv said hill {text.stem[0]} was lost.\n")
    (inbox / "empty.txt").write_text("")
    window, mime = window_on(path), QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(inbox))])
    place, action = QPointF(300, 300), Qt.DropAction.CopyAction
    held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(place.toPoint(), action, mime, *held))
    QApplication.sendEvent(window, QDropEvent(place, action, mime, *held))
    dialog = window.findChild(ImportDialog)
    looked_at(qtbot, dialog)
    assert "“Empty” holds no text." in rows_of(dialog)
    qtbot.keyClick(dialog.import_button, Qt.Key.Key_Return)
    reported(qtbot, dialog)
    assert dialog.said.text() == "Imported 3 articles, 1 known already, 1 file could not be read."
    dialog.close()
    assert len(articles.every(window.desk.project)) == 3
