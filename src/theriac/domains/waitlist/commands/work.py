"""What the system does about lines: serves those that nobody's command did, forgets the erased."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.domains.stock.reserved.hold import lock_product
from theriac.domains.waitlist.commands.leave import let_go
from theriac.domains.waitlist.line import STANDING, serve
from theriac.domains.waitlist.models import Wait


@command(
    name="waitlist.serve_line",
    done=gettext_lazy("Offered goods to the waitlist"),
    system_only=True,
)
def serve_line(*, actor: Actor, branch_id: UUID, product_id: UUID) -> int:
    """Offer what is free to who is first; how many offers were made.

    For what came free meanwhile without a movement, or while somebody was just joining.
    """
    return serve(branch_id, product_id)


@command(
    name="waitlist.forget_patients",
    done=gettext_lazy("Removed erased patients from the waitlist"),
    system_only=True,
)
def forget_waits(*, actor: Actor, patient_ids: Sequence[UUID]) -> int:
    """Who was erased waits no more; what is held goes to the next. How many waits ended."""
    rows = Wait.objects.filter(patient_id__in=list(patient_ids), state__in=STANDING)
    seen = list(rows.order_by("branch_id", "product_id", "id"))
    for one in seen:
        lock_product(one.branch_id, one.product_id)
    waits = list(rows.select_for_update().order_by("id"))
    for wait in waits:
        let_go(actor, wait, Wait.State.LEFT, _("The patient’s record was erased."))
    return len(waits)
