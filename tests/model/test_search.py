"""Search: whatever is typed finds or finds nothing, and hits stand where the text has them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import articles, project, search
from model.drafts import Draft

TEXTS = {
    "kursk": "Kyiv said 45,000 troops fought in Kursk. The air\nforce struck.",
    "zoe": "💩 Zoe\u0308 Müller said the café résumé re\u0301sume\u0301 was force-fed air.",
    "tokyo": "日本の東京で5%増加。한국은 하나다. がく",
    "plain": "Nothing of note, 100% certain_things here.",
}


@pytest.fixture(scope="module")
def filled():
    with project.in_memory() as store:
        new = [Draft(body, f"Title {name}", source=f"agency-{name}")
               for name, body in TEXTS.items()]  # fmt: skip
        articles.add(store, new)
        yield store


def found(store, query):
    titles = {article.id: article.title.split()[1] for article in articles.every(store)}
    return {titles[id_] for id_ in search.articles(store, query).articles}


def quoted(name, query):
    return [TEXTS[name][start:end] for start, end in search.hits(TEXTS[name], query)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("troops", {"kursk"}),
        ("TROO", {"kursk"}),
        ("roops", set()),
        ("said", {"kursk", "zoe"}),
        ("said kursk", {"kursk"}),
        ('"air force"', {"kursk"}),
        ("air force", {"kursk", "zoe"}),
        ("zoe", {"zoe"}),
        ("zoë muller", {"zoe"}),
        ("resume", {"zoe"}),
        ("45,000", {"kursk"}),
        ("東京", {"tokyo"}),
        ("京東", set()),
        ("하나", {"tokyo"}),
        ("agency-plain", {"plain"}),
        ("title kursk", {"kursk"}),
        ("100%", {"plain"}),
        ("%", {"tokyo", "plain"}),
        ("_", {"plain"}),
        ("", set()),
        ("   ", set()),
        ('"', set()),
    ],
)
def test_what_a_query_finds(filled, query, names):
    assert found(filled, query) == names


SYNTAX = st.text(st.sampled_from(list("abc\"'*^:()-+{}[]~%_\\,.|&!?\0\n 日é💩")) | st.characters(),
                 max_size=30)  # fmt: skip


@given(SYNTAX)
@example("a AND NOT (b OR c)")
@example("NEAR(kursk troops, 2)")
@example("text : kursk")
@example("^kursk*")
@example('"unclosed')
@example("\ud800")
@example("\0")
@example("a " * 5000)
@example("x" * 100_000)
@example("%" * 60_000)
@example("AND OR NOT")
def test_nothing_that_is_typed_is_syntax(query):
    with project.in_memory() as store:
        articles.add(store, [Draft(body, name) for name, body in TEXTS.items()])
        total = search.articles(store, query)
        assert total.total >= len(total.articles)
        for body in TEXTS.values():
            for start, end in search.hits(body, query):
                assert 0 <= start < end <= len(body)


@pytest.mark.parametrize(
    ("name", "query", "hits"),
    [
        ("kursk", "troo", ["troops"]),
        ("kursk", '"air force"', ["air\nforce"]),
        ("kursk", "45,000", ["45,000"]),
        ("kursk", "$45", ["45"]),
        ("zoe", "zoe", ["Zoe\u0308"]),
        ("zoe", "ZOË", ["Zoe\u0308"]),
        ("zoe", "resume", ["résumé", "re\u0301sume\u0301"]),
        ("zoe", "caf", ["café"]),
        ("zoe", '"caf"', []),
        ("zoe", "said muller", ["Müller", "said"]),
        ("tokyo", "東京", ["東京"]),
        ("tokyo", "하", ["하"]),
        ("tokyo", "か", []),
        ("plain", "---", []),
        ("plain", "", []),
    ],
)
def test_hits_stand_where_the_text_has_them(name, query, hits):
    assert quoted(name, query) == hits


def test_hits_are_counted_in_code_points():
    assert search.hits(TEXTS["zoe"], "muller") == [(7, 13)]


def test_hits_have_a_limit():
    assert len(search.hits("a " * 5000, "a", most=100)) == 100


def test_the_best_hit_comes_first_and_the_total_is_told():
    with project.in_memory() as store:
        bodies = ["one kursk and many other words here", "kursk kursk kursk", "none"]
        ids = articles.add(store, [Draft(b, f"t{i}") for i, b in enumerate(bodies)]).new
        assert search.articles(store, "kursk").articles == (ids[1], ids[0])
        assert search.articles(store, "kursk", most=1).articles == (ids[1],)
