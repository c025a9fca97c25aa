"""Which lot numbers are the same: pure."""

from __future__ import annotations


def lot_key(number: str) -> str:
    """A lot for comparing: no spaces, no case."""
    return "".join(number.split()).upper()
