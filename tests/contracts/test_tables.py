"""Tables of claims and reviews: what a spreadsheet shows, what is published, what is never."""

from __future__ import annotations

import csv
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from model import exporting
from model.corpus import CorpusArticle, CorpusLink
from model.errors import UserError
from model.exporters.claims_csv import RISKY, safe
from tests.corpora import HARD, article, corpus, of_gold, span

TEXT = "Kyiv said some 45,000 troops, +300 a day, were near. No."


def checked(verdict="refuted", state="accepted", **more):
    """One claim with its actor and figure, and an actor that no claim has."""
    said = {"verdict": verdict, "cue": "said", "check_worthiness": "yes"}
    claim = span(TEXT, 10, 51, "claim", id="c", state=state, note="=private", attributes=said)
    actor = span(TEXT, 0, 4, "actor", id="a", attributes={"metonym": True, "entity": "Ukraine"})
    figure = span(TEXT, 30, 34, "figure", id="f", attributes={"value": 300, "comparator": "="})
    lone = span(TEXT, 53, 55, "actor", id="x")
    return corpus(CorpusArticle(
        id="t", title="=HYPERLINK(1)", text=TEXT, body="0" * 64, state="submitted",
        source="https://news.example/1", date="2024-11-06", spans=(actor, claim, figure, lone),
        links=(CorpusLink("attributed_to", "c", "a"), CorpusLink("has_figure", "c", "f")), **more,
    ))  # fmt: skip


