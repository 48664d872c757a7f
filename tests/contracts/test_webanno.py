"""WebAnno TSV as other tools see it: UTF-16, escapes, stacked values, parts of tokens."""

from __future__ import annotations

from dataclasses import replace

import pytest
from web_anno_tsv import open_web_anno_tsv

from model import exporting
from model.errors import UserError
from model.importers import webanno
from model.importers._tsv_escapes import escaped, stacked, unescaped
from tests import gold
from tests.corpora import HARD, article, corpus, of_gold


def exported(given, tmp_path):
    exporting.export(given, "webanno", tmp_path / "w")
    return sorted((tmp_path / "w").glob("*.tsv"))


def rows(file):
    lines = file.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line[:1].isdigit()]


def written(tmp_path, *lines):
    file = tmp_path / "doc.tsv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def others(file):
    """What the package web-anno-tsv finds: sentence texts, and (text, label) of annotations."""
    with open_web_anno_tsv(str(file)) as reader:
        found = list(reader)
    return [(a.text, a.label) for sentence in found for a in sentence.annotations]


def test_another_reader_finds_every_span_of_the_gold(tmp_path):
    (file,) = exported(of_gold(), tmp_path)
    wanted = [(one["text"], one["label"]) for one in gold.gold()["spans"]]
    assert sorted(others(file)) == sorted(wanted)
    assert len(wanted) == 87


@pytest.mark.parametrize("case", ["nested", "crossing", "same label overlaps", "emoji",
                                  "combining marks", "no-break space"])  # fmt: skip
def test_another_reader_finds_the_hard_cases(case, tmp_path):
    given = HARD[case]
    (file,) = exported(given, tmp_path)
    (one,) = given.articles
    assert sorted(others(file)) == sorted((s.quote, s.label) for s in one.spans)


def test_offsets_are_utf16_and_the_header_is_as_inception_writes_it(tmp_path):
    (file,) = exported(corpus(article("🪖 Syrskiy said 7,905", (15, 20, "figure"))), tmp_path)
    said = file.read_text(encoding="utf-8")
    assert said.startswith("#FORMAT=WebAnno TSV 3.3\n#T_SP=webanno.custom.Span|identifier|value|")
    assert "\n\n\n#Text=🪖 Syrskiy said 7,905\n1-1\t0-2\t🪖\t_" in said
    assert rows(file)[-1][1:3] == ["16-21", "7,905"]
    (draft,) = webanno.read(file)
    assert [(s.start, s.end, s.quote) for s in draft.spans] == [(15, 20, "7,905")]


def test_the_layers_that_a_project_must_have_first_lie_beside(tmp_path):
    import cassis

    (file,) = exported(of_gold(), tmp_path)
    with file.with_name("TypeSystem.xml").open("rb") as found:
        types = cassis.load_typesystem(found)
    heads = [line[6:].split("|") for line in file.read_text(encoding="utf-8").split("\n")[1:3]]
    for layer, *columns in heads:
        known = {one.name for one in types.get_type(layer).all_features}
        assert {name for name in columns if not name.startswith("BT_")} <= known
    link = types.get_type("webanno.custom.Link")
    assert {link.get_feature(end).rangeType.name for end in ("Governor", "Dependent")} == {
        "webanno.custom.Span"
    }
    assert any("layers" in one.what for one in exporting.report(of_gold(), "webanno"))


def test_numbers_stand_only_where_they_are_needed(tmp_path):
    given = corpus(article("Syrskiy said 7,905 men fell", (0, 7, "actor"), (13, 22, "claim"),
                           (13, 18, "figure")))  # fmt: skip
    (file,) = exported(given, tmp_path)
    values = {row[2]: row[4] for row in rows(file)}
    assert values == {"Syrskiy": "actor", "said": "_", "7,905": "claim[1]|figure[2]",
                      "men": "claim[1]", "fell": "_"}  # fmt: skip


def test_a_cut_token_is_given_in_parts(tmp_path):
    given = corpus(article("some 12,000troops fell", (5, 11, "figure"), (11, 22, "actor")))
    (file,) = exported(given, tmp_path)
    assert [(row[0], row[1], row[4]) for row in rows(file)][1:4] == [
        ("1-2", "5-17", "_"), ("1-2.1", "5-11", "figure"), ("1-2.2", "11-17", "actor[1]"),
    ]  # fmt: skip
    (draft,) = webanno.read(file)
    assert [s.quote for s in draft.spans] == ["12,000", "troops fell"]


NASTY = "\\ [ ] | _ -> ; * \t \n a\\|b[1] \\"


def test_every_escape_goes_there_and_back():
    assert escaped("[]|_;*") == "\\[\\]\\|\\_\\;\\*"
    assert escaped("a->b\t\n") == "a\\->b\\t\\n"
    assert unescaped(escaped(NASTY)) == NASTY
    cell = f"{escaped(NASTY)}[1]|{escaped(NASTY)}[12]|x"
    assert [(unescaped(v), n) for v, n in stacked(cell)] == [
        (NASTY, "1"), (NASTY, "12"), ("x", ""),
    ]  # fmt: skip


