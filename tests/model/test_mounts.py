"""Network folders are told (T22); by the table that Linux keeps of what is mounted where."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import mounts, project

TABLE = """\
22 27 0:21 / /proc rw,nosuid - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 27 0:26 / /data/ana/desk rw - nfs4 server:/desk rw,vers=4.2
31 27 0:27 / /mnt/news\\040room rw - cifs //server/news rw
32 31 0:28 / /mnt/news\\040room/local rw - tmpfs tmpfs rw
33 27 0:29 / /data/ana/ssh rw - fuse.sshfs ana@server: rw
34 27 0:30 / /data/ana/box rw - fuse.box box rw
nonsense
"""


@pytest.mark.parametrize(
    ("path", "kind", "is_network"),
    [
        ("/data/ana/a.attesta", "ext4", False),
        ("/data/ana/desk/a.attesta", "nfs4", True),
        ("/data/ana/desktop/a.attesta", "ext4", False),
        ("/mnt/news room/a b.attesta", "cifs", True),
        ("/mnt/news room/local/a.attesta", "tmpfs", False),
        ("/data/ana/ssh/deep/er/a.attesta", "fuse.sshfs", True),
        ("/data/ana/box/a.attesta", "fuse.box", False),
    ],
)
def test_the_file_system_of_a_path_is_found(path, kind, is_network):
    assert mounts.kind_of(Path(path), TABLE) == kind
    assert bool(mounts.NETWORK.fullmatch(kind)) == is_network


def test_a_project_on_this_machine_warns_of_nothing(project_file):
    assert mounts.kind_of(Path("/nowhere"), "") == ""
    with project.open_(project_file, person="Ana") as store:
        assert project.warnings(store) == []


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Another table of mounts in the place of Linux' own."""
    made = tmp_path / "mountinfo"
    monkeypatch.setattr(mounts, "_TABLE", made)
    return made


def test_opening_a_project_in_a_network_folder_says_so(table, project_file):
    table.write_text(f"27 1 8:1 / {project_file.parent} rw - nfs server:/ rw\n")
    with project.open_(project_file, person="Ana") as store:
        (said,) = project.warnings(store)
    assert "network folder (nfs)" in said
    table.unlink()
    with project.open_(project_file, person="Ana") as store:
        assert project.warnings(store) == []
