"""A plan is started on the patient's page; when a branch reminds is its own."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.patients import register
from tests.support.shop import Shop, add_medicine
from theriac.domains.refills.models import RefillPlan, RefillRules

pytestmark = pytest.mark.rows("RX-20")


def test_a_plan_is_started_from_the_patient(shop: Shop, owner: Client) -> None:
    medicine, patient = add_medicine(shop, "Vitamin D 400 IU tablet"), register(shop)
    assert "No refill plans." in owner.get(f"/patients/{patient}/").text
    found = owner.get(f"/patients/{patient}/refills/?q=vitamin").text
    address = f"/patients/{patient}/refills/{medicine.id}/"
    assert f'href="{address}"' in found
    assert "For Siti Nurhaliza" in owner.get(address).text
    form = {"packs_10": "3", "days": "30", "last_filled_on": shop.today.isoformat()}
    names = [name for name in owner.get(address).context["form"].fields if name not in form]
    form |= {name: "3" for name in names if "10" in name}
    page = owner.post(address, form, follow=True).text
    assert "Refill plan started." in page
    plan = RefillPlan.objects.get()
    assert (plan.days, plan.patient_id, plan.last_filled_on) == (30, patient, shop.today)
    assert "Vitamin D" in owner.get(f"/patients/{patient}/").text


def test_the_branch_says_when_it_reminds(owner: Client) -> None:
    assert 'value="5"' in owner.get("/refills/settings/").text
    given = {"remind_days": "3", "late_days": "10", "hold_hours": "24"}
    assert "Saved." in owner.post("/refills/settings/", given, follow=True).text
    row = RefillRules.objects.get()
    assert (row.remind_days, row.late_days, row.hold_hours) == (3, 10, 24)
