"""Changing a product's particulars, its packs and its ceiling."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import at_version, keep
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.catalog.commands.generics import generic_ids
from theriac.domains.catalog.commands.products import ids_of_names
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged
from theriac.domains.catalog.medicines.recognition import Recognised, recognise
from theriac.domains.catalog.merges.refusal import refuse_merged
from theriac.domains.catalog.models import (
    Category,
    Manufacturer,
    Pack,
    PriceCeiling,
    Product,
)
from theriac.domains.catalog.particulars import refuse_unknown_classes
from theriac.domains.catalog.permissions import MANAGE_CATALOG
from theriac.domains.catalog.problems import PackRefused, ProductRefused
from theriac.domains.catalog.rules import CHOSEN, unfit_factors

REASON = 250
"""Letters of a reason that are kept."""
CHANGEABLE = (
    "name",
    "generic_name",
    "substance",
    "strength",
    "dose_form",
    "description",
    "legal_class",
    "storage",
    "tax_class",
    "hsn",
    "rotation",
    "ved",
    "status",
    "image_id",
)


@command(
    name="catalog.change_product", done=gettext_lazy("Edited a product"), permission=MANAGE_CATALOG
)
def change_product(
    *, actor: Actor, product_id: UUID, version: int, changes: Mapping[str, Any], reason: str = ""
) -> int:
    """Change particulars (``CHANGEABLE``, and maker and category by name); the new version.

    Another state wants a ``reason``, which stands in the trail. Raises Stale with the current
    values when somebody changed it since ``version``, and ProductRefused naming the field.
    """
    product = locked_product(product_id)
    changed = _("Another user changed this product. Your entry is below; choose which to use.")
    current = {name: getattr(product, name) for name in CHANGEABLE}
    at_version(product, version, changed, current)
    before = _noted(product)
    said = _said(product)
    _apply(product, changes)
    _follow(product, said)
    if not product.name.strip():
        raise ProductRefused(_("Enter the name."), field="name")
    refuse_unknown_classes([(product.legal_class, product.tax_class)])
    difference = _difference(before, _noted(product))
    why = _told(product, reason) if "status" in difference["names"] else "changed"
    keep(product)
    _tell(product.id, why, difference)
    return product.version


def _told(product: Product, reason: str) -> str:
    """The reason for another state. Raises ProductRefused for none, and for an unknown state."""
    if product.status not in CHOSEN:
        raise ProductRefused(_("This status doesn’t exist."), field="status")
    if not reason.strip():
        raise ProductRefused(_("Enter why the status changes."), field="reason")
    return reason.strip()[:REASON]


def _said(product: Product) -> Recognised | None:
    """The medicine that the product's texts name."""
    return recognise(
        substance=product.substance,
        generic_name=product.generic_name,
        strength=product.strength,
        dose_form=product.dose_form,
    )


def _follow(product: Product, before: Recognised | None) -> None:
    """A generic that follows from the texts changes with them; one that a person set stays."""
    now = _said(product)
    known = generic_ids([before, now]) if now != before else {}
    follows = product.generic_id == (known.get(before.key) if before else None)
    if now != before and follows:
        product.generic_id = known.get(now.key) if now else None


def _noted(product: Product) -> dict[str, str]:
    """Every particular as the trail keeps it."""
    names = (*CHANGEABLE, "manufacturer_id", "category_id", "generic_id")
    return {name: str(getattr(product, name) or "") for name in names}


def _difference(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    """What differs: its names, and each before and after."""
    names = [name for name in before if before[name] != after[name]]
    return {
        "names": sorted(names),
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names},
    }


def _apply(product: Product, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        if name == "manufacturer":
            product.manufacturer_id = ids_of_names(Manufacturer, {value}).get(value)
        elif name == "category":
            product.category_id = ids_of_names(Category, {value}).get(value)
        elif name in CHANGEABLE:
            setattr(product, name, value)
        else:
            raise ProductRefused(_("This detail doesn’t exist."), field=name)


@command(name="catalog.add_pack", done=gettext_lazy("Added a pack"), permission=MANAGE_CATALOG)
def add_pack(
    *, actor: Actor, product_id: UUID, name: str, factor: int, sellable: bool = True
) -> UUID:
    """Add a pack level of ``factor`` base units; factors of packs that exist never change.

    Raises PackRefused when the levels wouldn't be whole multiples of one another.
    """
    product = locked_product(product_id)
    factors = [*product.packs.values_list("factor", flat=True), factor]
    if unfit_factors(factors):
        raise PackRefused(
            _(
                "Each pack size must be a whole multiple of the next smaller one. Enter each "
                "size once."
            ),
            field="factor",
        )
    pack = Pack.objects.create(
        id=new_id(),
        product=product,
        level=product.packs.count(),
        name=name,
        factor=factor,
        sellable=sellable,
    )
    _tell(product_id, "pack", {"factor": factor})
    return pack.id


@command(
    name="catalog.set_ceiling",
    done=gettext_lazy("Set a legal maximum price"),
    permission=MANAGE_CATALOG,
)
def set_ceiling(
    *,
    actor: Actor,
    product_id: UUID,
    amount: int,
    units: int = 1,
    valid_from: datetime | None = None,
) -> UUID:
    """Set the most that law lets the product cost: ``amount`` for ``units`` base units."""
    locked_product(product_id)
    if amount < 0 or units < 1:
        raise ProductRefused(
            _("Enter a maximum price of 0 or more, for 1 or more units."), field="amount"
        )
    ceiling = PriceCeiling.objects.create(
        id=new_id(),
        product_id=product_id,
        amount=amount,
        units=units,
        valid_from=valid_from or clock.now(),
        recorded_at=clock.now(),
    )
    _tell(product_id, "ceiling", {"amount": amount, "units": units})
    return ceiling.id


def locked_product(product_id: UUID) -> Product:
    """The product, locked. Raises NotFound, ProductMerged."""
    product = Product.objects.select_for_update().filter(id=product_id).first()
    if product is None:
        raise NotFound(_("This product isn't in the catalogue."))
    refuse_merged(product_id)
    return product


def _tell(product_id: UUID, what: str, facts: Mapping[str, Any]) -> None:
    index_changed([product_id])
    current_unit().record("catalog.product", product_id, reason=what, facts=facts)
    current_unit().announce(
        ProductChanged(subject=str(product_id), data={"product_id": product_id})
    )
