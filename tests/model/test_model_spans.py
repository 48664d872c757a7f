"""A model beside the rules: what it finds takes the place of theirs, with what they knew of it."""

from __future__ import annotations

import pytest

from model.suggestion_maker import Maker
from model.wishes import Wish

TEXT = "Kyiv said 45,000 troops had left. Nobody in the harbour could confirm it."


@pytest.fixture
def pipeline(tmp_path):
    """The folder of a pipeline that finds these words, by label."""
    import spacy

    def make(**words):
        nlp = spacy.blank("en")
        ruler = nlp.add_pipe("span_ruler", config={"spans_key": "sc"})
        ruler.add_patterns([{"label": label, "pattern": one} for label, one in words.items()])
        nlp.to_disk(tmp_path / "pipeline")
        return str(tmp_path / "pipeline")

    return make


def made(folder, **roles):
    """Spans as (label, words, value, stance) and links as words, of a model used for these."""
    wish = Wish(model=folder, model_name="m", model_labels=[*roles], model_roles=[*roles.values()])
    found = Maker().make(wish, TEXT)
    words = [TEXT[one.start : one.end] for one in found.spans]
    of_model = [
        (one.label, said, one.attributes.get("value"))
        for one, said in zip(found.spans, words, strict=True) if one.origin == "model:m"
    ]  # fmt: skip
    return of_model, {(link.kind, words[link.head], words[link.child]) for link in found.links}


def test_what_rules_and_model_both_find_keeps_its_links_and_values(pipeline):
    folder = pipeline(actor="Kyiv", figure="45,000 troops")
    spans, links = made(folder, actor="actor", figure="figure")
    assert spans == [("actor", "Kyiv", None), ("figure", "45,000 troops", 45000)]
    assert links >= {
        ("attributed_to", "45,000 troops had left", "Kyiv"),
        ("has_figure", "45,000 troops had left", "45,000 troops"),
    }


def test_a_claim_of_the_model_has_the_rows_of_the_rules(pipeline):
    spans, links = made(pipeline(assertion="said 45,000 troops had left"), assertion="claim")
    assert spans == [("assertion", "said 45,000 troops had left", None)]
    assert ("attributed_to", "said 45,000 troops had left", "Kyiv") in links


def test_with_other_edges_it_is_the_same_thing_still(pipeline):
    [(_, said, value)], links = made(pipeline(figure="45,000"), figure="figure")
    assert (said, value) == ("45,000", 45000)
    assert ("has_figure", "45,000 troops had left", "45,000") in links


def test_what_only_the_model_finds_stands_alone(pipeline):
    spans, links = made(pipeline(place="the harbour"), place="")
    assert spans == [("place", "the harbour", None)]
    assert ("attributed_to", "45,000 troops had left", "Kyiv") in links
