"""The set-up program: what it asks for, and when it has nothing to do."""

from __future__ import annotations

import _ctypes
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
spec = importlib.util.spec_from_file_location("attesta_setup", ROOT / ".ci" / "setup.py")
setup = importlib.util.module_from_spec(spec)
spec.loader.exec_module(setup)


@pytest.fixture
def checkout(tmp_path):
    """A folder with pins, and an environment that was set up for `run` alone."""
    for name in setup.REQUIREMENTS.values():
        (tmp_path / name).write_text("pinned==1\n")
    (tmp_path / ".venv").mkdir()
    setup.stamp_of(tmp_path).write_text(json.dumps(setup.wanted(tmp_path, "run")))
    return tmp_path


def test_what_was_set_up_is_not_done_again(checkout):
    assert setup.is_done(checkout, "run")
    assert not setup.is_done(checkout, "test")


def test_new_pins_ask_for_a_new_environment(checkout):
    (checkout / "requirements.txt").write_text("pinned==2\n")
    assert not setup.is_done(checkout, "run")
    assert setup.is_stale(checkout)


def test_the_readers_have_an_environment_of_their_own(checkout):
    assert not setup.is_done(checkout, "readers")
    assert setup.venv_python(checkout, "readers").is_relative_to(checkout / ".venv-readers")
    (checkout / ".venv-readers").mkdir()
    setup.stamp_of(checkout, "readers").write_text(json.dumps(setup.wanted(checkout, "readers")))
    (checkout / "requirements-dev.txt").write_text("pinned==2\n")
    assert setup.is_done(checkout, "readers"), "other pins do not concern them"
    (checkout / "requirements-readers.txt").write_text("pinned==2\n")
    assert not setup.is_done(checkout, "readers")


def test_a_reader_that_cannot_be_had_does_not_keep_the_other_away(tmp_path):
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "setup.py").write_bytes((ROOT / ".ci" / "setup.py").read_bytes())
    hashed = f"nothing-of-the-kind==1 --hash=sha256:{'0' * 64}\n"
    (tmp_path / "requirements-readers.txt").write_text(hashed)
    bare = {"PATH": str(tmp_path), "PIP_NO_INDEX": "1"}
    done = subprocess.run([sys.executable, tmp_path / ".ci" / "setup.py", "readers"],
                          env=bare, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "packages could not be installed" in done.stderr
    assert "LibreOffice is missing" in done.stderr


@pytest.mark.parametrize("name", setup.REQUIREMENTS.values())
def test_every_pin_has_its_hash_and_no_address(name):
    said = (ROOT / name).read_text(encoding="utf-8")
    pins = [line for line in said.splitlines() if not line.startswith(" ")]
    assert len(pins) > 10
    assert all("==" in line and line.endswith("\\") for line in pins)
    assert "://" not in said


@pytest.mark.parametrize("content", ["", "not json", "[]"])
def test_a_damaged_stamp_means_set_up_again(checkout, content):
    setup.stamp_of(checkout).write_text(content)
    assert not setup.is_done(checkout, "run")


def test_missing_libraries_are_told_as_packages_each_once():
    def all_but_glib(library):
        return "glib" not in library and "gthread" not in library

    assert setup.missing(setup.ANY_QT, all_but_glib) == ["libglib2.0-0"]
    assert setup.missing(setup.ANY_QT, lambda library: True) == []


def test_a_library_that_is_not_there_does_not_load():
    assert setup.loads(_ctypes.__file__)
    assert not setup.loads("libno-such-library.so.9")


def test_the_command_to_install_them_can_be_copied():
    told = setup.install_command(["libegl1", "libxcb-cursor0"])
    assert told == "apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"


def test_a_font_is_found_by_its_file(tmp_path):
    assert not setup.has_font([str(tmp_path), str(tmp_path / "none")])
    (tmp_path / "truetype").mkdir()
    (tmp_path / "truetype" / "Some.TTF").touch()
    assert setup.has_font([str(tmp_path)])
