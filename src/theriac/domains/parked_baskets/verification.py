"""What must always be true of parked baskets, recomputed from the rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.parked_baskets.models import ParkedBasket
from theriac.domains.sales.queries.pushes import never_arrived

SOLD_WAITS = finding(
    "parked_baskets.sold_waits",
    _("Basket %(basket)s was sold and is still parked for other counters."),
)
AT_ONCE = 400


@verifies("parked_baskets.sold")
def none_waits_that_was_sold(findings: Findings) -> None:
    """No basket waits whose sale is booked or held."""
    rows = ParkedBasket.objects.filter(state=ParkedBasket.State.WAITING).order_by("id")
    ids = list(rows.values_list("id", flat=True))
    findings.look(len(ids))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for basket_id in sorted(set(some) - never_arrived(some)):
            findings.violate(SOLD_WAITS, basket=basket_id)
