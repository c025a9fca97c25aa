"""Merging two products that are one, and taking them apart again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from theriac.core import clock
from theriac.core.actor import Actor
from theriac.core.command import command, current_unit
from theriac.core.database.documents import keep
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, require_reason
from theriac.domains.catalog.commands.search_index import index_changed
from theriac.domains.catalog.events import ProductChanged, ProductsMerged, ProductsUnmerged
from theriac.domains.catalog.merges.hindrances import PackWay, hindrances, ways_of
from theriac.domains.catalog.models import Barcode, Pack, Product, ProductMerge
from theriac.domains.catalog.permissions import MERGE_PRODUCTS
from theriac.domains.catalog.ports import Merging, bring_back, carry
from theriac.domains.catalog.problems import ProductMergeRefused
from theriac.domains.catalog.rules import MERGED

REASON = 250
"""Letters of a reason that are kept."""


@command(
    name="catalog.merge_products",
    done=gettext_lazy("Merged two products"),
    permission=MERGE_PRODUCTS,
)
def merge_products(
    *,
    actor: Actor,
    kept_id: UUID,
    merged_id: UUID,
    reason: str,
    packs: Mapping[UUID, UUID] | None = None,
) -> UUID:
    """Let ``kept`` stand for ``merged``: its codes open the kept one, its stock is carried over.

    ``packs`` says for packs of the merged product which of the kept one their codes open; others
    go to the pack of the same size, which is made where it is missing. No movement is changed.
    Returns the merge's id. Raises NotFound, Unprocessable without a reason, MergeRefused naming
    what keeps them apart.
    """
    why = require_reason(reason)[:REASON]
    products = _locked(kept_id, merged_id)
    kept, merged = products[kept_id], products[merged_id]
    for field, sentence in hindrances(kept, merged):
        raise ProductMergeRefused(sentence, field=field)
    ways = _ways(kept, merged, packs or {})
    merge = _opened(actor, kept, merged, why)
    merge.packs_made, merge.codes = _move_codes(kept, ways)
    carried = carry(_merging(merge, why))
    merge.stock = asdict(carried) | {"minimums": [str(key) for key in carried.minimums]}
    merge.save(force_insert=True)
    _set(merged, MERGED, kept.id)
    facts = {
        "merge_id": merge.id,
        "codes": len(merge.codes),
        "units": carried.units,
        "before": {"status": merge.status_before},
        "after": {"status": MERGED},
    }
    _tell(merge, why, facts)
    data = {"kept_id": kept.id, "merged_id": merged.id, "merge_id": merge.id}
    current_unit().announce(ProductsMerged(subject=str(merged.id), data=data))
    return merge.id


@command(
    name="catalog.unmerge_products",
    done=gettext_lazy("Undid a product merge"),
    permission=MERGE_PRODUCTS,
)
def unmerge_products(*, actor: Actor, merge_id: UUID, reason: str) -> int:
    """Undo a merge: codes open what they opened before, what is still there goes back.

    What was sold or moved elsewhere since stays with the kept product; returns those base units.
    Packs that were made for codes stay. Raises NotFound, Unprocessable without a reason,
    MergeRefused where it is undone already or the kept product was merged since.
    """
    why = require_reason(reason)[:REASON]
    merge = ProductMerge.objects.select_for_update().filter(id=merge_id).first()
    if merge is None:
        raise NotFound(_("This merge doesn’t exist. Choose one from the list."))
    products = _locked(merge.kept_id, merge.merged_id)
    kept, merged = products[merge.kept_id], products[merge.merged_id]
    if merge.undone_at is not None:
        raise ProductMergeRefused(_("This merge is already undone."))
    if kept.status == MERGED:
        raise ProductMergeRefused(
            _("%(kept)s has since been merged into another product. Undo that merge first.")
            % {"kept": kept.name}
        )
    carried = bring_back(_merging(merge, why))
    _return_codes(merge.codes)
    _set(merged, merge.status_before, None)
    merge.undone_at, merge.undone_by = clock.now(), actor.id
    merge.undone_reason, merge.open_key = why, None
    merge.save()
    facts = {
        "merge_id": merge.id,
        "units": carried.units,
        "left": carried.left,
        "before": {"status": MERGED},
        "after": {"status": merge.status_before},
    }
    _tell(merge, why, facts)
    data = {"kept_id": kept.id, "merged_id": merged.id, "merge_id": merge.id}
    current_unit().announce(ProductsUnmerged(subject=str(merged.id), data=data))
    return carried.left


def _locked(*product_ids: UUID) -> dict[UUID, Product]:
    """Both, locked in the order of their ids. Raises NotFound."""
    rows = Product.objects.select_for_update().filter(id__in=product_ids).order_by("id")
    found = {product.id: product for product in rows}
    for product_id in product_ids:
        if product_id not in found:
            raise NotFound(_("This product isn't in the catalogue."), product_id=product_id)
    return found


def _ways(kept: Product, merged: Product, chosen: Mapping[UUID, UUID]) -> Sequence[PackWay]:
    with_codes = Pack.objects.filter(product=merged, barcodes__isnull=False).distinct()
    ways = ways_of(list(with_codes.order_by("factor")), list(kept.packs.all()), chosen)
    if isinstance(ways, Pack):
        raise ProductMergeRefused(
            _(
                "The codes of the %(pack)s of %(factor)s have no pack, because that size "
                "doesn’t match the packs of %(kept)s. Choose a pack for them."
            )
            % {"pack": ways.name, "factor": ways.factor, "kept": kept.name},
            field="packs",
            pack_id=ways.id,
        )
    return ways


def _opened(actor: Actor, kept: Product, merged: Product, why: str) -> ProductMerge:
    return ProductMerge(
        id=current_unit().effect_id,
        kept=kept,
        merged=merged,
        reason=why,
        status_before=merged.status,
        open_key=str(merged.id),
        merged_at=clock.now(),
        merged_by=actor.id,
    )


def _merging(merge: ProductMerge, why: str) -> Merging:
    return Merging(
        merge_id=merge.id,
        kept_id=merge.kept_id,
        merged_id=merge.merged_id,
        reason=why,
        minimums=tuple(UUID(key) for key in merge.stock.get("minimums", ())),
    )


def _move_codes(kept: Product, ways: Sequence[PackWay]) -> tuple[list[str], list[dict[str, str]]]:
    """Let the codes open packs of the kept product; the packs made, and what was moved."""
    made: list[str] = []
    moved: list[dict[str, str]] = []
    for way in ways:
        target = way.kept_pack_id
        if target is None:
            target = Pack.objects.create(
                id=new_id(),
                product=kept,
                level=kept.packs.count(),
                name=way.merged_pack.name,
                factor=way.merged_pack.factor,
                sellable=way.merged_pack.sellable,
            ).id
            made.append(str(target))
        codes = Barcode.objects.filter(pack=way.merged_pack).order_by("id")
        moved += [
            {"barcode": str(code.id), "from": str(way.merged_pack.id), "to": str(target)}
            for code in codes
        ]
        codes.update(pack_id=target)
    return made, moved


def _return_codes(codes: Sequence[Mapping[str, Any]]) -> None:
    for one in codes:
        Barcode.objects.filter(id=UUID(one["barcode"]), pack_id=UUID(one["to"])).update(
            pack_id=UUID(one["from"])
        )


def _set(merged: Product, status: str, into: UUID | None) -> None:
    merged.status, merged.merged_into_id = status, into
    keep(merged, "status", "merged_into")


def _tell(merge: ProductMerge, why: str, facts: Mapping[str, Any]) -> None:
    ids = [merge.kept_id, merge.merged_id]
    index_changed(ids)
    for product_id in ids:
        about = facts if product_id == merge.merged_id else {"merge_id": merge.id}
        current_unit().record("catalog.product", product_id, reason=why, facts=about)
        current_unit().announce(
            ProductChanged(subject=str(product_id), data={"product_id": product_id})
        )
