"""One supplier: its facts, licences and people; blocked, and let in again."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from theriac.core.money import Money
from theriac.domains.accounts.permissions import MANAGE_API_KEYS
from theriac.domains.purchasing.permissions import VIEW_RECEIPTS
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches.consigned import has_consigned
from theriac.domains.suppliers.commands.block import block_supplier, unblock_supplier
from theriac.domains.suppliers.permissions import (
    INVITE_SUPPLIERS,
    MANAGE_SUPPLIERS,
    VIEW_SUPPLIERS,
)
from theriac.domains.suppliers.queries import licences_of
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell import frame
from theriac.surfaces.backoffice.shell.forms.button import ButtonScreen, Calls
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen
from theriac.surfaces.backoffice.suppliers.codes import CodesScreen
from theriac.surfaces.backoffice.suppliers.lists import terms_words
from theriac.surfaces.backoffice.suppliers.words import (
    lacks_licence,
    licence_badge,
    licence_titles,
    state_badge,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown


class SupplierDetail(CodesScreen):
    """Everything that is kept of a supplier."""

    permission = VIEW_SUPPLIERS
    template_name = "backoffice/suppliers/detail.html"

    def context(self) -> dict[str, Any]:
        today = shown.today()
        titles = licence_titles()
        return {
            "supplier": self.supplier,
            "state": state_badge(self.supplier, today),
            "terms": terms_words(self.supplier),
            "licences": [
                (titles.get(one.kind, one.kind), one, licence_badge(one.valid_until, today))
                for one in licences_of(self.supplier)
            ],
            "lacks_licence": lacks_licence(self.supplier),
            "contacts": self.supplier.contacts,
            "may_score": self.may(VIEW_RECEIPTS),
            "may_manage": self.may(MANAGE_SUPPLIERS),
            "may_invite": self.may(INVITE_SUPPLIERS),
            "may_keys": self.may(MANAGE_API_KEYS),
            "is_blocked": self.supplier.state == self.supplier.State.BLOCKED,
            "minimum_order": self._minimum_order(),
            "consigned": self._has_consigned(),
            **self.codes(),
            **history_beside(self, self.supplier.id),
        }

    def _has_consigned(self) -> bool:
        """Whether goods of the supplier's lie here, or were sold, and the person may see them."""
        if self.branch_id is None or not self.may(VIEW_STOCK):
            return False
        return has_consigned(
            actor=self.actor, branch_id=self.branch_id, supplier_id=self.supplier.id
        )

    def _minimum_order(self) -> Money | None:
        least = self.supplier.minimum_order
        return Money(least, frame.pharmacy().currency) if least else None


class BlockSupplier(SupplierScreen, ButtonScreen):
    """Nothing is bought there any more."""

    calls = Calls(block_supplier, reason=str)
    done = gettext_lazy("Supplier blocked. You can’t order from it until it is unblocked.")


class UnblockSupplier(SupplierScreen, ButtonScreen):
    """It may be bought from again."""

    calls = Calls(unblock_supplier)
    done = gettext_lazy("Supplier unblocked. You can order from it again.")
