"""What the rules of the architecture look for: from a parsed module to the lines that break one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

MODULE_LINES, CLASS_LINES, FUNCTION_LINES = 300, 200, 40

VIEWS = ("reader", "claims", "inspector", "library", "review", "curation", "corpus")
QT = {"PySide6", "shiboken6", "qtpy", "qtawesome"}
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
TALKS_TO_OTHERS = {
    "QAbstractSocket", "QDnsLookup", "QNetworkAccessManager", "QNetworkRequest", "QSslSocket",
    "QTcpServer", "QTcpSocket", "QUdpSocket", "create_connection", "ftplib", "http", "httpx",
    "requests", "smtplib", "socketserver", "urlopen", "urlretrieve",
}  # fmt: skip
READS_TEXT_BACK = {"selectedText", "toPlainText"}
SQL = re.compile(
    r"\b(SELECT\s.*\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM)\b"
    r"|\b(CREATE|DROP|ALTER)\s+(VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\b|\bPRAGMA\s+\w"
    r"|^\s*(?i:select\s.*\sfrom|insert\s+into|update\s+\w+\s+set|delete\s+from|pragma)\s",
    re.DOTALL,
)


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree))


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full name of all that is imported, wherever it stands in the file."""
    for node in nodes(tree):
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
    for node in nodes(tree):
        if isinstance(node, ast.Name) and node.id in names:
            found.append((node.lineno, node.id))
        elif isinstance(node, ast.Attribute) and node.attr in names:
            found.append((node.lineno, node.attr))
    return [f"line {line}: {name}" for line, name in sorted(found)]


def threads_and_processes(tree: ast.AST) -> list[str]:
    found = mentions(tree, THREADS_AND_PROCESSES)
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and STARTS_BY_OS.fullmatch(ast.unparse(node)):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
    return found


def opened_addresses(tree: ast.AST) -> list[str]:
    """What is handed to the desktop to open, unless it is a path of this machine."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in nodes(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("openUrl")
        and not ast.unparse(node.args[0]).startswith("QUrl.fromLocalFile(")
    ]  # fmt: skip


def foreign_code(tree: ast.AST) -> list[str]:
    """`exec` and `eval` count as names only: `dialog.exec()` is Qt's."""
    names = mentions(tree, RUNS_FOREIGN_CODE - {"exec", "eval"})
    for node in nodes(tree):
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
        for node in nodes(tree)
        if isinstance(node, ast.Call)
        and (
            ast.unparse(node.func) in {"sqlite3.connect", "connect", "sqlite3.Connection"}
            or (isinstance(node.func, ast.Attribute) and node.func.attr in {"commit", "rollback"})
        )
    ]


def texts(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and content of the strings, those of f-strings too, without the docstrings."""
    prose = {id(node.value) for node in nodes(tree) if isinstance(node, ast.Expr)}
    for node in nodes(tree):
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
    for node in nodes(tree):
        used = [node.func] if isinstance(node, ast.Call) else []
        used += node.bases if isinstance(node, ast.ClassDef) else []
        for expression in used:
            if names & set(re.findall(r"\w+", ast.unparse(expression))):
                found.append(f"line {expression.lineno}: {ast.unparse(expression)}")
    return found


def open_tips(tree: ast.AST) -> list[str]:
    """Tips guess whether text is markup: they take words of ours, or what `plain.tip()` gives."""
    found = []
    for node in nodes(tree):
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
    for node in nodes(tree):
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
