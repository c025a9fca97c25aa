"""Credit accounts with something past due, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_credit(facts: Facts) -> Iterator[Decision]:
    """Accounts past due, for who manages them."""
    count = facts.waiting.get("past_due", 0)
    yield Decision(
        count,
        ngettext("Credit account past due", "Credit accounts past due", count),
        _("Remind these customers or block their accounts"),
        f"{reverse('backoffice:credit_list')}?past_due=true",
        "person-vcard",
        "look",
    )
