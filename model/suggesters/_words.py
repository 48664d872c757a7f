"""Kinds of words without a parser: determiners, pronouns, finite verbs, appositions."""

from __future__ import annotations

from model.figure_plurals import is_plural
from model.figure_tables import MONTHS, WEEKDAYS, people
from model.figure_tokens import WORD, Token, Tokens
from model.suggesters import _lexicon as lexicon
from model.wordlists import words

Places = tuple[int, int]
"""Tokens, half-open."""
LONGEST = 70
"""Tokens in a phrase, lists of names included."""
CLAUSES = words("""
that as while because when where after before although though but and if whether since than until
unless
""")
PRONOUNS = words("he she they it we i you who")
MAYBE_NOUN = words("""
report reports claim claims state states note notes estimate estimates forecast forecasts show
shows project projects fear fears hope hopes comment comments promise promises repeat repeats
stress warning call calls put say find finds plan plans add question feared thought found expected
document accounts
""")
DETERMINERS = words("""
the a an this that these those his her its their our my your some many several two three four five
six both all one another other most few each every no any
""")
JOINS = words("of for at in from on by with against near to")
WITHIN = words("of for at in from on by with against near between across within under over")
BEGINS = words("the his her its their")
LEADS_ON = WITHIN | words("and or including than to by all both half over like as")
"""Before one of `BEGINS` a phrase goes on behind these; else another begins."""
BREAKS = words("""
that which who whom whose while because when where after before although though but if whether
since than as so until unless nor yet or i.e. e.g. then how why what amid despite during according
told to including such into through also not never now something anything everything
""")
LEADS = words("""
separately meanwhile however now even still also and but yet so then later earlier elsewhere
nevertheless nonetheless moreover furthermore indeed besides instead finally today yesterday
tonight
""")
ANAPHORS = words("""
claim claims report reports account accounts allegation allegations accusation accusations figure
figures number numbers statement statements assertion assertions that this it them rumours rumors
suggestion suggestions story version toll count estimate estimates finding findings idea those these
either both neither result results rumour rumor reading interpretation assessment explanation
narrative contention contentions conclusion conclusions versions theory notion
""")
"""What stands for a claim made before: "that", "the report", "either number"."""
DOCUMENTS = words("""
data figures documents records images poll study report survey review audit paper analysis accounts
filings papers minutes emails letters messages files logs statistics statements reports studies
footage photographs transcripts polls surveys findings results
""")
_NEVER_BEFORE_PAST = DETERMINERS | WITHIN | words("and or to most newly so")
_NOUNS_TOO = words("""
forces works plans needs wants seeks runs plays wins travels leaves starts ends covers offers uses
lives stands rises falls drops gains cuts hits averages totals costs orders owes calls requires bars
bans rules visits controls supplies backs supports accounts
""")
"""Verbs that are nouns before another verb."""
_LED_BY_VERB = words("the a an its his her their that it them these those")
IRREGULAR_PAST = words("""
set put cut built led held made sent shot hit told seen found won paid sold bought brought taught
caught kept left lost met read struck given taken driven written drawn thrown shown chosen beaten
run
""")
"""Participles without -ed."""
COURTS = words("court jury tribunal inquest hearing panel inquiry")
"""Where something is said, not who says it."""
GENITIVE = {"'s", "’s"}
_NEVER_BEFORE = JOINS | GENITIVE | words("the a an to")
OCCASIONS = words("""
statement interview speech address report letter post tweet conference briefing meeting email
e-mail message article blog telephone phone call hearing court rally debate filing note news memo
video broadcast television tv radio parliament testimony press podcast ruling comments remarks
inquest paper examination questioning preprint evidence submission affidavit
""")


def is_finite(tokens: Tokens, at: int) -> bool:
    """Whether a word is probably a finite verb."""
    key = "finite", at, False
    found = tokens.known.get(key)
    if found is None:
        found = tokens.known[key] = _is_finite(tokens, at)
    return bool(found)


