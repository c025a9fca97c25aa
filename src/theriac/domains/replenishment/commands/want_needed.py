"""Putting what is needed on the want list: many products at once, each whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
NEED, OPEN = WantEntry.Source.NEED, WantEntry.State.OPEN


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
        raise Unprocessable(_("Nothing to add: everything needed is on the want list."))
    if len(needed) > MOST_NEEDED:
        raise Unprocessable(_("Select at most %(most)s rows at once.") % {"most": MOST_NEEDED})
    if min(needed.values()) < 1:
        raise QuantityRefused(_("Enter a quantity of at least 1."), field="quantity")
    names = product_names(needed)
    rows = WantEntry.objects.select_for_update().filter(
        branch_id=branch_id, product_id__in=needed, open_key__isnull=False
    )
    standing = {row.product_id: row for row in rows.order_by("id")}
    listed: list[str] = []
    ordered: list[str] = []
    done = 0
    for product_id in sorted(needed.keys() & names.keys()):
        units, entry = min(needed[product_id], MOST_UNITS), standing.get(product_id)
        if entry is None or (entry.state == OPEN and entry.quantity < units):
            want = WantWritten(product_id=product_id, quantity=units)
            put_on_list(actor, branch_id, want, NEED)
            done += 1
        else:
            (listed if entry.state == OPEN else ordered).append(names[product_id])
    return outcome(done, _left_out(listed, ordered, unknown=len(names) < len(needed)))


def _left_out(listed: Sequence[str], ordered: Sequence[str], *, unknown: bool) -> list[Text]:
    """Why some weren't put on the list: a sentence each, the product by name where it is one."""
    found: list[Text] = []
    if unknown:
        found.append(_("This product isn't in the catalogue."))
    if len(listed) == 1:
        found.append(_("%(product)s is already on the want list.") % {"product": listed[0]})
    elif listed:
        words = _("%(count)s products are already on the want list.")
        found.append(words % {"count": len(listed)})
    if len(ordered) == 1:
        found.append(_("%(product)s is already marked as ordered.") % {"product": ordered[0]})
    elif ordered:
        words = _("%(count)s products are already marked as ordered.")
        found.append(words % {"count": len(ordered)})
    return found
