"""Settings: whatever the file holds, the program starts with values it can use."""

from __future__ import annotations

import json

import pytest

from model.settings import DECLARED, SETTINGS, Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "settings.json"


def test_what_is_set_is_there_after_a_restart(file):
    Settings(file).set(theme="dark", reader_size=20, reader_tags=False, person="Zoë 💩")
    again = Settings(file)
    assert (again.text("theme"), again.whole("reader_size")) == ("dark", 20)
    assert again.on("reader_tags") is False
    assert again.text("person") == "Zoë 💩"
    assert again.trouble == ""
    assert not file.with_suffix(".new").exists()


def test_everything_has_its_default_without_a_file(file):
    settings = Settings(file)
    assert {one.key: settings[one.key] for one in settings} == {
        one.key: one.default for one in SETTINGS
    }
    assert settings.trouble == ""
    assert not file.exists()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"null", b"\xff\xfe", b"\0" * 99, b"[" * 100_000, b'"theme"']
)
def test_a_file_that_cannot_be_read_is_told_and_defaults_hold(file, content):
    file.write_bytes(content)
    settings = Settings(file)
    assert "could not be read" in settings.trouble
    assert str(file) in settings.trouble
    assert settings.text("theme") == "system"
    settings.set(theme="light")
    assert Settings(file).trouble == ""


@pytest.mark.parametrize(
    ("key", "given", "kept"),
    [
        ("reader_size", 9999, 40),
        ("reader_size", -5, 11),
        ("reader_size", "18", 18),
        ("reader_size", "big", 17),
        ("reader_size", None, 17),
        ("reader_size", [1], 17),
        ("reader_size", float("inf"), 40),
        ("reader_size", float("nan"), 11),
        ("reader_spacing", 0.1, 1.0),
        ("theme", "pink", "system"),
        ("theme", 3, "system"),
        ("reader_tags", "yes", True),
        ("reader_tags", 0, True),
        ("person", 7, "7"),
    ],
)
def test_a_value_out_of_its_limits_spoils_nothing_else(file, key, given, kept):
    file.write_text(json.dumps({key: given, "snap": False, "unknown": 1}))
    settings = Settings(file)
    assert settings[key] == kept
    assert type(settings[key]) is type(DECLARED[key].default)
    assert settings.on("snap") is False
    assert settings.trouble == ""


def test_settings_that_cannot_be_written_hold_until_the_end_and_say_so(tmp_path):
    (tmp_path / "folder").write_text("a file in the way")
    settings = Settings(tmp_path / "folder" / "settings.json")
    settings.set(theme="dark")
    assert settings.text("theme") == "dark"
    assert "could not be kept" in settings.trouble


def test_every_default_lies_within_its_own_limits():
    for setting in SETTINGS:
        if setting.choices:
            assert setting.default in setting.choices
        if setting.most:
            assert setting.least <= setting.default <= setting.most
    assert len(DECLARED) == len(SETTINGS)
