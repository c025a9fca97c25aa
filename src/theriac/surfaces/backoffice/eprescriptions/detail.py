"""An electronic prescription: as sent, and while it waits the form that takes it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Problem
from theriac.domains.catalog.permissions import VIEW_CATALOG
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.eprescriptions.codes import LEFT, REASONS, WHY_REFUSED
from theriac.domains.eprescriptions.commands.open import OpenedEPrescription, open_eprescription
from theriac.domains.eprescriptions.commands.refuse import refuse_eprescription
from theriac.domains.eprescriptions.commands.take import IntakeConfirmed, take_eprescription
from theriac.domains.eprescriptions.ids import EPrescriptionId
from theriac.domains.eprescriptions.problems import EPrescriptionUnknown
from theriac.domains.eprescriptions.reader.facts import SentPrescription, day_of
from theriac.domains.prescribers.permissions import MANAGE_PRESCRIBERS, VIEW_PRESCRIBERS
from theriac.domains.prescribers.queries.suggestions import suggest_prescribers
from theriac.domains.prescriptions.permissions import (
    OPEN_PRESCRIPTIONS,
    RECEIVE_PRESCRIPTIONS,
    REVIEW_PRESCRIPTIONS,
)
from theriac.surfaces.backoffice.eprescriptions.line_form import EPrescriptionLineForm, shown_of
from theriac.surfaces.backoffice.eprescriptions.people import ElectronicIntakeForm, PatientChoice
from theriac.surfaces.backoffice.eprescriptions.words import STATES
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen
from theriac.surfaces.backoffice.stock.product_search import found_products

MOST_PRODUCTS, MOST_SEARCHED, LONGEST_TYPED = 6, 12, 120


class OneEPrescription(Screen):
    """A screen of the electronic prescription that the address names; opening it is logged."""

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(_("Prescriptions"), reverse("backoffice:prescription_board")),
            Crumb(_("Electronic prescriptions"), reverse("backoffice:eprescription_list")),
        ]

    @cached_property
    def opened(self) -> OpenedEPrescription:
        """It. Raises EPrescriptionUnknown."""
        return open_eprescription(
            actor=self.actor,
            branch_id=self.branch,
            eprescription_id=EPrescriptionId(self.kwargs["eprescription_id"]),
        )

    def address(self) -> str:
        """Its own page."""
        return reverse("backoffice:eprescription_detail", args=[self.kwargs["eprescription_id"]])


class EPrescriptionDetail(OneEPrescription, FormScreen):
    """What was sent, and who and what it means here, for a person to confirm."""

    permission = OPEN_PRESCRIPTIONS
    form_class = ElectronicIntakeForm
    template_name = "backoffice/eprescriptions/one.html"
    title = _("Electronic prescription")
    submit_label = _("Take in")
    done = _("Prescription taken in. It waits for its review.")

    def initial(self) -> dict[str, Any]:
        sent = self.sent
        numbers = [one.value for one in sent.prescriber.numbers] if sent else []
        names = sent.prescriber.names if sent else ""
        match = self.opened.match
        known = match.prescriber_id if match is not None else None
        typed = next(iter(numbers), "") if known else names
        return {
            "version": self.opened.row.version,
            "prescriber_text": typed[:LONGEST_TYPED],
            "patient_text": sent.patient.names[:LONGEST_TYPED] if sent else "",
        }

    @property
    def sent(self) -> SentPrescription | None:
        """What it says, unless that is gone."""
        return self.opened.sent

    @cached_property
    def patients(self) -> PatientChoice:
        """Whom it may be for."""
        return PatientChoice(self, self.opened)

    @cached_property
    def rows(self) -> list[EPrescriptionLineForm]:
        """A form for each line that waits."""
        match = self.opened.match
        if match is None:
            return []
        typed, found = self.typed, []
        known = product_names(one for one in match.products if one)
        for at, (line, product) in enumerate(zip(match.lines, match.products, strict=True)):
            choices = {str(product): known[product]} if product in known else {}
            if at < MOST_SEARCHED and self.may(VIEW_CATALOG):
                hits = found_products(self, line.written, limit=MOST_PRODUCTS, only_active=True)
                choices |= {str(one.id): one.name for one in hits}
            found.append(
                EPrescriptionLineForm(
                    typed if typed is not None and f"row-{at}-quantity" in typed else None,
                    prefix=f"row-{at}",
                    initial=shown_of(line, product),
                    products=list(choices.items()),
                )
            )
        return found

    def context(self) -> dict[str, Any]:
        row, sent, match = self.opened.row, self.sent, self.opened.match
        may_take = match is not None and self.may(RECEIVE_PRESCRIPTIONS)
        lines = match.lines if match is not None else sent.lines if sent else ()
        forms: Sequence[Any] = self.rows if may_take else [None] * len(lines)
        return {
            "row": row,
            "state": STATES.badge(row.state),
            "reason": REASONS.get(row.reason_code, ""),
            "sent": sent,
            "days": {name: day_of(getattr(sent, name)) for name in _DAYS} if sent else {},
            "birth_date": day_of(sent.patient.birth_date) if sent else None,
            "lines": [
                (line, form, [LEFT[code] for code in line.left])
                for line, form in zip(lines, forms, strict=True)
            ],
            "may_take": may_take,
            "may_refuse": match is not None and self.may(REVIEW_PRESCRIPTIONS),
            "why_refused": list(WHY_REFUSED.items()),
            **(self.patients.context() if may_take else {}),
            **(self._prescribers() if may_take else {}),
        }

    def _prescribers(self) -> Mapping[str, Any]:
        typed = self.typed
        text = str((typed or self.initial()).get("prescriber_text", ""))[:LONGEST_TYPED]
        found: Sequence[Any] = ()
        if text and self.may(VIEW_PRESCRIBERS):
            found = suggest_prescribers(actor=self.actor, branch_id=self.branch, text=text)
        match = self.opened.match
        known = match.prescriber_id if match is not None else None
        chosen = str(typed.get("prescriber", "")) if typed is not None else str(known or "")
        return {
            "suggested": found,
            "typed": text.strip(),
            "chosen": chosen,
            "may_add": self.may(MANAGE_PRESCRIBERS),
        }

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Look for the patient, register them, or take it in."""
        if "find" in request.POST or "register" in request.POST:
            form = self.form(data=request.POST)
            form.is_valid()
            status = self.patients.asked(form)
            return self.draw(status, form=form)
        return super().post(request, **parts)

    def act(self, form: ScreenForm) -> str:
        patient = parse_id(self.request.POST.get("patient", ""))
        prescriber = parse_id(self.request.POST.get("prescriber", ""))
        if patient is None:
            form.add_error("patient_text", _now("Choose the patient from the list."))
        if prescriber is None:
            form.add_error("prescriber_text", _now("Choose the prescriber from the list."))
        checked = [row.is_valid() for row in self.rows]
        if patient is None or prescriber is None or not all(checked):
            raise _Unconfirmed
        facts = given(
            IntakeConfirmed,
            patient_id=patient,
            prescriber_id=prescriber,
            lines=[row.told() for row in self.rows],
        )
        made = take_eprescription(
            actor=self.actor,
            branch_id=self.branch,
            eprescription_id=EPrescriptionId(self.kwargs["eprescription_id"]),
            version=form.cleaned_data["version"],
            facts=facts,
            confirmed=form.confirmed,
        )
        return reverse("backoffice:prescription_detail", args=[made])


class RefuseEPrescription(OneEPrescription, ButtonScreen):
    """It isn't taken in, for a coded reason."""

    unsaid = (EPrescriptionUnknown,)
    calls = Calls(refuse_eprescription, reason_code=at_most(16))
    done = _("Electronic prescription refused. Its details were deleted.")


class _Unconfirmed(Problem):
    """Something stands at its field already."""

    type = "eprescriptions.incomplete"
    title = _("Check the marked fields.")
    status = 422


_DAYS = ("written_on", "starts_on", "ends_on")
