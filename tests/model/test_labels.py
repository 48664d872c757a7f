"""Labels: whatever changes in the set carries its spans along, in one step that can be undone."""

from __future__ import annotations

import pytest

from model import check, labels, links, spans
from model.errors import UserError
from tests.proof import dump


@pytest.fixture
def marked(store, article, label):
    """A claim with an actor and a figure, linked; ids by label name."""
    ids = {
        name: spans.mark(store, article, start, start + 4, label[name])
        for name, start in (("claim", 12), ("actor", 0), ("figure", 17))
    }
    links.add(store, ids["claim"], [ids["actor"], ids["figure"]])
    return ids


def kinds(store, article):
    return sorted((link.kind, link.child) for link in links.of_article(store, article))


def undone(store, before):
    """One undo brings all of it back, one redo does all of it again."""
    after = dump(store)
    store.undo()
    assert dump(store) == before
    store.redo()
    assert dump(store) == after
    assert check.project(store) == []


def test_renaming_keeps_the_spans(store, article, label, marked):
    before = dump(store)
    labels.change(store, label["claim"], name="statement")
    assert store.history.done[-1].title == "Rename label claim to statement"
    assert spans.one(store, marked["claim"]).label_id == labels.named(store, "Statement").id
    undone(store, before)


def test_merging_moves_the_spans_and_retires_the_label(store, article, label):
    for start in range(3):
        spans.mark(store, article, start, start + 3, label["verified"])
    before = dump(store)
    assert labels.merge(store, label["verified"], label["actor"]) == (3, 0)
    assert labels.uses(store) == {label["actor"]: 3}
    assert [one.name for one in labels.every(store)] == ["claim", "figure", "actor"]
    assert "4" not in [one.key for one in labels.every(store)]
    undone(store, before)


def test_links_follow_a_merge_into_another_role(store, article, label, marked):
    before = dump(store)
    assert labels.merge(store, label["figure"], label["verified"]).links == 0
    assert kinds(store, article) == sorted(
        [("attributed_to", marked["actor"]), ("has_status", marked["figure"])]
    )
    undone(store, before)


def test_a_merge_says_how_many_links_went_with_the_old_meaning(store, article, label, marked):
    before = dump(store)
    there = len(kinds(store, article))
    spans_and_links = labels.merge(store, label["actor"], label["claim"])
    assert spans_and_links == (1, 1)
    assert len(kinds(store, article)) == there - 1
    undone(store, before)


def test_a_merge_lets_a_span_go_up_in_its_twin(store, article, label, marked):
    """The same words are actor and figure of one claim; they end as one span with one link."""
    twin = spans.mark(store, article, 0, 4, label["figure"], {"unit": "men"})
    spans.set_note(store, twin, "kept")
    links.add(store, marked["claim"], [twin])
    before = dump(store)
    labels.merge(store, label["figure"], label["actor"])
    assert spans.one(store, twin) is None
    stays = spans.one(store, marked["actor"])
    assert (stays.note, stays.attributes) == ("kept", {"unit": "men"})
    assert kinds(store, article) == sorted(
        [("attributed_to", marked["actor"]), ("attributed_to", marked["figure"])]
    )
    undone(store, before)


def test_a_label_that_takes_another_role_changes_its_links(store, article, label, marked):
    before = dump(store)
    labels.change(store, label["figure"], role="actor")
    assert {kind for kind, _ in kinds(store, article)} == {"attributed_to"}
    undone(store, before)
    labels.change(store, label["claim"], role="")
    assert kinds(store, article) == []


