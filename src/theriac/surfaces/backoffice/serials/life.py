"""The life of a serial number at the branch, and letting a pack that came back be sold again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.gs1.codes import read_code
from theriac.domains.catalog.gs1.problems import UnreadableCode
from theriac.domains.serials.commands.reactivate import give_serial_back
from theriac.domains.serials.queries import SerialFact, get_sold_pack, life_of
from theriac.domains.stock.permissions import ADJUST_STOCK, VIEW_STOCK
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

LONGEST = 200
HAPPENED: dict[str, Text] = {
    "came": gettext_lazy("Received"),
    "taken_back": gettext_lazy("Its goods receipt was reversed"),
    "sold": gettext_lazy("Sold"),
    "back": gettext_lazy("Returned to stock"),
    "refused": gettext_lazy("Refused"),
}


def serial_of(text: str) -> str:
    """The serial number in what was typed or scanned."""
    try:
        return read_code(text).serial or text
    except UnreadableCode:
        return text


class SerialLifeScreen(Screen):
    """What happened to the packs with a serial number that is typed or scanned."""

    permission = VIEW_STOCK
    template_name = "backoffice/serials/life.html"
    title = gettext_lazy("Serial number")

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Blocked serial numbers"), reverse("backoffice:serial_refusals"))
        ]

    def context(self) -> dict[str, Any]:
        """The facts, the oldest first."""
        serial = serial_of(self.request.GET.get("serial", "").strip()[:LONGEST])
        facts: list[SerialFact] = []
        if serial and self.branch_id is not None:
            facts = life_of(actor=self.actor, branch_id=self.branch_id, serial=serial)
        people = names_of({one.person_id for one in facts if one.person_id})
        may = self.may(ADJUST_STOCK)
        return {
            "serial": serial,
            "facts": [
                {
                    "fact": one,
                    "what": HAPPENED[one.kind],
                    "person": people.get(one.person_id, "") if one.person_id else "",
                    "may_return": may and one.is_open,
                }
                for one in facts
            ],
        }


class BackForm(ScreenForm):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=120,
    )


class GiveSerialBack(FormScreen):
    """A sold pack that came back whole may be sold again; its sale stays as it is."""

    permission = ADJUST_STOCK
    form_class = BackForm
    title = gettext_lazy("The pack was returned")
    lead = gettext_lazy(
        "The serial number can be sold again. The sale and the stock stay unchanged."
    )
    submit_label = gettext_lazy("Unblock")
    done = gettext_lazy("The pack can be sold again.")

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(gettext_lazy("Blocked serial numbers"), reverse("backoffice:serial_refusals"))
        ]

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """The form, for a pack that this branch sold."""
        sold_id = UUID(str(self.kwargs["sold_id"]))
        get_sold_pack(actor=self.actor, branch_id=self.branch, sold_id=sold_id)
        return super().get(request, **parts)

    def act(self, form: ScreenForm) -> str:
        give_serial_back(
            actor=self.actor,
            branch_id=self.branch,
            sold_id=UUID(str(self.kwargs["sold_id"])),
            reason=form.cleaned_data["reason"],
        )
        return reverse("backoffice:serial_refusals")
