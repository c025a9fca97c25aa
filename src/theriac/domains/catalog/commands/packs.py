"""Changing a pack: its name always, what it holds only until a unit was booked."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.change import locked_product
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.models import Pack
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.ports import has_moved
from theriac.domains.catalog.problems import PackFrozen, PackRefused
from theriac.domains.catalog.rules import unfit_factors

LONGEST_NAME = 24


@command(name="catalog.change_pack", done=gettext_lazy("Edited a pack"), permission=MANAGE_CATALOG)
def change_pack(*, actor: Actor, pack_id: UUID, name: str, factor: int, sellable: bool) -> None:
    """Give a pack another name, another content, or sell it as a whole or not.

    The base unit keeps holding one. Raises NotFound, ProductMerged, PackRefused naming the field,
    and PackFrozen for another content (or another base unit) once a unit of the product was
    booked: what was counted in it would then mean something else.
    """
    product_id = Pack.objects.filter(id=pack_id).values_list("product_id", flat=True).first()
    if product_id is None:
        raise NotFound(_("This pack isn't in the catalogue."), pack_id=pack_id)
    product = locked_product(product_id)
    packs = list(product.packs.all())
    pack = next(one for one in packs if one.id == pack_id)
    before = _facts(pack)
    renamed = name.strip()[:LONGEST_NAME]
    is_base = pack.factor == 1
    _check(packs, pack, renamed, factor)
    if (factor != pack.factor or (is_base and renamed != pack.name)) and (has_moved(product_id)):
        raise PackFrozen(_frozen(is_base=is_base), field="name" if is_base else "factor")
    pack.name, pack.factor, pack.sellable = renamed, factor, sellable
    pack.save(update_fields=["name", "factor", "sellable"])
    if is_base:
        product.base_unit = renamed
    keep(product, "base_unit")
    index_changed([product_id])
    facts = {"pack_id": pack_id, "before": before, "after": _facts(pack)}
    current_unit().record("catalog.product", product_id, reason="pack", facts=facts)
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )


def _check(packs: list[Pack], pack: Pack, name: str, factor: int) -> None:
    if not name:
        raise PackRefused(_("Enter the name."), field="name")
    if pack.factor == 1 and factor != 1:
        raise PackRefused(
            _("The base unit always contains 1. Add another pack instead."), field="factor"
        )
    if unfit_factors([factor, *(one.factor for one in packs if one.id != pack.id)]):
        raise PackRefused(
            _(
                "Each pack size must be a whole multiple of the next smaller one. Enter each "
                "size once."
            ),
            field="factor",
        )


def _frozen(*, is_base: bool) -> str:
    if is_base:
        return _(
            "Stock of this product was already counted in this unit, so it can’t change. Add "
            "a new product in the other unit and move the stock by stock count."
        )
    return _(
        "Stock of this product was already counted in this pack, so its size can’t change. "
        "Add a new pack of the right size and move the codes to it. If the product is a "
        "duplicate, merge it; otherwise add a new product."
    )


def _facts(pack: Pack) -> dict[str, object]:
    return {"name": pack.name, "factor": pack.factor, "sellable": pack.sellable}
