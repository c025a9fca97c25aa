"""A case of a sale that wasn't dispensed: recorded on the prescription after all, or accepted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domains.sales.dispensing.made import sold_on
from tests.support.dispensing import prescribed
from tests.support.patients import register
from tests.support.prescriptions import at_shop, line_of
from tests.support.pushing import push
from tests.support.shop import Shop, add_staff
from theriac.core.problems import NotPermitted, Unprocessable
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.commands.pause import pause_prescription, resume_prescription
from theriac.domains.prescriptions.models import Dispense
from theriac.domains.prescriptions.problems import PrescriptionJump
from theriac.domains.sales.commands.settle_case import settle_case, ways_of
from theriac.domains.sales.models import DiscrepancyCase

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def settle(shop: Shop, settlement: str, **more: Any) -> None:
    case = DiscrepancyCase.objects.get()
    given = {"actor": shop.owner, "note": "asked the pharmacist", **more}
    settle_case(branch_id=shop.branch_id, case_id=case.id, settlement=settlement, **given)


def clean() -> bool:
    return not [v.sentence for result in run_checks() for v in result.violations]


def test_it_is_recorded_once_the_prescription_allows_it(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    push(shop, sale)
    with pytest.raises(PrescriptionJump, match="Paused"):
        settle(shop, "dispensed")
    assert DiscrepancyCase.objects.get().settled_at is None

    resume_prescription(**at_shop(shop, made))
    settle(shop, "dispensed")

    dispense = Dispense.objects.get()
    assert (dispense.sale_id, dispense.dispensed_by) == (sale.id, shop.owner.id)
    assert line_of(made).dispensed == 10
    assert clean()


def test_it_is_accepted_as_it_is(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    push(shop, sale)
    settle(shop, "accepted")
    assert (Dispense.objects.count(), line_of(made).dispensed) == (0, 0)
    assert clean()


def test_what_was_sold_to_another_patient_is_never_recorded(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    push(shop, sold_on(shop, medicine, made, 10, patient_id=register(shop, "Budi Santoso")))
    assert list(ways_of(DiscrepancyCase.objects.get())) == ["accepted"]
    with pytest.raises(Unprocessable):
        settle(shop, "dispensed")


def test_who_may_not_record_what_is_dispensed_asks_a_pharmacist(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    pause_prescription(**at_shop(shop, made), reason_code="patient")
    push(shop, sale)
    with pytest.raises(NotPermitted):
        settle(shop, "dispensed", actor=add_staff("manager", shop.branch_id))
