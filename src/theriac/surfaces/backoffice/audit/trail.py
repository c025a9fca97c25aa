"""The trail: everything that was done, newest first, never editable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.actor import SYSTEM_ID, SYSTEM_NAME, Actor
from theriac.core.audit.models import AuditRecord
from theriac.core.audit.permissions import VIEW_TRAIL
from theriac.core.audit.queries import list_records
from theriac.core.ids import parse_id
from theriac.domains.accounts.queries.people import by_name, people_seen
from theriac.domains.organisation.queries.branches import list_branches
from theriac.surfaces.backoffice.audit.kinds import KINDS
from theriac.surfaces.backoffice.audit.lines import change_lines, draw
from theriac.surfaces.backoffice.audit.words import actions
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.listing.tables import (
    LedgerTable,
    ListFilters,
    MomentColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort


def _people(actor: Actor) -> list[tuple[str, str]]:
    seen = people_seen(actor=actor, permission=VIEW_TRAIL)
    named = [(str(one.id), one.display_name) for one in by_name(seen.prefetch_related(None))]
    return [(str(SYSTEM_ID), str(SYSTEM_NAME)), *named]


def _branches(actor: Actor) -> list[tuple[str, str]]:
    seen = list_branches(actor.branches_with(VIEW_TRAIL))
    return [(str(key), name) for key, name in seen.values_list("id", "name")]


def _sorted(words: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted(((key, str(text)) for key, text in words.items()), key=lambda one: one[1])


class TrailFilters(ListFilters):
    """By person, what was done, to what, where and when; ``record`` is one thing's id."""

    person = django_filters.ChoiceFilter(field_name="actor_id", label=_("Who"))
    action = django_filters.ChoiceFilter(
        field_name="command", choices=lambda: _sorted(actions()), label=_("Activity")
    )
    kind = django_filters.ChoiceFilter(
        field_name="object_kind", choices=lambda: _sorted(KINDS), label=_("Type")
    )
    branch = django_filters.ChoiceFilter(field_name="branch_id", label=_("Branch"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))
    record = django_filters.CharFilter(method="one_record", label=_("Record ID"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = self.request.actor
        self.filters["person"].extra["choices"] = lambda: _people(actor)
        self.filters["branch"].extra["choices"] = lambda: _branches(actor)

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(recorded_at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(recorded_at__lt=day_begins(day + timedelta(days=1)))

    def one_record(self, rows: QuerySet[Any], _name: str, text: str) -> QuerySet[Any]:
        """What concerns the thing with this id; nothing for what is no id."""
        object_id = parse_id(text.strip())
        return rows.none() if object_id is None else rows.filter(object_id=object_id)


def day_begins(day: date) -> datetime:
    """The instant at which a day begins on the clock of the branch that is worked in."""
    return datetime.combine(day, time(), tzinfo=frame.pharmacy().zone)


class TrailTable(LedgerTable):
    """When, who, what, where, why."""

    recorded_at = MomentColumn(verbose_name=_("When"))
    person = TextColumn(verbose_name=_("Who"))
    what = TextColumn(verbose_name=_("Activity"), accessor="action")
    place = TextColumn(verbose_name=_("Where"), label=_("Where"))
    why = TextColumn(verbose_name=_("Reason"), label=_("Reason"))

    def render_what(self, record: Any) -> SafeString:
        """What was done, to what kind of thing, and what that changed."""
        name = format_html('<span class="t-name">{}</span>', record.action)
        if record.kind:
            kind = record.kind
            if record.url:
                kind = format_html('<a href="{}">{}</a>', record.url, kind)
            name = format_html('{}<span class="t-2"> · {}</span>', name, kind)
        return format_html("{}{}", name, change_lines(record.changes))


class Trail(ListScreen):
    """Every record of what was done at the branches that the reader may see."""

    permission = VIEW_TRAIL
    links = True
    title = _("Audit log")
    counted = ngettext_lazy("%(count)s record", "%(count)s records", "count")
    table_class = TrailTable
    filterset_class = TrailFilters
    sorts = {"recorded_at": Sort(_("When"), ("recorded_at",), descending=True)}
    default_sort = "recorded_at"
    exports = (
        Export(_("When"), "recorded_at"),
        Export(_("Who"), "person"),
        Export(_("Activity"), "action"),
        Export(_("Type"), "kind"),
        Export(_("Record"), "object_id"),
        Export(
            _("Before and after"),
            lambda row: "; ".join(f"{n}: {b} → {a}" for n, b, a in row.changes),
        ),
        Export(_("Where"), "place"),
        Export(_("Reason"), "why"),
        Export(_("Command"), "command"),
        Export(_("Request"), "request_id"),
    )
    empty = Empty(
        _("No activity yet"),
        _("Every action appears here with who did it, when, where and why."),
        "journal-text",
    )

    def rows(self) -> QuerySet[AuditRecord]:
        """The records, in no order."""
        return list_records(actor=self.actor)

    def load(self, ids: Any) -> Any:
        """Records in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        draw(list(rows.values()))
        for row in rows.values():
            row.url = row.url if self.links else ""
        return rows
