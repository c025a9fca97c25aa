"""The French agency's thesaurus (ANSM) as WorldVistA writes it: interactions, and its classes.

A class is also named "other …" where both sides are of it; that is the same class.
"""

from __future__ import annotations

from theriac.domains.clinical.formats.rows import Cells, french_tier, in_english, term_of
from theriac.domains.clinical.rules.kinds import Kind
from theriac.domains.clinical.rules.knowledge import Line

HEAD = ("drug 1 name", "drug 1 class name", "drug 2 name", "drug 2 class name", "severity")
CLASS_HEAD = ("drug name", "class name", "clinical source")
SOURCE = "ANSM"
_OTHER = "other "


def lines_of(cells: Cells) -> list[Line]:
    """The row's one interaction. Raises RowUnread."""
    sides = [_side(cells, number) for number in (1, 2)]
    return [
        Line(
            kind=Kind.PAIR,
            first=sides[0],
            second=sides[1],
            rule=f"ansm-{cells.get('drug interaction id', '')}"[:80],
            tier=french_tier(cells["severity"]),
            said=in_english(cells.get("description", "")),
            source=SOURCE,
        )
    ]


def classes_of(cells: Cells) -> list[Line]:
    """The row's one member of a class. Raises RowUnread."""
    first, second = term_of(cells["drug name"]), class_term(cells["class name"])
    return [Line(kind=Kind.MEMBER, first=first, second=second, source=SOURCE)]


def class_term(written: str) -> str:
    """A class apart from a substance of the same name."""
    return f"class {term_of(written).removeprefix(_OTHER)}"[:120]


def _side(cells: Cells, number: int) -> str:
    name = cells[f"drug {number} name"]
    return term_of(name) if name else class_term(cells[f"drug {number} class name"])
