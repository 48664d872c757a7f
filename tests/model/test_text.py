"""Bytes into text: every encoding a newsroom meets, normalised once by the written rules."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import encodings, text
from model.encodings import NoText, OfFile
from model.errors import UserError
from model.importers._bytes import TextFile

GERMAN = "Der Sprecher sagte: „Über 1.000 Menschen wurden getötet“ – später hieß es mehr. " * 4
FRENCH = "Le ministre a déclaré que l'armée était déjà prête à être déployée au front. " * 4
RUSSIAN = "Министр обороны заявил, что войска заняли три населённых пункта в области. " * 4


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (GERMAN.encode("utf-8"), GERMAN),
        (b"\xef\xbb\xbf" + GERMAN.encode(), GERMAN),
        (GERMAN.encode("utf-16"), GERMAN),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), GERMAN),
        (GERMAN.encode("utf-16-le"), GERMAN),
        (GERMAN.encode("utf-32"), GERMAN),
        (GERMAN.encode("cp1252"), GERMAN),
        (FRENCH.encode("cp1252"), FRENCH),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (RUSSIAN.encode("koi8-r"), RUSSIAN),
        ("Café au lait, déjà vu.".encode("cp1252"), "Café au lait, déjà vu."),
        ("Самолёт Su-35С и COVIDом.".encode("cp1251") * 9, "Самолёт Su-35С и COVIDом." * 9),
        (b"", ""),
        (b"plain", "plain"),
    ],
)
def test_encodings_are_found(data, wanted):
    assert text.normalise(text.decode(data, "a.txt").text) == wanted


def test_mac_roman_keeps_its_letters():
    found = text.decode(FRENCH.encode("mac_roman"), "a.txt")
    assert "déclaré" in found.text
    assert "\ufffd" not in found.text


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04 docx", b"\x89PNG\r\n", bytes(400)])
def test_what_is_no_text_is_refused_by_name(data):
    with pytest.raises(UserError, match="thing.txt is not a text file"):
        text.decode(data, "thing.txt")


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\ufeffa", "a"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\x00b\ud800c\udfff", "a\ufffdb\ufffdc\ufffd"),
        ("7\u00a0905 e\u0301 \u2028 \u200f", "7\u00a0905 e\u0301 \u2028 \u200f"),
        ("a\ufeffb", "a\ufeffb"),
    ],
)
def test_the_written_rules(raw, kept):
    assert text.normalise(raw) == kept


@given(st.text(st.characters(categories=None), max_size=200))
def test_normalising_is_done_once_and_leaves_only_what_can_be_kept(raw):
    found = text.normalise(raw)
    assert text.normalise("x" + found) == "x" + found
    assert not set("\x00\r") & set(found)
    assert found.encode("utf-8").decode("utf-8") == found


@given(st.text(min_size=1, max_size=200))
def test_utf8_always_comes_back(raw):
    assert text.decode(b"\xef\xbb\xbf" + raw.encode(), "a").text == raw


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    found, refusal = "", "a.txt"
    try:
        found = text.decode(data, "a.txt").text
    except UserError as error:
        refusal = str(error)
    assert "a.txt" in refusal
    text.normalise(found).encode("utf-8")


_SAID = st.text(st.sampled_from("aЖßλ日\n\r\x0c\u2028\ufeff💩 ,"), max_size=80)
_ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "shift_jis", "big5")


@given(_SAID, st.sampled_from(_ENCODINGS), st.binary(max_size=4), st.integers(1, 5))
def test_a_file_gone_through_piece_by_piece_says_what_it_says_as_a_whole(said, coded, end, piece):
    data = said.encode(coded, "ignore") + end
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.txt")
        file.write_bytes(data)
        try:
            whole = text.decode(data, file.name)
        except NoText:
            with pytest.raises(NoText):
                TextFile(file)
            return
        found = TextFile(file)
        assert (found.encoding, "".join(found.lines())) == (
            whole.encoding, text.normalise(whole.text)
        )  # fmt: skip
        with file.open("rb") as opened:
            assert encodings.found_in(OfFile(opened, piece), file.name).name == whole.encoding


@pytest.mark.parametrize(
    ("said", "coded"),
    [
        ("Café 5 €", "cp1252"),
        ("Café 5 €\r\n", "cp1252"),
        ("Café 5 €", "iso8859-15"),
        ("naïve résumé", "cp1252"),
        ("He said “no” – it’s over.", "cp1252"),
        ("Zoë met Beyoncé in São Paulo, where it was 30 °C, the minister’s office said. " * 3,
         "cp1252"),
        ("È qui.", "cp1252"),
        ("Rząd ogłosił w środę, że 45 osób zginęło.", "cp1250"),
        ("Příliš žluťoučký kůň.", "cp1250"),
        ("Bakan çarşamba günü 45 askerin yaralandığını açıkladı.", "cp1254"),
        ("Москва", "cp1251"),
        ("Κυβέρνηση", "cp1253"),
        ("日本政府は発表した。", "cp932"),
    ],
)  # fmt: skip
def test_few_words_are_read_as_they_were_written(said, coded):
    assert text.decode(said.encode(coded), "a.txt").text == said


SPOILT = ("Le ministre a déclaré : « 500 soldats ».", "“Petrov said 12,” he wrote.",
          "Москва сообщила о 12 погибших.", "日本政府は発表した。")  # fmt: skip


@given(st.sampled_from(SPOILT), st.data())
def test_one_byte_too_many_or_too_few_leaves_utf8_what_it_is(said, data):
    coded = (said * 3).encode()
    at = data.draw(st.integers(0, len(coded)))
    spoilt = data.draw(st.sampled_from([coded[:at] + b"\xff" + coded[at:], coded[:-1] + b"\xc3",
                                        coded[:at] + coded[at + 1 :]]))  # fmt: skip
    found = text.decode(spoilt, "a.txt")
    assert found.encoding == "utf-8"
    assert sum(letter in said for letter in found.text) >= len(said) * 3 - 2


def test_what_is_no_encoding_of_text_is_refused_by_name():
    with pytest.raises(UserError, match="no encoding “hex”"):
        encodings.told("hex")


def test_a_sign_that_rings_a_bell_makes_a_short_text_no_binary_file():
    assert text.decode(b"12 men\a said so", "a.txt").encoding == "utf-8"
