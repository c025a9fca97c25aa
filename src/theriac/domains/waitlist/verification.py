"""What must always be true of the waitlist, recomputed from the rows."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.verification.registry import Findings, finding, verifies
from theriac.domains.stock.queries.reservations import reservations_told
from theriac.domains.waitlist.models import Wait

OFFER_DIFFERS = finding(
    "waitlist.offer_differs",
    _("Goods are held for waitlist entry %(wait)s, but its reservation is %(state)s."),
)


@verifies("waitlist.offers")
def offers_are_reservations(findings: Findings) -> None:
    """Each offer has its own standing reservation, of its product, until the same instant."""
    by_branch: dict[UUID, list[Wait]] = defaultdict(list)
    for wait in Wait.objects.filter(state=Wait.State.OFFERED).order_by("id"):
        by_branch[wait.branch_id].append(wait)
        findings.look(1)
    for branch_id, waits in by_branch.items():
        for start in range(0, len(waits), 400):
            some = waits[start : start + 400]
            told = reservations_told(
                branch_id, [one.reservation_id for one in some if one.reservation_id]
            )
            for wait in some:
                one = told.get(wait.reservation_id or wait.id)
                kept = (wait.product_id, "active", wait.hold_until)
                if one is None or (one.product_id, one.state, one.expires_at) != kept:
                    state = one.state if one else "missing"
                    findings.violate(OFFER_DIFFERS, wait=wait.id, state=state)
