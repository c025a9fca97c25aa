"""Keeping the serial numbers of packs that a sale gives out, inside the sale's own unit of work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.domains.serials.events import SerialMoved
from theriac.domains.serials.models import SerialRefusal, SerialSold
from theriac.domains.serials.ports import SerialPack
from theriac.domains.serials.problems import SerialRefused
from theriac.domains.serials.queries import LastTurn, last_turns, refusal_of
from theriac.domains.stock.commands.take import SaleDocument


@dataclass(frozen=True, slots=True)
class SoldPack:
    """A pack that was scanned for a line of the sale."""

    pack: SerialPack
    line_id: UUID
    product_id: UUID


@dataclass(frozen=True, slots=True)
class SoldTwice:
    """A pack of the sale that is sold already; ``last`` is None for one that it names twice."""

    sold: SoldPack
    last: LastTurn | None


def refuse_sold(packs: Sequence[SerialPack], branch_id: UUID) -> None:
    """Raise SerialRefused for the first of these packs that is sold, or that stands here twice."""
    if len(set(packs)) < len(packs):
        twice = next(one for index, one in enumerate(packs) if one in packs[:index])
        raise SerialRefused(refused_twice(twice), gtin=twice.gtin, serial=twice.serial)
    for pack, last in last_turns(packs).items():
        if not last.is_back:
            raise SerialRefused(
                refusal_of(pack, last, branch_id), gtin=pack.gtin, serial=pack.serial
            )


def refused_twice(pack: SerialPack) -> str:
    """The sentence for a pack that one sale names twice."""
    return _("The pack with serial number %(serial)s is in this sale twice. Remove one.") % {
        "serial": pack.serial
    }


def keep_sold(
    sale: SaleDocument, packs: Sequence[SoldPack], *, person_id: UUID, terminal_id: UUID | None
) -> list[SoldTwice]:
    """Keep which packs the sale gave out; those that were sold already are reported and returned.

    Nothing is read or written where no pack was scanned. A sale at the same moment that takes the
    same pack lets one of both fail by IntegrityError; tried again, it finds the pack sold.
    """
    if not packs:
        return []
    moment = clock.now()
    known = dict(last_turns([one.pack for one in packs]))
    rows: list[SerialSold] = []
    twice: list[SoldTwice] = []
    taken: set[SerialPack] = set()
    for one in packs:
        last = known.get(one.pack)
        if one.pack in taken or (last is not None and not last.is_back):
            twice.append(SoldTwice(one, None if one.pack in taken else last))
            continue
        taken.add(one.pack)
        rows.append(
            SerialSold(
                id=new_id(),
                gtin=one.pack.gtin,
                serial=one.pack.serial,
                turn=1 if last is None else last.turn + 1,
                product_id=one.product_id,
                branch_id=sale.branch_id,
                sale_id=sale.id,
                line_id=one.line_id,
                number=sale.number,
                sold_at=sale.occurred_at,
                recorded_at=moment,
            )
        )
    insert_rows(SerialSold, rows)
    for row in rows:
        announce(SerialPack(row.gtin, row.serial), "sold", row.branch_id, row.id)
    _report(sale, twice, person_id, terminal_id)
    return twice


def _report(
    sale: SaleDocument, twice: Sequence[SoldTwice], person_id: UUID, terminal_id: UUID | None
) -> None:
    """Keep that these packs left although they were sold."""
    insert_rows(
        SerialRefusal,
        [
            SerialRefusal(
                id=new_id(),
                gtin=one.sold.pack.gtin,
                serial=one.sold.pack.serial,
                product_id=one.sold.product_id,
                why=SerialRefusal.Why.SOLD,
                sold_id=one.last.sold_id if one.last else None,
                branch_id=sale.branch_id,
                terminal_id=terminal_id,
                person_id=person_id,
                sale_id=sale.id,
                recorded_at=clock.now(),
            )
            for one in twice
        ],
    )
    for one in twice:
        announce(one.sold.pack, "refused", sale.branch_id, None)


def announce(pack: SerialPack, state: str, branch_id: UUID, sold_id: UUID | None) -> None:
    """Tell others what became of a pack."""
    current_unit().announce(
        SerialMoved(
            subject=f"{pack.gtin}/{pack.serial}",
            branch_id=branch_id,
            data={"gtin": pack.gtin, "serial": pack.serial, "state": state, "sold_id": sold_id},
        )
    )