def _is_finite(tokens: Tokens, at: int) -> bool:
    word = tokens[at]
    if word.kind != WORD or word.text[0].isupper():
        return False
    if "-" in (tokens.low(at - 1) if tokens.glued(at) else "", tokens.low(at + 1)):
        return False
    if word.low in lexicon.helpers():
        return True
    if word.low == "close" and tokens.low(at + 1) == "to":
        return False
    before = tokens[at - 1]
    if word.low == "say":
        return before.low not in DETERMINERS | {"final", "to"}
    if word.low in MAYBE_NOUN:
        known = lexicon.heads() | DOCUMENTS
        return _is_subject(before) or before.low in known
    if word.low in lexicon.plural_verbs() and word.low not in lexicon.verbs():
        named = before.text[:1].isupper() and tokens.low(at + 1) in _LED_BY_VERB | {"to"}
        return named or before.low in PRONOUNS or (before.kind == WORD and is_plural(before.text))
    if word.low in _NOUNS_TOO and (
        tokens.low(at + 1) in lexicon.helpers() | lexicon.cues("saying") | {",", "."}
    ):  # fmt: skip
        return False  # rebel forces said
    if word.low in lexicon.verbs():
        return before.low not in _NEVER_BEFORE and (
            tokens.low(at + 1) != "by" or not word.low.endswith("ed")
        )
    return is_past(tokens, at) or _present(tokens, at)


def _is_subject(word: Token) -> bool:
    """A pronoun, a name or a plural."""
    if word.kind != WORD or word.low in DETERMINERS:
        return False
    return word.low in PRONOUNS or word.text[0].isupper() or is_plural(word.text)


def _present(tokens: Tokens, at: int) -> bool:
    """`the agency monitors the wells`: -s behind a name or a head, with a determiner behind."""
    word, before = tokens[at], tokens[at - 1]
    if not word.low.endswith("s") or word.low.endswith(("ss", "us", "is")) or before.kind != WORD:
        return False
    heads = lexicon.heads()
    if word.low in heads or word.low in people() or is_plural(before.text):
        return False
    named = before.text[0].isupper() or before.low in heads
    return named and tokens.low(at + 1) in _LED_BY_VERB


def is_past(tokens: Tokens, at: int) -> bool:
    """`-ed` behind a noun and before no "by": a verb, else a participle."""
    word, before, after = tokens[at], tokens[at - 1], tokens[at + 1]
    if not word.low.endswith("ed") or len(word.low) < 5 or before.kind != WORD:
        return False
    if before.low in _NEVER_BEFORE_PAST:
        return False
    if before.low.endswith(("ly", "ed")) and not before.text[0].isupper():
        return before.low.endswith("ly") and after.low != "by"
    noun_behind = after.kind == WORD and is_plural(after.text) and after.low not in WITHIN
    return after.low not in {"by", "-"} and not noun_behind


def finite_within(tokens: Tokens, start: int, end: int) -> bool:
    return any(is_finite(tokens, at) for at in range(start, end))


def is_apposition(tokens: Tokens, first: int, end: int) -> bool:
    """Whether words between commas name who was named before: a role, a place of work."""
    word = tokens[first]
    if first >= end or word.kind != WORD or word.low in BREAKS - {"a"}:
        return False
    clause = lexicon.helpers() | lexicon.cues("saying")
    if any(tokens.low(at) in clause for at in range(first, end)) or word.low in LEADS:
        return False
    if word.low in {"a", "an"} or (word.low == "one" and tokens.low(first + 1) == "of"):
        return end - first > 2 and not finite_within(tokens, first, end)
    if word.low in WITHIN - {"of", "from"} or word.low.endswith("ing"):
        return False
    if word.low in {"of", "from"}:
        return tokens[first + 1].text[:1].isupper() or tokens.low(first + 1) == "the"
    if word.low == "the" and end == first + 2 and tokens[first + 1].text.isupper():
        return True  # the sport's governing body, the UCI
    known = {tokens.low(at) for at in range(first, end)}
    named = known & lexicon.heads()
    return bool(named) or (word.text[0].isupper() and word.low not in MONTHS | WEEKDAYS)
