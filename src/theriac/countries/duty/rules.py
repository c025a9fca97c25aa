"""For which goods the law wants a responsible pharmacist on duty: dated rows, by legal class."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from theriac.core.problems import Text
from theriac.countries.dated import NotInForce, row_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLaw:
    """From a day on, whether goods of the class leave only while a pharmacist is on duty.

    ``is_confirmed``: the law's own text was read; else a local professional must check it.
    """

    legal_class: str
    valid_from: date
    asked: bool
    source: Text
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class DutyTerms:
    """A country's laws, and the kinds of licence of which one makes somebody responsible.

    ``for_place``: those that hold for one place alone. No kinds: nobody is asked for a licence.
    """

    laws: tuple[DutyLaw, ...] = ()
    licences: tuple[str, ...] = ()
    for_place: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldDutyLicence:
    """A licence of a person as the rules ask: its kind, place and last day (None: no end)."""

    id: UUID
    kind: str
    branch_id: UUID | None
    valid_until: date | None


def asks_pharmacist(laws: Sequence[DutyLaw], legal_class: str, on: date) -> bool:
    """Whether the law wants a pharmacist on duty for goods of this class on a day."""
    try:
        return row_in_force([law for law in laws if law.legal_class == legal_class], on).asked
    except NotInForce:
        return False


def responsible_by(
    terms: DutyTerms, held: Iterable[HeldDutyLicence], branch_id: UUID, on: date
) -> HeldDutyLicence | None:
    """The licence by which somebody is responsible at a branch on a day, what ends last first.

    A licence holds on its last day. One for a place holds at that place alone.
    """
    fitting = [
        one
        for one in held
        if one.kind in terms.licences
        and (one.valid_until is None or one.valid_until >= on)
        and (one.branch_id == branch_id or one.kind not in terms.for_place)
    ]
    return max(fitting, key=lambda one: one.valid_until or date.max, default=None)
