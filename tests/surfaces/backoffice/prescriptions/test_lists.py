"""All prescriptions of a branch, by state and prescriber, without names of patients."""

from __future__ import annotations

import pytest

from tests.support.backoffice import client_of
from tests.support.prescriptions import a_prescription
from tests.support.shop import Shop
from theriac.domains.prescriptions.models import Prescription

pytestmark = pytest.mark.rows("RX-03")


def test_the_list_is_narrowed_by_state_and_prescriber(shop: Shop) -> None:
    waits = a_prescription(shop, number="1")
    ready = a_prescription(shop, "ready", number="2")
    codes = dict(Prescription.objects.values_list("id", "version"))
    assert len(codes) == 2
    first, second = (Prescription(id=one).code for one in (waits, ready))
    browser = client_of(shop, "manager")
    every = browser.get("/prescriptions/all/").text
    assert first in every
    assert second in every
    assert "Nurhaliza" not in every
    some = browser.get("/prescriptions/all/?state=received&sort=since").text
    assert first in some
    assert second not in some
    assert first in browser.get("/prescriptions/all/?q=ani").text
    assert first not in browser.get("/prescriptions/all/?q=nobody").text
