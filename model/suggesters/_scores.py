"""How sure each part of a rule is: its precision on the development articles of the evaluation.

(hits + 1) / (found + 2), so that a part seen seldom is not taken for certain; claims count as hits
when they share at least half of what they cover with a marked one. `python -m
tests.evaluation.calibrate` prints the table anew.
"""

from __future__ import annotations

SCORES: dict[str, float] = {
    "actor-body": 0.67,
    "actor-member": 0.93,
    "actor-named": 0.83,
    "actor-organisation": 0.88,
    "actor-owner": 0.75,
    "actor-party": 0.78,
    "actor-role": 0.67,
    "actor-source": 0.98,
    "actor-state": 0.83,
    "actor-title": 0.83,
    "actor-titled": 0.75,
    "claim-according": 0.80,
    "claim-adding": 0.67,
    "claim-after": 0.88,
    "claim-attitude": 0.67,
    "claim-before": 0.94,
    "claim-beside": 0.60,
    "claim-judging": 0.75,
    "claim-noun-unattributed": 0.80,
    "claim-own": 0.62,
    "claim-own-figure": 0.96,
    "claim-quote": 0.95,
    "figure-bare": 0.67,
    "figure-counted": 0.99,
    "figure-multiple": 0.83,
    "figure-range": 0.88,
    "figure-ratio": 0.93,
    "figure-taken-over": 0.96,
    "figure-vague": 0.75,
    "link-figure": 0.97,
    "link-member": 0.93,
    "link-source-according": 0.80,
    "link-source-adding": 0.67,
    "link-source-after": 0.88,
    "link-source-attitude": 0.67,
    "link-source-before": 0.94,
    "link-source-judging": 0.75,
    "link-source-quote": 0.95,
    "link-status-0": 0.60,
    "link-status-1": 0.56,
    "link-status-introduced": 0.86,
    "verified-active": 0.83,
    "verified-disputes": 0.83,
    "verified-label": 0.75,
    "verified-negated": 0.80,
    "verified-reviewed": 0.67,
    "verified-unable": 0.67,
}

UNKNOWN = 0.5


def of(kind: str) -> float:
    return SCORES.get(kind, UNKNOWN)
