"""The demo's prescriptions come to their states with the catalogue of a demo of full size."""

from __future__ import annotations

import pytest

from tests.support.shop import add_staff, open_shop
from theriac.core import clock
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.prescriptions.models import Prescription
from theriac.surfaces.operations.demo.load import SEED
from theriac.surfaces.operations.demo.patients.prescriptions import (
    FROM,
    STATES,
    add_prescriptions,
)
from theriac.surfaces.operations.demo.patients.records import add_patients
from theriac.surfaces.operations.demo.plan.products import plan_products
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES
from theriac.surfaces.operations.demo.stock import add_catalogue

FULL = 2_500
READ = FROM + 200
"""So many of them are entered: more than are prescribed."""


@pytest.mark.django_db
@pytest.mark.rows("RX-03", "RX-14")
@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_each_comes_to_its_state_and_an_alert_is_answered_on_the_way(country: str) -> None:
    shop = open_shop(country)
    pharmacist = add_staff("pharmacist", shop.branch_id, "demo pharmacist")
    end = clock.now()
    plans = plan_products(COUNTRIES[country], FULL, SEED)[:READ]
    goods = list(zip(plans, add_catalogue(plans, end, shop.today), strict=True))
    patients = add_patients(country, SEED, end, shop.today, pharmacist, shop.branch_id)

    count = add_prescriptions(country, pharmacist, shop.branch_id, goods, patients, end)

    states = Prescription.objects.values_list("state", flat=True)
    assert sorted(states) == sorted(STATES)
    assert count == len(STATES)
    answered = AnsweredAlert.objects.values_list("reason", flat=True)
    assert set(answered) == {"prescriber_agreed"}
