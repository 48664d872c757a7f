"""The label editor: every change one edit, carried to the marks, and what is wrong said inline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QPlainTextEdit, QToolButton

from model import labels, links, spans
from ui import icons
from ui.icon_picker import SUITED, IconPicker
from ui.label_colours import ALIKE, COLOURS, reading, resembling
from ui.label_editor import LabelEditor
from ui.theme import LIGHT


@pytest.fixture
def editor(sample, qtbot):
    made = LabelEditor(sample)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def titles(sample):
    """The titles of the edits made, in order."""
    made = []
    sample.changed.connect(lambda edit: made.append(edit.title))
    return made


def names(desk, **which):
    return [label.name for label in labels.every(desk.project, **which)]


def choose(editor, name):
    for row in range(editor.list.count()):
        if editor.list.item(row).data(Qt.ItemDataRole.UserRole)[0].name == name:
            editor.list.setCurrentRow(row)
            return
    raise AssertionError(name)


def type_over(line, text):
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def test_it_shows_the_labels_in_order_with_key_and_uses(editor, sample, label_ids):
    spans.mark(sample.project, sample.article_id, 0, 6, label_ids["actor"])
    editor.refresh()
    said = [
        editor.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(editor.list.count())
    ]
    assert said == ["claim, key 1, 0 spans", "figure, key 2, 0 spans", "actor, key 3, 1 span",
                    "verified, key 4, 0 spans"]  # fmt: skip
    assert editor.form.name.text() == "claim"


def test_a_name_is_changed_in_one_edit_and_can_be_undone(editor, sample, titles):
    type_over(editor.form.name, "Assertion & co")
    assert names(sample)[0] == "Assertion & co"
    assert titles == ["Rename label claim to Assertion & co"]
    sample.project.undo()
    assert names(sample)[0] == "claim"
    assert editor.form.name.text() == "claim"


def test_a_taken_name_is_refused_here_and_nothing_changes(editor, sample, titles):
    type_over(editor.form.name, "Figure")
    assert "There is a label “figure” already" in editor.said.text()
    assert not editor.said.isHidden()
    assert editor.form.name.property("invalid")
    assert names(sample)[0] == "claim"
    assert titles == []
    type_over(editor.form.name, "claim")
    type_over(editor.form.name, "statement")
    assert editor.said.isHidden()
    assert not editor.form.name.property("invalid")


def test_a_refusal_is_no_fault_of_the_label_chosen_next(editor, sample, titles):
    type_over(editor.form.name, "Figure")
    choose(editor, "figure")
    assert not editor.form.name.property("invalid")
    assert editor.said.text().startswith("“claim” was left as it was. There is a label “figure”")
    choose(editor, "actor")
    assert editor.said.isHidden()
    assert not editor.form.name.property("invalid")
    assert (names(sample)[:3], titles) == (["claim", "figure", "actor"], [])


@pytest.mark.parametrize("go_on", [
    lambda editor: editor.retire.click(), lambda editor: editor.merge_into(
        next(one.id for one in editor.desk.labels.values() if one.name == "actor"))],
    ids=["retire", "merge"])  # fmt: skip
def test_what_else_is_done_with_the_label_ends_the_refusal(editor, go_on):
    type_over(editor.form.name, "Figure")
    go_on(editor)
    assert editor.said.isHidden()
    assert not editor.form.name.property("invalid")


def test_that_a_name_was_refused_is_said_beside_a_new_label(editor, sample):
    editor.form.name.setText("Figure")
    editor.add.click()
    assert editor.form.name.text() == "new label"
    assert not editor.form.name.property("invalid")
    assert editor.said.text().startswith("“claim” was left as it was. There is a label “figure”")


def test_what_is_typed_is_kept_when_another_label_is_chosen(editor, sample, titles):
    editor.form.definition.setFocus()
    editor.form.definition.setPlainText("What somebody asserts.")
    editor.form.examples.setPlainText("one\n\n  two  ")
    choose(editor, "actor")
    claim = labels.named(sample.project, "claim")
    assert claim.definition == "What somebody asserts."
    assert claim.examples == ("one", "two")
    assert len(titles) == 1
    assert editor.form.name.text() == "actor"
    assert editor.current.name == "actor"


def test_what_is_typed_is_kept_when_the_dialog_is_closed(editor, sample):
    editor.form.definition.setPlainText("Typed, then closed.")
    editor.close()
    assert labels.named(sample.project, "claim").definition == "Typed, then closed."


def test_looking_at_labels_changes_nothing(editor, titles):
    for row in range(editor.list.count()):
        editor.list.setCurrentRow(row)
    editor.close()
    assert titles == []


@pytest.mark.parametrize("leave", [
    lambda editor: QTest.keyClick(editor.form.name, Qt.Key.Key_Escape),
    lambda editor: choose(editor, "actor"),
], ids=["by Esc", "for another label"])  # fmt: skip
def test_who_leaves_an_emptied_name_keeps_the_old_one(qtbot, editor, sample, titles, leave):
    told = []
    sample.told.connect(told.append)
    editor.activateWindow()
    editor.form.name.setFocus()
    qtbot.waitUntil(editor.form.name.hasFocus)
    editor.form.name.selectAll()
    QTest.keyClick(editor.form.name, Qt.Key.Key_Delete)
    leave(editor)
    assert (names(sample)[0], titles, told) == ("claim", [], [])
    assert not editor.said.isVisible()


def test_a_new_label_is_ready_to_be_named(editor, sample, titles):
    editor.add.click()
    editor.add.click()
    assert names(sample)[-2:] == ["new label", "new label 2"]
    added = labels.named(sample.project, "new label")
    assert added.key == "5"
    assert added.colour not in [label.colour for label in labels.every(sample.project)[:4]]
    assert editor.form.name.selectedText() == "new label 2"
    assert len(titles) == 2


def test_enter_in_the_name_of_a_new_label_leaves_the_editor_open(editor, sample):
    editor.add_label()
    type_over(editor.form.name, "place")
    QTest.keyClick(editor.form.name, Qt.Key.Key_Return)
    assert editor.isVisible()
    assert names(sample)[-1] == "place"
    assert editor.form.key.hasFocus()


def test_a_new_label_has_a_colour_that_is_told_from_the_others(editor, sample):
    for _ in range(3):
        editor.add_label()
        assert "Hard to tell" not in editor.form.colour.note.text()


def test_a_key_is_moved_and_a_taken_one_swapped(editor, sample):
    box = editor.form.key
    assert box.itemText(box.findData("2")) == "2  (figure)"
    box.setCurrentIndex(box.findData("9"))
    box.activated.emit(box.currentIndex())
    assert labels.named(sample.project, "claim").key == "9"
    assert sample.label_for_key("9").name == "claim"
    box.setCurrentIndex(box.findData("2"))
    box.activated.emit(box.currentIndex())
    assert [sample.label_for_key(key).name for key in "29"] == ["claim", "figure"]
    assert box.currentData() == "2"
    assert box.itemText(box.findData("9")) == "9  (figure)"


def test_who_takes_the_only_key_of_a_label_is_told_that_it_has_none(editor, sample):
    for key in ("", "2", "5"):
        box = editor.form.key
        box.setCurrentIndex(box.findData(key))
        box.activated.emit(box.currentIndex())
        said = "“figure” has no key now." if key == "2" else ""
        assert (editor.said.text(), editor.said.isHidden()) == (said, not said)
    assert labels.named(sample.project, "figure").key == ""


def test_arrows_walk_through_the_keys_and_only_the_chosen_one_is_taken(editor, sample, titles):
    box = editor.form.key
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    shown = box.view()
    assert shown.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert titles == []
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert {one.name: one.key for one in labels.every(sample.project)} == {
        "claim": "3", "figure": "2", "actor": "1", "verified": "4",
    }  # fmt: skip
    assert len(titles) == 1
    QTest.keyClick(box, Qt.Key.Key_2)
    assert labels.named(sample.project, "claim").key == "2", "a digit is the key itself"


@pytest.mark.parametrize("field", ["key", "role"])
def test_the_wheel_over_a_list_changes_nothing(editor, titles, field):
    box = getattr(editor.form, field)
    before = box.currentIndex()
    middle = QPointF(box.rect().center())
    QCoreApplication.sendEvent(box, QWheelEvent(
        middle, middle, QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip
    assert (box.currentIndex(), titles) == (before, [])


def test_alt_and_arrows_move_a_label(editor, sample, titles):
    editor.list.setFocus()
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(editor.list, Qt.Key.Key_Down, alt)
    assert names(sample) == ["figure", "claim", "actor", "verified"]
    assert editor.current.name == "claim"
    QTest.keyClick(editor.list, Qt.Key.Key_Up, alt)
    QTest.keyClick(editor.list, Qt.Key.Key_Up, alt)
    assert names(sample) == ["claim", "figure", "actor", "verified"]
    assert titles == ["Reorder labels"] * 2
    assert not editor.up.isEnabled()
    editor.down.click()
    assert names(sample)[1] == "claim"


def test_a_colour_is_picked_from_swatches_or_at_will(editor, sample, qtbot):
    green = next(colour for colour, name in COLOURS.items() if name == "Leaf")
    swatches = editor.form.colour.findChildren(QToolButton)
    next(one for one in swatches if one.accessibleName() == "Colour Leaf").click()
    assert labels.named(sample.project, "claim").colour == green
    editor.form.colour.more.click()
    dialog = editor.form.colour.findChild(QColorDialog)
    dialog.setCurrentColor(QColor("#123456"))
    dialog.accept()
    assert labels.named(sample.project, "claim").colour == "#123456"


def test_the_note_says_how_a_colour_reads_and_whom_it_resembles(sample):
    others = labels.every(sample.project)
    assert reading("#ffff00").count(": 1") == 3
    assert "Hard to tell from “claim”." in resembling("#3c5cdc", others)
    assert resembling("#000000", others) == ""


def test_the_swatches_can_be_told_apart():
    shades = [QColor(colour) for colour in COLOURS]
    for one in shades:
        for other in shades:
            if one is not other:
                apart = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
                assert sum((a - b) ** 2 for a, b in apart) ** 0.5 >= ALIKE / 1.5


def test_the_icon_is_found_by_name(editor, sample, qtbot):
    editor.form.icon.click()
    picker = editor.form.icon.findChild(IconPicker)
    QTest.keyClicks(picker.line, "gavel")
    assert all("gavel" in name for name in picker.model.names)
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    assert labels.named(sample.project, "claim").icon == "mdi6.gavel"


def test_the_icons_offered_exist_and_draw(qtbot):
    assert len(set(SUITED)) > 30
    for name in SUITED:
        assert icons.exists(name), name
        assert not icons.icon(name, LIGHT).pixmap(24, 24).isNull()


def target_of(editor, name):
    editor.merge.menu().aboutToShow.emit()
    return next(one for one in editor.merge.menu().actions() if one.text().split(" (")[0] == name)


def test_merging_says_what_goes_with_another_meaning(editor, sample, label_ids):
    told = []
    sample.told.connect(told.append)
    store, article = sample.project, sample.article_id
    labels.add(store, "checked", "#225588", role="verified")
    claim = spans.mark(store, article, 0, 131, label_ids["claim"])
    for place in ((10, 17), (18, 36)):
        words = spans.mark(store, article, *place, labels.named(store, "checked").id)
        links.add(store, claim, [words])
    choose(editor, "checked")
    assert target_of(editor, "verified").text() == "verified"
    assert target_of(editor, "figure").text() == "figure (another meaning: stances go)"
    into = target_of(editor, "claim")
    assert into.text() == "claim (another meaning: links and stances go)"
    into.trigger()
    assert told[-1].text == (
        "Merged “checked” into “claim”: 2 spans. 2 links went with the old meaning."
    )
    assert links.of_span(store, claim) == []
    store.undo()
    assert len(links.of_span(store, claim)) == 2


def test_merging_carries_the_marks_in_one_edit(editor, sample, label_ids, titles, qtbot):
    told = []
    sample.told.connect(told.append)
    span = spans.mark(sample.project, sample.article_id, 0, 6, label_ids["actor"])
    choose(editor, "actor")
    target = target_of(editor, "claim")
    target.trigger()
    assert spans.one(sample.project, span).label_id == label_ids["claim"]
    assert titles[-1] == "Merge label actor into claim"
    assert len(titles) == 2
    assert names(sample) == ["claim", "figure", "verified"]
    assert editor.current.name == "claim"
    assert told[0].text == "Merged “actor” into “claim”: 1 span."
    assert told[0].action == "undo"
    sample.project.undo()
    assert spans.one(sample.project, span).label_id == label_ids["actor"]


def test_a_label_is_retired_and_brought_back(editor, sample):
    choose(editor, "verified")
    editor.retire.click()
    assert "verified" not in names(sample)
    assert "verified" in names(sample, retired=True)
    assert editor.retire.text() == "Bring back"
    assert not editor.form.key.isEnabled()
    editor.retire.click()
    assert "verified" in names(sample)
    assert editor.form.key.isEnabled()


def test_hostile_names_are_shown_as_they_are(editor, sample):
    type_over(editor.form.name, "<b>&bold</b>")
    assert names(sample)[0] == "<b>&bold</b>"
    choose(editor, "actor")
    editor.merge.menu().aboutToShow.emit()
    texts = [one.text() for one in editor.merge.menu().actions()]
    assert "<b>&&bold</b> (another meaning: links go)" in texts
    assert not editor.grab().isNull()


def test_every_field_has_a_name_for_assistive_tools(editor):
    for widget in (editor.form.name, editor.form.key, editor.form.role, editor.form.icon,
                   editor.form.definition, editor.form.examples, editor.list, editor.up,
                   editor.down):  # fmt: skip
        assert widget.accessibleName()
    for text in editor.findChildren(QPlainTextEdit):
        assert text.tabChangesFocus()


def test_the_editor_follows_undo_after_it_is_gone(sample, qtbot):
    editor = LabelEditor(sample)
    editor.show()
    editor.close()
    qtbot.wait(1)
    labels.add(sample.project, "later", "#112233")
    sample.change_settings(theme="dark")
    assert "later" in names(sample)
