"""Real file systems that are full, read-only or gone under the whole window (T10, T12–T14, T20).

Each test mounts a small file system of its own, in a namespace that ends with it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from model import articles, check, labels, project, spans
from model.drafts import Draft
from tests.conftest import ROOT
from tests.proof import child

pytestmark = pytest.mark.faults
TEXT = "Kyiv said 45,000 troops came. " * 300


def _refusal() -> str:
    """Why no file system can be mounted here; '' when it can."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return "there is no unshare"
    tried = subprocess.run([unshare, "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
                           capture_output=True, text=True)  # fmt: skip
    return "" if tried.returncode == 0 else f"the kernel forbids it: {tried.stderr.strip()}"


REFUSAL = _refusal()
mounted = pytest.mark.skipif(bool(REFUSAL), reason=REFUSAL)

WINDOW = """
import os, subprocess, sys, time
from pathlib import Path
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_LOGGING_RULES"] = "default.warning=false"
from PySide6.QtWidgets import QApplication, QMessageBox
from model import articles, check, labels, project, spans
from model.settings import Settings
from ui.app import application
from ui.desk import Desk
from ui.window import Window

app = application()
window = Window(Desk(Settings()))
desk = window.desk
window.show()
place = Path(sys.argv[1])

def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        app.processEvents()
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.005)

def told():
    app.processEvents()
    return [message.notice.text for message in window.messages.shown]

def mark(start, key="3"):
    desk.select(start, start + 4)
    window.actions_.run("mark." + key)
    app.processEvents()

def fill(filler):
    handle = os.open(filler, os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(handle, b"x" * 4096)
    except OSError:
        os.close(handle)

def mounted(*words):
    subprocess.run(["mount", *words], check=True)
"""


def on_small_disk(code: str, disk: Path, *arguments: object, size: str = "1m") -> str:
    """What `code` prints in a Python whose folder `disk` is a file system of `size`."""
    disk.mkdir(exist_ok=True)
    mount = f'mount -t tmpfs -o size={size} tmpfs "$1" && shift && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", mount, "sh", str(disk), sys.executable, "-u", "-c",
               f"import sys; sys.path[:0] = [{str(ROOT)!r}]\n{WINDOW}{code}",
               *map(str, arguments)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=240)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def desk_file(tmp_path):
    """A closed project with two articles; the person is the one at work."""
    path = tmp_path / "Desk.attesta"
    with project.create(path, person=project.default_person()) as store:
        new = [Draft(TEXT, "Long"), Draft("Moscow said no.", "Short")]
        articles.add(store, new)
    return path


FULL = """
import shutil
path = place / "Desk.attesta"
shutil.copy(sys.argv[2], path)
window.projects.open(path)
filler = place / "filler"
fill(filler)
start = 0
while not desk.unsaved.count:
    start += 1
    mark(start)
stored = set(desk.spans)
first = desk.text[start : start + 4]
assert "The disk is full" in told()[0], told()
assert "Not saved" in told()[0]
until(lambda: window.statusBar().saved.text() == "NOT SAVED: 1 change")
(ghost,) = desk.unsaved.spans(desk.article_id)
assert window.reading.reader.span(ghost.id) is not None

# reading, searching and exporting go on
window.actions_.run("article.following")
assert desk.article.title == "Short", (desk.article, told(), articles.states(desk.project))
desk.look_for("Moscow")
desk.hit_wanted.emit(1)
assert desk.range == (0, 6)
window.actions_.run("article.preceding")
done = []
window.jobs.run(["export", str(path), "--format", "jsonl", "--spans", "all", "--json-lines",
                 "--to", sys.argv[3]], lambda *_: None, done.append, done.append)
until(lambda: done)
assert isinstance(done[0], dict), done
assert done[0]["spans"] == len(stored), done

# after freeing, what was not saved is saved
filler.unlink()
window.actions_.run("edit.retry")
app.processEvents()
assert desk.unsaved.count == 0, told()
assert len(desk.spans) == len(stored) + 1
assert desk.spans.keys() > stored
until(lambda: window.statusBar().saved.text().startswith("Saved"))
assert check.project(desk.project) == []

# and with a full disk the window can be closed
fill(filler)
while not desk.unsaved.count:
    start += 1
    mark(start)
saved = len(desk.spans)
before = time.monotonic()
assert window.close()
print("closed", sorted(os.listdir(place)), saved)
filler.unlink()
with project.open_(path) as store:
    assert len(spans.of_article(store, articles.first(store))) == saved
    assert check.project(store) == []
"""


@mounted
def test_on_a_full_disk_nothing_is_lost_and_work_goes_on(desk_file, tmp_path):
    said = on_small_disk(FULL, tmp_path / "small", tmp_path / "small", desk_file,
                         tmp_path / "out.jsonl")  # fmt: skip
    assert said.startswith("closed ['Desk.attesta', 'filler']"), said
    assert (tmp_path / "out.jsonl").exists()


