"""Every change of settings and branches: who, when, before, after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.actor import SYSTEM_NAME
from theriac.domains.accounts.queries.people import names_of
from theriac.domains.organisation.permissions import MANAGE_ORGANISATION, VIEW_HISTORY
from theriac.domains.organisation.queries.branches import list_branches
from theriac.domains.organisation.queries.settings import list_changes
from theriac.surfaces.backoffice.organisation.words import changes_of
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import LedgerTable, MomentColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
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


def _in_words(rows: Sequence[dict[str, Any]]) -> str:
    """The same for a file."""
    return "; ".join(f"{row['name']}: {row['before']} → {row['after']}" for row in rows)


def _link(row: SettingsChange) -> SafeString:
    """To the page that shows what putting this back would change."""
    address = reverse("backoffice:settings_put_back", args=[row.pk])
    return format_html('<a href="{}">{}</a>', address, gettext("Restore"))


class ChangeTable(LedgerTable):
    """When, who, where, and what was changed from what to what."""

    changed_at = MomentColumn(verbose_name=_("When"))
    who = TextColumn(verbose_name=_("Who"))
    place = TextColumn(verbose_name=_("Where"))
    what = TextColumn(verbose_name=_("What changed"))
    act = TextColumn(verbose_name=_("Restore"))


class SettingsHistory(ListScreen):
    """The history, newest first; never editable."""

    permission = VIEW_HISTORY
    title = _("Settings history")
    counted = ngettext_lazy("%(count)s change", "%(count)s changes", "count")
    table_class = ChangeTable
    sorts = {"changed_at": Sort(_("When"), ("changed_at",), descending=True)}
    default_sort = "changed_at"
    exports = (
        Export(_("When"), "changed_at"),
        Export(_("Who"), lambda row: row.who),
        Export(_("Where"), lambda row: row.place),
        Export(_("What changed"), lambda row: row.in_words),
    )
    empty = Empty(
        _("No changes yet"),
        _("Each change of settings or branches appears here: who, before and after."),
        "clock-history",
    )

    def rows(self) -> QuerySet[SettingsChange]:
        """Every change, in no order."""
        return list_changes(actor=self.actor).order_by()

    def crumbs(self) -> Sequence[Crumb]:
        if not self.actor.may_anywhere(MANAGE_ORGANISATION):
            return []
        return [Crumb(_("Settings"), reverse("backoffice:settings"))]

    def load(self, ids: Any) -> Any:
        """Changes in words."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=ids)}
        people = names_of(row.changed_by for row in rows.values())
        found = list(list_branches())
        branches = {branch.code: branch.name for branch in found}
        branch_ids = {branch.code: branch.id for branch in found}
        for row in rows.values():
            changes = changes_of(row.before, row.after)
            row.who = people.get(row.changed_by, SYSTEM_NAME)
            code = row.after.get("branch", "")
            row.place = branches.get(code, code) or format_html("{}", _("All branches"))
            row.in_words = _in_words(changes)
            row.what = self._what(row, changes)
            row.act = _link(row) if self._may_put_back(row, branch_ids) else ""
        return rows

    def _may_put_back(self, row: SettingsChange, branch_ids: Mapping[str, UUID]) -> bool:
        """Who may change the settings, or the branch that was changed, may."""
        code = row.before.get("branch")
        if code is None:
            return self.actor.may_anywhere(MANAGE_ORGANISATION)
        return code in branch_ids and self.actor.may(MANAGE_ORGANISATION, branch_ids[code])

    def _what(self, row: SettingsChange, changes: Sequence[dict[str, Any]]) -> SafeString:
        """The change, marked where it put an earlier one back."""
        if row.puts_back is None:
            return _lines(changes)
        mark = badge(gettext("Restored"), "arrow-counterclockwise", "note")
        return format_html("{}{}", mark, _lines(changes))
