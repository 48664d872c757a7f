"""Without a package of others: said in words with what to install, and nothing is touched."""

from __future__ import annotations

import pytest

from model import project
from tests import gold, import_samples
from tests.proof import child, sha256

WITHOUT = "sys.modules[{!r}] = None\nimport main\nsys.exit(main.main(sys.argv[1:]))\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    path = tmp_path_factory.mktemp("desk") / "desk.attesta"
    with project.create(path, person="Ana") as store:
        gold.load(store, approved=True)
    return path


def run_without(module, *words):
    done = child(WITHOUT.format(module), *words)
    out, told = done.communicate()
    return done.returncode, out, told


@pytest.mark.parametrize(
    ("module", "package", "format_"),
    [("pyarrow", "pyarrow", "parquet"), ("xlsxwriter", "xlsxwriter", "xlsx"),
     ("openpyxl", "openpyxl", "xlsx"), ("cassis", "dkpro-cassis", "uima"),
     ("spacy", "spacy", "spacy")],
)  # fmt: skip
def test_an_export_says_what_to_install_and_leaves_the_target_alone(
    desk, tmp_path, module, package, format_
):
    to = tmp_path / "out"
    if format_ == "xlsx":
        to.write_text("what was there")
    else:
        to.mkdir()
    before = sha256(desk)
    code, _, told = run_without(module, "export", desk, "--format", format_, "--to", to)
    assert code == 1
    (line,) = told.splitlines()
    assert f"needs the package {package}, which is not installed." in line
    assert line.endswith(f"Install it: pip install {package}")
    assert [one.name for one in tmp_path.iterdir()] == ["out"]
    assert to.read_text() == "what was there" if to.is_file() else not any(to.iterdir())
    assert sha256(desk) == before


def test_what_would_be_lost_cannot_be_told_without_it_either(desk):
    code, _, told = run_without("spacy", "export", desk, "--format", "spacy", "--dry-run")
    assert code == 1
    assert told.splitlines()[-1].endswith("Nothing was written. Install it: pip install spacy")


def test_an_import_says_it_of_the_file_and_takes_the_others(desk, tmp_path, monkeypatch):
    """The child that reads foreign files is another process: it is told by where Python looks."""
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['openpyxl'] = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    (tmp_path / "table.xlsx").write_bytes(import_samples.xlsx("Kyiv said so."))
    (tmp_path / "good.txt").write_text("A good neighbour.")
    into = tmp_path / "into.attesta"
    project.create(into, person="Ana").close()
    files = [tmp_path / name for name in ("table.xlsx", "good.txt")]
    code, out, told = run_without("openpyxl", "import", into, *files)
    assert code == 1
    assert told.splitlines() == [
        f"{files[0]}: “Excel workbook” needs the package openpyxl, which is not installed."
        " Nothing was imported from it. Install it: pip install openpyxl"
    ]
    assert "1 new, 0 known already, 1 failed." in out
