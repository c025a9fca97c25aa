"""Reserving units of a product for somebody until an instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.counters import Contended
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Unprocessable
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.sale_facts import sale_facts
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date
from theriac.domains.stock.models import Balance, Place, Reservation
from theriac.domains.stock.permissions import RESERVE_STOCK
from theriac.domains.stock.problems import InsufficientStock, QuantityRefused
from theriac.domains.stock.queries.sellable import ShelfBatch, shelf_batches
from theriac.domains.stock.reserved.hold import Pick, hold, lock_free, tell
from theriac.domains.stock.reserved.lapse import lapse_for_line
from theriac.domains.stock.rules.allocation import Rotation, allocate, order_candidates

MOST = 1_000_000_000
LONGEST_REFERENCE = 60
LONGEST = timedelta(days=90)
ATTEMPTS = 3
MADE_FOR = (
    Reservation.Purpose.HAND,
    Reservation.Purpose.ORDER,
    Reservation.Purpose.WAITLIST,
    Reservation.Purpose.CARE,
)
"""What somebody reserves for; a quota is the terminal's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be kept: whole base units of a product, for whom, and until when.

    ``reference`` tells people whose it is (an order's or a ticket's number) and names no patient;
    ``holder_id`` is the id of what holds it, where there is one.
    """

    product_id: UUID
    quantity: int
    expires_at: datetime
    reference: str
    purpose: str = Reservation.Purpose.HAND
    holder_id: UUID | None = None


@command(name="stock.reserve_stock", done=gettext_lazy("Reserved stock"), permission=RESERVE_STOCK)
def reserve_stock(*, actor: Actor, branch_id: BranchId, wish: Wish) -> UUID:
    """Keep units of the batches that a sale would take; all or nothing. Returns its id.

    What others reserved isn't given. Raises InsufficientStock, QuantityRefused, Unprocessable,
    NotFound for a product that isn't in the catalogue.
    """
    reference = checked(wish)
    picks = _locked_picks(branch_id, wish)
    return _kept(current_unit().effect_id, branch_id, replace(wish, reference=reference), picks)


def reserve_for_line(branch_id: UUID, wish: Wish) -> UUID | None:
    """Keep units for who is first in a line, in the running command; None if too few are free.

    Raises Contended.
    """
    product = sale_facts({wish.product_id}).get(wish.product_id)
    if product is None:
        return None
    for _attempt in range(ATTEMPTS):
        batches = shelf_batches(branch_id, [wish.product_id])[wish.product_id]
        how = (branch_id, product.largest_pack, product.rotation)
        picks, short = picked(batches, wish.quantity, *how)
        if short:
            return None
        free = lock_free(pick.balance_id for pick in picks)
        if all(free.get(pick.balance_id, 0) >= pick.quantity for pick in picks):
            return _kept(new_id(), branch_id, wish, picks)
    raise Contended("stock changed while a line was served")


def reserve_of_batch(branch_id: UUID, batch_id: UUID, wish: Wish) -> UUID | None:
    """Keep what the branch's shelf has free of one batch, at most what is wished; None of nothing.

    In the running command, after the check of who wishes it. Raises Contended.
    """
    rows = Balance.objects.filter(
        branch_id=branch_id, batch_id=batch_id, place__kind=Place.Kind.SHELF
    )
    free = lock_free(rows.values_list("id", flat=True))
    picks, left = [], wish.quantity
    for key in sorted(free):
        units = min(left, free[key])
        if units > 0:
            picks.append(Pick(key, batch_id, units))
            left -= units
    if not picks:
        return None
    return _kept(new_id(), branch_id, replace(wish, quantity=wish.quantity - left), picks)


def _kept(reservation_id: UUID, branch_id: UUID, wish: Wish, picks: Sequence[Pick]) -> UUID:
    row = Reservation(
        id=reservation_id,
        branch_id=branch_id,
        product_id=wish.product_id,
        purpose=wish.purpose,
        state=Reservation.State.ACTIVE,
        quantity=wish.quantity,
        asked=wish.quantity,
        holder_id=wish.holder_id,
        reference=wish.reference,
        open_key=None,
        expires_at=wish.expires_at,
        made_by=current_unit().actor.id,
        made_at=clock.now(),
        ended_by=None,
        ended_at=None,
        ended_reason="",
        version=1,
    )
    hold([(row, picks)])
    tell(row, [pick.batch_id for pick in picks])
    return row.id


def checked(wish: Wish) -> str:
    """The reference as it is kept. Raises QuantityRefused, Unprocessable."""
    if not 1 <= wish.quantity <= MOST:
        raise QuantityRefused(_("Enter a quantity of at least 1."), field="quantity")
    if wish.purpose not in MADE_FOR:
        raise Unprocessable(_("Enter a purpose: hand, order or waitlist."), field="purpose")
    reference = " ".join(wish.reference.split())
    if not reference or len(reference) > LONGEST_REFERENCE:
        raise Unprocessable(
            _(
                "Enter who it is reserved for, at most %(most)s characters, without a "
                "patient’s name."
            )
            % {"most": LONGEST_REFERENCE},
            field="reference",
        )
    check_until(wish.expires_at)
    return reference


def check_until(expires_at: datetime) -> None:
    """Raise Unprocessable for an instant that is past or more than 90 days away."""
    now = clock.now()
    if not now < expires_at <= now + LONGEST:
        raise Unprocessable(
            _("Choose an end time in the future, within %(days)s days.") % {"days": LONGEST.days},
            field="expires_at",
        )


def _locked_picks(branch_id: UUID, wish: Wish) -> list[Pick]:
    product = sale_facts({wish.product_id}).get(wish.product_id)
    if product is None:
        raise NotFound(_("This product isn't in the catalogue."), product_id=wish.product_id)
    for _attempt in range(ATTEMPTS):
        batches = shelf_batches(branch_id, [wish.product_id])[wish.product_id]
        picks, short = picked(
            batches, wish.quantity, branch_id, product.largest_pack, product.rotation
        )
        if short:
            if lapse_for_line(branch_id, [wish.product_id]):
                continue
            raise InsufficientStock(
                product_id=wish.product_id,
                product=product_names([wish.product_id]).get(wish.product_id, ""),
                requested=wish.quantity,
                available=wish.quantity - short,
                to_do=_("Reserve less, or another product."),
            )
        free = lock_free(pick.balance_id for pick in picks)
        if all(free.get(pick.balance_id, 0) >= pick.quantity for pick in picks):
            return picks
    raise Contended("stock changed while it was reserved")


def picked(
    batches: Sequence[ShelfBatch],
    quantity: int,
    branch_id: UUID,
    largest_pack: int,
    rotation: str,
) -> tuple[list[Pick], int]:
    """What a sale would take of the shelf, and how many units are missing."""
    by_id = {batch.batch_id: batch for batch in batches}
    ordered = order_candidates(
        [batch.candidate for batch in batches],
        today=branch_date(branch_id),
        largest_pack=largest_pack,
        rotation=Rotation(rotation),
    )
    allocation = allocate(ordered, quantity)
    picks = [
        Pick(by_id[UUID(str(take.id))].balance_id, UUID(str(take.id)), take.quantity)
        for take in allocation.takes
    ]
    return picks, allocation.short
