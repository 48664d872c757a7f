"""What is typed into fields: kept without what no file carries, refused where it means nothing."""

from __future__ import annotations

import pytest

from model import articles, exporting, spans, typed
from model.corpus import snapshot
from model.errors import UserError
from model.selection import Selection

ODD = (
    "bell\x07 esc\x1b[31m tab\there\r\nsecond\x0bthird\u2028fourth"
    " \x00\ufffe\ud800 👨\u200d👩\u200d👧 a\u00a0b"
)


def test_a_note_keeps_its_lines_and_loses_control_characters(store, article, label):
    span = spans.mark(store, article, 0, 4, label["claim"])
    spans.set_note(store, span, ODD)
    kept = spans.existing(store, span).note
    assert kept == "bell esc[31m tab\there\nsecond\nthird\nfourth  👨\u200d👩\u200d👧 a\u00a0b"


def test_title_source_and_cue_are_one_line(store, article, label):
    articles.change(store, article, title=" Two\nlines\x07 ", source=ODD)
    changed = articles.one(store, article)
    assert changed.title == "Two lines"
    assert changed.source.isprintable() or "\u200d" in changed.source
    span = spans.mark(store, article, 0, 4, label["claim"])
    spans.set_attributes(store, span, {"cue": "told\x00\nus"})
    assert spans.existing(store, span).attributes == {"cue": "told us"}


@pytest.mark.parametrize("name", sorted(exporting.formats()))
def test_every_format_carries_what_was_pasted_with_control_characters(
    store, article, label, tmp_path, name
):
    span = spans.mark(store, article, 0, 4, label["claim"])
    spans.set_note(store, span, ODD)
    spans.set_attributes(store, span, {"cue": ODD})
    articles.change(store, article, title=ODD, source=ODD, note=ODD)
    articles.submit(store, article)
    found = snapshot(store, Selection())
    exporting.export(found, name, tmp_path / f"out{exporting.formats()[name].SUFFIX}")


@pytest.mark.parametrize(
    ("said", "kept"),
    [("", ""), ("2024", "2024"), ("2024-02", "2024-02"), ("2024-02-29", "2024-02-29"),
     ("2024-11-06T10:00:00Z", "2024-11-06T10:00:00Z"), (" 6 November 2024\n", "2024-11-06"),
     ("06.11.2024", "2024-11-06")],
)  # fmt: skip
def test_a_date_is_kept_as_every_program_reads_it(store, article, said, kept):
    articles.change(store, article, date=said)
    assert articles.one(store, article).date == kept


@pytest.mark.parametrize("said", ["2026-02-30", "2026-13", "soon", "03/04/2024", "0000-01-01"])
def test_what_is_no_day_or_could_be_two_is_refused(store, article, said):
    articles.change(store, article, date="2024-11-06")
    with pytest.raises(UserError, match="Write it as 2024-11-06"):
        articles.change(store, article, date=said)
    assert articles.one(store, article).date == "2024-11-06"


def test_a_language_is_a_code(store, article):
    articles.change(store, article, language="pt-BR")
    with pytest.raises(UserError, match="no code of a language"):
        articles.change(store, article, language="I do not know!")
    assert articles.one(store, article).language == "pt-BR"


def test_a_cue_that_is_typed_over_no_longer_stands_in_the_text(store, article, label):
    span = spans.mark(store, article, 0, 4, label["claim"])
    spans.set_attributes(store, span, {"cue": "said", "cue_start": 5, "cue_end": 9})
    spans.set_attributes(store, span, {"verdict": "supported", "cue": "said"})
    assert spans.existing(store, span).attributes["cue_start"] == 5
    spans.set_attributes(store, span, {"cue": "claimed"})
    assert spans.existing(store, span).attributes == {"cue": "claimed", "verdict": "supported"}


def test_zero_is_a_value():
    assert typed.attributes({"low": 1}, {"value": 0, "low": None}) == {"value": 0}
