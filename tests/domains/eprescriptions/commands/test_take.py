"""Taking in what waited, refusing it, and what becomes of its details then."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.support.eprescriptions import (
    CLINIC,
    a_bundle,
    a_doctor,
    a_patient,
    a_request,
    a_system,
    known_people,
    send,
)
from tests.support.eprescriptions import (
    at_eprescription as at,
)
from tests.support.shop import Shop
from theriac.core.privacy.keys import open_keys
from theriac.core.problems import Stale
from theriac.domains.eprescriptions.commands.open import open_eprescription
from theriac.domains.eprescriptions.commands.refuse import refuse_eprescription
from theriac.domains.eprescriptions.commands.take import (
    IntakeConfirmed,
    LineConfirmed,
    take_eprescription,
)
from theriac.domains.eprescriptions.ids import EPrescriptionId
from theriac.domains.eprescriptions.models import EPrescription, KnownCode, ReceivedBundle
from theriac.domains.eprescriptions.problems import (
    BundleRefused,
    EPrescriptionSettled,
)
from theriac.domains.eprescriptions.queries.kept import eprescriptions_kept
from theriac.domains.prescriptions.models import Prescription, PrescriptionLine
from theriac.domains.prescriptions.rules.facts import DirectionsWritten

KFA = {"system": "http://sys-ids.kemkes.go.id/kfa", "code": "93001350"}


def confirmed(patient: UUID, prescriber: UUID, product: UUID, **more: Any) -> IntakeConfirmed:
    line = LineConfirmed(
        product_id=product,
        quantity=21,
        directions=DirectionsWritten(sig="3 dd 1 tab", times=3, dose_numerator=1),
        **more,
    )
    return IntakeConfirmed(patient_id=patient, prescriber_id=prescriber, lines=[line])


@pytest.mark.django_db(transaction=True)
@pytest.mark.rows("RX-06")
def test_a_person_confirms_who_and_what(shop: Shop) -> None:
    patient, prescriber, product = known_people(shop)
    system = a_system(shop)
    coded = {"text": "Amoxicillin 500 mg tablet", "coding": [KFA]}
    second = {"system": CLINIC, "value": "RX-2"}
    sent = a_bundle(
        a_patient(identifier=[]),
        a_doctor(),
        a_request(medicationCodeableConcept=coded, substitution={"allowedBoolean": False}),
        a_request("mr2", groupIdentifier=second),
    )
    bundle_id = send(shop, sent, system)
    one, other = EPrescription.objects.order_by("position")
    opened = open_eprescription(
        actor=shop.owner, branch_id=shop.branch_id, eprescription_id=EPrescriptionId(one.id)
    )
    assert opened.match is not None
    assert (opened.match.patient_id, opened.match.prescriber_id) == (None, prescriber)
    facts = confirmed(patient, prescriber, product, repeats=1)
    with pytest.raises(BundleRefused):
        take_eprescription(
            **at(shop, one.id), facts=confirmed(patient, prescriber, product, repeats=2)
        )
    with pytest.raises(Stale):
        take_eprescription(**at(shop, one.id, version=7), facts=facts)
    made = take_eprescription(**at(shop, one.id), facts=facts)
    line = PrescriptionLine.objects.get(prescription_id=made)
    assert (line.content["written"], line.may_substitute) == ("Amoxicillin 500 mg tablet", False)
    assert {row.kept_for for row in EPrescription.objects.all()} == {patient}
    assert ReceivedBundle.objects.get().content["signature"]
    assert open_keys([bundle_id]) == {}
    assert [row["state"] for row in eprescriptions_kept([patient])] == ["taken", "waiting"]
    with pytest.raises(EPrescriptionSettled):
        take_eprescription(**at(shop, one.id), facts=facts)
    assert KnownCode.objects.get().product_id == product
    refuse_eprescription(**at(shop, other.id), reason_code="duplicate")
    assert ReceivedBundle.objects.get().emptied_at is None
    third = a_request(
        "mr3",
        medicationCodeableConcept=coded,
        groupIdentifier={"system": CLINIC, "value": "3"},
        dispenseRequest={"quantity": {"value": 28, "code": "TAB"}},
    )
    again = send(shop, a_bundle(a_patient(), a_doctor(), third, value="B-3"), system)
    known = EPrescription.objects.get(bundle_id=again)
    assert (known.state, known.patient_id) == ("taken", patient)
    assert Prescription.objects.count() == 2
