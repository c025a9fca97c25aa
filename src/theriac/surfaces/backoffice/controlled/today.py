"""Controlled medicines to count, and differences to explain, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.domains.controlled.queries.counts import list_cases
from theriac.surfaces.backoffice.templatetags import theriac as shown
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_controlled(facts: Facts) -> Iterator[Decision]:
    """What nobody counted today, and what a count found that nobody explained."""
    count = facts.waiting.get("uncounted", 0)
    yield Decision(
        count,
        ngettext("Controlled medicine to count", "Controlled medicines to count", count),
        _("Count them every day, before you look at the register"),
        reverse("backoffice:register_counts"),
        "clipboard-check",
        "look",
    )
    count = facts.waiting.get("differing", 0)
    if not count:
        return
    cases = list_cases(actor=facts.actor, branch_id=facts.branch_id).filter(state="open")
    due = cases.aggregate(due=Min("due_on"))["due"]
    yield Decision(
        count,
        ngettext(
            "Difference of a controlled medicine", "Differences of controlled medicines", count
        ),
        _("Explain it by %(day)s at the latest") % {"day": shown.local_date(due)},
        f"{reverse('backoffice:count_cases')}?state=open",
        "exclamation-triangle",
        "stop" if due < shown.today() else "look",
    )
