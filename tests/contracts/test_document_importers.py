"""Documents of other programs, made here in the shapes that those write, and what comes of them."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from model import articles, importing, project
from model.errors import UserError
from tests.import_samples import docx, pdf, zipped

SEED = Path(__file__).parents[2] / "seeds" / "kursk-troops.txt"
PARAGRAPHS = SEED.read_text(encoding="utf-8").rstrip("\n").split("\n")
PROMO = (3, 4)


@pytest.fixture
def read(tmp_path):
    """Drafts of a file with this name and these bytes, by the format that it is recognised as."""

    def read(name, data, **more):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        head = path.read_bytes()[:8192]
        formats = importing.formats().values()
        best = max(formats, key=lambda one: one.sniff(path, head))
        assert best.sniff(path, head) >= 0.5, "no format is sure of this file"
        return list(best.read(path, **more))

    return read


@pytest.fixture
def refused(read):
    """The sentences that refuse the file."""

    def refused(name, data, **more):
        with pytest.raises(UserError) as caught:
            read(name, data, **more)
        assert name in str(caught.value)
        return str(caught.value)

    return refused


def assert_read_or_refused(name, folder, data):
    module = importing.formats()[name]
    place = folder / f"some-file{module.SUFFIXES[0]}"
    place.write_bytes(data)
    found, refusal = [], place.name
    try:
        found = list(module.read(place))
    except UserError as error:
        refusal = str(error)
    assert place.name in refusal
    assert all(one.text.strip() and one.title for one in found)


# ---- pages


def page(paragraphs: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News of the day</a></li></ul></nav>'
        f"<article><h1>Kyiv counts troops</h1>{paragraphs}</article>"
        "<footer><p>Copyright of somebody, all rights reserved</p></footer>"
        "<script>var tracker = 'never text';</script></body></html>"
    )


def as_paragraphs(lines) -> str:
    return "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in lines)


ABOUT = (
    '<title>Kyiv counts troops | RFE/RL</title><meta property="og:title" content="Kyiv counts'
    ' troops"><meta property="og:site_name" content="RFE/RL"><meta name="viewport" content="x">'
    '<meta property="article:published_time" content="2024-11-06T18:33:00+02:00">'
    '<link rel="canonical" href="https://www.example.org/a/1">'
)


def test_a_saved_page_gives_the_report_as_it_stands_and_marks_its_promotion(read):
    body = as_paragraphs(PARAGRAPHS).replace("click here", '<a href="/war">click here</a>')
    (found,) = read("page.html", page(body, ABOUT))
    assert found.text.rstrip("\n").split("\n") == PARAGRAPHS
    assert found.boilerplate == PROMO
    assert found.title == "Kyiv counts troops"
    assert (found.source, found.date, found.language) == ("RFE/RL", "2024-11-06", "en")
    assert found.note == "https://www.example.org/a/1"


def test_promotion_in_a_box_of_its_own_is_kept_in_its_place_and_marked(read):
    box = (
        '<div class="related-box"><h3>More on this story</h3><ul><li><a href="/b">A different'
        " story about drones over the sea</a></li></ul></div>"
    )
    lines = as_paragraphs(PARAGRAPHS[:3]) + box + as_paragraphs(PARAGRAPHS[5:])
    (found,) = read("page.html", page(lines))
    said = found.text.rstrip("\n").split("\n")
    reported = [line for at, line in enumerate(said) if at not in found.boilerplate]
    assert reported == PARAGRAPHS[:3] + PARAGRAPHS[5:]
    assert all(at in (3, 4) for at in found.boilerplate)


def test_a_report_is_not_taken_for_promotion(read):
    lines = [
        "He said the men had signed up for the army and would follow us to the border, no further.",
        "Officials asked readers to subscribe",
        "More than 7,905 soldiers were killed, the ministry said on Wednesday in a long statement.",
        "Join the army, the poster said, and a thousand men followed that call within a week.",
    ]
    (found,) = read("page.html", page(as_paragraphs(lines + PARAGRAPHS[5:9])))
    assert found.boilerplate == ()


def test_no_character_of_a_page_is_changed(read):
    hard = "7&nbsp;905 men\u202f— né\u0301e 🪖 soft\u00adhyphen &amp; &lt;tag&gt; &#150;\u2028 were"
    told = f"<p>{hard} in the region.</p>{as_paragraphs(PARAGRAPHS)}"
    (found,) = read("page.html", page(told))
    kept = "7\u00a0905 men\u202f— né\u0301e 🪖 soft\u00adhyphen & <tag> –\u2028 were in the region."
    assert found.text.split("\n")[0] == kept


def test_line_breaks_lists_and_tables_of_a_page(read):
    more = (
        "<p>One line<br>another\n   line</p><ul><li>first point<li>second point</ul>"
        "<ol><li>one<li>two</ol><table><tr><th>Side<th>Lost</tr><tr><td>A</td>\n<td>7,905</td></tr>"
        "</table><p>The last words were spoken by the minister in the evening.</p>"
    )
    (found,) = read("page.html", page(as_paragraphs(PARAGRAPHS[5:8]) + more))
    assert found.text.rstrip("\n").split("\n")[3:] == [
        "One line", "another line", "• first point", "• second point", "1. one", "2. two",
        "Side\tLost", "A\t7,905", "The last words were spoken by the minister in the evening.",
    ]  # fmt: skip


def test_the_encoding_that_a_page_declares_is_believed_when_it_can_be(read):
    said = "Зеленский сообщил: 7 905 человек. " * 5
    declared = f'<html><head><meta charset="windows-1251"></head><body><p>{said}</p></body></html>'
    (found,) = read("page.html", declared.encode("cp1251"))
    assert (found.encoding, found.language) == ("cp1251", "ru")
    assert found.text.strip() == said.strip()
    (found,) = read("page.html", declared.replace("windows-1251", "utf-99").encode())
    assert found.text.strip() == said.strip()


def test_a_page_without_an_article_is_read_by_its_paragraphs(read):
    (found,) = read("bare.html", "<html><body><p>Seven dead.</p><p>25 wounded.</p></body></html>")
    assert found.text == "Seven dead.\n25 wounded.\n"
    assert found.title == "Bare"


def test_the_archive_of_a_browser_holds_the_page(read):
    mime = (
        "From: <Saved>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="--b"\r\n\r\n----b\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>7=C2=A0905 men wer=\r\n"
        "e killed there.</p></body></html>\r\n----b--\r\n"
    )
    (found,) = read("page.mhtml", mime)
    assert found.text == "7\u00a0905 men were killed there.\n"


def test_a_page_without_text_is_refused(refused):
    said = refused("empty.html", "<html><body><script>x()</script><img src='a.png'></body></html>")
    assert "holds no text" in said


@pytest.mark.parametrize(
    "data",
    [b"<a " * 20_000, b"<!--" * 20_000, b'<a x="' * 20_000, b"<div>" * 200_000, b"<b>" * 100_000,
     b"<table><tr><td>" * 20_000, b"<ul><li>" * 50_000],
    ids=lambda data: data[:6].decode(),
)  # fmt: skip
def test_pages_made_to_do_harm_end(tmp_path, data):
    assert_read_or_refused("html", tmp_path, data + b"words")


def test_a_page_cannot_read_other_files(read, tmp_path):
    (tmp_path / "secret.txt").write_text("the secret")
    bomb = '<!DOCTYPE html [<!ENTITY x SYSTEM "secret.txt">]><html><body><p>Told: &x; here</p>'
    assert "the secret" not in read("page.html", bomb)[0].text


# ---- Word


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_a_word_document_gives_its_paragraphs_and_what_it_says_of_itself(read):
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Kursk</dc:title>'
        "<dc:creator>A. Analyst</dc:creator><dcterms:created>2024-11-06T10:00:00Z</dcterms:created>"
        "</cp:coreProperties>"
    )
    data = docx("\n".join(PARAGRAPHS), parts={"docProps/core.xml": core})
    (found,) = read("report.docx", data)
    assert found.text.rstrip("\n").split("\n") == PARAGRAPHS
    assert (found.title, found.source, found.date) == ("Kursk", "A. Analyst", "2024-11-06")
    assert found.skipped == ()


def test_tracked_changes_are_taken_as_accepted_and_told(read):
    body = (
        f"<w:p>{run('Some ')}<w:del><w:r><w:delText>40,000</w:delText></w:r></w:del>"
        f"<w:ins>{run('45,000')}</w:ins>{run(' troops')}</w:p>"
        f"<w:p>{run('hidden', '<w:vanish/>')}{run('shown')}</w:p>"
    )
    (found,) = read("a.docx", docx(body=body))
    assert found.text == "Some 45,000 troops\nshown\n"
    assert found.skipped == ("1 tracked deletion left out", "1 hidden passage left out")


def test_headings_lists_tables_and_notes_of_a_word_document(read):
    def item(words, of, level=0):
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
        return f"<w:p><w:pPr>{numbered}</w:pPr>{run(words)}</w:p>"

    def cell(words):
        return f"<w:tc><w:p>{run(words)}</w:p></w:tc>"

    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("The count")}</w:p>'
        + item("first", 1) + item("deep", 1, 1) + item("one", 2) + item("two", 2)
        + f"<w:tbl><w:tr>{cell('Side')}{cell('Lost')}</w:tr><w:tr>{cell('A')}{cell('7,905')}</w:tr>"
        "</w:tbl><w:p>" + run("As said") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        + "<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r></w:p>"
    )  # fmt: skip
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts = {
        "word/numbering.xml": f'<w:numbering {w}><w:abstractNum w:abstractNumId="7"><w:lvl>'
        '<w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="8">'
        '<w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1">'
        '<w:abstractNumId w:val="8"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        "</w:num></w:numbering>",
        "word/footnotes.xml": f'<w:footnotes {w}><w:footnote w:id="2"><w:p>{run("By the army.")}'
        "</w:p></w:footnote></w:footnotes>",
        "word/header1.xml": f"<w:hdr {w}><w:p>{run('Confidential')}</w:p></w:hdr>",
    }
    (found,) = read("a.docx", docx(body=body, parts=parts))
    assert found.title == "The count"
    assert found.text.split("\n") == [
        "The count", "• first", "  • deep", "1. one", "2. two", "Side\tLost", "A\t7,905",
        "As said[1]\t", "\u2011", "[1] By the army.", "",
    ]  # fmt: skip
    assert found.skipped == ("1 page header or footer left out",)


def test_a_text_box_given_twice_is_read_once(read):
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{run('Before')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p><w:p>{run('After')}</w:p>"
    )
    (found,) = read("a.docx", docx(body=body))
    assert found.text == "Before\nIn the box\nAfter\n"


def test_word_documents_that_are_none_are_refused(refused):
    assert "password" in refused("old.docx", b"\xd0\xcf\x11\xe0" + bytes(600))
    whole = docx("words " * 5000)
    assert "damaged" in refused("half.docx", whole[: len(whole) // 2])
    assert "is not a Word document" in refused("other.docx", zipped({"a.txt": "words"}))
    assert "holds no text" in refused("empty.docx", docx(" "))


def test_zip_bombs_and_archives_made_to_do_harm_are_refused(refused, tmp_path):
    bomb = docx("x", parts={"word/numbering.xml": b" " * 60_000_000})
    assert "unpacks to far more" in refused("bomb.docx", bomb)
    many = docx("x", parts={f"word/{number}.xml": "" for number in range(2_100)})
    assert "more than 2,000 parts" in refused("many.docx", many)
    lying = bytearray(bomb)
    for at in (at for at in range(len(lying)) if lying[at : at + 4] == b"PK\x01\x02"):
        lying[at + 24 : at + 28] = (100).to_bytes(4, "little")
    refused("lying.docx", bytes(lying))
    before = set(tmp_path.parent.iterdir())
    read_apart = docx("x", parts={"../../out.xml": "x", "/abs.xml": "x", "..\\back.xml": "x"})
    (tmp_path / "apart.docx").write_bytes(read_apart)
    list(importing.formats()["docx"].read(tmp_path / "apart.docx"))
    assert set(tmp_path.parent.iterdir()) == before


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def test_entities_and_endless_nesting_in_xml_are_refused(refused, tmp_path):
    doctype = docx(body="x", parts={"word/styles.xml": f"{ENTITIES}<x>&b;</x>"})
    assert "document type or entities" in refused("entities.docx", doctype)
    assert "nested too deeply" in refused("deep.docx", docx(body="<w:p>" * 300 + "</w:p>" * 300))
    (tmp_path / "secret").write_text("the secret")
    reach = '<!DOCTYPE rss [<!ENTITY x SYSTEM "secret">]><rss><channel><item><description>&x;'
    assert "document type or entities" in refused("reach.rss", reach)


# ---- PDF


def two_columns_of_lines(*texts: str, x: float = 50, size: float = 12):
    """Lines at the usual distance, one under the other."""
    return [(x, 760 - 15 * at, size, line) for at, line in enumerate(texts)]


def test_hard_line_breaks_are_joined_into_the_paragraphs_that_the_page_shows(read):
    first = two_columns_of_lines(
        "Russia has massed some 45,000 troops in Kursk, the com-",
        "mander said on November 6, adding that Moscow was",
        "seeking to beef up its effectiveness.",
    )
    second = [(50, 705 - 15 * at, 12, line) for at, line in enumerate([
        "The commander wrote that better-", "equipped forces held 1,000 square kilo-",
        "meters of it. Every one of these square kilometers was", "taken in August.",
    ])]  # fmt: skip
    (found,) = read("a.pdf", pdf(pages=[first + second]))
    assert found.text == (
        "Russia has massed some 45,000 troops in Kursk, the commander said on November 6, adding"
        " that Moscow was seeking to beef up its effectiveness.\nThe commander wrote that"
        " better-equipped forces held 1,000 square kilometers of it. Every one of these square"
        " kilometers was taken in August.\n"
    )


def test_running_heads_and_page_numbers_are_left_out_and_told(read):
    pages = []
    for number in (1, 2, 3):
        pages.append([
            (50, 800, 9, "The Daily Ledger"),
            (50, 700, 12, f"Page content number {number} tells of 7,905 men who were"),
            (50, 685, 12, "wounded that day and whose"),
            (300, 30, 9, f"Page {number} of 3"),
        ])  # fmt: skip
    (found,) = read("a.pdf", pdf(pages=pages))
    assert "Ledger" not in found.text
    assert "of 3" not in found.text
    assert found.text.count("7,905 men who were wounded that day and whose") == 3
    assert found.skipped == (
        "running head or page number left out on 3 pages: “The Daily Ledger”",
        "running head or page number left out on 3 pages: “Page 1 of 3”",
    )


def test_a_sentence_goes_on_over_the_end_of_a_page(read):
    pages = [
        two_columns_of_lines("The figures that the commander gave could not be", "independently"),
        two_columns_of_lines("confirmed by anyone who was asked. The ministry", "kept silent."),
    ]
    (found,) = read("a.pdf", pdf(pages=pages))
    assert found.text.count("\n") == 1
    assert "be independently confirmed by" in found.text


def test_bullets_headings_and_indents_begin_paragraphs(read):
    lines = [
        (50, 760, 18, "The count of the day"), (50, 730, 12, "It names three sorts of loss"),
        (50, 715, 12, "and gives them in this order"), (60, 700, 12, "• men killed in the"),
        (72, 685, 12, "fighting"), (60, 670, 12, "• men wounded"),
        (50, 655, 12, "Nothing of it was confirmed by the other"),
        (50, 640, 12, "side of the front"),
    ]  # fmt: skip
    (found,) = read("a.pdf", pdf(pages=[lines]))
    assert found.text.rstrip("\n").split("\n") == [
        "The count of the day", "It names three sorts of loss and gives them in this order",
        "• men killed in the fighting", "• men wounded",
        "Nothing of it was confirmed by the other side of the front",
    ]  # fmt: skip
    assert found.title == "The count of the day"


def test_what_a_pdf_says_of_itself_is_taken_and_ligatures_are_letters(read):
    about = "/Title(Kursk report)/Author(A. Analyst)/CreationDate(D:20241106101500+02'00')"
    (found,) = read("a.pdf", pdf("The ﬁgures of the ﬂeet 7\u00a0905", about=about))
    assert found.text == "The figures of the fleet 7\u00a0905\n"
    assert (found.title, found.source, found.date) == ("Kursk report", "A. Analyst", "2024-11-06")
    (found,) = read("my-file.pdf", pdf("Words.", about="/Title(Microsoft Word - x.docx)"))
    assert found.title == "My file"


def test_pdfs_without_text_protected_too_long_or_damaged_are_refused(refused):
    many = pdf("words").replace(b"/Count 1/", b"/Count 90000/")
    assert "90,000 pages" in refused("many.pdf", many)
    assert "only pictures of pages" in refused("scan.pdf", pdf(pages=[[], []]))
    assert "600 pages" in refused("long.pdf", pdf(pages=[[]] * 600))
    assert "damaged" in refused("cut.pdf", pdf("words")[:120])
    assert "damaged" in refused("bare.pdf", b"%PDF-1.7\n")
    assert "password" in refused("locked.pdf", locked(pdf("words")))


def locked(data: bytes) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=BytesIO(data))
    writer.encrypt("the password", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_whose_places_are_wrong_is_still_read(read):
    (found,) = read(
        "a.pdf", b"\r\n% sent by a careless server\r\n" + pdf("Seven dead and 25 wounded.")
    )
    assert found.text == "Seven dead and 25 wounded.\n"


# ---- tables


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_of_any_dialect_and_encoding(read, delimiter, encoding):
    rows = [
        ["Headline", "Body", "Outlet", "Published"],
        ["One", '"Ünder ""7\u00a0905"" men, or; so\r\nnext line"', "BBC", "06.11.2024"],
        ["Two", '"=SUM(1), or; so"', "BBC", "Wed, 06 Nov 2024 17:33:00 GMT"],
    ]
    said = "".join(delimiter.join(f'"{c}"' if "," in c and c[0] != '"' else c for c in row) + "\r\n"
                   for row in rows)  # fmt: skip
    first, second = read("a.csv", said.encode(encoding))
    assert first.text == 'Ünder "7\u00a0905" men, or; so\nnext line'
    assert (first.title, first.source, first.date) == ("One", "BBC", "2024-11-06")
    assert (second.text, second.date) == ("=SUM(1), or; so", "2024-11-06")


def test_the_columns_of_a_table_can_be_seen_and_chosen(tmp_path):
    place = tmp_path / "a.csv"
    place.write_text("id,what it says,extra\n1,Some words,note 1\n2,More words,note 2\n")
    module = importing.formats()["csv"]
    seen = module.columns(place)
    assert seen.names == ("id", "what it says", "extra")
    assert "text" not in seen.guess
    assert seen.rows[0] == ("1", "Some words", "note 1")
    with pytest.raises(UserError, match=r"a\.csv has no column.*“what it says”.*Say which"):
        list(module.read(place))
    first, second = module.read(place, {"text": "what it says", "note": "extra"})
    assert (first.text, first.note, second.text) == ("Some words", "note 1", "More words")
    assert first.skipped == ("columns not taken: “id”",)
    with pytest.raises(UserError, match="no “gone”"):
        list(module.read(place, {"text": "gone"}))


def test_rows_that_hold_no_text_are_told_with_their_lines_and_lose_no_other(read):
    said = (
        'title,text,date\nOne,"two\nlines",13/11/2024\nTwo,,\nThree,words,06/11/2024\n,,\nFour,\n'
    )
    one, three = read("a.csv", said)
    assert one.text == "two\nlines"
    assert one.date == "2024-11-13"
    assert one.skipped == ("line 4: no text",)
    assert three.date == ""
    assert three.skipped == (
        "line 5: “06/11/2024” is not a date that can be read", "line 7: no text",
    )  # fmt: skip


def test_an_open_quotation_mark_does_not_swallow_the_rest_in_silence(read):
    one, two = read("a.csv", 'title,text\nA,first\nB,second\nC,"third\nD,fourth\nE,fifth\n')
    assert (one.text, two.text) == ("first", "second")
    assert two.skipped == (
        "From line 4 on nothing was read: a quotation mark is opened and never closed.",
    )


def test_separators_of_lines_and_very_long_cells_stand_in_a_text(read):
    words = " word" * 40
    (found,) = read("a.csv", f'text,id\n"a\u2028b\u0085c\vd{words}",1\n')
    assert found.text == "a\u2028b\u0085c\vd" + words
    (found,) = read("a.csv", f"text,id\n{'word ' * 100_000},1\n")
    assert len(found.text) == 500_000


def test_a_table_without_names_of_columns(read):
    (found, _) = read("a.tsv", f"{PARAGRAPHS[0]}\t1\n{PARAGRAPHS[1]}\t2\n")
    assert found.text == PARAGRAPHS[0]


@pytest.mark.parametrize(
    "said", ["," * 3_000_000, '"' * 3_000_001, 'text,id\n"' + "a,b\n" * 400_000]
)
def test_tables_made_to_do_harm_end(refused, said):
    refused("a.csv", said)


def test_tables_without_rows_or_texts_are_refused(refused):
    assert "no table" in refused("a.csv", "")
    assert "no row with a text" in refused("a.csv", "title,text\n")
    assert "no row with a text" in refused("a.csv", "title,text\nA,\nB, \n")


def book(**sheets) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, datetime.date):
                        sheet.write_datetime(row, column, cell, day)
                    elif isinstance(cell, tuple):
                        sheet.write_formula(row, column, cell[0], None, cell[1])
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    else:
                        sheet.write(row, column, cell)
            if name == "Hidden":
                sheet.hide()
    return buffer.getvalue()


def test_a_workbook_gives_an_article_a_row_of_every_sheet_with_texts(read):
    data = book(
        First=[["No", "Article text", "Date"],
               [1, "7\u00a0905 men\nand 🪖 more", datetime.datetime(2024, 11, 6)], [2, None, None]],
        Empty=[], Numbers=[["a", "b"], [1, 2]], Hidden=[["text"], ["not seen"]],
        Second=[["Text", "Outlet"], ["other words", "BBC"]],
    )  # fmt: skip
    first, second = read("a.xlsx", data)
    assert (first.text, first.date) == ("7\u00a0905 men\nand 🪖 more", "2024-11-06")
    assert first.title == "7\u00a0905 men".replace("\u00a0", " ")
    assert (second.text, second.source) == ("other words", "BBC")
    assert first.skipped == (
        "columns not taken: “No”", "row 3: no text", "sheet “Hidden” is hidden and was left out",
        "sheet “Numbers” has no column of texts and was left out",
    )  # fmt: skip


def test_columns_chosen_for_one_sheet_do_not_cost_the_others(read):
    data = book(First=[["id", "said"], ["a", "words"]], Second=[["Text"], ["other words"]])
    found = read("a.xlsx", data, mapping={"text": "said", "title": "id"})
    assert [(one.text, one.title) for one in found][0] == ("words", "a")
    assert found[1].text == "other words"


def test_formulas_are_text_and_never_calculated(read):
    rows = [["text"], [('=CONCAT("a","b")', "ab")], [("=B9&C9", "")], ["=not a formula"], [45.0]]
    found = read("a.xlsx", book(Sheet=rows))
    assert [one.text for one in found] == ["ab", "=B9&C9", "=not a formula", "45"]


def test_workbooks_that_are_none_are_refused(refused):
    whole = book(Sheet=[["text"], ["words"]])
    assert "damaged" in refused("half.xlsx", whole[: len(whole) // 2])
    assert "no sheet with anything" in refused("empty.xlsx", book(Sheet=[]))
    assert "no column" in refused("numbers.xlsx", book(Sheet=[["a", "b"], [1, 2]]))
    assert "is not an Excel workbook" in refused("a.xlsx", zipped({"xl/x.xml": "<a/>"}))
    own = zipped({"xl/workbook.xml": f"{ENTITIES}<workbook>&b;</workbook>"})
    assert "document type" in refused("own.xlsx", own)
    assert "unpacks to far more" in refused("b.xlsx", zipped({"xl/a.xml": b"<" * 60_000_000}))


# ---- feeds


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Desk</title><link>https://desk.example</link><language>uk-ua</language>
<item><title>Losses &amp;amp; gains</title><link>https://desk.example/1</link>
<pubDate>Wed, 06 Nov 2024 17:33:00 +0200</pubDate><description>Only the beginning</description>
<content:encoded><![CDATA[<p>Some 7&nbsp;905 men &amp; more.</p><p>The <b>second</b> line of it.
</p><p><a href="https://desk.example/2">Read more</a></p><script>x()</script>]]></content:encoded>
</item>
<item><title>Nothing told</title></item>
<item><description>Plain words, 5 &lt; 6</description></item></channel></rss>"""


