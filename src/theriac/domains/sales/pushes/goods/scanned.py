"""The single packs that a pushed sale names; one that was sold before is booked with a case."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.domains.sales.pushes.books import Disagreement, Kind
from theriac.domains.sales.pushes.sale import PushedSale
from theriac.domains.serials.commands.decommission import SoldPack, keep_sold
from theriac.domains.serials.ports import SerialPack
from theriac.domains.stock.commands.take import SaleDocument


def keep_scanned(
    document: SaleDocument, pushed: PushedSale, terminal_id: UUID | None
) -> Sequence[Disagreement]:
    """Keep the packs as sold. A sale without a scanned serial issues no statement here."""
    lines = {line.id: line for line in pushed.lines}
    packs = [
        SoldPack(SerialPack(serial.gtin, serial.serial), line.id, line.product_id)
        for line in pushed.lines
        for serial in line.serials
    ]
    twice = keep_sold(document, packs, person_id=pushed.person_id, terminal_id=terminal_id)
    return [
        Disagreement(
            Kind.SERIAL_SOLD,
            lines[one.sold.line_id],
            facts={
                "gtin": one.sold.pack.gtin,
                "serial": one.sold.pack.serial,
                "sold_with": one.last.number if one.last else document.number,
            },
        )
        for one in twice
    ]
