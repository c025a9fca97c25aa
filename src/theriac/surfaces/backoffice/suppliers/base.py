"""What the screens of one supplier share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from theriac.core.problems import Text
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.queries import find_supplier
from theriac.surfaces.backoffice.shell.one import One, OneScreen

if TYPE_CHECKING:
    from theriac.domains.suppliers.models import Supplier


class SupplierScreen(OneScreen):
    """A screen of the supplier that the address names."""

    own_page = "backoffice:supplier_detail"
    among = ((gettext_lazy("Suppliers"), "backoffice:supplier_list"),)

    supplier: One[Supplier] = One(
        "supplier_id",
        lambda at, key: find_supplier(actor=at.actor, supplier_id=key),
        missing=gettext_lazy("This supplier doesn’t exist. Choose one from the list."),
    )

    @property
    def supplier_id(self) -> SupplierId:
        return SupplierId(self.supplier.id)

    def name(self) -> Text:
        return self.supplier.name