def sheet(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_a_claim_with_what_its_links_say(tmp_path):
    report = exporting.export(checked(), "csv", tmp_path / "c.csv")
    assert (tmp_path / "c.csv").read_bytes().startswith(b'\xef\xbb\xbf"number"')
    (row,) = sheet(tmp_path / "c.csv")
    assert row["claim"] == TEXT[10:51]
    assert (row["actor"], row["cue"], row["verdict"]) == ("Kyiv", "said", "refuted")
    assert row["figures"] == "300 (+300)"
    assert (row["start"], row["end"]) == ("10", "51")
    assert (report.spans, report.links) == (3, 2)


def test_no_cell_can_be_taken_for_a_formula(tmp_path):
    exporting.export(checked(), "csv", tmp_path / "c.csv")
    (row,) = sheet(tmp_path / "c.csv")
    assert row["figures as written"] == "'+300"
    assert row["article"] == "'=HYPERLINK(1)"
    assert row["note"] == "'=private"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@given(st.text() | st.sampled_from(RISKY).flatmap(lambda first: st.text().map(first.__add__)))
def test_what_makes_a_cell_safe_can_be_taken_back(cell):
    kept = safe(cell)
    assert not kept.startswith(tuple(sign for sign in RISKY if sign != "'"))
    assert kept.removeprefix("'") == cell


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_table_says_what_it_cannot_hold(format_):
    told = {loss.what: loss.count for loss in exporting.report(checked(), format_)}
    assert told["Texts of the articles: this format holds claims only."] == 1
    assert told["Spans that are no claim, and that no claim is linked to."] == 1
    told = {loss.what for loss in exporting.report(HARD["reviewed and empty"], format_)}
    assert any("no line tells whether anybody has looked" in what for what in told)
    assert not any("explicitly empty" in what for what in told)


def test_a_workbook_holds_texts_not_formulas_and_can_be_read(tmp_path):
    path = tmp_path / "c.xlsx"
    exporting.export(checked(), "xlsx", path)
    shown = load_workbook(path).active
    head = {cell.value: cell.column for cell in shown[1]}
    assert shown.freeze_panes == "C2"
    assert shown.cell(1, head["claim"]).font.bold
    assert shown.column_dimensions["B"].width > 40
    risky = shown.cell(2, head["figures as written"])
    assert (risky.value, risky.data_type) == ("+300", "s")
    assert all(cell.data_type in "sn" for cell in shown[2])
    assert shown.cell(2, head["article"]).value == "=HYPERLINK(1)"
    assert shown.cell(2, head["start"]).value == 10


def test_control_characters_and_what_looks_like_an_escape_survive_or_are_told(tmp_path):
    text = "a\x01b _x0041_ c\x0bd"
    given_ = corpus(CorpusArticle(id="t", title="t", text=text, body="0" * 64, state="approved",
                                  spans=(span(text, 0, len(text)),)))  # fmt: skip
    report = exporting.export(given_, "xlsx", tmp_path / "c.xlsx")
    assert [loss.count for loss in report.losses if loss.harm == "changed"] == [1]
    rows = list(exporting.formats()["xlsx"].read_rows(tmp_path / "c.xlsx"))
    assert rows[0][1] == "a\ufffdb _x0041_ c\ufffdd"


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("case", HARD)
def test_a_table_of_every_hard_case_is_read_back_equal(format_, case, tmp_path):
    report = exporting.export(HARD[case], format_, tmp_path / f"t.{format_}")
    rows = list(exporting.formats()[format_].read_rows(report.path))
    claims = [one for each in HARD[case].articles for one in each.spans if one.label == "claim"]
    assert [row[1] for row in rows] == [one.quote for one in claims]


def test_every_cell_of_csv_stands_in_quotes(tmp_path):
    exporting.export(checked(), "csv", tmp_path / "c.csv")
    said = (tmp_path / "c.csv").read_text(encoding="utf-8-sig")
    assert set(re.sub(r'"(?:[^"]|"")*"', "", said)) == set(",\n")


def test_suggested_claims_are_marked_in_the_table(tmp_path):
    exporting.export(checked(state="suggested"), "csv", tmp_path / "c.csv")
    assert sheet(tmp_path / "c.csv")[0]["marked"] == "suggested"


# ---- ClaimReview


def published(tmp_path, given_, **options):
    report = exporting.export(given_, "claimreview", tmp_path / "r.json", options)
    return json.loads((tmp_path / "r.json").read_text(encoding="utf-8")), report


def test_a_checked_claim_is_published_with_speaker_rating_and_where_it_appeared(tmp_path):
    options = {"desk": "Fact Desk", "url": "https://desk.example/checks/"}
    (review,), _ = published(tmp_path, checked(), **options)
    assert review["@type"] == "ClaimReview"
    assert review["url"] == "https://desk.example/checks/c"
    assert review["author"]["name"] == "Fact Desk"
    assert review["claimReviewed"] == TEXT[10:51]
    assert review["reviewRating"]["alternateName"] == "False"
    assert review["reviewRating"]["ratingValue"] == 1
    item = review["itemReviewed"]
    assert item["author"] == [{"@type": "Organization", "name": "Ukraine"}]
    assert item["appearance"][0]["url"] == "https://news.example/1"
    assert "private" not in json.dumps(review)


@pytest.mark.parametrize("verdict", ["unchecked", "not checkable", "", "made up"])
def test_a_claim_without_a_persons_verdict_is_never_published(verdict, tmp_path):
    reviews, report = published(tmp_path, checked(verdict))
    assert reviews == []
    assert any("without a verdict" in loss.what for loss in report.losses)


@pytest.mark.parametrize("state", ["suggested", "rejected"])
def test_a_suggestion_is_never_published(state, tmp_path):
    reviews, report = published(tmp_path, checked(state=state))
    assert reviews == []
    assert any("never published" in loss.what for loss in report.losses)


def test_a_long_claim_is_published_in_full_and_that_is_said(tmp_path):
    text = "word " * 40
    given_ = corpus(article(text, state="approved"))
    claim = span(text, 0, 199, "claim", id="c", attributes={"verdict": "supported"})
    given_ = corpus(CorpusArticle(id="t", title="t", text=text, body="0" * 64, state="approved",
                                  spans=(claim,)))  # fmt: skip
    (review,), report = published(tmp_path, given_)
    assert review["claimReviewed"] == text.strip()
    assert any("in full" in loss.what for loss in report.losses)


def test_an_address_that_is_none_is_refused(tmp_path):
    with pytest.raises(UserError, match="no web address"):
        exporting.report(of_gold(), "claimreview", {"url": "javascript:alert(1)"})
