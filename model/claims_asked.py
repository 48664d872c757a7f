"""What is asked of the index of claims (`model.claims_index`), as SQL."""

from __future__ import annotations

from model.claims import like, patterns_of

LISTED = "(SELECT value FROM json_each(?))"
_OF_VALUE = "id IN (SELECT claim FROM child WHERE value = ?)"


class Asked:
    """What a claim must meet: SQL with its parameters."""

    def __init__(self) -> None:
        self._conditions: list[str] = ["true"]
        self._parameters: list[object] = []
        self._words: list[str] = []
        self._patterns: list[object] = []
        self._of_row = False

    def __str__(self) -> str:
        words = " AND ".join(self._words)
        if words and self._of_row:
            words = f"id IN (SELECT id FROM words WHERE {words})"  # noqa: S608
        return " AND ".join([*self._conditions, *filter(None, [words])])

    @property
    def parameters(self) -> list[object]:
        return self._parameters + self._patterns

    def way(self, order: str) -> str:
        """What SQLite is to go through, and how: what every index has is read in order."""
        if self._of_row:
            return "claim NOT INDEXED"
        return "words" if self._words else f"claim INDEXED BY by_{order}"

    def that(self, condition: str, *parameters: object, of_row: bool = True) -> None:
        """`of_row` says that only a row of `claim` tells it."""
        self._conditions.append(condition)
        self._parameters += parameters
        self._of_row = self._of_row or of_row

    def holds(self, word: str) -> None:
        from model import numerals  # with every name of a number, only where one is typed

        patterns = patterns_of(word)
        found, number = like("text", patterns), numerals.read(word)
        self._patterns += patterns
        if number is not None:
            found = f"({found} OR {_OF_VALUE})"
            self._patterns.append(number)
        self._words.append(found)
