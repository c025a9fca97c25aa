"""What the screens of prescriptions share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted, Problem
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.prescriptions.commands.open import OpenedPrescription, open_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.problems import PrescriptionUnknown
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

OF_ANOTHER_BRANCH: tuple[type[Problem], ...] = (NotPermitted, PrescriptionUnknown)
"""What a button doesn't say on a prescription's page: at another branch there is no such page."""


class AmongPrescriptions(Screen):
    """A screen below the board."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Prescriptions"), reverse("backoffice:prescription_board"))]


class OnePrescription(AmongPrescriptions):
    """A screen of the prescription that the address names; opening it is logged, once a request."""

    @cached_property
    def opened(self) -> OpenedPrescription:
        """What it says. Raises PrescriptionUnknown, PatientGone, PatientRestricted."""
        return open_prescription(
            actor=self.actor,
            branch_id=self.branch,
            prescription_id=PrescriptionId(self.kwargs["prescription_id"]),
            why=self.why(),
        )

    def why(self) -> str:
        """Why it is looked at, as the address says."""
        asked = self.request.GET.get("why", "")
        return asked if asked in WHY else "dispensing"

    def address(self) -> str:
        """The prescription's own page."""
        return reverse("backoffice:prescription_detail", args=[self.kwargs["prescription_id"]])
