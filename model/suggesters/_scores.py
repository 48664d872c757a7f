"""How sure each part of a rule is: how often it is right in the articles of the evaluation.

Articles that were set aside count most, those that were looked at little, and a part seen seldom is
drawn towards its label; claims are right when they share at least half of what they cover with a
marked one. `python -m tests.evaluation.calibrate` prints the table anew, and says how; `make eval`
prints whether the scores mean what they say.
"""

from __future__ import annotations

SCORES: dict[str, float] = {
    "actor": 0.88,
    "actor-body": 0.90,
    "actor-judge": 0.95,
    "actor-member": 0.94,
    "actor-named": 0.93,
    "actor-organisation": 0.62,
    "actor-owner": 0.88,
    "actor-party": 0.73,
    "actor-role": 0.76,
    "actor-source": 0.94,
    "actor-state": 0.93,
    "actor-title": 0.91,
    "actor-titled": 0.91,
    "claim": 0.94,
    "claim-according": 0.96,
    "claim-adding": 0.96,
    "claim-after": 0.91,
    "claim-after-unattributed": 0.94,
    "claim-around": 0.94,
    "claim-attitude": 0.95,
    "claim-before": 0.93,
    "claim-beside": 0.81,
    "claim-convinced": 0.94,
    "claim-denied-unattributed": 0.95,
    "claim-judged-unattributed": 0.94,
    "claim-judging": 0.97,
    "claim-listed": 0.94,
    "claim-noun": 0.94,
    "claim-noun-unattributed": 0.79,
    "claim-own": 0.91,
    "claim-own-figure": 0.99,
    "claim-quote": 0.95,
    "claim-shown": 0.94,
    "claim-shown-unattributed": 0.94,
    "claim-testified": 0.94,
    "claim-told-unattributed": 0.94,
    "figure": 0.97,
    "figure-bare": 0.98,
    "figure-counted": 0.98,
    "figure-multiple": 0.99,
    "figure-range": 0.99,
    "figure-ratio": 0.93,
    "figure-taken-over": 0.99,
    "figure-vague": 0.74,
    "link-figure": 0.97,
    "link-member": 0.94,
    "link-source": 0.89,
    "link-source-according": 0.93,
    "link-source-adding": 0.93,
    "link-source-after": 0.90,
    "link-source-around": 0.90,
    "link-source-attitude": 0.92,
    "link-source-before": 0.92,
    "link-source-convinced": 0.89,
    "link-source-judging": 0.94,
    "link-source-listed": 0.90,
    "link-source-noun": 0.90,
    "link-source-quote": 0.82,
    "link-source-shown": 0.89,
    "link-source-testified": 0.89,
    "link-status": 0.65,
    "link-status-0": 0.62,
    "link-status-1": 0.61,
    "link-status-introduced": 0.78,
    "verified": 0.99,
    "verified-active": 0.98,
    "verified-adjective": 0.96,
    "verified-disputes": 0.98,
    "verified-label": 0.98,
    "verified-negated": 0.98,
    "verified-noun": 0.97,
    "verified-passive": 0.97,
    "verified-reviewed": 0.96,
    "verified-unable": 0.98,
    "verified-undisputed": 0.96,
}
"""By part; by label or kind of link for parts that were never seen."""

UNKNOWN = 0.5


def of(kind: str) -> float:
    """By the part, else by the longest beginning of its name: `link-source` for all sources."""
    while kind and kind not in SCORES:
        kind = kind.rpartition("-")[0]
    return SCORES.get(kind, UNKNOWN)
