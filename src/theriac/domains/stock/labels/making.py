"""Labels of batches as the books have them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from theriac.core.actor import Actor
from theriac.core.formatting import format_date, format_money
from theriac.core.money import Money
from theriac.core.problems import NotFound, Unprocessable
from theriac.core.query import query
from theriac.domains.catalog.gs1.gtin import gtin14
from theriac.domains.catalog.queries.products import PackDetail, ProductDetail, product_details
from theriac.domains.organisation.queries.branches import get_pharmacy
from theriac.domains.stock.labels.content import Label, LabelKind
from theriac.domains.stock.models import Batch
from theriac.domains.stock.permissions import VIEW_STOCK
from theriac.domains.stock.queries.batches import seen_batches
from theriac.domains.stock.queries.bins.bins import where_batches_lie


@query(permission=VIEW_STOCK)
def labels_of_batches(
    *,
    actor: Actor,
    branch_id: UUID,
    batch_ids: Sequence[UUID],
    kind: LabelKind,
    pack_id: UUID | None = None,
) -> list[Label]:
    """A label for each of the batches, in their order.

    The code is of the pack ``pack_id``, else of the smallest that has a GTIN. Raises NotFound for
    a batch that no branch of the actor has or had, Unprocessable where a product has no GTIN yet.
    """
    batches = {batch.id: batch for batch in seen_batches(actor=actor, batch_ids=batch_ids)}
    wanted = list({batch.product_id for batch in batches.values()})
    details = product_details(actor=actor, product_ids=wanted, at_branch=branch_id)
    products = {product.id: product for product in details}
    bins = where_batches_lie(actor=actor, branch_id=branch_id, batch_ids=list(batches))
    labels = []
    for batch_id in batch_ids:
        batch = batches.get(batch_id)
        if batch is None or batch.product_id not in products:
            raise NotFound(_("This batch isn't in the books. Look in the list."))
        shelf = bins.get(batch_id, "")
        labels.append(_label(batch, products[batch.product_id], kind, pack_id, shelf))
    return labels


def _label(
    batch: Batch, product: ProductDetail, kind: LabelKind, pack_id: UUID | None, shelf: str
) -> Label:
    pack, gtin = _coded(product, pack_id)
    expiry = ""
    if batch.expires_on is not None:
        day = format_date(batch.expires_on, (get_language() or "en")[:2])
        expiry = _("Exp %(day)s") % {"day": day}
    return Label(
        kind=kind,
        name=product.name,
        gtin=gtin,
        batch_number=batch.number,
        expires_on=batch.expires_on,
        expiry=expiry,
        shelf=shelf,
        pack=_content(pack, product),
        price=_price(pack),
    )


def _coded(product: ProductDetail, pack_id: UUID | None) -> tuple[PackDetail, str]:
    """The pack and its GTIN. Raises Unprocessable."""
    for pack in product.packs:
        if pack_id in (None, pack.id):
            gtin = next(filter(None, map(gtin14, pack.barcodes)), None)
            if gtin is not None:
                return pack, gtin
    raise Unprocessable(
        _("%(name)s has no code to print. Give it the pharmacy's own code first.")
        % {"name": product.name},
        field="pack_id",
    )


def _content(pack: PackDetail, product: ProductDetail) -> str:
    return pack.name if pack.factor == 1 else f"{pack.name} × {pack.factor} {product.base_unit}"


def _price(pack: PackDetail) -> str:
    """What the counter asks for the pack, so that no label says another price."""
    pharmacy = get_pharmacy()
    if pack.price is None or pharmacy is None:
        return ""
    return format_money(Money(pack.price, pharmacy.currency), pharmacy.country)
