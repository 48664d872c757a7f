"""The log: rotated, dated in UTC, and without the words of any article."""

from __future__ import annotations

import logging
import re

import pytest

from model import articles, labels, logs, project, spans
from model.drafts import Draft
from model.errors import UserError

CANARY = "quaggazephyr"
TEXT = f"The {CANARY} army claimed 45,000 troops near {CANARY}ville, officials said."


@pytest.fixture
def log(tmp_path):
    path = logs.start(tmp_path / "logs")
    yield path
    logs.stop()


def lines(log):
    return log.read_text(encoding="utf-8").splitlines()


def test_a_line_says_when_in_utc_which_session_and_how_bad(log):
    logging.getLogger("attesta.test").warning("%d articles", 3)
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z "
        rf"{logs.SESSION} WARNING attesta.test: 3 articles",
        lines(log)[-1],
    )


def test_debug_is_written_only_when_asked_for(tmp_path):
    path = logs.start(tmp_path)
    logging.getLogger("attesta").debug("quiet")
    logs.start(tmp_path, debug=True)
    logging.getLogger("attesta").debug("loud")
    logs.stop()
    text = path.read_text(encoding="utf-8")
    assert "loud" in text
    assert "quiet" not in text


def test_starting_twice_writes_each_line_once(tmp_path):
    logs.start(tmp_path)
    path = logs.start(tmp_path)
    logging.getLogger("attesta").info("once")
    logs.stop()
    assert path.read_text(encoding="utf-8").count("once") == 1


def test_five_files_of_a_megabyte_are_kept(tmp_path, monkeypatch):
    path = logs.start(tmp_path)
    for number in range(4_000):
        logging.getLogger("attesta").info("%05d %s", number, "x" * 1_900)
    logs.stop()
    files = sorted(tmp_path.glob(f"{logs.FILE}*"))
    assert len(files) == logs.OLDER + 1
    assert all(file.stat().st_size <= logs.LARGEST for file in files)
    assert "03999" in path.read_text(encoding="utf-8")


def test_a_long_message_is_cut(log):
    logging.getLogger("attesta").info("x" * 50_000)
    assert len(lines(log)[-1]) < 3_000


def test_what_libraries_log_stays_out(log):
    logging.getLogger("some.library").error("words of %s", CANARY)
    assert CANARY not in log.read_text(encoding="utf-8")


def test_no_word_of_an_article_comes_into_the_log(log, tmp_path):
    store = project.create(tmp_path / "a.attesta")
    store.listen(logs.edited)
    found = Draft(TEXT, f"On {CANARY}", source=CANARY)
    article = articles.add(store, [found]).new[0]
    label = labels.named(store, "claim")
    span = spans.mark(store, article, 4, 20, label.id)
    labels.change(store, label.id, name=CANARY)
    store.undo()
    for work in (
        lambda: spans.mark(store, article, -5, 99_999, label.id),
        lambda: labels.add(store, CANARY, "no colour"),
        lambda: int(TEXT),
        lambda: {}[TEXT],
        lambda: store.rows(f'SELECT 1 FROM "{CANARY}"'),
        lambda: (tmp_path / CANARY).read_bytes(),
        lambda: TEXT.encode("ascii", "strict").decode().index("zzz"),
    ):
        try:
            work()
        except Exception:
            logging.getLogger("attesta").exception("it failed")
    store.close()
    text = log.read_text(encoding="utf-8")
    assert text.count("it failed") == 7
    assert CANARY not in text
    assert span not in ("", None)
    assert "1 span" in text


def test_an_exception_is_described_by_kind_and_place_causes_first():
    def inner():
        raise KeyError(CANARY)

    try:
        try:
            inner()
        except KeyError as error:
            raise AttributeError("no attribute 'claim'") from error
    except AttributeError as error:
        said = logs.described(error)
    assert said.index("KeyError (message of") < said.index("AttributeError: no attribute 'claim'")
    assert "in inner" in said
    assert CANARY not in said.replace("raise KeyError(CANARY)", "")


def test_errors_for_people_are_known():
    assert logs.is_for_people(UserError("The disk is full."))
    assert not logs.is_for_people(ValueError("x"))


def test_a_folder_that_cannot_be_made_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert logs.start(tmp_path / "file" / "logs") is None