def test_a_feed_gives_an_article_an_item(read):
    first, second = read("feed.xml", RSS)
    assert first.text == "Some 7\u00a0905 men & more.\nThe second line of it.\nRead more\n"
    assert first.boilerplate == (2,)
    assert (first.title, first.source, first.date) == ("Losses & gains", "The Desk", "2024-11-06")
    assert (first.language, first.note) == ("uk", "https://desk.example/1")
    assert first.skipped == ("item 2 has no text (“Nothing told”)",)
    assert second.text == "Plain words, 5 < 6\n"
    assert second.title == "Feed, item 3"


def test_atom_and_the_first_rss_are_feeds_too(read):
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Pult</title><entry>'
        '<title type="html">Neun &lt;i&gt;Tote&lt;/i&gt;</title><link rel="self"'
        ' href="https://x.y/f"/>'
        '<link href="https://x.y/1"/><published>2024-11-06T10:00:00Z</published><content'
        ' type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Erster Absatz</p><ul>'
        "<li>Punkt</li></ul></div></content></entry></feed>"
    )
    (found,) = read("a.atom", atom)
    assert (found.text, found.title) == ("Erster Absatz\n• Punkt\n", "Neun Tote")
    assert (found.source, found.date, found.language) == ("Pult", "2024-11-06", "de")
    assert found.note == "https://x.y/1"
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="d:"'
        ' xmlns="http://purl.org/rss/1.0/"><channel><title>Old</title></channel><item>'
        "<title>T</title><description>Words</description><dc:date>2024-11-06</dc:date></item></rdf:RDF>"
    )
    (found,) = read("a.rdf", rdf)
    assert (found.text, found.source, found.date) == ("Words\n", "Old", "2024-11-06")


