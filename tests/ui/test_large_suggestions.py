"""A long article: its suggestions come a part at a time, and accepting very many is done beside the
window; each is one step of undo all the same."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from model import articles, project
from model.drafts import Draft
from tests.ui.asking import PATIENCE, waiting
from ui import judging, places_acting, steps
from ui.suggestions import SETTLED

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TEXT = " ".join(f"Kyiv said {number:,} troops had left." for number in range(1_000, 1_100))


@pytest.fixture
def window(qtbot, window_on, tmp_path):
    path = tmp_path / "desk.attesta"
    with project.create(path, person="Ana") as store:
        [article] = articles.add(store, [Draft(TEXT, "Long")]).new
    made = window_on(path)
    made.activateWindow()
    made.desk.show(article)
    made.reading.reader.setFocus()
    yield made
    made.later.suggestions.stop()


def asked(qtbot, window):
    """Suggestions were asked for with G, and are there; how many edits brought them."""
    edits = []
    stop = window.desk.project.listen(edits.append)
    with qtbot.waitSignal(window.later.suggestions.arrivals.arrived, timeout=PATIENCE):
        qtbot.keyClick(window.reading.reader, Key.Key_G)
    stop()
    return len(edits)


def states(window):
    return {state: many for state, many in window.desk.spans.states.items() if many}


def back(qtbot, window):
    """The project was lent, and is here again."""
    qtbot.waitUntil(lambda: window.projects.lent)
    qtbot.waitUntil(lambda: not window.projects.lent, timeout=PATIENCE)


def test_what_was_asked_for_comes_in_parts_and_goes_by_one_key(qtbot, window):
    assert asked(qtbot, window) > 3
    many = len(waiting(window.desk))
    assert many > 250
    assert window.told[-1].text == f"Suggested {many} more spans."
    assert window.actions_["undo"].text() == "Undo Suggest spans"
    qtbot.keyClick(window.reading.reader, Key.Key_U)
    assert states(window) == {}
    assert window.actions_["undo"].text() == "Undo Import articles"
    qtbot.keyClick(window.reading.reader, Key.Key_U, Qt.KeyboardModifier.ShiftModifier)
    assert states(window) == {"suggested": many}


def test_undone_while_they_come_the_rest_stays_away_and_nothing_is_said_of_it(qtbot, window):
    qtbot.keyClick(window.reading.reader, Key.Key_G)
    qtbot.waitUntil(lambda: bool(waiting(window.desk)), timeout=PATIENCE)
    assert window.desk.here.awaits
    qtbot.keyClick(window.reading.reader, Key.Key_U)
    qtbot.waitUntil(lambda: not window.desk.here.awaits)
    assert states(window) == {}
    assert window.told == []


@pytest.mark.parametrize(("away", "said"), [
    ("suggest.clear", "Cleared {} suggestions. G asks for suggestions again."),
    ("undo", "Undid “Suggest spans”."),
])  # fmt: skip
def test_very_many_are_taken_away_beside_the_window_and_come_back_only_when_asked_for(
    qtbot, window, monkeypatch, away, said
):
    asked(qtbot, window)
    before = states(window)
    monkeypatch.setattr(steps, "MANY", 50)
    monkeypatch.setattr(places_acting, "AT_ONCE", 50)
    window.desk.settings.set(suggest=True)
    window.actions_[away].trigger()
    back(qtbot, window)
    assert states(window) == {}
    assert window.told[-1].text == said.format(before["suggested"])
    qtbot.wait(2 * SETTLED)
    qtbot.waitUntil(lambda: not window.desk.here.awaits, timeout=PATIENCE)
    assert states(window) == {}, "none come by themselves"
    assert window.focusWidget() is window.reading.reader
    with qtbot.waitSignal(window.later.suggestions.arrivals.arrived, timeout=PATIENCE):
        window.actions_["suggest.here"].trigger()
    assert states(window) == before


def test_very_many_are_accepted_beside_the_window_in_one_step(qtbot, window, monkeypatch):
    monkeypatch.setattr(places_acting, "AT_ONCE", 50)
    asked(qtbot, window)
    desk = window.desk
    before = states(window)
    alike = next(one for one in judging.waiting(desk) if desk.role(one) == "figure")
    figures = sum(one.label_id == alike.label_id for one in judging.waiting(desk))
    assert figures >= 100
    desk.choose(alike.id)
    qtbot.keyClick(window.reading.reader, Key.Key_A, ALT)
    back(qtbot, window)
    left = before["suggested"] - figures
    assert states(window) == {"suggested": left, "accepted": figures}
    said = f"Accepted {figures} suggestions of “figure”; {left} left here."
    assert window.told[-1].text == said
    assert desk.span is not None, "the next suggestion is chosen"
    assert desk.span.state == "suggested"
    assert window.focusWidget() is window.reading.reader
    window.actions_["undo"].trigger()
    assert states(window) == before
