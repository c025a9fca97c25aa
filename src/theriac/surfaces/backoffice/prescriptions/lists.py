"""Every prescription of a branch, by state and prescriber; and the report by coded reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import django_filters
from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.organisation.queries.branches import branch_date, branch_zone, day_begins
from theriac.domains.prescribers.permissions import VIEW_PRESCRIBERS
from theriac.domains.prescribers.queries.prescribers import list_prescribers, prescriber_names
from theriac.domains.prescribers.search import matching
from theriac.domains.prescriptions.permissions import RECEIVE_PRESCRIPTIONS, VIEW_PRESCRIPTIONS
from theriac.domains.prescriptions.queries.board import list_prescriptions
from theriac.domains.prescriptions.queries.reasons import count_reasons
from theriac.surfaces.backoffice.prescriptions.base import AmongPrescriptions
from theriac.surfaces.backoffice.prescriptions.words import (
    KIND_WORDS,
    STATES,
    lasted,
    reason_words,
)
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort

LONGEST = 100
"""Prescribers whom a search compares."""
USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class PrescriptionRow:
    """A prescription with its prescriber."""

    row: Any
    prescriber: str

    @property
    def pk(self) -> UUID:
        """The prescription's id."""
        return UUID(str(self.row.pk))

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.row.code)

    @property
    def lasted(self) -> str:
        """How long it is in its state."""
        return lasted(self.row.state_since)


class PrescriptionTable(ListTable):
    """Code with prescriber, when it came, until when it is valid, state and time in it."""

    name = NameColumn(
        verbose_name=_("Prescription"),
        url=lambda row: reverse("backoffice:prescription_detail", args=[row.pk]),
        note=lambda row: row.prescriber,
    )
    received_at = MomentColumn(
        verbose_name=_("Received"), accessor="row__received_at", label=_("Received")
    )
    valid_until = DateColumn(
        verbose_name=_("Valid until"), accessor="row__valid_until", label=_("Valid until")
    )
    lasted = TextColumn(
        verbose_name=_("Time in this state"), accessor="lasted", label=_("Time in this state")
    )
    state = TextColumn(verbose_name=_("Status"), accessor="row__state")

    def render_state(self, value: str) -> SafeString:
        return STATES.badge(value)


class PrescriptionFilters(ListFilters):
    """By state."""

    state = django_filters.ChoiceFilter(choices=STATES.choices(), label=_("Status"))


class PrescriptionList(ListScreen):
    """The branch's prescriptions; whose they are is told on their pages alone."""

    permission = VIEW_PRESCRIPTIONS
    title = _("All prescriptions")
    counted = ngettext_lazy("%(count)s prescription", "%(count)s prescriptions", "count")
    search_hint = _("Prescriber")
    table_class = PrescriptionTable
    filterset_class = PrescriptionFilters
    sorts = {
        "received_at": Sort(_("Received"), ("received_at",), descending=True),
        "since": Sort(_("Time in this state"), ("state_since",)),
    }
    default_sort = "received_at"
    exports = (
        Export(_("Code"), lambda row: row.row.code),
        Export(_("Prescriber"), lambda row: row.prescriber),
        Export(_("Date on the prescription"), lambda row: row.row.written_on),
        Export(_("Received"), lambda row: row.row.received_at),
        Export(_("Valid until"), lambda row: row.row.valid_until),
        Export(_("Lines"), lambda row: row.row.line_count),
        Export(_("Status"), lambda row: str(STATES.word(row.row.state))),
    )
    empty = Empty(
        _("No prescriptions yet"),
        _("Take in a prescription at the counter, on paper or as a photo."),
        "file-medical",
    )

    def rows(self) -> QuerySet[Any]:
        if self.branch_id is None:
            return list_prescriptions(actor=self.actor, branch_id=UUID(int=0)).none()
        return list_prescriptions(actor=self.actor, branch_id=self.branch_id)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """By prescriber, for who may see them."""
        if not self.may(VIEW_PRESCRIBERS):
            return rows.none()
        found = matching(list_prescribers(actor=self.actor), text).order_by("name", "id")
        ids = list(found.values_list("id", flat=True)[:LONGEST])
        return rows.filter(prescriber_id__in=ids)

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Prescriptions with their prescribers."""
        if self.branch_id is None:
            return {}
        rows = list(self.rows().filter(pk__in=ids))
        names = prescriber_names({row.prescriber_id for row in rows})
        return {row.pk: PrescriptionRow(row, names.get(row.prescriber_id, "")) for row in rows}

    def actions(self) -> Sequence[Action]:
        return [
            Action(
                _("Take in a prescription"),
                "file-earmark-plus",
                reverse("backoffice:prescription_find"),
                RECEIVE_PRESCRIPTIONS,
                "primary",
            ),
        ]


class PeriodForm(ScreenForm):
    """From a day to a day."""

    since = forms.DateField(label=_("From date"))
    until = forms.DateField(label=_("To date"))


class PrescriptionReasons(AmongPrescriptions):
    """How often which reason was given at the branch, in a period."""

    permission = VIEW_PRESCRIPTIONS
    title = _("Refused, not dispensed, substituted")
    template_name = "backoffice/prescriptions/reasons.html"

    def context(self) -> dict[str, Any]:
        """The counts by kind; the last thirty days unless asked otherwise."""
        today = branch_date(self.branch)
        usual = {"since": today - timedelta(days=USUAL_DAYS - 1), "until": today}
        sent = self.request.GET
        form = PeriodForm(sent) if "since" in sent or "until" in sent else PeriodForm(initial=usual)
        days = form.cleaned_data if form.is_bound and form.is_valid() else usual
        zone = branch_zone(self.branch)
        counts = count_reasons(
            actor=self.actor,
            branch_id=self.branch,
            since=day_begins(days["since"], zone),
            until=day_begins(days["until"] + timedelta(days=1), zone),
        )
        return {
            "form": form,
            "counts": [
                (KIND_WORDS[one.kind], reason_words(one.reason_code, one.kind), one.count)
                for one in counts
            ],
        }
