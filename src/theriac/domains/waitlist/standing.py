"""One who stands in a line: found, and locked after what lies on the shelf."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core.database.documents import at_version
from theriac.domains.stock.reserved.hold import lock_product
from theriac.domains.waitlist.models import Wait
from theriac.domains.waitlist.problems import WaitDiffers, WaitUnknown


def standing(
    branch_id: UUID, wait_id: UUID, version: int | None, *states: str, even_told: bool = True
) -> Wait:
    """The wait, locked and in one of these states. Raises WaitUnknown, Stale, WaitDiffers."""
    rows = Wait.objects.filter(id=wait_id, branch_id=branch_id)
    seen = rows.first()
    if seen is None:
        raise WaitUnknown(_("This waitlist entry doesn’t exist at this branch."))
    lock_product(branch_id, seen.product_id)
    wait = rows.select_for_update().get()
    at_version(wait, version, _("Another user changed this waitlist entry. Reload the page."))
    if wait.state not in states or (wait.told_at and not even_told):
        raise WaitDiffers(_refused(wait), state=wait.state)
    return wait


def _refused(wait: Wait) -> str:
    if wait.state == Wait.State.WAITING:
        return _("No goods are held for this customer yet.")
    if wait.state == Wait.State.OFFERED:
        if wait.told_at:
            return _("The customer was already told.")
        return _("Goods are held for this customer. Pass them on or remove the entry first.")
    return _("This waitlist entry has ended. Add the customer again if needed.")
