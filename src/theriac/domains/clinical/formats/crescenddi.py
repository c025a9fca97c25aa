"""CRESCENDDI's positive controls: two drugs and an event, with the levels of three references."""

from __future__ import annotations

from theriac.domains.clinical.formats.rows import Cells, RowUnread, in_english, term_of
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.rules.knowledge import Line

HEAD = ("drug 1 concept name", "drug 2 concept name", "event concept name", "event source")
_LEVELS = ("ansm sev level", "micromedex sev level", "bnf sev level")
_TIERS = {
    "contraindicated": Tier.STOP,
    "not recommended": Tier.WARN,
    "major": Tier.WARN,
    "severe": Tier.WARN,
    "precautions for use": Tier.NOTE,
    "take into consideration": Tier.NOTE,
    "moderate": Tier.NOTE,
    "minor": Tier.NOTE,
    "mild": Tier.NOTE,
}


def lines_of(cells: Cells) -> list[Line]:
    """The row's pair, by the hardest of its levels. Raises RowUnread."""
    told = [cells.get(name, "").casefold() for name in _LEVELS]
    tiers = [_TIERS[level] for level in told if level in _TIERS]
    if not tiers:
        raise RowUnread("tier")
    event = cells["event concept name"]
    return [
        Line(
            kind=Kind.PAIR,
            first=term_of(cells["drug 1 concept name"]),
            second=term_of(cells["drug 2 concept name"]),
            rule=f"crescenddi-{event}"[:80],
            tier=min(tiers),
            said=in_english(event),
            source=f"CRESCENDDI: {cells['event source']}"[:300],
        )
    ]
