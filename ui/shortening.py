"""Long words for one line: shortened between words, with what differs left in sight."""

from __future__ import annotations

LONGEST = 60
"""Characters that are shown in full."""
ENDS, BESIDE, WITHIN = 3, 2, 5
"""Words kept: at each end of the text, beside what differs, and at each end of what differs."""
GAP = " … "


def shortened(text: str) -> str:
    """One line; the first and last words of it where it is long."""
    return alike(text, text)[0]


def alike(one: str, other: str) -> tuple[str, str]:
    """Both on a line each, with the words in which they differ."""
    parts, others, between = _pieces(one, other)
    shorter = min(len(parts), len(others))
    head = next((at for at in range(shorter) if parts[at] != others[at]), shorter)
    most = shorter - head
    tail = next((at for at in range(most) if parts[-1 - at] != others[-1 - at]), most)
    return _short(parts, head, tail, between), _short(others, head, tail, between)


def _pieces(one: str, other: str) -> tuple[list[str], list[str], str]:
    """Words and what joins them; characters where words are too long, as in an address."""
    words, others = one.split(), other.split()
    if max(map(len, (*words, *others)), default=0) <= LONGEST // 2:
        return words, others, " "
    return list(" ".join(words)), list(" ".join(others)), ""


def _short(parts: list[str], head: int, tail: int, between: str) -> str:
    """`parts` without what is far from the ends and from what differs: all but the first `head`
    and the last `tail`."""
    whole, scale = between.join(parts), 1 if between else 6
    if len(whole) <= LONGEST:
        return whole
    ends, beside, within = (scale * number for number in (ENDS, BESIDE, WITHIN))
    last = len(parts) - tail
    kept = {*range(ends), *range(len(parts) - ends, len(parts))}
    if head < len(parts):
        kept |= {*range(head - beside, min(head + within, last + beside))}
        kept |= {*range(max(last - within, head - beside), last + beside)}
    runs: list[list[str]] = [[]]
    for at, part in enumerate(parts):
        if at in kept or (at - 1 in kept and at + 1 in kept):
            runs[-1].append(part)
        elif runs[-1]:
            runs.append([])
    return GAP.join(between.join(run) for run in runs)
