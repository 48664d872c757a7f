"""Undo and redo: one step for one deed, by name, over restarts, never over others' work."""

from __future__ import annotations

import pytest

from model import (
    articles,
    audit,
    check,
    labels,
    links,
    merging,
    packet,
    project,
    spans,
    suggestion_intake,
)
from model.drafts import Draft
from model.errors import UserError
from model.suggested import Suggested, SuggestedLink, Suggestions
from model.text import occurrences
from tests.proof import behind_its_back, dump


def titles(store):
    return [step.title for step in store.history.done]


def test_annotating_all_matches_is_one_step(store, article, label):
    text = articles.text_of(store, article)
    found = [spans.NewSpan(*place, label["actor"]) for place in occurrences(text, "Kursk")]
    before = dump(store)
    spans.mark_all(store, article, found, "Mark all “Kursk”")
    assert len(spans.of_article(store, article)) == len(found) == 2
    assert store.undo().title == "Undo Mark all “Kursk”"
    assert dump(store) == before


def test_an_import_of_many_is_one_step(store):
    new = [Draft(f"Article {n}.", f"a{n}") for n in range(50)]
    articles.add(store, new, title="Import 50 files")
    store.undo()
    assert articles.every(store) == []
    assert store.redo().title == "Redo Import 50 files"
    assert len(articles.every(store)) == 50


def test_the_stack_says_what_undo_and_redo_will_do(store, article, label):
    span = spans.mark(store, article, 0, 4, label["actor"])
    spans.relabel(store, span, label["claim"])
    assert titles(store) == ["Import articles", "Mark actor", "Relabel as claim"]
    store.undo()
    assert titles(store)[-1] == "Mark actor"
    assert store.history.undone[-1].title == "Relabel as claim"


def test_moves_that_go_on_with_a_step_are_taken_back_with_it_after_a_restart(project_file):
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        span = spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
        spans.move(store, span, 0, 5)
        step = store.history.done[-1].id
        assert store.history.newest(step) == step
        spans.move(store, span, 0, 6, step)
        spans.move(store, span, 0, 7, step)
        assert titles(store)[-2:] == ["Mark actor", "Move end of actor"]
    with project.open_(project_file, person="Ana") as store:
        store.undo()
        assert spans.one(store, span).end == 4
        store.redo()
        assert spans.one(store, span).end == 7
        spans.set_note(store, span, "between")
        assert store.history.newest(step) == ""
        spans.move(store, span, 0, 8, step)
        store.undo()
        assert (spans.one(store, span).end, spans.one(store, span).note) == (7, "between")
        assert check.project(store) == []


def test_undo_goes_on_after_a_restart(project_file):
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        span = spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
        spans.set_note(store, span, "later")
        store.undo()
    with project.open_(project_file, person="Ben") as store:
        assert titles(store)[-1] == "Mark actor"
        assert store.redo().person == "Ben"
        assert spans.one(store, span).note == "later"
        store.undo()
        store.undo()
        assert spans.one(store, span) is None
        assert check.project(store) == []


def test_a_new_edit_ends_redo(store, article, label):
    spans.mark(store, article, 0, 4, label["actor"])
    store.undo()
    spans.mark(store, article, 5, 9, label["claim"])
    assert store.redo() is None
    assert [span.start for span in spans.of_article(store, article)] == [5]


def test_there_is_nothing_to_undo_in_a_new_project(store):
    assert store.undo() is None
    assert store.redo() is None
    assert len(labels.every(store)) == 4


def test_a_row_that_another_program_changed_is_not_overwritten(project_file):
    with project.open_(project_file, person="Ana") as store:
        article = articles.every(store)[0].id
        span = spans.mark(store, article, 0, 4, labels.named(store, "actor").id)
        spans.set_note(store, span, "mine")
    behind_its_back(project_file, "UPDATE span SET note = 'somebody else''s'")
    with project.open_(project_file, person="Ana") as store:
        before = dump(store)
        with pytest.raises(UserError, match="“Note on span” cannot be taken back"):
            store.undo()
        assert dump(store) == before
        assert titles(store)[-1] == "Note on span"
        spans.set_note(store, span, "again mine")
        store.undo()
        assert spans.one(store, span).note == "somebody else's"


def test_undo_knows_what_another_window_has_done(project_file):
    """The lock was deleted by hand, so two windows have the project open."""
    with project.open_(project_file, person="Ana") as first:
        article = articles.every(first)[0].id
        actor = labels.named(first, "actor").id
        spans.mark(first, article, 0, 4, actor)
        assert titles(first)[-1] == "Mark actor"
        project_file.with_name(project_file.name + ".lock").unlink()
        with project.open_(project_file, person="Ben") as second:
            spans.mark(second, article, 5, 9, labels.named(second, "claim").id)
        assert titles(first)[-1] == "Mark claim"
        first.undo()
        assert [span.start for span in spans.of_article(first, article)] == [0]
        assert check.project(first) == []


def test_everyone_hears_of_an_edit_once_even_when_one_listener_breaks(store, article, label):
    heard = []

    def broken(edit):
        raise RuntimeError(edit.title)

    store.listen(broken)
    end = store.listen(heard.append)
    with pytest.raises(RuntimeError, match="Mark actor"):
        spans.mark(store, article, 0, 4, label["actor"])
    assert [edit.title for edit in heard] == ["Mark actor"]
    assert len(spans.of_article(store, article)) == 1
    end()
    with pytest.raises(RuntimeError):
        store.undo()
    assert len(heard) == 1


def test_an_edit_inside_a_notice_is_a_bug(store, article, label):
    store.listen(lambda edit: store.undo())
    with pytest.raises(AssertionError, match="inside a notice"):
        spans.mark(store, article, 0, 4, label["actor"])
    assert len(spans.of_article(store, article)) == 1


