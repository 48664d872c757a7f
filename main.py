"""Reads the command line: a command goes to `ui.cli`, everything else is the desktop."""

from __future__ import annotations

import gc
import sys

from ui import arguments as given


def main(arguments: list[str]) -> int:
    """Returns the exit code."""
    if arguments == ["read-file"]:
        from ui import import_child

        return import_child.main()
    if arguments == ["suggest-worker"]:
        from ui import suggest_child

        return suggest_child.main()
    if not given.is_desktop(arguments):
        from ui import cli

        return cli.main(arguments)
    from ui import headless

    wanted = given.project_of(arguments)
    if not headless.has_screen():
        if wanted is None:
            return headless.run()
        print(
            f"There is no screen to open {wanted} on. Commands work without one: "
            "python main.py --help",
            file=sys.stderr,
        )
        return 1
    gc.disable()  # until the window stands: what is imported on the way there is no garbage
    from ui import lazily, qt

    lazily.begin()
    qt.import_lean()
    from model import people
    from model.settings import Settings
    from ui import app

    if name := given.person_of(arguments):
        Settings().set(person=people.checked_name(name))
    return app.run(wanted, sample=given.wants_sample(arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