def test_feeds_that_are_none_are_refused(refused):
    assert "damaged XML (line 1)" in refused("a.rss", RSS.replace("\n", "")[:600])
    assert "no item with a text" in refused("a.rss", "<rss><channel><item/></channel></rss>")
    assert "document type" in refused("a.rss", f"{ENTITIES}<rss><channel>&b;</channel></rss>")


# ---- all of them

DOCUMENTS = ("csv", "docx", "feed", "html", "pdf", "xlsx")
WHOLE = {
    "csv": b'title,text\n"A","some; words"\n"B","more\nwords"\n',
    "docx": docx("Some words\nof a report"),
    "feed": RSS.encode(),
    "html": page(as_paragraphs(PARAGRAPHS[:5])).encode(),
    "pdf": pdf("Some words\nof a report", about="/Title(T)"),
    "xlsx": book(Sheet=[["title", "text"], ["A", "some words"]]),
}


@pytest.mark.parametrize("name", DOCUMENTS)
@settings(max_examples=80)
@given(data=st.data())
def test_a_damaged_document_is_read_or_refused_by_name(tmp_path_factory, name, data):
    """A whole file with bytes changed, cut off or put in: what damage really looks like."""
    whole = bytearray(WHOLE[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        many = data.draw(st.sampled_from([0, 0, 1, 1, 4, len(whole)]))
        whole[at : at + many] = data.draw(st.binary(max_size=6))
    assert_read_or_refused(name, tmp_path_factory.mktemp("damaged"), bytes(whole))


def test_documents_become_articles_of_a_project(tmp_path):
    for name in DOCUMENTS:
        suffix = importing.formats()[name].SUFFIXES[0]
        (tmp_path / f"{name}{suffix}").write_bytes(WHOLE[name])
    with project.in_memory() as store:
        report = importing.read_files(store, [tmp_path])
        assert report.went_well
        kept = articles.every(store)
        assert len(kept) == len(report.new) >= len(DOCUMENTS)
        assert importing.read_files(store, [tmp_path]).new == ()
        store.undo()
        assert articles.every(store) == []
