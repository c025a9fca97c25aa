"""What a ground says of a prescription, and how much of it still opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from theriac.core.privacy.problems import Erased
from theriac.domains.sales.models import SaleGround

GROUND_KEYS = "sales.grounds"
"""What prescriptions of sales, and held sales, are encrypted under: a key for each month."""


@dataclass(frozen=True, slots=True)
class SeenPrescription:
    """Who prescribed, under which number; ``is_gone`` once the month's key was destroyed.

    Of registered medicines the prescriber's licence and address too, as they were that day.
    """

    prescriber: str = ""
    number: str = ""
    is_gone: bool = False
    licence: str = ""
    address: str = ""


def details_of(
    kind: str, prescriber: str, number: str, licence: str = "", address: str = ""
) -> dict[str, str]:
    """What a ground keeps encrypted; an exception names nobody."""
    if kind != SaleGround.Kind.PRESCRIPTION:
        return {}
    found = {"prescriber": prescriber, "number": number}
    further = {"licence": licence, "address": address}
    return found | {name: text for name, text in further.items() if text}


def seen_in(grounds: Iterable[SaleGround]) -> Mapping[UUID, SeenPrescription]:
    """The prescriptions among these grounds, opened; by the ground's id. Raises Unreadable."""
    return {
        ground.id: _opened(ground)
        for ground in grounds
        if ground.kind == SaleGround.Kind.PRESCRIPTION
    }


def _opened(ground: SaleGround) -> SeenPrescription:
    try:
        details = ground.details
    except Erased:
        return SeenPrescription(is_gone=True)
    return SeenPrescription(
        details.get("prescriber", ""),
        details.get("number", ""),
        licence=details.get("licence", ""),
        address=details.get("address", ""),
    )
