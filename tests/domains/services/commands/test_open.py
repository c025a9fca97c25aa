"""Opening what was booked or done is a reading of the patient; an erasure empties it."""

from __future__ import annotations

import pytest

from tests.support.patients import register
from tests.support.services import book, offer, serve
from tests.support.shop import Shop
from theriac.core.audit.models import AuditRecord
from theriac.core.ids import new_id
from theriac.core.privacy.problems import Erased
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.problems import ParticularsRefused, PatientGone
from theriac.domains.services.commands.open import (
    open_appointment,
    open_service_history,
    open_service_record,
)
from theriac.domains.services.ids import AppointmentId, ServiceRecordId
from theriac.domains.services.models import ServiceRecord
from theriac.domains.services.problems import ServiceUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("EXT-01", "RX-22")]


def test_who_looks_leaves_why_with_the_patient(shop: Shop) -> None:
    siti, service = register(shop), offer(shop, capacity=2)
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    made, booked = serve(shop, service, siti), book(shop, service, siti)
    open_service_record(**at, record_id=made, why="claim")
    open_appointment(**at, appointment_id=booked)
    open_service_history(**at, patient_id=siti, why="claim")
    looks = AuditRecord.objects.filter(object_id=siti, command__startswith="services.open")
    assert sorted(looks.values_list("command", "reason")) == [
        ("services.open_appointment", "care"),
        ("services.open_history", "claim"),
        ("services.open_record", "claim"),
    ]
    with pytest.raises(ParticularsRefused):
        open_service_record(**at, record_id=made, why="curious")
    with pytest.raises(ServiceUnknown):
        open_service_record(**at, record_id=ServiceRecordId(new_id()))
    with pytest.raises(ServiceUnknown):
        open_appointment(**at, appointment_id=AppointmentId(new_id()))


def test_it_goes_along_with_a_merge_and_ends_with_an_erasure(shop: Shop) -> None:
    kept, merged = register(shop), register(shop, "Siti Nurhalisa")
    at = {"actor": shop.owner, "branch_id": shop.branch_id}
    made = serve(shop, offer(shop), merged)
    merge_patients(**at, kept_id=kept, merged_id=merged)
    assert open_service_record(**at, record_id=made).patient_id == kept
    assert [one.id for one in open_service_history(**at, patient_id=kept).records] == [made]
    erase_patient(**at, patient_id=kept)
    with pytest.raises(PatientGone):
        open_service_record(**at, record_id=made)
    with pytest.raises(Erased):
        str(ServiceRecord.objects.get(id=made).content["values"])