def test_a_retired_label_stays_on_its_spans_and_comes_back(store, article, label, marked):
    labels.retire(store, label["figure"])
    assert "figure" not in [one.name for one in labels.every(store)]
    assert labels.by_id(store)[label["figure"]].retired
    assert spans.one(store, marked["figure"]).label_id == label["figure"]
    with pytest.raises(UserError, match="There is a label “figure” already") as caught:
        labels.add(store, "Figure", "#112233")
    assert "bring it back" in caught.value.hint
    with pytest.raises(UserError, match="“figure” is retired"):
        labels.merge(store, label["claim"], label["figure"])
    key = labels.KEYS[1]
    labels.retire(store, label["figure"], retired=False)
    assert labels.named(store, "figure").key == key
    labels.retire(store, label["figure"])
    labels.change(store, label["actor"], key=key)
    labels.retire(store, label["figure"], retired=False)
    assert (labels.named(store, "figure").key, labels.named(store, "actor").key) == ("", key)


def test_order_and_keys_can_change(store, label):
    before = dump(store)
    labels.reorder(store, [label["verified"], label["claim"]])
    assert [one.name for one in labels.every(store)] == ["verified", "claim", "figure", "actor"]
    undone(store, before)
    labels.change(store, label["claim"], key="")
    labels.change(store, label["actor"], key="1")
    assert {one.name: one.key for one in labels.every(store)} == {
        "verified": "4", "claim": "", "figure": "2", "actor": "1",
    }  # fmt: skip


def test_a_key_that_another_label_has_is_swapped_with_it_in_one_step(store, label):
    labels.change(store, label["claim"], key="2")
    assert {one.name: one.key for one in labels.every(store)} == {
        "claim": "2", "figure": "1", "actor": "3", "verified": "4",
    }  # fmt: skip
    store.undo()
    assert [one.key for one in labels.every(store)] == ["1", "2", "3", "4"]
    labels.change(store, label["actor"], key="")
    labels.change(store, label["actor"], key="4")
    assert labels.named(store, "verified").key == "", "there was none to give for it"


def test_a_new_label_takes_no_key_from_another(store):
    before = dump(store)
    with pytest.raises(UserError, match="Key 2 belongs to “figure”"):
        labels.add(store, "place", "#335577", key="2")
    assert dump(store) == before


@pytest.mark.parametrize(
    ("fields", "saying"),
    [
        ({"name": "Figure"}, "There is a label “figure” already, which looks the same"),
        ({"name": "ｆｉｇｕｒｅ"}, "There is a label “figure” already"),
        ({"name": "fi\u200bgure"}, "There is a label “figure” already"),
        ({"name": "\u0430ctor"}, "There is a label “actor” already, which looks the same"),
        ({"name": "act\u03bfr"}, "There is a label “actor” already"),
        ({"name": " \u202e "}, "A label needs a name"),
        ({"key": "2", "name": "figure"}, "There is a label “figure” already"),
        ({"key": "0"}, "“0” cannot be a label's key"),
        ({"colour": "red"}, "“red” is no colour"),
        ({"role": "boss"}, "“boss” is no role"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(store, label, fields, saying):
    before = dump(store)
    with pytest.raises(UserError, match=saying):
        labels.change(store, label["claim"], **fields)
    assert dump(store) == before


def test_a_label_can_be_renamed_to_its_own_name_in_capitals(store, label):
    labels.change(store, label["claim"], name="Claim")
    assert labels.by_id(store)[label["claim"]].name == "Claim"


def test_names_lose_blanks_and_controls(store):
    labels.add(store, "  big\t\u202enews \n", "#112233")
    assert labels.every(store)[-1].name == "big news"


def test_a_label_cannot_be_merged_into_itself(store, label):
    with pytest.raises(UserError, match="merged into itself"):
        labels.merge(store, label["claim"], label["claim"])


@pytest.mark.parametrize(
    ("content", "saying"),
    [
        ("name = 'x'", "'label'"),
        ("[[label]]\nname = 'a'", "'colour'|'icon'"),
        ("no toml", "cannot be read"),
        ("name = 'x'\nlabel = 3", "cannot be read"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_set_that_cannot_be_read_is_named(tmp_path, content, saying):
    path = tmp_path / "odd.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UserError, match=saying) as caught:
        labels.read_set(path)
    assert "odd.toml" in caught.value.what


def test_the_default_set_comes_first():
    assert [one.stem for one in labels.sets()][:1] == ["claims"]
