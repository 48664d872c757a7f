"""Importing: one edit, no bad file in the way of good ones, sensible titles and languages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from model import articles, importing, languages, project, text
from model.errors import UserError
from model.importers import markdown, txt


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    (tmp_path / "in" / ".hidden").mkdir()
    for name, data in {
        "a.txt": b"First article, with words.", "b.md": b"# Second\n\nBody **bold**.",
        "same.txt": b"First article,\x20with words.", "broken.txt": bytes(500),
        "blank.txt": b" \n\n ", "picture.png": b"\x89PNG", ".hidden/c.txt": b"never",
        "deeper/d.TXT": "Caf\u00e9 au lait, dit-il, d\u00e9j\u00e0 vu.".encode("cp1252"),
    }.items():  # fmt: skip
        (tmp_path / "in" / name).write_bytes(data)
    return tmp_path / "in"


def outcomes(report):
    return {one.path.name: one.outcome for one in report.results}


def test_a_folder_is_one_edit_and_one_undo(store, folder):
    before = store.value("SELECT count(*) FROM edit")
    report = importing.read_files(store, [folder])
    assert outcomes(report) == {
        "a.txt": "new", "b.md": "new", "d.TXT": "new", "same.txt": "known", "broken.txt": "failed",
        "blank.txt": "failed", "picture.png": "passed over",
    }  # fmt: skip
    assert store.value("SELECT count(*) FROM edit") == before + 1
    assert [one.title for one in articles.every(store)] == ["A", "Second", "D"]
    assert "Café au lait" in articles.text_of(store, articles.every(store)[2].id)
    assert "blank.txt" in str(report.those("failed")[0].path)
    assert all(one.why for one in (*report.those("failed"), *report.those("passed over")))
    store.undo()
    assert articles.every(store) == []


def test_importing_again_adds_nothing_and_makes_no_edit(store, folder):
    importing.read_files(store, [folder])
    before = store.value("SELECT count(*) FROM edit")
    report = importing.read_files(store, [folder])
    assert report.new == ()
    assert len(report.those("known")) == 4
    assert store.value("SELECT count(*) FROM edit") == before


def test_files_named_by_themselves_say_why_not(store, tmp_path):
    with project.create(tmp_path / "other.attesta"):
        pass
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    report = importing.read_files(
        store, [tmp_path / "gone.txt", tmp_path / "other.attesta", tmp_path / "x.png"]
    )
    assert not report.went_well
    assert {one.path.name: one.why.split("(")[0].strip() for one in report.results} == {
        "gone.txt": "There is no such file.",
        "other.attesta": "other.attesta holds no articles.",
        "x.png": "Not a kind of file that can be imported, as far as content and name show.",
    }


def test_unreadable_and_oversized_files_are_told(store, tmp_path):
    (tmp_path / "long.txt").write_text("x" * (text.LARGEST + 1))
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
    report = importing.read_files(store, [tmp_path])
    assert {one.path.name for one in report.those("failed")} >= {"long.txt", "loop.txt"}
    assert report.new == ()


def test_a_text_kept_and_a_file_told_with_its_encoding(store, tmp_path):
    (tmp_path / "a.txt").write_bytes("Größe".encode("utf-16"))
    report = importing.read_files(store, [tmp_path / "a.txt"])
    assert report.results[0].encoding == "utf-16"
    assert articles.text_of(store, report.new[0]) == "Größe"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Kursk troops grow\n\nRussia has massed.", "Kursk troops grow"),
        ("Russia has massed troops.\nMore follows.", "File name"),
        ("A single line", "File name"),
        ("x" * 121 + "\nmore", "File name"),
        ("\n\n  Spaced   out \nmore", "Spaced out"),
    ],
)
def test_the_title_of_a_text(written, title, tmp_path):
    path = tmp_path / "file-name.txt"
    path.write_text(written)
    assert [one.title for one in txt.read(path)] == [title]


def test_the_sample_is_named_after_its_file():
    (found,) = txt.read(next(iter(project.sample_texts())))
    assert found.title == "Kursk troops"
    assert found.language == "en"


def test_markdown_becomes_readable_text(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(
        '---\ntitle: "Talks: day two"\ndate: 2024-11-06\nsource: RFE/RL\ntags: [a]\n---\n'
        "# Heading &amp; *more*\n\nSee [the report](https://x.example) and ![a map](m.png).\n\n"
        "- one\n- two\n  1. inner\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "<script>alert(1)</script>\n<p>kept words</p>\n",
        encoding="utf-8",
    )
    (found,) = markdown.read(path)
    assert (found.title, found.date, found.source) == ("Talks: day two", "2024-11-06", "RFE/RL")
    assert found.text == (
        "Heading & more\nSee the report and a map.\n• one\n• two\n  1. inner\nquoted\n"
        "a\tb\n1\t2\nkept words\n"
    )


def test_markdown_without_front_matter_is_named_by_its_heading(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("Intro\n\n## First heading\n\n---\n\nnot: front matter\n")
    (found,) = markdown.read(path)
    assert found.title == "First heading"
    assert "not: front matter" in found.text


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("Russia said 45,000", "en"), ("Россия заявила", "ru"), ("Україна заявила про їх", "uk"),
        ("قال الرئيس", "ar"), ("אמר הנשיא", "he"), ("大統領は語った", "ja"), ("总统说", "zh"),
        ("대통령은 말했다", "ko"), ("Ο πρόεδρος είπε", "el"), ("ประธานาธิบดีกล่าว", "th"),
        ("12 345", "en"), ("", "en"), ("The word Россия stands in this English text", "en"),
    ],
)  # fmt: skip
def test_the_script_tells_the_language(written, language):
    assert languages.guess(written) == language


def test_pasted_text_is_named_by_its_words():
    found = importing.from_text("One two three four five six seven eight nine ten.")
    assert found.title == "One two three four five six seven eight…"
    assert importing.from_text("Headline\r\nbody.").text == "Headline\nbody."
    assert importing.from_text("x", "Named").title == "Named"
    with pytest.raises(UserError, match="holds no text"):
        importing.from_text("  \n ")


def test_the_sample_project_holds_the_seeds(tmp_path):
    with importing.make_sample(tmp_path / "s.attesta", person="Ana") as made:
        assert [one.title for one in articles.every(made)] == ["Kursk troops"]
        assert articles.every(made)[0].state == "new"


def test_the_pages_that_explain_an_export_are_no_articles(tmp_path):
    for name in ("datasheet.md", "out.datasheet.md", "datasheet.json", "README.md"):
        (tmp_path / name).write_text("# About this corpus\n\nSome words.\n", "utf-8")
    (tmp_path / "report.md").write_text("# Drones\n\nSome words.\n", "utf-8")
    planned = importing.plan([tmp_path])
    assert [path.name for path in planned.files] == ["report.md"]
    assert [path.name for path in importing.plan([tmp_path / "README.md"]).files] == ["README.md"]
