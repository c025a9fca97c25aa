"""A supplier's own orders: listed, read, as PDF, answered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.facts.records import given
from theriac.core.problems import NotFound, Text
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.purchase_orders.commands.answer import answer_order
from theriac.domains.purchase_orders.paper import drawn_order
from theriac.domains.purchase_orders.queries.answers import answers_to
from theriac.domains.purchase_orders.queries.of_supplier import list_sent_to, read_sent_to
from theriac.domains.purchase_orders.queries.orders import ORDERS, OrderView
from theriac.domains.purchase_orders.rules.answers import OrderAnswerWritten, ShortLineWritten
from theriac.surfaces.backoffice.catalog.words import money
from theriac.surfaces.backoffice.purchase_orders.answers import answers_shown
from theriac.surfaces.backoffice.purchase_orders.words import STATES
from theriac.surfaces.backoffice.shell.forms.fields import put_into_our_words
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.suppliers.portal.page import HOME, PortalScreen

AT_ONCE = 50
PACKS = "packs_"
"""How the field of a line begins; its place in the order follows."""


class PortalHome(PortalScreen):
    """The supplier's orders, the newest first."""

    title = gettext_lazy("Your orders")
    template_name = "backoffice/suppliers/portal/orders.html"

    def context(self) -> dict[str, Any]:
        rows = list_sent_to(actor=self.actor, supplier_id=self.person.supplier_id)
        cursor = self.request.GET.get("cursor", "")[:500]
        page = ORDERS.page(rows, cursor=cursor, size=AT_ONCE)
        branches = {branch.id: branch.name for branch in list_branches()}
        items = [
            (row, branches.get(row.branch_id, ""), STATES.badge(row.state), money(row.total))
            for row in page.items
        ]
        return {"orders": items, "page": page}


class PortalAnswerForm(ScreenForm):
    """When the order comes, and how many packs of each line."""

    delivers_on = forms.DateField(
        label=gettext_lazy("Delivery date"),
        help_text=gettext_lazy("Leave empty only if nothing comes."),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=250,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, view: OrderView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in _of_lines(view).items():
            put_into_our_words(field)
            self.fields[name] = field

    def lines(self) -> list[Any]:
        """The fields of the lines as they are drawn."""
        return [self[name] for name in self.fields if name.startswith(PACKS)]

    def short(self) -> list[ShortLineWritten]:
        """The packs that were entered, by place of the line."""
        return [
            given(ShortLineWritten, position=int(name.removeprefix(PACKS)), packs=packs)
            for name, packs in self.cleaned_data.items()
            if name.startswith(PACKS) and packs is not None
        ]


def _of_lines(view: OrderView) -> dict[str, forms.Field]:
    return {
        f"{PACKS}{line.row.position}": forms.IntegerField(
            label=_("%(product)s, packs") % {"product": line.product},
            min_value=0,
            max_value=line.row.packs + line.row.bonus_packs,
            required=False,
        )
        for line in view.lines
    }


class PortalOrder(PortalScreen):
    """What the pages of one of the supplier's own orders share."""

    @cached_property
    def view(self) -> OrderView:
        """The order. Raises NotFound for any that isn't the supplier's own, or wasn't sent."""
        found: OrderView | None = read_sent_to(
            actor=self.actor,
            supplier_id=self.person.supplier_id,
            order_id=UUID(str(self.kwargs["order_id"])),
        )
        if found is None:
            raise NotFound(_("This purchase order doesn’t exist. Choose one from the list."))
        return found

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Orders"), reverse(HOME))]

    def page_title(self) -> Text:
        """Its number."""
        return str(self.view.row.number)


class PortalOrderPage(PortalOrder, FormScreen):
    """The order with what was answered, and an answer to it."""

    permission = None
    form_class = PortalAnswerForm
    template_name = "backoffice/suppliers/portal/order.html"
    submit_label = gettext_lazy("Send answer")
    done = gettext_lazy("Your answer was sent to the pharmacy.")

    def form(self, **options: Any) -> ScreenForm:
        return PortalAnswerForm(initial=self.initial(), view=self.view, **options)

    def initial(self) -> dict[str, Any]:
        """What was answered last, else every line whole."""
        view = self.view
        last = next(iter(answers_to(actor=self.actor, view=view)), None)
        short = last.short if last else {}
        found: dict[str, Any] = {
            f"{PACKS}{line.row.position}": short.get(
                line.row.position, line.row.packs + line.row.bonus_packs
            )
            for line in view.lines
        }
        if last:
            found |= {"delivers_on": last.delivers_on, "note": last.note}
        return found

    def context(self) -> dict[str, Any]:
        view, row = self.view, self.view.row
        return {
            "row": row,
            "state": STATES.badge(row.state),
            "lines": [(one, money(one.row.price), money(one.row.committed)) for one in view.lines],
            "total": money(row.total),
            "answers": answers_shown(self.actor, view),
            "may_answer": row.state in {"ordered", "partly"},
        }

    def act(self, form: ScreenForm) -> str:
        """Send it."""
        assert isinstance(form, PortalAnswerForm)  # noqa: S101 (what form() made)
        facts = given(
            OrderAnswerWritten,
            delivers_on=form.cleaned_data["delivers_on"],
            note=form.cleaned_data["note"],
            short=form.short(),
        )
        answer_order(actor=self.actor, order_id=self.view.row.id, facts=facts)
        return reverse("portal:order", args=[self.view.row.id])


class PortalOrderPdf(PortalOrder):
    """The order on paper."""

    http_method_names = ("get",)

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it. Raises NotFound."""
        name = f'inline; filename="{self.view.row.number}.pdf"'
        headers = {"Cache-Control": "private, no-store", "Content-Disposition": name}
        return HttpResponse(drawn_order(self.view), content_type="application/pdf", headers=headers)
