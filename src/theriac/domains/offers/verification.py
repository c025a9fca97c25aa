"""What must always be true of offers, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.offers.models import Offer, OfferConfirmation, OfferLine
from theriac.domains.offers.offer import content_hash

AT_ONCE = 50
OFFER_CHANGED = finding(
    "offers.offer_changed", _("Offer %(offer)s was changed after it was confirmed.")
)
OFFER_UNCONFIRMED = finding(
    "offers.offer_unconfirmed", _("Offer %(offer)s counts, but isn’t confirmed.")
)


@verifies("offers.confirmed")
def confirmed_offers_stay_as_they_were(findings: Findings) -> None:
    """Every confirmed offer and its lines are what was sealed, and none counts without that."""
    ids = list(OfferConfirmation.objects.order_by("id").values_list("id", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        rows = OfferConfirmation.objects.filter(id__in=ids[start : start + AT_ONCE])
        confirmations = list(rows.select_related("offer"))
        lines: dict[UUID, list[OfferLine]] = defaultdict(list)
        of_these = [one.offer_id for one in confirmations]
        for line in OfferLine.objects.filter(offer_id__in=of_these).order_by("position", "id"):
            lines[line.offer_id].append(line)
        for one in confirmations:
            if content_hash(one.offer, lines[one.offer_id]) != one.content_hash:
                findings.violate(OFFER_CHANGED, offer=one.offer_id)
    counting = Offer.objects.filter(state=Offer.State.CONFIRMED, confirmation__isnull=True)
    for offer_id in counting.values_list("id", flat=True):
        findings.violate(OFFER_UNCONFIRMED, offer=offer_id)
    findings.look(len(ids))
