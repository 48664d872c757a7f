"""The sample article, annotated completely without touching the mouse."""

from __future__ import annotations

from model import check, links, spans
from tests.gold import gold
from tests.journeys.conftest import CTRL, PLAIN, SHIFT, Key

LABEL_KEYS = {"claim": Key.Key_1, "figure": Key.Key_2, "actor": Key.Key_3, "verified": Key.Key_4}


def test_the_whole_sample_is_annotated_by_keys(hands):
    hands.window.projects.open_sample()
    desk = hands.desk
    hands.press((Key.Key_Home, CTRL))
    wanted = sorted(gold()["spans"], key=lambda span: (span["start"], span["end"]))
    for span in wanted:
        hands.grasp(span["start"], span["end"])
        hands.press(LABEL_KEYS[span["label"]], at=hands.reader)
        hands.press(Key.Key_Escape, at=hands.reader)
    made = spans.of_article(desk.project, desk.article_id)
    assert {(s.start, s.end, desk.labels[s.label_id].name) for s in made} == {
        (s["start"], s["end"], s["label"]) for s in wanted
    }
    assert check.project(desk.project) == []
    for _ in wanted:
        hands.press(Key.Key_U, at=hands.reader)
    assert spans.of_article(desk.project, desk.article_id) == []


def test_a_claim_is_linked_noted_and_submitted_by_keys(hands):
    hands.window.projects.open_sample()
    desk = hands.desk
    for start, end, key in ((0, 131, Key.Key_1), (18, 36, Key.Key_2), (133, 187, Key.Key_3)):
        hands.grasp(start, end)
        hands.press(key, at=hands.reader)
    hands.press(Key.Key_Escape, (Key.Key_Home, CTRL), Key.Key_Tab, at=hands.reader)
    assert desk.role(desk.span) == "claim"
    claim = desk.span.id
    hands.press(Key.Key_L, at=hands.reader)
    hands.press(Key.Key_Return)
    kinds = {link.kind for link in links.of_span(desk.project, claim)}
    assert kinds == {"attributed_to", "has_figure"}
    hands.window.reading.reader.setFocus()
    desk.choose(claim)
    hands.press(Key.Key_N, at=hands.reader)
    for key in (Key.Key_O, Key.Key_D, Key.Key_D):
        hands.press(key)
    hands.press((Key.Key_1, PLAIN))
    hands.window.reading.reader.setFocus()
    assert spans.one(desk.project, claim).note.casefold() == "odd1"
    hands.press((Key.Key_Return, CTRL), at=hands.reader)
    assert desk.article.state == "submitted"
    hands.press((Key.Key_Z, CTRL), (Key.Key_Z, CTRL | SHIFT), at=hands.reader)
    assert desk.article.state == "submitted"
