"""An alert is acknowledged once, is somebody's, and clears by itself with its history kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.alerts import an_alert
from tests.support.reading import reading
from tests.support.shop import Medicine, Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.listing.selection import Outcome
from theriac.core.outbox.relay import relay_once
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.replenishment.commands.acknowledge import (
    acknowledge_alert,
    acknowledge_alerts,
    assign_alert,
)
from theriac.domains.replenishment.models import StockAlert
from theriac.domains.replenishment.problems import AlertSettled

pytestmark = pytest.mark.django_db


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop)


@pytest.fixture
def alert_id(shop: Shop, medicine: Medicine) -> UUID:
    stock_up(shop, medicine, 3)
    return an_alert(shop, medicine, 10)


def here(shop: Shop, alert_id: UUID) -> dict[str, Any]:
    return {"branch_id": shop.branch_id, "alert_id": alert_id}


def test_who_acknowledges_owns_it_and_the_note_stands(shop: Shop, alert_id: UUID) -> None:
    acknowledge_alert(actor=shop.owner, **here(shop, alert_id), note="  Ordered\ttoday ")

    care = StockAlert.objects.get(id=alert_id).care
    assert (care.note, care.acknowledged_by, care.owner_id) == (
        "Ordered today",
        shop.owner.id,
        shop.owner.id,
    )
    record = AuditRecord.objects.get(command="replenishment.acknowledge_alert")
    assert (record.object_id, record.reason) == (alert_id, "Ordered today")
    with pytest.raises(AlertSettled, match="has already acknowledged this alert"):
        acknowledge_alert(actor=shop.owner, **here(shop, alert_id), note="")


def test_it_stays_somebodys_when_another_acknowledges(shop: Shop, alert_id: UUID) -> None:
    pharmacist = add_staff("pharmacist", shop.branch_id)
    assign_alert(actor=shop.owner, **here(shop, alert_id), owner_id=pharmacist.id)
    acknowledge_alert(actor=shop.owner, **here(shop, alert_id), note="")

    assert StockAlert.objects.get(id=alert_id).care.owner_id == pharmacist.id
    assign_alert(actor=shop.owner, **here(shop, alert_id), owner_id=None)
    assert StockAlert.objects.get(id=alert_id).care.owner_id is None


def test_only_somebody_of_the_branch_sees_to_it(shop: Shop, alert_id: UUID) -> None:
    elsewhere = add_staff("manager", second_branch(shop))
    for nobody in (elsewhere.id, uuid4()):
        with pytest.raises(Unprocessable) as refused:
            assign_alert(actor=shop.owner, **here(shop, alert_id), owner_id=nobody)
        assert refused.value.field == "owner_id"
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        acknowledge_alert(actor=cashier, **here(shop, alert_id), note="")


def test_another_branchs_alert_isnt_there(shop: Shop, alert_id: UUID) -> None:
    there = second_branch(shop)
    with pytest.raises(NotFound):
        acknowledge_alert(actor=shop.owner, branch_id=there, alert_id=alert_id, note="")


@pytest.mark.rows("STK-18")
def test_it_clears_itself_after_receipt_and_its_history_stays(
    shop: Shop, medicine: Medicine, alert_id: UUID
) -> None:
    acknowledge_alert(actor=shop.owner, **here(shop, alert_id), note="Ordered")
    stock_up(shop, medicine, 7)
    relay_once()

    alert = StockAlert.objects.get(id=alert_id)
    assert alert.cleared_at is not None
    assert alert.care.note == "Ordered"
    with pytest.raises(AlertSettled, match="This alert is already closed"):
        assign_alert(actor=shop.owner, **here(shop, alert_id), owner_id=None)


@pytest.mark.rows("UX-15")
def test_many_are_acknowledged_with_one_note_and_the_others_say_why(shop: Shop) -> None:
    alerts = [an_alert(shop, add_medicine(shop, f"Obat {n}"), 10) for n in range(4)]
    with pytest.raises(NotFound):
        acknowledge_alerts(actor=shop.owner, branch_id=second_branch(shop), alert_ids=alerts)
    pharmacist = add_staff("pharmacist", shop.branch_id)
    assign_alert(actor=shop.owner, **here(shop, alerts[0]), owner_id=pharmacist.id)
    acknowledge_alert(actor=shop.owner, **here(shop, alerts[1]), note="before")
    StockAlert.objects.filter(id=alerts[3]).update(cleared_at=clock.now())

    found = acknowledge_alerts(
        actor=shop.owner, branch_id=shop.branch_id, alert_ids=[*alerts, uuid4()], note=" All\tseen "
    )

    assert found == Outcome(
        2,
        (
            "This alert doesn’t exist at this branch. Choose one from the list.",
            "Another person already acknowledged it.",
            "This alert is already closed. No action is needed.",
        ),
    )
    cares = [StockAlert.objects.get(id=key).care for key in alerts[:3]]
    assert [care.note for care in cares] == ["All seen", "before", "All seen"]
    assert [care.owner_id for care in cares] == [pharmacist.id, shop.owner.id, shop.owner.id]
    records = AuditRecord.objects.filter(command="replenishment.acknowledge_alerts")
    assert set(records.values_list("object_id", flat=True)) == {alerts[0], alerts[2]}
    cashier = add_staff("cashier", shop.branch_id)
    with pytest.raises(NotPermitted):
        acknowledge_alerts(actor=cashier, branch_id=shop.branch_id, alert_ids=alerts)


@pytest.mark.rows("UX-15")
def test_more_alerts_take_no_more_statements(shop: Shop) -> None:
    alerts = [an_alert(shop, add_medicine(shop, f"Obat {n}"), 10) for n in range(9)]
    counts = []
    for some in (alerts[:2], alerts[2:]):
        with reading() as found:
            acknowledge_alerts(actor=shop.owner, branch_id=shop.branch_id, alert_ids=some)
        counts.append(found.statements)
    assert counts[0] == counts[1]
