"""A product's page of a register: every movement with the balance after it; nothing is editable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.problems import Text
from theriac.domains.catalog.queries.products import ProductDetail, get_product
from theriac.domains.controlled.permissions import VIEW_REGISTERS
from theriac.domains.controlled.queries.registers import list_lines
from theriac.domains.patients.permissions import VIEW_IDENTITY
from theriac.domains.sales.permissions import PERMIT_GROUND
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.controlled.people import (
    of_patient,
    of_prescriber,
    patient_words,
    people_of,
)
from theriac.surfaces.backoffice.controlled.words import (
    KINDS,
    REGISTERS,
    RegisterLineWords,
    lines_in_words,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    LedgerTable,
    ListFilters,
    MomentColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import (
    EXPORT,
    Action,
    Empty,
    Export,
    ListScreen,
    Sort,
)
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


class RegisterLineTable(LedgerTable):
    """Number, when, what with its reason, batch, in, out, balance, who."""

    missing = ""

    number = NumberColumn(verbose_name=_("No."), accessor="line__number", label=_("No."))
    when = MomentColumn(verbose_name=_("When"), accessor="line__recorded_at")
    told = TextColumn(verbose_name=_("What"))
    batch = CodeColumn(verbose_name=_("Batch"), label=_("Batch"))
    came = TextColumn(verbose_name=_("In"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    went = TextColumn(verbose_name=_("Out"), attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    balance = NumberColumn(verbose_name=_("Balance"), accessor="line__balance", label=_("Balance"))
    batch_balance = NumberColumn(
        verbose_name=_("Batch balance"), accessor="line__batch_balance", label=_("Batch balance")
    )
    who = TextColumn(verbose_name=_("Who"), accessor="person")

    def render_told(self, value: SafeString) -> SafeString:
        """With its reason below."""
        return value


class RegisterLineFilters(ListFilters):
    """The register, the kind of movement, the days."""

    code = django_filters.ChoiceFilter(label=_("Register"), choices=list(REGISTERS.items()))
    kind = django_filters.ChoiceFilter(label=_("What"), choices=list(KINDS.items()))


class RegisterLines(ListScreen):
    """The lines of one product at the branch, the latest first."""

    permission = VIEW_REGISTERS
    template_name = "backoffice/controlled/page.html"
    counted = ngettext_lazy("%(count)s entry", "%(count)s entries", "count")
    title = _("Controlled register")
    table_class = RegisterLineTable
    filterset_class = RegisterLineFilters
    sorts = {"when": Sort(_("When"), ("recorded_at", "number"), descending=True)}
    default_sort = "when"
    exports = (
        Export(_("No."), lambda row: row.line.number),
        Export(_("Register"), lambda row: str(REGISTERS.get(row.line.code, row.line.code))),
        Export(_("When"), lambda row: row.line.recorded_at),
        Export(_("What"), lambda row: row.what),
        Export(_("Reason"), lambda row: row.note),
        Export(_("Batch"), lambda row: row.batch),
        Export(_("Change"), lambda row: row.line.change),
        Export(_("Balance"), lambda row: row.line.balance),
        Export(_("Batch balance"), lambda row: row.line.batch_balance),
        Export(_("Who"), lambda row: row.person),
        Export(_("Second person"), lambda row: ", ".join(row.seconds)),
        Export(_("Supplier"), lambda row: row.supplier),
        Export(_("Patient"), lambda row: patient_words(row.handed), VIEW_IDENTITY),
        Export(
            _("Patient’s address"), lambda row: of_patient(row.handed, "address"), VIEW_IDENTITY
        ),
        Export(_("Patient’s number"), lambda row: of_patient(row.handed, "numbers"), VIEW_IDENTITY),
        Export(_("Prescriber"), lambda row: of_prescriber(row.handed, "prescriber"), PERMIT_GROUND),
        Export(
            _("Prescriber’s licence"),
            lambda row: of_prescriber(row.handed, "licence"),
            PERMIT_GROUND,
        ),
        Export(
            _("Prescriber’s address"),
            lambda row: of_prescriber(row.handed, "address"),
            PERMIT_GROUND,
        ),
    )
    empty = Empty(
        _("No entries"),
        _("Each movement of this product is entered here with the resulting balance."),
        "journal-medical",
    )

    product: One[ProductDetail] = One(
        "product_id",
        lambda at, key: get_product(actor=at.actor, product_id=key) if at.branch_id else None,
        missing=_("This product isn’t in the catalogue. Choose one from the list."),
    )

    @property
    def unit(self) -> str:
        """The base unit's name in the reader's language."""
        return pack_title(self.product.base_unit)

    def page_title(self) -> Text:
        return gettext("Register: %(product)s") % {"product": self.product.name}

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Controlled medicines"), reverse("backoffice:register_list"))]

    def rows(self) -> QuerySet[Any]:
        """The product's lines at the branch."""
        lines = list_lines(actor=self.actor, branch_id=self.branch)
        return lines.filter(product_id=self.product.id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, RegisterLineWords]:
        """The lines in words; in a file with whom they went to, where its reader may see that."""
        lines = list(self.rows().filter(pk__in=list(ids)))
        is_file = EXPORT in self.request.GET
        handed = people_of(self.actor, self.branch_id, lines) if is_file else {}
        return {one.pk: one for one in lines_in_words(lines, handed)}

    def actions(self) -> Sequence[Action]:
        code = self.request.GET.get("code", "")
        pdf = reverse("backoffice:register_pdf", args=[self.product.id])
        card = reverse("backoffice:stock_card", args=[self.product.id])
        return [
            Action(_("Stock card"), "card-list", card, VIEW_STOCK),
            Action(
                _("Print"),
                "printer",
                f"{pdf}?{urlencode({'code': code})}" if code else pdf,
                VIEW_REGISTERS,
            ),
        ]
