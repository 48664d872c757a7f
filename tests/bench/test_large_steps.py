"""The window while a process of ours has its project: much imported, undone, done again; copied."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.bench.test_corpora import Heart
from tests.bench.test_formats import exported
from ui import moving
from ui.import_dialog import ImportDialog
from ui.importing import import_files

PATIENCE = 600_000
CHARACTERS, SPANS = 3_900, 30
AFTERWARDS = 500
"""Milliseconds in which what comes back is shown and counted."""


@pytest.mark.parametrize("many", [120, 3_000])
def test_the_window_beats_while_its_project_is_away(
    many, quick, project_of, copy_of, open_window, report, qtbot, tmp_path
):
    there = 300 if quick else 10_000
    many = min(many, 240) if quick else many
    source = project_of(many, CHARACTERS, marked=many, each=SPANS)
    window = open_window(copy_of(there, 4_000, marked=there // 5, each=10))
    import_files(window.desk, [exported(source, "jsonl", "", tmp_path)], window)
    dialog = window.findChildren(ImportDialog)[-1]
    qtbot.waitUntil(lambda: dialog.import_button.isVisible(), timeout=PATIENCE)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    told: list[object] = []
    window.desk.told.connect(told.append)

    def gaps(work: Callable[[], object]) -> list[float]:
        told.clear()
        heart = Heart()
        work()
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
        qtbot.wait(AFTERWARDS)
        assert [one.kind for one in told] == ["done"]
        return heart.stop()

    calm = Heart()
    qtbot.wait(1_500)
    idle = [max(calm.stop())]
    said = f"the import of {many:,} annotated articles into {there:,}"
    taken: dict[str, float] = {}
    for doing, work in (
        ("taking in", dialog.import_button.click),
        ("undoing", lambda: moving.undo(window.desk)),
        ("redoing", lambda: moving.redo(window.desk)),
    ):
        found = gaps(work)
        taken[doing] = sum(found) - AFTERWARDS
        dialog.close()
        report.add("heartbeat", f"longest gap, {doing} {said}", [max(found)], "idle", idle,
                   p99=100)  # fmt: skip
    for doing in ("undoing", "redoing"):
        report.add("large steps", f"{doing} {said}", [taken[doing]], "taking it in",
                   [taken["taking in"]], ratio=2)  # fmt: skip


def test_the_window_beats_while_a_copy_is_saved(quick, copy_of, open_window, report, qtbot,
                                                tmp_path):  # fmt: skip
    there = 3_000 if quick else 10_000
    window = open_window(copy_of(there, 4_000, marked=there // 5, each=10))
    qtbot.wait(AFTERWARDS)
    told: list[object] = []
    window.desk.told.connect(told.append)
    calm = Heart()
    qtbot.wait(1_500)
    idle = [max(calm.stop())]
    heart = Heart()
    window.projects.backups.save_copy(tmp_path / "copy.attesta")
    qtbot.waitUntil(lambda: told[-1].kind == "done", timeout=PATIENCE)
    found = max(heart.stop())
    report.add("heartbeat", f"longest gap, saving a copy of {there:,} articles", [found],
               "idle", idle, p99=100)  # fmt: skip
