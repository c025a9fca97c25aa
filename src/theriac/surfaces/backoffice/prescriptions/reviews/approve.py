"""Approving a prescription: each alert that stops is answered in the form, on the review page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from theriac.core.approval.problems import ApprovalNeeded
from theriac.domains.clinical.overrides import OVERRIDE
from theriac.domains.prescriptions.commands.review import approve_prescription
from theriac.domains.prescriptions.ids import PrescriptionId
from theriac.domains.prescriptions.permissions import REVIEW_PRESCRIPTIONS
from theriac.surfaces.backoffice.approvals.forms import asked_again
from theriac.surfaces.backoffice.approvals.screen import ApprovedScreen
from theriac.surfaces.backoffice.prescriptions.detail import PrescriptionDetail
from theriac.surfaces.backoffice.prescriptions.reviews.form import ApprovalForm
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm


class ApprovePrescription(PrescriptionDetail, ApprovedScreen):
    """Approve it; a refusal draws the prescription again, with what was typed beside its alert."""

    permission = REVIEW_PRESCRIPTIONS
    action = OVERRIDE
    form_class = ApprovalForm
    done = _("Approved. It can be prepared.")
    _wanted: Mapping[str, Any]
    """The alert that the command asked an approval for last."""

    def form(self, **options: Any) -> ScreenForm:
        return asked_again(self.approval_form(**options), self.actor, self.branch, OVERRIDE)

    def initial(self) -> dict[str, Any]:
        return {"version": self.opened.prescription.version}

    def act(self, form: ScreenForm) -> str:
        """Approve; of several alerts each has an approval of its own, one after another."""
        approval = cast("ApprovalForm", form)
        while True:
            before = approval.answers()
            try:
                self.approved(approval, lambda yes: self._approve(approval, yes))
            except ApprovalNeeded:
                if approval.answers() == before:
                    raise
            else:
                return self.address()

    def _approve(self, form: ApprovalForm, yes: UUID | None) -> None:
        if yes is not None:
            form.keep_approval(self._wanted, yes)
        try:
            approve_prescription(
                actor=self.actor,
                branch_id=self.branch,
                prescription_id=PrescriptionId(self.opened.prescription.id),
                version=form.cleaned_data["version"],
                answers=form.answers(),
            )
        except ApprovalNeeded as needed:
            self._wanted = needed.facts["content"]["alert"]
            raise
