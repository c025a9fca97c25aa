"""The daily count: what is to be counted, and how many there are, without seeing the balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.catalog.queries.products import ProductDetail, get_product, product_details
from theriac.domains.controlled.commands.count import count_controlled
from theriac.domains.controlled.permissions import COUNT_CONTROLLED, VIEW_REGISTERS
from theriac.domains.controlled.queries.counts import find_count, list_counted, list_to_count
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.controlled.words import REGISTERS
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.forms.fields import WholeNumberField
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.gathered import GatheredList
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


@dataclass(frozen=True, slots=True)
class CountRow:
    """A product that is counted today, or was."""

    product: ProductDetail
    code: str
    counted_at: datetime | None

    @property
    def pk(self) -> UUID:
        """The product's id."""
        return self.product.id

    @property
    def name(self) -> str:
        return self.product.name

    @property
    def register(self) -> str:
        return str(REGISTERS.get(self.code, self.code))


class DailyCountTable(ListTable):
    """The product, and whether it was counted today; never how much there should be."""

    name = NameColumn(
        verbose_name=_("Product"),
        url=lambda row: reverse("backoffice:register_count", args=[row.pk]),
        note=lambda row: row.register,
    )
    counted = MomentColumn(
        verbose_name=_("Counted"),
        accessor="counted_at",
        label=_("Counted"),
        empty_values=(None, ""),
    )
    state = TextColumn(verbose_name=_("Status"), accessor="counted_at", empty_values=())

    def render_state(self, record: CountRow) -> SafeString:
        """To count, or done."""
        if record.counted_at is None:
            return badge(_("To count"), "hourglass-split", "look")
        return badge(_("Counted today"), "check2", "go")


class DailyCount(GatheredList):
    """The controlled medicines of the branch, those to count first."""

    permission = COUNT_CONTROLLED
    title = _("Daily count")
    counted = ngettext_lazy("%(count)s product", "%(count)s products", "count")
    table_class = DailyCountTable
    sorts = {"name": Sort(_("Product"), ())}
    orders = {"name": lambda row: (row.counted_at is not None, row.name.lower())}
    default_sort = "name"
    exports = (
        Export(_("Register"), lambda row: row.register),
        Export(_("Product"), lambda row: row.name),
        Export(_("Counted"), lambda row: row.counted_at),
    )
    empty = Empty(
        _("Nothing to count"),
        _("Controlled medicines of which there is stock are listed here every day."),
        "clipboard-check",
    )

    def crumbs(self) -> Sequence[Crumb]:
        if not self.may(VIEW_REGISTERS):
            return []
        return [Crumb(_("Controlled medicines"), reverse("backoffice:register_list"))]

    def gathered(self) -> Sequence[CountRow]:
        if self.branch_id is None:
            return []
        here: dict[str, Any] = {"actor": self.actor, "branch_id": self.branch_id}
        today = shown.today()
        rows: dict[UUID, tuple[str, datetime | None]] = {
            one.product_id: (one.code, None) for one in list_to_count(**here, on=today)
        }
        for one in list_counted(**here, on=today).order_by("recorded_at"):
            rows[one.product_id] = (one.code, one.recorded_at)
        details = product_details(actor=self.actor, product_ids=list(rows))
        return [CountRow(one, *rows[one.id]) for one in details]


class CountForm(ScreenForm):
    """How many base units lie there."""

    counted = WholeNumberField(label=_("Counted, base units"), least=0, most=999_999_999)


class CountProduct(FormScreen):
    """Enter what was counted of one product."""

    permission = COUNT_CONTROLLED
    form_class = CountForm
    submit_label = _("Save count")
    lead = _(
        "Count all units in the branch, also those set apart. Enter the number before you look at "
        "the register."
    )

    product: One[ProductDetail] = One(
        "product_id",
        lambda at, key: get_product(actor=at.actor, product_id=key) if at.branch_id else None,
        missing=_("This product isn’t in the catalogue. Choose one from the list."),
    )

    def page_title(self) -> str:
        return str(_("Count: %(product)s") % {"product": self.product.name})

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Daily count"), reverse("backoffice:register_counts"))]

    def form(self, **options: Any) -> ScreenForm:
        """With the unit that is counted."""
        form = super().form(**options)
        unit = pack_title(self.product.base_unit)
        form.fields["counted"].help_text = _("Unit: %(unit)s") % {"unit": unit}
        return form

    def act(self, form: ScreenForm) -> str:
        count_id = count_controlled(
            actor=self.actor,
            branch_id=self.branch,
            product_id=self.product.id,
            counted=form.cleaned_data["counted"],
        )
        # Whether it agrees, never by how much it differs: somebody may count again.
        self.done = _("The count agrees with the register.")
        count = find_count(actor=self.actor, branch_id=self.branch, count_id=count_id)
        if count is not None and count.counted != count.expected:
            self.done = _("The count differs from the register. A difference was opened.")
        return reverse("backoffice:register_counts")
