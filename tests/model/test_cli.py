"""The command line: real children without a display, exit codes, one clear line for each error."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import main
from model import articles, corpus, exporting, labels, project, spans
from model.drafts import Draft
from tests import gold
from ui import arguments

ROOT = Path(__file__).resolve().parents[2]
OUT = ("export", "{project}", "--format", "jsonl", "--to", "{tmp}/a")
BARE = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


@pytest.fixture
def path(tmp_path):
    made = tmp_path / "desk.attesta"
    with project.create(made, person="Ana") as store:
        gold.load(store, approved=True)
    return made


def child(*words, **more):
    env = {name: value for name, value in os.environ.items() if name not in BARE}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, words)],
        capture_output=True, text=True, check=False, env=env, **more,
    )  # fmt: skip


def test_the_whole_way_without_a_display_or_qt(tmp_path):
    path = tmp_path / "p.attesta"
    watch = (
        "import sys, runpy; sys.argv[0] = 'main.py'\n"
        "import main\n"
        "code = main.main(sys.argv[1:])\n"
        "assert not {'PySide6', 'qtawesome'} & set(sys.modules), 'Qt was imported'\n"
        "sys.exit(code)"
    )
    env = {name: value for name, value in os.environ.items() if name not in BARE}
    for words in (
        ["new", path, "--labels", "claims", "--person", "Ben"],
        ["import", path, ROOT / "seeds"],
        ["list", path],
        ["stats", path, "--json"],
        ["check", path],
        ["backup", path, "--to", tmp_path / "copy.attesta"],
        ["export", path, "--format", "jsonl", "--to", tmp_path / "a.jsonl", "--spans", "all"],
        ["export", path, "--format", "spacy", "--to", tmp_path / "s", "--spans", "all"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", watch, *map(str, words)],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), words
        assert done.stdout.strip(), words
    with project.open_(path) as store:
        assert [one.title for one in articles.every(store)] == ["Kursk troops"]
        assert "Ben" in {row["person"] for row in store.rows("SELECT person FROM edit")}
    assert (tmp_path / "s" / "config.cfg").exists()


@pytest.mark.parametrize("command", ["", *arguments.COMMANDS])
def test_every_command_helps(command, capsys):
    with pytest.raises(SystemExit) as left:
        main.main([*([command] if command else []), "--help"])
    assert left.value.code == 0
    assert "usage: main.py" in capsys.readouterr().out


def test_every_command_listed_is_in_the_readme_and_is_never_taken_for_a_file(capsys):
    with pytest.raises(SystemExit):
        main.main(["--help"])
    listed = set(re.findall(r"^ {4}([a-z-]+) ", capsys.readouterr().out, re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = set(
        re.findall(r"^\| `python main.py ([a-z]+)|`, `([a-z]+) PROJECT`", readme, re.MULTILINE)
    )
    assert listed == {name for names in told for name in names if name} > {"new", "export"}
    assert listed <= set(arguments.COMMANDS)


def test_the_version(capsys):
    with pytest.raises(SystemExit) as left:
        main.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("Attesta 0")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["expor"], "no command “expor”"),
        (["--person", "Ana", "expor"], "no command “expor”"),
        (["--person"], "expected a name"),
        (["list", "p", "--person"], "expected a name"),
        (["export"], "PROJECT"),
        (["--nonsense"], "COMMAND"),
        (["list"], "PROJECT"),
        (["list", "p", "--jso n"], "--jso n"),
        (["export", "p", "--format", "x"], "invalid choice: 'x'"),
        (["new", ""], "a path cannot be empty"),
        (["import", "p", ""], "a path cannot be empty"),
        (["export", "p", "--format", "jsonl", "--to", ""], "a path cannot be empty"),
        (["backup", "p", "--to", ""], "a path cannot be empty"),
        (["packet", "p", "--to", ""], "a path cannot be empty"),
        (["train", "p", "--steps", "0"], "--steps"),
    ],
)
def test_what_is_not_understood_is_2_and_one_line(words, said, capsys):
    with pytest.raises(SystemExit) as left:
        main.main(words)
    assert left.value.code == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert "--help" in line
    assert "take-in" not in line


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "{tmp}/gone.attesta"], "no project at"),
        (["list", "{tmp}/text.attesta"], "not an Attesta project"),
        (["new", "{project}"], "exists already"),
        (["new", "{tmp}/y.attesta", "--labels", "none"], "no label set"),
        (["import", "{project}", "{tmp}/gone.txt"], "no such file"),
        (["export", "{project}", "--format", "jsonl", "--to", "{project}"], "project itself"),
        (["export", "{project}", "--format", "jsonl"], "--to"),
        (["export", "{project}", "--format", "jsonl", "--to", "{tmp}/no/a"], "no folder"),
        ([*OUT, "--split", "1"], "split"),
        ([*OUT, "--labels", "q"], "no label"),
        ([*OUT, "--layer", "q"], "no option"),
        ([*OUT, "--since", "2026-02-30"], "no date"),
        ([*OUT, "--until", "2026-13"], "no date"),
        (["queue", "{project}", "--before", "2026-02-30"], "no date"),
        (["export", "{project}", "--format", "jsonl", "--to", "{tmp}/x.attesta"], "is an Attesta"),
        (["export", "{project}", "--format", "jsonl", "--to", "{tmp}/pipe"], "no ordinary file"),
        (["backup", "{project}", "--to", "{project}"], "project itself"),
        (["backup", "{project}", "--to", "{tmp}/x.attesta"], "work that this project lacks"),
        (["backup", "{project}", "--to", "{tmp}/text.attesta"], "no copy of a project"),
        (["packet", "{project}", "--to", "{project}"], "is an Attesta project"),
        (["packet", "{project}", "--to", "{tmp}/x.attesta"], "is an Attesta project"),
        (["packet", "{project}", "--to", "{tmp}/pipe"], "no ordinary file"),
        (["sample", "--to", "{tmp}"], "not a file"),
        (["sample", "--to", "{tmp}/{long}"], "name too long"),
        (["new", "{tmp}"], "is a folder"),
        (["new", "/"], "is a folder"),
        (["new", "."], "is a folder"),
        (["new", "{tmp}/{long}"], "name too long"),
        (["new", "/proc/1/x.attesta"], "cannot be made"),
        (["export", "{project}", "--format", "jsonl", "--to", "{tmp}/{long}"], "name too long"),
        (["export", "{project}", "--format", "spacy", "--to", "{tmp}/{long}"], "name too long"),
        (["packet", "{project}", "--to", "{tmp}/{long}"], "name too long"),
        (["sample", "--to", "{tmp}/text.attesta"], "not an Attesta project"),
    ],
)  # fmt: skip
def test_trouble_is_1_and_one_line(words, said, path, tmp_path, capsys):
    (tmp_path / "text.attesta").write_text("hello " * 200)
    shutil.copy(path, tmp_path / "x.attesta")
    with project.open_(tmp_path / "x.attesta", person="Ben") as other:
        articles.add(other, [Draft("Only here.", "more")])
    os.mkfifo(tmp_path / "pipe")
    long = "x" * 300
    before = {one: one.read_bytes() for one in tmp_path.glob("*.attesta")}
    assert main.main([word.format(tmp=tmp_path, project=path, long=long) for word in words]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 1
    assert said in errors[0]
    assert {one: one.read_bytes() for one in tmp_path.glob("*.attesta")} == before


def test_reports_are_json(path, tmp_path, capsys):
    def report(*words):
        assert main.main([*map(str, words), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    assert report("list", path)[0]["spans"] == 87
    assert report("stats", path)["spans_by_label"]["claim"] == 25
    assert report("check", path) == []
    made = report("export", path, "--format", "jsonl", "--to", tmp_path / "g.jsonl")
    assert (made["spans"], made["links"]) == (87, 80)
    dry = report("export", path, "--format", "spacy", "--dry-run")
    assert dry["spans_by_label"]["actor"] == 46
    assert {one["harm"] for one in dry["losses"]} == {"note"}


def test_export_selects(path, tmp_path):
    out = tmp_path / "a.jsonl"
    words = ["export", str(path), "--format", "jsonl", "--to", str(out), "--labels", "figure,claim"]
    assert main.main([*words, "--spans", "gold", "--split", "0,1,1"]) == 1
    assert main.main([*words, "--spans", "gold"]) == 0
    task = json.loads(out.read_text(encoding="utf-8"))
    assert {one["label"] for one in task["spans"]} == {"claim", "figure"}


def test_a_folder_as_target_of_a_file_gets_the_projects_name(path, tmp_path):
    (tmp_path / "out").mkdir()
    words = ["export", path, "--format", "jsonl", "--to", tmp_path / "out"]
    assert main.main(list(map(str, words))) == 0
    assert (tmp_path / "out" / "desk.jsonl").exists()


def test_reading_works_while_a_window_writes(path, tmp_path, capsys):
    with project.open_(path) as window:
        actor = labels.named(window, "actor").id
        spans.mark(window, articles.every(window)[0].id, 0, 3, actor)
        out, copy = str(tmp_path / "a.jsonl"), str(tmp_path / "b")
        for command, *words in (
            ["list"], ["stats"], ["check"], ["export", "--format", "jsonl", "--to", out],
            ["backup", "--to", copy],
        ):  # fmt: skip
            assert main.main([command, str(path), *words]) == 0
        assert main.main(["import", str(path), str(ROOT / "seeds")]) == 1
        assert "already open in another window" in capsys.readouterr().err


def test_check_finds_what_was_tampered_with(path, capsys):
    import sqlite3

    with sqlite3.connect(path) as db:
        db.execute("UPDATE span SET note = 'forged' WHERE start = 0")
    assert main.main(["check", str(path)]) == 1
    assert "is not what the log says" in capsys.readouterr().err


def test_a_title_cannot_steer_the_terminal(path, capsys):
    with project.open_(path) as store:
        articles.change(store, articles.every(store)[0].id, title="a\x1b[31mred")
    main.main(["list", str(path)])
    assert "\x1b" not in capsys.readouterr().out


def test_a_window_needs_a_screen(path):
    done = child(path)
    assert done.returncode == 1
    assert "no screen" in done.stderr


def test_the_sample_is_made_once(tmp_path, capsys):
    where = str(tmp_path / "s.attesta")
    assert main.main(["sample", "--to", where]) == 0
    assert main.main(["sample", "--to", where]) == 0
    assert "there already" in capsys.readouterr().out


@pytest.mark.faults
@pytest.mark.parametrize("delay", [0.3, 0.6, 0.9, 1.2, 1.5])
def test_a_killed_export_leaves_the_old_one_or_the_new_one(path, tmp_path, delay):
    out = tmp_path / "a.jsonl"
    with project.frozen(path) as store:
        found = corpus.snapshot(store, corpus.Selection())
    exporting.export(found, "jsonl", out)
    with project.open_(path) as store:
        for number in range(60):
            articles.add(store, [Draft(f"{number} " * 2000, f"{number}")])
    words = [sys.executable, str(ROOT / "main.py"), "export", str(path), "--format", "jsonl",
             "--spans", "all", "--to", str(out)]  # fmt: skip
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    time.sleep(delay)
    running.kill()
    running.wait()
    assert len(list(exporting.formats()["jsonl"].read_back(out))) in (1, 61)
    assert child(*words[2:]).returncode == 0
    assert len(list(exporting.formats()["jsonl"].read_back(out))) == 61
    assert not list(tmp_path.glob(".a.*"))


def test_undo_and_redo_name_the_step_and_refuse_another(path, capsys):
    with project.open_(path) as store:
        before = articles.every(store)
        articles.change(store, before[0].id, title="Renamed")
        step, mine = store.history.done[-1], store.person
    assert main.main(["undo", str(path), "--step", "another"]) == 1
    assert "changed by somebody else" in capsys.readouterr().err
    assert main.main(["--person", "Ben", "undo", str(path), "--step", step.id]) == 0
    assert capsys.readouterr().out == f"Took back “{step.title}”, by {mine}.\n"
    with project.open_(path) as store:
        assert articles.every(store) == before
        assert store.value("SELECT person FROM edit ORDER BY position DESC") == "Ben"
    assert main.main(["redo", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"redo": step.title}
    assert main.main(["redo", str(path)]) == 1
    assert "nothing to redo" in capsys.readouterr().err
    with project.open_(path) as store:
        assert articles.every(store)[0].title == "Renamed"
