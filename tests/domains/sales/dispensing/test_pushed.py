"""A counter's sale on a prescription is dispensed with it, or says in a case why it isn't."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domains.sales.dispensing.made import sold_on
from tests.support.dispensing import prescribed
from tests.support.patients import register
from tests.support.prescriptions import (
    a_line,
    a_prescription,
    at_shop,
    dispense_one,
    hand,
    line_of,
    state_of,
)
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.organisation.commands.found import open_branch
from theriac.domains.prescriptions.commands.outcomes import note_not_dispensed
from theriac.domains.prescriptions.commands.pause import cancel_prescription, pause_prescription
from theriac.domains.prescriptions.ids import PrescriptionLineId
from theriac.domains.prescriptions.models import Dispense, Prescription
from theriac.domains.sales.commands.book_pushed import PushState
from theriac.domains.sales.models import DiscrepancyCase, Sale, SaleLine

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-01", "RX-03")]


def facts() -> dict[str, Any]:
    """Of the one case."""
    case = DiscrepancyCase.objects.get()
    assert case.kind == "dispense"
    return dict(case.facts)


def assert_refused(why: str, shop: Shop) -> dict[str, Any]:
    """The sale is booked, nothing of it dispensed, and one case says why."""
    told = facts()
    assert told["why"] == why
    assert Sale.objects.filter(source="counter").count() == 1
    assert not Dispense.objects.filter(sale_id__isnull=False).exists()
    found = [v.sentence for result in run_checks() for v in result.violations]
    assert [one for one in found if "outside the system" not in one] == []
    return told


def test_it_is_dispensed_with_the_sale_by_who_sold(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    cashier = add_staff("cashier", shop.branch_id)

    done = push(shop, sold_on(shop, medicine, made, 10, person_id=cashier.id))

    assert (done.state, done.cases) == (PushState.BOOKED, 0)
    dispense = Dispense.objects.get()
    assert (dispense.sale_id, dispense.quantity) == (done.sale_id, 10)
    assert (dispense.product_id, dispense.dispensed_by) == (medicine.id, cashier.id)
    assert SaleLine.objects.get().prescription_line_id == line_of(made).id
    assert (state_of(made), line_of(made).dispensed) == ("ready", 10)
    assert hand(shop, made) == "closed"
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_a_part_of_it_leaves_the_rest(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    assert push(shop, sold_on(shop, medicine, made, 4)).cases == 0
    assert line_of(made).dispensed == 4


def test_sent_twice_it_is_dispensed_once(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    assert [push(shop, sale).state for _time in range(3)] == ["booked", "replayed", "replayed"]
    assert Dispense.objects.count() == 1


def test_what_another_dispensed_meanwhile_is_a_case_with_both_versions(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    dispense_one(shop, made, 4)

    assert push(shop, sale).cases == 1

    told = assert_refused("too_much", shop)
    assert (told["sold"], told["remaining"], told["state"]) == (10, 6, "ready")
    assert told["prescription"] == Prescription.objects.get().code
    assert line_of(made).dispensed == 4


def test_the_next_repeat_isnt_taken_in_the_same_round(shop: Shop) -> None:
    medicine, made = prescribed(shop, repeats=1)
    first, second = (sold_on(shop, medicine, made, 10, number) for number in (1, 2))
    assert (push(shop, first).cases, push(shop, second).cases) == (0, 1)
    assert (facts()["why"], line_of(made).dispensed) == ("too_much", 10)
    assert Dispense.objects.count() == 1


@pytest.mark.parametrize("act", [cancel_prescription, pause_prescription])
def test_one_that_isnt_ready_any_more(shop: Shop, act: Any) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    act(**at_shop(shop, made), reason_code="other", note="left")
    push(shop, sale)
    assert assert_refused("state", shop)["state"] == state_of(made)


def test_one_that_is_no_longer_valid(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    Prescription.objects.update(valid_until=shop.today - timedelta(days=1))
    push(shop, sale)
    assert_refused("expired", shop)


def test_a_line_that_somebody_noted_as_not_dispensed(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10)
    line_id = PrescriptionLineId(line_of(made).id)
    note_not_dispensed(**at_shop(shop, made), line_id=line_id, reason_code="no_stock")
    push(shop, sale)
    assert_refused("noted", shop)


def test_another_product_than_the_lines(shop: Shop) -> None:
    _medicine, made = prescribed(shop)
    other, _theirs = prescribed(shop, name="Cefixime 100 mg capsule")
    push(shop, sold_on(shop, other, made, 5))
    assert_refused("product", shop)


def test_another_patients(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    stranger = register(shop, "Budi Santoso")
    push(shop, sold_on(shop, medicine, made, 10, patient_id=stranger))
    assert_refused("patient", shop)


def test_nobody_named(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    push(shop, sold_on(shop, medicine, made, 10, patient_id=None))
    assert_refused("patient", shop)


def test_a_forged_line(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    push(shop, sold_on(shop, medicine, made, 10, line={"prescription_line_id": new_id()}))
    assert assert_refused("unknown", shop)["prescription"] is None


def test_a_line_of_another_branch(shop: Shop) -> None:
    other = add_medicine(shop, "Amlodipine 5 mg tablet", legal_class="keras")
    stock_up(shop, other, 10)
    elsewhere = a_prescription(shop, "ready", [a_line(other)])
    sale = sold_on(shop, other, elsewhere, 10)
    other_branch = open_branch(
        actor=shop.owner,
        pharmacy_id=shop.pharmacy_id,
        code="B2",
        name="Cabang Dua",
        time_zone="Asia/Jakarta",
    )
    Prescription.objects.filter(id=elsewhere).update(branch_id=other_branch)
    push(shop, sale)
    assert_refused("unknown", shop)


def test_a_seller_who_may_not_see_prescriptions(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10, person_id=add_staff("restocker", shop.branch_id).id)
    push(shop, sale)
    kinds = set(DiscrepancyCase.objects.values_list("kind", flat=True))
    assert kinds == {"dispense", "person"}
    assert not Dispense.objects.exists()


def test_a_batch_that_doesnt_outlive_the_therapy_is_dispensed_with_a_case(shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxil", legal_class="keras")
    soon = shop.today + timedelta(days=3)
    stock_up(shop, medicine, 20, days=3)
    made = a_prescription(shop, "ready", [a_line(medicine)])

    push(shop, sold_on(shop, medicine, made, 10, line={"min_days": 0}))

    told = facts()
    assert (told["why"], told["days"], told["expires_on"]) == (
        "expires_too_soon",
        7,
        soon.isoformat(),
    )
    assert Dispense.objects.get().quantity == 10
    assert [v.sentence for result in run_checks() for v in result.violations] == []


def test_days_beyond_reason_hold_the_sale(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sale = sold_on(shop, medicine, made, 10, line={"min_days": 40_000})
    assert push(shop, sale).state is PushState.HELD


def test_an_ordinary_sale_reads_nothing_for_it(shop: Shop) -> None:
    medicine, _made = prescribed(shop)
    batch = stock_up(shop, medicine, 5, batch_number="B2")
    sale = pushed_sale(shop, [pushed_line(shop, medicine, [(batch, 1)])])
    with CaptureQueriesContext(connection) as told:
        push(shop, sale)
    assert [one["sql"] for one in told if "prescriptions_" in one["sql"]] == []
