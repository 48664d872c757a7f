"""The review queue and agreement, against SQLite's bare work, and how they grow."""

from __future__ import annotations

import contextlib
import sqlite3
import time

import pytest

from model import agreement, project, review, review_queue
from model.review_queue import Wish
from tests.bench.test_formats import command
from tests.bench.test_mark import Floor

TENTH = 10


@pytest.fixture(scope="module")
def sizes(quick):
    """Articles of the small and of the large project."""
    large = 300 if quick else 10_000
    return large // TENTH, large


def timed(work) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def repeated(work, times: int) -> list[float]:
    return [timed(work) for _ in range(times)]


def bare(path, sql: str):
    """The same rows by plain sqlite3, with nothing asked of them."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    return contextlib.closing(db), lambda: db.execute(sql).fetchall()


IDS = (
    "SELECT span.id FROM article CROSS JOIN span ON span.article_id = article.id"
    " WHERE span.state = 'accepted' ORDER BY article.position, article.id, span.start"
)
EACH = 10


def test_queue(sizes, copy_of, report, quick, tmp_path):
    times = 3 if quick else 7
    opened = {}
    for articles in sizes:
        path = copy_of(articles, 1_500, marked=articles, each=EACH, readers=1)
        many = f"{articles * EACH:,} spans"
        closing, floor = bare(path, IDS)
        with closing, project.open_(path, person="Cem") as store:
            assert len(review_queue.ids(store)) == articles * EACH
            base = repeated(floor, times)
            opened[articles] = repeated(lambda store=store: review_queue.ids(store), times)
            report.add("review queue", f"open, {many}", opened[articles], "the same ids", base,
                       ratio=5)  # fmt: skip
            if articles == sizes[-1]:
                _orders(store, report, many, base, times)
                _decides(store, report, many, Floor(tmp_path / "floor.db"), 20 if quick else 100)
    growth = min(opened[sizes[1]]) / min(opened[sizes[0]])
    report.add("review queue", f"growth of opening, from a tenth to {sizes[1] * EACH:,} spans",
               [growth], "spans", [TENTH], ratio=1.5, unit="×")  # fmt: skip


def _orders(store, report, many, base, times) -> None:
    for order in [*review_queue.ORDERS][1:]:
        found = repeated(lambda order=order: review_queue.ids(store, order=order), times)
        report.add("review queue", f"order by {order}, {many}", found, "the same ids", base)
    wish = Wish(share=0.1, seed=1)
    for named, work in (
        ("sample of 10 %", lambda: review_queue.ids(store, wish)),
        ("count", lambda: review_queue.count(store)),
        ("articles with what is left", lambda: review_queue.articles(store)),
    ):
        found = repeated(work, times)
        report.add("review queue", f"{named}, {many}", found, "the same ids", base)
    listed = review_queue.ids(store)
    pages = [timed(lambda at=at: review_queue.rows(store, listed[at : at + 60]))
             for at in range(0, min(len(listed), 6_000), 60)]  # fmt: skip
    report.add("review queue", f"a page of 60 rows, {many}", pages, p99=16)


def _decides(store, report, many, floor, times) -> None:
    listed = review_queue.ids(store)
    decided, commits = [], []
    for number, span_id in enumerate(listed[:: max(1, len(listed) // times)][:times]):
        decided.append(timed(lambda span_id=span_id: review.agree(store, [span_id])))
        commits.append(floor.commit(number))
    assert review_queue.count(store) == len(listed) - len(decided)
    report.add("review queue", f"decide, {many}", decided[3:], "bare commit", commits[3:], p50=50)


SPANS = (
    'SELECT article_id, person_id, label_id, start, "end", attributes FROM span'
    " WHERE state = 'accepted' ORDER BY article_id, start"
)
TEXTS = "SELECT text FROM article JOIN body ON body.hash = article.body"
DOUBLED = 12


def test_agreement(sizes, project_of, report):
    taken = {}
    for articles in sizes:
        path = project_of(articles, 1_500, marked=articles, each=DOUBLED, readers=2)
        many = f"{articles:,} articles read twice"
        closing, floor = bare(path, SPANS)
        texts, read = bare(path, TEXTS)
        with closing, texts, project.open_(path, read_only=True) as store:
            base = [timed(lambda floor=floor, read=read: (floor(), read())) for _ in range(2)]
            found = []
            taken[articles] = repeated(lambda store=store, found=found: found.append(
                agreement.measure(store)), 2)  # fmt: skip
            assert len(found[0].articles) == articles
            assert 0.5 < found[0].measures[0].exact.f1 < 0.95
        report.add("agreement", many, taken[articles], "spans and texts read", base)
        peak = command("agreement", path, "--json", floor=lambda: 0.0).mb
        report.add("agreement", f"{many}: peak memory", [peak], unit="MB")
    report.add("agreement", "growth, from a tenth", [min(taken[sizes[1]]) / min(taken[sizes[0]])],
               "articles",
               [TENTH], ratio=1.5, unit="×")  # fmt: skip
