"""Baskets of the catalogue: what is in them, for whom, and how many statements that takes."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clinical import a_generic, pharmacist, shipped_in_force
from tests.support.shop import Shop, add_medicine
from theriac.domains.clinical.basket import (
    Basket,
    CheckedMedicine,
    CheckedPerson,
    months_between,
)
from theriac.domains.clinical.queries.basket import check_basket
from theriac.domains.clinical.rules.kinds import CheckGap, CheckKind
from theriac.domains.clinical.rules.results import NotRun

pytestmark = pytest.mark.django_db


def line(key: str, **more: object) -> CheckedMedicine:
    return CheckedMedicine(**{"key": key, "substances": [], **more})  # type: ignore[arg-type]


@pytest.mark.rows("RX-15")
def test_a_basket_of_products_and_what_the_patient_takes(shop: Shop) -> None:
    shipped_in_force(pharmacist(shop))
    sanmol = a_generic(shop, "Sanmol", ("Paracetamol", "500 mg"), atc="N02BE01")
    unknown = add_medicine(shop, "Jamu")
    basket = Basket(
        [
            line("a", product_id=sanmol.id, times=3, milliunits=3000),
            line("b", product_id=unknown.id),
            line("c", name="Home", substances=["acetaminophen 500 mg"], is_active=True),
        ],
        CheckedPerson(birth_date=date(1980, 1, 1), allergies=[], conditions=[]),
    )
    result = check_basket(actor=shop.owner, branch_id=shop.branch_id, basket=basket)
    assert [(one.check, one.arithmetic) for one in result.alerts] == [
        (CheckKind.DUPLICATES, ""),
        (CheckKind.DOSES, "3 × 3 × 500 mg = 4,500 mg > 4,000 mg"),
    ]
    assert NotRun(CheckKind.INTERACTIONS, CheckGap.NO_SUBSTANCE, "Jamu") in result.not_run
    assert NotRun(CheckKind.DOSES, CheckGap.NO_DOSE, "Home") in result.not_run


def test_no_statement_a_line(shop: Shop) -> None:
    shipped_in_force(pharmacist(shop))
    names = ["Amoxicillin", "Cetirizine", "Ibuprofen", "Captopril"]
    found = [a_generic(shop, name, (name, "10 mg")) for name in names]
    lines = [line(str(one.id), product_id=one.id) for one in found]
    check_basket(actor=shop.owner, branch_id=shop.branch_id, basket=Basket(lines))
    counts = []
    for some in (lines[:1], lines):
        with CaptureQueriesContext(
            connection,
        ) as sent:
            check_basket(actor=shop.owner, branch_id=shop.branch_id, basket=Basket(some))
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[1] <= 4


def test_ages_are_whole_months() -> None:
    assert months_between(date(2020, 1, 31), date(2020, 3, 30)) == 1
    assert months_between(date(2020, 1, 31), date(2020, 3, 31)) == 2
    assert months_between(date(2030, 1, 1), date(2020, 1, 1)) == 0
