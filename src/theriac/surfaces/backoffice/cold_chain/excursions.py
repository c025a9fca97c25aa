"""Excursions: listed, and one with the batches that it holds, each to be decided on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.facts.records import given
from theriac.core.ids import parse_id
from theriac.core.problems import Text, Unprocessable
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.catalog.queries.products import product_details
from theriac.domains.cold_chain.commands.assess import BatchDecided, assess_excursion
from theriac.domains.cold_chain.permissions import ASSESS_COLD
from theriac.domains.cold_chain.queries.sensors import find_excursion, list_excursions
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.catalog.words import in_words
from theriac.surfaces.backoffice.cold_chain.base import ColdScreen, excursion_badge
from theriac.surfaces.backoffice.cold_chain.degrees import degrees
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
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

DECISIONS: dict[str, Text] = {
    "release": gettext_lazy("Released"),
    "quarantine": gettext_lazy("Quarantined"),
    "destroy": gettext_lazy("Quarantined for destruction"),
}
CHOICES: dict[str, Text] = {
    "release": gettext_lazy("Release"),
    "quarantine": gettext_lazy("Quarantine"),
    "destroy": gettext_lazy("Quarantine for destruction"),
}


class ExcursionTable(ListTable):
    """Where, from when to when, how warm, how many batches, how it stands."""

    sensor = NameColumn(
        verbose_name=gettext_lazy("Fridge"),
        accessor="sensor__name",
        url=lambda row: reverse("backoffice:excursion_detail", args=[row.pk]),
    )
    began = MomentColumn(
        verbose_name=gettext_lazy("Started"), accessor="began_at", label=gettext_lazy("Started")
    )
    ended = MomentColumn(
        verbose_name=gettext_lazy("Ended"), accessor="ended_at", label=gettext_lazy("Ended")
    )
    highest = TextColumn(verbose_name=gettext_lazy("Temperature"), accessor="span")
    held = NumberColumn(
        verbose_name=gettext_lazy("Batches"), accessor="held", label=gettext_lazy("Batches")
    )
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="state_words")


class ExcursionFilters(ListFilters):
    """Those that wait for an assessment."""

    waiting = django_filters.BooleanFilter(
        method="keep_waiting", label=gettext_lazy("Awaiting assessment")
    )

    def keep_waiting(self, rows: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Not assessed."""
        return rows.filter(closed_at=None) if value else rows


