"""Generics as a list, and one with its brands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.problems import Text
from theriac.domains.catalog.commands.generics import set_atc
from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.generics import (
    GenericDetail,
    generic_details,
    list_generics,
    products_of_generic,
)
from theriac.surfaces.backoffice.catalog.medicines.brands import BRANDS, brand_rows
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, NameColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


def _products() -> Crumb:
    return Crumb(gettext_lazy("Products"), reverse("backoffice:product_list"))


def generic_url(row: Any) -> str:
    """The generic's page."""
    return reverse("backoffice:generic_detail", args=[row.pk])


class GenericTable(ListTable):
    """A generic, its form, and how many products are one."""

    name = NameColumn(verbose_name=gettext_lazy("Generic medicine"), url=generic_url)
    dose_form = TextColumn(verbose_name=gettext_lazy("Dose form"))
    atc = TextColumn(verbose_name=gettext_lazy("ATC code"), label=gettext_lazy("ATC code"))
    product_count = TextColumn(
        verbose_name=gettext_lazy("Products"), label=gettext_lazy("Products")
    )


class GenericList(ListScreen):
    """Every generic; each leads to its brands."""

    permission = VIEW_CATALOG
    title = gettext_lazy("Generic medicines")
    counted = ngettext_lazy("%(count)s generic medicine", "%(count)s generic medicines", "count")
    table_class = GenericTable
    search_hint = gettext_lazy("Substance, strength or form")
    sorts = {"name": Sort(gettext_lazy("Generic medicine"), ("name",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Generic medicine"), "name"),
        Export(gettext_lazy("Dose form"), "dose_form"),
        Export(gettext_lazy("ATC code"), "atc"),
        Export(gettext_lazy("Products"), "product_count"),
    )
    empty = Empty(
        gettext_lazy("No generic medicines yet"),
        gettext_lazy(
            "Generic medicines are added with the first product that gives its "
            "substances and strengths."
        ),
        "diagram-3",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [_products()]

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_generics(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Names that hold every word."""
        for word in text.split():
            rows = rows.filter(name__icontains=word)
        return rows

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        return {row.pk: row for row in self.rows().filter(pk__in=list(ids))}

    def actions(self) -> Sequence[Action]:
        url = reverse("backoffice:generic_open")
        label = gettext_lazy("Products without a generic medicine")
        return [Action(label, "question-circle", url, MANAGE_CATALOG)]


class GenericDetailScreen(ExportedScreen):
    """One generic: its substances, and the brands that can be sold here."""

    permission = VIEW_CATALOG
    template_name = "backoffice/catalog/generic.html"
    exports = BRANDS

    generic: One[GenericDetail] = One(
        "generic_id",
        lambda at, key: next(iter(generic_details(actor=at.actor, generic_ids=[key])), None),
        missing=gettext_lazy(
            "This generic medicine isn’t in the catalogue. Choose one from the list."
        ),
    )

    def page_title(self) -> Text:
        return self.generic.name

    def crumbs(self) -> Sequence[Crumb]:
        generics = Crumb(gettext_lazy("Generic medicines"), reverse("backoffice:generic_list"))
        return [_products(), generics]

    def exported_rows(self) -> list[dict[str, Any]]:
        """Its brands."""
        found = products_of_generic(actor=self.actor, generic_id=self.generic.id)
        return brand_rows(self, found)

    def context(self) -> dict[str, Any]:
        return {
            "generic": self.generic,
            "brands": self.exported_rows(),
            "may_manage": self.may(MANAGE_CATALOG),
        }


class AtcForm(ScreenForm):
    """The code."""

    atc = forms.CharField(
        label=gettext_lazy("ATC code"),
        max_length=7,
        required=False,
        help_text=gettext_lazy(
            "Seven characters, for example N02BE01. Duplicate therapy is found by it."
        ),
    )


class ChangeAtc(FormScreen):
    """A generic's ATC code, for all its products."""

    permission = MANAGE_CATALOG
    for_every_branch = True
    form_class = AtcForm
    title = gettext_lazy("ATC code")
    done = gettext_lazy("Saved.")

    generic: One[GenericDetail] = One(
        "generic_id",
        lambda at, key: next(iter(generic_details(actor=at.actor, generic_ids=[key])), None),
        missing=gettext_lazy(
            "This generic medicine isn’t in the catalogue. Choose one from the list."
        ),
    )

    @property
    def own_url(self) -> str:
        """The generic's page."""
        return reverse("backoffice:generic_detail", args=[self.generic.id])

    def crumbs(self) -> Sequence[Crumb]:
        generics = Crumb(gettext_lazy("Generic medicines"), reverse("backoffice:generic_list"))
        return [_products(), generics, Crumb(self.generic.name, self.own_url)]

    def initial(self) -> dict[str, Any]:
        return {"atc": self.generic.atc}

    def act(self, form: ScreenForm) -> str:
        set_atc(actor=self.actor, generic_id=self.generic.id, atc=form.cleaned_data["atc"])
        return self.own_url
