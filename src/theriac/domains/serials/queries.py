"""What is known of single packs: whether they are sold, what was refused, the life of a serial.

``last_turns``, ``refusal_of`` and ``sold_pack`` are for commands, which know whom they ask for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_date
from theriac.core.listing.pages import Listing, SortFields
from theriac.core.problems import NotFound
from theriac.core.query import query
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.serials.models import SerialBack, SerialReceived, SerialRefusal, SerialSold
from theriac.domains.serials.ports import SerialPack
from theriac.domains.stock.models import Movement
from theriac.domains.stock.permissions import VIEW_STOCK


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
            "The pack with serial number %(serial)s was already sold at another branch. It "
            "may be counterfeit. Set it aside and tell the pharmacist."
        ) % {"serial": pack.serial}
    return _(
        "The pack with serial number %(serial)s was already sold, with %(number)s on "
        "%(day)s. It may be counterfeit. Set it aside and tell the pharmacist."
    ) % {
        "serial": pack.serial,
        "number": last.number,
        "day": format_date(branch_date(branch_id, last.sold_at), get_language() or "en"),
    }


REFUSALS: Listing[SerialRefusal] = Listing(
    name="serials.serial_refusals",
    sorts={"recorded_at": SortFields(("recorded_at",))},
    default_sort="-recorded_at",
    filters={
        "why": lambda rows, value: rows.filter(why=value),
        "product_id": lambda rows, value: rows.filter(product_id=value),
    },
)


@dataclass(frozen=True, slots=True)
class SerialFact:
    """One thing that happened to a pack: came, taken_back, sold, back, refused."""

    kind: str
    at: datetime
    gtin: str
    number: str = ""
    reason: str = ""
    person_id: UUID | None = None
    sold_id: UUID | None = None
    is_open: bool = False
    """Sold and not back."""


@query(permission=VIEW_STOCK)
def list_refusals(*, actor: Actor, branch_id: UUID) -> QuerySet[SerialRefusal]:
    """Packs that were refused at the branch, in no order."""
    rows = SerialRefusal.objects.filter(branch_id=branch_id)
    return rows.select_related("product", "sold").order_by()


@query(permission=VIEW_STOCK)
def life_of(*, actor: Actor, branch_id: UUID, serial: str) -> list[SerialFact]:
    """All that happened at the branch to packs with this serial number, the oldest first."""
    own = {"serial": serial, "branch_id": branch_id}
    came = list(SerialReceived.objects.filter(**own))
    found = [SerialFact("came", row.recorded_at, "", row.number) for row in came]
    found += _taken_back([row.document_id for row in came])
    for sold in SerialSold.objects.filter(**own).select_related("back"):
        back: SerialBack | None = getattr(sold, "back", None)
        found.append(
            SerialFact(
                "sold",
                sold.recorded_at,
                sold.gtin,
                sold.number,
                sold_id=sold.id,
                is_open=back is None,
            )
        )
        if back is not None:
            found.append(
                SerialFact(
                    "back",
                    back.recorded_at,
                    sold.gtin,
                    reason=back.reason,
                    person_id=back.person_id,
                )
            )
    found += [
        SerialFact("refused", row.recorded_at, row.gtin, person_id=row.person_id)
        for row in SerialRefusal.objects.filter(**own)
    ]
    return sorted(found, key=lambda one: one.at)


@query(permission=VIEW_STOCK)
def get_sold_pack(*, actor: Actor, branch_id: UUID, sold_id: UUID) -> SerialSold:
    """A pack that the branch sold. Raises NotFound for another's."""
    return sold_pack(branch_id, sold_id)


def sold_pack(branch_id: UUID, sold_id: UUID) -> SerialSold:
    """The same for commands, which know whom they ask for."""
    sold = SerialSold.objects.filter(id=sold_id, branch_id=branch_id).first()
    if sold is None:
        raise NotFound(_("This branch did not sell this pack. Check the serial number."))
    return sold


@dataclass(frozen=True, slots=True)
class OpenPack:
    """A single pack that a line of a sale gave out and that isn't back."""

    sold_id: UUID
    gtin: str
    serial: str


def open_packs(line_ids: Collection[UUID]) -> dict[UUID, list[OpenPack]]:
    """By line of a sale, its packs that aren't back; for who takes the line's goods back."""
    found: dict[UUID, list[OpenPack]] = defaultdict(list)
    rows = SerialSold.objects.filter(line_id__in=line_ids, back=None).order_by("id")
    for line_id, sold_id, gtin, serial in rows.values_list("line_id", "id", "gtin", "serial"):
        found[line_id].append(OpenPack(sold_id, gtin, serial))
    return dict(found)


def _taken_back(document_ids: list[UUID]) -> list[SerialFact]:
    """That a delivery with the pack was reversed, once for each counter-document."""
    rows = Movement.objects.filter(reverses__document_id__in=document_ids).order_by("id")
    counter = {row.document_id: row for row in rows}
    return [
        SerialFact(
            "taken_back",
            row.recorded_at,
            "",
            row.document_number,
            reason=row.reason,
            person_id=row.actor_id,
        )
        for row in counter.values()
    ]
