"""The architecture as a test: each rule reads the source, and names every line that breaks it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Collection, Iterator
from functools import cache, partial
from pathlib import Path

import pytest

from tests.rules import (
    FUNCTION_LINES,
    LOCAL,
    MODULE_LINES,
    PLACES,
    QT,
    READS_TEXT_BACK,
    SHOWS_FOREIGN_MARKUP,
    TALKS_TO_OTHERS,
    foreign_code,
    imported,
    imports_of,
    made_or_subclassed,
    mentions,
    open_tips,
    opened_addresses,
    opens_or_commits,
    other_views,
    sql_in,
    texts,
    threads_and_processes,
    too_long,
)

ROOT = Path(__file__).resolve().parent.parent
MODEL = sorted((ROOT / "model").rglob("*.py"))
UI = sorted((ROOT / "ui").rglob("*.py"))
MAIN = [path for path in (ROOT / "main.py",) if path.exists()]
PRODUCT = [*MAIN, *MODEL, *UI]

OPENS_AND_COMMITS = {"model/store.py", "model/opening.py", "model/leftovers.py", "model/backup.py",
                     "model/as_logged.py"}  # fmt: skip
SETS_SHORTCUTS = {"ui/actions.py"}
# The window's children need Qt's event loop; the command line's must do without Qt.
STARTS_THREADS_AND_PROCESSES = {"ui/jobs.py", "ui/children.py"}
HEARS_OF_THREADS = {"ui/crash.py"}
MAKES_LABELS_AND_MESSAGES = {"ui/plain.py"}
DRAWS_ICONS = {"ui/icons.py"}
TALKS_TO_ITSELF = {"ui/summons.py"}
READER = {
    "ui/display.py", "ui/layout.py", "ui/marking.py", "ui/marks.py", "ui/moving.py", "ui/page.py",
    "ui/reader.py", "ui/reading.py", "ui/runs.py", "ui/typeset.py",
}  # fmt: skip
TRANSITIVE = {"numpy", "thinc", "srsly"}  # spaCy's own, at the versions that it chose

Rule = Callable[[ast.Module], list[str]]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").replace("/", ".")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def broken(rule: Rule, paths: list[Path], allowed: Collection[str] = ()) -> list[str]:
    """Where files break a rule, except those that are `allowed` to."""
    return [
        f"{name_of(path)} {where}"
        for path in paths
        if name_of(path) not in allowed
        for where in rule(parsed(path))
    ]


def project_files() -> list[Path]:
    """What git tracks or would track; without git, what lies outside hidden and built folders."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
        files = [ROOT / name for name in told.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        files = list(files_under(ROOT))
    return [file for file in files if file.is_file()]


def files_under(folder: Path) -> Iterator[Path]:
    for inner in sorted(folder.iterdir()):
        built = inner.name in {"build", "__pycache__"}
        hidden = inner.name.startswith(".") and inner.name != ".ci"
        if inner.is_dir() and not built and not hidden:
            yield from files_under(inner)
        elif inner.is_file():
            yield inner


def test_the_scan_found_files():
    assert len(MODEL) > 10
    assert len(UI) > 2
    assert {"main.py", "model/store.py", "ui/theme.py"} <= set(map(name_of, PRODUCT))
    assert {"README.md", "Makefile", ".ci/run"} <= {name_of(file) for file in project_files()}


def test_every_file_that_the_architecture_names_is_there():
    """A name without a folder stands in the folder of the one before it."""
    folder, missing = "", []
    for line in (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines():
        for name in re.findall(r"`([\w/]+[\w*]\.py|\w+/\w+/|\w+\*\.py)`", line):
            folder = name.split("/")[0] if "/" in name else folder
            place = name if "/" in name or name == "main.py" else f"{folder}/{name}"
            if not list(ROOT.glob(place)):
                missing.append(place)
    assert folder == "ui"
    assert missing == []


def test_the_model_knows_no_desktop():
    assert broken(partial(imports_of, packages=QT | {"ui", "main"}), MODEL) == []


@pytest.mark.parametrize(
    ("paths", "above"), [(MAIN, set()), (UI, {"main"}), (MODEL, {"main", "ui"})],
    ids=["main", "ui", "model"],
)  # fmt: skip
def test_imports_run_from_main_to_ui_to_model(paths, above):
    forbidden = above | {"tests", "pytest", "hypothesis"}
    assert broken(partial(imports_of, packages=forbidden), paths) == []


def test_what_is_imported_is_pinned():
    """By the names in requirements.in, so that a clean machine has all that the code asks for;
    or by those of an extra, without which the code says what to install."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = re.findall(r"^[\w-]+", (ROOT / "requirements.in").read_text(), re.MULTILINE)
    known = {pin.lower().replace("-", "_") for pin in pins}
    known |= {name for extra in extras["optional-dependencies"].values() for name in extra}
    known |= {"cassis", "markdown_it", "pyside6", "shiboken6"}
    ours = {"main", "model", "ui"} | set(sys.stdlib_module_names)
    used = {name.split(".")[0] for path in PRODUCT for _, name in imported(parsed(path))}
    assert {name for name in used - ours if name.lower() not in known} <= TRANSITIVE


def test_views_meet_only_in_the_desk():
    meetings = {name_of(path): other_views(parsed(path), module_of(path)) for path in UI}
    assert {name: found for name, found in meetings.items() if found} == {}


def test_only_the_store_opens_and_commits():
    assert broken(opens_or_commits, PRODUCT, OPENS_AND_COMMITS) == []


def test_sql_stands_in_the_model():
    assert broken(sql_in, [*MAIN, *UI]) == []
    assert broken(partial(imports_of, packages={"sqlite3"}), [*MAIN, *UI]) == []


def test_shortcuts_come_from_the_command_table():
    names = {"setShortcut", "setShortcuts", "QShortcut"}
    assert broken(partial(mentions, names=names), PRODUCT, SETS_SHORTCUTS) == []


def test_threads_and_processes_live_in_jobs():
    allowed = STARTS_THREADS_AND_PROCESSES | HEARS_OF_THREADS
    assert broken(threads_and_processes, PRODUCT, allowed) == []


def test_nothing_runs_foreign_code():
    assert broken(foreign_code, PRODUCT) == []


def test_nothing_shows_foreign_markup():
    assert broken(partial(mentions, names=SHOWS_FOREIGN_MARKUP), PRODUCT) == []


def test_nothing_leaves_the_machine():
    """One local socket, between two windows of one user, is all there is."""
    assert broken(partial(mentions, names=TALKS_TO_OTHERS), PRODUCT) == []
    assert broken(partial(mentions, names=LOCAL), PRODUCT, TALKS_TO_ITSELF) == []


def test_only_folders_of_this_machine_are_opened():
    """A link in an article could start any program that its scheme belongs to."""
    assert broken(opened_addresses, UI) == []
    assert broken(partial(mentions, names={"setOpenExternalLinks", "setOpenLinks"}), UI) == []


def test_labels_and_messages_are_made_plain():
    widgets = {"QLabel", "QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"}
    assert broken(partial(made_or_subclassed, names=widgets), UI, MAKES_LABELS_AND_MESSAGES) == []


def test_tips_are_plain():
    assert broken(open_tips, UI, MAKES_LABELS_AND_MESSAGES) == []


def test_icons_come_from_one_place():
    assert broken(partial(imports_of, packages={"qtawesome", "qtpy"}), UI, DRAWS_ICONS) == []


def test_utf16_is_counted_in_one_place():
    found = {name_of(path): text for path in UI for _, text in texts(parsed(path))
             if text.lower().startswith("utf-16")}  # fmt: skip
    assert found == {}


def test_the_reader_never_reads_text_back_from_the_widget():
    reader = [path for path in UI if name_of(path) in READER]
    assert len(reader) == len(READER)
    assert broken(partial(mentions, names=READS_TEXT_BACK), reader) == []


def test_modules_classes_and_functions_stay_small():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PRODUCT}
    found = {name_of(path): too_long(parsed(path), lines) for path, lines in lengths.items()}
    assert {name: long for name, long in found.items() if long} == {}


def test_every_module_says_what_it_owns():
    docstrings = {name_of(path): ast.get_docstring(parsed(path)) for path in PRODUCT}
    assert [name for name, said in docstrings.items() if not (said or "").strip()] == []


IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*{name.split(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize(
    ("paths", "unwanted"),
    [(MODEL, {"PySide6", "qtawesome", "spacy", "numpy"}), (UI, {"spacy", "numpy"})],
    ids=["model", "ui"],
)
def test_importing_everything_stays_light(paths, unwanted):
    """A fresh Python imports every module; Qt (model) and spaCy (both) must not come with it."""
    command = [sys.executable, "-c", IMPORT_ALL, *map(module_of, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert not unwanted & set(done.stdout.split())


def test_no_file_names_a_machine_or_a_registry():
    found = []
    for file in project_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for hit in PLACES.finditer(text):
            line = text.count("\n", 0, hit.start()) + 1
            found.append(f"{name_of(file)} line {line}: {hit.group()}")
    assert found == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (lambda tree: imports_of(tree, QT), "def f():\n    from PySide6 import QtCore"),
        (lambda tree: other_views(tree, "ui.reader"), "from ui.claims import Table"),
        (lambda tree: other_views(tree, "ui.reader.marks"), "from ui import claims_model"),
        (opens_or_commits, "import sqlite3\nsqlite3.connect('a')"),
        (opens_or_commits, "store.db.commit()"),
        (sql_in, "f'SELECT id FROM {table}'"),
        (sql_in, "db.execute('select id\\n from span')"),
        (threads_and_processes, "from concurrent import futures"),
        (threads_and_processes, "QtCore.QThread(self)"),
        (threads_and_processes, "os.spawnlp(0, 'x')"),
        (lambda tree: mentions(tree, {"setShortcut"}), "action.setShortcut('Ctrl+Z')"),
        (lambda tree: mentions(tree, SHOWS_FOREIGN_MARKUP), "view.setHtml(text)"),
        (lambda tree: mentions(tree, TALKS_TO_OTHERS), "from urllib.request import urlopen"),
        (lambda tree: mentions(tree, LOCAL), "from PySide6.QtNetwork import QLocalSocket"),
        (opened_addresses, "QDesktopServices.openUrl(QUrl(source))"),
        (foreign_code, "import pickle"),
        (foreign_code, "eval('1')"),
        (foreign_code, "run('ls', shell=True)"),
        (foreign_code, "yaml.load(text)"),
        (lambda tree: made_or_subclassed(tree, {"QLabel"}), "QtWidgets.QLabel('a')"),
        (lambda tree: made_or_subclassed(tree, {"QMessageBox"}), "QMessageBox.question(a)"),
        (lambda tree: made_or_subclassed(tree, {"QLabel"}), "class Pill(QLabel): ..."),
        (open_tips, "button.setToolTip(article.title)"),
        (open_tips, "QToolTip.showText(where, f'{title}')"),
        (lambda tree: too_long(tree, 41), "def f():\n" + "    x = 1\n" * FUNCTION_LINES),
        (lambda tree: too_long(tree, MODULE_LINES + 1), ""),
    ],
)
def test_the_rules_see_what_they_forbid(rule, source):
    assert rule(ast.parse(source)) != []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (lambda tree: other_views(tree, "ui.claims.table"), "from ui.claims import model"),
        (lambda tree: other_views(tree, "ui.desk"), "from ui.claims import Table"),
        (opens_or_commits, "button.clicked.connect(run)"),
        (sql_in, "'Select an article from the library'"),
        (sql_in, "'''SELECT is explained FROM here'''"),
        (threads_and_processes, "platform.system()"),
        (foreign_code, "dialog.exec()"),
        (open_tips, "button.setToolTip('Undo')"),
        (open_tips, "button.setToolTip(plain.tip(article.title))"),
        (lambda tree: made_or_subclassed(tree, {"QLabel"}), "title: QLabel = plain.label('a')"),
        (lambda tree: too_long(tree, 40), "def f():\n" + "    x = 1\n" * (FUNCTION_LINES - 1)),
    ],
)
def test_the_rules_leave_alone_what_they_allow(rule, source):
    assert rule(ast.parse(source)) == []


@pytest.mark.parametrize("place", [("/", "home/anna"), ("C:", r"\Users\anna"), ("pypi", ".org")])
def test_the_rules_see_places(place):
    assert PLACES.search("in " + "".join(place))
