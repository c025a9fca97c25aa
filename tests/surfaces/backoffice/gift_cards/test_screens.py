"""Gift cards in the back office: issued with a code shown once, blocked, given back."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.gift_cards import a_gift_card, holds, redeemed
from tests.support.shop import Shop
from theriac.domains.gift_cards.commands.issue import new_code
from theriac.domains.gift_cards.entries import hash_of
from theriac.domains.gift_cards.models import GiftCard

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


def test_a_cashier_issues_a_card_and_sees_its_code_once(shop: Shop) -> None:
    cashier = client_of(shop, "cashier")
    new = reverse("backoffice:gift_card_new")
    assert cashier.post(new, {"amount": "", "method": "transfer"}).status_code == 422
    page = cashier.post(new, {"amount": "100.000", "method": "transfer"}).content.decode()
    found = re.search(r'id="code"[^>]*value="([A-Z0-9-]+)"', page)
    card = GiftCard.objects.get()
    assert found is not None
    assert (hash_of(found[1]), card.balance) == (card.code_hash, 100_000)
    detail = cashier.get(reverse("backoffice:gift_card", args=[card.id])).content.decode()
    assert found[1] not in detail
    assert card.last_four in detail
    listed = cashier.get(reverse("backoffice:gift_card_list"), {"q": card.last_four})
    assert card.number in listed.content.decode()


def test_a_manager_gives_back_what_no_sale_took(shop: Shop) -> None:
    code = new_code()
    card = a_gift_card(shop, 5_000, code)
    entry = redeemed(shop, code, 2_000)
    manager = client_of(shop, "manager")
    address = reverse("backoffice:gift_card", args=[card.id])
    page = manager.get(address).content.decode()
    assert f"release-{entry.id}" in page
    release = reverse("backoffice:gift_card_release", args=[card.id])
    manager.post(release, {"gift_entry_id": str(entry.id), "reason": "counter broke"})
    assert holds(card) == 5_000
    block = reverse("backoffice:gift_card_block", args=[card.id])
    manager.post(block, {"version": "1", "reason": "reported lost"})
    assert "reported lost" in manager.get(address).content.decode()


def test_a_cashier_tops_a_card_up(shop: Shop) -> None:
    card = a_gift_card(shop, 5_000)
    cashier = client_of(shop, "cashier")
    detail, form = (
        reverse(f"backoffice:{name}", args=[card.id]) for name in ("gift_card", "gift_card_top_up")
    )
    assert form in cashier.get(detail).content.decode()
    assert cashier.post(form, {"amount": "", "method": "transfer"}).status_code == 422
    cashier.post(form, {"amount": "20.000", "method": "transfer", "reference": "TRF 7"})
    assert holds(card) == 25_000
    assert "Topped up" in cashier.get(detail).content.decode()
    manager = client_of(shop, "manager")
    manager.post(
        reverse("backoffice:gift_card_block", args=[card.id]), {"version": "1", "reason": "lost"}
    )
    assert form not in cashier.get(detail).content.decode()
    assert cashier.post(form, {"amount": "1.000", "method": "transfer"}).status_code == 409
    assert holds(card) == 25_000
