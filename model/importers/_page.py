"""What a web page says of itself: its encoding, title, site, date, language and address."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from model import dates, languages, text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->", re.IGNORECASE)
_ANSI = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"}
_WIDE = ("utf-16", "utf-32", "utf_16", "utf_32", "utf-7", "utf_7")
_NARROW_HEAD = 4096
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_SPLIT_TITLE = re.compile(r"\s+[|–—·•»-]\s+")

_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "twitter:site")
_TITLE = ("og:title", "twitter:title", "dc.title", "headline", "title")
_DATE = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "publishdate", "publish-date", "date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    title: str = ""
    site: str = ""
    date: str = ""
    """ISO 8601 or ''."""
    language: str = ""
    address: str = ""


def decoded(data: bytes, name: str) -> text.Decoded:
    """The page's markup: by its byte order mark, else by what it declares, when that can be,
    else as any text. Raises `UserError` naming the file when the bytes are no text."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        match = _CHARSET.search(data[:_NARROW_HEAD])
        said = (match[1] or match[2]).decode().lower() if match else ""
        said = "cp1252" if said in _ANSI else said
        if said and not said.startswith(_WIDE) and b"\0" not in data[:_NARROW_HEAD]:
            try:
                return text.Decoded(codecs.decode(data, said), codecs.lookup(said).name)
            except (LookupError, ValueError, TypeError, AssertionError):
                return text.decode(data, name)
    return text.decode(data, name)


def about(root: Element, markup: str) -> About:
    """By meta elements, linked data, the heading and the address it was saved from."""
    meta = _meta(root)
    linked = _linked_data(root)
    saved = _SAVED_FROM.search(markup[:2000])
    address = _first(
        web(link.get("href", "")) for link in root.iter("link") if link.get("rel") == "canonical"
    )
    address = address or web(meta.get("og:url", "")) or (saved[1] if saved else "")
    host = urlsplit(address).hostname or "" if address else ""
    title = _one(meta, _TITLE) or linked.get("headline", "") or _heading(root)
    return About(
        title=" ".join(title.split()),
        site=_one(meta, _SITE).lstrip("@") or linked.get("publisher", "") or host,
        date=_first(map(dates.iso, (meta[key] for key in _DATE if key in meta)))
        or dates.iso(linked.get("datePublished", "")) or _times(root),
        language=declared(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        address=address,
    )  # fmt: skip


def declared(said: str | None) -> str:
    """The language of a tag such as `en-GB`, as two or three letters; '' when it is none."""
    match = _LANGUAGE.match((said or "").strip().lower())
    return match.group() if match else ""


def language_of(body: str, said: str) -> str:
    """What the page declares, unless the script of its text says otherwise."""
    guessed = languages.guess(body)
    if not said or (guessed != "en" and said == "en"):
        return guessed
    return said


def _meta(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in root.iter("meta"):
        key = one.get("property") or one.get("name") or one.get("itemprop") or ""
        if said := one.get("content", "").strip():
            found.setdefault(key.lower(), said)
    return found


def _linked_data(root: Element) -> dict[str, str]:
    """The news article among the page's JSON-LD, its plain fields alone."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or not script.text:
            continue
        try:
            found = json.loads(script.text)
        except (ValueError, RecursionError):
            continue
        for one in _objects(found):
            if isinstance(one.get("headline"), str):
                publisher = one.get("publisher")
                named = publisher.get("name") if isinstance(publisher, dict) else publisher
                fields = {"headline": one["headline"], "publisher": named,
                          "datePublished": one.get("datePublished")}  # fmt: skip
                return {key: said for key, said in fields.items() if isinstance(said, str)}
    return {}


def _objects(found: object) -> Iterator[dict[str, object]]:
    if isinstance(found, dict):
        yield found
        found = found.get("@graph", ())
    if isinstance(found, list):
        yield from (one for one in found if isinstance(one, dict))


def _heading(root: Element) -> str:
    for tag in ("h1", "title"):
        said = _first(" ".join("".join(one.itertext()).split()) for one in root.iter(tag))
        if said:
            return said if tag == "h1" else _SPLIT_TITLE.split(said)[0]
    return ""


def _times(root: Element) -> str:
    """The first <time> that says its day for machines."""
    return _first(dates.iso(one.get("datetime", "")) for one in root.iter("time"))


def web(address: str) -> str:
    try:
        kind = urlsplit(address.strip()).scheme
    except ValueError:
        return ""
    return address.strip() if kind in ("http", "https") else ""


def _one(meta: dict[str, str], keys: tuple[str, ...]) -> str:
    return _first(meta.get(key, "") for key in keys)


def _first(said: Iterator[str] | map[str]) -> str:
    return next((one for one in said if one), "")
