"""verify compares each sale on a prescription with its dispenses, both ways."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domains.sales.dispensing.made import sold_on
from tests.support.dispensing import of_line, prescribed, sell_on
from tests.support.pushing import push, pushed_sale
from tests.support.shop import Shop
from theriac.core.ids import new_id
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.models import Dispense

pytestmark = [pytest.mark.django_db, pytest.mark.rows("RX-03")]


def differences() -> list[tuple[object, object]]:
    return [
        (one.facts["sold"], one.facts["given"])
        for result in run_checks()
        for one in result.violations
        if result.name == "sales.dispenses"
    ]


def test_sales_of_programs_and_counters_agree(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    sell_on(shop, of_line(medicine, made, 4))
    push(shop, sold_on(shop, medicine, made, 6))
    assert differences() == []


def test_a_dispense_of_another_quantity_or_sale_is_found(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    push(shop, sold_on(shop, medicine, made, 6))
    Dispense.objects.update(quantity=5)
    assert differences() == [(6, 5)]
    Dispense.objects.update(quantity=6, sale_id=new_id())
    assert sorted(differences()) == [(0, 6), (6, 0)]


def test_a_case_of_one_line_explains_no_other_of_its_sale(shop: Shop) -> None:
    medicine, made = prescribed(shop)
    other, refused = prescribed(shop, name="Cefixime 100 mg capsule")
    one, two = sold_on(shop, medicine, made, 6), sold_on(shop, other, refused, 11)
    after = replace(two.lines[0], position=2)
    both = {"patient_id": one.patient_id, "grounds": [*one.grounds, *two.grounds]}
    assert push(shop, pushed_sale(shop, [*one.lines, after], **both)).cases == 1
    assert differences() == []
    Dispense.objects.update(sale_id=None)
    assert differences() == [(6, 0)]
