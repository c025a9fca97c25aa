"""The list of files: what for, who, when, what it belongs to, how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.core.actor import SYSTEM_NAME, Actor
from theriac.core.files.models import ScanState, StoredFile
from theriac.core.files.permissions import VIEW_FILES
from theriac.core.files.purposes import declared_purposes
from theriac.core.files.queries import list_files
from theriac.domains.accounts.queries.people import by_name, names_of, people_seen
from theriac.surfaces.backoffice.audit.trail import day_begins
from theriac.surfaces.backoffice.files.entry import addable
from theriac.surfaces.backoffice.files.words import (
    name_words,
    purpose_words,
    scan_badge,
    size_words,
    type_words,
)
from theriac.surfaces.backoffice.shell.listing.tables import (
    DateColumn,
    ListFilters,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort


def _people(actor: Actor) -> list[tuple[str, str]]:
    seen = people_seen(actor=actor, permission=VIEW_FILES)
    return [(str(one.id), one.display_name) for one in by_name(seen.prefetch_related(None))]


class FileFilters(ListFilters):
    """By purpose, person, scan and day."""

    purpose = django_filters.ChoiceFilter(
        choices=lambda: [(one.code, str(one.title)) for one in declared_purposes()],
        label=_("Purpose"),
    )
    person = django_filters.ChoiceFilter(field_name="created_by", label=_("Who"))
    scan = django_filters.ChoiceFilter(choices=ScanState.choices, label=_("Virus scan"))
    since = django_filters.DateFilter(method="begun", label=_("From date"))
    until = django_filters.DateFilter(method="ended", label=_("To date"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        actor = self.request.actor
        self.filters["person"].extra["choices"] = lambda: _people(actor)

    def begun(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """From the day's beginning on the branch's clock."""
        return rows.filter(created_at__gte=day_begins(day))

    def ended(self, rows: QuerySet[Any], _name: str, day: date) -> QuerySet[Any]:
        """Up to the day's end."""
        return rows.filter(created_at__lt=day_begins(day + timedelta(days=1)))


def _page(row: Any) -> str:
    return reverse("backoffice:file_detail", args=[row.pk])


class FileTable(ListTable):
    """Name and purpose, type and size, when, who, kept until, scan."""

    title = NameColumn(verbose_name=_("File"), url=_page, note=lambda row: str(row.note))
    kind = TextColumn(verbose_name=_("Type"), label=_("Type"))
    created_at = MomentColumn(verbose_name=_("Uploaded"), label=_("Uploaded"))
    who = TextColumn(verbose_name=_("By"), label=_("By"))
    keep_until = DateColumn(verbose_name=_("Keep until"), label=_("Keep until"))
    scan = TextColumn(verbose_name=_("Virus scan"), label=_("Virus scan"), accessor="scan_mark")


class FileList(ListScreen):
    """Every file of the branches that the reader may see, newest first."""

    permission = VIEW_FILES
    title = _("Files")
    counted = ngettext_lazy("%(count)s file", "%(count)s files", "count")
    table_class = FileTable
    filterset_class = FileFilters
    sorts = {"created_at": Sort(_("Uploaded"), ("created_at",), descending=True)}
    default_sort = "created_at"
    exports = (
        Export(_("Uploaded"), "created_at"),
        Export(_("File"), name_words),
        Export(_("Purpose"), lambda row: purpose_words(row.purpose)),
        Export(_("Type"), "content_type"),
        Export(_("Bytes"), "size"),
        Export("SHA-256", "sha256"),
        Export(_("By"), "who"),
        Export(_("Keep until"), "keep_until"),
        Export(_("Virus scan"), "scan"),
    )
    empty = Empty(
        _("No files yet"),
        _(
            "Uploaded pictures, documents and import tables appear here, with who uploaded "
            "them and why."
        ),
        "folder2",
    )

    def actions(self) -> Sequence[Action]:
        """Hand one in, for who may."""
        if not addable(self.actor, self.branch_id):
            return []
        address = reverse("backoffice:file_new")
        return [Action(_("Add file"), "upload", address, kind="primary")]

    def rows(self) -> QuerySet[StoredFile]:
        """The files, in no order."""
        return list_files(actor=self.actor)

    def load(self, ids: Any) -> Any:
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.created_by for row in rows.values())
        for row in rows.values():
            row.title = name_words(row)
            row.note = purpose_words(row.purpose) if row.original_name else ""
            row.kind = SafeString(f"{type_words(row)}, {size_words(row.size)}")
            row.who = people.get(row.created_by, SYSTEM_NAME)
            row.scan_mark = scan_badge(row)
        return rows
