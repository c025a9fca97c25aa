"""One supplier: its facts, licences and people; blocked, and let in again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from theriac.core.money import Money
from theriac.core.problems import Problem
from theriac.domains.suppliers.commands.state import block_supplier, unblock_supplier
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS, VIEW_SUPPLIERS
from theriac.domains.suppliers.queries.suppliers import licences_of
from theriac.surfaces.backoffice.audit.lines import history_beside
from theriac.surfaces.backoffice.shell import surroundings
from theriac.surfaces.backoffice.suppliers.base import SupplierScreen
from theriac.surfaces.backoffice.suppliers.lists import terms_words
from theriac.surfaces.backoffice.suppliers.words import (
    lacks_licence,
    licence_badge,
    licence_titles,
    state_badge,
)
from theriac.surfaces.backoffice.templatetags import theriac as shown


class SupplierDetail(SupplierScreen):
    """Everything that is kept of a supplier."""

    permission = VIEW_SUPPLIERS
    template_name = "backoffice/suppliers/detail.html"

    def context(self) -> dict[str, Any]:
        """The supplier in words."""
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
            "may_manage": self.may(MANAGE_SUPPLIERS),
            "is_blocked": self.supplier.state == self.supplier.State.BLOCKED,
            "minimum_order": self._minimum_order(),
            **history_beside(self, self.supplier.id),
        }

    def _minimum_order(self) -> Money | None:
        least = self.supplier.minimum_order
        return Money(least, surroundings.pharmacy().currency) if least else None

    def get(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Draw it."""
        return self.draw()


class _State(SupplierScreen):
    """A button's effect: done, said, and back to the supplier's page."""

    http_method_names = ("post",)
    done = ""

    def act(self, version: int) -> None:
        """Call the command."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **parts: Any) -> HttpResponseBase:
        """Act; a refusal is said on the supplier's page."""
        version = request.POST.get("version", "")
        try:
            self.act(int(version) if version.isascii() and version.isdigit() else 0)
        except Problem as problem:
            messages.error(request, str(problem.detail or problem.title))
        return HttpResponseRedirect(self.address())


class BlockSupplier(_State):
    """Nothing is bought there any more."""

    permission = MANAGE_SUPPLIERS

    def act(self, version: int) -> None:
        """Block it."""
        reason = self.request.POST.get("reason", "")
        block_supplier(
            actor=self.actor, supplier_id=self.supplier_id, version=version, reason=reason
        )
        messages.success(self.request, _("Blocked. Nothing is bought there until it is let in."))


class UnblockSupplier(_State):
    """It may be bought from again."""

    permission = MANAGE_SUPPLIERS

    def act(self, version: int) -> None:
        """Let it in."""
        unblock_supplier(actor=self.actor, supplier_id=self.supplier_id, version=version)
        messages.success(self.request, _("It may be bought from again."))
