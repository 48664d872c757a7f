"""CoNLL columns: both kinds of IOB, rebuilt texts, layers that are flat, and exact places back."""

from __future__ import annotations

import json

import pytest
from spacy.training.converters.conll_ner_to_docs import conll_ner_to_docs

from model import exporting, importing
from model.errors import UserError
from tests.corpora import HARD, article, corpus, of_gold
from tests.there_and_back import drafts, exported, placed

IOB2 = """\
-DOCSTART- -X- -X- O

Syrskiy NNP B-NP B-ACTOR
said VBD B-VP O
7,905 CD B-NP B-FIGURE
Russian JJ I-NP B-ACTOR
forces NNS I-NP I-ACTOR

It PRP B-NP O

-DOCSTART- -X- -X- O

Kyiv NNP B-NP B-ACTOR
"""


def read(tmp_path, said, name="a.conll"):
    (tmp_path / name).write_bytes(said if isinstance(said, bytes) else said.encode())
    return list(importing.formats()["conll"].read(tmp_path / name))


def marked(draft):
    return [(draft.text[one.start : one.end], one.label) for one in draft.spans]


def test_documents_sentences_and_chunks_are_read(tmp_path):
    one, two = read(tmp_path, IOB2)
    assert one.text == "Syrskiy said 7,905 Russian forces\nIt"
    assert marked(one) == [("Syrskiy", "ACTOR"), ("7,905", "FIGURE"), ("Russian forces", "ACTOR")]
    assert [span.line for span in one.spans] == [3, 5, 6]
    assert (two.text, marked(two)) == ("Kyiv", [("Kyiv", "ACTOR")])


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ("I-A I-A O I-A", [(0, 2), (3, 4)]),
        ("I-A B-A I-A I-B", [(0, 1), (1, 3), (3, 4)]),
        ("B-A B-A I-B O", [(0, 1), (1, 2), (2, 3)]),
        ("S-A B-A E-A O", [(0, 1), (1, 3)]),
        ("U-A B-A I-A L-A", [(0, 1), (1, 4)]),
    ],
)
def test_iob1_iob2_and_iobes_say_the_same_in_their_own_ways(tmp_path, tags, wanted):
    words = ("w0", "w1", "w2", "w3")
    rows = "\n".join(f"{word}\t{tag}" for word, tag in zip(words, tags.split(), strict=True))
    (found,) = read(tmp_path, rows)
    assert [(one.start // 3, (one.end + 1) // 3) for one in found.spans] == wanted


def test_a_chunk_ends_with_its_sentence(tmp_path):
    (found,) = read(tmp_path, "a I-A\nb I-A\n\nc I-A\n")
    assert [(one.start, one.end) for one in found.spans] == [(0, 3), (4, 5)]


@pytest.mark.parametrize("columns", ["w{0} {1}", "w{0}\t{1}", "w{0} X {1}", "w{0} X Y Z {1}"])
def test_two_to_five_columns_tabs_or_blanks(tmp_path, columns):
    said = "\r\n".join(["\ufeff" + columns.format(0, "B-A"), columns.format(1, "I-A"), "", ""])
    (found,) = read(tmp_path, said)
    assert (found.text, marked(found)) == ("w0 w1", [("w0 w1", "A")])


def test_a_no_break_space_stays_in_its_token_and_remarks_are_none(tmp_path):
    (found,) = read(tmp_path, "# sentence 1\n7\u00a0905 B-FIGURE\n# O\nmen O\n")
    assert found.text == "7\u00a0905 # men"
    assert marked(found) == [("7\u00a0905", "FIGURE")]


def test_a_line_that_is_no_token_is_named(tmp_path):
    (found,) = read(tmp_path, "a B-A\nnonsense\nb O\n")
    assert found.skipped == ("a.conll, line 2: no token with a tag.",)
    with pytest.raises(UserError, match=r"a\.conll has no columns"):
        read(tmp_path, "Just a text.\n")


# ---- what we write


def docs(file):
    return list(conll_ner_to_docs(file.read_text(encoding="utf-8"), no_print=True))


def test_spacy_reads_every_layer_as_we_meant_it(tmp_path):
    folder = exported(of_gold(), "conll", tmp_path)
    files = sorted(file.name for file in folder.glob("*.conll"))
    assert files == [f"{name}.train.conll" for name in ("actor", "claim", "figure", "verified")]
    many = {file: len(docs(folder / file)[0].ents) for file in files}
    assert list(many.values()) == [35, 23, 13, 2]


def test_nested_spans_of_one_label_are_counted_and_listed(tmp_path):
    given = HARD["same label overlaps"]
    (told,) = [one for one in exporting.report(given, "conll") if one.harm == "lost"]
    assert (told.count, len(told.examples)) == (2, 2)
    folder = exported(given, "conll", tmp_path)
    side = json.loads((folder / "articles.jsonl").read_text())
    assert side["left_out"] == [[0, 3, "actor"], [2, 5, "actor"]]
    (found,) = drafts("conll", folder)
    assert placed(found) == {(0, 5, "actor", "accepted")}
    assert len(found.skipped) == 2


def test_a_span_that_cuts_a_token_is_told(tmp_path):
    given = corpus(article("some 45,000troops fell", (5, 11, "figure"), (0, 5, "claim")))
    lost = [one for one in exporting.report(given, "conll") if one.harm == "lost"]
    assert [(one.count, one.what) for one in lost] == [
        (2, "Spans that cut a token, or begin or end with a blank.")
    ]


def test_a_sentence_does_not_end_inside_a_span(tmp_path):
    given = corpus(article("He left. She came. We saw.", (3, 17, "claim"), (19, 21, "actor")))
    folder = exported(given, "conll", tmp_path)
    for file in folder.glob("*.conll"):
        said = file.read_text(encoding="utf-8").split("-DOCSTART- -X- O O\n\n")[1]
        assert [part.count("\n") + 1 for part in said.strip("\n").split("\n\n")] == [6, 3]


def test_columns_hold_no_blanks_and_one_start_an_article(tmp_path):
    given = corpus(*(one for case in ("no-break space", "line separators", "emoji", "CRLF")
                     for one in HARD[case].articles))  # fmt: skip
    for file in exported(given, "conll", tmp_path).glob("*.conll"):
        lines = file.read_text(encoding="utf-8").split("\n")
        assert lines.count("-DOCSTART- -X- O O") == 4
        assert all(len(line.split()) in (0, 4) for line in lines)


def test_splits_lie_in_files_of_their_own_and_come_back_in_order(tmp_path):
    given = HARD["three splits"]
    folder = exported(given, "conll", tmp_path)
    starts = {split: (folder / f"claim.{split}.conll").read_text().count("-DOCSTART-")
              for split in ("train", "dev", "test")}  # fmt: skip
    assert starts == {"train": 2, "dev": 1, "test": 1}
    assert [one.text for one in drafts("conll", folder)] == [one.text for one in given.articles]


def test_one_layer_alone_finds_its_places_too(tmp_path):
    folder = exported(HARD["emoji"], "conll", tmp_path)
    (found,) = drafts("conll", folder / "figure.train.conll")
    assert placed(found) == {(21, 26, "figure", "accepted")}
    assert found.text == HARD["emoji"].articles[0].text


def test_an_unread_article_stands_in_no_layer(tmp_path):
    given = corpus(*HARD["reviewed and empty"].articles, *HARD["never looked at"].articles)
    folder = exported(given, "conll", tmp_path)
    assert (folder / "claim.train.conll").read_text().count("-DOCSTART-") == 1
    assert any("in the side file alone" in one.what for one in exporting.report(given, "conll"))


def test_a_side_file_that_does_not_fit_is_told(tmp_path):
    folder = exported(HARD["emoji"], "conll", tmp_path)
    layer = folder / "figure.train.conll"
    layer.write_text(layer.read_text(encoding="utf-8") + "more -X- _ O\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"line 1 of articles\.jsonl does not fit the columns"):
        list(importing.formats()["conll"].read(folder))
