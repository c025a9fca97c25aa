"""Budgets that are over or nearly used, for Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.core.actor import Actor
from theriac.domains.budgets.queries.budgets import budget_totals
from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_budgets(facts: Facts, actor: Actor) -> Iterator[Decision]:
    """One line for those that are over, one for those that nearly are."""
    found = budget_totals(actor=actor, today=facts.today)
    over = [one for one in found if one.left < 0]
    nearly = [one for one in found if one.left >= 0]
    address = f"{reverse('backoffice:budget_list')}?sort=left"
    yield Decision(
        len(over),
        ngettext("Budget is exceeded", "Budgets are exceeded", len(over)),
        ", ".join(one.row.name for one in over[:3]),
        address,
        "piggy-bank",
        "stop",
    )
    yield Decision(
        len(nearly),
        ngettext("Budget is nearly used", "Budgets are nearly used", len(nearly)),
        _("%(names)s. At least 90%% is used")
        % {"names": ", ".join(one.row.name for one in nearly[:3])},
        address,
        "piggy-bank",
        "look",
    )
