"""What people wrote is read on the record, by who answers, and by nobody once it is gone."""

from __future__ import annotations

import pytest

from tests.domains.subject_requests.commands.test_steps import named
from tests.support.patients import register
from tests.support.shop import Shop, add_staff
from tests.support.subject_requests import WORDS, a_subject_request
from tests.support.trail import facts_of
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.subject_requests.commands.open import open_request

pytestmark = pytest.mark.django_db


def test_reading_is_on_the_record_and_ends_with_the_persons_erasure(shop: Shop) -> None:
    patient = register(shop)
    request_id = a_subject_request(shop, patient)
    found = open_request(**named(shop, request_id))
    assert found is not None
    assert found.words == WORDS
    erase_patient(actor=shop.owner, branch_id=shop.branch_id, patient_id=patient)
    assert open_request(**named(shop, request_id)) is None
    assert facts_of("subject_requests.open_request") == [{"sections": ["words"]}, {"sections": []}]


def test_an_auditor_reads_none_of_it(shop: Shop) -> None:
    request_id = a_subject_request(shop)
    with pytest.raises(NotPermitted):
        open_request(**named(shop, request_id, add_staff("auditor", shop.branch_id, "auditor")))
    with pytest.raises(NotFound):
        open_request(**named(shop, new_id()))
