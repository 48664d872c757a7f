"""Words of saying: which verbs are, what helps them, what stands between them and the content."""

from __future__ import annotations

from model.figure_tables import MONTHS, WEEKDAYS
from model.figure_tokens import DIGITS, WORD
from model.figure_words import TIME_UNITS
from model.suggesters import _lexicon as lexicon
from model.suggesters._document import Doc
from model.suggesters._words import (
    BEGINS,
    DETERMINERS,
    DOCUMENTS,
    MAYBE_NOUN,
    OCCASIONS,
    PRONOUNS,
    Places,
    is_finite,
)
from model.wordlists import words

_PASSIVE = words("was were is are been be being as an a the of by no")
HELPERS = words("""
has have had also then later earlier again previously repeatedly publicly now still immediately
would not never did does do further first reportedly separately already since even only just both
could can will may might must initially recently quickly strongly
always long consistently often simply merely openly flatly firmly
""")
_BEFORE_CONTENT = words('that saying : " “')
_LEADS_DEED = words("without by after before of for from in on with")
_PUT = words("the their its his her it them that this")
_POINTED = words("pointed points pointing")
"""Words of saying with "out" behind them."""
_ASKS = words("how whether who why where when what if exactly")
_LISTENERS = words("""
reporters journalists lawmakers parliament congress senators investors analysts lawmakers me him
her them us afp reuters ap bbc cnn court councillors delegates supporters voters mps residents
readers
""")


_SHOWINGS = words("showing finding")
"""Participles that are nouns behind an adjective."""
_NO_ADVERBS = words("""
family ally supply assembly bully rally reply monopoly anomaly fly jelly subfamily weekly daily
monthly elderly only
""")


_ADDRESSED = words("warned warns warning informed assured reminded notified advised")
"""Words of saying that may have whom before "that"."""
_MEANS = words("email e-mail phone telephone text letter fax video videolink radio satellite")
"""What something is said by, not who says it."""
_MEDIA = words("radio television tv newspaper newspapers magazine news channel agency podcast")


