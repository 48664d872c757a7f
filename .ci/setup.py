"""Set-up with the standard library alone: the environments, and the libraries that Qt needs."""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = {
    "run": "requirements.txt",
    "test": "requirements-dev.txt",
    "readers": "requirements-readers.txt",
}
BUILT_ON = {"test": ("run", "test")}
"""The pins that an environment for a purpose holds, where they are not its own alone."""
APART = {"readers": ".venv-readers"}
"""The folders of the environments beside .venv: what is in them fits nothing else."""
SIZES = {".venv": "about 700 MB", ".venv-readers": "about 500 MB"}

ANY_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""Library → Debian package, without which PySide6 cannot be imported."""

A_WINDOW = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Library → Debian package, without which Qt opens no window on a screen."""

A_FONT = "fonts-dejavu-core"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")


class Stop(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(folders: Iterable[str] = FONT_FOLDERS) -> bool:
    for folder in folders:
        for _, _, names in os.walk(os.path.expanduser(folder)):
            if any(name.lower().endswith(FONT_SUFFIXES) for name in names):
                return True
    return False


def missing(libraries: Mapping[str, str], can_load: Callable[[str], bool] = loads) -> list[str]:
    """The Debian packages of those `libraries` that cannot be loaded, each once."""
    return sorted({package for name, package in libraries.items() if not can_load(name)})


def has_screen() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def needed(purpose: str) -> list[str]:
    """The Debian packages without which `purpose` cannot go on."""
    if purpose == "readers":
        return [] if shutil.which("soffice") else ["libreoffice-calc"]
    if not sys.platform.startswith("linux"):
        return []
    packages = missing(ANY_QT)
    if purpose == "run" and has_screen():
        packages += missing(A_WINDOW)
    return packages if has_font() else [*packages, A_FONT]


def install_command(packages: Iterable[str]) -> str:
    return "apt-get install -y --no-install-recommends " + " ".join(packages)


def may_install() -> bool:
    is_debian = Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None
    return is_debian and os.geteuid() == 0


def install(packages: list[str]) -> None:
    """Installs Debian packages; a failure of apt-get is told by what is missing afterwards."""
    say(f"Installing system packages: {' '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update -qq", install_command(packages)):
        subprocess.run(command.split(), env=quiet, stdout=sys.stderr, check=False)


def ensure_reader() -> None:
    packages = needed("readers")
    if packages and may_install():
        install(packages)
        packages = needed("readers")
    if packages:
        raise Stop(
            "LibreOffice is missing here, which opens the tables that were written.\n"
            f"Install it, then run the same command again:\n"
            f"  sudo apt-get update && sudo {install_command(packages)}"
        )


def ensure_libraries(purpose: str) -> None:
    if not sys.platform.startswith("linux"):
        return
    packages = needed(purpose)
    if may_install() and (packages or missing(A_WINDOW)):
        install(sorted({*packages, *missing(A_WINDOW)}))
        packages = needed(purpose)
    if packages:
        raise Stop(
            f"Qt needs system packages that are missing here: {' '.join(packages)}\n"
            f"Install them, then run the same command again:\n"
            f"  sudo apt-get update && sudo {install_command(packages)}\n"
            f"(Those are the names in Debian and Ubuntu; elsewhere they differ a little.)"
        )
    for_later = missing(A_WINDOW)
    if for_later:
        say(f"To open a window on a screen, this machine also needs: {' '.join(for_later)}")
        say(f"  sudo {install_command(for_later)}")


def ensure_venv_module() -> None:
    if importlib.util.find_spec("ensurepip") is None and may_install():
        install(["python3-venv"])
        importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            f"{sys.executable} cannot make virtual environments.\n"
            "On Debian and Ubuntu:  sudo apt-get update && sudo apt-get install python3-venv"
        )


def folder_of(root: Path, purpose: str) -> Path:
    return root / APART.get(purpose, ".venv")


def venv_python(root: Path, purpose: str) -> Path:
    inside = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return folder_of(root, purpose) / inside


def stamp_of(root: Path, purpose: str = "run") -> Path:
    return folder_of(root, purpose) / "attesta-setup.json"


def wanted(root: Path, purpose: str) -> dict[str, str]:
    """What the stamp must say for `purpose`: the Python, and the pins by their SHA-256."""
    names = BUILT_ON.get(purpose, (purpose,))
    pins = {name: hashlib.sha256((root / REQUIREMENTS[name]).read_bytes()) for name in names}
    python = ".".join(map(str, sys.version_info[:2]))
    return {"python": python, **{name: digest.hexdigest() for name, digest in pins.items()}}


def stamped(root: Path, purpose: str) -> dict[str, str]:
    try:
        stamp = json.loads(stamp_of(root, purpose).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def is_done(root: Path, purpose: str) -> bool:
    return wanted(root, purpose).items() <= stamped(root, purpose).items()


def is_stale(root: Path, purpose: str = "test") -> bool:
    """True when the environment is of other pins, of another Python, or no longer starts."""
    now = wanted(root, purpose if purpose in APART else "test")
    stamp = stamped(root, purpose)
    if any(stamp[key] != now[key] for key in stamp.keys() & now.keys()):
        return True
    python = venv_python(root, purpose)
    return not python.exists() or subprocess.run([python, "-c", ""], check=False).returncode != 0


def build(root: Path, purpose: str) -> None:
    """Makes or completes the environment; the stamp is written last, so a broken-off set-up is
    repeated."""
    folder = folder_of(root, purpose)
    if is_stale(root, purpose):
        ensure_venv_module()
        say(f"Making {folder.name} with Python {sys.version.split()[0]}")
        builder = venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt")
        builder.create(folder)
    size = "" if stamped(root, purpose) else f" ({SIZES[folder.name]} on the disk, once)"
    say(f"Installing {REQUIREMENTS[purpose]}{size}")
    options = ["-qq", "--disable-pip-version-check", "--only-binary", ":all:"]
    pins = ["--require-hashes", "-r", str(root / REQUIREMENTS[purpose])]
    pip = [venv_python(root, purpose), "-m", "pip", "install", *options, *pins]
    if subprocess.run(pip, check=False).returncode != 0:
        raise Stop("The packages could not be installed (pip says why above); try again later.")
    stamp_of(root, purpose).write_text(json.dumps(wanted(root, purpose)), encoding="ascii")


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def complete(purpose: str) -> None:
    if not is_done(ROOT, purpose):
        build(ROOT, purpose)


def ensure_desktop(purpose: str) -> None:
    ensure_libraries(purpose)
    complete(purpose)


def prepare(purpose: str) -> Iterator[Stop]:
    """Makes `purpose` ready, and yields why it is not. One reader does not wait for the other."""
    steps: tuple[Callable[[], None], ...] = (partial(ensure_desktop, purpose),)
    if purpose == "readers":
        steps = (partial(complete, purpose), ensure_reader)
    for step in steps:
        try:
            step()
        except Stop as stop:
            yield stop


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("purpose", choices=tuple(REQUIREMENTS))
    parser.add_argument("--only-ask", action="store_true", help="change nothing, exit 1 if to do")
    asked = parser.parse_args()
    if asked.only_ask:
        return int(not is_done(ROOT, asked.purpose) or bool(needed(asked.purpose)))
    stops = list(prepare(asked.purpose))
    for stop in stops:
        say(str(stop))
    return int(bool(stops))


if __name__ == "__main__":
    sys.exit(main())
