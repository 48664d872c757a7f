"""ClaimReview (schema.org, JSON-LD): what a desk publishes of the claims that it has checked.

Only accepted claims with a verdict of VERDICTS. The claim is given in full, although search engines
ask for 75 characters or fewer. Notes are the desk's own and are never published.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.claims import flat
from model.corpus import Corpus, CorpusArticle, CorpusSpan
from model.errors import UserError
from model.exporters._base import TABLES, Option, Progress, Written
from model.exporters._claims import Claims, Line
from model.losses import Loss, Tally

NAME = "claimreview"
SUFFIX = ".json"
TITLE = "ClaimReview (JSON-LD, checked claims only)"
GROUP = TABLES
OPTIONS = (
    Option("desk", "Desk", "", free=True,
           help="Who publishes the reviews; the project's name unless given."),
    Option("url", "Address", "", free=True,
           help="Where the reviews are published, for instance https://desk.example/checks; "
                "each gets an address below it."),
)  # fmt: skip
HOLDS = ("meta", "spans", "links", "attributes")

VERDICTS = {
    "supported": (5, "True"),
    "conflicting": (3, "Conflicting evidence"),
    "not enough evidence": (3, "Unproven"),
    "refuted": (1, "False"),
}
"""Rating from 1 to 5, and the words that are shown; other verdicts are not published."""
ADVISED = 75
"""Characters of a claim that search engines show."""

Review = dict[str, Any]
Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    name: str
    url: str
    day: str
    """Of the last edit: when the verdicts stood as they are given."""

    @classmethod
    def of(cls, corpus: Corpus, desk: str, url: str) -> _Desk:
        if url and not url.lower().startswith(("http://", "https://")):
            raise UserError(f"“{url}” is no web address.", hint="Begin with https://.")
        return cls(desk.strip() or corpus.project, url.strip().rstrip("/"), corpus.at[:10])


class _Reviews:
    """Finds what is published, and counts what is not."""

    def __init__(self, corpus: Corpus, *, has_url: bool) -> None:
        self._has_url = has_url
        self._claims = Claims(corpus)
        self._unjudged = Tally("lost", "Claims without a verdict that can be published.")
        self._open = Tally("lost", "Claims that are suggested or rejected: never published.")
        self._long = Tally("note", f"Claims longer than the {ADVISED} characters that search "
                           "engines ask for, given in full.")  # fmt: skip
        self._people = Tally("note", "Speakers are given as persons, or as organizations where "
                             "the actor is marked as a metonym: look them over.")  # fmt: skip
        self.spans = self.links = 0

    def lines(self, article: CorpusArticle) -> Iterator[Line]:
        for line in self._claims.lines(article):
            if line.claim.state != "accepted":
                self._open.add(article, line.claim)
            elif str(line.claim.attributes.get("verdict")) not in VERDICTS:
                self._unjudged.add(article, line.claim)
            else:
                self._count(article, line)
                yield line

    def losses(self) -> tuple[Loss, ...]:
        tallies = (self._unjudged, self._open, self._long, self._people)
        found = [loss for tally in tallies for loss in tally.losses()]
        if self.spans and not self._has_url:
            found.append(Loss("note", "Reviews without an address, which search engines require: "
                              "give the desk's.", self.spans))  # fmt: skip
        return (*self._claims.losses(), *found)

    def _count(self, article: CorpusArticle, line: Line) -> None:
        speakers = _speakers(line)
        self.spans += 1
        self.links += len(speakers)
        if len(flat(line.claim.quote)) > ADVISED:
            self._long.add(article, line.claim)
        if speakers:
            self._people.add(article, line.claim)


def losses(corpus: Corpus, desk: str = "", url: str = "") -> Iterator[Loss]:
    found = _Reviews(corpus, has_url=bool(_Desk.of(corpus, desk, url).url))
    for article in corpus.articles:
        for _ in found.lines(article):
            pass
    yield from found.losses()


def export(corpus: Corpus, path: Path, on_progress: Progress, desk: str = "",
           url: str = "") -> Written:  # fmt: skip
    publisher = _Desk.of(corpus, desk, url)
    found = _Reviews(corpus, has_url=bool(publisher.url))
    between = ""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for done, article in enumerate(corpus.articles, 1):
            for line in found.lines(article):
                said = json.dumps(_review(line, publisher), ensure_ascii=False, indent=1)
                file.write(f"{between}\n{said}")
                between = ","
            on_progress(done, len(corpus.articles))
        file.write("\n]\n")
    return Written(losses=found.losses(), spans=found.spans, links=found.links)


def rows(corpus: Corpus) -> Iterator[Row]:
    """What `read_rows` must find."""
    found = _Reviews(corpus, has_url=False)
    for article in corpus.articles:
        for line in found.lines(article):
            rating, shown = VERDICTS[str(line.claim.attributes["verdict"])]
            speakers = tuple(_name(span) for span in _speakers(line))
            yield line.claim.id, flat(line.claim.quote), rating, shown, speakers, article.title


def read_rows(path: Path) -> Iterator[Row]:
    """The reviews of a file, as JSON; no other reader of ClaimReview is known to us."""
    for one in json.loads(path.read_text(encoding="utf-8")):
        claim, rating = one["itemReviewed"], one["reviewRating"]
        yield (
            one["identifier"], one["claimReviewed"], rating["ratingValue"],
            rating["alternateName"], tuple(speaker["name"] for speaker in claim.get("author", ())),
            claim["appearance"][0]["headline"],
        )  # fmt: skip


def _review(line: Line, desk: _Desk) -> Review:
    article, claim = line.article, line.claim
    rating, shown = VERDICTS[str(claim.attributes["verdict"])]
    item: Review = {"@type": "Claim"}
    if speakers := _speakers(line):
        item["author"] = [{"@type": "Organization" if span.attributes.get("metonym") else "Person",
                           "name": _name(span)} for span in speakers]  # fmt: skip
    if article.date:
        item["datePublished"] = article.date
    item["appearance"] = [_appearance(article)]
    review: Review = {"@context": "https://schema.org", "@type": "ClaimReview",
                      "identifier": claim.id, "datePublished": desk.day}  # fmt: skip
    if desk.url:
        review["url"] = f"{desk.url}/{claim.id}"
    review["author"] = {"@type": "Organization", "name": desk.name} | (
        {"url": desk.url} if desk.url else {}
    )
    return review | {
        "claimReviewed": flat(claim.quote), "inLanguage": article.language, "itemReviewed": item,
        "reviewRating": {"@type": "Rating", "ratingValue": rating, "bestRating": 5,
                         "worstRating": 1, "alternateName": shown},
    }  # fmt: skip


def _appearance(article: CorpusArticle) -> Review:
    found: Review = {"@type": "NewsArticle", "headline": article.title}
    if article.source.lower().startswith(("http://", "https://")):
        found["url"] = article.source
    elif article.source:
        found["publisher"] = {"@type": "Organization", "name": article.source}
    return found


def _speakers(line: Line) -> tuple[CorpusSpan, ...]:
    return tuple(span for span in line.of("actor") if span.state == "accepted")


def _name(actor: CorpusSpan) -> str:
    """What the desk calls the actor, else the words of the article."""
    return str(actor.attributes.get("entity") or flat(actor.quote))
