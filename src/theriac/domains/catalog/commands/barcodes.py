"""Codes that open a pack: given, moved to another pack, taken away."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.insert import insert_if_absent
from theriac.core.problems import NotFound, require_reason
from theriac.domains.catalog.barcodes import normalise_barcode
from theriac.domains.catalog.commands.change import REASON, locked_product
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.models import Barcode, Pack
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import BarcodeTaken, ProductRefused
from theriac.domains.catalog.unknown_codes import take_known_off


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
        raise ProductRefused(_("Enter the code."), field="code")
    pack = _locked([pack_id])[pack_id]
    barcode = Barcode(id=current_unit().effect_id, pack_id=pack_id, code=kept)
    if not insert_if_absent(Barcode, barcode):
        raise BarcodeTaken(
            _("The code %(code)s already belongs to a pack. Check it.") % {"code": kept},
            field="code",
            code=kept,
        )
    _tell(pack.product_id, "", _said(kept, None, pack))
    take_known_off([barcode])
    return barcode.id


@command(
    name="catalog.move_barcode", done=gettext_lazy("Moved a barcode"), permission=MANAGE_CATALOG
)
def move_barcode(*, actor: Actor, pack_id: UUID, code: str, to_pack_id: UUID, reason: str) -> None:
    """Let a code that opens the pack open another one, of this or of another product.

    What was sold under it stays as it was sold. Both products tell of it. Raises NotFound where
    the code doesn't open the pack any more, ProductMerged, ProductRefused for the pack that it
    opens already, Unprocessable without a reason.
    """
    why = require_reason(reason)[:REASON]
    packs = _locked([pack_id, to_pack_id])
    pack, target = packs[pack_id], packs[to_pack_id]
    barcode = _opening(pack, code)
    if target.id == pack.id:
        raise ProductRefused(
            _("The code already belongs to this pack. Choose another pack."), field="to_pack_id"
        )
    barcode.pack = target
    barcode.save(update_fields=["pack"])
    if target.product_id == pack.product_id:
        _tell(pack.product_id, why, _said(barcode.code, pack, target))
        return
    _tell(pack.product_id, why, _said(barcode.code, pack, None) | {"to_pack_id": target.id})
    _tell(target.product_id, why, _said(barcode.code, None, target) | {"from_pack_id": pack.id})


@command(
    name="catalog.remove_barcode",
    done=gettext_lazy("Removed a barcode"),
    permission=MANAGE_CATALOG,
)
def remove_barcode(*, actor: Actor, pack_id: UUID, code: str, reason: str) -> None:
    """Take a code away from the pack that it opens; it opens none then, and may be given again.

    What was sold under it stays as it was sold. Raises NotFound where the code doesn't open the
    pack any more, ProductMerged, Unprocessable without a reason.
    """
    why = require_reason(reason)[:REASON]
    pack = _locked([pack_id])[pack_id]
    barcode = _opening(pack, code)
    barcode.delete()
    _tell(pack.product_id, why, _said(barcode.code, pack, None))


def _locked(pack_ids: Collection[UUID]) -> Mapping[UUID, Pack]:
    """The packs; their products are locked in order. Raises NotFound, ProductMerged."""
    packs = {pack.id: pack for pack in Pack.objects.filter(id__in=pack_ids)}
    for pack_id in pack_ids:
        if pack_id not in packs:
            raise NotFound(_("This pack isn't in the catalogue."), pack_id=pack_id)
    for product_id in sorted({pack.product_id for pack in packs.values()}):
        locked_product(product_id)
    return packs


def _opening(pack: Pack, code: str) -> Barcode:
    """The code, while it opens the pack. Raises NotFound."""
    kept = normalise_barcode(code)
    barcode = Barcode.objects.filter(pack_id=pack.id, code=kept).first()
    if barcode is None:
        raise NotFound(
            _("The code %(code)s no longer belongs to this pack. Check the product’s packs.")
            % {"code": kept}
        )
    return barcode


def _said(code: str, before: Pack | None, after: Pack | None) -> dict[str, Any]:
    """What the trail of a product keeps: which of its packs the code opened, and opens."""
    sides = {"before": before, "after": after}
    opened = {
        side: {"barcode": f"{code} ({pack.name})" if pack else ""} for side, pack in sides.items()
    }
    pack = after or before
    return {"code": code, "pack_id": pack.id if pack else None, **opened}


def _tell(product_id: UUID, why: str, facts: Mapping[str, Any]) -> None:
    index_changed([product_id])
    current_unit().record("catalog.product", product_id, reason=why, facts=facts)
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )
