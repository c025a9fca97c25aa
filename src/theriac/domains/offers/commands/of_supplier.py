"""A price list that a supplier's person sends: the ordinary intake, with the supplier settled."""

from __future__ import annotations

from datetime import timedelta
from typing import BinaryIO
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.problems import NotPermitted
from theriac.domains.offers.commands.intake import prepare_offer_file, register_offer
from theriac.domains.offers.ids import OfferId
from theriac.domains.offers.models import Offer
from theriac.domains.offers.problems import OfferTwice, TooManyPriceLists
from theriac.domains.organisation.ids import BranchId
from theriac.domains.suppliers.people import people_ids_of, supplier_of_person

MOST_AN_HOUR = 20


def take_price_list(
    *, actor: Actor, branch_id: BranchId, supplier_id: UUID, file: BinaryIO, name: str = ""
) -> OfferId:
    """Keep a file as an offer of the actor's own supplier that is being read; its id.

    Raises NotPermitted for anybody else, TooManyPriceLists before anything of the file is looked
    at, and as ``take_offer_file``; a known file is told without telling whose it is.
    """
    if supplier_of_person(actor.id) != supplier_id:
        raise NotPermitted
    since = clock.now() - timedelta(hours=1)
    sent = Offer.objects.filter(created_by__in=people_ids_of(supplier_id), created_at__gt=since)
    if sent.count() >= MOST_AN_HOUR:
        words = _("You sent %(count)s price lists within an hour. Send the next one later.")
        raise TooManyPriceLists(words % {"count": MOST_AN_HOUR}, field="file")
    prepared = prepare_offer_file(actor=actor, branch_id=branch_id, file=file, name=name)
    try:
        return register_offer(
            actor=actor,
            branch_id=branch_id,
            row=prepared.row,
            sha256=prepared.sha256,
            supplier_id=supplier_id,
        )
    except OfferTwice:
        # Which offer it is, and whose, is no business of the supplier's.
        raise OfferTwice(_("This file was sent before."), field="file") from None
