"""Prescribing systems of a branch: listed, registered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.facts.records import given
from theriac.domains.eprescriptions.commands.systems import SystemWritten, register_system
from theriac.domains.eprescriptions.permissions import MANAGE_SYSTEMS
from theriac.domains.eprescriptions.queries.systems import list_systems
from theriac.surfaces.backoffice.eprescriptions.words import SYSTEM_STATES
from theriac.surfaces.backoffice.shell.forms.form import ScreenForm
from theriac.surfaces.backoffice.shell.forms.screen import FormScreen
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen


def state_of(system: Any) -> str:
    """Whether prescriptions of a system are accepted."""
    return "ended" if system.ended_at else "active"


class PrescribingSystemTable(ListTable):
    """Name with its address, keys, since when, status."""

    name = NameColumn(
        verbose_name=_("System"),
        url=lambda row: reverse("backoffice:prescribing_system_detail", args=[row.pk]),
        note=lambda row: row.namespace,
    )
    keys = NumberColumn(verbose_name=_("Keys"), accessor="key_count", label=_("Keys"))
    registered_at = MomentColumn(verbose_name=_("Registered"), label=_("Registered"))
    state = TextColumn(verbose_name=_("Status"), accessor="pk")

    def render_state(self, record: Any) -> SafeString:
        return SYSTEM_STATES.badge(state_of(record))


class PrescribingSystemList(ListScreen):
    """Whose signed prescriptions this branch accepts."""

    permission = MANAGE_SYSTEMS
    title = _("Prescribing systems")
    counted = ngettext_lazy("%(count)s system", "%(count)s systems", "count")
    table_class = PrescribingSystemTable
    sorts = {"name": Sort(_("System"), ("name",))}
    default_sort = "name"
    exports = (
        Export(_("System"), lambda row: row.name),
        Export(_("Address"), lambda row: row.namespace),
        Export(_("Keys"), lambda row: row.key_count),
        Export(_("Registered"), lambda row: row.registered_at),
        Export(_("Status"), lambda row: str(SYSTEM_STATES.word(state_of(row)))),
    )
    empty = Empty(
        _("No prescribing systems yet"),
        _("Register the system of a clinic or hub to receive its electronic prescriptions."),
        "key",
    )

    def rows(self) -> QuerySet[Any]:
        branch_id = self.branch_id or UUID(int=0)
        return list_systems(actor=self.actor, branch_id=branch_id)

    def actions(self) -> Sequence[Action]:
        new = reverse("backoffice:prescribing_system_new")
        return [Action(_("Register system"), "plus-lg", new, MANAGE_SYSTEMS, "primary")]


class AmongSystems(Screen):
    """A screen below the list of prescribing systems."""

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Prescribing systems"), reverse("backoffice:prescribing_system_list"))]


class SystemForm(ScreenForm):
    """What the system is called, and what its bundles are named by."""

    name = forms.CharField(label=_("Name"), max_length=120)
    namespace = forms.CharField(
        label=_("Identifier system (URI)"),
        help_text=_("Bundle.identifier.system of its bundles, such as https://clinic.example/rx."),
        max_length=200,
    )


class RegisterSystem(AmongSystems, FormScreen):
    """A system that the branch doesn't know yet."""

    permission = MANAGE_SYSTEMS
    form_class = SystemForm
    title = _("Register prescribing system")
    submit_label = _("Register system")
    done = _("System registered. Add its public key.")

    def act(self, form: ScreenForm) -> str:
        made = register_system(
            actor=self.actor,
            branch_id=self.branch,
            facts=given(SystemWritten, **form.cleaned_data),
        )
        return reverse("backoffice:prescribing_system_detail", args=[made])
