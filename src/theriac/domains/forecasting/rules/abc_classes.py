"""Classes of products by the value of what is sold of them (Pareto's A, B and C): pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

A_UNTIL, B_UNTIL = 80, 95
"""Percent of the whole that those before have."""


class AbcClass(StrEnum):
    """Few products with most of the value, some with some, many with the rest."""

    A = "A"
    B = "B"
    C = "C"


def abc_classes(values: Mapping[Key, int], names: Mapping[Key, str]) -> dict[Key, AbcClass]:
    """The class of each by its value of consumption, the greatest first, equal ones by name.

    Values are whole minor units. One is A while those before it have less than 80 percent of the
    whole, B while less than 95. Where nothing has a value, everything is C.
    """
    total = sum(values.values())
    found: dict[Key, AbcClass] = {}
    before = 0
    for key in sorted(values, key=lambda one: (-values[one], names[one])):
        share = before * 100
        if share < A_UNTIL * total:
            found[key] = AbcClass.A
        else:
            found[key] = AbcClass.B if share < B_UNTIL * total else AbcClass.C
        before += values[key]
    return found
