"""A supplier's own code or name that was learnt wrongly is forgotten."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.problems import NotFound
from theriac.domains.offers.models import SupplierAlias
from theriac.domains.suppliers.commands.supplier import RECORD
from theriac.domains.suppliers.ids import SupplierId
from theriac.domains.suppliers.permissions import MANAGE_SUPPLIERS


@command(
    name="offers.forget_alias",
    done=gettext_lazy("Deleted a supplier code"),
    permission=MANAGE_SUPPLIERS,
)
def forget_alias(*, actor: Actor, supplier_id: SupplierId, code_id: UUID) -> UUID:
    """Nothing is recognised by it any more, until somebody teaches it again.

    It stands on the supplier's trail. Returns the supplier. Raises NotFound.
    """
    rows = SupplierAlias.objects.select_for_update()
    row = rows.filter(id=code_id, supplier_id=supplier_id).first()
    if row is None:
        raise NotFound(_("This code no longer exists. Reload the list."))
    facts = {"code": row.text, "product_id": row.product_id.hex, "pack_id": row.pack_id.hex}
    row.delete()
    current_unit().record(RECORD, supplier_id, reason="code forgotten", facts=facts)
    return supplier_id
