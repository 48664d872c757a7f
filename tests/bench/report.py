"""Collects what was measured, prints it as a table and writes it to build/bench.json."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-len(ordered) * share // 1).__int__() - 1))]


@dataclass(frozen=True, slots=True)
class Row:
    """One measure; times are milliseconds, `ratio` is p50 over the baseline's p50."""

    group: str
    what: str
    runs: int
    p50: float
    p99: float
    baseline: str
    base: float
    ratio: float
    target: str
    met: bool | None
    unit: str = "ms"


@dataclass(slots=True)
class Report:
    """The rows of one session, in the order they were measured."""

    rows: list[Row] = field(default_factory=list)

    def add(
        self, group: str, what: str, values: Sequence[float], baseline: str = "",
        base: Sequence[float] = (), *, ratio: float | None = None, p50: float | None = None,
        p99: float | None = None, unit: str = "ms",
    ) -> Row:  # fmt: skip
        """Add a measure; `ratio`, `p50` and `p99` are its targets, where it has any."""
        middle, worst = statistics.median(values), quantile(values, 0.99)
        floor = statistics.median(base) if base else 0.0
        quotient = middle / floor if floor else 0.0
        checks = [(limit, found) for limit, found in ((ratio, quotient), (p50, middle),
                  (p99, worst)) if limit is not None]  # fmt: skip
        named = ((ratio, "≤ {:g}×"), (p50, "p50 ≤ {:g}"), (p99, "p99 ≤ {:g}"))
        row = Row(
            group, what, len(values), middle, worst, baseline, floor, quotient,
            ", ".join(said.format(limit) for limit, said in named if limit is not None),
            all(found <= limit for limit, found in checks) if checks else None, unit,
        )  # fmt: skip
        self.rows.append(row)
        return row

    def table(self) -> str:
        lines = [machine(), ""]
        lines += ["An ✗ marks a target missed. Ratios compare medians of one run; the rest is "
                  "milliseconds.", ""]  # fmt: skip
        head = ("measure", "runs", "p50", "p99", "baseline", "p50", "ratio", "target", "")
        cells = [head]
        group = ""
        for row in self.rows:
            if row.group != group:
                group = row.group
                cells.append((group.upper(), *[""] * 8))
            cells.append((
                f"  {row.what}" + ("" if row.unit == "ms" else f" [{row.unit}]"), str(row.runs),
                shown(row.p50), shown(row.p99), row.baseline,
                shown(row.base) if row.baseline else "",
                f"{row.ratio:.1f}×" if row.baseline else "", row.target,
                {True: "✓", False: "✗", None: ""}[row.met],
            ))  # fmt: skip
        widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
        left = {0, 4, 7}
        for line in cells:
            lines.append("  ".join(
                text.ljust(width) if column in left else text.rjust(width)
                for column, (text, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip())  # fmt: skip
        return "\n".join(lines)

    def write(self, path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        said = {"machine": machine(), "rows": [asdict(row) for row in self.rows]}
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")


def shown(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{os.cpu_count()} cores{load}, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, Qt {PySide6.__version__}, "
        f"SQLite {sqlite3.sqlite_version}, platform {os.environ.get('QT_QPA_PLATFORM', 'native')}"
    )
