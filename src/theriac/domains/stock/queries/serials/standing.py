"""Whether single packs are sold; for commands, that know whom they ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.formatting import format_date
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import SerialSold
from theriac.domains.stock.ports import SerialPack


@dataclass(frozen=True, slots=True)
class LastTurn:
    """The last time that a pack was sold; ``is_back``: it came back since."""

    sold_id: UUID
    turn: int
    branch_id: UUID
    number: str
    sold_at: datetime
    is_back: bool


def last_turns(packs: Collection[SerialPack]) -> Mapping[SerialPack, LastTurn]:
    """The last turn of each pack that was ever sold, in one read; none for no packs."""
    if not packs:
        return {}
    rows = SerialSold.objects.filter(
        serial__in={pack.serial for pack in packs}, gtin__in={pack.gtin for pack in packs}
    ).order_by("turn")
    found = {}
    columns = ("gtin", "serial", "id", "turn", "branch_id", "number", "sold_at", "back__id")
    for gtin, serial, sold_id, turn, branch_id, number, sold_at, back in rows.values_list(*columns):
        found[SerialPack(gtin, serial)] = LastTurn(
            sold_id, turn, branch_id, number, sold_at, is_back=back is not None
        )
    return {pack: found[pack] for pack in packs if pack in found}


def refusal_of(pack: SerialPack, last: LastTurn, branch_id: UUID) -> str:
    """The sentence for who wants to sell a pack that is sold."""
    if last.branch_id != branch_id:
        return _(
            "The pack with serial number %(serial)s was sold already, at another branch. It may be "
            "a forgery: set it aside and tell the pharmacist."
        ) % {"serial": pack.serial}
    return _(
        "The pack with serial number %(serial)s was sold already, with %(number)s on %(day)s. It "
        "may be a forgery: set it aside and tell the pharmacist."
    ) % {
        "serial": pack.serial,
        "number": last.number,
        "day": format_date(branch_date(branch_id, last.sold_at), get_language() or "en"),
    }
