"""Cases: what booked sales and the books disagree about, and how a person settles it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.organisation.ids import BranchId
from theriac.domains.patients.permissions import VIEW_PATIENTS
from theriac.domains.patients.queries.groups import stands_in
from theriac.domains.sales.commands.settle_case import UNALLOCATED, settle_case, ways_of
from theriac.domains.sales.permissions import SETTLE_CASE, VIEW_SALES
from theriac.domains.sales.queries.cases import get_case, list_cases
from theriac.domains.sales.queries.receipts import patient_of_sale
from theriac.domains.stock.queries.sellable import shelf_batches
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.sales.cases.findings import happened
from theriac.surfaces.backoffice.sales.cases.versions import versions
from theriac.surfaces.backoffice.sales.words import KINDS, SETTLEMENTS
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb

MERGED = "merged"


class CaseTable(ListTable):
    """What disagrees, of which product, since when."""

    kind_words = NameColumn(
        verbose_name=gettext_lazy("Discrepancy"),
        url=lambda case: reverse("backoffice:case_settle", args=[case.pk]),
        note=lambda case: case.product_name,
    )
    number = TextColumn(
        verbose_name=gettext_lazy("Sale"), accessor="sale__number", label=gettext_lazy("Sale")
    )
    quantity = NumberColumn(verbose_name=gettext_lazy("Units missing"))
    opened_at = MomentColumn(verbose_name=gettext_lazy("Since"), label=gettext_lazy("Since"))


class CaseFilters(ListFilters):
    """Open ones first of all."""

    settled = django_filters.BooleanFilter(
        field_name="settled_at", lookup_expr="isnull", exclude=True, label=gettext_lazy("Settled")
    )
    kind = django_filters.ChoiceFilter(
        choices=list(KINDS.items()), label=gettext_lazy("Discrepancy")
    )


class CaseList(ListScreen):
    """Open cases, the oldest first; settled ones by the filter."""

    permission = VIEW_SALES
    title = gettext_lazy("Discrepancies")
    counted = ngettext_lazy("%(count)s discrepancy", "%(count)s discrepancies", "count")
    table_class = CaseTable
    filterset_class = CaseFilters
    sorts = {"opened_at": Sort(gettext_lazy("Since"), ("opened_at",))}
    default_sort = "opened_at"
    exports = (
        Export(gettext_lazy("Discrepancy"), lambda case: case.kind_words),
        Export(gettext_lazy("Product"), lambda case: case.product_name),
        Export(gettext_lazy("Sale"), "sale__number"),
        Export(gettext_lazy("Units missing"), "quantity"),
        Export(gettext_lazy("Since"), "opened_at"),
        Export(gettext_lazy("Settled"), "settled_at"),
    )
    empty = Empty(
        gettext_lazy("No open discrepancies"),
        gettext_lazy("Differences between counter sales and records are listed here."),
    )

    def rows(self) -> QuerySet[Any]:
        """Cases of the branch that is worked in; open ones unless settled are asked for."""
        rows = list_cases(actor=self.actor, branch_id=self.branch_id)
        return rows if self.request.GET.get("settled") else rows.filter(settled_at=None)

    def load(self, ids: Any) -> Any:
        """Cases with their kind and product in words."""
        rows = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        names = product_names(row.line.product_id for row in rows.values() if row.line)
        for row in rows.values():
            row.quantity = row.quantity or None
            row.kind_words = KINDS[row.kind]
            row.product_name = names.get(row.line.product_id, "") if row.line else ""
        return rows


LONGEST_NUMBER = 24


class SettleForm(ScreenForm):
    """The way, the batch where one gave the goods, and why."""

    settlement = forms.ChoiceField(
        label=gettext_lazy("Cause"), widget=forms.RadioSelect, choices=()
    )
    batch_id = forms.ChoiceField(label=gettext_lazy("Batch sold"), required=False, choices=())
    account_number = forms.CharField(
        label=gettext_lazy("Account number"), required=False, max_length=LONGEST_NUMBER
    )
    note = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For later reference."),
        max_length=250,
    )


class SettleCase(FormScreen):
    """One case: what happened, and the ways to settle it."""

    permission = VIEW_SALES
    template_name = "backoffice/sales/case.html"
    form_class = SettleForm
    submit_label = gettext_lazy("Settle discrepancy")
    done = gettext_lazy("Discrepancy settled.")

    case: One[Any] = One(
        "case_id",
        lambda at, key: get_case(actor=at.actor, case_id=key),
        missing=gettext_lazy("This discrepancy doesn’t exist. Choose one from the list."),
    )

    def page_title(self) -> Text:
        return KINDS[self.case.kind]

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Discrepancies"), reverse("backoffice:case_list"))]

    def form(self, **options: Any) -> ScreenForm:
        """The ways that fit this kind, and the batches on the shelf."""
        form = super().form(**options)
        fields: dict[str, Any] = form.fields
        ways = list(ways_of(self.case))
        if self.case.kind not in UNALLOCATED:
            del fields["batch_id"]
        if "charged" not in ways:
            del fields["account_number"]
        fields["settlement"].choices = [(way, SETTLEMENTS[way]) for way in ways]
        batches = self._batches() if "batch_id" in fields else []
        if "batch_id" in fields:
            fields["batch_id"].choices = [("", "–"), *batches]
        form.initial = {**self._proposed(ways, batches), **form.initial}
        return form

    def _proposed(self, ways: Sequence[str], batches: Sequence[tuple[str, str]]) -> dict[str, Any]:
        """The way where there is one alone, so that one press settles it; the person may change it.

        Goods that one batch alone can have given are proposed of that one.
        """
        if len(ways) == 1:
            return {"settlement": ways[0], "note": SETTLEMENTS[ways[0]]}
        if len(batches) == 1 and self.case.kind in UNALLOCATED:
            way = ways[0]
            return {"settlement": way, "batch_id": batches[0][0], "note": SETTLEMENTS[way]}
        return {}

    @cached_property
    def product(self) -> ProductDetail | None:
        """The product of the case's line, if it has one."""
        line = self.case.line
        return get_product(actor=self.actor, product_id=line.product_id) if line else None

    def _words(self, quantity: int) -> str:
        return in_words(quantity, self.product) if self.product else str(quantity)

    def _records(self) -> dict[str, UUID | None] | None:
        """The record that was named and the one that stands for it, for who may open them."""
        may = self.actor.may(VIEW_PATIENTS, self.case.branch_id)
        if self.case.kind != MERGED or not may:
            return None
        patient_id = patient_of_sale(actor=self.actor, sale_id=self.case.sale_id)
        return {"named": patient_id, "standing": stands_in(patient_id) if patient_id else None}

    def _batches(self) -> list[tuple[str, str]]:
        """The batches on the shelf that have as much as is missing."""
        if self.product is None:
            return []
        batches = shelf_batches(self.case.branch_id, [self.product.id])[self.product.id]
        return [
            (str(batch.batch_id), f"{batch.number or '–'} · {self._words(batch.quantity)}")
            for batch in batches
            if batch.quantity >= self.case.quantity
        ]

    def context(self) -> dict[str, Any]:
        """The case, its product, and whether this person may settle it."""
        line = self.case.line
        return {
            "case": self.case,
            "product": self.product,
            "sold": self._words(line.quantity) if line else "",
            "missing": self._words(self.case.quantity) if self.case.quantity else "",
            "happened": []
            if (both := versions(self.case, self._words))
            else happened(self.case, self._words),
            "versions": both,
            "records": self._records(),
            "may_settle": self.actor.may(SETTLE_CASE, self.case.branch_id),
            "settlement": SETTLEMENTS.get(self.case.settlement, ""),
        }

    def act(self, form: ScreenForm) -> str:
        data = form.cleaned_data
        settle_case(
            actor=self.actor,
            branch_id=BranchId(self.case.branch_id),
            case_id=self.case.id,
            settlement=data["settlement"],
            note=data["note"],
            batch_id=parse_id(data.get("batch_id") or ""),
            account_number=data.get("account_number", ""),
        )
        return reverse("backoffice:case_list")
