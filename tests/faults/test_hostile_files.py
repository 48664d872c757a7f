"""Files made to do harm: each is refused in plain words, and the good one beside it is imported."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

import pytest

import main
from model import articles, check, project
from ui import children
from ui.import_child import Limits

pytestmark = pytest.mark.faults

GOOD = "A good neighbour."
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://%s">]>'
LAUGHS = b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"a" * 10) for n in range(9)
)
FEED = b'<rss version="2.0"><channel><item><description>%s</description></item></channel></rss>'
WORD = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
)
TYPES = (
    b'<?xml version="1.0"?>'
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
)
TASK = b'{"text": "Kyiv said so.", "spans": [{"start": %s, "end": 4, "label": "a"}]}\n'


def packed(**parts: bytes) -> bytes:
    """A zip archive with these parts, which name their folder by two underscores."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return into.getvalue()


def _in_tar(data: bytes) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as archive:
        info = tarfile.TarInfo("../climbed")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return into.getvalue()


def lying(data: bytes) -> bytes:
    """The archive with every size that it declares set to 10."""
    found = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = found.find(mark)
        while place >= 0:
            found[place + at : place + at + 4] = (10).to_bytes(4, "little")
            place = found.find(mark, place + 4)
    return bytes(found)


def hostile(secret: Path) -> dict[str, bytes]:
    foreign = ENTITIES % os.fsencode(secret)
    bomb = packed(word__document=b" " * 200_000_000)
    return {
        "laughs.xml": b'<?xml version="1.0"?><!DOCTYPE r [' + LAUGHS + b"]>" + FEED % b"&a8;",
        "quadratic.xml": b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "'
        + b"a" * 50_000
        + b'">]>'
        + FEED % (b"&a;" * 50_000),
        "laughs.xlsx": packed(
            xl__workbook=b"<!DOCTYPE r [" + LAUGHS + b"]><workbook>&a8;</workbook>"
        ),
        "foreign.xml": foreign + FEED % b"&x; and words",
        "foreign.xmi": foreign + b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
        b' xmlns:cas="http:///uima/cas.ecore"><cas:Sofa sofaString="&x;"/></xmi:XMI>',
        "foreign.docx": packed(word__document=foreign + WORD % b"&x;"),
        "bomb.docx": bomb,
        "lying.docx": lying(bomb),
        "bomb.xlsx": packed(xl__workbook=b" " * 200_000_000),
        "many.docx": packed(**{f"word__{n}": b"x" for n in range(10_000)}),
        "nested.docx": packed(word__document=packed(word__document=b"x")),
        "bomb.spacy": zlib.compress(bytes(500_000_000), 9),
        "tags.html": b"<html><body>" + b"<a " * 20_000,
        "comments.html": b"<html><body>" + b"<!--" * 20_000,
        "quotes.html": b"<html><body>" + b'<a x="' * 20_000,
        "deep.html": b"<html><body>" + b"<div>" * 200_000,
        "deep.json": b"[" * 200_000,
        "deep.jsonl": b'{"text": ' + b"[" * 200_000,
        "nan.jsonl": TASK % b"NaN",
        "digits.jsonl": TASK % (b"9" * 5_000),
        "loop.pdf": b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1000000>>endobj\ntrailer<</Root 1 0 R>>",
        "stub.docx": b"PK\x03\x04",
        "stub.pdf": b"%PDF-1.7",
        "zeros.txt": bytes(5_000),
        "fake.attesta": b"SQLite format 3\x00" + bytes(5_000),
    }


NAMES = sorted(hostile(Path("x")))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    made = tmp_path_factory.mktemp("hostile")
    (made / "secret").write_text("the secret words")
    (made / "in").mkdir()
    for name, data in hostile(made / "secret").items():
        (made / "in" / name).write_bytes(data)
    (made / "in" / "up.docx").write_bytes(_climbing())
    (made / "in" / "zz good.txt").write_text(GOOD)
    return made


def _climbing() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("../../climbed", b"x")
        archive.writestr("/climbed", b"x")
    return into.getvalue()


