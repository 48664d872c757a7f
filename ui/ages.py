"""How long ago something was, in words short enough for a row."""

from __future__ import annotations

from datetime import UTC, datetime

from model.plurals import many

_UNITS = ((365 * 86400, "year"), (30 * 86400, "month"), (7 * 86400, "week"), (86400, "day"),
          (3600, "hour"), (60, "minute"))  # fmt: skip


def age(moment: str, now: datetime | None = None) -> str:
    """'3 days' since a moment in ISO 8601, UTC where it names no zone; '' for no moment."""
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        return ""
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = ((now or datetime.now(UTC)) - then).total_seconds()
    for unit, name in _UNITS:
        whole = int(seconds // unit)
        if whole > 0:
            return many(whole, name)
    return "just now"


def ago(moment: str) -> str:
    """'3 days ago'."""
    found = age(moment)
    return found if found in ("", "just now") else f"{found} ago"
