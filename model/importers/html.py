"""Saved web pages: the report, its title, day and site; promotion is kept, marked boilerplate."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from model import text
from model.drafts import Draft
from model.errors import UserError
from model.importers import _markup, _page, _promo
from model.importers._bytes import SAFE, contents
from model.importers._promo import Paragraph
from model.importers._quiet import quiet
from model.importers.txt import tidy

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")
TITLE = "Saved web page"
HOLDS = ("text", "meta")

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_PIECE = re.compile(rb"<(?:body|div|p|article|head|h1|table|span|br)[\s>/]", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(r"\A\s*(?:•|\d+\.) ")
"""What `_markup` puts before the items of lists."""
_SOUNDLESS = re.compile(r"\W+")
_SURE_OF = 25
"""Letters from which on a paragraph within a longer one that was found is the same."""


def sniff(path: Path, head: bytes) -> float:
    """How sure it is, from 0 to 1, that the file is a page."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _ARCHIVE.search(head) and path.suffix.lower() in (".mhtml", ".mht"):
        return 0.95
    if start.startswith((b"{", b"[")):
        return 0.0
    if _PAGE.search(start[:3000] if start.startswith(b"<") else start[:300]):
        return 0.95
    return 0.6 if start.startswith(b"<") and _PIECE.match(start) else 0.0


def read(path: Path) -> Iterator[Draft]:
    """The page's article. Raises `UserError` naming the file when no text is found in it."""
    data = contents(path)
    if path.suffix.lower() in (".mhtml", ".mht"):
        data = _unpacked(data)
    found = _page.decoded(data, path.name)
    root = _markup.tree(found.text)
    if root is None or root.find("body") is None:
        raise _no_text(path)
    about = _page.about(root, found.text)
    told, lines = _extracted(found.text)
    kept = _chosen(list(_markup.paragraphs(root.find("body"))), lines)
    kept = _without_title(kept, about.title)
    if not kept:
        raise _no_text(path)
    body = text.normalise("\n".join(one.text for one in kept)) + "\n"
    yield Draft(
        text=body, title=about.title or tidy(path.stem), source=about.site,
        date=about.date or told, language=_page.language_of(body, about.language),
        boilerplate=_promo.numbers(kept), encoding=found.encoding, note=about.address,
    )  # fmt: skip


def _extracted(markup: str) -> tuple[str, list[str]]:
    """The day, and what trafilatura takes for the article's paragraphs; nothing when it finds
    none, or cannot be loaded."""
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return "", []
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        try:
            found = bare_extraction(
                text.normalise(markup).encode("utf-8"), favor_recall=True, include_comments=False,
                include_tables=True, with_metadata=True, deduplicate=False,
                date_extraction_params={"original_date": True, "extensive_search": False},
            )  # fmt: skip
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return "", []
    if found is None or isinstance(found, dict):
        return "", []
    return found.date or "", [
        "".join(one.itertext())
        for one in found.body.iter("p", "head", "item", "row", "quote", "ab")
    ]


def _chosen(every: Sequence[Paragraph], lines: Sequence[str]) -> list[Paragraph]:
    """From the first paragraph that was extracted to the last, what stands between marked as
    apart; without any, all that stand in the page's article or, failing that, in the page."""
    keys = {key for line in lines if (key := _key(line))}
    long = "\n".join(sorted(keys))
    blocks: dict[int, str] = {}
    for one in every:
        blocks[one.block] = blocks.get(one.block, "") + _key(_MARK.sub("", one.text))
    own_blocks = {block for block, key in blocks.items() if _known(key, keys, long)}
    ours = [one.block in own_blocks or _known(_key(one.text), keys, long) for one in every]
    if True not in ours:
        return [one for one in every if one.main] or list(every)
    first, last = ours.index(True), len(ours) - ours[::-1].index(True)
    apart = [one for one, own in zip(every[first:last], ours[first:last], strict=True) if not own]
    sizes = [sum(len(one.text) for one in group) for group in (apart, every[first:last])]
    keep_apart = 2 * sizes[0] <= sizes[1]
    chosen = []
    for one, own in zip(every[first:last], ours[first:last], strict=True):
        if own:
            chosen.append(one)
        elif keep_apart and len(one.text.split()) > 2:
            chosen.append(replace(one, aside=True))
    return chosen


def _known(key: str, keys: set[str], long: str) -> bool:
    return key in keys or (len(key) >= _SURE_OF and key in long)


def _key(line: str) -> str:
    return _SOUNDLESS.sub("", line).casefold()


def _without_title(found: list[Paragraph], title: str) -> list[Paragraph]:
    """The headline is known as the title; the text begins with the report."""
    repeats = found and found[0].tag in ("h1", "h2") and _key(found[0].text) == _key(title)
    return found[1:] if repeats else found


def _unpacked(data: bytes) -> bytes:
    """The page in a browser's single-file archive."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            found = part.get_payload(decode=True)
            if isinstance(found, bytes):
                return found
    return data


def _no_text(path: Path) -> UserError:
    return UserError(
        f"{path.name} holds no text that could be read as an article.", safe=SAFE,
        hint="Copy the text in the browser and paste it.",
    )  # fmt: skip
