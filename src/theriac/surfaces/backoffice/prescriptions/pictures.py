"""Pictures of a prescription: handed in as files, opened with a reason that is logged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.files.purposes import Purpose
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.domains.prescriptions.pictures import PICTURE, pictures_of
from theriac.surfaces.backoffice.files.entry import AddFile, FileForm
from theriac.surfaces.backoffice.files.words import document_words
from theriac.surfaces.backoffice.prescriptions.base import OnePrescription


class AddPicture(OnePrescription, AddFile):
    """Hand in a photo or scan."""

    permission = RECEIVE_PRESCRIPTIONS
    title = _("Add a picture of the prescription")
    form_class = FileForm
    lead = _(
        "Take a photo or choose a file. It is encrypted with the patient’s own key, without its "
        "name, place and camera, and each look at it is logged with the reason."
    )
    done = _("Picture saved.")

    def purposes(self) -> Sequence[Purpose]:
        """Pictures alone."""
        return [PICTURE] if self.may(RECEIVE_PRESCRIPTIONS) else []

    def record_id(self) -> UUID:
        return UUID(str(self.opened.prescription.id))

    def form(self, **options: Any) -> Any:
        """On a phone the camera opens at once."""
        form = super().form(**options)
        form.fields["file"].widget.attrs["capture"] = "environment"
        return form

    def context(self) -> dict[str, Any]:
        """Nothing more; a prescription that isn't there is said at once."""
        _known = self.opened
        return super().context()

    def after(self, file_id: UUID) -> str:
        """Back to the prescription."""
        return self.address()

    def cancel_url(self) -> str:
        """Back to the prescription."""
        return self.address()


def pictures_beside(screen: OnePrescription, found: Any) -> dict[str, Any]:
    """What the prescription's page shows of its pictures; a download bears the page's reason."""
    rows = list(pictures_of(actor=screen.actor, branch_id=screen.branch, prescription_id=found.id))
    people = names_of(row.created_by for row in rows)
    may_add = screen.may(RECEIVE_PRESCRIPTIONS)
    return {
        "documents": document_words(screen.actor, rows, people, screen.why()),
        "documents_none": _now("No pictures yet. Add a photo or scan of the prescription."),
        "document_new": reverse("backoffice:prescription_picture", args=[found.id])
        if may_add
        else "",
    }
