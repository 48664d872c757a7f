"""Projects of any size, the same at every run: texts of invented news and spans laid over them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from model import articles, figures, labels, links, moves, people, project, spans
from model.drafts import Draft
from model.spans import NewSpan
from model.store import Store

_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[^.\n]+\.")
_NOUNS = """minister army brigade province treaty river convoy budget village parliament court
border offensive reserve ceasefire envoy harvest port refinery grid drone shipment election
inquiry""".split()  # noqa: SIM905
_VERBS = """said claimed reported denied confirmed estimated announced warned insisted
noted""".split()  # noqa: SIM905
_OTHER = """the a its near under after before against nearly more than some in on of for with
about new northern western former joint heavy local foreign reported several""".split()  # noqa: SIM905
_NAMES = """Zelenskyy Russia Ukraine Kursk Kyiv Moscow NATO Syrskiy Reuters
Brussels""".split()  # noqa: SIM905
COMMON, RARE = "minister", "quixotry"
"""A word of every article, and one of an article in a thousand."""
BATCH = 500
PERSON = "Ana"
"""Whoever has made a project, and goes on with it: another would see their own marks only."""


def text(characters: int, seed: int) -> str:
    """Exactly `characters` code points, in paragraphs of some five sentences."""
    dice = random.Random(seed)
    parts, length = [], 0
    while length < characters:
        sentences = [_sentence(dice) for _ in range(dice.randint(3, 7))]
        parts.append(" ".join(sentences) + "\n")
        length += len(parts[-1])
    words = "".join(parts)[: characters - 2].rstrip()
    return words + "." * (characters - 1 - len(words)) + "\n"


def _sentence(dice: random.Random) -> str:
    words = [dice.choice(_NAMES), dice.choice(_VERBS)]
    for _ in range(dice.randint(8, 20)):
        pool = dice.choices((_OTHER, _NOUNS, _NAMES, None), (5, 4, 1, 1))[0]
        words.append(dice.choice(pool) if pool else f"{dice.randint(1, 90_000):,}")
    return " ".join(words) + "."


def places(body: str, many: int, seed: int) -> list[tuple[int, int, str]]:
    """`many` different (start, end, label), nested as people nest them: claims are sentences,
    figures, actors and verified words mostly stand inside one."""
    dice = random.Random(seed)
    sentences = [match.span() for match in _SENTENCE.finditer(body)]
    words = [match.span() for match in _WORD.finditer(body)]
    claims = dice.sample(sentences, min(len(sentences), many // 3))
    found = {(start, end, "claim") for start, end in claims}
    while len(found) < many:
        at = dice.randrange(len(words))
        last = min(len(words) - 1, at + dice.choice((0, 0, 1, 1, 2, 3)))
        start, end = words[at][0], words[last][1]
        name = dice.choice(("figure", "actor", "actor", "verified"))
        if "\n" not in body[start:end]:
            found.add((start, end, name))
    return sorted(found)


def article(characters: int, number: int) -> Draft:
    body = text(characters, number)
    marker = f" {RARE if number % 1000 == 7 else 'ordinary'} {COMMON} {number}.\n"
    return Draft(
        text=body[: characters - len(marker)] + marker, title=f"Dispatch {number} from the front",
        source=("Reuters", "AP", "RFE/RL")[number % 3], date=f"2024-{number % 12 + 1:02}-11",
    )  # fmt: skip


def fill(store: Store, many: int, characters: int, *, marked: int = 0, each: int = 0,
         readers: int = 0) -> list[str]:  # fmt: skip
    """Add `many` articles, `each` spans and their links in the first `marked`; ids in order.

    With `readers` they are marked and submitted by so many people, each in their own way.
    """
    ids: list[str] = []
    for first in range(0, many, BATCH):
        new = [article(characters, number) for number in range(first, min(many, first + BATCH))]
        ids += articles.add(store, new).new
    for reader in range(1, readers + 1) or (0,):
        if reader:
            store.person = f"Reader {reader}"
        for first in range(0, marked, 50):
            _mark(store, ids[first : min(marked, first + 50)], each, first, reader)
        if reader:
            _submit(store, ids[:marked])
    return ids


def _submit(store: Store, article_ids: list[str]) -> None:
    with store.edit(f"Submit {len(article_ids)} articles") as edit:
        for article_id in article_ids:
            moves.put(edit, article_id, people.at_work(edit), "annotator", "submitted")


def _read(found: list[tuple[int, int, str]], body: str, reader: int,
          seed: int) -> list[tuple[int, int, str]]:  # fmt: skip
    """The places as one of several readers has them: some missed, some cut short."""
    dice = random.Random(seed * 31 + reader)
    kept = []
    for start, end, name in found:
        luck = dice.random()
        short = body.rfind(" ", start, end) if luck > 0.85 else -1
        if luck > 0.1:
            kept.append((start, short if short > start else end, name))
    return sorted(set(kept))


def _mark(store: Store, article_ids: list[str], each: int, seed: int, reader: int) -> None:
    by_name = {label.name: label.id for label in labels.every(store)}
    with store.edit(f"Mark {len(article_ids)} articles") as edit:
        for number, article_id in enumerate(article_ids, seed):
            body = articles.text_of(store, article_id)
            made = []
            found = places(body, each, number)
            for start, end, name in _read(found, body, reader, number) if reader > 1 else found:
                said = figures.attributes(body[start:end]) if name == "figure" else None
                new = NewSpan(start, end, by_name[name], said)
                made.append((name, spans.insert(edit, article_id, body, new)))
            for kind, head, child in _ties(made):
                links.insert(edit, kind, head, child)


def _ties(made: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Each span that is no claim belongs to the claim before it."""
    kinds = {"actor": "attributed_to", "figure": "has_figure", "verified": "has_status"}
    head = ""
    for name, span_id in made:
        if name == "claim":
            head = span_id
        elif head:
            yield kinds[name], head, span_id


def make(path: Path, many: int, characters: int, **marks: int) -> list[str]:
    with project.create(path, person=PERSON) as store:
        return fill(store, many, characters, **marks)
