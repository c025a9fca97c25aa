"""Who was counselled and who refused in a period: by topic, reason and person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.counselling.codes import TOPICS, WHY_REFUSED
from theriac.domains.counselling.permissions import VIEW_COUNSELLING
from theriac.domains.counselling.queries import count_counselling
from theriac.domains.organisation.queries.branches import branch_date, branch_zone, day_begins
from theriac.surfaces.backoffice.counselling.entry import AmongCounselling
from theriac.surfaces.backoffice.prescriptions.lists import USUAL_DAYS, PeriodForm


class CounsellingReportScreen(AmongCounselling):
    """The counts of the branch; the last thirty days unless asked otherwise."""

    permission = VIEW_COUNSELLING
    title = _("Counselling report")
    template_name = "backoffice/counselling/report.html"

    def context(self) -> dict[str, Any]:
        today = branch_date(self.branch)
        usual = {"since": today - timedelta(days=USUAL_DAYS - 1), "until": today}
        sent = self.request.GET
        form = PeriodForm(sent) if "since" in sent or "until" in sent else PeriodForm(initial=usual)
        days = form.cleaned_data if form.is_bound and form.is_valid() else usual
        zone = branch_zone(self.branch)
        found = count_counselling(
            actor=self.actor,
            branch_id=self.branch,
            since=day_begins(days["since"], zone),
            until=day_begins(days["until"] + timedelta(days=1), zone),
        )
        names = names_of(found.people)
        people = [
            (names.get(key, ""), counts["counselled"], counts["refused"])
            for key, counts in found.people.items()
        ]
        listed = reverse("backoffice:counselling_list")
        return {
            "form": form,
            "found": found,
            "topics": _counted(found.topics, TOPICS),
            "reasons": _counted(found.reasons, WHY_REFUSED),
            "people": sorted(people, key=lambda one: (-one[1] - one[2], one[0])),
            "listed": f"{listed}?since={days['since']}&until={days['until']}",
        }


def _counted(counts: Mapping[str, int], words: Mapping[str, Text]) -> list[tuple[Text, int]]:
    """By the order of the words, what was recorded at all."""
    return [(text, counts[code]) for code, text in words.items() if counts[code]]
