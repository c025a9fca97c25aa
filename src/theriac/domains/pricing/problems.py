"""The refusals that prices and payments give."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from theriac.core.formatting import format_money
from theriac.core.money import Money
from theriac.core.problems import Problem, Text


class NoPrice(Problem):
    """A pack that has no price, nor has any other pack of its product."""

    type = "pricing.no_price"
    status = 422
    title = _("No price")

    @classmethod
    def of(cls, product: Text, **facts: Any) -> NoPrice:
        """``product`` by name."""
        detail = format_lazy(_("{product} has no price. Enter a price first."), product=product)
        return cls(detail, product=str(product), **facts)


class PriceAboveCeiling(Problem):
    """A line above its batch's MRP or its product's HET."""

    type = "pricing.above_ceiling"
    status = 422
    title = _("The price is above the legal maximum")

    @classmethod
    def of(cls, kind: str, ceiling: Money, country: str, **facts: Any) -> PriceAboveCeiling:
        """``ceiling`` for one of the pack that is sold; ``kind`` is mrp or het."""
        sentence = (
            _("The price is above the printed MRP of {amount}. Lower the price.")
            if kind == "mrp"
            else _("The price is above the HET of {amount}. Lower the price.")
        )
        detail = format_lazy(sentence, amount=format_money(ceiling, country))
        return cls(
            detail,
            field="price",
            kind=kind,
            ceiling={"amount": ceiling.amount, "currency": ceiling.currency},
            **facts,
        )


class PaymentMissing(Problem):
    """The payments don't reach the total."""

    type = "pricing.payment_missing"
    status = 422
    title = _("Payment incomplete")

    @classmethod
    def of(cls, missing: Money, country: str) -> PaymentMissing:
        """``missing`` is above zero."""
        amount = format_money(missing, country)
        return cls(
            format_lazy(_("{amount} is still due. Add a payment."), amount=amount),
            field="payments",
            missing={"amount": missing.amount, "currency": missing.currency},
        )


class ChangeOnlyFromCash(Problem):
    """More than the total would have to be given back from what isn't cash."""

    type = "pricing.change_only_from_cash"
    status = 422
    title = _("Change is given for cash only")

    @classmethod
    def of(cls, excess: Money) -> ChangeOnlyFromCash:
        """``excess`` is what can't be given back."""
        return cls(
            _("Change is given for cash only. Lower the card amount."),
            field="payments",
            excess={"amount": excess.amount, "currency": excess.currency},
        )
