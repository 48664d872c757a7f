"""Words of checking by kind: what confirms, denies, doubts, and what of; their forms by rule."""

from __future__ import annotations

from model.wordlists import words

CONFIRMS = words("""
confirmed verified corroborated authenticated substantiated validated proved proven fact-checked
checked replicated reproduced vindicated
""")
PRESENT = words("confirms verifies corroborates authenticates substantiates validates vindicates")
DENIES = words("""
denied denies deny denying disputed disputes dispute disputing contested contests contest
""")
CONTESTS = words("""
seat seats election elections race races primary primaries constituency constituencies by-election
by-elections runoff leadership title titles championship trophy cup will final match round
""")
"""What is contested without being disputed."""
DENYING = words("denied denies deny denying")
NO_CHECK_AFTER_DENYING = words("access bail entry permission him her them us")
BACKS = words("supported supports support backed backs endorsed endorses")
FOUND = words("established determined ascertained")
REFUTES = words("refuted refutes debunked debunks disproved disproves disproven discredited")
MODALS = words("could can would will might may must should")
NOBODY = words("neither none no nothing nobody little few")
THINGS = words("""
claim claims report reports account accounts allegation allegations accusation accusations figure
figures number numbers statement statements assertion assertions that this it them rumours rumors
rumour rumor contention contentions notion theory theories speculation criticism conclusion
conclusions reading narrative interpretation assessment explanation
suggestion suggestions story version toll count estimate estimates wrongdoing involvement
responsibility charge charges finding findings idea any all having being those these
""")
JUDGED = THINGS - words("any all it them having being those") | words("""
whether if how statistics data results methodology analysis
accuracy authenticity veracity validity reliability credibility
""")
TOLD = words("""
claim claims report reports account accounts allegation allegations accusation accusations rumour
rumours rumor rumors suggestion suggestions assertion assertions contention contentions notion
insinuation insinuations speculation theory theories version versions
""")
"""What somebody told, and others reject: a plan or a charge may be rejected for other reasons."""
BACKED = words("""
claim claims account accounts allegation allegations version theory finding findings conclusion
conclusions estimate estimates assertion assertions suggestion
""")
CLAIM_NOUNS = (
    TOLD
    | BACKED
    | words("""
figure figures number numbers toll statement statements story stories narrative reading count
allegation accusation estimate charge
""")
)
"""What names something that was told."""
EVIDENCE = words("""
evidence data records documents footage images photographs photos studies study tests analysis
figures experiments trials surveys logs readings research witnesses
""")
"""What supports a claim, not a plan."""
BEING = words("be been being is are was were")


def forms(bases: str) -> frozenset[str]:
    """The forms of regular verbs: `reject`, `rejects`, `rejected`, `rejecting`."""
    found: set[str] = set()
    for base in bases.split():
        stem = base[:-1] if base[-1] in "ey" else base
        third = (
            stem + "ies" if base[-1] == "y" else base + "es" if base[-1] in "sxh" else base + "s"
        )
        past = stem + ("ied" if base[-1] == "y" else "ed")
        ing = base + "ing" if base[-1] != "e" else stem + "ing"
        found |= {base, third, past, ing}
    return frozenset(found)


BARE = words("question challenge contradict reject dismiss rebut repudiate disavow disown")
"""Forms that are nouns, or behind "to" an aim, unless somebody does it."""
QUESTIONS = (
    forms("question challenge contradict reject dismiss repudiate disavow disown")
    | words("rebut rebuts rebutted belies belied")
) - words("questioning challenging dismissing rejecting contradicting repudiating disowning")
REJECTS_CHARGES = TOLD | {"charge", "charges"}
"""What is rejected when it is no court that does: a court dismisses charges."""
REJECTS = forms("reject dismiss") | words("rebut rebuts rebutted")
DOUBTED = QUESTIONS - forms("contradict")
RECOGNISES = words("recognise recognize")
CHECKING_FORMS = RECOGNISES | CONFIRMS | PRESENT | DENIES | QUESTIONS | REFUTES | BACKS | FOUND
