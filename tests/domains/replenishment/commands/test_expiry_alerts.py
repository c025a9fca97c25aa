"""Expiry alerts are open for exactly the batches that the figures count as near."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.support.approving import by_two
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.actor import SYSTEM
from theriac.core.audit.models import AuditRecord
from theriac.core.outbox.models import OutboxEvent
from theriac.core.outbox.relay import relay_once
from theriac.domains.organisation.commands.settings import change_settings
from theriac.domains.organisation.models import Branch
from theriac.domains.replenishment.jobs import review_expiries
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.replenishment.queries.summary import expired_stock, expiring_stock
from theriac.domains.stock.commands.adjust import write_off_stock
from theriac.domains.stock.commands.batches import correct_batch
from theriac.domains.stock.commands.deliveries.receive import DeliveryLine
from theriac.domains.stock.commands.opening_stock import enter_opening_stock
from theriac.domains.stock.models import Balance, Batch, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


def alerted(shop: Shop) -> set[UUID | None]:
    opened = StockAlert.objects.filter(branch_id=shop.branch_id, kind="expiry", cleared_at=None)
    return set(opened.values_list("batch_id", flat=True))


def counted(shop: Shop) -> int:
    """Batches in the two figures together."""
    where: dict[str, Any] = {
        "actor": shop.owner,
        "branch_id": shop.branch_id,
        "today": shop.today,
    }
    return expired_stock(**where).batches + expiring_stock(**where, days=90).batches


def announced() -> int:
    return OutboxEvent.objects.filter(type="theriac.alert.expiry.v1").count()


def test_what_comes_near_its_expiry_is_alerted_at_once_and_once(
    shop: Shop, medicine: Medicine
) -> None:
    near = [stock_up(shop, medicine, 5, days=days) for days in (-1, 0, 1, 90)]
    for far in (91, 400, None):
        stock_up(shop, medicine, 5, days=far)

    relay_once()
    relay_once()
    review_expiries.call()

    assert alerted(shop) == set(near)
    assert counted(shop) == len(near) == announced() == StockAlert.objects.count()


def test_an_alert_clears_itself_when_the_batch_is_gone_or_its_expiry_is_corrected(
    shop: Shop, medicine: Medicine
) -> None:
    gone, mistyped, stays = (stock_up(shop, medicine, 5, days=days) for days in (10, 20, 30))
    relay_once()
    assert alerted(shop) == {gone, mistyped, stays}

    here: dict[str, Any] = {"actor": shop.owner, "branch_id": shop.branch_id, "reason": "looked"}
    write_off_stock(**here, batch_id=gone, quantity=5)
    by_two(
        add_staff("manager", shop.branch_id),
        shop.owner,
        lambda approval_id: correct_batch(
            **here,
            batch_id=mistyped,
            version=1,
            number="B1",
            expires_on=shop.today + timedelta(days=200),
            shelf="",
            approval_id=approval_id,
        ),
    )
    relay_once()

    assert alerted(shop) == {stays}
    assert counted(shop) == 1


def test_a_new_day_brings_what_is_near_then(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 5, days=91)
    relay_once()
    assert alerted(shop) == set()

    with clock.at(clock.now() + timedelta(days=1)):
        assert review_expiries.call() == counted(shop) == 1
    assert alerted(shop) == {batch}


def test_the_pharmacys_own_number_of_days_rules(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 5, days=100)
    change_settings(
        actor=SYSTEM,
        pharmacy_id=shop.pharmacy_id,
        version=1,
        changes={"expiry_look_days": 120},
    )
    review_expiries.call()

    assert alerted(shop) == {batch}


def test_each_branch_goes_by_its_own_date(shop: Shop, medicine: Medicine) -> None:
    there = second_branch(shop)
    Branch.objects.filter(id=there).update(time_zone="Pacific/Kiritimati")
    Branch.objects.filter(id=shop.branch_id).update(time_zone="Pacific/Niue")
    early = clock.now().replace(hour=10, minute=30)
    line = DeliveryLine(
        product_id=medicine.id,
        quantity=5,
        expires_on=early.date() + timedelta(days=90),
    )
    with clock.at(early):
        enter_opening_stock(actor=shop.owner, branch_id=there, lines=[line])
        enter_opening_stock(actor=shop.owner, branch_id=shop.branch_id, lines=[line])
        relay_once()

    assert list(StockAlert.objects.values_list("branch_id", flat=True)) == [there]


def test_only_the_shelf_counts(shop: Shop, medicine: Medicine) -> None:
    batch = stock_up(shop, medicine, 5, days=10)
    quarantine = Place.objects.get(branch_id=shop.branch_id, kind="quarantine")
    Balance.objects.update(place=quarantine)

    review_expiries.call()

    assert Batch.objects.get().id == batch
    assert (alerted(shop), counted(shop)) == (set(), 0)


def test_where_nothing_is_to_be_done_nothing_is_written(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 5)
    relay_once()
    review_expiries.call()

    assert not AuditRecord.objects.filter(command__contains="apply_review").exists()


def test_a_branchs_review_leaves_the_alerts_of_another(shop: Shop, medicine: Medicine) -> None:
    stock_up(shop, medicine, 5, days=10)
    stock_up(replace(shop, branch_id=second_branch(shop)), medicine, 5, days=10, batch_number="K")
    review_expiries.call()
    review_expiries.call()
    assert StockAlert.objects.filter(kind="expiry", cleared_at=None).count() == 2
    assert announced() == StockAlert.objects.filter(kind="expiry").count() == 2
