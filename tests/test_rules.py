"""The architecture as a test: each rule reads the source, and fails on the line that breaks it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODEL = sorted((ROOT / "model").rglob("*.py"))
UI = sorted((ROOT / "ui").rglob("*.py"))
MAIN = [path for path in (ROOT / "main.py",) if path.exists()]
PRODUCT = [*MAIN, *MODEL, *UI]

MODULE_LINES, CLASS_LINES, FUNCTION_LINES = 300, 200, 40

VIEWS = ("reader", "claims", "inspector", "library", "review", "curation", "corpus")
OPENS_AND_COMMITS = {"model/store.py", "model/opening.py", "model/leftovers.py", "model/backup.py",
                     "model/as_logged.py"}  # fmt: skip
SETS_SHORTCUTS = {"ui/actions.py"}
# The window's children need Qt's event loop; the command line's must do without Qt.
STARTS_THREADS_AND_PROCESSES = {"ui/jobs.py", "ui/children.py"}
HEARS_OF_THREADS = {"ui/crash.py"}
MAKES_LABELS_AND_MESSAGES = {"ui/plain.py"}
DRAWS_ICONS = {"ui/icons.py"}

QT = {"PySide6", "shiboken6", "qtpy", "qtawesome"}
TRANSITIVE = {"numpy", "thinc", "srsly"}  # spaCy's own, at the versions that it chose
THREADS_AND_PROCESSES = {
    "QProcess", "QRunnable", "QThread", "QThreadPool", "QtConcurrent", "_thread", "asyncio",
    "concurrent", "multiprocessing", "subprocess", "threading",
}  # fmt: skip
STARTS_BY_OS = re.compile(r"os\.(exec|fork|popen|posix_spawn|spawn|startfile|system)\w*")
RUNS_FOREIGN_CODE = {"dill", "eval", "exec", "executescript", "load_extension", "marshal", "pickle",
                     "shelve"}  # fmt: skip
SHOWS_FOREIGN_MARKUP = {
    "QTextBrowser", "appendHtml", "insertHtml", "insertMarkdown", "setHtml", "setMarkdown",
    "QtQml", "QtQuick", "QtSql", "QtWebEngineCore", "QtWebEngineWidgets",
}  # fmt: skip
LOCAL = {"QtNetwork", "QLocalServer", "QLocalSocket"}
TALKS_TO_ITSELF = {"ui/summons.py"}
TALKS_TO_OTHERS = {
    "QAbstractSocket", "QDnsLookup", "QNetworkAccessManager", "QNetworkRequest", "QSslSocket",
    "QTcpServer", "QTcpSocket", "QUdpSocket", "create_connection", "ftplib", "http", "httpx",
    "requests", "smtplib", "socketserver", "urlopen", "urlretrieve",
}  # fmt: skip
READER = {
    "ui/display.py", "ui/layout.py", "ui/marking.py", "ui/marks.py", "ui/moving.py", "ui/page.py",
    "ui/reader.py", "ui/reading.py", "ui/runs.py", "ui/typeset.py",
}  # fmt: skip
READS_TEXT_BACK = {"selectedText", "toPlainText"}
SQL = re.compile(
    r"\b(SELECT\s.*\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b"
    r"|\b(CREATE|DROP|ALTER)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b|\bPRAGMA\s+\w"
    r"|^\s*(?i:select\s.*\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|pragma)\s",
    re.DOTALL,
)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def module_of(path: Path) -> str:
    return name_of(path).removesuffix(".py").replace("/", ".")


def each(paths: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", paths, ids=name_of)


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of all that is imported, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def imports_of(tree: ast.AST, packages: set[str]) -> list[str]:
    found = imported(tree)
    return [f"line {line}: {name}" for line, name in found if name.split(".")[0] in packages]


def view_of(module: str) -> str:
    """`ui.claims`, `ui.claims.table` and `ui.claims_model` are all the view `claims`."""
    parts = module.split(".")
    if len(parts) < 2 or parts[0] != "ui":
        return ""
    return next((view for view in VIEWS if re.fullmatch(f"{view}(_.*)?", parts[1])), "")


def other_views(tree: ast.AST, module: str) -> list[str]:
    own = view_of(module)
    views = ((line, name, view_of(name)) for line, name in imported(tree))
    return [f"line {line}: {name}" for line, name, view in views if own and view and view != own]


def mentions(tree: ast.AST, names: set[str]) -> list[str]:
    """Where one of `names` is imported, used as a name or taken as an attribute."""
    found = [
        (line, part)
        for line, dotted in imported(tree)
        for part in dotted.split(".")
        if part in names
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            found.append((node.lineno, node.id))
        elif isinstance(node, ast.Attribute) and node.attr in names:
            found.append((node.lineno, node.attr))
    return [f"line {line}: {name}" for line, name in sorted(found)]


def threads_and_processes(tree: ast.AST) -> list[str]:
    found = mentions(tree, THREADS_AND_PROCESSES)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and STARTS_BY_OS.fullmatch(ast.unparse(node)):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def opened_addresses(tree: ast.AST) -> list[str]:
    """What is handed to the desktop to open, unless it is a path of this machine."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("openUrl")
        and not ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile(")
    ]  # fmt: skip


