"""A promotion is added whole, paused, continued and ended; its coupons have codes of their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.promotions import a_promotion
from tests.support.shop import Shop, add_medicine, add_staff, open_shop
from theriac.core.audit.models import AuditRecord
from theriac.core.facts.records import given
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted, Stale, Unprocessable
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.promotions.commands.promotion import (
    add_promotion,
    continue_promotion,
    end_promotion,
    pause_promotion,
)
from theriac.domains.promotions.models import Promotion
from theriac.domains.promotions.problems import PromotionEnded, PromotionRefused
from theriac.domains.promotions.queries import list_promotions, promotions_ahead
from theriac.domains.promotions.rules.facts import PromotedPack, PromotionNew

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-27")]


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_it_runs_until_it_is_paused_or_ended_and_each_is_on_the_trail(shop: Shop) -> None:
    key = a_promotion(shop)
    told: dict[str, Any] = {"actor": shop.owner, "promotion_id": key}
    ahead = lambda: [one.terms.id for one in promotions_ahead(shop.branch_id, shop.today)]  # noqa: E731

    assert ahead() == [key]
    assert pause_promotion(**told, version=1, reason="too dear") == 2
    assert pause_promotion(**told, version=2, reason="again") == 2
    assert ahead() == []
    with pytest.raises(Stale):
        continue_promotion(**told, version=1)
    assert continue_promotion(**told, version=2) == 3
    assert end_promotion(**told, version=3, reason="sold out") == 4
    assert ahead() == []
    with pytest.raises(PromotionEnded):
        pause_promotion(**told, version=4, reason="late")
    records = AuditRecord.objects.filter(object_id=key).order_by("recorded_at", "id")
    assert [one.reason for one in records] == ["added", "too dear", "", "sold out"]
    assert [one.state for one in list_promotions(actor=shop.owner, state="ended")] == ["ended"]
    assert list_promotions(actor=shop.owner) == []


def test_sales_know_until_when_to_look_and_never_look_less_far(shop: Shop) -> None:
    a_promotion(shop, last_on=shop.today + timedelta(days=30))
    a_promotion(shop)

    until = shop.today + timedelta(days=30)
    assert PharmacySettings.objects.get().promotions_until == until


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"value": 0}, "value"),
        ({"value": 10_001}, "value"),
        ({"kind": "amount", "value": 100}, "goods"),
        ({"kind": "free", "buy": 2}, "buy"),
        ({"weekdays": ()}, "weekdays"),
        ({"from_minute": 600, "until_minute": 600}, "until_minute"),
        ({"category_ids": (new_id(),)}, "category_ids"),
        ({"branch_ids": (new_id(),)}, "branch_ids"),
        ({"goods": (PromotedPack(product_id=new_id()),)}, "goods"),
    ],
)
def test_what_cant_be_one_is_told_by_field(shop: Shop, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(PromotionRefused) as refused:
        a_promotion(shop, **facts)

    assert field in refused.value.errors
    assert not Promotion.objects.exists()


def test_a_pack_of_another_product_and_a_product_twice_are_refused(shop: Shop) -> None:
    one, other = add_medicine(shop), add_medicine(shop, "Zinc 20 mg tablet")
    mixed = (PromotedPack(product_id=one.id, pack_id=other.packs[1]),)
    twice = (PromotedPack(product_id=one.id), PromotedPack(product_id=one.id))

    for goods in (mixed, twice):
        with pytest.raises(PromotionRefused):
            a_promotion(shop, goods=goods)


def test_days_and_amounts_are_bounded(shop: Shop) -> None:
    for facts in (
        {"first_on": shop.today, "last_on": shop.today - timedelta(days=1)},
        {"first_on": shop.today, "last_on": shop.today + timedelta(days=2_000)},
    ):
        with pytest.raises(PromotionRefused):
            a_promotion(shop, **facts)
    for facts in ({"value": -1}, {"value": 10**15}, {"name": " "}, {"buy": 100}):
        with pytest.raises(Unprocessable):
            given(
                PromotionNew,
                **{
                    "name": "A",
                    "kind": "percent",
                    "first_on": shop.today,
                    "last_on": shop.today,
                    **facts,
                },
            )


def test_only_who_may_for_all_branches(shop: Shop) -> None:
    cashier = add_staff("cashier", shop.branch_id)
    told = given(
        PromotionNew, name="A", kind="percent", value=100, first_on=shop.today, last_on=shop.today
    )
    with pytest.raises(NotPermitted):
        add_promotion(actor=cashier, promotion=told)
    with pytest.raises(NotPermitted):
        list_promotions(actor=cashier)
