"""The branch's preparations, and its formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.compounding.permissions import COMPOUND
from theriac.domains.compounding.queries import list_formulas, list_preparations
from theriac.domains.prescriptions.ids import code_of
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.catalog.words import counted
from theriac.surfaces.backoffice.compounding.words import FORMS, STATES
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class PreparationTable(ListTable):
    """What was made with its number, how much, until when it is used, by whom, state."""

    product = NameColumn(
        verbose_name=_("Preparation"),
        accessor="product__name",
        url=lambda row: reverse("backoffice:preparation_detail", args=[row.pk]),
        note=lambda row: row.note_words,
    )
    units = TextColumn(
        verbose_name=_("Quantity"), accessor="units_words", label=_("Quantity"), order_by=()
    )
    beyond = TextColumn(
        verbose_name=_("Beyond-use date"), accessor="beyond_words", label=_("Beyond-use date")
    )
    person = TextColumn(verbose_name=_("Who"), accessor="person", label=_("Who"))
    created = MomentColumn(verbose_name=_("Created"), accessor="created_at")
    state = TextColumn(verbose_name=_("Status"), accessor="state_words")


class PreparationFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(label=_("Status"), choices=STATES.choices())


class PreparationList(ListScreen):
    """What the branch compounds and compounded."""

    permission = VIEW_STOCK
    title = _("Compounding")
    counted = ngettext_lazy("%(count)s preparation", "%(count)s preparations", "count")
    table_class = PreparationTable
    filterset_class = PreparationFilters
    search_hint = _("Number")
    sorts = {"created": Sort(_("Created"), ("created_at",), descending=True)}
    default_sort = "created"
    exports = (
        Export(_("Number"), "number"),
        Export(_("Preparation"), "product__name"),
        Export(_("Base units"), "units"),
        Export(_("Beyond-use date"), "beyond_use_on"),
        Export(_("Created"), "created_at"),
        Export(_("Status"), lambda row: str(STATES.word(row.state))),
        Export(
            _("Prescription"),
            lambda row: code_of(row.prescription_id) if row.prescription_id else "",
        ),
    )
    empty = Empty(
        _("No preparations yet"),
        _("Compound a medicine from stock. Another person checks it before it is sold."),
        "eyedropper",
    )

    def rows(self) -> QuerySet[Any]:
        return list_preparations(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the number."""
        return rows.filter(number__icontains=text)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def actions(self) -> Sequence[Action]:
        formulas = reverse("backoffice:formula_list")
        new = reverse("backoffice:preparation_find")
        return [
            Action(_("Formulas"), "journal-text", formulas, VIEW_STOCK),
            Action(_("New preparation"), "plus-lg", new, COMPOUND, "primary"),
        ]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Preparations in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        people = names_of({row.made_by or row.created_by for row in rows.values()})
        for row in rows.values():
            row.units_words = counted(row.product.base_unit, row.units)
            row.beyond_words = shown.local_date(row.beyond_use_on) if row.beyond_use_on else "–"
            row.person = people.get(row.made_by or row.created_by, "")
            row.state_words = STATES.badge(row.state)
            code = [code_of(row.prescription_id)] if row.prescription_id else []
            row.note_words = " · ".join([row.number or str(_("Not made yet")), *code])
        return rows


class FormulaTable(ListTable):
    """Name with what it makes, how much, form, whether it is archived."""

    name = NameColumn(
        verbose_name=_("Formula"),
        url=lambda row: reverse("backoffice:formula_detail", args=[row.pk]),
        note=lambda row: row.product.name,
    )
    units = TextColumn(verbose_name=_("Quantity"), accessor="units_words", label=_("Quantity"))
    form = TextColumn(verbose_name=_("Dose form"), accessor="form_words", label=_("Dose form"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_words")


class FormulaFilters(ListFilters):
    """In use, or archived."""

    archived = django_filters.ChoiceFilter(
        label=_("Status"), choices=[("False", _("In use")), ("True", _("Archived"))]
    )


class FormulaList(ListScreen):
    """What the branch compounds again."""

    permission = VIEW_STOCK
    title = _("Compounding formulas")
    counted = ngettext_lazy("%(count)s formula", "%(count)s formulas", "count")
    table_class = FormulaTable
    filterset_class = FormulaFilters
    search_hint = _("Name")
    sorts = {"name": Sort(_("Name"), ("name",))}
    default_sort = "name"
    exports = (
        Export(_("Formula"), "name"),
        Export(_("Preparation"), "product__name"),
        Export(_("Base units"), "units"),
        Export(_("Dose form"), lambda row: str(FORMS[row.form])),
    )
    empty = Empty(
        _("No formulas yet"),
        _("Open a preparation that you will make again, and save it as a formula."),
        "journal-text",
    )

    def rows(self) -> QuerySet[Any]:
        return list_formulas(actor=self.actor, branch_id=self.branch_id or UUID(int=0))

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By a part of the name."""
        return rows.filter(name__icontains=text)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Compounding"), reverse("backoffice:preparation_list"))]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Formulas in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        for row in rows.values():
            row.units_words = counted(row.product.base_unit, row.units)
            row.form_words = FORMS[row.form]
            row.state_words = (
                badge(_("Archived"), "archive", "note")
                if row.archived
                else badge(_("In use"), "check-circle-fill", "go")
            )
        return rows
