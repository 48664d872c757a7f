"""Whose spans an export takes of each article: never a curator's copies beside their originals."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from model import articles, readings, sight
from model.open_edit import Rows
from model.readings import Reading, Whose
from model.records import ANNOTATOR, CURATED, CURATOR
from model.store import Store

GOLD = "gold"
HIDDEN = "spans of others in articles that you still annotate"


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken of an article, and in what state that work is."""

    whose: Whose
    state: str


NOTHING = Taken(frozenset(), articles.state_of(()))


class Standing:
    """Looks at the assignments once; then tells of every span whether it is taken.

    Of gold, what `readings.gold_among` says. Else the curator's reading of an article stands for
    the annotators' from when it is approved; until then theirs are taken, and the curator's only
    where nobody else's may be.
    """

    def __init__(self, store: Store, choice: str, people: Collection[str] = (), *,
                 me: str = "") -> None:  # fmt: skip
        """`choice` is a selection's `spans`; `people` are ids, empty for everyone. From articles
        that `me`, a person's id, still annotates blind, nothing of others is taken."""
        self._me = me
        self._blind = sight.blind_at(store, me) if me else frozenset[str]()
        self._people = frozenset(people)
        self._gold = choice == GOLD
        self._taken: dict[str, Taken] = {}
        same: dict[Taken, Taken] = {}
        for article_id, found in groupby(_assigned(store), key=lambda one: one.article_id):
            known = [one for one in found if not self.is_hidden(article_id, one.person_id)]
            whose = self._of(known)
            taken = Taken(whose, articles.state_of(
                one.state for one in known if (one.person_id, one.role) in whose
            ))  # fmt: skip
            self._taken[article_id] = same.setdefault(taken, taken)

    def _of(self, known: list[Reading]) -> Whose:
        if self._gold:
            return frozenset(one for one in readings.gold_among(known) if self._chose(one[0]))
        own = [one for one in known if self._chose(one.person_id)]
        gold = readings.gold_among(own)
        if any(role == CURATOR for _, role in gold):
            return gold
        roles = {(one.person_id, one.role) for one in own}
        annotators = frozenset(one for one in roles if one[1] == ANNOTATOR)
        return annotators or frozenset(roles)

    def _chose(self, person_id: str) -> bool:
        return not self._people or person_id in self._people

    def in_article(self, article_id: str) -> Taken:
        return self._taken.get(article_id, NOTHING)

    def is_hidden(self, article_id: str, person_id: str) -> bool:
        """Whether what this person has marked there is not to be seen yet."""
        return person_id != self._me and article_id in self._blind

    def why_not(self, article_id: str, person_id: str, origin: str, state: str) -> str:
        """Why a span is not taken; '' when it is. Suggestions belong to no reading of the two."""
        if not self._chose(person_id):
            return "spans of other people"
        if self.is_hidden(article_id, person_id):
            return HIDDEN
        if state != "accepted":
            return ""
        role = CURATOR if origin.startswith(CURATED) else ANNOTATOR
        taken = self.in_article(article_id).whose
        if (person_id, role) in taken:
            return ""
        if role == CURATOR:
            return "spans of curators who have not approved them"
        if any(one[1] == CURATOR for one in taken):
            return "spans of annotators, for which their curator's stand"
        # Whoever marks has an assignment; files of other versions may lack it.
        return "spans that are not gold" if self._gold else ""


def _assigned(store: Rows) -> Iterable[Reading]:
    """Every assignment, those of an article one after the other."""
    for row in store.rows(
        "SELECT article_id, person_id, role, state, changed FROM assignment ORDER BY article_id"
    ):
        yield Reading(*row)
