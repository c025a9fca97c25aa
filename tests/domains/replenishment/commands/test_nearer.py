"""An expiry alert asks anew each time that its batch comes into a nearer band."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.approving import by_two
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.relay import relay_once
from theriac.domains.organisation.models import PharmacySettings
from theriac.domains.replenishment.commands.acknowledge import acknowledge_alert
from theriac.domains.replenishment.jobs import review_expiries
from theriac.domains.replenishment.models import AlertCare, StockAlert
from theriac.domains.stock.commands.batches import correct_batch
from theriac.domains.stock.models import Batch

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def acknowledged(shop: Shop) -> None:
    """The owner says what is done."""
    acknowledge_alert(
        actor=shop.owner,
        branch_id=shop.branch_id,
        alert_id=StockAlert.objects.get().id,
        note="Sells first",
    )


def asks_after(days: int) -> tuple[bool, int]:
    """Whether it asks for somebody on that day, and how often it was announced by then."""
    with clock.at(clock.now() + timedelta(days=days)):
        review_expiries.call()
        review_expiries.call()
        relay_once()
    care = AlertCare.objects.filter(acknowledged_at__isnull=False)
    announced = OutboxEvent.objects.filter(type="theriac.alert.expiry.v1").count()
    return not care.exists(), announced


@pytest.mark.rows("STK-19")
def test_it_asks_anew_at_red_and_at_the_expiry_and_stays_one(
    shop: Shop, medicine: Medicine
) -> None:
    stock_up(shop, medicine, 5, days=90)
    relay_once()
    acknowledged(shop)

    assert asks_after(59) == (False, 1)
    assert asks_after(60) == (True, 2)
    acknowledged(shop)
    assert [asks_after(61), asks_after(89)] == [(False, 2)] * 2
    assert asks_after(90) == (True, 3)
    acknowledged(shop)
    assert asks_after(200) == (False, 3)

    alert = StockAlert.objects.get()
    assert (alert.band, alert.cleared_at, alert.care.owner_id) == ("expired", None, shop.owner.id)
    told = AuditRecord.objects.filter(object_id=alert.id, command="replenishment.apply_review")
    assert [one.facts["after"]["band"] for one in told.order_by("id")] == ["stop", "expired"]


def test_it_goes_by_the_pharmacys_own_days(shop: Shop, medicine: Medicine) -> None:
    PharmacySettings.objects.update(expiry_look_days=60, expiry_stop_days=45)
    stock_up(shop, medicine, 5, days=60)
    relay_once()
    acknowledged(shop)

    assert [asks_after(14), asks_after(15)] == [(False, 1), (True, 2)]


def test_a_batch_that_jumps_a_bound_is_asked_for_once(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 5, days=90)
    relay_once()
    acknowledged(shop)
    assert asks_after(95) == (True, 2)


def test_a_corrected_expiry_takes_the_alert_back_and_it_asks_again(
    shop: Shop, medicine: Medicine
) -> None:
    batch = stock_up(shop, medicine, 5, days=20)
    relay_once()
    acknowledged(shop)
    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "reason": "looked"}
    by_two(
        add_staff("manager", shop.branch_id),
        shop.owner,
        lambda approval_id: correct_batch(
            **here,
            batch_id=batch,
            version=Batch.objects.get().version,
            number="B1",
            expires_on=shop.today + timedelta(days=60),
            shelf="",
            approval_id=approval_id,
        ),
    )

    assert asks_after(0) == (False, 1)
    assert StockAlert.objects.get().band == "look"
    assert asks_after(30) == (True, 2)


@pytest.mark.parametrize(("seen", "asks"), [(0, True), (70, False)])
def test_an_alert_from_before_bands_were_noted_asks_if_it_passed_one_since(
    shop: Shop, medicine: Medicine, seen: int, asks: bool
) -> None:
    stock_up(shop, medicine, 5, days=90)
    relay_once()
    with clock.at(clock.now() + timedelta(days=seen)):
        acknowledged(shop)
    StockAlert.objects.update(band="")

    assert asks_after(75) == (asks, 1 + asks)
    assert StockAlert.objects.get().band == "stop"
