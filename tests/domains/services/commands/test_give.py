"""Recorded with a batch of the shelf, corrected by a further record, billed by a unit of a sale."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.services import (
    GLUCOSE,
    a_vaccine,
    dose,
    offer,
    offer_vaccination,
    sell_service,
    serve,
)
from tests.support.shop import Shop, stock_up
from theriac.core import clock
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.services.commands.bill import bill_service
from theriac.domains.services.commands.give import correct_service
from theriac.domains.services.commands.open import open_service_history, open_service_record
from theriac.domains.services.ids import ServiceRecordId
from theriac.domains.services.kept import services_kept
from theriac.domains.services.models import Appointment, ServiceBill, ServiceRecord
from theriac.domains.services.problems import (
    ServiceBilled,
    ServiceCorrected,
    ServiceRefused,
    ServiceUnknown,
)
from theriac.domains.services.queries import list_service_records, unbilled
from theriac.domains.services.rules.facts import MeasuredValue, ServiceDone
from theriac.domains.stock.commands.batches import hold_batch

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01")]


def test_measured_corrected_and_read(shop: Shop) -> None:
    siti = register(shop)
    made = serve(shop, offer(shop), siti)
    row = ServiceRecord.objects.get()
    assert (row.content["values"], row.kind) == (
        [{"quantity": "glucose", "value": 104}],
        "measurement",
    )
    assert Appointment.objects.get().state == "done"
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    right = ServiceDone(values=[MeasuredValue(quantity="glucose", value=140)])
    further = correct_service(**at, record_id=made, done=right)
    with pytest.raises(ServiceCorrected) as corrected:
        correct_service(**at, record_id=made, done=GLUCOSE)
    assert corrected.value.facts["record_id"] == further
    opened = open_service_record(**at, record_id=made)
    assert (opened.patient, opened.holds, opened.last.id) == ("Siti Nurhaliza", False, further)
    _patient, held = open_service_history(**at, patient_id=siti)
    assert [(one.id, one.correction) for one in held] == [(further, 1)]
    (told,) = services_kept([siti])
    assert [one["values"][0]["value"] for one in told["records"]] == [104, 140]


def test_a_vaccination_names_a_batch_that_can_be_given(shop: Shop) -> None:
    siti, (vaccine, batch) = register(shop), a_vaccine(shop)
    old = stock_up(shop, vaccine, 5, days=-1, batch_number="OLD")
    held = stock_up(shop, vaccine, 5, batch_number="HELD")
    hold_batch(actor=shop.owner, branch_id=shop.branch_id, batch_id=held, reason="Fridge failed")
    service = offer_vaccination(shop, vaccine)
    for wrong, words in (
        (old, "This batch has expired. Choose another."),
        (held, "This batch is on hold. Choose another."),
        (new_id(), "This branch doesn’t have this batch of the vaccine. Choose another."),
    ):
        with pytest.raises(ServiceRefused) as refused:
            serve(shop, service, siti, dose(vaccine, wrong))
        assert (str(refused.value.detail), refused.value.field) == (words, "vaccine.batch_id")
        Appointment.objects.all().delete()
    made = serve(shop, service, siti, dose(vaccine, batch, dose=2))
    row = ServiceRecord.objects.get(id=made)
    assert (row.batch_id, row.product_id, row.content["dose"]) == (batch, vaccine.id, 2)


def test_a_sale_bills_each_of_its_units_once(shop: Shop) -> None:
    siti, service = register(shop), offer(shop, capacity=5)
    first, second, third = (serve(shop, service, siti) for _one in range(3))
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    sale = sell_service(shop, quantity=2)
    assert len(unbilled(list_service_records(**at))) == 3
    bill_service(**at, record_id=first, sale_id=sale)
    with pytest.raises(ServiceBilled):
        bill_service(**at, record_id=first, sale_id=sale)
    bill_service(**at, record_id=second, sale_id=sale)
    with pytest.raises(ServiceRefused, match="already billed to others"):
        bill_service(**at, record_id=third, sale_id=sale)
    with pytest.raises(ServiceRefused, match="no such sale"):
        bill_service(**at, record_id=third, sale_id=new_id())
    with pytest.raises(ServiceUnknown):
        bill_service(**at, record_id=ServiceRecordId(new_id()), sale_id=sale)
    assert [one.id for one in unbilled(list_service_records(**at))] == [third]
    assert [one.name for one in run_checks() if one.violations] == []


def test_a_vaccination_is_billed_with_its_batch(shop: Shop) -> None:
    siti, (vaccine, batch) = register(shop), a_vaccine(shop)
    made = serve(shop, offer_vaccination(shop, vaccine), siti, dose(vaccine, batch))
    at = {"actor": shop.owner, "branch_id": shop.branch_id, "record_id": made}
    with pytest.raises(ServiceRefused, match="doesn’t have the vaccine’s batch"):
        bill_service(**at, sale_id=sell_service(shop))
    with_it = SaleItem(product_id=vaccine.id, quantity=1, batch_id=batch)
    bill_service(**at, sale_id=sell_service(shop, with_it))
    other = stock_up(shop, vaccine, 5, batch_number="FLU-2")
    with pytest.raises(ServiceRefused, match="Keep the batch that was sold"):
        correct_service(**at, done=dose(vaccine, other))
    correct_service(**at, done=dose(vaccine, batch, site="right_arm"))
    assert [one.name for one in run_checks() if one.violations] == []
    unsold = serve(shop, offer(shop), siti)
    bogus = {"sale_id": new_id(), "line_id": new_id(), "unit": 1, "by": shop.owner.id}
    ServiceBill.objects.create(id=new_id(), record_id=unsold, at=clock.now(), **bogus)
    assert [one.name for one in run_checks() if one.violations] == ["services.bills"]
