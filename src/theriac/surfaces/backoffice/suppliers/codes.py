"""What a supplier calls the packs that it brings: listed on its page, exported, forgotten."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from theriac.domains.offers.commands.aliases import forget_alias
from theriac.domains.offers.queries.aliases import (
    ALIASES,
    NamedAlias,
    aliases_of_supplier,
    named_aliases,
)
from theriac.domains.suppliers.permissions import VIEW_SUPPLIERS
from theriac.surfaces.backoffice.catalog.words import pack_title
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.shell.listing.export import Export
from theriac.surfaces.backoffice.shell.listing.exported import ExportedScreen
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen

MOST_SHOWN = 50
LONGEST = 60


class CodesScreen(SupplierScreen, ExportedScreen):
    """A page with the supplier's own codes; ``?code=`` narrows them by their beginning."""

    permission = VIEW_SUPPLIERS
    exports = (
        Export(gettext_lazy("Code"), lambda row: row.code),
        Export(gettext_lazy("Product"), lambda row: row.product),
        Export(gettext_lazy("Pack"), lambda row: pack_title(row.pack)),
        Export(gettext_lazy("Since"), lambda row: row.learnt_at),
    )

    def exported_rows(self) -> list[NamedAlias]:
        """Every code that is asked for."""
        return named_aliases(self._codes())

    def codes(self) -> dict[str, Any]:
        """The first of the codes that are asked for, and how many there are."""
        rows = self._codes()
        shown = named_aliases(rows[:MOST_SHOWN])
        return {
            "codes": [(one, pack_title(one.pack)) for one in shown],
            "code_count": rows.count() if len(shown) == MOST_SHOWN else len(shown),
            "most_codes": MOST_SHOWN,
            "asked_code": self._asked(),
        }

    def _codes(self) -> QuerySet[Any]:
        rows = aliases_of_supplier(actor=self.actor, supplier_id=self.supplier.id)
        return ALIASES.narrowed(rows, {"text": self._asked() or None}).order_by("text", "id")

    def _asked(self) -> str:
        return self.request.GET.get("code", "").strip()[:LONGEST]


class ForgetCode(SupplierScreen, ButtonScreen):
    """A code that was learnt wrongly is recognised no more."""

    calls = Calls(forget_alias)
    done = gettext_lazy("Code deleted. The next time you scan it, you choose the product again.")
