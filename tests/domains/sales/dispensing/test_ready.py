"""What a sale takes over from the prescriptions that it is made on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.clinical import a_stop_in_force
from tests.support.compounding import compounded_for
from tests.support.dispensing import of_line, prescribed, sell_on
from tests.support.patients import register
from tests.support.prescriptions import (
    a_line,
    a_person,
    a_prescription,
    advance,
    approve_for,
    line_of,
)
from tests.support.shop import Shop, add_medicine, add_staff, stock_up
from tests.support.shops import second_branch
from theriac.core.ids import new_id
from theriac.core.problems import NotFound, NotPermitted, Unprocessable
from theriac.domains.accounts.commands.roles import create_role
from theriac.domains.accounts.models import Role
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.organisation.ids import BranchId
from theriac.domains.prescriptions.models import Prescription
from theriac.domains.prescriptions.problems import PrescriptionJump
from theriac.domains.sales.checkout.drafts import GroundSeen, SaleDraft, SaleItem
from theriac.domains.sales.dispensing.ready import with_prescriptions
from theriac.domains.sales.models import Sale, SaleGround, SalePatient
from theriac.domains.sales.problems import ExpiresTooSoon
from theriac.domains.sales.queries.quotes import quote_sale
from theriac.domains.stock.models import Movement, Reservation
from theriac.domains.stock.problems import InsufficientStock

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def test_the_sale_has_the_papers_prescriber_number_day_and_patient(shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    stock_up(shop, medicine, 50)
    made = a_prescription(shop, "ready", [a_line(medicine)], number="R-12")

    done = sell_on(shop, of_line(medicine, made, 10))

    ground = SaleGround.objects.get(sale=done.sale)
    assert ground.details == {"prescriber": "dr. Ani Wijaya, Sp.A", "number": "R-12"}
    assert ground.permitted_by == Prescription.objects.get().approved_by
    assert (ground.kind, ground.written_on) == ("prescription", shop.today)
    assert [one.ground_id for one in done.lines] == [ground.id]
    assert SalePatient.objects.get(sale=done.sale).patient_id == a_person(shop)


def test_a_paper_without_a_number_is_named_by_its_code(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    done = sell_on(shop, of_line(medicine, made, 10))
    assert SaleGround.objects.get(sale=done.sale).details["number"] == f"R{made.hex[-6:].upper()}"


def test_two_lines_of_a_prescription_have_one_ground_and_a_named_one_keeps_its_copies(
    shop: Shop,
) -> None:
    medicine, made = prescribed(shop)
    other = GroundSeen(kind="exception", exception="emergency")
    named = GroundSeen(kind="prescription", copies=2)
    items = [
        SaleItem(product_id=medicine.id, quantity=1, ground=0),
        of_line(medicine, made, 4, ground=1),
        of_line(medicine, made, 6),
    ]

    draft = with_prescriptions(
        shop.owner, shop.branch_id, SaleDraft(items=items, grounds=[other, named])
    )

    assert [one.ground for one in draft.items] == [0, 1, 1]
    assert [one.copies for one in draft.grounds] == [1, 2]
    assert (draft.grounds[1].written_on, draft.items[1].min_days) == (shop.today, 7)


def test_goods_that_expire_within_the_therapy_stay_on_the_shelf(shop: Shop) -> None:
    medicine = add_medicine(shop, "Amoxicillin 500 mg capsule", legal_class="keras")
    stock_up(shop, medicine, 10, days=6, batch_number="SOON")
    long = stock_up(shop, medicine, 10, days=7, batch_number="LONG")
    made = a_prescription(shop, "ready", [a_line(medicine, 10, repeats=1)])

    done = sell_on(shop, of_line(medicine, made, 6))

    taken = Movement.objects.filter(document_id=done.sale.id).values_list("batch_id", flat=True)
    assert set(taken) == {long}
    with pytest.raises(ExpiresTooSoon, match="taken for 7 days") as refused:
        sell_on(shop, of_line(medicine, made, 5))
    assert refused.value.facts["days"] == 7
    assert Sale.objects.count() == 1


def test_a_quote_shows_the_batches_and_dispenses_nothing(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    quote = quote_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[of_line(medicine, made, 10)]),
    )
    assert (len(quote.basket), line_of(made).dispensed) == (1, 0)


def test_a_cashier_sells_what_was_made_ready_and_who_may_not_see_it_doesnt(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    role = create_role(actor=shop.owner, name="Till", permissions={"sales.sell", "patients.view"})
    code = Role.objects.get(id=role).code
    other = add_staff(code, shop.branch_id, "till")
    with pytest.raises(NotPermitted, match="on a prescription"):
        sell_on(shop, of_line(medicine, made, 10), actor=other)

    sell_on(shop, of_line(medicine, made, 10), actor=add_staff("cashier", shop.branch_id))

    assert line_of(made).dispensed == 10


def test_only_lines_of_ready_prescriptions_of_the_branch_are_sold(shop: Shop) -> None:
    medicine, ready = prescribed(shop)
    other = add_medicine(shop, "Cefixime 100 mg capsule", legal_class="keras")
    waiting = a_prescription(shop, "verified", [a_line(other)])
    with pytest.raises(PrescriptionJump, match="Verified"):
        sell_on(shop, of_line(other, waiting, 10))
    unknown = SaleItem(product_id=medicine.id, quantity=1, prescription_line_id=new_id())
    with pytest.raises(NotFound):
        sell_on(shop, unknown)
    elsewhere = BranchId(second_branch(shop))
    with pytest.raises(NotFound):
        with_prescriptions(shop.owner, elsewhere, SaleDraft(items=[of_line(medicine, ready, 1)]))
    assert not Sale.objects.exists()


@pytest.mark.parametrize("named", [0, 1])
def test_what_isnt_on_the_prescription_isnt_let_go_by_its_approval(shop: Shop, named: int) -> None:
    """By the ground that the prescription takes, and by the one that is made for it."""
    medicine, made = prescribed(shop)
    other = add_medicine(shop, "Cefixime 100 mg capsule", legal_class="keras")
    stock_up(shop, other, 50)
    seen = GroundSeen(kind="prescription", prescriber="dr. A", number="1", written_on=shop.today)
    beside = {"ground": 0} if named == 0 else {}
    items = [
        of_line(medicine, made, 10, **beside),
        SaleItem(product_id=other.id, quantity=10, ground=named),
    ]

    with pytest.raises(Unprocessable):
        sell_on(shop, *items, actor=add_staff("cashier", shop.branch_id), grounds=[seen])

    assert not Sale.objects.exists()


def test_a_sale_is_for_one_patient(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    stranger = register(shop, names="Siti Rahayu", birth_date=shop.today - timedelta(days=9_000))
    theirs = a_prescription(shop, "ready", [a_line(medicine)], patient_id=stranger)

    with pytest.raises(Unprocessable, match="different patients"):
        sell_on(shop, of_line(medicine, made, 1), of_line(medicine, theirs, 1))
    with pytest.raises(Unprocessable, match="another patient’s"):
        sell_on(shop, of_line(medicine, made, 1), patient_id=stranger)


@pytest.mark.rows("RX-14")
def test_what_the_review_answered_isnt_asked_again(shop: Shop) -> None:
    medicines = a_stop_in_force(shop)
    for one in medicines:
        stock_up(shop, one, 50)
    made = a_prescription(shop, "reviewing", [a_line(one) for one in medicines])
    approve_for(shop, made, "prescriber_agreed")
    advance(shop, made, "ready")
    items = [
        SaleItem(product_id=one.id, quantity=10, prescription_line_id=line_of(made, position).id)
        for position, one in enumerate(medicines, start=1)
    ]
    with pytest.raises(AlertsUnanswered):
        sell_on(shop, *(replace(one, prescription_line_id=None) for one in items))

    done = sell_on(shop, *items)

    assert not AnsweredAlert.objects.filter(subject_id=done.sale.id).exists()


def test_what_was_compounded_for_a_line_is_sold_on_it_alone(shop: Shop) -> None:
    made, found, row = compounded_for(shop)
    advance(shop, found, "ready")
    item = of_line(made, found, 10)
    with pytest.raises(InsufficientStock):
        sell_on(shop, replace(item, prescription_line_id=None, quantity=1))

    told = quote_sale(
        actor=shop.owner,
        branch_id=shop.branch_id,
        terminal_id=shop.api_terminal_id,
        draft=SaleDraft(items=[item]),
    )
    done = sell_on(shop, item)

    assert row.price is not None
    price = row.price + row.service_fee + row.packing_fee
    assert (told.priced.gross, done.sale.gross) == (price, price)
    (move,) = Movement.objects.filter(document_id=done.sale.id)
    assert (move.batch_id, move.quantity) == (row.batch_id, 10)
    assert Reservation.objects.get().state == "taken"