@pytest.fixture(scope="module")
def brought(place, tmp_path_factory):
    named = [place / "in" / name for name in (*NAMES, "up.docx", "zz good.txt")]
    before = sorted(place.rglob("*"))
    found = children.read(children.Wish(named), tmp_path_factory.mktemp("spool"))
    assert sorted(place.rglob("*")) == before, "nothing was written beside the files"
    return found


@pytest.mark.parametrize("name", [*NAMES, "up.docx"])
def test_it_is_refused_by_name(name, brought):
    (why,) = [one.why for one in (*brought.found, *brought.rest)
              if one.path.name == name and one.outcome == "failed"]  # fmt: skip
    assert name in why
    assert "Error" not in why
    assert "crashed" not in why


def test_the_good_one_is_read_and_no_secret(brought):
    (found,) = [(one, list(drafts)) for one, drafts in brought.files() if not one.outcome]
    assert [draft.text for draft in found[1]] == [GOOD]
    assert "secret words" not in (brought.folder / "drafts.jsonl").read_text()


def test_packed_archives_are_refused_with_what_to_do(tmp_path, capsys):
    path = tmp_path / "desk.attesta"
    project.create(path, person="Ana").close()
    tar = _in_tar(GOOD.encode())
    packed_ones = {"files.tar": tar, "files.tar.gz": gzip.compress(tar), "nameless": tar}
    for name, data in packed_ones.items():
        (tmp_path / name).write_bytes(data)
    assert main.main(["import", str(path), *(str(tmp_path / name) for name in packed_ones)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [Path(line.partition(": ")[0]).name for line in lines] == list(packed_ones)
    assert all(line.endswith("unpack it, then import what was in it.") for line in lines)
    assert not (tmp_path.parent / "climbed").exists()


def test_the_parser_of_xml_has_its_own_guard_against_bombs_too():
    assert expat.version_info >= (2, 4, 1)


def test_the_command_line_tells_each_in_a_line(place, tmp_path, capsys):
    path = tmp_path / "desk.attesta"
    project.create(path, person="Ana").close()
    assert main.main(["import", str(path), str(place / "in")]) == 1
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == len(NAMES)
    assert "Traceback" not in said.err
    with project.open_(path) as store:
        (article,) = articles.every(store)
        assert articles.text_of(store, article.id) == GOOD
        assert check.project(store) == []


# ---- what no importer can see coming


def brings(tmp_path, files, **limits):
    """What is read of some files under tight limits, by name."""
    into, spool = tmp_path / "in", tmp_path / "spool"
    into.mkdir()
    spool.mkdir()
    for name, data in files.items():
        (into / name).write_bytes(data)
    found = children.read(children.Wish([into]), spool, limits=Limits(**limits))
    assert sum(one.articles for one in found.found) == sum(len(list(d)) for _, d in found.files())
    return {one.path.name: (one.articles, one.why) for one in found.found}


def test_a_file_that_keeps_its_reader_busy_is_given_up(tmp_path):
    slow = b"![" * 600_000
    found = brings(tmp_path, {"a.md": slow, "b.txt": b"good"}, seconds=1, seconds_a_mb=0)
    assert found == {
        "a.md": (0, "a.md was given up: reading it took too long. Nothing was imported from it."),
        "b.txt": (1, ""),
    }


def test_a_file_that_takes_too_much_memory_is_given_up(tmp_path):
    large = b"word " * 12_000_000
    found = brings(tmp_path, {"a.txt": large, "b.txt": b"good"}, memory=250_000_000)
    assert found["a.txt"][0] == 0
    assert found["a.txt"][1].startswith("a.txt")
    assert found["b.txt"] == (1, "")


def test_a_file_that_grows_by_being_read_is_given_up(tmp_path):
    name = f"{'n' * 200}.jsonl"  # stands in the title of each of its articles
    found = brings(tmp_path, {name: b'{"text": "a"}\n' * 3_000, "z.txt": b"good"}, room=1_000)
    assert found[name][0] == 0
    assert "much larger by being read" in found[name][1]
    assert found["z.txt"] == (1, "")
