"""Paying before the sale comes, once; and giving it back, once."""

from __future__ import annotations

import pytest

from tests.support.controlled import violations
from tests.support.gift_cards import a_gift_card, holds, redeemed
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core.ids import new_id
from theriac.core.problems import NotFound
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.commands.redeem import release_payment, undo_payment
from theriac.domains.gift_cards.ids import GiftEntryId
from theriac.domains.gift_cards.models import GiftCard, GiftEntry
from theriac.domains.gift_cards.problems import GiftCardDiffers, GiftCardRefused
from theriac.domains.pricing.rules.payments import PaymentMethod
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem, TenderGiven
from theriac.domains.sales.commands.complete_sale import complete_sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
CASH = TenderGiven(method=PaymentMethod.CASH)
BATCH = [new_id()]
"""Of the medicine that a test sells, at 700 a unit."""


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    found = add_medicine(shop)
    BATCH[0] = stock_up(shop, found, 300)
    return found


def kinds(card: GiftCard) -> list[tuple[str, int]]:
    rows = GiftEntry.objects.filter(card_id=card.id).order_by("recorded_at", "id")
    return list(rows.values_list("kind", "amount"))


def test_the_same_payment_again_changes_nothing(shop: Shop) -> None:
    code, sale_id, payment_id = new_code(), new_id(), new_id()
    card = a_gift_card(shop, 3_000, code)
    first = redeemed(shop, code, 1_000, sale_id, payment_id=payment_id)
    assert redeemed(shop, code, 1_000, sale_id, payment_id=payment_id) == first
    with pytest.raises(GiftCardDiffers):
        redeemed(shop, code, 900, sale_id, payment_id=payment_id)
    other = new_code()
    a_gift_card(shop, 3_000, other)
    for wrong in (other, new_code()):
        with pytest.raises(GiftCardDiffers):
            redeemed(shop, wrong, 1_000, sale_id, payment_id=payment_id)
    assert holds(card) == 2_000


def test_a_sale_that_was_made_takes_no_more(shop: Shop, medicine: Medicine) -> None:
    """Nothing would tell its customer, and nobody could undo it: its sale has come."""
    code = new_code()
    card = a_gift_card(shop, 3_000, code)
    sale = complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=1)], tenders=[CASH]),
    ).sale
    with pytest.raises(GiftCardRefused) as refused:
        redeemed(shop, code, 1_000, sale.id)
    assert refused.value.field == "sale_id"
    assert holds(card) == 3_000


def test_what_no_sale_took_goes_back_once_and_to_its_own_cashier_alone(shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 3_000, code)
    entry = GiftEntryId(redeemed(shop, code, 1_000).id)
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotFound):
        undo_payment(actor=cashier, branch_id=shop.branch_id, gift_entry_id=entry)
    undo_payment(actor=shop.owner, branch_id=shop.branch_id, gift_entry_id=entry)
    with pytest.raises(GiftCardDiffers):
        release_payment(
            actor=shop.owner, branch_id=shop.branch_id, gift_entry_id=entry, reason="again"
        )
    assert kinds(card) == [("issued", 3_000), ("paid", -1_000), ("released", 1_000)]
    assert violations() == []
