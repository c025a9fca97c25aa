"""The registers of a branch: a page for each controlled medicine, with what stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.catalog.queries.products import ProductDetail, product_details
from theriac.domains.controlled.permissions import COUNT_CONTROLLED, VIEW_REGISTERS
from theriac.domains.controlled.queries.registers import RegisterPage, list_pages
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.controlled.words import REGISTERS
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, Sort


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A page with its product."""

    page: RegisterPage
    product: ProductDetail

    @property
    def pk(self) -> UUID:
        """The product's id."""
        return self.product.id

    @property
    def name(self) -> str:
        return self.product.name

    @property
    def register(self) -> str:
        return str(REGISTERS.get(self.page.code, self.page.code))

    @property
    def standing(self) -> str:
        """What stands there, in packs."""
        return in_words(self.page.balance, self.product)


class RegisterTable(ListTable):
    """The product with its register, what stands there, the last number."""

    name = NameColumn(
        verbose_name=_("Product"),
        url=lambda row: (
            f"{reverse('backoffice:register_page', args=[row.pk])}?code={row.page.code}"
        ),
        note=lambda row: row.register,
    )
    standing = TextColumn(verbose_name=_("Balance"), label=_("Balance"))
    last = NumberColumn(
        verbose_name=_("Last entry"), accessor="page__last_number", label=_("Last entry")
    )


class RegisterFilters(ListFilters):
    """One register."""

    code = django_filters.ChoiceFilter(
        label=_("Register"), method="keep", choices=list(REGISTERS.items())
    )

    def keep(self, rows: Any, name: str, value: Any) -> Any:
        """The screen narrows what it gathered."""
        return rows


class RegisterPages(GatheredList):
    """The products that stand in a register of the branch."""

    permission = VIEW_REGISTERS
    title = _("Controlled medicines")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    search_hint = _("Product")
    table_class = RegisterTable
    filterset_class = RegisterFilters
    sorts = {
        "name": Sort(_("Product"), ()),
        "standing": Sort(_("Balance"), (), descending=True),
        "last": Sort(_("Last entry"), (), descending=True),
    }
    orders = {
        "name": lambda row: (row.name.lower(), row.page.code),
        "standing": lambda row: row.page.balance,
        "last": lambda row: row.page.last_number,
    }
    default_sort = "name"
    exports = (
        Export(_("Register"), lambda row: row.register),
        Export(_("Product"), lambda row: row.name),
        Export(_("Balance, base units"), lambda row: row.page.balance),
        Export(_("Base unit"), lambda row: row.product.base_unit),
        Export(_("Last entry"), lambda row: row.page.last_number),
    )
    empty = Empty(
        _("No controlled medicines"),
        _(
            "Goods receipts, sales and other movements of narcotics, psychotropics and other "
            "registered medicines are entered here automatically."
        ),
        "journal-medical",
    )

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Differences"),
                "exclamation-triangle",
                reverse("backoffice:count_cases"),
                VIEW_REGISTERS,
            ),
            Action(
                _("Limits per patient"),
                "speedometer2",
                reverse("backoffice:dispensing_limits"),
                VIEW_REGISTERS,
            ),
            Action(
                _("Daily count"),
                "clipboard-check",
                reverse("backoffice:register_counts"),
                COUNT_CONTROLLED,
                "primary",
            ),
        ]

    def gathered(self) -> Sequence[RegisterRow]:
        if self.branch_id is None:
            return []
        pages = list_pages(actor=self.actor, branch_id=self.branch_id)
        code = self.request.GET.get("code", "")
        keys = list({one.product_id for one in pages})
        products = {one.id: one for one in product_details(actor=self.actor, product_ids=keys)}
        wanted = self.request.GET.get("q", "").strip().lower()
        return [
            RegisterRow(one, products[one.product_id])
            for one in pages
            if code not in REGISTERS or one.code == code
            if wanted in products[one.product_id].name.lower()
        ]
