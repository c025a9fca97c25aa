"""Clinical interventions counted over a period: by problem, cause and action, with outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.interventions.codes import ACTIONS, CAUSES, OUTCOMES, PROBLEMS
from theriac.domains.interventions.permissions import VIEW_INTERVENTIONS
from theriac.domains.interventions.queries import (
    InterventionCount,
    count_interventions,
    summed,
)
from theriac.domains.organisation.queries.branches import branch_date, branch_zone, day_begins
from theriac.surfaces.backoffice.interventions.entry import AmongInterventions
from theriac.surfaces.backoffice.prescriptions.lists import USUAL_DAYS, PeriodForm


class InterventionReportScreen(AmongInterventions):
    """The counts of the branch; the last thirty days unless asked otherwise."""

    permission = VIEW_INTERVENTIONS
    title = _("Intervention report")
    template_name = "backoffice/interventions/report.html"

    def context(self) -> dict[str, Any]:
        today = branch_date(self.branch)
        usual = {"since": today - timedelta(days=USUAL_DAYS - 1), "until": today}
        sent = self.request.GET
        form = PeriodForm(sent) if "since" in sent or "until" in sent else PeriodForm(initial=usual)
        days = form.cleaned_data if form.is_bound and form.is_valid() else usual
        zone = branch_zone(self.branch)
        counts = count_interventions(
            actor=self.actor,
            branch_id=self.branch,
            since=day_begins(days["since"], zone),
            until=day_begins(days["until"] + timedelta(days=1), zone),
        )
        listed = reverse("backoffice:intervention_list")
        return {
            "form": form,
            "total": sum(one.count for one in counts),
            "heads": list(OUTCOMES.values()),
            "tables": [
                (_("By problem"), _("Problem"), _rows(counts, "problem", PROBLEMS)),
                (_("By cause"), _("Cause"), _rows(counts, "cause", CAUSES)),
                (_("By action"), _("Action"), _rows(counts, "action", ACTIONS)),
            ],
            "listed": f"{listed}?since={days['since']}&until={days['until']}",
        }


def _rows(
    counts: Sequence[InterventionCount], name: str, words: Mapping[str, Text]
) -> list[tuple[Text, int, list[tuple[Text, int]]]]:
    """By a field how many there are at all, and of each outcome; the most first."""
    found = summed(counts, name)
    ordered = sorted(found, key=lambda code: (-found[code]["all"], list(words).index(code)))
    return [
        (
            words[code],
            found[code]["all"],
            [(text, found[code].get(outcome, 0)) for outcome, text in OUTCOMES.items()],
        )
        for code in ordered
    ]
