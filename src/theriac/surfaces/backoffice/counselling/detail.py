"""A counselling: what, to whom, by whom; printed, withdrawn. Each look is logged."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotPermitted, Problem, Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.counselling.codes import LISTENERS, WHY_REFUSED, WHY_WITHDRAWN
from theriac.domains.counselling.commands.open import OpenedCounselling, open_counselling
from theriac.domains.counselling.commands.withdraw import withdraw_counselling
from theriac.domains.counselling.ids import CounsellingId
from theriac.domains.counselling.permissions import GIVE_COUNSELLING, OPEN_COUNSELLING
from theriac.domains.counselling.problems import CounsellingUnknown
from theriac.domains.counselling.sheet import CounsellingSheet, counselling_pdf
from theriac.domains.organisation.queries.branches import branch_zone
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.prescriptions.commands.open import open_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.papers.sources import given_lines, paper_head
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.counselling.entry import AmongCounselling
from theriac.surfaces.backoffice.counselling.words import STATES, topic_words
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer

OF_ANOTHER_BRANCH: tuple[type[Problem], ...] = (NotPermitted, CounsellingUnknown)


class OneCounselling(AmongCounselling):
    """A screen of the counselling that the address names; opening it is logged, once a request."""

    @cached_property
    def opened(self) -> OpenedCounselling:
        """What it says. Raises CounsellingUnknown, PatientGone, PatientRestricted."""
        asked = self.request.GET.get("why", "")
        return open_counselling(
            actor=self.actor,
            branch_id=self.branch,
            counselling_id=CounsellingId(self.kwargs["counselling_id"]),
            why=asked if asked in WHY else "care",
        )

    def address(self) -> str:
        """Its own page."""
        return reverse("backoffice:counselling_detail", args=[self.kwargs["counselling_id"]])


class CounsellingDetail(OneCounselling):
    """What was told, and the buttons to print and to withdraw it."""

    permission = OPEN_COUNSELLING
    template_name = "backoffice/counselling/one.html"

    def page_title(self) -> Text:
        return self.opened.counselling.code

    def context(self) -> dict[str, Any]:
        row = self.opened.counselling
        people = names_of({one for one in (row.by, row.withdrawn_by) if one})
        return {
            "opened": self.opened,
            "row": row,
            "state": STATES.badge(row.state),
            "topics": topic_words(row),
            "refused": WHY_REFUSED.get(row.refused_why, ""),
            "to_whom": LISTENERS[row.to_whom],
            "by": people.get(row.by, ""),
            "withdrawn_by": people.get(row.withdrawn_by or row.by, ""),
            "withdrawn": WHY_WITHDRAWN.get(row.withdrawn_why, ""),
            "sees_patient": self.may(VIEW_PATIENTS),
            "sees_prescription": row.prescription_id is not None and self.may(OPEN_PRESCRIPTIONS),
            "may_withdraw": row.withdrawn_at is None and self.may(GIVE_COUNSELLING),
            "whys": list(WHY_WITHDRAWN.items()),
            **history_beside(self, row.id),
        }


class WithdrawCounselling(OneCounselling, ButtonScreen):
    """It was wrong and counts no more."""

    calls = Calls(withdraw_counselling, reason_code=at_most(10))
    unsaid = OF_ANOTHER_BRANCH
    done = _("Counselling withdrawn.")


class CounsellingSheetPdf(OneCounselling):
    """The sheet with room for both signatures; each print is a logged look."""

    permission = OPEN_COUNSELLING
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it; the medicines too, for who may open the prescription."""
        row = self.opened.counselling
        head = paper_head(row.branch_id)
        medicines: list[tuple[str, str]] = []
        code = ""
        if row.prescription_id is not None and self.may(OPEN_PRESCRIPTIONS):
            found = open_prescription(
                actor=self.actor,
                branch_id=self.branch,
                prescription_id=PrescriptionId(row.prescription_id),
            )
            code = found.prescription.code
            medicines = [(one.name, one.written) for one in given_lines(self.actor, found)]
        sheet = CounsellingSheet(
            opened=self.opened,
            shop=head.shop,
            place=head.place,
            on=row.at.astimezone(branch_zone(self.branch)).date(),
            pharmacist=names_of([row.by]).get(row.by, ""),
            prescription=code,
            medicines=medicines,
        )
        return pdf_answer(counselling_pdf(sheet), f"counselling-{row.code}")
