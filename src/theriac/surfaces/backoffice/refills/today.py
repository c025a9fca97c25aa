"""Refills on Today: who is to be reminded, and who is late."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_refills(facts: Facts) -> Iterator[Decision]:
    """Patients whose medicine runs out and who weren't told; patients who are late."""
    listed = reverse("backoffice:refill_list")
    count = facts.waiting.get("to_remind", 0)
    if count:
        yield Decision(
            count,
            ngettext("Refill to remind a patient of", "Refills to remind patients of", count),
            _("The medicine runs out soon. Call the patient"),
            f"{listed}?untold=true",
            "arrow-repeat",
            "look",
        )
    late = facts.waiting.get("late_refills", 0)
    if late:
        yield Decision(
            late,
            ngettext("Late refill", "Late refills", late),
            _("Patients have had no medicine for days. Ask why"),
            f"{listed}?late=true",
            "calendar-x",
            "look",
        )
