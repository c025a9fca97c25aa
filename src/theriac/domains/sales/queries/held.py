"""What a person must see of a held push to decide on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from theriac.core.sealing.encoding import CantOpen
from theriac.domains.catalog.queries.names import pack_names, product_names
from theriac.domains.sales.models import HeldPush, Sale, SaleGround
from theriac.domains.sales.pushes.held import UnreadableContent, read_held
from theriac.domains.sales.pushes.sale import PushedGround, PushedSale
from theriac.domains.sales.pushes.sealed import opened


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line in words; a product or pack that the books don't know has no name."""

    product: str
    pack: str
    packs: int
    total: int


@dataclass(frozen=True, slots=True)
class HeldPrescription:
    """A prescription that was recorded; without names where the reader can't or mayn't see them."""

    number: str
    prescriber: str


@dataclass(frozen=True, slots=True)
class HeldSale:
    """The sale as it was sent; amounts in minor units of ``currency``."""

    person_id: UUID
    occurred_at: datetime
    currency: str
    total: int
    lines: Sequence[HeldLine]
    prescriptions: Sequence[HeldPrescription] = ()


def sale_in(held: HeldPush, *, opens: bool = False) -> HeldSale | None:
    """The sale that a held push holds, None where it can't be read; who calls may see it.

    ``opens``: the reader may also see what was sealed.
    """
    try:
        pushed = read_held(held)
    except UnreadableContent:
        return None
    prescriptions = _prescriptions(pushed, held.branch_id) if opens else _shut(pushed)
    products = product_names(line.product_id for line in pushed.lines)
    packs = pack_names(line.pack_id for line in pushed.lines)
    lines = [
        HeldLine(
            products.get(line.product_id, ""), packs.get(line.pack_id, ""), line.packs, line.total
        )
        for line in pushed.lines
    ]
    return HeldSale(
        pushed.person_id,
        pushed.occurred_at,
        pushed.currency,
        pushed.total,
        lines,
        prescriptions,
    )


def _prescriptions(pushed: PushedSale, branch_id: UUID) -> Sequence[HeldPrescription]:
    try:
        grounds = opened(pushed, branch_id).grounds
    except CantOpen:
        return _shut(pushed)
    return tuple(HeldPrescription(one.number, one.prescriber) for one in _seen(grounds))


def _shut(pushed: PushedSale) -> Sequence[HeldPrescription]:
    return tuple(HeldPrescription("", "") for _one in _seen(pushed.grounds))


def _seen(grounds: Sequence[PushedGround]) -> list[PushedGround]:
    return [one for one in grounds if SaleGround.Kind(one.kind) is SaleGround.Kind.PRESCRIPTION]


def sale_in_its_place(held: HeldPush) -> Sale | None:
    """The booked sale that has the held one's place in its series, if there is one."""
    return Sale.objects.filter(series_id=held.series_id, sequence=held.sequence).first()
