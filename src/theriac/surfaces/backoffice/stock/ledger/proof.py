"""The proof of the books of stock: every night's comparison, and what it found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.ledger.proofs import last_proof, list_proofs, named_differences
from theriac.domains.stock.queries.places import place_title
from theriac.surfaces.backoffice.shell.badges import badge
from theriac.surfaces.backoffice.shell.listing.tables import (
    LedgerTable,
    MomentColumn,
    NumberColumn,
    TextColumn,
)
from theriac.surfaces.backoffice.shell.lists import Empty, Export, ListScreen, Sort
from theriac.surfaces.backoffice.shell.screens import Crumb
from theriac.surfaces.backoffice.templatetags import theriac as shown


class ProofTable(LedgerTable):
    """When, how much was compared, how many differences."""

    when = MomentColumn(verbose_name=_("When"), accessor="ended_at")
    differences = TextColumn(verbose_name=_("Differences"), label=_("Differences"))
    balances = NumberColumn(verbose_name=_("Balances"), label=_("Balances"))
    movements = NumberColumn(verbose_name=_("Movements"), label=_("Movements"))
    snapshots = NumberColumn(verbose_name=_("Snapshots"), label=_("Snapshots"))
    lines = NumberColumn(verbose_name=_("Lines"), label=_("Lines"))

    def render_differences(self, value: int) -> SafeString:
        """None, or how many."""
        if not value:
            return badge(gettext("None"), "check-circle", "go")
        return badge(shown.number(value), "x-octagon", "stop")


class StockProofs(ListScreen):
    """The proofs, the newest first."""

    permission = VIEW_STOCK
    template_name = "backoffice/stock/ledger/proof.html"
    title = _("Nightly stock check")
    counted = ngettext_lazy("%(count)s night", "%(count)s nights", "count")
    table_class = ProofTable
    sorts = {"when": Sort(_("When"), ("ended_at",), descending=True)}
    default_sort = "when"
    exports = (
        Export(_("Started"), "begun_at"),
        Export(_("Ended"), "ended_at"),
        Export(_("Balances"), "balances"),
        Export(_("Movements"), "movements"),
        Export(_("Snapshots"), "snapshots"),
        Export(_("Lines"), "lines"),
        Export(_("Differences"), "differences"),
    )
    empty = Empty(
        _("No nightly check yet"),
        _("Every night, all balances and snapshots are compared with the movements."),
        "patch-check",
    )

    def rows(self) -> QuerySet[Any]:
        return list_proofs(actor=self.actor)

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(_("Stock"), reverse("backoffice:stock_list"))]

    def context(self) -> dict[str, Any]:
        last = last_proof()
        named = named_differences(actor=self.actor, proof=last) if last else []
        return {
            **super().context(),
            "newest": last,
            "balances_url": f"{reverse('backoffice:stock_batches')}?gone=true",
            "snapshots_url": reverse("backoffice:stock_past"),
            "named": [
                {
                    "one": one,
                    "place": place_title(one.place_kind, one.place),
                    "url": reverse("backoffice:stock_batch", args=[UUID(str(one.batch_id))]),
                }
                for one in named
            ],
        }
