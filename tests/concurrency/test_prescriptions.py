"""Two pharmacists dispense the last repeat at once: one does, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.support.at_once import asked_again
from tests.support.prescriptions import a_line, a_prescription, at_shop, line_of, pharmacist
from tests.support.shop import Shop, add_medicine
from theriac.core.problems import Problem
from theriac.core.verification.registry import run_checks
from theriac.domains.prescriptions.commands.dispense import record_dispense
from theriac.domains.prescriptions.models import Dispense

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.rows("RX-10")]
PEOPLE = 4


@pytest.mark.databases("sqlite", "postgresql", "mariadb")
def test_the_last_repeat_is_dispensed_once(shop: Shop) -> None:
    medicine = add_medicine(shop)
    made = a_prescription(shop, "ready", [a_line(medicine, 10)])
    line = line_of(made)
    people = [pharmacist(shop, f"pharmacist {number}") for number in range(PEOPLE)]
    given = [at_shop(shop, made, actor=one) for one in people]
    barrier = Barrier(PEOPLE)

    def dispense(number: int) -> str:
        barrier.wait()
        try:
            asked_again(
                lambda: record_dispense(
                    **given[number], line_id=line.id, product_id=medicine.id, quantity=10
                )
            )
        except Problem as problem:
            return problem.type
        finally:
            connection.close()
        return "dispensed"

    with ThreadPoolExecutor(PEOPLE) as pool:
        answers = sorted(pool.map(dispense, range(PEOPLE)))
    assert answers.count("dispensed") == 1
    assert Dispense.objects.count() == 1
    assert line_of(made).dispensed == 10
    assert [v.sentence for result in run_checks() for v in result.violations] == []
