"""Every change of settings and branches: who, when, before, after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.settings import list_changes
from theriac.surfaces.backoffice.organisation.words import changes_of
from theriac.surfaces.backoffice.shell.listing.tables import LedgerTable, MomentColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Empty, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb

if TYPE_CHECKING:
    from theriac.domains.organisation.models import SettingsChange


def _lines(rows: Sequence[dict[str, Any]]) -> SafeString:
    """Each change on a line of its own: what, before, after."""
    return format_html_join(
        "",
        '<div class="t-change-one">{}: <span class="t-2">{}</span> '
        '<i class="bi bi-arrow-right t-3" role="img" aria-label="{}"></i> '
        '<span class="t-med">{}</span></div>',
        ((row["name"], row["before"], gettext("now"), row["after"]) for row in rows),
    )


class ChangeTable(LedgerTable):
    """When, who, where, and what was changed from what to what."""

    changed_at = MomentColumn(verbose_name=_("When"))
    who = TextColumn(verbose_name=_("Who"))
    place = TextColumn(verbose_name=_("Where"))
    what = TextColumn(verbose_name=_("What changed"))


class SettingsHistory(ListScreen):
    """The history, newest first; never editable."""

    permission = MANAGE_ORGANISATION
    title = _("History of the settings")
    counted = ngettext_lazy("%(count)s change", "%(count)s changes", "count")
    table_class = ChangeTable
    sorts = {"changed_at": Sort(_("When"), ("changed_at",), descending=True)}
    default_sort = "changed_at"
    empty = Empty(
        _("Nothing was changed yet"),
        _("Each change of settings or of a branch stands here with who, before and after."),
        "clock-history",
    )

    def rows(self) -> QuerySet[SettingsChange]:
        """Every change, in no order."""
        return list_changes(actor=self.actor).order_by()

    def crumbs(self) -> Sequence[Crumb]:
        """Back to the settings."""
        return [Crumb(_("Settings"), reverse("backoffice:settings"))]

    def load(self, ids: Any) -> Any:
        """Changes in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.changed_by for row in rows.values())
        branches = {branch.code: branch.name for branch in list_branches()}
        for row in rows.values():
            changes = changes_of(row.before, row.after)
            row.who = people.get(row.changed_by, "Theriac")
            code = row.after.get("branch", "")
            row.place = branches.get(code, code) or format_html("{}", _("All branches"))
            row.what = _lines(changes)
        return rows
