"""What waits of prescriptions, on Today."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from theriac.surfaces.backoffice.today.decision import Decision
from theriac.surfaces.backoffice.today.facts import Facts


def of_prescriptions(facts: Facts) -> Iterator[Decision]:
    """Those that wait for their review, and those that wait for the prescriber."""
    listed = reverse("backoffice:prescription_list")
    count = facts.waiting.get("to_review", 0)
    if count:
        yield Decision(
            count,
            ngettext("Prescription to review", "Prescriptions to review", count),
            _("Patients are waiting. Review the oldest first"),
            f"{listed}?state=received&sort=since",
            "file-medical",
            "look",
        )
    queried = facts.waiting.get("queried", 0)
    if queried:
        yield Decision(
            queried,
            ngettext(
                "Prescription waiting for its prescriber",
                "Prescriptions waiting for their prescriber",
                queried,
            ),
            _("Call the prescriber, then review it again"),
            f"{listed}?state=queried&sort=since",
            "telephone",
            "look",
        )
