"""Copy, owing slip and leaflet of a prescription as PDF; each is a logged look at it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import NotFound
from theriac.domains.dosage.directions.said import PHRASEBOOKS
from theriac.domains.prescriptions.commands.open import OpenedPrescription
from theriac.domains.prescriptions.papers.copies import copy_pdf
from theriac.domains.prescriptions.papers.label import language_of_label
from theriac.domains.prescriptions.papers.leaflet import leaflet_pdf
from theriac.domains.prescriptions.papers.owed import owing_pdf
from theriac.domains.prescriptions.papers.sources import copy_of, leaflet_of, owing_of
from theriac.domains.prescriptions.permissions import OPEN_PRESCRIPTIONS
from theriac.surfaces.backoffice.prescriptions.base import OnePrescription
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer

PRINTED = frozenset({"approved", "preparing", "verified", "ready", "handed_over", "closed"})
"""States in which a pharmacist has judged it, so that papers may be given away."""


def printed_beside(opened: OpenedPrescription) -> dict[str, Any]:
    """What can be printed of the prescription now."""
    return {
        "may_print": opened.prescription.state in PRINTED,
        "is_owed": any(line.is_owed for line in opened.lines),
        "leaflets": [
            (code, book.name)
            for code, book in PHRASEBOOKS.items()
            if language_of_label(code) == code
        ],
    }


class PrintedSheet(OnePrescription):
    """A paper of the prescription."""

    permission = OPEN_PRESCRIPTIONS
    http_method_names = ("get",)

    @property
    def approved(self) -> OpenedPrescription:
        """The prescription, once a pharmacist approved it. Raises NotFound."""
        if self.opened.prescription.state not in PRINTED:
            raise NotFound(_("Nothing is printed before the prescription is approved. Review it."))
        return self.opened


class CopySheet(PrintedSheet):
    """The copy (salinan resep), with a code that a stranger can verify."""

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it as of now."""
        place = reverse("copy_check", args=["x" * 43])
        address = request.build_absolute_uri(place).replace("x" * 43, "{}")
        copy = copy_of(self.actor, self.approved, address)
        return pdf_answer(copy_pdf(copy), f"copy-{copy.code}")


class OwingSheet(PrintedSheet):
    """What is still owed."""

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound where nothing is owed."""
        slip = owing_of(self.actor, self.approved)
        if not slip.lines:
            raise NotFound(_("Nothing is owed on this prescription."))
        return pdf_answer(owing_pdf(slip), f"owing-{slip.code}")


class LeafletSheet(PrintedSheet):
    """How each medicine is used, in the language that the address names."""

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it; English for a language that isn't known."""
        leaflet = leaflet_of(self.actor, self.approved)
        language = request.GET.get("language", "")[:8]
        return pdf_answer(leaflet_pdf(leaflet, language), f"leaflet-{leaflet.code}")
