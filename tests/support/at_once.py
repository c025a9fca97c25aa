"""Many at the same moment: what a busy product may answer, and is asked again then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from theriac.core.problems import Busy, Problem

TRIES = 50
R = TypeVar("R")


def asked_again(act: Callable[[], R]) -> R:
    """What it answers that isn't "busy". Raises Busy when it never is anything else.

    Busy says that others changed the same rows at each of the product's own tries, that nothing was
    done, and that it may be done again: right where many threads share a processor with others.
    """
    for _try in range(TRIES - 1):
        try:
            return act()
        except Busy:
            continue
    return act()


def how_many(acts: Sequence[Callable[[], object]], *refused: type[Problem]) -> int:
    """How many of these that begin together are done; the others end with one of ``refused``."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], object]) -> bool:
        barrier.wait()
        try:
            asked_again(act)
        except refused:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return sum(pool.map(one, acts))
