"""The list of bins, a bin's form, and the labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import Actor
from theriac.core.problems import Text
from theriac.domains.stock.commands.bins import add_bin, change_bin
from theriac.domains.stock.commands.put_in_bin import set_home_bins
from theriac.domains.stock.permissions import ADJUST_STOCK, VIEW_STOCK
from theriac.domains.stock.queries.bins import MARK, bin_contents, get_bin, list_bins
from theriac.integrations.lan.qr import modules_path
from theriac.surfaces.backoffice.shell.forms.button import NONE, Calls, chosen_id
from theriac.surfaces.backoffice.shell.forms.form import EditForm, ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.selection import Asked, RowAct, SelectionScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    NumberColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

MOST_LABELS = 500


class BinTable(ListTable):
    """A bin and what is in it."""

    code = NameColumn(
        verbose_name=_("Location (bin)"),
        url=lambda row: reverse("backoffice:bin_change", args=[row.pk]),
        note=lambda row: row.label if row.is_active else f"{row.label} {gettext('Inactive')}",
    )
    batches = NumberColumn(verbose_name=_("Batches here"), label=_("Batches here"))
    products = NumberColumn(verbose_name=_("Assigned products"), label=_("Assigned products"))


class BinFilters(ListFilters):
    """In use or not."""

    is_active = django_filters.BooleanFilter(label=_("In use"))


class BinList(ListScreen):
    """The branch's bins by code."""

    permission = VIEW_STOCK
    title = _("Locations")
    counted = ngettext_lazy("%(count)s location", "%(count)s locations", "count")
    search_hint = _("Code or label")
    table_class = BinTable
    filterset_class = BinFilters
    sorts = {"code": Sort(_("Location (bin)"), ("code",))}
    default_sort = "code"
    exports = (
        Export(_("Location (bin)"), lambda row: row.code),
        Export(_("Label"), lambda row: row.label),
        Export(_("In use"), lambda row: row.is_active),
        Export(_("Batches here"), lambda row: row.batches),
        Export(_("Assigned products"), lambda row: row.products),
    )
    empty = Empty(
        _("No locations yet"),
        _(
            "Add a location for each shelf compartment, print its label, and assign products "
            "with two scans."
        ),
        "grid-3x3-gap",
    )

    def rows(self) -> QuerySet[Any]:
        return list_bins(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By the code's beginning, or what is in the label."""
        return rows.filter(code__istartswith=text) | rows.filter(label__icontains=text)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        inside = bin_contents(actor=self.actor, branch_id=self.branch_id or UUID(int=0))
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        for row in rows.values():
            row.batches, row.products = inside.get(row.pk, (0, 0))
        return rows

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def actions(self) -> Sequence[Action]:
        """Labels, putting away, a new one."""
        return [
            Action(_("Print labels"), "printer", reverse("backoffice:bin_labels"), VIEW_STOCK),
            Action(_("Put away"), "upc-scan", reverse("backoffice:bin_put"), ADJUST_STOCK),
            Action(
                _("Add location"), "plus-lg", reverse("backoffice:bin_add"), ADJUST_STOCK, "primary"
            ),
        ]


class BinForm(ScreenForm):
    """Code and label."""

    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("Short, as on the shelf, for example A-04.")
    )
    label = forms.CharField(
        label=_("Label"),
        max_length=60,
        required=False,
        help_text=_("A name for the location, for example: syrups, left, top."),
    )


class ChangedBinForm(EditForm, BinForm):
    """And whether it is in use."""

    is_active = forms.BooleanField(label=_("In use"), required=False)


class BinScreen(FormScreen):
    """What both forms share."""

    form_class = BinForm
    permission = ADJUST_STOCK

    def crumbs(self) -> Sequence[Crumb]:
        return [
            Crumb(_("Stock"), reverse("backoffice:stock_list")),
            Crumb(_("Locations"), reverse("backoffice:bin_list")),
        ]


class AddBin(BinScreen):
    """A new bin."""

    permission = ADJUST_STOCK
    form_class = BinForm
    title = _("Add location")
    done = _("Location added. Print its label.")

    def act(self, form: ScreenForm) -> str:
        add_bin(actor=self.actor, branch_id=self.branch, **form.cleaned_data)
        return reverse("backoffice:bin_list")


def _of_branch(found: Any, branch_id: UUID) -> Any:
    """The bin, None for one of another branch."""
    return found if found and found.branch_id == branch_id else None


class ChangeBin(BinScreen):
    """A bin's code, label and use."""

    permission = ADJUST_STOCK
    form_class = ChangedBinForm
    done = _("Location saved.")

    bin: One[Any] = One(
        "bin_id",
        lambda at, key: _of_branch(get_bin(actor=at.actor, bin_id=key), at.branch),
        missing=_("This location doesn’t exist. Choose one from the list."),
    )

    def page_title(self) -> Text:
        return gettext("Location %(code)s") % {"code": self.bin.code}

    def initial(self) -> dict[str, Any]:
        names = ("code", "label", "is_active", "version")
        return {name: getattr(self.bin, name) for name in names}

    def act(self, form: ScreenForm) -> str:
        change_bin(actor=self.actor, branch_id=self.branch, bin_id=self.bin.id, **form.cleaned_data)
        return reverse("backoffice:bin_list")


def home_act(actor: Actor, branch_id: UUID) -> RowAct:
    """Saying where the products that are selected belong at the branch."""
    bins = list_bins(actor=actor, branch_id=branch_id).filter(is_active=True).order_by("code")
    named = [(str(one.id), f"{one.code} {one.label}".strip()) for one in bins[:MOST_LABELS]]
    choices = [("", gettext("Choose a location")), *named, (NONE, gettext("No location"))]
    asks = Asked("bin_id", gettext("Location (bin)"), choices)
    url = reverse("backoffice:products_home")
    return RowAct(gettext("Set location"), "grid-3x3-gap", url, ADJUST_STOCK, asks)


class SetHomeOfSelected(SelectionScreen):
    """The products that are selected in the list belong into a bin of the branch."""

    calls = Calls(set_home_bins, bin_id=chosen_id)
    takes = "product_ids"
    list_name = "backoffice:product_list"
    counted = ngettext_lazy(
        "Location of %(count)s product set.", "Location of %(count)s products set.", "count"
    )


@lru_cache(maxsize=4 * MOST_LABELS)
def _drawn(code: str) -> tuple[int, str]:
    """A bin's code as its label has it, kept: it takes two milliseconds, and is no secret."""
    return modules_path(f"{MARK}{code}")


class BinLabels(Screen):
    """The labels of all bins in use, to print and stick on; each is read by any 2D scanner."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/bins/labels.html"
    title = _("Location labels")

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Locations"), reverse("backoffice:bin_list"))]

    def context(self) -> dict[str, Any]:
        bins = list_bins(actor=self.actor, branch_id=self.branch_id or UUID(int=0))
        labels = []
        for one in bins.filter(is_active=True).order_by("code")[:MOST_LABELS]:
            width, path = _drawn(one.code)
            labels.append({"bin": one, "width": width, "path": path})
        return {"labels": labels}