def test_notes_and_texts_with_every_sign_come_back(tmp_path):
    one = article("tab\there\\ and [x]|_;*", (0, 3, "actor"))
    one = replace(one, spans=(replace(one.spans[0], note=f"{NASTY}\r\x00"),))
    (file,) = exported(corpus(one), tmp_path)
    (draft,) = webanno.read(file)
    assert (draft.text, draft.spans[0].note) == (one.text, f"{NASTY}\r\x00")


def test_a_span_across_sentences_joins_them(tmp_path):
    given = corpus(article("One fell. Two fell.\nThree fell. Four.", (4, 25, "claim")))
    assert any("across sentences" in loss.what for loss in exporting.report(given, "webanno"))
    (file,) = exported(given, tmp_path)
    assert [line for line in file.read_text().split("\n") if line.startswith("#Text=")] == [
        "#Text=One fell. Two fell.", "#Text=Three fell. ", "#Text=Four.",
    ]  # fmt: skip
    assert others(file) == [("fell. Two fell.\nThree", "claim")]


def test_blank_edges_are_trimmed_and_blank_spans_left_out_with_a_word(tmp_path):
    given = corpus(article("one  two", (0, 4, "actor"), (3, 5, "claim")))
    told = {loss.harm: loss.count for loss in exporting.report(given, "webanno")}
    assert told == {"changed": 1, "lost": 1, "note": 1}
    (file,) = exported(given, tmp_path)
    (draft,) = webanno.read(file)
    assert [(s.start, s.end, s.label) for s in draft.spans] == [(0, 3, "actor")]


def test_a_suggestion_has_no_value(tmp_path):
    (file,) = exported(HARD["suggested and rejected"], tmp_path)
    assert [label for _, label in others(file)] == ["actor", "*", "*"]
    (draft,) = webanno.read(file)
    assert [s.state for s in draft.spans] == ["accepted", "suggested", "rejected"]


def test_another_tools_file_with_links_parts_and_gaps(tmp_path):
    file = written(
        tmp_path,
        "#FORMAT=WebAnno TSV 3.2",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS|PosValue",
        "#T_SP=webanno.custom.Claim|label|sure",
        "#T_RL=webanno.custom.Tie|kind|BT_webanno.custom.Claim",
        "#T_CH=de.tudarmstadt.ukp.CoreferenceLink|referenceType|referenceRelation",
        "",
        "",
        "#Text=🪖 Ann said",
        "#Text=so.",
        "1-1\t0-2\t🪖\tSYM\t_\t_\t_\t_\t_\t_\t",
        "1-2\t3-6\tAnn\tNP\tactor\t*\t_\t_\t_\t_\t",
        "1-3\t7-11\tsaid\tV\tclaim[1]|cue[2]\tyes\\_no[1]|*[2]\tby\t1-2[0_1]\t*->1-1\tx\t",
        "1-4\t12-14\tso\t_\tclaim[1]\tyes\\_no[1]\t_\t_\t_\t_\t",
        "1-5\t14-15\t.\t_\t_\t_\t_\t_\t_\t_\t",
        "",
        "#Text=No.",
        "2-1\t17-19\tNo\t_\t_\t_\t_\t_\t_\t_\t",
        "2-2\t19-20\t.\t_\t_\t_\t_\t_\t_\t_\t",
    )
    (draft,) = webanno.read(file)
    assert draft.text == "🪖 Ann said\nso.\n No."
    assert [(s.label, s.quote, s.line, dict(s.attributes)) for s in draft.spans] == [
        ("actor", "Ann", 11, {}),
        ("claim", "said\nso", 12, {"sure": "yes_no"}),
        ("cue", "said", 12, {}),
    ]
    keys = {s.key: s.label for s in draft.spans}
    assert [(x.kind, keys[x.head], keys[x.child]) for x in draft.links] == [
        ("by", "actor", "claim")
    ]
    told = "\n".join(draft.skipped)
    assert "3 × POS" in told
    assert "2 × CoreferenceLink" in told
    assert "2 blanks between sentences are not in the file" in told


def test_what_is_wrong_is_named_with_its_line(tmp_path):
    file = written(tmp_path, "#FORMAT=WebAnno TSV 3.3", "#T_SP=x.Y|label", "", "", "#Text=One.",
                   "1-1\tthree-4\tOne\tA\t")  # fmt: skip
    with pytest.raises(UserError, match=r"doc\.tsv, line 6"):
        list(webanno.read(file))
    far = written(tmp_path, "#FORMAT=WebAnno TSV 3.3", "", "", "#Text=One.",
                  "1-1\t999999999-999999999\tOne\t")  # fmt: skip
    with pytest.raises(UserError, match=r"doc\.tsv, line 5: .* signs of text are missing"):
        list(webanno.read(far))


def test_blanks_before_and_between_sentences_come_back(tmp_path):
    given = corpus(article("\n\n  One.\t\u00a0 Two.\n\n\nThree. \n"))
    (file,) = exported(given, tmp_path)
    (draft,) = webanno.read(file)
    assert draft.text == "\n\n  One.\t\u00a0 Two.\n\n\nThree. \n"
    alone = tmp_path / "alone.tsv"
    alone.write_bytes(file.read_bytes())
    (draft,) = webanno.read(alone)
    assert draft.text == "    One.\t\u00a0 Two.\n\n\nThree. \n"
