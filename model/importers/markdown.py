"""Markdown as the plain text that a reader sees; front matter gives title, source and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from model import encodings
from model.drafts import Draft
from model.importers._bytes import decoded
from model.importers.txt import tidy
from model.languages import guess

if TYPE_CHECKING:
    from markdown_it.token import Token

NAME = "markdown"
SUFFIXES = (".md", ".markdown")
TITLE = "Markdown"
HOLDS = ("text", "meta")
ENCODED = True

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = re.compile(r"([A-Za-z_-]+)[ \t]*:[ \t]*(.*)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKUP = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_MOST_NESTED = 40


def sniff(path: Path, head: bytes) -> float:
    """By the ending: a text with stars and hashes in it may be meant as it is."""
    if path.suffix.lower() not in SUFFIXES or (not head and path.is_dir()):
        return 0.0
    return 0.3 if encodings.reads_as_text(head) else 0.0


def read(path: Path, *, encoding: str = "") -> Iterator[Draft]:
    """The file's article. Raises `UserError` naming the file when it is no text."""
    found = decoded(path, encoding)
    known, body = front_matter(found.text)
    text, heading = plain(body)
    date = _DATE.match(known.get("date", ""))
    yield Draft(
        text=text, title=known.get("title") or heading or tidy(path.stem),
        source=known.get("source") or known.get("author", ""),
        date=date.group() if date else "", language=guess(text), encoding=found.encoding,
        is_guess=found.is_guess,
    )  # fmt: skip


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two `---` at the head, and the text without them."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    lines = (_LINE.fullmatch(line.strip()) for line in match[1].split("\n"))
    known = {line[1].lower(): _unquoted(line[2]) for line in lines if line is not None}
    return known, text[match.end() :]


def plain(markdown: str) -> tuple[str, str]:
    """Readable text (a line for each paragraph, heading, list item or table row), and the first
    heading's words."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTED}).enable("table")
    lines: list[str] = []
    bullets: list[int | None] = []
    row: list[str] = []
    mark, heading, before = "", "", ""
    for token in parser.parse(markdown):
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            start = int(token.attrGet("start") or 1)
            bullets.append(start if kind == "ordered_list_open" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            bullets.pop()
        elif kind == "list_item_open":
            mark, bullets[-1] = _bullet(bullets)
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close":
            lines.append("\t".join(row))
        elif kind == "html_block":
            lines += [line for line in _MARKUP.sub("", token.content).split("\n") if line.strip()]
        elif kind in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        elif kind == "inline":
            said = _inline(token.children or ())
            if before in ("th_open", "td_open"):
                row.append(said)
            elif said.strip():
                heading = heading or (said if before == "heading_open" else "")
                lines.append(mark + said)
                mark = ""
        before = kind
    return "\n".join(lines) + "\n" * bool(lines), " ".join(heading.split())


def _bullet(bullets: Sequence[int | None]) -> tuple[str, int | None]:
    """What stands before an item, by its depth, and the number of the next one."""
    inset, number = "  " * (len(bullets) - 1), bullets[-1]
    return (f"{inset}• ", None) if number is None else (f"{inset}{number}. ", number + 1)


def _inline(tokens: Sequence[Token]) -> str:
    """The words of a line: link texts without addresses, images by their description."""
    said = []
    for token in tokens:
        if token.type in ("text", "code_inline", "html_inline"):
            said.append("" if token.type == "html_inline" else token.content)
        elif token.type == "image":
            said.append(_inline(token.children or ()))
        elif token.type == "softbreak":
            said.append(" ")
        elif token.type == "hardbreak":
            said.append("\n")
    return "".join(said)


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
