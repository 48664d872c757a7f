"""What a child process may cost: memory and computing, kept by the system even without a parent."""

from __future__ import annotations

try:
    import resource
    import signal
except ImportError:  # not on this system: the parent's deadline alone stops the work
    resource = None  # type: ignore[assignment]

SECONDS, SECONDS_A_MB = 20, 60
"""Of computing, for suggestions in a text of any size, and in addition for each million characters.
"""


def of_suggestions(characters: int) -> int:
    """Seconds of computing that the suggestions of a text may take."""
    return SECONDS + characters * SECONDS_A_MB // 1_000_000


def limit(memory: int, seconds: int) -> None:
    """From now on: so many bytes of address space in all, so many more seconds of computing;
    then this process ends."""
    if resource is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory, most))
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