class ExcursionList(ColdScreen, ListScreen):
    """Every time that a place was outside its limits too long."""

    permission = VIEW_STOCK
    title = gettext_lazy("Excursions")
    counted = ngettext_lazy("%(count)s excursion", "%(count)s excursions", "count")
    table_class = ExcursionTable
    filterset_class = ExcursionFilters
    sorts = {"began": Sort(gettext_lazy("Started"), ("began_at",), descending=True)}
    default_sort = "began"
    exports = (
        Export(gettext_lazy("Fridge"), lambda row: row.sensor.name),
        Export(gettext_lazy("Started"), lambda row: row.began_at),
        Export(gettext_lazy("Ended"), lambda row: row.ended_at),
        Export(gettext_lazy("Lowest, tenths of °C"), lambda row: row.lowest),
        Export(gettext_lazy("Highest, tenths of °C"), lambda row: row.highest),
        Export(gettext_lazy("Lower limit, tenths of °C"), lambda row: row.low),
        Export(gettext_lazy("Upper limit, tenths of °C"), lambda row: row.high),
        Export(gettext_lazy("Batches"), lambda row: row.held),
        Export(gettext_lazy("Assessed"), lambda row: row.closed_at),
        Export(gettext_lazy("Note"), lambda row: row.note),
    )
    empty = Empty(
        gettext_lazy("No excursions"),
        gettext_lazy("Excursions outside the limits are listed here."),
        "thermometer-half",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_excursions(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_excursions(actor=self.actor, branch_id=self.branch_id)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        found: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in found.values():
            row.span = _("%(low)s to %(high)s") % {
                "low": degrees(row.lowest),
                "high": degrees(row.highest),
            }
            row.held = len(row.batches.all())
            row.state_words = excursion_badge(row)
        return found


class OneExcursion(ColdScreen):
    """A screen of the excursion that the address names."""

    excursion: One[Any] = One(
        "excursion_id",
        lambda at, key: find_excursion(actor=at.actor, branch_id=at.branch, excursion_id=key),
        missing=gettext_lazy(
            "This excursion doesn’t exist at this branch. Choose one from the list."
        ),
    )

    def address(self) -> str:
        return reverse("backoffice:excursion_detail", args=[self.excursion.id])

    def page_title(self) -> Text:
        return str(self.excursion.sensor.name)

    def crumbs(self) -> Sequence[Crumb]:
        listed = Crumb(gettext_lazy("Excursions"), reverse("backoffice:excursion_list"))
        return [*super().crumbs(), listed]


class ExcursionDetail(OneExcursion, ExportedScreen):
    """How warm, how long, what it holds, and what was decided."""

    permission = VIEW_STOCK
    template_name = "backoffice/cold_chain/excursion.html"
    exports = (
        Export(gettext_lazy("Product"), lambda row: row[1].name),
        Export(gettext_lazy("Batch"), lambda row: row[0].batch.number),
        Export(gettext_lazy("Base units"), lambda row: row[0].quantity),
        Export(gettext_lazy("Decision"), lambda row: row[3]),
        Export(gettext_lazy("Who"), lambda row: row[4]),
    )

    def exported_rows(self) -> list[Any]:
        """The batches that it held."""
        rows: list[Any] = self.context()["batches"]
        return rows

    def context(self) -> dict[str, Any]:
        one = self.excursion
        rows = list(one.batches.all())
        keys = list({row.batch.product_id for row in rows})
        found = product_details(actor=self.actor, product_ids=keys)
        products = {product.id: product for product in found}
        people = names_of(
            person for person in (one.closed_by, *(row.decided_by for row in rows)) if person
        )
        minutes = int(((one.ended_at or one.last_at) - one.began_at).total_seconds()) // 60
        return {
            "excursion": one,
            "state": excursion_badge(one),
            "lowest": degrees(one.lowest),
            "highest": degrees(one.highest),
            "low": degrees(one.low),
            "high": degrees(one.high),
            "minutes": minutes,
            "closed_by": people.get(one.closed_by, ""),
            "batches": [
                (
                    row,
                    products[row.batch.product_id],
                    in_words(row.quantity, products[row.batch.product_id]),
                    DECISIONS.get(row.decision, ""),
                    people.get(row.decided_by, ""),
                )
                for row in rows
            ],
            "choices": list(CHOICES.items()),
            "may_assess": (
                self.may(ASSESS_COLD) and one.closed_at is None and one.ended_at is not None
            ),
            **history_beside(self, one.id),
        }


class AssessExcursion(OneExcursion, ButtonScreen):
    """Decide on the batches that were chosen, and write down what was found."""

    calls = Calls(assess_excursion, note=str)

    def given(self) -> dict[str, Any]:
        """What was decided, batch by batch."""
        found = []
        for name in self.request.POST:
            batch_id = parse_id(name.removeprefix("decision_"))
            chosen = self.request.POST.get(name, "")
            if name.startswith("decision_") and batch_id is not None and chosen:
                reason = self.request.POST.get(f"reason_{batch_id}", "")
                if not reason.strip():
                    raise Unprocessable(_("Enter a reason."), field="decisions")
                found.append(given(BatchDecided, batch_id=batch_id, decision=chosen, reason=reason))
        return {"decisions": found}

    def said(self, result: bool) -> Text:
        """Whether all of it is decided."""
        return _("Assessment saved.") if result else _("Saved. Decide on the other batches too.")
