"""Directions as one types them: said in words, counted, or what isn't sure about them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.domains.dosage.directions.said import direction
from theriac.domains.dosage.notation.read import MOST_LETTERS, read_direction
from theriac.domains.dosage.quantity import NoQuantity, quantity_of, sum_of_quantity
from theriac.domains.dosage.terms import Dosage
from theriac.domains.prescriptions.papers.sources import writes_times_first
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS
from theriac.surfaces.backoffice.prescriptions.base import AmongPrescriptions
from theriac.surfaces.backoffice.shell.errors import is_fragment

WHY_NOT = {
    NoQuantity.NO_DOSE: _("Add the dose to get the quantity."),
    NoQuantity.NO_FREQUENCY: _("Add how often it is taken to get the quantity."),
    NoQuantity.NO_DURATION: _("Add the duration, for example 7 days, to get the quantity."),
    NoQuantity.NO_STRENGTH: _("A dose in mg: enter the quantity yourself."),
    NoQuantity.NO_WHOLE_PARTS: _("A dose in mg: enter the quantity yourself."),
    NoQuantity.AS_NEEDED: _("As needed without a maximum: enter the quantity yourself."),
    NoQuantity.UNCOUNTED: _("Applied to the skin: enter the quantity yourself."),
}


class DirectionsSaid(AmongPrescriptions):
    """What is read of the directions; sent by POST, so that no address holds them."""

    permission = RECEIVE_PRESCRIPTIONS
    title = _("Directions")
    template_name = "backoffice/prescriptions/directions.html"

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw what the last field that ends in ``sig`` says."""
        return self.draw()

    def draw(self, status: int = 200, **more: Any) -> HttpResponse:
        """The part alone, as one types; by itself a page."""
        if is_fragment(self.request):
            self.template_name = "backoffice/prescriptions/said.html"
        return super().draw(status, **more)

    def context(self) -> dict[str, Any]:
        sent = [value for name, value in self.request.POST.items() if name.endswith("sig")]
        text = str(sent[0])[: MOST_LETTERS + 1] if sent else ""
        if not text.strip():
            return {"is_typed": False}
        read = read_direction(text, times_first=writes_times_first())
        return {
            "is_typed": True,
            "said": said_and_counted(read.dosage) if read.dosage else None,
            "choices": [said_and_counted(one) for one in read.choices],
            "rest": " ".join(read.rest),
            "clashes": ", ".join(read.clashes),
        }


def said_and_counted(dosage: Dosage) -> dict[str, str]:
    """A direction in the reader's words, with the sum or why there is none."""
    needed = quantity_of(dosage)
    if isinstance(needed, NoQuantity):
        counted = str(WHY_NOT[needed])
    else:
        counted = sum_of_quantity(dosage, needed)
    return {
        "direction": direction(dosage, get_language() or "en"),
        "counted": counted,
        "written": _unambiguous(dosage),
    }


def _unambiguous(dosage: Dosage) -> str:
    """How it is written so that it means one thing; for what figures left open."""
    days = f" {dosage.days} {_now('days')}" if dosage.days else ""
    if dosage.dose is None:
        return ""
    unit = f" {dosage.unit.value}" if dosage.unit else ""
    often = f"{dosage.frequency} dd " if dosage.frequency else ""
    return f"{often}{dosage.dose}{unit}{days}"
