"""Numbers as people read them on a label."""

from __future__ import annotations

from fractions import Fraction

SIGNS = {Fraction(1, 2): "½", Fraction(1, 4): "¼", Fraction(3, 4): "¾", Fraction(1, 3): "⅓"}


def figure(number: Fraction) -> str:
    """A number as it is read: 7, 1½, 2.5, 33/7."""
    whole, rest = divmod(number.numerator, number.denominator)
    if not rest:
        return str(whole)
    part = Fraction(rest, number.denominator)
    if part in SIGNS:
        return f"{whole or ''}{SIGNS[part]}"
    if 10_000 % part.denominator == 0:
        return f"{whole}.{part.numerator * (10_000 // part.denominator):04d}".rstrip("0")
    return f"{whole or ''} {part}".strip()
