"""Packages of others that a format cannot do without, and the words for their absence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from model.errors import UserError

_CALLED = {"cassis": "dkpro-cassis", "markdown_it": "markdown-it-py"}
"""What `pip` calls a package whose module has another name."""


@contextmanager
def needed(title: str, safe: str) -> Iterator[None]:
    """Turns the absence of a package into a `UserError` that says what to install.

    `title` is that of the format, `safe` a sentence on what was not touched.
    """
    try:
        yield
    except ImportError as error:
        module = (error.name or "").partition(".")[0]
        if not module or module in ("model", "ui"):
            raise
        package = _CALLED.get(module, module)
        raise UserError(
            f"“{title}” needs the package {package}, which is not installed.", safe=safe,
            hint=f"Install it: pip install {package}",
        ) from error  # fmt: skip
