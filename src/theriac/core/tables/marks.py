"""Marks at a cell's beginning by which a spreadsheet takes a text for a formula.

Going out, such a text gets an apostrophe before it (OWASP, CSV injection); coming in, that one is
taken off again, so that a round trip changes nothing. What came as a formula stays plain text.
"""

from __future__ import annotations

import re

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.,\s]+")


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet would run the text; a number with its sign, or a dash, isn't meant."""
    return len(text) > 1 and text.startswith(_STARTS) and _NUMBER.fullmatch(text) is None


def guarded(text: str) -> str:
    """The text as it leaves: an apostrophe before a mark, and before one that has it already."""
    if text.startswith(_STARTS) or _GUARDED.match(text):
        return "'" + text
    return text


def unguarded(text: str) -> str:
    """The text as it was before ``guarded``."""
    return text[1:] if _GUARDED.match(text) else text
