"""Who owes, or is owed, isn't forgotten before the account is even."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.credit import from_before, of_patient, paid
from tests.support.patients import register
from tests.support.shop import Shop
from theriac.core import clock
from theriac.domains.patients.commands.erase import erase_patient
from theriac.domains.patients.commands.restrict import erase_on_date, request_erasure
from theriac.domains.patients.models import Erasure
from theriac.domains.patients.problems import PatientHeld

pytestmark = [pytest.mark.django_db, pytest.mark.rows("SAL-25")]


def test_who_owes_is_erased_once_the_account_is_even(shop: Shop) -> None:
    patient_id = register(shop, "Siti")
    one = {"actor": shop.owner, "branch_id": shop.branch_id, "patient_id": patient_id}
    account = of_patient(shop, patient_id)
    from_before(shop, account, 9_000)

    with pytest.raises(PatientHeld, match="isn’t settled: receive or pay out what is open on it"):
        erase_patient(**one)
    asked = request_erasure(**one)
    assert [(hold.code, hold.is_open) for hold in asked.holds] == [("credit.owed", True)]

    with clock.at(clock.now() + timedelta(days=1)):
        assert erase_on_date(**one) is False
        paid(shop, account, 9_000)
    with clock.at(clock.now() + timedelta(days=2)):
        assert erase_on_date(**one) is True
    assert Erasure.objects.filter(patient_id=patient_id).exists()
