"""OSCAR's drugref: pairs of ATC codes, whole or of a group, with effect and significance."""

from __future__ import annotations

import re

from theriac.domains.clinical.formats.rows import Cells, RowUnread, in_english
from theriac.domains.clinical.rules.kinds import Kind, Tier
from theriac.domains.clinical.rules.knowledge import Line

HEAD = ("affectingatc", "affectedatc", "effect", "significance")
SOURCE = "OSCAR drugref"
_ATC = re.compile(r"[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?")
_TIERS = {"3": Tier.STOP, "2": Tier.WARN, "1": Tier.NOTE, "": Tier.NOTE}
_EFFECTS = {
    "A": "{one} augments the effect of {two}.",
    "I": "{one} inhibits the effect of {two}.",
    "": "{one} interacts with {two}.",
}
NO_EFFECT = "N"


def lines_of(cells: Cells) -> list[Line]:
    """The row's pair; none where it says that there is no effect. Raises RowUnread."""
    effect, significance = cells["effect"], cells["significance"]
    if effect == NO_EFFECT:
        return []
    if effect not in _EFFECTS or significance not in _TIERS:
        raise RowUnread("tier")
    names = {
        "one": cells.get("affectingdrug", "").capitalize(),
        "two": cells.get("affecteddrug", "").casefold(),
    }
    said = f"{_EFFECTS[effect].format_map(names)} {cells.get('comment', '')}"
    return [
        Line(
            kind=Kind.PAIR,
            first=atc_term(cells["affectingatc"]),
            second=atc_term(cells["affectedatc"]),
            rule=f"oscar-{cells.get('id', '')}"[:80],
            tier=_TIERS[significance],
            said=in_english(said),
            source=SOURCE,
        )
    ]


def atc_term(written: str) -> str:
    """An ATC code or group as a term. Raises RowUnread for what is none."""
    if not _ATC.fullmatch(written):
        raise RowUnread("term")
    return f"atc {written}"
