"""The list of the pharmacy's own abbreviations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from theriac.domains.catalog.permissions import MANAGE_CATALOG, VIEW_CATALOG
from theriac.domains.catalog.queries.abbreviations import list_abbreviations
from theriac.surfaces.backoffice.shell.listing.tables import ListTable, NameColumn, TextColumn
from theriac.surfaces.backoffice.shell.lists import Action, Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb


class AbbreviationTable(ListTable):
    """An abbreviation, as a link for who may edit it, and what it stands for."""

    short = NameColumn(verbose_name=_("Abbreviation"), url=lambda row: row.edit_url)
    words = TextColumn(verbose_name=_("Full words"), label=_("Meaning"))


class AbbreviationList(ListScreen):
    """What people of this pharmacy type instead of whole words."""

    permission = VIEW_CATALOG
    title = _("Abbreviations")
    counted = ngettext_lazy("%(count)s abbreviation", "%(count)s abbreviations", "count")
    table_class = AbbreviationTable
    search_hint = _("Abbreviation or words")
    sorts = {"short": Sort(_("Abbreviation"), ("short",))}
    default_sort = "short"
    exports = (Export(_("Abbreviation"), "short"), Export(_("Full words"), "words"))
    empty = Empty(
        _("No abbreviations yet"),
        _("Common ones, such as PCT and CTM, work already. Add those of your pharmacy."),
        "fonts",
    )

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Products"), reverse("backoffice:product_list"))]

    def rows(self) -> QuerySet[Any]:
        """All, in no order."""
        return list_abbreviations(actor=self.actor)

    def search(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Abbreviations that begin so, or whose words hold what was typed."""
        return rows.filter(Q(short__istartswith=text) | Q(words__icontains=text))

    def load(self, ids: Sequence[Any]) -> Mapping[Any, Any]:
        """Rows with their addresses."""
        rows: dict[Any, Any] = {row.pk: row for row in self.rows().filter(pk__in=list(ids))}
        may_edit = self.may(MANAGE_CATALOG)
        for row in rows.values():
            address = reverse("backoffice:abbreviation_edit", args=[row.pk])
            row.edit_url = address if may_edit else ""
        return rows

    def actions(self) -> Sequence[Action]:
        """A new one."""
        new = reverse("backoffice:abbreviation_new")
        return [Action(_("New abbreviation"), "plus-lg", new, MANAGE_CATALOG, "primary")]
