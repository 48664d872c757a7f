"""Every format there and back, from few articles to many: speed, memory, and how both grow."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from model import exporting, importing, project
from tests import import_samples
from tests.bench import made
from tests.bench.floors import docs_plainly, lines_plainly, read_plainly, written_plainly
from tests.bench.report import ROOT

CHARACTERS, SPANS = 4_000, 30
ROUND = {"docbin": "spacy"}
"""The export that is imported, where it goes by another name."""
OPTIONS = {"uima": ("XMI", "CAS JSON")}
EXPORTS = [(name, form) for name in exporting.formats() for form in OPTIONS.get(name, ("",))]
TEXTS = ("txt", "markdown", "html", "docx", "pdf")
TABLES = ("csv", "xlsx", "feed")
ALIKE = {"jsonl": lines_plainly, "spacy": docs_plainly}
"""What writes the same content, and reads it once, by hand."""
FLAT, STEADY = 2.0, 1.5
"""How much more memory, and how much more time an article, many may need than few."""

CHILD = """
import json, pathlib, re, resource, sys, time
import main
begun = time.perf_counter()
code = main.main(sys.argv[1:])
took = (time.perf_counter() - begun) * 1000
scale = 1024**2 if sys.platform == "darwin" else 1024
own, inner = (resource.getrusage(who).ru_maxrss / scale for who in (resource.RUSAGE_SELF,
              resource.RUSAGE_CHILDREN))
status = pathlib.Path("/proc/self/status")
if status.exists():  # Linux counts what the process was before it became this one as its own
    own = int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1]) / 1024
print(json.dumps([took, max(own, inner)]))
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: milliseconds, megabytes at most; and what the floor took."""

    ms: float
    mb: float
    floor: tuple[float, ...]


@pytest.fixture(scope="module")
def sizes(quick):
    return (30, 200) if quick else (100, 10_000)


@pytest.fixture(scope="module")
def source(project_of):
    return lambda many: project_of(many, CHARACTERS, marked=many, each=SPANS)


def command(*words: object, floor: Callable[[], float]) -> Cost:
    """A command of the command line in a process of its own, the floor measured on both sides."""
    before = floor()
    done = subprocess.run([sys.executable, "-c", CHILD, *map(str, words)], cwd=ROOT,
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    ms, mb = json.loads(done.stdout.splitlines()[-1])
    return Cost(ms, mb, (before, floor()))


def tell(report, group: str, what: str, costs: dict[int, Cost]) -> None:
    (few, small), (many, large) = costs.items()
    report.add(group, f"{what}, {many:,} articles", [large.ms], "sqlite3 + json", large.floor)
    report.add(group, f"{what}: articles a second", [1000 * many / large.ms], unit="1/s")
    report.add(group, f"{what}: an article of {many:,}", [large.ms / many], f"of {few:,}",
               [small.ms / few], ratio=STEADY)  # fmt: skip
    report.add(group, f"{what}: peak memory, {many:,}", [large.mb], f"of {few:,}", [small.mb],
               unit="MB", ratio=FLAT)  # fmt: skip


@pytest.mark.parametrize(("format_", "form"), EXPORTS)
def test_there(format_, form, sizes, source, report, tmp_path):
    costs = {}
    for many in sizes:
        to = tmp_path / f"out{exporting.formats()[format_].SUFFIX}"
        words = ["export", source(many), "--format", format_, "--to", to]
        options = ["--form", form] if form else []
        floor = partial(written_plainly, source(many), tmp_path)
        costs[many] = command(*words, *options, floor=floor)
        remove(to)
    tell(report, "export", f"{format_} {form}".strip(), costs)
    if format_ in ALIKE:
        alike = [ALIKE[format_](source(max(sizes)), tmp_path) for _ in range(2)]
        report.add("export", f"{format_}, {max(sizes):,} articles", [costs[max(sizes)].ms],
                   "the same by hand", alike, ratio=2)  # fmt: skip


def annotated() -> list[tuple[str, str]]:
    """Importers of what our exporters write, each with the form written."""
    names = [name for name in importing.formats() if "spans" in importing.formats()[name].HOLDS]
    return [(name, form) for name in names for form in OPTIONS.get(name, ("",))]


@pytest.mark.parametrize(("format_", "form"), annotated())
def test_back(format_, form, sizes, source, report, tmp_path):
    costs = {}
    for many in sizes:
        given = source(many)
        if format_ != "attesta":
            given = exported(source(many), ROUND.get(format_, format_), form, tmp_path)
        costs[many] = taken_in(format_, given, source(many), tmp_path, spans=many * SPANS)
        if format_ != "attesta":
            remove(given)
    tell(report, "import", f"{format_} {form}".strip(), costs)


@pytest.mark.parametrize("format_", [*TEXTS, *TABLES])
def test_documents(format_, sizes, source, report, tmp_path):
    costs = {}
    for many in sizes:
        given = documents(format_, many, tmp_path)
        costs[many] = taken_in(format_, given, source(many), tmp_path, spans=0)
        remove(given)
    tell(report, "import", format_, costs)


def taken_in(format_: str, given: Path, source: Path, work: Path, *, spans: int) -> Cost:
    """What the import of `given` into a new project costs."""
    written_plainly(source, work)
    into = work / "into.attesta"
    project.create(into, person="Ana").close()
    cost = command("import", into, given, "--format", format_, "--json",
                   floor=lambda: read_plainly(work, spans=spans > 0))  # fmt: skip
    with contextlib.closing(sqlite3.connect(into)) as db:
        assert db.execute("SELECT count(*) FROM article").fetchone()[0] > 0
        found = db.execute("SELECT count(*) FROM span").fetchone()[0]
        assert found > 0.5 * spans if spans else found == 0, found
    remove(into)
    return cost


def exported(source: Path, format_: str, form: str, work: Path) -> Path:
    to = work / f"given{exporting.formats()[format_].SUFFIX}"
    words = ["export", source, "--format", format_, "--to", to, *(["--form", form] if form else [])]
    subprocess.run([sys.executable, "main.py", *map(str, words)], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return to


def documents(format_: str, many: int, work: Path) -> Path:
    """As many articles, each a file of a folder or a row of one file."""
    texts = (made.article(CHARACTERS, number).text for number in range(many))
    if format_ in TABLES:
        file = work / f"given.{format_}"
        file.write_bytes(table(format_, list(texts)))
        return file
    folder = work / f"given-{format_}"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:05}.{format_}").write_bytes(document(format_, text))
    return folder


def document(format_: str, text: str) -> bytes:
    if format_ == "html":
        paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
        return (
            f"<!DOCTYPE html><html><head><title>{text[:40]}</title></head><body><nav>Home</nav>"
            f"<article><h1>{text[:40]}</h1>{paragraphs}</article></body></html>"
        ).encode()
    return import_samples.SAMPLES[format_](text)


def table(format_: str, texts: list[str]) -> bytes:
    if format_ == "csv":
        return b"title,text\n" + b"".join(
            f'"Dispatch {number}","{text}"\n'.encode() for number, text in enumerate(texts)
        )
    if format_ == "feed":
        items = "".join(f"<item><title>{text[:40]}</title><description>{text}</description></item>"
                        for text in texts)  # fmt: skip
        return f'<rss version="2.0"><channel><title>Desk</title>{items}</channel></rss>'.encode()
    return import_samples.xlsx(*texts)


def remove(path: Path) -> None:
    """An export with its datasheet, or a project with what lies beside it."""
    for one in path.parent.glob(f"{path.stem}*"):
        if one.is_dir():
            shutil.rmtree(one)
        else:
            one.unlink()


# ---- the floor
