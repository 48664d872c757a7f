"""A file of each import format, made from a text: what the contract of importers reads."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from xml.sax.saxutils import escape

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


SAMPLES: dict[str, Callable[[str], bytes]] = {
    "txt": plain, "markdown": plain, "html": plain, "docx": docx,
    "jsonl": as_json_line, "doccano": as_json_line, "label-studio": label_studio,
}  # fmt: skip
"""By the format's name; the text comes back from the file, but for its last newline."""
