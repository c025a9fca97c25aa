"""Putting what is needed on the want list: many products at once, each whole."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command
from theriac.core.facts.types import MOST_UNITS
from theriac.core.listing.selection import Outcome, outcome
from theriac.core.problems import Text, Unprocessable
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.ids import BranchId
from theriac.domains.replenishment.commands.want import WantWritten, put_on_list
from theriac.domains.replenishment.models import WantEntry
from theriac.domains.replenishment.permissions import KEEP_WANTS
from theriac.domains.stock.problems import QuantityRefused

MOST_NEEDED = 1_000
"""Products at once."""
NEED = WantEntry.Source.NEED


@command(
    name="replenishment.want_needed",
    done=gettext_lazy("Added order needs to the want list"),
    permission=KEEP_WANTS,
)
def want_needed(*, actor: Actor, branch_id: BranchId, needed: Mapping[UUID, int]) -> Outcome:
    """Let the list ask for so many base units of each product, and for more where it does already.

    Left out is what isn't in the catalogue, was ordered and hasn't come, or stands there with as
    much. Raises NotFound where nothing is left, Unprocessable for none and for more than
    ``MOST_NEEDED``, QuantityRefused below 1.
    """
    if not needed:
        raise Unprocessable(_("Nothing needs to be ordered."))
    if len(needed) > MOST_NEEDED:
        raise Unprocessable(_("Select at most %(most)s rows at once.") % {"most": MOST_NEEDED})
    if min(needed.values()) < 1:
        raise QuantityRefused(_("Enter a quantity of at least 1."), field="quantity")
    names = product_names(needed)
    rows = WantEntry.objects.select_for_update().filter(
        branch_id=branch_id, product_id__in=needed, open_key__isnull=False
    )
    standing = {row.product_id: row for row in rows.order_by("id")}
    left_out: list[Text] = []
    done = 0
    for product_id in sorted(needed):
        units = min(needed[product_id], MOST_UNITS)
        if words := _why_not(names.get(product_id), standing.get(product_id), units):
            left_out.append(words)
        else:
            want = WantWritten(product_id=product_id, quantity=units)
            put_on_list(actor, branch_id, want, NEED)
            done += 1
    return outcome(done, left_out)


def _why_not(name: str | None, entry: WantEntry | None, units: int) -> Text:
    """Why it isn't put on the list; "" where it is."""
    if name is None:
        return _("This product isn't in the catalogue.")
    if entry is None or (entry.state == WantEntry.State.OPEN and entry.quantity < units):
        return ""
    if entry.state == WantEntry.State.OPEN:
        return _("%(product)s is already on the want list.") % {"product": name}
    return _("%(product)s is already marked as ordered.") % {"product": name}
