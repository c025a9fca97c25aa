"""A record: what was measured or given, its bill, its slip. Each look is logged."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.organisation.queries.branches import branch_zone
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.rules.reasons import WHY
from theriac.domains.prescriptions.papers.sources import paper_head
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.domains.services.commands.bill import bill_service
from theriac.domains.services.commands.open import OpenedServiceRecord, open_service_record
from theriac.domains.services.ids import ServiceRecordId
from theriac.domains.services.paper import ServicePaper, slip_pdf
from theriac.domains.services.permissions import BOOK_SERVICES, GIVE_SERVICES, OPEN_SERVICES
from theriac.domains.services.problems import ServiceUnknown
from theriac.domains.services.queries import list_service_records, sales_to_bill
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.allocations import batch_labels
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.services.offers import AmongServices
from theriac.surfaces.backoffice.services.words import done_rows
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.markup.pdf import pdf_answer
from theriac.surfaces.backoffice.templatetags.theriac import local_date


class OneServiceRecord(AmongServices):
    """A screen of the record that the address names; opening it is logged, once a request."""

    @cached_property
    def opened(self) -> OpenedServiceRecord:
        """What it says. Raises ServiceUnknown, PatientGone, PatientRestricted."""
        asked = self.request.GET.get("why", "")
        return open_service_record(
            actor=self.actor,
            branch_id=self.branch,
            record_id=ServiceRecordId(self.kwargs["record_id"]),
            why=asked if asked in WHY else "care",
        )

    def address(self) -> str:
        """Its own page."""
        return reverse("backoffice:service_record_detail", args=[self.kwargs["record_id"]])


class ServiceRecordDetail(OneServiceRecord):
    """What was done, and the buttons."""

    permission = OPEN_SERVICES
    template_name = "backoffice/services/record.html"

    def page_title(self) -> Text:
        return self.opened.row.code

    def context(self) -> dict[str, Any]:
        opened, row = self.opened, self.opened.row
        label = batch_labels([row.batch_id]).get(row.batch_id) if row.batch_id else None
        names = product_names([row.product_id]) if row.product_id else {}
        return {
            "opened": opened,
            "row": row,
            "rows": done_rows(row.content, get_language() or "en"),
            "remark": row.content.get("remark", ""),
            "vaccine": names.get(row.product_id, "") if row.product_id else "",
            "batch": label,
            "by": names_of([row.by]).get(row.by, ""),
            "sees_patient": self.may(VIEW_PATIENTS),
            "sees_stock": self.may(VIEW_STOCK),
            "sees_sale": opened.bill is not None and self.may(VIEW_SALES),
            "may_correct": opened.holds and self.may(GIVE_SERVICES),
            "may_bill": opened.bill is None and self.may(BOOK_SERVICES) and self.may(VIEW_SALES),
            **history_beside(self, row.id),
        }


class BillForm(ScreenForm):
    """The sale that billed it."""

    sale = forms.ChoiceField(
        label=_("Sale"), help_text=_("The latest sales with this service are listed.")
    )

    def take(self, problem: Any) -> None:
        """What concerns the sale stands at its field."""
        if problem.field == "sale_id":
            self.add_error("sale", str(problem.detail or problem.title))
        else:
            super().take(problem)


class BillService(AmongServices, FormScreen):
    """The sale that billed a record; whose it is isn't read for it."""

    permission = BOOK_SERVICES
    form_class = BillForm
    title = _("Add the sale")
    lead = _("Sell the service at the counter first. Then choose the sale here.")
    submit_label = _("Save sale")
    done = _("Sale added.")

    @cached_property
    def product_id(self) -> UUID:
        """What is billed. Raises ServiceUnknown."""
        rows = list_service_records(actor=self.actor, branch_id=self.branch)
        found = rows.filter(id=self.kwargs["record_id"]).first()
        if found is None:
            raise ServiceUnknown(_now("This record doesn’t exist at this branch."))
        return UUID(str(found.offered.product_id))

    def form(self, **options: Any) -> ScreenForm:
        form = super().form(**options)
        sales = sales_to_bill(actor=self.actor, branch_id=self.branch, product_id=self.product_id)
        field: Any = form.fields["sale"]
        field.choices = [
            (str(one.sale_id), f"{one.number} ({local_date(one.sold_on)})") for one in sales
        ]
        return form

    def act(self, form: ScreenForm) -> str:
        bill_service(
            actor=self.actor,
            branch_id=self.branch,
            record_id=ServiceRecordId(self.kwargs["record_id"]),
            sale_id=parse_id(form.cleaned_data["sale"]) or UUID(int=0),
        )
        return self.cancel_url()

    def cancel_url(self) -> str:
        """The record, for who may open it; else the list."""
        if not self.may(OPEN_SERVICES):
            return reverse("backoffice:service_record_list")
        return reverse("backoffice:service_record_detail", args=[self.kwargs["record_id"]])


class ServiceSlipPdf(OneServiceRecord):
    """What was measured, for the patient; each print is a logged look."""

    permission = OPEN_SERVICES
    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it."""
        row, head = self.opened.row, paper_head(self.opened.row.branch_id)
        paper = ServicePaper(
            shop=head.shop,
            place=head.place,
            patient=self.opened.patient,
            birth_date=self.opened.birth_date,
            on=row.at.astimezone(branch_zone(self.branch)).date(),
            person=names_of([row.by]).get(row.by, ""),
            code=row.code,
        )
        return pdf_answer(slip_pdf(paper, row.offered.name, row.content), f"service-{row.code}")
