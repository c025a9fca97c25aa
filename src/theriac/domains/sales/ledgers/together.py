"""The ledgers that bear a part of a sale, asked together by who records a sale or a return."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from theriac.core.actor import Actor
from theriac.domains.credit.entries.charges import Charging, standing_of_sale
from theriac.domains.gift_cards.cards import PaidByCards, cards_standing
from theriac.domains.loyalty.points import Collecting
from theriac.domains.loyalty.returns import CameBack, points_standing
from theriac.domains.pricing.rules.payments import PaymentMethod, SettledPayment
from theriac.domains.pricing.rules.sale import PricedSale
from theriac.domains.sales.checkout.basket import BasketLine
from theriac.domains.sales.checkout.books import enter_sale
from theriac.domains.sales.checkout.drafts import SaleDraft
from theriac.domains.sales.checkout.place import SaleContext
from theriac.domains.sales.ledgers.credit import (
    charge_sale,
    charge_told,
    demand_charging,
    refund_accounts,
)
from theriac.domains.sales.ledgers.gift_cards import (
    demand_paying,
    paid_told,
    pay_by_cards,
    references_of,
    refund_cards,
)
from theriac.domains.sales.ledgers.loyalty import (
    collect,
    collect_told,
    demand_collecting,
    take_points_back,
)
from theriac.domains.sales.ledgers.ports import BorneNote
from theriac.domains.sales.models import Payment, Sale, SaleLine
from theriac.domains.sales.pushes.books import Disagreement, KnownBooks
from theriac.domains.sales.pushes.sale import PushedSale

BORNE: Mapping[str, Callable[[UUID], int]] = {
    PaymentMethod.CREDIT.value: standing_of_sale,
    PaymentMethod.POINTS.value: points_standing,
    PaymentMethod.GIFT_CARD.value: cards_standing,
}
"""What ledgers bear of a sale, by how it was paid; nothing goes back to one that bears nothing."""


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


def enter_told(
    sale: Sale,
    pushed: PushedSale,
    payments: Sequence[Payment],
    books: KnownBooks,
) -> list[Disagreement]:
    """Enter a device's sale in the books, and what each ledger bears of it; what disagrees."""
    charged, on_credit = charge_told(sale, pushed, payments, books)
    by_cards, on_cards = paid_told(sale, payments)
    enter_sale(sale, payments, charged, by_cards)
    return [*on_credit, *on_cards, *collect_told(sale, pushed, payments, books.products)]


def borne_of(sale_id: UUID, methods: Iterable[str]) -> dict[str, int]:
    """What ledgers still bear of a sale, minor units, of the methods that are theirs."""
    return {key: BORNE[key](sale_id) for key in methods if key in BORNE}


def refund_ledgers(
    note: BorneNote, refunds: Mapping[str, int], came_back: Callable[[], CameBack]
) -> tuple[int, int]:
    """Give back what a written credit note refunds, by method: to accounts, to cards, in points.

    The minor units that accounts owe less, and that went back to cards. ``came_back`` is asked
    only of a member's sale; who calls holds the sale.
    """
    charged = refund_accounts(note, refunds.get(PaymentMethod.CREDIT.value, 0))
    by_cards = refund_cards(note, refunds.get(PaymentMethod.GIFT_CARD.value, 0))
    take_points_back(note, came_back)
    return charged, by_cards
