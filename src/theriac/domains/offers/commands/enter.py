"""An offer is written down with its lines, as a person types it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core import clock
from theriac.core.actor import Actor, ActorKind
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_rows
from theriac.domains.offers.commands.read_lines import match_lines
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.lines import built_lines
from theriac.domains.offers.models import Offer, OfferLine
from theriac.domains.offers.offer import HEAD, RECORD, known_supplier
from theriac.domains.offers.permissions import DRAFT_OFFERS
from theriac.domains.offers.problems import OfferRefused
from theriac.domains.offers.rules.facts import OfferNew, head_faults
from theriac.domains.organisation.ids import BranchId


@command(name="offers.enter_offer", done=_("Entered an offer"), permission=DRAFT_OFFERS)
def enter_offer(*, actor: Actor, branch_id: BranchId, facts: OfferNew) -> OfferId:
    """Keep an offer as it is said, as a draft that counts nowhere yet; its id.

    A line without a product is matched by its code, barcode or name. What a program sends is a
    feed.

    Raises OfferRefused, NotFound, OffererBlocked.
    """
    known_supplier(facts.supplier_id)
    if faults := head_faults(facts):
        raise OfferRefused(errors=faults)
    offer = Offer(
        id=current_unit().effect_id,
        branch_id=branch_id,
        source=Offer.Source.FEED if actor.kind is ActorKind.MACHINE else Offer.Source.TYPED,
        supplier_by="person" if facts.supplier_id else "",
        created_at=clock.now(),
        created_by=actor.id,
        **{name: getattr(facts, name) for name in HEAD},
    )
    offer.save(force_insert=True)
    rows = built_lines(offer, facts.lines, start=1)
    match_lines(offer, [row for row in rows if row.product_id is None])
    insert_rows(OfferLine, rows)
    current_unit().record(RECORD, offer.id, facts={"lines": len(facts.lines)})
    return OfferId(offer.id)
