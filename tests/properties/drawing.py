"""What ``test_seed.py`` runs in a process of its own: things drawn by chance, one of them wrong.

Not collected by itself: its name is no test's.
"""

from __future__ import annotations

import random
import sys

from hypothesis import given
from hypothesis import strategies as st

drawn: list[tuple[int, str]] = []


@given(st.integers(), st.text())
def test_draws(number: int, text: str) -> None:
    drawn.append((number, text))


def test_shows(rng: random.Random) -> None:
    sys.stdout.write(f"\nDRAWN {rng.random()} {drawn}\n")


@given(st.integers())
def test_fails(number: int) -> None:
    assert number < 1000 or number % 7
