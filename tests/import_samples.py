"""A file of each import format, made from a text: what the contract of importers reads."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape

import xlsxwriter

from model.exporters._cas_files import as_json
from model.exporters.w3c import as_collection
from tests.corpora import article

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def plain(text: str) -> bytes:
    return text.encode()


def as_json_line(text: str) -> bytes:
    return json.dumps({"text": text, "label": [], "spans": []}, ensure_ascii=False).encode()


def label_studio(text: str) -> bytes:
    return json.dumps([{"data": {"text": text}, "annotations": []}]).encode()


def docx(text: str = "", *, body: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """A Word document of the lines of `text`, or of `body` as it stands; `parts` besides."""
    body = body or "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in text.split("\n")
    )
    all_parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>",
    }
    return zipped(all_parts | (parts or {}))


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def csv(text: str) -> bytes:
    quoted = text.replace('"', '""')
    return f'title,text\r\nOne,"{quoted}"\r\n'.encode()


def xlsx(*texts: str) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["title", "text"])
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, 0, f"Article {row}")
            sheet.write_string(row, 1, text.replace("\r\n", "\n"))
    return buffer.getvalue()


def feed(text: str) -> bytes:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Desk</title>'
        f"<item><title>One</title><description>{escape(paragraphs)}</description></item>"
        "</channel></rss>"
    ).encode()


Placed = tuple[float, float, float, str]
"""From the left, from the foot, size, text."""


def pdf(text: str = "", pages: Sequence[Sequence[Placed]] = (), about: str = "") -> bytes:
    """A PDF of the lines of `text`, or of lines put where they are told, in any script: the font
    has no shapes, only what each code means. `about` is the inside of its information."""
    if not pages:
        lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
        pages = [[(50, 700 - 30 * at, 12, line) for at, line in enumerate(lines)]]
    letters = sorted({letter for page in pages for *_, said in page for letter in said})
    code = {letter: at + 1 for at, letter in enumerate(letters)}
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        f"/Kids[{' '.join(f'{6 + 2 * at} 0 R' for at in range(len(pages)))}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/DW 500/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>>>",
        _stream(_meanings(code)),
    ]
    for at, page in enumerate(pages):
        shown = "".join(
            f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{''.join(f'{code[one]:04x}' for one in said)}>"
            " Tj ET\n"
            for x, y, size, said in page
        )
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {7 + 2 * at} 0 R>>".encode())
        objects.append(_stream(shown))
    return _assembled(objects, about)


def _meanings(code: dict[str, int]) -> str:
    rows = [f"<{at:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, at in code.items()]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    return (
        "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        + "".join(f"{len(p)} beginbfchar\n" + "\n".join(p) + "\nendbfchar\n" for p in parts)
        + "endcmap"
    )


def _stream(data: str) -> bytes:
    return f"<</Length {len(data)}>>stream\n{data}\nendstream".encode("ascii")


def _assembled(objects: list[bytes], about: str) -> bytes:
    objects = [*objects, f"<<{about}>>".encode("latin-1")]
    parts, places, start = [b"%PDF-1.7\n"], [], 9
    for number, one in enumerate(objects, 1):
        places.append(start)
        parts.append(b"%d 0 obj\n" % number + one + b"\nendobj\n")
        start += len(parts[-1])
    data = b"".join(parts) + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R>>"
    return data + f"{trailer}\nstartxref\n{start}\n%%EOF".encode()


def cas_json(text: str) -> bytes:
    return as_json(article(text)).encode()


def webanno(text: str) -> bytes:
    return (
        "#FORMAT=WebAnno TSV 3.3\n\n\n"
        + "".join(f"#Text={line}\n" for line in text.split("\n"))
        + "1-1\t0-2\tx\t\n"
    ).encode()


def web_annotations(text: str) -> bytes:
    return as_collection(article(text)).encode()


def docbin(text: str) -> bytes:
    import spacy
    from spacy.tokens import DocBin

    return bytes(DocBin(docs=[spacy.blank("en").make_doc(text)]).to_bytes())


SAMPLES: dict[str, Callable[[str], bytes]] = {
    "txt": plain, "markdown": plain, "html": plain, "docx": docx, "pdf": pdf, "csv": csv,
    "xlsx": xlsx, "feed": feed, "uima": cas_json, "webanno": webanno, "w3c": web_annotations,
    "docbin": docbin,
}  # fmt: skip
"""By the format's name; the text comes back from the file, but for blank lines and its end."""
