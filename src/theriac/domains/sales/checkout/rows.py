"""A priced basket as rows to be inserted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from theriac.core.database.insert import fresh_row
from theriac.core.ids import new_id
from theriac.domains.pricing.rules.payments import SettledPayment
from theriac.domains.pricing.rules.sale import PricedLine
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.models import Payment, SaleLine
from theriac.domains.sales.promotions.given import UNPROMOTED, PromotionSaid


def line_row(
    sale_id: UUID,
    position: int,
    line: BasketLine,
    amounts: PricedLine,
    ground_id: UUID | None,
    promotion: PromotionSaid = UNPROMOTED,
) -> SaleLine:
    """Not saved: a sale's lines go into the database in one statement."""
    return fresh_row(
        SaleLine,
        id=new_id(),
        sale_id=sale_id,
        position=position,
        product_id=line.product.id,
        pack_id=line.pack_id,
        packs=line.packs,
        quantity=line.quantity,
        price_amount=line.price.amount,
        price_units=line.price.units,
        gross=amounts.gross,
        discount=amounts.discount,
        taxable=amounts.taxable,
        tax=amounts.tax,
        total=amounts.total,
        taxes=[
            {"code": tax.code, "rate_bp": tax.rate_bp, "amount": tax.amount}
            for tax in amounts.taxes
        ],
        promotion_id=promotion.promotion_id,
        promotion_off=promotion.off,
        promotion_told=promotion.told,
        ground_id=ground_id,
        prescription_line_id=line.item.prescription_line_id,
    )


def payment_rows(
    sale_id: UUID, payments: Sequence[SettledPayment], references: Sequence[str]
) -> list[Payment]:
    """Payments as rows, in the order in which they were tendered.

    What was tendered beyond them paid nothing.
    """
    return [
        fresh_row(
            Payment,
            id=new_id(),
            sale_id=sale_id,
            method=payment.method.value,
            tendered=payment.tendered,
            change=payment.change,
            reference=reference,
        )
        for payment, reference in zip(payments, references[: len(payments)], strict=True)
    ]
