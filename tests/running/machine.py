"""How fast the machine was during a run, and how busy: else two runs' times say little.

The same suite takes twice as long on a machine whose processors are shared with others, and nothing
in the run's own figures tells so.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

TRIES = 3
WORK = 400_000


def pace() -> int:
    """Milliseconds that a fixed piece of work takes here now, the best of a few tries."""
    return min(_once() for _try in range(TRIES))


def _once() -> int:
    began = time.perf_counter_ns()
    seen: dict[str, int] = {}
    for number in range(WORK):
        seen[str(number % 1000)] = number * number % 7
    return round((time.perf_counter_ns() - began) / 1_000_000)


def _spent() -> tuple[float, float]:
    """Seconds that all processors worked, and that they were there, since the machine began."""
    try:
        line = Path("/proc/stat").read_text().partition("\n")[0]
    except OSError:
        return 0.0, 0.0
    user, nice, system, idle, waiting, *rest = (float(word) for word in line.split()[1:9])
    busy = user + nice + system + sum(rest)
    ticks = os.sysconf("SC_CLK_TCK")
    return busy / ticks, (busy + idle + waiting) / ticks


class Machine:
    """What is known of it from now on."""

    def __init__(self) -> None:
        self._pace = pace()
        self._busy, self._there = _spent()

    def line(self) -> str:
        """What the run's report says of it."""
        told = f"machine: {self._pace} ms for a fixed work at the start, {pace()} at the end"
        busy, there = _spent()
        if there <= self._there:
            return told
        worked = busy - self._busy
        share = 100 * worked / (there - self._there)
        return f"{told}; all processors worked {worked:.0f} s, {share:.0f} % of the time"
