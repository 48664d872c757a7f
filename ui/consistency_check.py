"""The consistency check at work: in a process beside the window when the project is large, else
here in short steps."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from PySide6.QtCore import QObject, Signal

from model import concordance, consistency
from model.concordance import Hit, Place
from model.consistency import Group, Step
from ui.desk import Desk
from ui.jobs import Job, Jobs, is_quick
from ui.steps import Stepper, in_spells


class Check(QObject):
    """One check at a time; of several begun only the last one is told."""

    progressed = Signal(str)
    """In words."""
    found = Signal(object, bool)
    """The groups, and whether there are more."""
    failed = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._job: Job | None = None
        self._stepper = Stepper(self)

    @property
    def is_beside(self) -> bool:
        """Whether a process is at it, on a copy of the project as it was."""
        return self._job is not None and self._job.running

    @property
    def running(self) -> bool:
        return self.is_beside or self._stepper.running

    def begin(self) -> None:
        """Compare everything anew."""
        self.cancel()
        store = self._desk.project
        self._compared(0, 1)
        if is_quick(store):
            self._stepper.start(consistency.find(store), self._take, self.failed.emit)
        else:
            self._job = self._jobs.run(
                ["--person", store.person, "consistency", str(store.path), "--json-lines"],
                self._compared, self._look_up, self.failed.emit,
            )  # fmt: skip

    def cancel(self) -> None:
        self._stepper.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    # ---- inside

    def _compared(self, done: int, total: int) -> None:
        self.progressed.emit(f"Comparing… {100 * done // total} %")

    def _take(self, step: Step) -> None:
        if step.done < step.total:
            self._compared(step.done, step.total)
        else:
            self._stepper.stop()
            self.found.emit(step.groups, step.cut)

    def _look_up(self, told: object) -> None:
        """What a process has told has no more than places: see what stands there now."""
        assert isinstance(told, dict)
        groups, places = told["groups"], {tuple(one) for one in _places(told["groups"])}
        hits: dict[Place, Hit] = {}

        def looked_up() -> Iterator[None]:
            sorted_ = sorted(places, key=itemgetter(0))
            for some in in_spells(concordance.hits_at(self._desk.project, sorted_)):
                hits.update({(hit.article_id, hit.start, hit.end): hit for hit in some})
                self.progressed.emit(f"Listing… {100 * len(hits) // max(1, len(places))} %")
                yield

        self._stepper.start(
            looked_up(), lambda _: None, self.failed.emit,
            lambda: self.found.emit(tuple(_groups(groups, hits)), told["cut"]),
        )  # fmt: skip


def _places(groups: list[dict[str, Any]]) -> Iterator[list[Any]]:
    for group in groups:
        yield from group["odd"]


def _groups(told: list[dict[str, Any]], hits: dict[Place, Hit]) -> Iterator[Group]:
    for group in told:
        counts = tuple((tuple(way["label_ids"]), way["places"]) for way in group["labelled"])
        odd = tuple(hits[place] for one in group["odd"] if (place := tuple(one)) in hits)
        if odd:
            yield Group(group["words"], counts, odd)
