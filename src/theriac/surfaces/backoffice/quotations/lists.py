"""The branch's quotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.quotations.queries import (
    buyer_of,
    in_standing,
    list_quotations,
    standing_of,
)
from theriac.domains.sales.permissions import VIEW_SALES
from theriac.surfaces.backoffice.quotations.words import STATES
from theriac.surfaces.backoffice.shell.listing.export import money_in
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MomentColumn,
    MoneyColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags import theriac as shown


class QuotationTable(ListTable):
    """Number, buyer, issued, by whom, until when, how it stands, total."""

    number = NameColumn(
        verbose_name=_("Quotation"),
        url=lambda row: reverse("backoffice:quotation_detail", args=[row.pk]),
        note=lambda row: row.buyer_name,
    )
    issued = MomentColumn(verbose_name=_("Issued"), accessor="issued_at", label=_("Issued"))
    person = TextColumn(verbose_name=_("Who"), accessor="person_name", label=_("Who"))
    until = DateColumn(
        verbose_name=_("Valid until"), accessor="valid_until", label=_("Valid until")
    )
    state = TextColumn(verbose_name=_("Status"), accessor="standing")
    total = MoneyColumn(verbose_name=_("Total"), accessor="total_money")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class QuotationFilters(ListFilters):
    """How it stands, and when it was issued."""

    state = django_filters.ChoiceFilter(
        choices=STATES.choices(), label=_("Status"), method="keep_state"
    )
    since = django_filters.DateFilter(
        field_name="issued_on", lookup_expr="gte", label=_("From date")
    )
    until = django_filters.DateFilter(field_name="issued_on", lookup_expr="lte", label=_("To date"))

    def keep_state(self, rows: Any, name: str, value: str) -> Any:
        """An issued one expires by its date."""
        return in_standing(rows, value, shown.today())


class QuotationList(ListScreen):
    """All quotations, the newest first."""

    permission = VIEW_SALES
    title = _("Quotations")
    counted = ngettext_lazy("%(count)s quotation", "%(count)s quotations", "count")
    search_hint = _("Quotation number")
    table_class = QuotationTable
    filterset_class = QuotationFilters
    sorts = {
        "issued": Sort(_("Issued"), ("issued_at",), descending=True),
        "until": Sort(_("Valid until"), ("valid_until",)),
        "total": Sort(_("Total"), ("total",)),
    }
    default_sort = "issued"
    exports = (
        Export(_("Number"), "number"),
        Export(_("Issued"), "issued_on"),
        Export(_("Valid until"), "valid_until"),
        Export(_("Status"), lambda row: str(STATES.word(row.standing))),
        Export(_("Currency"), "currency"),
        Export(_("Total"), money_in("total")),
    )
    empty = Empty(
        _("No quotations yet"),
        _("At the counter, fill a basket and press Shift F9 to issue a quotation."),
        "file-earmark-text",
    )

    def rows(self) -> QuerySet[Any]:
        """Those of the branch that is worked in."""
        if self.branch_id is None:
            return list_quotations(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_quotations(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Numbers that hold what was typed."""
        return rows.filter(number__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Quotations with names and amounts as the table draws them."""
        rows = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.issued_by for row in rows.values())
        for row in rows.values():
            buyer = buyer_of(row)
            row.buyer_name = buyer.name if buyer else ""
            row.person_name = people.get(row.issued_by, "")
            row.standing = standing_of(row)
            row.total_money = Money(row.total, row.currency)
        return rows
