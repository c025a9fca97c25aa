"""Who is in a chronic programme at a branch, and whose refills are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.ids import parse_id
from theriac.core.problems import Text
from theriac.domains.catalog.queries.names import product_names
from theriac.domains.refills.commands.programmes import join_programme, leave_programme
from theriac.domains.refills.ids import ProgrammeId
from theriac.domains.refills.permissions import KEEP_PROGRAMMES
from theriac.domains.refills.programmes import name_of
from theriac.domains.refills.queries.programmes import (
    due_in_programme,
    find_member,
    find_programme,
    list_members,
)
from theriac.surfaces.backoffice.patients.base import PatientScreen
from theriac.surfaces.backoffice.refills.programmes import TITLE
from theriac.surfaces.backoffice.refills.words import name_in, reached
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls, at_most
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.one import One
from theriac.surfaces.backoffice.shell.screens import Crumb


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Who is in a programme, with the refills that are due."""

    row: Any
    name: str
    phone: str
    due: str
    due_on: Any

    @property
    def pk(self) -> UUID:
        """The membership's id."""
        return UUID(str(self.row.pk))


class MemberTable(ListTable):
    """Who, since when, which refills are due."""

    name = NameColumn(
        verbose_name=gettext_lazy("Patient"),
        url=lambda row: reverse("backoffice:patient_detail", args=[row.row.patient_id]),
    )
    joined = DateColumn(
        verbose_name=gettext_lazy("Since"),
        accessor="row__joined_on",
        label=gettext_lazy("Since"),
    )
    due = TextColumn(
        verbose_name=gettext_lazy("Refills due"),
        label=gettext_lazy("Refills due"),
        empty_values=("",),
    )
    due_on = DateColumn(
        verbose_name=gettext_lazy("Runs out on"),
        label=gettext_lazy("Runs out on"),
        empty_values=(None, ""),
    )
    phone = TextColumn(
        verbose_name=gettext_lazy("Telephone"),
        label=gettext_lazy("Telephone"),
        empty_values=("",),
        whole=True,
    )


class MemberFilters(ListFilters):
    """Those whose refills are due; those who left only if asked for."""

    due = django_filters.BooleanFilter(label=gettext_lazy("Refills due"), method="only_due")
    gone = django_filters.BooleanFilter(label=gettext_lazy("Left"), method="only_gone")

    def only_due(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        if not value:
            return rows
        key = self.request.resolver_match.kwargs["programme_id"]
        actor = self.request.actor
        due = due_in_programme(actor=actor, branch_id=actor.branch_id, programme_id=key)
        return rows.filter(id__in=list(due))

    def only_gone(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        return rows.filter(left_at__isnull=False) if value else rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Who is in it, unless those are asked for who left."""
        kept: QuerySet[Any] = super().filter_queryset(queryset)
        return kept if self.form.cleaned_data.get("gone") else kept.filter(left_at=None)


class ProgrammeMembers(ListScreen):
    """Who is in a programme at the branch, and whose refills are due."""

    permission = KEEP_PROGRAMMES
    counted = ngettext_lazy("%(count)s patient", "%(count)s patients", "count")
    table_class = MemberTable
    filterset_class = MemberFilters
    sorts = {"joined": Sort(gettext_lazy("Since"), ("joined_on",))}
    default_sort = "joined"
    programme: One[Any] = One(
        "programme_id",
        lambda at, key: find_programme(actor=at.actor, branch_id=at.branch, programme_id=key),
        missing=gettext_lazy("This programme doesn’t exist."),
    )
    exports = (
        Export(gettext_lazy("Patient"), lambda row: row.name),
        Export(gettext_lazy("Since"), lambda row: row.row.joined_on),
        Export(gettext_lazy("Refills due"), lambda row: row.due),
        Export(gettext_lazy("Runs out on"), lambda row: row.due_on),
        Export(gettext_lazy("Telephone"), lambda row: row.phone),
    )
    empty = Empty(
        gettext_lazy("No patients here"),
        gettext_lazy("Add patients on their own pages."),
        "heart-pulse",
    )

    def page_title(self) -> Text:
        return name_of(self.programme)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(TITLE, reverse("backoffice:programme_list"))]

    def rows(self) -> QuerySet[Any]:
        return list_members(actor=self.actor, branch_id=self.branch, programme_id=self.programme.id)

    @cached_property
    def due(self) -> Mapping[UUID, Sequence[Any]]:
        """By membership the plans that are due."""
        return due_in_programme(
            actor=self.actor, branch_id=self.branch, programme_id=self.programme.id
        )

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Members by name, with what is due."""
        rows = list(self.rows().filter(pk__in=ids))
        found = reached(self.actor, self.branch, [one.patient_id for one in rows])
        plans = [plan for one in rows for plan in self.due.get(one.id, ())]
        names = product_names({one.product_id for one in plans})
        return {one.pk: self._row(one, found, names) for one in rows}

    def _row(self, one: Any, found: Mapping[UUID, Any], names: Mapping[UUID, str]) -> MemberRow:
        plans = self.due.get(one.id, ())
        reach = found.get(one.patient_id)
        may_call = reach is not None and "phone" in reach.channels
        return MemberRow(
            row=one,
            name=name_in(found, one.patient_id),
            phone=reach.phone if reach is not None and may_call else "",
            due=", ".join(names.get(plan.product_id, "") for plan in plans),
            due_on=plans[0].next_due_on if plans else None,
        )


class JoinProgramme(PatientScreen, ButtonScreen):
    """The patient is in a programme from today on."""

    calls = Calls(join_programme)
    done = gettext_lazy("Added to the programme.")

    def given(self) -> dict[str, Any]:
        chosen = parse_id(self.request.POST.get("programme_id", ""))
        return {"programme_id": ProgrammeId(chosen or UUID(int=0))}


class LeaveProgramme(ButtonScreen):
    """The patient is in it no more."""

    calls = Calls(leave_programme, why=at_most(16))
    done = gettext_lazy("Removed from the programme.")
    member: One[Any] = One(
        "member_id",
        lambda at, key: find_member(actor=at.actor, branch_id=at.branch, member_id=key),
        missing=gettext_lazy("This patient isn’t in the programme at this branch."),
    )

    def address(self) -> str:
        return reverse("backoffice:patient_detail", args=[self.member.patient_id])
