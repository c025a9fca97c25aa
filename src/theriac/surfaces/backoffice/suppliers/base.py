"""What the screens of one supplier share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.problems import NotFound, Text
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.queries import find_supplier
from theriac.surfaces.backoffice.shell.screens import Crumb, Screen

if TYPE_CHECKING:
    from theriac.domains.suppliers.models import Supplier


class SupplierScreen(Screen):
    """A screen of the supplier that the address names."""

    @cached_property
    def supplier(self) -> Supplier:
        """The supplier. Raises NotFound."""
        found = find_supplier(actor=self.actor, supplier_id=self.kwargs["supplier_id"])
        if found is None:
            raise NotFound(_("There is no such supplier. Look in the list."))
        return found

    @property
    def supplier_id(self) -> SupplierId:
        return SupplierId(self.supplier.id)

    def address(self) -> str:
        return reverse("backoffice:supplier_detail", args=[self.supplier.id])

    def page_title(self) -> Text:
        return self.supplier.name

    def crumbs(self) -> Sequence[Crumb]:
        return [Crumb(gettext_lazy("Suppliers"), reverse("backoffice:supplier_list"))]
