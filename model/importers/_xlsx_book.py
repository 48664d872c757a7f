"""Workbooks opened by openpyxl, but for the strings that cells share: it would have all of them in
memory, and they are most of what a workbook says."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Any

_IN_MEMORY = 1 << 20
"""Bytes of strings from which they go to the disk."""


class Strings:
    """The strings that the cells of a workbook share, by their numbers."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by `__exit__`
        self._ends = array("Q", [0])

    def __enter__(self) -> Strings:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, text: str) -> None:
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8")))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        at = range(len(self))[number]
        start, end = self._ends[at], self._ends[at + 1]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8")


def opened(file: IO[bytes], strings: Strings, *, values: bool) -> Any:  # noqa: ANN401
    """The workbook, with the results of formulas, or the formulas; its strings are taken into
    `strings` unless they are there. Raises what openpyxl does for a damaged one."""
    from openpyxl.reader.excel import SHARED_STRINGS, ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc]
        def read_strings(self) -> None:
            self.shared_strings = strings
            part = self.package.find(SHARED_STRINGS)
            if part is not None and not strings:
                with self.archive.open(part.PartName[1:]) as source:
                    for text in _texts(source):
                        strings.append(text)

    reader = Reader(file, read_only=True, data_only=values, keep_links=False)
    reader.read()
    return reader.wb


def _texts(source: IO[bytes]) -> Iterator[str]:
    """What `openpyxl.reader.strings.read_string_table` lists, one by one."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.constants import SHEET_MAIN_NS
    from openpyxl.xml.functions import iterparse

    root = None
    for event, element in iterparse(source, ("start", "end")):
        root = element if root is None else root
        if event == "end" and element.tag == f"{{{SHEET_MAIN_NS}}}si":
            yield Text.from_tree(element).content.replace("x005F_", "")
            element.clear()
            root.clear()
