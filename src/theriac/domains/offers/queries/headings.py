"""What headings of suppliers' lists mean, and of an offer's file how they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.core.query import query
from theriac.domains.offers.engine.progress import latest_job
from theriac.domains.offers.models import Offer, SupplierHeading
from theriac.domains.offers.permissions import VIEW_OFFERS
from theriac.domains.offers.queries.offers import find_offer
from theriac.domains.offers.rules.headings import MOST_HEADINGS, heading_key


@dataclass(frozen=True, slots=True)
class OfferColumn:
    """A heading of an offer's file: how it was read (thousandths sure), and what somebody said.

    ``read_as`` is "" where nobody knew; ``meant`` is None where nobody said anything.
    """

    heading: str
    read_as: str
    confidence: int
    meant: str | None


def taught_headings(supplier_id: UUID | None) -> Mapping[str, str]:
    """By heading its field, "" for a column that is left out. For the engine's job."""
    if supplier_id is None:
        return {}
    rows = SupplierHeading.objects.filter(supplier_id=supplier_id).order_by("-learnt_at", "id")
    return dict(rows.values_list("text", "field")[:MOST_HEADINGS])


def supplier_of_offer(offer_id: UUID) -> UUID | None:
    """Whose an offer is; None where it isn't known yet."""
    rows = Offer.objects.filter(id=offer_id)
    found: UUID | None = rows.values_list("supplier_id", flat=True).first()
    return found


@query(permission=VIEW_OFFERS)
def offer_columns(*, actor: Actor, offer_id: UUID) -> Sequence[OfferColumn]:
    """The headings that were read in the file of an offer, and those taught of its supplier."""
    offer = find_offer(actor=actor, offer_id=offer_id)
    if offer is None:
        return ()
    job = latest_job(offer.id)
    taught = {
        heading_key(text): field for text, field in taught_headings(offer.supplier_id).items()
    }
    return [
        OfferColumn(
            heading=one["heading"],
            read_as=one["field"],
            confidence=one["confidence"],
            meant=taught.get(heading_key(one["heading"])),
        )
        for one in (job.columns if job else [])
    ]