def foreign_code(tree: ast.AST) -> list[str]:
    """`exec` and `eval` count as names only: `dialog.exec()` is Qt's."""
    names = mentions(tree, RUNS_FOREIGN_CODE - {"exec", "eval"})
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in {"exec", "eval"}:
            names.append(f"line {node.lineno}: {node.id}")
        elif isinstance(node, ast.Call):
            said = ast.unparse(node)
            unsafe = ("shell=True", "allow_pickle=True")
            names += [f"line {node.lineno}: {word}" for word in unsafe if word in said]
            if ast.unparse(node.func) in {"yaml.load", "yaml.unsafe_load"}:
                names.append(f"line {node.lineno}: yaml.load")
    return names


def opens_or_commits(tree: ast.AST) -> list[str]:
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            ast.unparse(node.func) in {"sqlite3.connect", "connect", "sqlite3.Connection"}
            or (isinstance(node.func, ast.Attribute) and node.func.attr in {"commit", "rollback"})
        )
    ]


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and content of the strings, those of f-strings too, without the docstrings."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "x" for part in node.values)
            yield node.lineno, "".join(map(str, parts))


def sql_in(tree: ast.AST) -> list[str]:
    return [f"line {line}: {text[:40]!r}" for line, text in texts(tree) if SQL.search(text)]


def made_or_subclassed(tree: ast.AST, names: set[str]) -> list[str]:
    """Calls and base classes; an annotation such as `title: QLabel` is nobody's harm."""
    found = []
    for node in ast.walk(tree):
        used = [node.func] if isinstance(node, ast.Call) else []
        used += node.bases if isinstance(node, ast.ClassDef) else []
        for expression in used:
            if names & set(re.findall(r"\w+", ast.unparse(expression))):
                found.append(f"line {expression.lineno}: {ast.unparse(expression)}")
    return found


