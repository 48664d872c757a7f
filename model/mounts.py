"""On what kind of file system a project lies: a network folder cannot keep every promise."""

from __future__ import annotations

import os
import re
from pathlib import Path

NETWORK = re.compile(r"(nfs\d?|cifs|smb\d?|smbfs|ncpfs|afs|9p|davfs|fuse\.(sshfs|rclone|davfs2?|"
                     r"gvfsd-fuse|s3fs|onedriver|google-drive-ocamlfuse))")  # fmt: skip
_TABLE = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")


def warning(path: Path) -> str:
    """What to tell of a project in a network folder; '' elsewhere, or where it cannot be known."""
    try:
        table = _TABLE.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""
    kind = kind_of(path, table)
    if not NETWORK.fullmatch(kind):
        return ""
    return (
        f"This project lies in a network folder ({kind}). Only one person at a time can work on"
        " it there, and a broken connection can damage it. Better keep it on this machine, and"
        " exchange work by packets."
    )


def another_name(path: Path) -> str:
    """What to tell of a file that a second name leads to as well; else ''."""
    try:
        names = os.stat(path).st_nlink
    except OSError:
        return ""
    if names < 2:
        return ""
    return (
        f"{path.name} has a second name on this disk (a hard link). Opened under both names at once"
        " it can be damaged: delete the other name, or copy the file."
    )


def kind_of(path: Path, table: str) -> str:
    """The kind of the file system that holds `path`, by Linux' `mountinfo`; '' if none does."""
    found, longest = "", -1
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        words = before.split(" ")
        if len(words) < 5 or not after:
            continue
        point = Path(_OCTAL.sub(lambda octal: chr(int(octal[1], 8)), words[4]))
        if len(point.parts) >= longest and (point == path or point in path.parents):
            found, longest = after.split(" ")[0], len(point.parts)
    return found
