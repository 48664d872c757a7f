"""The errors a person can act on; anything else that is raised is a bug of ours."""

from __future__ import annotations


class UserError(Exception):
    """Something outside the program, or a request that cannot be carried out.

    `what` says what happened, `safe` what is untouched, `hint` what to do next;
    all three are plain sentences that the window and the command line show as they are.
    """

    def __init__(self, what: str, *, hint: str = "", safe: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.safe = safe

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.safe, self.hint) if part)


class ProjectRefused(UserError):
    """A file that cannot be opened as a project; the file is left as it was."""


class NotAProject(ProjectRefused):
    """Not a SQLite file, or another program's database."""


class NewerProject(ProjectRefused):
    """Written by a later Attesta than this one."""


class ForeignSchema(ProjectRefused):
    """Carries our mark, but its tables, views or triggers are not ours."""


class DamagedProject(ProjectRefused):
    """SQLite or our own hashes say that bytes were lost or changed."""


class UnfinishedProject(ProjectRefused):
    """Was not closed properly, and lies where SQLite may not repair it."""


class ReadOnlyProject(ProjectRefused):
    """Can be read, but not written, where it lies."""


class TakesLong(ProjectRefused):
    """Has to be looked through, or brought up to date, before it is opened, and is large."""


class LockedProject(ProjectRefused):
    """Open in another window, here or on another machine."""


class StoreTrouble(UserError):
    """Saving failed for a reason outside the program: disk full, file moved, medium gone."""
