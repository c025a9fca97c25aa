"""Plans by hand: one of a product at a branch for a person, within bounds."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.patients import register
from tests.support.refills import a_plan
from tests.support.shop import Medicine, Shop, add_medicine, add_staff
from theriac.core.ids import new_id
from theriac.core.problems import NotPermitted
from theriac.domains.patients.commands.merge import merge_patients
from theriac.domains.patients.problems import PatientUnknown
from theriac.domains.refills.commands.start import PlanWish, start_plan
from theriac.domains.refills.models import RefillPlan
from theriac.domains.refills.problems import PlanThere, RefillRefused
from theriac.domains.refills.queries.plans import plans_of_patient

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-20")]


@pytest.fixture
def medicine(shop: Shop) -> Medicine:
    return add_medicine(shop, "Vitamin D 400 IU tablet")


def test_it_runs_out_when_the_days_are_over(shop: Shop, medicine: Medicine) -> None:
    plan = RefillPlan.objects.get(id=a_plan(shop, medicine, days_ago=10, last_quantity=60))
    assert plan.next_due_on == shop.today + timedelta(days=50)
    other = a_plan(shop, add_medicine(shop, "Zinc 20 mg tablet"), days_ago=None)
    assert RefillPlan.objects.get(id=other).next_due_on is None


def test_a_patient_has_one_for_a_product_also_after_a_merge(shop: Shop, medicine: Medicine) -> None:
    kept, merged = register(shop), register(shop, "Siti Nurhalisa")
    first = a_plan(shop, medicine, patient_id=merged)
    with pytest.raises(PlanThere) as again:
        a_plan(shop, medicine, patient_id=merged)
    assert again.value.facts["plan_id"] == first
    here = {"actor": shop.owner, "branch_id": shop.branch_id}
    merge_patients(**here, kept_id=kept, merged_id=merged)
    with pytest.raises(PlanThere):
        a_plan(shop, medicine, patient_id=kept)
    assert [one.id for one in plans_of_patient(actor=shop.owner, patient_id=kept)] == [first]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"quantity": 2_000_000}, "quantity"),
        ({"days": 0}, "days"),
        ({"days_ago": -1}, "filled_on"),
        ({"days_ago": 400}, "filled_on"),
    ],
)
def test_what_no_plan_has_is_refused(
    shop: Shop, medicine: Medicine, wish: dict[str, int], field: str
) -> None:
    with pytest.raises(RefillRefused) as refused:
        a_plan(shop, medicine, **wish)
    assert refused.value.field == field
    assert not RefillPlan.objects.exists()


def test_only_of_a_known_product_for_a_known_patient(shop: Shop, medicine: Medicine) -> None:
    with pytest.raises(PatientUnknown):
        a_plan(shop, medicine, patient_id=new_id())
    with pytest.raises(RefillRefused):
        a_plan(shop, Medicine(new_id(), {}))
    wish = PlanWish(patient_id=register(shop), product_id=medicine.id, quantity=30, days=30)
    with pytest.raises(NotPermitted):
        start_plan(actor=add_staff("cashier", shop.branch_id), branch_id=shop.branch_id, wish=wish)
