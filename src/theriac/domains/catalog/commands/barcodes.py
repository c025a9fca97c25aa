"""Giving a pack a code that opens it."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.problems import NotFound
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.merges.refusal import refuse_merged
from theriac.domains.catalog.models import Barcode, Pack
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import BarcodeTaken, ProductRefused


@command(
    name="catalog.add_barcode", done=gettext_lazy("Added a barcode"), permission=MANAGE_CATALOG
)
def add_barcode(*, actor: Actor, pack_id: UUID, code: str) -> UUID:
    """Let ``code`` open the pack; returns the barcode's id. A pack has as many as it needs.

    Raises NotFound, BarcodeTaken when it opens another pack or this one already, ProductRefused
    for an empty code.
    """
    kept = normalise_barcode(code)
    if not kept:
        raise ProductRefused(_("The code is empty. Enter it."), field="code")
    product_id = Pack.objects.filter(id=pack_id).values_list("product_id", flat=True).first()
    if product_id is None:
        raise NotFound(_("This pack isn't in the catalogue."), pack_id=pack_id)
    refuse_merged(product_id)
    barcode = Barcode(id=current_unit().effect_id, pack_id=pack_id, code=kept)
    if not insert_if_absent(Barcode, barcode):
        raise BarcodeTaken(
            _("The code %(code)s opens a pack already. Check it.") % {"code": kept},
            field="code",
            code=kept,
        )
    index_changed([product_id])
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )
    current_unit().record("catalog.barcode", barcode.id, facts={"pack_id": pack_id, "code": kept})
    return barcode.id
