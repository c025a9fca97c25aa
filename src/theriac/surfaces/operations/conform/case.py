"""A case of a conformance file and what the product's code made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

Case = dict[str, Any]
"""A case as its file writes it."""


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """What the file expects of a case, and what our code gives, in the same form."""

    expected: object
    given: object


Answering = Callable[[Case], CaseAnswer]
"""Runs one case through the product's code."""


def minor_units(text: str) -> int:
    """The paise (or cents) of a decimal amount. Raises ValueError when there are more decimals."""
    exact = Decimal(text) * 100
    if exact != int(exact):
        raise ValueError(f"{text} has more than two decimals")
    return int(exact)


def decimal_text(amount: int) -> str:
    """An amount of minor units as the files write it: two decimals and a point."""
    return f"{Decimal(amount) / 100:.2f}"


def basis_points(percent: str) -> int:
    """A rate in percent as basis points."""
    return int(Decimal(percent) * 100)


def exact(text: str) -> Fraction:
    """A decimal as an exact ratio."""
    return Fraction(Decimal(text))
