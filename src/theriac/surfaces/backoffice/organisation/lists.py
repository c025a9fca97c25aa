"""The list of terminals, with how far their numbers have come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.countries.registry import profile_for
from theriac.domains.organisation.permissions import MANAGE_TERMINALS, VIEW_TERMINALS
from theriac.domains.organisation.queries.places import terminals_of
from theriac.domains.organisation.queries.terminals import list_series, served_numbers
from theriac.domains.sales.checkout.numbers import HELD_SERIES, SALE_SERIES
from theriac.domains.sales.queries.series import last_sequences
from theriac.surfaces.backoffice.organisation.words import (
    KINDS,
    clock_off,
    clock_words,
    terminal_state,
)
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.tables import (
    CodeColumn,
    ListFilters,
    ListTable,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import actor_of

if TYPE_CHECKING:
    from theriac.domains.organisation.models import Terminal


OF_SALES = (SALE_SERIES, HELD_SERIES)


def numbers_of(terminal: Terminal) -> list[dict[str, Any]]:
    """The terminal's series of sales, newest first, each with its last number ("" for none yet)."""
    series = [one for one in list_series(terminal.id) if one.kind in OF_SALES]
    booked = last_sequences(one.id for one in series)
    served = {series_id: last for series_id, _prefix, last in served_numbers()} if series else {}
    profile = profile_for(frame.pharmacy().country)
    rows = []
    for one in series:
        last = max(booked.get(one.id, 0), served.get(one.id, 0))
        number = profile.format_number(one.prefix, last) if last else ""
        rows.append({"series": one, "last": number})
    return rows


class TerminalTable(ListTable):
    """Name with code, branch, kind, last number, a clock that is off, state."""

    name = NameColumn(
        verbose_name=_("Name"),
        url=lambda terminal: reverse("backoffice:terminal_detail", args=[terminal.pk]),
        note=lambda terminal: terminal.code,
    )
    branch = TextColumn(verbose_name=_("Branch"), accessor="branch__name", label=_("Branch"))
    kind_words = TextColumn(verbose_name=_("Type"), label=_("Type"))
    last_number = CodeColumn(verbose_name=_("Last number"), label=_("Last number"))
    clock_words = TextColumn(verbose_name=_("Clock"), label=_("Clock"))
    state = TextColumn(verbose_name=_("Status"), accessor="state_badge")


class TerminalFilters(ListFilters):
    """By kind, and revoked ones."""

    kind = django_filters.ChoiceFilter(choices=list(KINDS.items()), label=_("Type"))
    revoked = django_filters.BooleanFilter(
        field_name="revoked_at", lookup_expr="isnull", exclude=True, label=_("Revoked")
    )
    here = django_filters.BooleanFilter(method="keep_here", label=_("At this branch"))

    def keep_here(self, rows: QuerySet[Terminal], name: str, value: bool | None) -> Any:
        """Those of the branch that is worked in."""
        branch_id = actor_of(self.request).branch_id
        return rows.filter(branch_id=branch_id) if value and branch_id else rows


class TerminalList(ListScreen):
    """Terminals of every branch that the person may see."""

    permission = VIEW_TERMINALS
    title = _("Terminals")
    counted = ngettext_lazy("%(count)s terminal", "%(count)s terminals", "count")
    table_class = TerminalTable
    filterset_class = TerminalFilters
    sorts = {
        "name": Sort(_("Name"), ("name",)),
        "branch": Sort(_("Branch"), ("branch__code", "code")),
    }
    default_sort = "branch"
    exports = (
        Export(_("Name"), lambda terminal: terminal.name),
        Export(_("Code"), "code"),
        Export(_("Branch"), "branch__name"),
        Export(_("Type"), "kind_words"),
        Export(_("Last number"), "last_number"),
        Export(_("Clock"), clock_off),
        Export(_("Revoked"), "revoked_at"),
    )
    empty = Empty(
        _("No terminals yet"),
        _("A terminal is one counter. Add it, then pair a device with its code."),
        "pc-display",
    )

    def rows(self) -> QuerySet[Terminal]:
        """Terminals, in no order."""
        return terminals_of(actor=self.actor)

    def actions(self) -> Sequence[Action]:
        """The way of a device to this server, the branch's sealing keys, and a new terminal."""
        device, new = reverse("backoffice:device_new"), reverse("backoffice:terminal_new")
        keys = reverse("backoffice:sealing_keys")
        return [
            Action(_("Prescription encryption keys"), "key", keys, MANAGE_TERMINALS),
            Action(_("Add device"), "qr-code", device, MANAGE_TERMINALS),
            Action(_("Add terminal"), "plus-lg", new, MANAGE_TERMINALS, "primary"),
        ]

    def load(self, ids: Any) -> Any:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        for row in rows.values():
            numbers = numbers_of(row)
            row.kind_words = KINDS[row.kind]
            row.last_number = next((one["last"] for one in numbers if one["last"]), None)
            row.state_badge = terminal_state(row)
            row.clock_words = clock_words(row)
        return rows
