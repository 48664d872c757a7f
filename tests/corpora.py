"""Corpora of hard cases, made by hand as values: what every exporter must carry."""

from __future__ import annotations

from model import text
from model.corpus import Corpus, CorpusArticle, CorpusLink, CorpusSpan, Selection
from model.records import Label
from tests.gold import attributes_of, gold


def label(name: str, role: str = "") -> Label:
    return Label(
        id=name, name=name, role=role or name, key="", colour="#3b5bdb", icon="mdi6.label",
        definition=f"What a {name} is.", examples=(), position=0, retired=False,
    )  # fmt: skip


LABELS = tuple(label(name) for name in ("claim", "figure", "actor", "verified"))


def span(of: str, start: int, end: int, name: str = "claim", **more) -> CorpusSpan:
    more.setdefault("id", f"{name}-{start}-{end}")
    return CorpusSpan(start=start, end=end, label=name, quote=of[start:end], **more)


def article(raw: str, *marks: tuple, state: str = "submitted", **more) -> CorpusArticle:
    """`marks` are (start, end, label) in code points of the normalised text."""
    body = text.normalise(raw)
    return CorpusArticle(
        id=more.pop("id", text.digest(body)[:8]), title=more.pop("title", "An article"), text=body,
        body=text.digest(body), state=state, spans=tuple(span(body, *mark) for mark in marks),
        **more,
    )  # fmt: skip


def corpus(*articles: CorpusArticle, **more) -> Corpus:
    return Corpus(
        project="test", uuid="0" * 32, head="f" * 64, at="2026-01-01T00:00:00.000Z",
        selection=Selection(), labels=LABELS, articles=articles, **more,
    )  # fmt: skip


def of_gold() -> Corpus:
    """The sample with its 87 spans and all of its 80 relations."""
    body = gold()["text"]
    spans = tuple(
        span(body, one["start"], one["end"], one["label"], id=one["id"],
             attributes=attributes_of(one))
        for one in sorted(gold()["spans"], key=lambda one: (one["start"], -one["end"]))
    )  # fmt: skip
    links = tuple(
        CorpusLink(one["label"], one["head_id"], one["child_id"]) for one in gold()["relations"]
    )
    return corpus(CorpusArticle(
        id="gold", title="Kursk troops", text=body, body=text.digest(body), state="approved",
        spans=spans, links=links,
    ))  # fmt: skip


THOUSAND = "word " * 1000
HARD = {
    "no articles": corpus(),
    "reviewed and empty": corpus(article("Nothing of interest here.")),
    "never looked at": corpus(article("Nobody has read this.", state="new", split="")),
    "nested": corpus(article("some 45,000 troops", (0, 18, "claim"), (0, 18, "figure"),
                             (5, 11, "figure"))),
    "crossing": corpus(article("one two three four", (0, 13, "claim"), (4, 18, "claim"))),
    "same label overlaps": corpus(article("a b c", (0, 5, "actor"), (0, 3, "actor"),
                                          (2, 5, "actor"))),
    "emoji": corpus(article("🪖 Syrskiy 👩‍👩‍👧 said 7,905 🇺🇦", (2, 9, "actor"),
                            (21, 26, "figure"))),
    "combining marks": corpus(article("Zelenskyi\u0306 said no\u0308", (0, 10, "actor"))),
    "CRLF": corpus(article("One line.\r\nTwo men.\r\n", (10, 17, "figure"))),
    "no-break space": corpus(article("7\u00a0905 men fell", (6, 9, "actor"))),
    "line separators": corpus(article("He\u2028said\u2029no\x85more", (0, 2, "actor"))),
    "right to left": corpus(article("قال الرئيس اليوم", (4, 10, "actor"), language="ar")),
    "blanks only around": corpus(article("\n\n  a  \t b \n", (4, 5, "actor"), (8, 9, "actor"))),
    "1,000 spans": corpus(article(THOUSAND, *((at * 5, at * 5 + 4, "figure")
                                               for at in range(1000)))),
    "attributes": corpus(CorpusArticle(
        id="x", title="“A” <b>", text="ten", body=text.digest("ten"), state="approved",
        spans=(span("ten", 0, 3, "figure", note="a\nb", score=0.25, origin="rule:x@1",
                    attributes={"value": 10, "high": 2**70, "unit": "km²", "approximate": True}),),
    )),
    "suggested and rejected": corpus(CorpusArticle(
        id="y", title="y", text="a b c", body=text.digest("a b c"), state="in progress",
        spans=(span("a b c", 0, 1, "actor"), span("a b c", 2, 3, "actor", state="suggested",
               origin="rule:r@1", score=0.5), span("a b c", 4, 5, "actor", state="rejected")),
        links=(CorpusLink("attributed_to", "actor-0-1", "actor-2-3"),),
    )),
    "three splits": corpus(*(
        article(f"Article {at}", (0, 7, "claim"), split=split)
        for at, split in enumerate(("train", "dev", "test", "train"))
    )),
    "the gold": of_gold(),
}  # fmt: skip