BACKUPS = """
from model import backup
path = Path(sys.argv[2])
window.projects.open(path)
folder = backup.folder_of(desk.project)
mark(1)
window.projects.backups.quietly()
(kept,) = folder.iterdir()
filler = place / "filler"
fill(filler)
for start in range(2, 8):
    mark(start)
    window.projects.backups.quietly()
assert len(desk.spans) == 7
assert list(folder.iterdir()) == [kept]
trouble = [text for text in told() if "automatic backup" in text]
assert len(trouble) == 1, told()
with project.open_(kept, read_only=True) as store:
    assert len(spans.of_article(store, articles.first(store))) == 1
filler.unlink()
mark(9)
window.projects.backups.quietly()
with project.open_(backup.newest(desk.project), read_only=True) as store:
    assert len(spans.of_article(store, articles.first(store))) == 8
window.close()
"""


@mounted
def test_backups_that_find_no_room_are_told_once_and_labelling_goes_on(
    desk_file, tmp_path, attesta_home
):
    disk = attesta_home / "backups"
    disk.mkdir()
    on_small_disk(BACKUPS, disk, disk, desk_file)


READ_ONLY = """
import shutil
path = place / "Desk.attesta"
shutil.copy(sys.argv[2], path)
mounted("-o", "remount,bind,ro", str(place))
window.projects.open(path)
assert not desk.writable
(banner,) = [one for one in window.messages.shown if one.notice.action == "project.copy"]
assert "read-only" in banner.notice.text
assert banner.button.isVisible()
for name in ("mark.1", "mark.3", "delete", "undo", "import.files", "labels", "submit"):
    assert not window.actions_[name].isEnabled(), name
for name in ("article.following", "export", "project.copy", "check"):
    until(window.actions_[name].isEnabled)
mark(1)
assert desk.spans == {}
assert [one for one in window.messages.shown if one.notice.kind == "trouble"] == []
window.actions_.run("article.following")
assert desk.article.title == "Short"
copy = Path(sys.argv[3])
from model import backup
backup.make(desk.project, copy)
window.projects.open(copy)
assert desk.writable
mark(0)
assert len(desk.spans) == 1
window.close()
"""


@mounted
def test_a_project_on_a_read_only_disk_is_read_and_copied(desk_file, tmp_path):
    disk = tmp_path / "small"
    on_small_disk(READ_ONLY, disk, disk, desk_file, tmp_path / "copy.attesta", size="4m")


UNFINISHED = """
import shutil
for one in Path(sys.argv[2]).glob("Desk.attesta*"):
    shutil.copy(one, place)
mounted("-o", "remount,bind,ro", str(place))
path = place / "Desk.attesta"
before = path.read_bytes()
window.projects.open(path)
assert desk.store is None
(said,) = told()
assert "not closed properly" in said, said
assert "Copy the file and its -journal" in said, said
assert path.read_bytes() == before
window.close()
"""

HOT = """
import os, sqlite3
from pathlib import Path
from model import articles, labels, project, spans
store = project.open_(Path(sys.argv[1]))
db = store._db
db.execute("PRAGMA cache_size = 5")
db.execute("BEGIN IMMEDIATE")
for number in range(3000):
    db.execute("UPDATE article SET note = ?", (str(number) * 2000,))
    db.execute("INSERT INTO person VALUES (?, ?)", (f"p{number}", f"P {number}"))
assert Path(sys.argv[1] + "-journal").stat().st_size > 512
os._exit(0)
"""


@mounted
def test_an_unclosed_project_on_a_read_only_disk_is_not_taken_for_an_empty_one(desk_file, tmp_path):
    with project.open_(desk_file) as store:
        spans.mark(store, articles.first(store), 0, 4, labels.named(store, "actor").id)
    with child(HOT, desk_file) as process:
        assert process.wait(timeout=60) == 0, process.stderr.read()
    assert desk_file.with_name("Desk.attesta-journal").exists()
    disk = tmp_path / "small"
    on_small_disk(UNFINISHED, disk, disk, desk_file.parent, size="16m")
    with project.open_(desk_file) as store:
        assert check.project(store) == []
        assert len(spans.of_article(store, articles.first(store))) == 1


VANISHED = """
import shutil
path = place / "Desk.attesta"
shutil.copy(sys.argv[2], path)
window.projects.open(path)
mark(1)
assert len(desk.spans) == 1
subprocess.run(["umount", "-l", str(place)], check=True)
mark(10)
assert "moved, replaced or deleted" in told()[0], told()
assert desk.unsaved.count == 1
assert os.listdir(place) == []
from model import backup
backup.make(desk.project, Path(sys.argv[3]))
window.close()
assert os.listdir(place) == []
from ui import recent
window = Window(Desk(Settings()))
window.projects.open(path)
assert "There is no project" in told()[0], told()
assert os.listdir(place) == []
window.close()
"""


@mounted
def test_a_drive_that_is_pulled_out_takes_nothing_that_was_saved(desk_file, tmp_path):
    disk = tmp_path / "small"
    copy = tmp_path / "copy.attesta"
    on_small_disk(VANISHED, disk, disk, desk_file, copy, size="4m")
    with project.open_(copy) as store:
        assert len(spans.of_article(store, articles.first(store))) == 1
        assert check.project(store) == []
