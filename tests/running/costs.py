"""What a test costs: seconds of processor time of this process and of everything that it started.

Of the database servers' own time nothing is seen. Two processors give 120 such seconds a minute.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

TASKS = Path("/proc/self/task")
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def core_seconds() -> float:
    """Processor time until now: our own, that of ended children, and on Linux of living ones."""
    children = os.times()
    ended = children.children_user + children.children_system
    return time.process_time() + ended + sum(map(_spent, _descendants(os.getpid())))


def _descendants(process: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
    except OSError:  # ended meanwhile, or no Linux
        return
    for task in tasks:
        try:
            found = (task / "children").read_text().split()
        except OSError:
            continue
        for child in map(int, found):
            yield child
            yield from _descendants(child)


def _spent(process: int) -> float:
    """What a process and its ended children spent (proc(5): utime, stime, cutime, cstime)."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICKS
