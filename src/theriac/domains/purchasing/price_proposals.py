"""What the lines of a receipt may be sold for, and what their packs are sold for now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from theriac.core import clock
from theriac.countries.gates import LegalClass
from theriac.countries.registry import profile_for
from theriac.domains.catalog.queries.sale_facts import PackFact, ProductFact
from theriac.domains.organisation.queries.branches import get_branch
from theriac.domains.purchasing.delivery import costs_of
from theriac.domains.purchasing.models import GoodsReceipt, GoodsReceiptLine, SellingMargin
from theriac.domains.purchasing.rules.costs import LineCost
from theriac.domains.purchasing.rules.price_proposal import Basis, Margin, PackWorth, propose


def margins_on(on: date) -> dict[str, Margin]:
    """The margins in force by group."""
    rows = SellingMargin.objects.filter(valid_from__lte=on).order_by("valid_from")
    return {row.group: Margin(Basis(row.basis), row.margin_bp, row.step) for row in rows}


def proposals(
    receipt: GoodsReceipt,
    lines: Sequence[GoodsReceiptLine],
    products: Mapping[UUID, ProductFact],
) -> dict[UUID, int]:
    """What one pack of each line may be sold for, by line; a line without a proposal is missing."""
    costs = costs_of(receipt, lines)
    branch = get_branch(receipt.branch_id)
    if costs is None or branch is None:
        return {}
    profile = profile_for(branch.pharmacy.country)
    margins = margins_on(receipt.received_on)
    classes = {one.code: one for one in profile.legal_classes}
    found: dict[UUID, int] = {}
    for line, cost in zip(lines, costs.lines, strict=True):
        product = products[line.product_id]
        price = propose(
            _worth(line, cost, product),
            margins.get(_group(classes.get(product.legal_class))),
            sells_at_mrp=profile.sells_at_mrp,
        )
        if price:
            found[line.id] = price
    return found


def price_now(pack: PackFact, branch_id: UUID) -> int | None:
    """What the pack is sold for at the branch: its own newest price, else the general one."""
    now = clock.now()
    begun = sorted(
        (one for one in pack.prices if one.valid_from <= now), key=lambda one: one.valid_from
    )
    own = [one.amount for one in begun if one.branch_id == branch_id]
    general = [one.amount for one in begun if one.branch_id is None]
    return next(iter((own or general)[-1:]), None)


def _group(legal_class: LegalClass | None) -> str:
    if legal_class is not None and legal_class.needs_prescription:
        return SellingMargin.Group.PRESCRIPTION
    return SellingMargin.Group.FREE


def _worth(line: GoodsReceiptLine, cost: LineCost, product: ProductFact) -> PackWorth:
    taxed = cost.net - cost.discount + cost.freight + cost.tax
    return PackWorth(
        price=line.price,
        tax_bp=line.tax_bp,
        factor=line.factor,
        cost_with_tax=taxed,
        quantity=line.quantity,
        mrp=line.mrp,
        ceiling=_ceiling(product, line.factor),
    )


def _ceiling(product: ProductFact, factor: int) -> int | None:
    newest = product.ceiling_at(clock.now())
    if newest is None:
        return None
    return newest.amount * factor // newest.units
