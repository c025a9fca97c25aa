"""What all readers share: a row's cells by column, its tier, its one writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from theriac.domains.catalog.medicines.recognition import substance_key
from theriac.domains.clinical.rules.kinds import Tier

Cells = Mapping[str, str]
"""A row's texts by the one writing of their column's name (``name_key``)."""

LONGEST_TERM, LONGEST_TEXT = 120, 1000


class RowUnread(ValueError):
    """A row that isn't understood; ``why`` is shape, term, tier, amount or age."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """What of a file isn't understood: its row's number, its text, why."""

    line: int
    text: str
    why: str


def term_of(written: str) -> str:
    """A substance or class in its one writing. Raises RowUnread where there is none."""
    bare = written.partition("(")[0] if written.count("(") == 1 else written
    key = substance_key(bare)
    if not key or len(key) > LONGEST_TERM:
        raise RowUnread("term")
    return key


def french_tier(written: str) -> Tier:
    """The four levels of the French thesaurus, in the spellings of its translation."""
    word = written.strip().casefold().replace("0", "o")
    for begins, tier in (
        ("con", Tier.STOP),
        ("not", Tier.WARN),
        ("nor", Tier.WARN),
        ("prec", Tier.NOTE),
        ("ta", Tier.NOTE),
    ):
        if word.startswith(begins):
            return tier
    raise RowUnread("tier")


def in_english(text: str) -> dict[str, str]:
    """A text of a set that has one language, cut to what is kept; {} for none."""
    bare = " ".join(text.split())[:LONGEST_TEXT]
    return {"en": bare} if bare else {}