class Cues:
    """Looks through one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens = doc.tokens

    def cue_at(self, at: int, *, inverted: bool = False) -> Places | None:
        """The verb group whose main verb of saying stands at `at`, its helpers before it included;
        `inverted` asks for the group that begins there."""
        word = self.tokens[at]
        if word.kind != WORD:
            return None
        if inverted:
            end = at
            while self.tokens.low(end) in HELPERS:
                end += 1
            return (at, end + 1) if self.tokens.low(end) in lexicon.cues("saying") else None
        if (
            word.low not in lexicon.every_cue()
            or word.text[0].isupper()
            or not self._points_out(at)
        ):
            return None
        start = at
        while self._helps(start - 1) and not self._leads(start - 1):
            start -= 1
        if word.low.endswith("ing") and self.tokens.low(at - 1) in _LEADS_DEED:
            return None
        if word.low in _SHOWINGS and self.tokens.low(at - 2) in DETERMINERS:
            return None  # their worst showing
        told_by = self.tokens.low(at + 1) == "by" and self.tokens.low(at + 2) not in _MEANS
        if self.tokens.low(at - 1) in _PASSIVE or told_by:
            return None
        if word.low in {"confirmed", "confirms", "confirm"} and "neither" in {
            self.tokens.low(place) for place in range(max(0, start - 6), start)
        }:  # fmt: skip
            return None
        if "not" in {self.tokens.low(place) for place in range(start, at)} and (
            self.tokens.low(at + 1) in _ASKS
        ):  # fmt: skip
            return None
        if word.low in MAYBE_NOUN and not self._is_verb(start, at):
            return None
        return start, at + 1

    def _helps(self, at: int) -> bool:
        """`has also`, `could not independently`."""
        word = self.tokens[at]
        adverb = word.low.endswith("ly") and word.low not in _NO_ADVERBS and word.text.islower()
        return word.low in HELPERS or (adverb and not self.tokens.starts_sentence(at))

    def _points_out(self, at: int) -> bool:
        """`pointed out that`; other words of saying need no "out"; not `wrote to the league`."""
        if self.tokens.low(at) in {"wrote", "writes"} and self.tokens.low(at + 1) == "to":
            return any(self.tokens.low(place) in _BEFORE_CONTENT for place in range(at, at + 10))
        return self.tokens.low(at) not in _POINTED or self.tokens.low(at + 1) == "out"

    def _leads(self, at: int) -> bool:
        """`Both (said)`: a subject."""
        return self.tokens.low(at) == "both" and self.tokens.starts_sentence(at)

    def _is_verb(self, start: int, at: int) -> bool:
        """Whether a word that may be a noun has a subject before it and its content behind."""
        before, after = self.tokens[start - 1], self.tokens[at + 1]
        if self.tokens.low(at) == "say":
            return is_finite(self.tokens, at)
        if self.tokens.low(at) in {"put", "puts"} and after.low in _PUT:
            return True
        if start < at:
            return True
        if before.kind != WORD and before.low not in {",", "'s", '"', "”"}:
            return False
        if after.low == "." and self.tokens.low(at) == "found":
            return bool({self.tokens.low(place) for place in range(at - 8, at)} & DOCUMENTS)
        known = PRONOUNS | DOCUMENTS | lexicon.heads()
        named = before.text[:1].isupper() and before.low not in DETERMINERS
        named = named or before.low in known | {"which", "who"}
        follows = after.low in DETERMINERS | PRONOUNS | {"that", "to", "there", "more", "at"} or (
            after.kind == DIGITS
            or after.text[:1].isupper()
            or after.low in {'"', "“", "‘", ".", ","}
        )
        return (named or before.low == ",") and follows

    def is_participle(self, at: int) -> bool:
        known = self.tokens.low(at) in lexicon.cues("participles") and self._points_out(at)
        return known and self.tokens.low(at - 1) in {",", "and"}

    def past_adjuncts(self, at: int, end: int, verb: str) -> int | None:
        """Past "on Monday", "in a statement", "reporters", "that", to where the content begins."""
        if verb in {"told", "tells", "telling"}:
            at = self._past_listener(at, end)
        elif verb in _ADDRESSED and self.tokens.low(at) != "that":
            that = next((p for p in range(at, at + 9) if self.tokens.low(p) == "that"), at)
            at = at if any(is_finite(self.tokens, p) for p in range(at, that)) else that
        at += verb in _POINTED and self.tokens.low(at) == "out"
        if verb in {"put", "puts"} and self.tokens.follows(at, "it to"):
            return next(
                (p + 1 for p in range(at + 2, at + 8) if self.tokens.low(p) == "that"), None
            )
        at = self._past_aside(at)
        if verb.startswith("warn") and self.tokens.low(at) == "of":
            return at + 1
        for _ in range(4):
            at += self.tokens.low(at) == "only" and self.tokens.low(at + 1) == "that"
            if (
                (self.tokens.low(at) == "that" and not is_finite(self.tokens, at + 1))
                or self.tokens.low(at) in {":", "how"}
                or self.tokens.low(at) == ","
                and self.tokens.low(at + 1) in {'"', "“", "‘"}
                or self.tokens.low(at)
                in WEEKDAYS | {"also", "again", "earlier", "later", "yesterday"}
            ):
                at += 1
            elif (behind := self._adjunct(at, end)) > at:
                at = behind
            else:
                break
        if at >= end - 1 or self.tokens.low(at) in {",", ".", ";", "and", "but", "--", "—"}:
            return None
        return at

    def _past_aside(self, at: int) -> int:
        """Past ", without giving evidence," when "that" follows it."""
        if self.tokens.low(at) != ",":
            return at
        for place in range(at + 2, at + 14):
            if self.tokens.low(place) == "," and self.tokens.low(place + 1) == "that":
                return place + 1
        return at

    def _past_listener(self, at: int, end: int) -> int:
        after = self.tokens.low(at + 1)
        if self.tokens.low(at) in _LISTENERS and self.tokens[at + 1].text.islower():
            return at + 1
        if self.tokens[at].text.islower() and self.tokens.low(at) not in DETERMINERS and (
            after in PRONOUNS | BEGINS
        ):  # fmt: skip
            return at + 1  # told jurors the victims were
        if self.tokens.low(at) in DETERMINERS and (
            self.tokens.low(at + 2) in DETERMINERS | PRONOUNS | {"that"}
        ):  # fmt: skip
            return at + 2
        for place in range(at, min(end, at + 9)):
            if self.tokens.low(place) in {"that", ":", ",", '"', "“", "."}:
                return place
        at += self.tokens.low(at) in {"a", "the"}
        while at < end and self.tokens[at].text[:1].isupper():
            at += 1
        return at + (self.tokens.low(at) in _MEDIA)

    def _adjunct(self, at: int, end: int) -> int:
        """The place behind a time or an occasion that begins at `at`; `at` itself for none."""
        low = self.tokens.low(at)
        if low in {"last", "this", "next"} and self.tokens.low(at + 1) in TIME_UNITS:
            return at + 2
        if low == "at" and self.tokens[at + 1].kind == DIGITS:
            return at + 2 + (self.tokens.low(at + 2) in {"a.m.", "p.m.", "am", "pm", "gmt"})
        place = at + (low in {"late", "early", "earlier"})
        if self.tokens.low(place) not in {"on", "in", "at", "during", "through", "via", "to", "by"}:
            return at
        for step in range(1, 12):
            word = self.tokens[place + step]
            if place + step >= end or word.low in {"that", ",", ".", ":"} | PRONOUNS:
                return at
            if word.low in OCCASIONS | _LISTENERS | {"telegram", "twitter", "facebook", "media",
                                                      "anonymity"}:  # fmt: skip
                return self._past_participle(self._past_date(place + step + 1), end)
            if word.low in WEEKDAYS or (step < 3 and word.low in MONTHS):
                return self._past_date(place + step)
        return at

    def _past_participle(self, at: int, end: int) -> int:
        """Past "read to the court" of "in a statement read to the court that"."""
        if self.tokens.low(at) not in {"read", "seen", "released", "issued", "given", "sent"}:
            return at
        for place in range(at + 1, min(end, at + 8)):
            if self.tokens.low(place) == "that":
                return place
        return at

    def _past_date(self, at: int) -> int:
        at += self.tokens.low(at) in {"on", "late", "published"} and (
            self.tokens.low(at + 1) in WEEKDAYS | MONTHS
        )
        at += self.tokens.low(at) in WEEKDAYS
        if self.tokens.low(at) in MONTHS:
            at += 1 + (self.tokens[at + 1].kind == DIGITS)
        return at
