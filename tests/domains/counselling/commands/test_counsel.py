"""Counselling a patient: topics or a refusal, by who may, once a moment."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from pydantic import ValidationError

from tests.support.counselling import TOLD, counsel, counselling_of
from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from theriac.core import clock
from theriac.core.audit.models import AuditRecord
from theriac.core.problems import NotPermitted
from theriac.domains.counselling.commands.counsel import counsel_patient
from theriac.domains.counselling.facts import CounsellingGiven
from theriac.domains.counselling.problems import AlreadyCounselled, CounsellingRefused
from theriac.domains.patients.ids import PatientId
from theriac.domains.patients.problems import PatientUnknown

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-17")]


def test_topics_listener_leaflet_and_who_counselled_are_kept(shop: Shop) -> None:
    made = counsel(
        shop,
        to_whom="caregiver",
        topics=["doctor", "use", "use"],
        is_leaflet_given=True,
        is_understood=True,
        note=" speaks Javanese ",
    )
    kept = counselling_of(made)
    assert (kept.codes, kept.to_whom, kept.state) == (["use", "doctor"], "caregiver", "counselled")
    assert (kept.is_leaflet_given, kept.is_understood, kept.by) == (True, True, shop.owner.id)
    assert kept.note == "speaks Javanese"
    record = AuditRecord.objects.get(command="counselling.counsel")
    assert (record.object_id, "Javanese" in str(record.facts)) == (made, False)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, "topics"),
        ({"topics": ["use"], "refused_why": "knows"}, "topics"),
        ({"refused_why": "knows", "is_understood": True}, "is_understood"),
        ({"refused_why": "other", "note": "  "}, "note"),
    ],
)
def test_what_is_neither_told_nor_refused_is_refused(
    shop: Shop, given: dict[str, object], field: str
) -> None:
    patient = register(shop)
    with pytest.raises(CounsellingRefused) as refused:
        counsel_patient(
            actor=shop.owner,
            branch_id=shop.branch_id,
            patient_id=patient,
            given=CounsellingGiven(**given),  # type: ignore[arg-type]
        )
    assert list(refused.value.errors) == [field]


def test_a_refusal_has_its_reason(shop: Shop) -> None:
    kept = counselling_of(counsel(shop, refused_why="no_time"))
    assert (kept.state, kept.topics, kept.refused_why) == ("refused", "", "no_time")


def test_unknown_codes_and_long_remarks_are_no_counselling() -> None:
    for given in ({"topics": ["gossip"]}, {"refused_why": "x"}, {"note": "a" * 251}):
        with pytest.raises(ValidationError):
            CounsellingGiven(**given)  # type: ignore[arg-type]


def test_the_same_a_moment_later_is_the_same_press(shop: Shop) -> None:
    made = counsel(shop)
    for _again in range(2):
        with pytest.raises(AlreadyCounselled) as refused:
            counsel(shop)
        assert refused.value.facts["counselling_id"] == made
    counsel(shop, topics=["food"])
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert counsel(shop) != made


def test_who_may_not_counsel_records_nothing(shop: Shop) -> None:
    patient, technician = register(shop), add_staff("technician", shop.branch_id)
    told = CounsellingGiven(**TOLD)
    given = {"branch_id": shop.branch_id, "given": told}
    with pytest.raises(NotPermitted):
        counsel_patient(actor=technician, patient_id=patient, **given)
    with pytest.raises(PatientUnknown):
        counsel_patient(actor=shop.owner, patient_id=PatientId(uuid4()), **given)
