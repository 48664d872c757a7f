"""A source in the midst of what it says: "The plan, Bell said, would cost 5 million"."""

from __future__ import annotations

from model.suggesters._contents import Contents
from model.suggesters._document import Doc
from model.suggesters._words import Places, is_finite
from model.wordlists import words

_JOINTS = words("but and or that because whether")
"""Before ", X said," they have the rest of what is said behind it."""
_ADDS = words("including compared against")


class Around:
    """Looks through one document."""

    def __init__(self, doc: Doc, contents: Contents) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.contents = contents

    def of(self, sign: int, rest: int, first: int, end: int) -> Places | None:
        """`The plan, Bell said, would cost 5 million`: one content with the source inside it, when
        what stands before is no clause without what stands behind."""
        comma = self.tokens.low(sign) == "," and self.tokens.low(rest) == ","
        if not comma or sign in self.doc.quoted:
            return None
        start = self.contents.clause_start(first, sign)
        verbs = [at for at in range(start, sign) if is_finite(self.tokens, at)]
        last = sign - 1 - (self.tokens.low(sign - 1) in {"never", "also", "not", "already", "long"})
        joined = self.tokens.low(sign - 1) in _JOINTS or self._adds(rest + 1)
        broken = joined or not verbs or (verbs[-1] == last and len(verbs) == 1)
        goes_on = bool(verbs) or any(
            is_finite(self.tokens, at) for at in range(rest + 1, min(end, rest + 4))
        )
        if start >= sign or not broken or not goes_on:
            return None
        return self.contents.bare(start, self.contents.cut(rest + 1, end))

    def _adds(self, at: int) -> bool:
        """`The units cost $9, he said, of which the insurer paid half`."""
        if self.tokens.low(at) in {"up", "down"}:
            return self.tokens.low(at + 1) == "from"
        return self.tokens.low(at) in _ADDS or bool(self.tokens.follows(at, "of which"))
