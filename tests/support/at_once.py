"""Many at the same moment: what a busy product may answer, and is asked again then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from theriac.core.problems import Busy

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
