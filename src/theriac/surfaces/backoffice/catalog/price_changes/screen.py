"""Changing many prices together: the list's own filters, a rule, a preview, a confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from theriac.core.ids import parse_id
from theriac.core.listing.selection import MOST, selected
from theriac.core.money import CURRENCIES
from theriac.core.problems import Problem
from theriac.domains.catalog.commands.price_changes import change_prices
from theriac.domains.catalog.permissions import SET_PRICES
from theriac.domains.catalog.price_changes.lines import PriceLine, PricePreview
from theriac.domains.catalog.price_changes.packs_now import MOST_PACKS
from theriac.domains.catalog.queries.prices.changes import preview_prices
from theriac.domains.catalog.queries.products import list_products
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.stock.permissions import SEE_COSTS
from theriac.surfaces.backoffice.catalog.lists import ProductList
from theriac.surfaces.backoffice.catalog.price_changes.forms import (
    MARGIN,
    PriceReasonForm,
    PriceRuleForm,
    packed,
    unpacked,
)
from theriac.surfaces.backoffice.catalog.price_changes.lines import (
    COLUMNS,
    SHOWN,
    shown_lines,
    totals_of,
)
from theriac.surfaces.backoffice.catalog.prices.entry import beginning
from theriac.surfaces.backoffice.catalog.words import money, profile
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.exported import EXPORT, ExportedScreen
from theriac.surfaces.backoffice.shell.listing.selection import (
    BACK,
    LONGEST_BACK,
    ROW,
    SelectedIds,
)
from theriac.surfaces.backoffice.shell.lists import PLACE
from theriac.surfaces.backoffice.shell.screens import Crumb

RULE_FIELDS = tuple(PriceRuleForm.base_fields)


class ChangePrices(ExportedScreen):
    """What the filters of the list leave, by a rule in the address; POST confirms the preview."""

    permission = SET_PRICES
    template_name = "backoffice/catalog/price_changes/page.html"
    title = _("Change prices")
    exports = COLUMNS

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Products"), self.list_url)]

    @cached_property
    def filters(self) -> QueryDict:
        """The address without the rule: search, filters and order of the list of products."""
        query = self.request.GET.copy()
        for name in (*RULE_FIELDS, EXPORT, PLACE):
            query.pop(name, None)
        return query

    @property
    def list_url(self) -> str:
        """The list of products as it was left."""
        state = self.filters.copy()
        state.pop(ROW, None)
        text = state.urlencode()
        return reverse("backoffice:product_list") + (f"?{text}" if text else "")

    @cached_property
    def listed(self) -> ProductList:
        """The list of products under the same address, for what it finds."""
        listed = ProductList()
        listed.setup(self.request)
        return listed

    @cached_property
    def selected(self) -> list[UUID]:
        """The products of the address that were selected in the list, by name."""
        keys = map(parse_id, self.request.GET.getlist(ROW)[:MOST])
        rows = list_products(actor=self.actor).filter(pk__in=[key for key in keys if key])
        return list(rows.order_by("name", "pk").values_list("pk", flat=True))

    @cached_property
    def product_ids(self) -> list[UUID]:
        """What is selected, else what the list shows; of more than may change, one too many."""
        if ROW in self.request.GET:
            return self.selected
        found: list[UUID] = []
        for ids in self.listed.pieces():
            found += ids
            if len(found) > MOST_PACKS:
                break
        return found

    @cached_property
    def rule_form(self) -> PriceRuleForm:
        """Bound once a rule is in the address."""
        is_asked = "rule" in self.request.GET
        form = PriceRuleForm(self.request.GET if is_asked else None, initial=self._initial())
        fields: dict[str, Any] = form.fields
        seen = self.actor.branches_with(SET_PRICES)
        here = [(str(key), name) for key, name in list_branches(seen).values_list("id", "name")]
        everywhere = [("", _("Every branch"))] if self.actor.may_everywhere(SET_PRICES) else []
        fields["where"].choices = [*everywhere, *here]
        fields["where"].required = not everywhere
        if not self.may(SEE_COSTS):
            fields["rule"].choices = [one for one in fields["rule"].choices if one[0] != MARGIN]
        return form

    def _initial(self) -> dict[str, Any]:
        """Rounded to a hundred, or to one where the currency has decimals."""
        exponent = CURRENCIES[frame.pharmacy().currency].exponent
        return {"step": money(100 if exponent == 0 else 10**exponent)}

    @cached_property
    def preview(self) -> PricePreview | None:
        """What the rule makes of the list; None without a rule that can be used."""
        form = self.rule_form
        if not form.is_bound or not form.is_valid():
            return None
        try:
            return preview_prices(
                actor=self.actor,
                branch_id=self.where,
                product_ids=self.product_ids,
                rule=form.cleaned_data["as_rule"],
                valid_from=beginning(self, form.cleaned_data["valid_from"]),
            )
        except Problem as problem:
            form.take(problem)
            return None

    @property
    def where(self) -> UUID | None:
        """The branch of the rule; None for every branch."""
        return parse_id(self.rule_form.cleaned_data["where"])

    @property
    def left_out(self) -> frozenset[str]:
        """The packs that were left out by hand."""
        return frozenset(self.request.POST.getlist("out"))

    def exported_rows(self) -> Sequence[PriceLine]:
        """Every line of the preview."""
        return self.preview.lines if self.preview else ()

    def context(self) -> dict[str, Any]:
        """The rule, and what it makes of the list."""
        preview = self.preview
        found: dict[str, Any] = {
            "rule": self.rule_form,
            "kept_filters": [
                (name, value) for name, values in self.filters.lists() for value in values
            ],
            "listed_words": self._listed_words(),
            "is_selected": ROW in self.request.GET,
            "is_filtered": self.listed.is_filtered,
            "sells_at_mrp": profile().sells_at_mrp,
            "sees_costs": self.may(SEE_COSTS),
            "form": PriceReasonForm(),
            "preview": preview,
        }
        if preview is not None:
            found |= {
                "rows": shown_lines(preview, self.left_out),
                "more": max(len(preview.lines) - SHOWN, 0),
                "totals": totals_of(preview),
                "changing": len(preview.changing),
                "packed": packed(preview.changing),
            }
        return found

    def _listed_words(self) -> str:
        if ROW in self.request.GET:
            return str(ProductList.counted % {"count": len(self.selected)})
        return self.listed.count_words()

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Set exactly the prices that were previewed; a refusal is drawn over a new preview."""
        form = PriceReasonForm(request.POST)
        if self.preview is None or not form.is_valid():
            return self.draw(422, form=form)
        try:
            prices = unpacked(request.POST.get("prices", ""), self.left_out)
            change_prices(
                actor=self.actor,
                branch_id=self.where,
                prices=prices,
                reason=form.cleaned_data["reason"],
                valid_from=beginning(self, self.rule_form.cleaned_data["valid_from"]),
                confirmed=form.confirmed,
                rule=self.rule_form.cleaned_data["as_rule"],
            )
        except Problem as problem:
            form.take(problem)
            return self.draw(problem.status, form=form)
        words = ngettext("%(count)s price changed.", "%(count)s prices changed.", len(prices))
        messages.success(request, words % {"count": len(prices)})
        return HttpResponseRedirect(self.list_url)


class PricesOfSelected(SelectedIds):
    """From the list of products to the rule for those that are selected."""

    permission = SET_PRICES
    http_method_names = ("post",)
    list_name = "backoffice:product_list"

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """On to the page of the rule; back to the list where nothing is selected."""
        try:
            keys = selected(self.selection())
        except Problem as problem:
            messages.error(request, str(problem))
            return HttpResponseRedirect(self.address())
        query = QueryDict(request.POST.get(BACK, "")[:LONGEST_BACK], mutable=True)
        query.setlist(ROW, [key.hex for key in keys])
        return HttpResponseRedirect(f"{reverse('backoffice:price_change')}?{query.urlencode()}")
