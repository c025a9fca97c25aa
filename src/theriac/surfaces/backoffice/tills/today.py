"""A till's variance above the limit, and refunds that wait too long, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.domains.tills.queries.refunds import refunds_overdue
from theriac.domains.tills.queries.sessions import large_variances
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_tills(facts: Facts) -> Iterator[Decision]:
    """Sessions whose variance isn't settled, and refunds owed for a day."""
    yield from _refunds(facts)
    if not facts.waiting.get("tills"):
        return
    found = large_variances(actor=facts.actor, branch_id=facts.branch_id)
    if not found:
        return
    amount = shown.money(money(found[0][1]))
    yield Decision(
        len(found),
        ngettext("Till variance above the limit", "Till variances above the limit", len(found)),
        _("The largest is %(amount)s. Check it and settle the session") % {"amount": amount},
        reverse("backoffice:till_work"),
        "cash-stack",
        "look",
    )


def _refunds(facts: Facts) -> Iterator[Decision]:
    if not facts.waiting.get("refunds"):
        return
    owed = refunds_overdue(actor=facts.actor, branch_id=facts.branch_id).count()
    if owed:
        yield Decision(
            owed,
            ngettext("Refund not paid out", "Refunds not paid out", owed),
            _("Owed for more than a day. Pay them out at a counter"),
            reverse("backoffice:till_refunds"),
            "cash-stack",
            "look",
        )
