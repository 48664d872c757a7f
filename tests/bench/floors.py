"""What formats are measured against: the rows of a project written and read by `sqlite3` and `json`
alone, or by spaCy, with as little checked as can be. Each returns milliseconds."""

from __future__ import annotations

import contextlib
import json
import re
import sqlite3
import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ARTICLES = """SELECT article.id, title, source, date, text FROM article
JOIN body ON body.hash = article.body ORDER BY position"""
_SPANS = """SELECT span.id, start, "end", label.name, quote, attributes FROM span
JOIN label ON label.id = label_id WHERE article_id = ? ORDER BY start"""
_LINKS = """SELECT kind, head, child FROM link JOIN span ON span.id = head
WHERE article_id = ?"""


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Article after article, with its spans and its links as (kind, head, child)."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for id_, title, source, date, text in db.execute(_ARTICLES):
            spans = [
                {"id": row[0], "start": row[1], "end": row[2], "label": row[3], "quote": row[4],
                 **json.loads(row[5])}
                for row in db.execute(_SPANS, (id_,))
            ]  # fmt: skip
            yield {
                "text": text,
                "meta": {"id": id_, "title": title, "source": source, "date": date},
                "spans": spans, "relations": db.execute(_LINKS, (id_,)).fetchall(),
            }  # fmt: skip


def written_plainly(path: Path, work: Path) -> float:
    """Every row of the articles into JSON lines, nothing read back."""
    begun = time.perf_counter()
    with (work / "floor.jsonl").open("w", encoding="utf-8") as file:
        for said in rows(path):
            file.write(json.dumps(said, ensure_ascii=False) + "\n")
    return (time.perf_counter() - begun) * 1000


def lines_plainly(path: Path, work: Path) -> float:
    """Prodigy's lines, with every token and with what links say of their ends; read once, and their
    spans compared."""
    begun = time.perf_counter()
    with (work / "lines.jsonl").open("w", encoding="utf-8") as file:
        for said in rows(path):
            file.write(json.dumps(_task(said), ensure_ascii=False) + "\n")
    with (work / "lines.jsonl").open(encoding="utf-8") as file:
        for said, line in zip(rows(path), file, strict=True):
            task = json.loads(line)
            assert task["text"] == said["text"]
            assert [one["id"] for one in task["spans"]] == [one["id"] for one in said["spans"]]
    return (time.perf_counter() - begun) * 1000


def docs_plainly(path: Path, work: Path) -> float:
    """spaCy's documents with their spans into one DocBin, read once, and their spans compared."""
    import spacy
    from spacy.tokens import DocBin

    begun = time.perf_counter()
    words, bin_ = spacy.blank("en"), DocBin(store_user_data=True)
    for said in rows(path):
        doc = words.make_doc(said["text"])
        placed = (doc.char_span(span["start"], span["end"], span["label"], span_id=span["id"])
                  for span in said["spans"])  # fmt: skip
        doc.spans["sc"] = [span for span in placed if span is not None]
        doc.user_data["said"] = {"meta": said["meta"], "relations": said["relations"]}
        bin_.add(doc)
    bin_.to_disk(work / "docs.spacy")
    read = DocBin(store_user_data=True).from_disk(work / "docs.spacy").get_docs(words.vocab)
    for said, doc in zip(rows(path), read, strict=True):
        assert doc.text == said["text"]
        assert {span.id_ for span in doc.spans["sc"]} <= {one["id"] for one in said["spans"]}
    return (time.perf_counter() - begun) * 1000


def _task(said: dict[str, Any]) -> dict[str, Any]:
    text = said["text"]
    found = [match.span() for match in _TOKEN.finditer(text)]
    starts, ends = [start for start, _ in found], [end for _, end in found]
    placed = {}
    for span in said["spans"]:
        placed[span["id"]] = {
            "start": span["start"], "end": span["end"], "label": span["label"],
            "token_start": bisect_right(ends, span["start"]),
            "token_end": bisect_left(starts, span["end"]) - 1,
        }  # fmt: skip
    return said | {
        "tokens": [
            {"text": text[start:end], "start": start, "end": end, "id": at,
             "ws": text[end : end + 1] == " "}
            for at, (start, end) in enumerate(found)
        ],
        "spans": [span | placed[span["id"]] for span in said["spans"]],
        "relations": [
            {"head_id": head, "child_id": child, "label": kind,
             "head": placed[head]["token_end"], "child": placed[child]["token_end"],
             "head_span": placed[head], "child_span": placed[child]}
            for kind, head, child in said["relations"]
        ],
    }  # fmt: skip


def read_plainly(work: Path, *, spans: bool) -> float:
    """These JSON lines into tables, in one transaction, with or without what is marked."""
    into = work / "floor.db"
    into.unlink(missing_ok=True)
    begun = time.perf_counter()
    with (
        contextlib.closing(sqlite3.connect(into, isolation_level=None)) as db,
        (work / "floor.jsonl").open(encoding="utf-8") as file,
    ):
        db.execute("PRAGMA synchronous = 3")
        db.execute("CREATE TABLE article (id TEXT PRIMARY KEY, title, source, date, text)")
        db.execute("CREATE TABLE span (id TEXT PRIMARY KEY, article, start, stop, label, said)")
        db.execute("CREATE TABLE link (article, kind, head, child)")
        db.execute("BEGIN")
        for line in file:
            said = json.loads(line)
            meta = said["meta"]
            id_ = meta["id"]
            row = (id_, meta["title"], meta["source"], meta["date"], said["text"])
            db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", row)
            for one in said["spans"] if spans else ():
                row = (one["id"], id_, one["start"], one["end"], one["label"], json.dumps(one))
                db.execute("INSERT INTO span VALUES (?, ?, ?, ?, ?, ?)", row)
            for kind, head, child in said["relations"] if spans else ():
                db.execute("INSERT INTO link VALUES (?, ?, ?, ?)", (id_, kind, head, child))
        db.execute("COMMIT")
    return (time.perf_counter() - begun) * 1000