def test_an_edit_that_changes_nothing_is_no_step(store, article):
    before = titles(store)
    articles.change(store, article, title="Mixed")
    assert titles(store) == before


# ---- what comes by itself


def come(store, article, *places, label="actor", tied=False):
    """Suggestions, as they come by themselves when an article is opened."""
    body = store.value("SELECT body FROM article WHERE id = ?", (article,))
    found = [Suggested(label, *place, 0.5, "rule:test@1") for place in places]
    ties = [SuggestedLink("restates", 0, 1, 0.5)] if tied else []
    return suggestion_intake.put(store, article, body, Suggestions(found, ties), by_itself=True)


def places(store, article):
    return [(span.start, span.end, span.state) for span in spans.of_article(store, article)]


def test_undo_right_after_an_import_takes_it_back_with_the_suggestions_that_came(project_file):
    with project.open_(project_file, person="Ana") as store:
        known = dump(store)
        new = articles.add(store, [Draft("Kyiv said so. Moscow denied.", "New")]).new
        come(store, new[0], (0, 4), (14, 20), tied=True)
        full = dump(store)
        assert titles(store)[-1] == "Import articles"
        assert store.undo().title == "Undo Import articles"
        assert dump(store) == known
    with project.open_(project_file, person="Ana") as store:
        assert store.history.undone[-1].title == "Import articles"
        store.redo()
        assert dump(store) == full
        assert check.project(store) == []
    with project.open_(project_file, person="Ana") as store:
        store.undo()
        assert dump(store) == known
        assert check.project(store) == []


def test_undo_takes_back_the_mark_and_leaves_the_suggestions_that_came_after_it(
    store, article, label
):
    spans.mark(store, article, 0, 4, label["claim"])
    come(store, article, (5, 9), (10, 14))
    store.undo()
    assert places(store, article) == [(5, 9, "suggested"), (10, 14, "suggested")]
    assert store.redo().title == "Redo Mark claim"
    assert places(store, article)[0] == (0, 4, "accepted")
    assert check.project(store) == []


def test_a_link_that_came_by_itself_goes_with_the_mark_that_it_hangs_on(store, article, label):
    mine = spans.mark(store, article, 0, 4, label["actor"])
    come(store, article, (0, 4), (5, 9), tied=True)
    assert [link.head for link in links.of_article(store, article)] == [mine]
    before = dump(store)
    store.undo()
    assert places(store, article) == [(5, 9, "suggested")]
    assert links.of_article(store, article) == []
    store.redo()
    assert dump(store) == before


def test_suggestions_that_come_end_no_redo(store, article, label):
    spans.mark(store, article, 0, 4, label["claim"])
    store.undo()
    come(store, article, (0, 4), label="claim")
    assert store.redo().title == "Redo Mark claim"
    assert places(store, article) == [(0, 4, "accepted")]
    assert check.project(store) == []


def test_what_was_deleted_comes_back_though_a_suggestion_it_was_tied_to_has_gone(
    store, article, label
):
    mine = spans.mark(store, article, 0, 4, label["claim"])
    come(store, article, (5, 9))
    other = next(one for one in spans.of_article(store, article) if one.id != mine)
    links.add(store, mine, [other.id], kind="restates")
    spans.delete(store, [mine])
    come(store, article, (10, 14))
    store.undo()
    assert places(store, article) == [(0, 4, "accepted"), (10, 14, "suggested")]
    assert links.of_article(store, article) == []
    assert check.project(store) == []


def test_suggestions_that_somebody_asks_for_are_a_step(store, article):
    body = store.value("SELECT body FROM article WHERE id = ?", (article,))
    found = Suggestions([Suggested("actor", 0, 4, 0.5, "rule:test@1")])
    suggestion_intake.put(store, article, body, found)
    come(store, article, (0, 4), (5, 9))
    assert titles(store)[-1] == "Suggest spans"
    store.undo()
    assert places(store, article) == [(5, 9, "suggested")]


def test_a_suggestion_that_somebody_else_has_changed_is_not_taken_along(project_file):
    with project.open_(project_file, person="Ana") as store:
        new = articles.add(store, [Draft("Kyiv said so.", "New")]).new
        come(store, new[0], (0, 4))
    behind_its_back(project_file, "UPDATE span SET note = 'somebody else''s'")
    with project.open_(project_file, person="Ana") as store:
        before = dump(store)
        with pytest.raises(UserError, match="“Import articles” cannot be taken back"):
            store.undo()
        assert dump(store) == before


def test_the_history_says_what_came_by_itself(store, article):
    come(store, article, (0, 4))
    assert audit.newest(store, most=1)[0].title == "Suggestions came by themselves"


def test_a_merge_is_undone_with_the_suggestions_for_what_it_brought(project_file, tmp_path):
    theirs = tmp_path / "theirs.attesta"
    theirs.write_bytes(project_file.read_bytes())
    with project.open_(theirs, person="Ben") as store:
        new = articles.add(store, [Draft("Kyiv said so.", "New")]).new[0]
        come(store, new, (0, 4))
        packet.write(store, tmp_path / "of ben.attesta-packet")
    with project.open_(project_file, person="Ana") as store:
        store.device = "another"
        known = dump(store)
        brought = [packet.read(tmp_path / "of ben.attesta-packet")]
        merging.merge(store, brought)
        come(store, new, (5, 9))
        full = dump(store)
        assert titles(store)[-1] == "Merge 2 edits of Ben"
        store.undo()
        assert dump(store) == known
        store.redo()
        assert dump(store) == full
        store.undo()
        merging.merge(store, brought)
        assert dump(store)["span"] == full["span"]
        assert check.project(store) == []
