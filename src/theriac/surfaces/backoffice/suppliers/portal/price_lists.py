"""A supplier's price lists: sent as a file, and how far each is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.offers.commands.of_supplier import take_price_list
from theriac.domains.offers.queries.of_supplier import list_lists_of
from theriac.domains.offers.queries.offers import OFFERS, unread_among
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.purchasing.offers.words import state_badge
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.suppliers.portal.page import PortalScreen

AT_ONCE = 50


class PriceListForm(ScreenForm):
    """A file, and for which branch."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, CSV or XLSX, at most 20 MB."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".pdf,.csv,.xlsx,image/png,image/jpeg,image/webp"}
        ),
    )
    branch = forms.ChoiceField(label=gettext_lazy("Branch"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        branches = [(str(branch.id), branch.name) for branch in list_branches()]
        field: Any = self.fields["branch"]
        field.choices = branches
        if len(branches) == 1:
            field.widget = forms.HiddenInput()
            field.initial = branches[0][0]


class PriceLists(PortalScreen, FormScreen):
    """The lists that the supplier's people sent, and a new one."""

    permission = None
    form_class = PriceListForm
    part = "price_lists"
    title = gettext_lazy("Your price lists")
    template_name = "backoffice/suppliers/portal/price_lists.html"
    submit_label = gettext_lazy("Send price list")
    done = gettext_lazy("Price list sent. Its prices count once the pharmacy confirms them.")

    def context(self) -> dict[str, Any]:
        rows = list_lists_of(actor=self.actor, supplier_id=self.person.supplier_id)
        cursor = self.request.GET.get("cursor", "")[:500]
        page = OFFERS.page(rows, cursor=cursor, size=AT_ONCE)
        unread = unread_among([row.id for row in page.items])
        branches = {branch.id: branch.name for branch in list_branches()}

        def told(row: Any) -> tuple[Any, str, Text]:
            is_unread = row.id in unread
            badge = state_badge(row.state, is_unread=is_unread)
            return row, branches.get(row.branch_id, ""), badge

        return {"lists": [told(row) for row in page.items], "page": page}

    def act(self, form: ScreenForm) -> str:
        """Keep the file as an offer of the supplier that is being read."""
        file = form.cleaned_data["file"]
        branch_id: UUID = parse_id(form.cleaned_data["branch"]) or UUID(int=0)
        take_price_list(
            actor=self.actor,
            branch_id=BranchId(branch_id),
            supplier_id=self.person.supplier_id,
            file=file,
            name=file.name or "",
        )
        return reverse("portal:price_lists")
