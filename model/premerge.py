"""Pre-merge: what of several readings a curator need not look at, by one of three strategies.

They are those of INCEpTION: complete and agreeing, agreeing though incomplete, and by threshold.
What is decided already stays as it is, so a pre-merge can be done again at any time.
"""

from __future__ import annotations

from dataclasses import dataclass

from model import curation
from model.curation import Board
from model.errors import UserError
from model.records import Span
from model.sitting import Sitting
from model.store import Store
from model.units import Unit

COMPLETE, AGREEING, THRESHOLD = STRATEGIES = ("complete", "agreeing", "threshold")
"""'complete': every reading has it, and the same; 'agreeing': every reading that has it has the
same; 'threshold': enough readings have the same."""


@dataclass(frozen=True, slots=True)
class Strategy:
    name: str = COMPLETE
    votes: int = 2
    """With 'threshold': how many readings must have the same, at least."""
    confidence: float = 0.5
    """With 'threshold': which share of all readings that must be, at least."""
    top: int = 1
    """With 'threshold': how many versions of one unit may be taken."""


@dataclass(frozen=True, slots=True)
class Merge:
    """What a strategy would take: a plan, which changes nothing."""

    strategy: Strategy
    chosen: tuple[tuple[Unit, tuple[tuple[Span, ...], ...]], ...]
    """Units with the versions to be taken; each is the spans that are the same."""
    left: int
    """Units that stay for the curator."""
    kept: int
    """Units that are decided already."""


def plan(board: Board, strategy: Strategy) -> Merge:
    """Which units of a board the strategy settles. Raises `UserError` for an impossible one."""
    if strategy.name not in STRATEGIES or strategy.votes < 1 or strategy.top < 1 or not (
        0 <= strategy.confidence <= 1
    ):  # fmt: skip
        raise UserError(
            "No merge can be made of these thresholds.", safe="Nothing was changed.",
            hint="At least one vote, a share from 0 to 100 %, and one version.",
        )  # fmt: skip
    open_ = [unit for unit in board.units if not unit.decisions]
    found = ((unit, winners(unit, strategy)) for unit in open_)
    chosen = tuple((unit, versions) for unit, versions in found if versions)
    kept = sum(unit.is_decided for unit in board.units)
    return Merge(strategy, chosen, len(board.units) - kept - len(chosen), kept)


def carry_out(store: Store, article_id: str, strategy: Strategy) -> int:
    """Settle what the strategy settles, links by the same votes, as one edit.

    Returns how many units.
    """
    merge = plan(curation.board(store, article_id), strategy)
    if not merge.chosen:
        return 0
    with store.edit("Merge what agrees") as edit:
        sitting = Sitting(store, edit, article_id)
        made: list[str] = []
        for unit, versions in merge.chosen:
            made += curation.settle(sitting, unit, versions, voted=True)
        readers = len(merge.chosen[0][0].readers)
        sitting.vote(made, lambda votes, both: _link_wins(merge.strategy, votes, both, readers))
    return len(merge.chosen)


def winners(unit: Unit, strategy: Strategy) -> tuple[tuple[Span, ...], ...]:
    """The versions of a unit that a strategy takes, those with most votes first; never a tie.

    With a threshold, a version needs more votes than the best one that is not taken, and more
    than there are readings that have nothing there.
    """
    versions = unit.versions
    if strategy.name != THRESHOLD:
        complete = strategy.name == AGREEING or not unit.missing
        return (tuple(versions[0]),) if len(versions) == 1 and complete else ()
    best, rest = versions[: strategy.top], versions[strategy.top :]
    bar = max([len(unit.missing), *map(len, rest)])
    taken = (same for same in best if len(same) > bar)
    return tuple(tuple(one) for one in taken if _is_enough(strategy, len(one), len(unit.readers)))


def _link_wins(strategy: Strategy, votes: int, both: int, readers: int) -> bool:
    """Whether a link that `votes` of the `both` readings with both its ends have is taken over."""
    if strategy.name == THRESHOLD:
        return votes > both - votes and _is_enough(strategy, votes, readers)
    return votes == both and (strategy.name == AGREEING or both == readers)


def _is_enough(strategy: Strategy, votes: int, readers: int) -> bool:
    return votes >= strategy.votes and votes >= strategy.confidence * readers
