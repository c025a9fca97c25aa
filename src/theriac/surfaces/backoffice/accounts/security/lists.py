"""Security events: what happened to whom, by whom, from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.core.ids import parse_id
from theriac.domains.accounts.commands.security import look_at_alarms
from theriac.domains.accounts.permissions import VIEW_SECURITY
from theriac.domains.accounts.queries.people import list_people, names_of, people_called
from theriac.domains.accounts.queries.roles import roles_in_order
from theriac.domains.accounts.queries.security import count_alarms, list_events
from theriac.domains.accounts.security.events import ALARMS
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.terminals import list_terminals
from theriac.domains.shares.queries import names_of_shares
from theriac.surfaces.backoffice.accounts.security.words import TITLES, facts_words, title_badge
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.tables import (
    LedgerTable,
    ListFilters,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort

if TYPE_CHECKING:
    from theriac.domains.accounts.models import SecurityEvent


class EventTable(LedgerTable):
    """When, what, whom it concerns, who did it, from where, and the details."""

    recorded_at = MomentColumn(verbose_name=gettext_lazy("When"))
    what = TextColumn(verbose_name=gettext_lazy("What"))
    whom = TextColumn(
        verbose_name=gettext_lazy("Affected person"), label=gettext_lazy("Affected person")
    )
    who = TextColumn(verbose_name=gettext_lazy("By"), label=gettext_lazy("By"))
    address = TextColumn(verbose_name=gettext_lazy("Address"), label=gettext_lazy("Address"))
    details = TextColumn(verbose_name=gettext_lazy("Details"))


class EventFilters(ListFilters):
    """By kind, alarms only, and one person's."""

    kind = django_filters.ChoiceFilter(choices=list(TITLES.items()), label=gettext_lazy("What"))
    alarm = django_filters.BooleanFilter(method="alarms", label=gettext_lazy("Alarms"))
    person = django_filters.CharFilter(method="of_person", label=gettext_lazy("Staff member"))

    def alarms(self, rows: QuerySet[SecurityEvent], _name: str, value: bool) -> QuerySet[Any]:
        """What the owner is told of."""
        return rows.filter(kind__in=sorted(ALARMS)) if value else rows

    def of_person(self, rows: QuerySet[SecurityEvent], _name: str, value: str) -> QuerySet[Any]:
        """What concerns a person or was done by them."""
        person_id = parse_id(value)
        return rows.filter(Q(user_id=person_id) | Q(actor_id=person_id)) if person_id else rows


class SecurityList(ListScreen):
    """Every event that the reader may see, newest first; never editable."""

    permission = VIEW_SECURITY
    title = gettext_lazy("Security")
    template_name = "backoffice/accounts/security.html"
    counted = ngettext_lazy("%(count)s event", "%(count)s events", "count")
    search_hint = gettext_lazy("Name, sign-in name or address")
    table_class = EventTable
    filterset_class = EventFilters
    sorts = {"recorded_at": Sort(gettext_lazy("When"), ("recorded_at",), descending=True)}
    default_sort = "recorded_at"
    exports = (
        Export(gettext_lazy("When"), "recorded_at"),
        Export(gettext_lazy("What"), lambda event: str(TITLES.get(event.kind, event.kind))),
        Export(gettext_lazy("Affected person"), "whom"),
        Export(gettext_lazy("By"), "who"),
        Export(gettext_lazy("Address"), "address"),
        Export(gettext_lazy("Details"), "details"),
    )
    empty = Empty(
        gettext_lazy("No security events yet"),
        gettext_lazy("Failed sign-ins, lockouts and permission changes appear here."),
        "shield-check",
    )

    def rows(self) -> QuerySet[SecurityEvent]:
        """Every event that the actor may see."""
        return list_events(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Events of people whose name holds what was typed, or from such an address."""
        people = [one.id for one in people_called(list_people(), text)]
        concerned = Q(user_id__in=people) | Q(actor_id__in=people)
        return rows.filter(concerned | Q(origin__address__startswith=text))

    def context(self) -> dict[str, Any]:
        """The list, and how many alarms nobody looked at."""
        return super().context() | {"alarms": count_alarms(actor=self.actor)}

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Events in words."""
        rows: dict[Any, Any] = {
            row.pk: row for row in self.rows().filter(pk__in=ids).select_related("origin")
        }
        people = self._names(rows)
        roles = {role.code: role.title for role in roles_in_order(with_retired=True)}
        places = {str(branch.id): branch.name for branch in list_branches()}
        terminals = dict(list_terminals().order_by().values_list("id", "name"))
        for row in rows.values():
            row.what = title_badge(row.kind)
            row.whom = people.get(row.user_id) or terminals.get(row.terminal_id, "")
            row.who = people.get(row.actor_id, "")
            told = {**row.facts, "who": row.whom or row.who}
            row.details = facts_words(told, roles, places) or people.get(
                parse_id(str(row.facts.get("key", ""))), ""
            )
        return rows

    def _names(self, rows: Mapping[Any, Any]) -> Mapping[Any, str]:
        ids = {row.user_id for row in rows.values()} | {row.actor_id for row in rows.values()}
        ids |= {parse_id(str(row.facts.get("key", ""))) for row in rows.values()}
        known = {key for key in ids if key}
        return {**names_of_shares(known), **names_of(known)}


class LookAtAlarms(ButtonScreen):
    """The alarms until now were looked at."""

    calls = Calls(look_at_alarms)
    done = gettext_lazy("Marked as reviewed. The Today page shows only new alarms.")

    def address(self) -> str:
        return reverse("backoffice:security_list")
