"""Pages as tests read them: what stands in them, not how their source is laid out."""

from __future__ import annotations

import re

GAPS = re.compile(r"(?<=>)\s+|\s+(?=<)")
WITHIN = re.compile(r"\s+")


def tight(page: str) -> str:
    """A page without white space beside its tags, and one space wherever else there is some."""
    return WITHIN.sub(" ", GAPS.sub("", page)).replace(" >", ">")
