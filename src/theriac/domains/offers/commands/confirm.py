"""A person stands for an offer: from then on its prices count, until it is withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.update import update_rows
from theriac.core.ids import new_id
from theriac.core.problems import Text, require_reason
from theriac.domains.offers.aliases import CODE, NAME, Taught, learn
from theriac.domains.offers.models import Offer, OfferConfirmation, OfferLine
from theriac.domains.offers.offer import (
    content_hash,
    known_supplier,
    lines_of,
    locked_offer,
    require_state,
    save_offer,
)
from theriac.domains.offers.permissions import CONFIRM_OFFERS
from theriac.domains.offers.problems import OfferRefused
from theriac.domains.offers.rules.certainty import is_sure
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import branch_date


@command(
    name="offers.confirm_offer", done=gettext_lazy("Confirmed an offer"), permission=CONFIRM_OFFERS
)
def confirm_offer(
    *,
    actor: Actor,
    branch_id: BranchId,
    offer_id: UUID,
    version: int,
    leave_open: bool = False,
) -> int:
    """Confirm an offer with its lines, and learn what they are called; returns the version then.

    A line that isn't sure wants a person to have looked at it; with ``leave_open`` those that
    nobody did, and those without a product or price, are left out. Raises OfferRefused with every
    fault at its line, NotFound, Stale, OfferFixed, OffererBlocked.
    """
    offer = locked_offer(offer_id, branch_id, version)
    require_state(offer, Offer.State.DRAFT)
    lines = lines_of(offer)
    supplier = known_supplier(offer.supplier_id)
    faults: dict[str, Text] = {} if leave_open else line_lacks(lines)
    if supplier is None:
        faults["supplier_id"] = _("Choose the supplier.")
    if offer.valid_until is not None and offer.valid_until < branch_date(branch_id):
        faults["valid_until"] = _("This offer has ended. Check the date, or withdraw the offer.")
    kept = [line for line in lines if line.state != OfferLine.State.LEFT_OUT and not lack_of(line)]
    if not kept and not faults:
        faults["lines"] = _("No line can be confirmed. Choose the products, or withdraw the offer.")
    if faults or supplier is None:
        raise OfferRefused(errors=faults)
    counted = {line.id for line in kept}
    for line in lines:
        is_kept = line.id in counted
        line.state = OfferLine.State.CONFIRMED if is_kept else OfferLine.State.LEFT_OUT
    update_rows(lines, ["state"])
    offer.state = Offer.State.CONFIRMED
    offer.confirmed_at, offer.confirmed_by = clock.now(), actor.id
    learn(supplier.id, [one for line in kept for one in _taught(line)])
    _confirmation(offer, supplier.id, lines, len(kept)).save(force_insert=True)
    return save_offer(offer, "", {"lines": len(kept), "left_out": len(lines) - len(kept)})


@command(
    name="offers.withdraw_offer", done=gettext_lazy("Withdrew an offer"), permission=CONFIRM_OFFERS
)
def withdraw_offer(
    *, actor: Actor, branch_id: BranchId, offer_id: UUID, version: int, reason: str
) -> int:
    """Let an offer count no more, confirmed or not; its file may come again. The version then.

    Raises Unprocessable without a reason, NotFound, Stale, OfferFixed.
    """
    why = require_reason(reason)
    offer = locked_offer(offer_id, branch_id, version)
    require_state(offer, Offer.State.READING, Offer.State.DRAFT, Offer.State.CONFIRMED)
    offer.state, offer.file_key = Offer.State.WITHDRAWN, None
    return save_offer(offer, why)


def _taught(line: OfferLine) -> list[Taught]:
    """What the supplier calls this pack, by code and by name."""
    if line.product_id is None or line.pack_id is None:
        return []
    texts = ((CODE, line.code), (NAME, line.text))
    return [Taught(kind, text, line.product_id, line.pack_id) for kind, text in texts if text]


def lack_of(line: OfferLine) -> str:
    """What a line lacks to be confirmed: product, price, look; "" for nothing."""
    if line.product_id is None or line.factor is None:
        return "product"
    if line.price is None:
        return "price"
    return "" if line.is_checked or is_sure(line) else "look"


def line_lacks(lines: Sequence[OfferLine]) -> dict[str, Text]:
    """What each line that isn't left out lacks, by position."""
    words = {
        "product": _("Choose the product, or leave this line out."),
        "price": _("Enter the price, or leave this line out."),
        "look": _("Check this line and mark it as checked, or leave it out."),
    }
    return {
        f"lines.{line.position}": words[lack]
        for line in lines
        if line.state != OfferLine.State.LEFT_OUT and (lack := lack_of(line))
    }


def _confirmation(
    offer: Offer, supplier_id: UUID, lines: Sequence[OfferLine], count: int
) -> OfferConfirmation:
    return OfferConfirmation(
        id=new_id(),
        offer=offer,
        branch_id=offer.branch_id,
        supplier_id=supplier_id,
        lines=count,
        content_hash=content_hash(offer, lines),
        person_id=current_unit().actor.id,
        recorded_at=clock.now(),
    )
