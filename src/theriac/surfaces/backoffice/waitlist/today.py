"""Who on the waitlist is to be told, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.domains.waitlist.queries import waits_to_tell
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_waitlist(facts: Facts) -> Iterator[Decision]:
    """Customers for whom goods are held and who don't know it yet."""
    count = facts.waiting.get("untold", 0)
    if not count:
        return
    untold = waits_to_tell(actor=facts.actor, branch_id=facts.branch_id)
    soonest = untold.aggregate(soonest=Min("hold_until"))["soonest"]
    yield Decision(
        count,
        ngettext("Customer on the waitlist to tell", "Customers on the waitlist to tell", count),
        _("Goods are on hold until %(moment)s at the earliest. Call the customer")
        % {"moment": shown.local_moment(soonest)},
        f"{reverse('backoffice:wait_list')}?untold=true",
        "telephone",
        "look",
    )
