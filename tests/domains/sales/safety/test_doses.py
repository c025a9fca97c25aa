"""Daily doses at the sale's doors: added up over the lines, refused or a case where too much."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.dispensing import of_line, sell_on
from tests.support.prescriptions import a_line, a_prescription, advance, approve_for
from tests.support.pushing import push, pushed_line, pushed_sale
from tests.support.shop import Medicine, Shop, add_staff, stock_up
from theriac.core.ids import new_id
from theriac.domains.clinical.directions import DoseSaid
from theriac.domains.clinical.models import AnsweredAlert
from theriac.domains.clinical.problems import AlertsUnanswered
from theriac.domains.clinical.rules.answers import AnswerGiven
from theriac.domains.prescriptions.rules.facts import DirectionsWritten
from theriac.domains.sales.checkout.drafts import SaleItem
from theriac.domains.sales.models import DiscrepancyCase, Sale
from theriac.domains.sales.safety.sent import AnswerSent

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-15")]
FOUR_GRAMS = DoseSaid(times=4, milliunits=2000)
OFTEN = DoseSaid(times=3, milliunits=1000)


@pytest.fixture
def goods(shop: Shop) -> list[Medicine]:
    """Paracetamol 500 mg by two makers on the shelf, the sets in force."""
    found = [a_generic(shop, name, ("Paracetamol", "500 mg")) for name in ("Sanmol", "Panadol")]
    for one in found:
        stock_up(shop, one, 100)
    shipped_in_force(pharmacist(shop))
    return found


def item(medicine: Medicine, dose: DoseSaid | None) -> SaleItem:
    return SaleItem(product_id=medicine.id, quantity=10, dose=dose)


def doses_refused(shop: Shop, *items: SaleItem, **draft: object) -> list[str]:
    """The products of the alert on doses that refuses the sale."""
    with pytest.raises(AlertsUnanswered) as refused:
        sell_on(shop, *items, **draft)
    (told,) = [one for one in refused.value.facts["alerts"] if one["check"] == "doses"]
    assert (told["rule"], told["tier"]) == ("dose-paracetamol", 1)
    return sorted(str(one) for one in told["product_ids"])


def test_a_programs_sale_over_the_limit_is_refused_until_it_is_answered(
    shop: Shop, goods: list[Medicine]
) -> None:
    sanmol, panadol = goods
    sell_on(shop, item(sanmol, FOUR_GRAMS))
    assert doses_refused(shop, item(sanmol, FOUR_GRAMS), item(sanmol, OFTEN)) == [str(sanmol.id)]
    both = (item(sanmol, FOUR_GRAMS), item(panadol, OFTEN))
    assert doses_refused(shop, *both) == sorted(str(one.id) for one in goods)

    sell_on(shop, item(sanmol, FOUR_GRAMS), item(panadol, None))
    answer = AnswerGiven(
        check="doses",
        rule="dose-paracetamol",
        product_ids=[one.id for one in goods],
        reason="other_person",
    )
    done = sell_on(shop, *both, answers=[answer])
    assert AnsweredAlert.objects.get(subject_id=done.sale.id).rule == "dose-paracetamol"


def test_a_dose_costs_no_statement(shop: Shop, goods: list[Medicine]) -> None:
    counts = []
    for dose in (OFTEN, None, OFTEN):
        with CaptureQueriesContext(connection) as captured:
            sell_on(shop, item(goods[0], dose))
        counts.append(len(captured))
    assert counts[1] == counts[2]


def test_a_pushed_sale_over_the_limit_is_booked_with_a_case(
    shop: Shop, goods: list[Medicine]
) -> None:
    rina = add_staff("pharmacist", shop.branch_id, "rina")
    batches = [stock_up(shop, one, 50, batch_number="B-2") for one in goods]
    lines = [
        pushed_line(shop, one, [(batch, 10)], position=place, dose=dose)
        for place, (one, batch, dose) in enumerate(
            zip(goods, batches, (FOUR_GRAMS, OFTEN), strict=True), 1
        )
    ]
    sale = pushed_sale(shop, lines, person_id=rina.id)
    assert push(shop, sale).cases == 1
    (told,) = DiscrepancyCase.objects.get(kind="safety").facts["alerts"]
    assert (told["check"], told["rule"], told["why"]) == ("doses", "dose-paracetamol", "unanswered")

    parts = (replace(lines[0], part_of=1), replace(lines[0], position=2, part_of=1))
    split = [replace(one, id=new_id()) for one in parts]
    assert push(shop, pushed_sale(shop, split, 2, person_id=rina.id)).cases == 0

    answer = AnswerSent(
        check="doses",
        rule="dose-paracetamol",
        tier=1,
        set_name="Daily doses",
        edition="1",
        product_ids=tuple(one.id for one in goods),
        reason="prescriber_agreed",
    )
    again = [replace(one, id=new_id()) for one in lines]
    answered = pushed_sale(shop, again, 3, person_id=rina.id, answers=(answer,))
    assert push(shop, answered).cases == 0
    assert Sale.objects.count() == 3


def test_directions_of_a_prescription_count_and_its_review_answers_for_itself_alone(
    shop: Shop, goods: list[Medicine]
) -> None:
    sanmol = goods[0]
    directions = DirectionsWritten(dose_numerator=3, times=4, duration_days=7, route="oral")
    made = a_prescription(shop, "reviewing", [a_line(sanmol, 30, directions=directions)])
    approve_for(shop, made, "prescriber_agreed")
    advance(shop, made, "ready")
    prescribed = of_line(sanmol, made, 10)

    assert doses_refused(shop, prescribed, item(sanmol, OFTEN)) == [str(sanmol.id)]
    sell_on(shop, prescribed)
    sell_on(shop, prescribed, item(sanmol, None))
