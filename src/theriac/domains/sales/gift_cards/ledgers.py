"""Other ledgers that bear a part of a sale: credit accounts, members' points, gift cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from theriac.core.actor import Actor
from theriac.domains.credit.entries.charges import Charging
from theriac.domains.gift_cards.cards import PaidByCards
from theriac.domains.loyalty.points import Collecting
from theriac.domains.pricing.rules.payments import SettledPayment
from theriac.domains.pricing.rules.sale import PricedSale
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.books import enter_sale
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.credit.charged import charge_sale, charge_told, demand_charging
from theriac.domains.sales.gift_cards.paid import (
    demand_paying,
    paid_told,
    pay_by_cards,
    references_of,
)
from theriac.domains.sales.loyalty.collected import collect, demand_collecting
from theriac.domains.sales.models import Payment, Sale, SaleLine
from theriac.domains.sales.pushes.books import Disagreement


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What a program's sale is to be borne by, locked and judged."""

    charging: Charging | None
    collecting: Collecting | None
    paying: PaidByCards

    @classmethod
    def demand(
        cls,
        actor: Actor,
        place: SaleContext,
        draft: SaleDraft,
        told: tuple[Sequence[BasketLine], PricedSale, Sequence[SettledPayment]],
    ) -> Ledgers:
        """Lock and judge each, always in this order. Raises what each of them raises."""
        basket, priced, payments = told
        return cls(
            demand_charging(actor, place.point.branch_id, draft, payments),
            demand_collecting(draft, basket, priced, payments),
            demand_paying(draft, payments, place.today),
        )

    def references(self, draft: SaleDraft) -> list[str]:
        """What payments keep of what was given."""
        return references_of(draft, self.paying)

    def enter(
        self,
        sale: Sale,
        paid: Sequence[Payment],
        basket: Sequence[BasketLine],
        lines: Sequence[SaleLine],
    ) -> None:
        """Book each with the rows of the sale, and the sale in the books."""
        charged = charge_sale(self.charging, sale)
        enter_sale(sale, paid, charged, pay_by_cards(self.paying, sale))
        collect(self.collecting, sale, basket, lines)


def enter_told(sale: Sale, payments: Sequence[Payment]) -> list[Disagreement]:
    """Enter a device's sale in the books, and what accounts and cards bear; what disagrees."""
    charged, on_credit = charge_told(sale, payments)
    by_cards, on_cards = paid_told(sale, payments)
    enter_sale(sale, payments, charged, by_cards)
    return [*on_credit, *on_cards]
