"""The form of a promotion: of each kind it takes that kind's fields alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from tests.support.backoffice import client_of
from tests.support.promotions import a_promotion
from tests.support.shop import Shop, add_medicine, stock_up
from theriac.domains.promotions.models import Promotion
from theriac.domains.sales.checkout.drafts import SaleDraft, SaleItem
from theriac.domains.sales.commands.complete_sale import complete_sale

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]
DAYS = [str(day) for day in range(7)]


def sent(shop: Shop, **facts: Any) -> Any:
    given = {
        "name": "Vitamin week",
        "kind": "percent",
        "percent": "10",
        "first_on": shop.today.isoformat(),
        "last_on": shop.today.isoformat(),
        "weekdays": DAYS,
        **facts,
    }
    return client_of(shop, "manager").post(reverse("backoffice:promotion_new"), given)


def test_fields_of_other_kinds_count_for_nothing_and_hold_up_nothing(shop: Shop) -> None:
    answer = sent(shop, amount="ten thousand", buy="many", free="2")
    assert answer.status_code == 302
    made = Promotion.objects.get()
    assert (made.kind, made.value, made.buy, made.free) == ("percent", 1_000, 0, 0)


def test_the_fields_of_its_own_kind_are_checked(shop: Shop) -> None:
    for kind, name in (("percent", "percent"), ("amount", "amount"), ("free", "buy")):
        answer = sent(shop, **{"kind": kind, name: "many"})
        assert answer.status_code == 422
        assert f'id="id_{name}-error"' in answer.content.decode()
    assert not Promotion.objects.exists()


def test_an_unknown_kind_is_refused(shop: Shop) -> None:
    assert sent(shop, kind="lottery").status_code == 422


def test_a_preview_shows_what_it_would_have_done_and_adds_nothing(shop: Shop) -> None:
    medicine = add_medicine(shop)
    stock_up(shop, medicine, 100)
    complete_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[SaleItem(product_id=medicine.id, quantity=10)]),
    )

    answer = sent(shop, preview="1")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="preview"' in page
    assert "Rp 7.000 → Rp 6.300" in page.replace("\xa0", " ")
    assert "Paracetamol 500 mg tablet" in page
    assert 'value="Vitamin week"' in page
    assert not Promotion.objects.exists()


def test_a_preview_of_what_cant_be_added_says_why(shop: Shop) -> None:
    answer = sent(shop, preview="1", percent="many")
    assert answer.status_code == 422
    assert 'id="preview"' not in answer.content.decode()


def test_the_page_of_one_that_begins_later_shows_its_preview(shop: Shop) -> None:
    client = client_of(shop, "auditor")
    planned = a_promotion(shop, first_on=shop.today + timedelta(days=1))
    running = a_promotion(shop)

    def shows(key: UUID) -> bool:
        page = client.get(reverse("backoffice:promotion_detail", args=[key]))
        return 'id="preview"' in page.content.decode()

    assert shows(planned)
    assert not shows(running)
