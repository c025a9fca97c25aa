"""The demo's compounding: a formula, a batch on sale, one to be checked for a patient, a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.prescribers import a_prescriber
from tests.support.shop import Medicine, add_staff, open_shop, stock_up
from theriac.core import clock
from theriac.domains.compounding.models import Formula, Preparation
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.stock.models import Batch
from theriac.surfaces.operations.demo.load import SEED
from theriac.surfaces.operations.demo.patients.compounding import add_compounding
from theriac.surfaces.operations.demo.patients.records import add_patients
from theriac.surfaces.operations.demo.plan.products import plan_products
from theriac.surfaces.operations.demo.plan.settings import COUNTRIES
from theriac.surfaces.operations.demo.stock import add_catalogue

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-12")]


def test_the_lists_have_something_of_each() -> None:
    shop = open_shop()
    pharmacist = add_staff("pharmacist", shop.branch_id, "demo pharmacist")
    a_prescriber(shop)
    end = clock.now() + timedelta(hours=6)
    plans = plan_products(COUNTRIES["id"], 160, SEED)[:40]
    goods = list(zip(plans, add_catalogue(plans, clock.now(), shop.today), strict=True))
    patients = add_patients("id", SEED, end, shop.today, pharmacist, shop.branch_id)
    asked = (shop.owner, pharmacist), shop.branch_id, goods, patients[0], end
    assert add_compounding("id", *asked) == (0, 0)

    for _plan, stocked in goods:
        stock_up(shop, Medicine(stocked.product_id, stocked.packs), 200)
    assert add_compounding("id", *asked) == (3, 2)
    rows = Preparation.objects.order_by("created_at")
    assert [(one.state, one.prescription_id is None) for one in rows] == [
        ("checked", True),
        ("made", False),
        ("draft", True),
    ]
    assert Batch.objects.get(id=rows[0].batch_id).state == "released"
    assert [one.name for one in Formula.objects.all()] == ["Kapsul batuk pilek dewasa"]
    assert Prescription.objects.get().state == "preparing"
