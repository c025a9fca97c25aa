"""Placing an order: its number, its commitment and its lines, all or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.utils.translation import gettext as _

from theriac.core import clock
from theriac.core.command import current_unit
from theriac.core.database.insert import insert_rows
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, Text
from theriac.domains.budgets.orders import (
    BudgetCharge,
    LineOverrun,
    exceeded,
    note_overruns,
    overruns_under_lock,
)
from theriac.domains.capital.commitments import commit_capital
from theriac.domains.catalog.queries.product_facts import states_of
from theriac.domains.catalog.queries.sale_facts import ProductFact, sale_facts
from theriac.domains.catalog.rules import RECEIVED
from theriac.domains.organisation.ids import BranchId
from theriac.domains.organisation.numbering import take_document_number
from theriac.domains.organisation.queries.branches import branch_date, pharmacy_currency
from theriac.domains.organisation.queries.input_tax import usual_tax
from theriac.domains.purchase_orders.events import PurchaseOrderPlaced
from theriac.domains.purchase_orders.letters import form_of
from theriac.domains.purchase_orders.models import PurchaseOrder, PurchaseOrderLine
from theriac.domains.purchase_orders.numbering import ORDER
from theriac.domains.purchase_orders.orders import RECORD, document_of
from theriac.domains.purchase_orders.problems import OrderRefused
from theriac.domains.purchase_orders.rules.facts import (
    MOST_MONEY,
    OrderLineWritten,
    PurchaseOrderNew,
    order_line_faults,
    price_of,
)
from theriac.domains.purchase_orders.rules.prices import OrderSums, sums_of
from theriac.domains.replenishment.commands.order_wants import take_wants_for_order
from theriac.domains.suppliers.queries import SupplierCard, supplier_cards


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSource:
    """What an order came from: ``hand``, ``needs``, ``want_list`` or ``proposal``, and which one.

    ``approval_id`` is the approval that was used up for it; ``may_exceed`` where what it takes over
    budgets is approved. ``offer_lines`` are the offers' lines
    that the lines go by, in their order; empty for none.
    """

    kind: str
    id: UUID | None = None
    approval_id: UUID | None = None
    may_exceed: bool = False
    offer_lines: tuple[UUID | None, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order that was just placed; ``total`` is minor units, all of it committed.

    ``overruns`` are what its lines take over budgets.
    """

    id: UUID
    number: str
    total: int
    overruns: tuple[LineOverrun, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedOrder:
    """An order that can be placed: its lines with their packs' base units and tax, and the sums."""

    order: PurchaseOrderNew
    factors: tuple[int, ...]
    taxes_bp: tuple[int, ...]
    sums: OrderSums


def place_order(
    *, branch_id: BranchId, order: PurchaseOrderNew, source: OrderSource
) -> PlacedOrder:
    """Order the goods and commit their money, inside the unit of work of who has the approval.

    Takes the branch's next number, and what of the want list it answers. Raises BudgetExceeded,
    CapitalFloorReached, OrderRefused, NotFound.
    """
    priced = priced_order(branch_id, order)
    over = overruns_under_lock(branch_id, [charge_of(priced)])
    if over and not source.may_exceed:
        raise exceeded(over)
    form = form_of(branch_id, order.lines)
    today = branch_date(branch_id)
    made = PurchaseOrder(
        id=new_id(),
        branch_id=branch_id,
        supplier_id=order.supplier_id,
        number=take_document_number(branch_id, ORDER, today),
        form=form.code,
        source_kind=source.kind,
        source_id=source.id,
        approval_id=source.approval_id,
        freight=order.freight,
        tax=priced.sums.tax,
        total=priced.sums.total,
        currency=pharmacy_currency(),
        note=order.note.strip(),
        expected_on=order.expected_on,
        ordered_on=today,
        ordered_at=clock.now(),
        ordered_by=current_unit().actor.id,
    )
    made.commitment_id = commit_capital(
        branch_id=branch_id, document=document_of(made), amount=made.total
    )
    insert_rows(PurchaseOrder, [made])
    rows = _rows(made, priced, source.offer_lines)
    insert_rows(PurchaseOrderLine, rows)
    note_overruns(made.id, [row.id for row in rows], over, source.approval_id)
    take_wants_for_order(branch_id, {line.product_id for line in order.lines}, made.id)
    facts = {"number": made.number, "total": made.total, "lines": len(order.lines)}
    current_unit().record(RECORD, made.id, facts=facts, branch_id=branch_id)
    data = {
        "order_id": str(made.id),
        "number": made.number,
        "supplier_id": str(made.supplier_id),
    }
    current_unit().announce(
        PurchaseOrderPlaced(subject=str(made.id), branch_id=branch_id, data=data)
    )
    return PlacedOrder(made.id, made.number, made.total, tuple(over))


def charge_of(priced: PricedOrder) -> BudgetCharge:
    """What an order asks of budgets: each line with tax and its part of the freight."""
    order = priced.order
    ids = (line.product_id for line in order.lines)
    return BudgetCharge(
        supplier_id=order.supplier_id,
        awaited_on=order.expected_on,
        lines=tuple(zip(ids, priced.sums.committed, strict=True)),
    )


def priced_order(branch_id: UUID, order: PurchaseOrderNew) -> PricedOrder:
    """What the order asks, nothing kept. Raises OrderRefused with every fault, NotFound."""
    supplier = _supplier(order.supplier_id)
    today = branch_date(branch_id)
    products = sale_facts(dict.fromkeys(line.product_id for line in order.lines))
    faults = _faults(order.lines, products)
    if order.freight > MOST_MONEY:
        faults["freight"] = _("This amount isn’t possible. Check the price.")
    if order.expected_on is not None and order.expected_on < today:
        faults["expected_on"] = _("This date has passed. Enter a later date.")
    if faults:
        raise OrderRefused(errors=faults)

    @cache
    def rate(tax_class: str) -> int:
        return usual_tax(branch_id, tax_class, today) if supplier.tax_registered else 0

    taxes = tuple(
        rate(products[line.product_id].tax_class) if line.tax_bp is None else line.tax_bp
        for line in order.lines
    )
    prices = [price_of(line, tax) for line, tax in zip(order.lines, taxes, strict=True)]
    factors = tuple(products[one.product_id].packs[one.pack_id].factor for one in order.lines)
    sums = sums_of(prices, order.freight)
    if sums.total > MOST_MONEY:
        raise OrderRefused(_("This order’s total isn’t possible. Check the prices."))
    return PricedOrder(order, factors, taxes, sums)


def _supplier(supplier_id: UUID) -> SupplierCard:
    card = supplier_cards([supplier_id]).get(supplier_id)
    if card is None:
        raise NotFound(
            _("This supplier doesn’t exist. Choose one from the list."), field="supplier_id"
        )
    if card.blocked_reason is not None:
        raise OrderRefused(
            _("You can’t order from %(name)s: %(reason)s. Choose another supplier.")
            % {"name": card.name, "reason": card.blocked_reason or _("supplier is blocked")},
            field="supplier_id",
        )
    return card


def _faults(
    lines: Sequence[OrderLineWritten], products: Mapping[UUID, ProductFact]
) -> dict[str, Text]:
    states = states_of(products)
    faults: dict[str, Text] = {}
    for index, line in enumerate(lines):
        at = f"lines.{index}"
        product = products.get(line.product_id)
        if product is None:
            raise NotFound(
                _("This product isn't in the catalogue."),
                field=f"{at}.product_id",
                product_id=line.product_id,
            )
        pack = product.packs.get(line.pack_id)
        if pack is None:
            words = _("%(product)s doesn’t have this pack.") % {"product": product.name}
            raise NotFound(words, field=f"{at}.pack_id")
        if states[line.product_id][1] not in RECEIVED:
            faults[f"{at}.product_id"] = _("%(product)s can’t be ordered. Choose another one.") % {
                "product": product.name
            }
        found = order_line_faults(line, pack.factor)
        faults |= {f"{at}.{name}": words for name, words in found.items()}
    return faults


def _rows(
    made: PurchaseOrder, priced: PricedOrder, offer_lines: Sequence[UUID | None]
) -> list[PurchaseOrderLine]:
    lines, sums = priced.order.lines, priced.sums
    offers = offer_lines or [None] * len(lines)
    return [
        PurchaseOrderLine(
            id=new_id(),
            order=made,
            position=position,
            product_id=line.product_id,
            pack_id=line.pack_id,
            factor=factor,
            packs=line.packs,
            bonus_packs=line.bonus_packs,
            quantity=(line.packs + line.bonus_packs) * factor,
            price=line.price,
            discount_bp=line.discount_bp,
            discount=line.discount,
            tax_bp=tax_bp,
            tax=tax,
            committed=committed,
            supplier_code=line.supplier_code.strip(),
            offer_line_id=offer,
        )
        for position, (line, factor, tax_bp, tax, committed, offer) in enumerate(
            zip(
                lines,
                priced.factors,
                priced.taxes_bp,
                sums.taxes,
                sums.committed,
                offers,
                strict=True,
            ),
            start=1,
        )
    ]
