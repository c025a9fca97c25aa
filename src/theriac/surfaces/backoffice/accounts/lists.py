"""The list of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from theriac.domains.accounts.permissions import MANAGE_STAFF, VIEW_STAFF
from theriac.domains.accounts.queries.people import in_name_order, people_called, people_seen
from theriac.domains.accounts.queries.profiles import licences_due
from theriac.surfaces.backoffice.accounts.words import branch_choices, role_choices, roles_words
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.templatetags.theriac import today

if TYPE_CHECKING:
    from theriac.domains.accounts.models import User


def state_badge(person: Any) -> SafeString:
    """Whether the person may sign in, and whether the password is still one that was given."""
    if not person.is_active:
        return badge(_("Suspended"), "person-slash", "line")
    signs_in = badge(_("Active"), "check-circle-fill", "go")
    if not person.must_change_password:
        return signs_in
    given = badge(_("First password"), "key", "look")
    return format_html('<span class="t-row t-wrap t-notes-row">{}{}</span>', signs_in, given)


class PersonTable(ListTable):
    """Name, roles with branches, state."""

    name = NameColumn(
        verbose_name=gettext_lazy("Name"),
        accessor="display_name",
        url=lambda person: reverse("backoffice:person_detail", args=[person.pk]),
        note=lambda person: person.username,
    )
    roles = TextColumn(verbose_name=gettext_lazy("Roles"), accessor="roles_words")
    state = TextColumn(verbose_name=gettext_lazy("Status"), accessor="state_badge")


class PersonFilters(ListFilters):
    """By role, by branch, who still has a password that was given, and who is shut out."""

    role = django_filters.ChoiceFilter(
        field_name="assignments__role__code",
        choices=role_choices,
        distinct=True,
        label=gettext_lazy("Role"),
    )
    branch = django_filters.ChoiceFilter(method="at_branch", label=gettext_lazy("Branch"))
    given = django_filters.BooleanFilter(
        field_name="must_change_password", label=gettext_lazy("First password")
    )
    licence = django_filters.BooleanFilter(
        method="with_licence_due", label=gettext_lazy("Licence expires soon")
    )
    out = django_filters.BooleanFilter(
        field_name="is_active", exclude=True, label=gettext_lazy("Suspended")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = branch_choices(self.request.actor, VIEW_STAFF, everywhere=False)
        self.filters["branch"].extra["choices"] = places

    def with_licence_due(self, rows: QuerySet[User], _name: str, value: bool) -> QuerySet[User]:
        """Who holds a licence that ends within 90 days or has, of the staff that one manages."""
        actor = self.request.actor
        if not value or not actor.may_anywhere(MANAGE_STAFF):
            return rows
        return rows.filter(id__in={one.user_id for one in licences_due(actor=actor, today=today())})

    def at_branch(self, rows: QuerySet[User], _name: str, branch_id: str) -> QuerySet[User]:
        """Who holds a role at this branch or everywhere."""
        here = Q(assignments__branch_id=branch_id)
        everywhere = Q(assignments__isnull=False, assignments__branch=None)
        return rows.filter(here | everywhere).distinct()


class PersonList(ListScreen):
    """Everybody on the staff."""

    permission = VIEW_STAFF
    title = gettext_lazy("Staff")
    counted = ngettext_lazy("%(count)s staff member", "%(count)s staff members", "count")
    search_hint = gettext_lazy("Name or sign-in name")
    table_class = PersonTable
    filterset_class = PersonFilters
    sorts = {"name": Sort(gettext_lazy("Name"), ("name_place",))}
    default_sort = "name"
    exports = (
        Export(gettext_lazy("Name"), "display_name"),
        Export(gettext_lazy("Sign-in name"), "username"),
        Export(gettext_lazy("Roles"), lambda person: person.roles_words),
    )
    empty = Empty(
        gettext_lazy("No staff yet"),
        gettext_lazy("Add the people who work here, each with their own sign-in."),
        "people",
    )

    def rows(self) -> QuerySet[User]:
        """Everybody, each with their place by name."""
        return in_name_order(people_seen(actor=self.actor))

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Names that hold what was typed."""
        found = people_called(people_seen(actor=self.actor), text)
        return rows.filter(id__in=[one.id for one in found])

    def actions(self) -> Sequence[Action]:
        """Badges to print, and a new person."""
        return [
            Action(
                gettext_lazy("Print badges"),
                "person-badge",
                reverse("backoffice:badge_sheet"),
                MANAGE_STAFF,
            ),
            Action(
                gettext_lazy("Add staff member"),
                "person-plus",
                reverse("backoffice:person_new"),
                MANAGE_STAFF,
                "primary",
            ),
        ]

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """People with roles and state in words."""
        only = self.actor.branches_with(VIEW_STAFF)
        rows = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            row.roles_words = roles_words(row.assignments.all(), only)  # type: ignore[attr-defined]
            row.state_badge = state_badge(row)  # type: ignore[attr-defined]
        return rows
