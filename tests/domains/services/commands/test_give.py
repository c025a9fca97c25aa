"""Recorded with a batch of the shelf, corrected by a further record."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.services import (
    GLUCOSE,
    a_vaccine,
    dose,
    offer,
    offer_vaccination,
    serve,
)
from tests.support.shop import Shop, stock_up
from theriac.core.ids import new_id
from theriac.domains.services.commands.give import correct_service
from theriac.domains.services.commands.open import open_service_history, open_service_record
from theriac.domains.services.kept import services_kept
from theriac.domains.services.models import Appointment, ServiceRecord
from theriac.domains.services.problems import (
    ServiceCorrected,
    ServiceRefused,
)
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
    held = open_service_history(**at, patient_id=siti).records
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