def open_tips(tree: ast.AST) -> list[str]:
    """Tips guess whether text is markup: they take words of ours, or what `plain.tip()` gives."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, arguments = node.func.attr, node.args
        if name == "showText" and len(arguments) > 1 and "QToolTip" in ast.unparse(node.func):
            arguments = arguments[1:2]
        elif name not in {"setToolTip", "setWhatsThis"}:
            continue
        plain = (
            isinstance(argument, ast.Constant)
            or (isinstance(argument, ast.Call) and "plain" in ast.unparse(argument.func))
            for argument in arguments
        )
        if not all(plain):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def too_long(tree: ast.Module, lines: int) -> list[str]:
    limits = {
        ast.ClassDef: CLASS_LINES,
        ast.FunctionDef: FUNCTION_LINES,
        ast.AsyncFunctionDef: FUNCTION_LINES,
    }
    found = [f"the module has {lines} lines"] if lines > MODULE_LINES else []
    for node in ast.walk(tree):
        if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limits[type(node)]:
                found.append(f"line {node.lineno}: {node.name} has {length} lines")
    return found


def joined(*parts: str) -> str:
    """Puts a forbidden name together, so that this file does not hold it."""
    return re.escape("".join(parts))


PLACES = re.compile(
    r"(?<![\w.])/(work|root|opt)/\w"
    r"|(?<![\w.])/(home|Users)/\w"
    r"|\b[A-Z]:\\+Users\\"
    f"|{joined('pypi', '.', 'org')}|{joined('python', 'hosted')}|{joined('registry', '.', 'npm')}"
    f"|{joined('conda', '.', 'anaconda')}|^--(extra-)?index-url|^--find-links|^--trusted-host",
    re.MULTILINE,
)


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


@each(MODEL)
def test_the_model_knows_no_desktop(path):
    assert imports_of(parsed(path), QT | {"ui", "main"}) == []


@each(PRODUCT)
def test_imports_run_from_main_to_ui_to_model(path):
    above = {"main.py": set(), "ui": {"main"}, "model": {"main", "ui"}}
    forbidden = above[name_of(path).split("/")[0]] | {"tests", "pytest", "hypothesis"}
    assert imports_of(parsed(path), forbidden) == []


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


@each(UI)
def test_views_meet_only_in_the_desk(path):
    assert other_views(parsed(path), module_of(path)) == []


@each(PRODUCT)
def test_only_the_store_opens_and_commits(path):
    assert name_of(path) in OPENS_AND_COMMITS or opens_or_commits(parsed(path)) == []


@each([path for path in PRODUCT if path not in MODEL])
def test_sql_stands_in_the_model(path):
    assert sql_in(parsed(path)) == []
    assert imports_of(parsed(path), {"sqlite3"}) == []


@each(PRODUCT)
def test_shortcuts_come_from_the_command_table(path):
    names = {"setShortcut", "setShortcuts", "QShortcut"}
    assert name_of(path) in SETS_SHORTCUTS or mentions(parsed(path), names) == []


@each(PRODUCT)
def test_threads_and_processes_live_in_jobs(path):
    allowed = name_of(path) in STARTS_THREADS_AND_PROCESSES | HEARS_OF_THREADS
    assert allowed or threads_and_processes(parsed(path)) == []


@each(PRODUCT)
def test_nothing_runs_foreign_code(path):
    assert foreign_code(parsed(path)) == []


@each(PRODUCT)
def test_nothing_shows_foreign_markup(path):
    assert mentions(parsed(path), SHOWS_FOREIGN_MARKUP) == []


@each(PRODUCT)
def test_nothing_leaves_the_machine(path):
    """One local socket, between two windows of one user, is all there is."""
    assert mentions(parsed(path), TALKS_TO_OTHERS) == []
    assert name_of(path) in TALKS_TO_ITSELF or mentions(parsed(path), LOCAL) == []


@each(UI)
def test_only_folders_of_this_machine_are_opened(path):
    """A link in an article could start any program that its scheme belongs to."""
    assert opened_addresses(parsed(path)) == []
    assert mentions(parsed(path), {"setOpenExternalLinks", "setOpenLinks"}) == []


@each(UI)
def test_labels_and_messages_are_made_plain(path):
    widgets = {"QLabel", "QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog"}
    allowed = name_of(path) in MAKES_LABELS_AND_MESSAGES
    assert allowed or made_or_subclassed(parsed(path), widgets) == []


@each(UI)
def test_tips_are_plain(path):
    assert name_of(path) in MAKES_LABELS_AND_MESSAGES or open_tips(parsed(path)) == []


@each(UI)
def test_icons_come_from_one_place(path):
    assert name_of(path) in DRAWS_ICONS or imports_of(parsed(path), {"qtawesome", "qtpy"}) == []


@each(UI)
def test_utf16_is_counted_in_one_place(path):
    found = [text for _, text in texts(parsed(path)) if text.lower().startswith("utf-16")]
    assert found == []


def test_the_reader_never_reads_text_back_from_the_widget():
    reader = [path for path in UI if name_of(path) in READER]
    broken = {name_of(path): mentions(parsed(path), READS_TEXT_BACK) for path in reader}
    assert not any(broken.values()), broken


@each(PRODUCT)
def test_modules_classes_and_functions_stay_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert too_long(parsed(path), lines) == []


@each(PRODUCT)
def test_every_module_says_what_it_owns(path):
    assert (ast.get_docstring(parsed(path)) or "").strip()


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
    broken = []
    for file in project_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for hit in PLACES.finditer(text):
            line = text.count("\n", 0, hit.start()) + 1
            broken.append(f"{name_of(file)} line {line}: {hit.group()}")
    assert broken == []


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
